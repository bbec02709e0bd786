"""`load_cats` gives every split, task and size, offline, and only what was published."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat_data import cats, load, registry
from deepcat_data.archive import DataFileError, splits_of, write_archive
from deepcat_data.cats import RECIPES, CatsConfig, make_cats
from deepcat_data.draws import Draws
from deepcat_data.load import large_path, load_cats
from deepcat_data.pictures import CLASSES, TASKS

SPLITS = {
    "train": (500, 200, 200, 100),
    "validation": (100, 40, 40, 20),
    "test": (300, 120, 120, 60),
    "pencil": (100, 40, 40, 20),
}

# Class and number of the first pictures of the tiny set, and of a sample.
TINY = [(1, 26), (0, 180), (0, 304), (3, 47)]
SOME = [(2, 149), (1, 15), (0, 261), (0, 27)]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """`load_` never touches the network: here it could not."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEEPCAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize(("split", "counts"), SPLITS.items())
def test_a_shipped_split_has_its_counts(split: str, counts: tuple[int, ...]) -> None:
    loaded = load_cats(split, task="four")
    assert loaded.X.shape == (sum(counts), 64, 64, 3) and loaded.X.dtype == np.uint8
    assert tuple(np.bincount(loaded.y)) == counts
    assert loaded.classes == CLASSES


def test_the_default_is_the_binary_training_set() -> None:
    loaded = load_cats()
    assert loaded.classes == ("other", "cat")
    assert np.bincount(loaded.y).tolist() == [500, 500]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("size", [64, 32])
def test_every_task_and_size(task: Any, size: int) -> None:
    loaded = load_cats("validation", task, size)
    X, Y = loaded.as_columns()
    m = {"binary": 200, "three": 180, "four": 200}[task]
    assert loaded.classes == TASKS[task]
    assert X.shape == (size * size * 3, m)
    assert Y.shape == ((1 if task == "binary" else len(TASKS[task])), m)


def test_32_is_the_exact_mean_of_64() -> None:
    whole, half = load_cats("validation").X.astype(float), load_cats("validation", size=32).X
    mean = whole.reshape(200, 32, 2, 32, 2, 3).mean(axis=(2, 4))
    np.testing.assert_array_equal(half, np.floor(mean + 0.5))


def test_n_takes_a_balanced_sample_that_the_seed_decides() -> None:
    first, again, other = (load_cats("train", n=101, seed=seed) for seed in (3, 3, 4))
    assert np.bincount(first.y).tolist() in ([50, 51], [51, 50])
    np.testing.assert_array_equal(first.X, again.X)
    assert not np.array_equal(first.meta["number"], other.meta["number"])


def test_tiny_is_a_slice_of_train_and_of_test() -> None:
    for split, whole, m in (("tiny", "train", 209), ("tiny_test", "test", 50)):
        few, many = load_cats(split, "four"), load_cats(whole, "four")
        assert len(few) == m
        everything = {picture.tobytes() for picture in many.X}
        assert len({picture.tobytes() for picture in few.X} & everything) == m
        shares = np.bincount(few.y) / m
        np.testing.assert_allclose(shares, (0.5, 0.2, 0.2, 0.1), atol=0.02)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"split": "exam"}, "split is one of train, validation, test"),
        ({"task": "two"}, "task is one of"),
        ({"size": 48}, "size is 64 or 32"),
        ({"n": 2000}, "between 1 and 1000"),
        ({"n": 0}, "n is 1 or more"),
        ({"n": 10.0}, "n is a whole number"),
        ({"seed": -1}, "seed is 0 or more"),
        ({"seed": "now"}, "seed is a whole number"),
        ({"split": "large", "size": 48}, "size is 64 or 32"),
        ({"split": "large", "task": "two"}, "task is one of"),
        ({"split": "large", "n": 5001}, "between 1 and 5000"),
        ({"split": "large", "task": "three", "n": 4501}, "between 1 and 4500"),
    ],
)
def test_a_wrong_argument_is_answered_with_the_right_ones(
    arguments: dict[str, Any], words: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is drawn, which takes half a minute."""
    monkeypatch.setattr(cats, "make_cats", lambda *_: pytest.fail("drawn"))
    with pytest.raises(ValueError, match=words):
        load_cats(**arguments)


@pytest.mark.parametrize("name", registry.SHIPPED)
def test_a_shipped_file_is_what_its_recipe_says(name: str) -> None:
    path = registry.shipped(name)
    assert splits_of(path) == list(RECIPES[name])
    assert path.stat().st_size <= 12e6


@pytest.mark.parametrize("name", registry.SHIPPED)
def test_the_shipped_pictures_can_be_drawn_again(name: str) -> None:
    """Every eighth, to one grey level: processors differ in the last bit of a cosine."""
    for split, config in RECIPES[name].items():
        shipped = load_cats(split, "four")
        for i in range(0, len(shipped), 8):
            label, number = int(shipped.y[i]), int(shipped.meta["number"][i])
            key = (config.seed, cats.SPLITS[split], label, number)
            again, decided = cats.draw_picture(key, CLASSES[label], config.style)
            difference = np.abs(again.astype(int) - shipped.X[i])
            assert difference.max() <= 1, (split, i)
            assert all(
                shipped.meta[name][i] == value
                for name, value in decided.items()
                if not isinstance(value, float)
            )


@pytest.fixture(params=["threads", "no threads"])
def copy(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the shipped file, which is loaded in its place."""
    path = tmp_path / "cats-64" / "cats-64.npz"
    path.parent.mkdir()
    shutil.copy(registry.shipped_path("cats-64"), path)
    monkeypatch.setattr(registry, "FOLDER", tmp_path)
    if request.param == "no threads":

        def refuse(thread: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(threading.Thread, "start", refuse)
    return path


def test_a_whole_file_is_loaded(copy: Path) -> None:
    assert len(load_cats("validation")) == 200


@pytest.mark.parametrize("place", [1000, -1000])
def test_a_changed_file_is_refused(copy: Path, place: int) -> None:
    """One changed bit is found, in a split that is read or in another."""
    data = bytearray(copy.read_bytes())
    data[place] ^= 1
    copy.write_bytes(data)
    with pytest.raises(DataFileError, match=r"differs from what was published: install"):
        load_cats("validation")


def test_a_file_that_changes_later_is_refused_too(copy: Path) -> None:
    load_cats("validation")
    copy.write_bytes(copy.read_bytes()[:-10])
    with pytest.raises(DataFileError, match=r"differs from what was published: install"):
        load_cats("validation")


def test_a_missing_file_is_one_sentence(copy: Path) -> None:
    copy.unlink()
    with pytest.raises(DataFileError, match=r"cannot be read: install deepcat-data again"):
        load_cats("validation")


def test_large_is_drawn_once_and_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = {"large-64": {"large": CatsConfig((4, 2, 2, 2), "large")}}
    monkeypatch.setattr(cats, "RECIPES", small)
    drawn: list[CatsConfig] = []

    def count(config: CatsConfig, tell: Any) -> Any:
        drawn.append(config)
        return make_cats(config, tell)

    monkeypatch.setattr(cats, "make_cats", count)
    first, again = load_cats("large", "four"), load_cats("large", "four")
    assert len(drawn) == 1 and large_path().parent == cache
    np.testing.assert_array_equal(first.X, again.X)
    large_path().write_bytes(b"half a file")
    np.testing.assert_array_equal(load_cats("large", "four").X, first.X)
    assert len(drawn) == 2
    assert [entry.name for entry in cache.iterdir()] == [large_path().name]


@pytest.mark.skipif(os.name != "posix", reason="a path that no system can make a folder of")
def test_a_cache_that_cannot_be_written_costs_a_warning_and_not_the_pictures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DEEPCAT_CACHE", "/dev/null/nowhere")
    small = {"large-64": {"large": CatsConfig((4, 2, 2, 2), "large")}}
    monkeypatch.setattr(cats, "RECIPES", small)
    with pytest.warns(UserWarning, match="cannot be written .* set DEEPCAT_CACHE"):
        assert len(load_cats("large")) == 10


def test_a_digest_that_cannot_be_computed_lets_nothing_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no hashing here")

    monkeypatch.setattr(registry, "_digest", broken)
    with pytest.raises(RuntimeError, match="no hashing here"):
        load_cats("validation")


def test_tiny_and_samples_are_the_same_pictures_for_everybody() -> None:
    """Numbers that must not change: lessons speak of these pictures."""
    tiny = load_cats("tiny", "four")
    assert list(zip(tiny.y[:4].tolist(), tiny.meta["number"][:4].tolist(), strict=True)) == TINY
    some = load_cats("train", "four", n=4, seed=1)
    assert list(zip(some.y.tolist(), some.meta["number"].tolist(), strict=True)) == SOME


def test_the_order_of_a_shipped_split_is_that_of_its_recipe() -> None:
    config = CatsConfig((100, 40, 40, 20), "validation")
    wanted = [(label, i) for label, count in enumerate(config.counts) for i in range(count)]
    order = Draws(0, cats.SPLITS["validation"], len(CLASSES)).permutation(200)
    loaded = load_cats("validation", "four")
    found = list(zip(loaded.y.tolist(), loaded.meta["number"].tolist(), strict=True))
    assert found == [wanted[i] for i in order]


def test_large_is_five_thousand_with_the_usual_shares() -> None:
    assert RECIPES["large-64"]["large"].counts == (2500, 1000, 1000, 500)


def test_a_file_of_ones_own_is_read_like_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "exam.npz"
    write_archive(path, {"test": make_cats(CatsConfig((2, 1, 1, 1), "test", seed=7))})
    assert len(load.read_archive(path, "test")) == 5


def test_loading_imports_neither_the_drawing_nor_random_numbers() -> None:
    """What a student waits for at the first cell."""
    code = """
import sys
import numpy
before = set(sys.modules)
import deepcat_data
deepcat_data.load_cats("validation")
late = ("deepcat_data.drawing", "numpy.random")
found = [name for name in set(sys.modules) - before if name.startswith(late)]
assert not found, found
deepcat_data.make_cats
assert "deepcat_data.drawing" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_package_has_no_attribute_that_it_does_not_list() -> None:
    import deepcat_data

    assert all(hasattr(deepcat_data, name) for name in deepcat_data.__all__)
    with pytest.raises(AttributeError, match="no attribute 'cat'"):
        deepcat_data.cat  # noqa: B018 - the access is the test

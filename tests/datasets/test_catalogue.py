"""What the catalogue says of a data set is what the set holds."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from deepcat_data import catalogue, real
from deepcat_data.archive import DataFileError
from deepcat_data.catalogue import UnknownSetError, entries, entry, read_set
from deepcat_data.load import large_path, load_cats
from deepcat_data.plane import TOY_SETS
from deepcat_data.real.cifar import CIFAR_10, CIFAR_100
from deepcat_data.real.tiny_imagenet import KINDS, TAKEN
from deepcat_data.registry import SHIPPED

HERE = [
    (known.name, split) for known in entries() if known.kind == "shipped" for split in known.counts
]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEEPCAT_CACHE", str(tmp_path))
    return tmp_path


def test_every_set_is_there_once() -> None:
    names = [known.name for known in entries()]
    assert names == ["cats-64", "tiny", "pencil-64", "large-64", *real.SOURCES, "toy"]
    assert set(SHIPPED) <= set(names)


@pytest.mark.parametrize(("name", "split"), HERE)
def test_a_set_has_as_many_pictures_as_is_said(name: str, split: str) -> None:
    pictures = read_set(name, split)
    assert tuple(np.bincount(pictures.y, minlength=4)) == entry(name).counts[split]
    np.testing.assert_array_equal(pictures.X, load_cats(split, task="four").X)


@pytest.mark.parametrize(
    ("name", "function"),
    [("tiny-imagenet", real.fetch_tiny_imagenet), ("cifar", real.fetch_cifar)],
)
def test_real_sets_have_as_many_as_their_functions_say(name: str, function: object) -> None:
    rows = re.findall(r"^ +(train|test)((?: +\d+)+)$", str(function.__doc__), re.M)
    said = {split: tuple(map(int, numbers.split())) for split, numbers in rows}
    counts = entry(name).counts
    assert said == {split: (*numbers, sum(numbers)) for split, numbers in counts.items()}


@pytest.mark.parametrize("split", ["train", "test"])
def test_real_sets_have_as_many_as_is_taken(split: str) -> None:
    taken = TAKEN[split]  # type: ignore[index]
    kinds = list(KINDS.values())
    tiny = [kinds.count(kind) * taken[kind] for kind in ("cat", "dog", "lion")]
    assert entry("tiny-imagenet").counts[split] == (*tiny, (200 - len(kinds)) * taken["other"])
    others = [(10 - 2) * CIFAR_10.others[split], (100 - 1) * CIFAR_100.others[split]]  # type: ignore[index]
    assert entry("cifar").counts[split][3] == sum(others)


def test_any_toy_set_stands_for_them_all() -> None:
    assert {entry(name).name for name in TOY_SETS} == {"toy"}


def test_a_misspelt_name_is_told_the_closest() -> None:
    with pytest.raises(UnknownSetError, match=r"did you mean cats-64\?"):
        entry("cat-64")
    with pytest.raises(UnknownSetError, match="there are cats-64, tiny"):
        entry("?")


@pytest.mark.parametrize("name", ["tiny-imagenet", "cifar", "large-64"])
def test_what_is_not_here_is_neither_drawn_nor_fetched(name: str, cache: Path) -> None:
    known = entry(name)
    assert not known.is_here() and known.size() == 0
    with pytest.raises(DataFileError, match=f"deepcat data (make|fetch) {name}"):
        read_set(name, next(iter(known.counts)))
    assert not list(cache.iterdir())


def test_half_an_archive_is_not_here(cache: Path) -> None:
    (source,) = real.SOURCES["tiny-imagenet"]
    (cache / source.file).write_bytes(b"half")
    assert not entry("tiny-imagenet").is_here()
    assert entry("tiny-imagenet").size() == 4


def test_the_large_set_is_here_once_it_was_drawn() -> None:
    large_path().write_bytes(b"pictures")
    assert entry("large-64").is_here() and entry("large-64").size() == 8
    with pytest.raises(DataFileError, match="damaged"):
        read_set("large-64", "large")


def test_a_split_that_a_set_does_not_have_is_refused() -> None:
    with pytest.raises(DataFileError, match="it has train, validation, test"):
        read_set("cats-64", "pencil")
    with pytest.raises(DataFileError, match="toy holds points and no pictures"):
        read_set("moons", "train")


@pytest.mark.parametrize("known", entries(), ids=lambda known: known.name)
def test_the_statements_that_load_a_set_do(
    known: catalogue.Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    for function in ("fetch_cifar", "fetch_tiny_imagenet"):
        monkeypatch.setattr(real, function, lambda split, **options: asked.append(options))
    if known.name == "large-64":
        monkeypatch.setattr("deepcat_data.load_cats", asked.append)
    exec(known.loading, {})
    expected = {"fetched": [{"accept_licence": True}], "drawn": ["large"]}
    assert asked == expected.get(known.kind, [])


@pytest.mark.parametrize("name", ["cats-64", "tiny", "pencil-64", "large-64", "toy"])
def test_a_datasheet_is_found_where_there_is_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert entry(name).datasheet() is None
    (tmp_path / name).mkdir()
    (tmp_path / name / "README.md").touch()
    assert entry(name).datasheet() == tmp_path / name / "README.md"

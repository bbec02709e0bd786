"""``deepcat data make`` draws a whole file or none, and no teacher's test by accident."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat_data import cats, load, registry
from deepcat_data.archive import read_archive
from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.pictures import Pictures

from .running import OWN, file_of, run, sentence


def test_make_draws_a_teachers_own_set_and_says_how_to_load_it(folder: Path) -> None:
    result = run(*OWN, "--style", "pencil", "--spread", "1.2", "--occlusion", "1")
    assert result.exit_code == 0, result.output
    assert "test: 4 pictures: 2 cat, 1 dog, 1 lion, 0 other" in result.stdout
    assert "seed: 2027 (keep it, and keep it to yourself)" in result.stdout
    assert f"sha256: {registry.digest(folder / 'exam.npz')}" in result.stdout
    found = read_archive(folder / "exam.npz", "test")
    config = CatsConfig((2, 1, 1, 0), "test", 2027, "pencil", 1.2, 1.0)
    np.testing.assert_array_equal(found.X, make_cats(config).X)
    assert found.meta["occluded"].all()
    code = result.stdout.partition("In Python:")[2]
    names: dict[str, Any] = {}
    exec("\n".join(line.strip() for line in code.splitlines()), names)
    assert names["X"].shape == (64 * 64 * 3, 4)
    np.testing.assert_array_equal(names["Y"][0], found.y == 0)


def test_without_more_words_a_teacher_gets_an_unseen_test(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def stand_in(config: CatsConfig, tell: object) -> Pictures:
        asked.append(config)
        return make_cats(CatsConfig((1, 0, 0, 0)))

    monkeypatch.setattr(cats, "make_cats", stand_in)
    assert run("data", "make", "--out", "exam.npz", "--seed", "7").exit_code == 0
    assert asked == [CatsConfig((300, 120, 120, 60), "test", 7, "painted", 1.0, 0.15)]
    shipped = cats.RECIPES["cats-64"]["test"]
    assert (asked[0].counts, asked[0].split) == (shipped.counts, shipped.split)
    assert asked[0].seed != shipped.seed


def test_a_set_of_ones_own_has_a_seed_that_nobody_guesses(folder: Path) -> None:
    said = []
    for name in ("a.npz", "b.npz"):
        result = run("data", "make", "--out", name, "--counts", "1,1,0,0")
        assert result.exit_code == 0, result.output
        seed = int(re.search(r"^seed: (\d+) ", result.stdout, re.M)[1])
        config = CatsConfig((1, 1, 0, 0), "test", seed)
        np.testing.assert_array_equal(read_archive(name, "test").X, make_cats(config).X)
        said.append(seed)
    assert said[0] != said[1] and min(said) > 10**9


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("", "give --out for a set of your own"),
        ("--seed 3", "give --out for a set of your own"),
        ("--out a.npz --seed 0", "0 draws what every student has"),
        ("--out a.npz --seed -1", "has to be 1 or more, not -1"),
        ("--out a.npz --seed 3 --counts 1,2,3", "--counts takes four"),
        ("--out a.npz --seed 3 --counts 1,2,3,4,5", "--counts takes four"),
        ("--out a.npz --seed 3 --counts 1,2,3,many", "'1,2,3,many'"),
        ("--out a.npz --seed 3 --counts=-1,2,3,4", "cannot be drawn"),
        ("--out a.npz --seed 3 --counts 0,0,0,0", "not all 0"),
        ("--out a.npz --seed 3 --counts 99999999,0,0,1", "can hold 50,000"),
        ("--out a.npz --seed 3 --split exam", "split is one of"),
        ("--out a.npz --seed 3 --style ink", "style is one of"),
        ("--out a.npz --seed 3 --spread nan", "spread is between"),
        ("--out a.npz --seed 3 --occlusion 1.5", "between 0 and 1"),
        ("--out a.npy --seed 3", "should end in .npz"),
        ("cats-64", "--out FILE.npz"),
        ("cats-64 --out a.npz --seed 3", "leave out --seed, or the name"),
        ("cats-64 --out a.npz --spread 2 --style pencil", "leave out --style and --spread, or"),
        ("tiny --out a.npz", "a part of cats-64"),
        ("cats --out a.npz", "cats-64, pencil-64, large-64 can"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_sentence(
    arguments: str, words: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cats, "make_cats", lambda *_: pytest.fail("it was drawn"))
    assert words in sentence(run("data", "make", *arguments.split()))
    assert not list(folder.iterdir())


def test_make_replaces_a_file_only_when_told(folder: Path) -> None:
    path = folder / "exam.npz"
    path.write_bytes(b"mine")
    assert "add --force" in sentence(run(*OWN))
    assert path.read_bytes() == b"mine"
    assert run(*OWN, "--force").exit_code == 0
    assert len(read_archive(path, "test")) == 4


def test_make_makes_the_folders_of_its_file(folder: Path) -> None:
    assert run(*OWN, "--out", "new/folder/exam.npz").exit_code == 0
    assert len(read_archive(folder / "new/folder/exam.npz", "test")) == 4


def test_a_place_that_cannot_be_written_is_told_before_anything_is_drawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cats, "make_cats", lambda *_: pytest.fail("it was drawn"))
    (folder / "file").touch()
    (folder / "folder.npz").mkdir()
    assert "is not a folder" in sentence(run(*OWN, "--out", "file/exam.npz"))
    assert "is a folder" in sentence(run(*OWN, "--out", "folder.npz"))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "does not let you" in sentence(run(*OWN))


@pytest.fixture(params=["drawing", "writing"])
def at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a way to let an error happen in the middle of drawing, or of writing."""

    def happen(error: BaseException) -> None:
        def draw(*args: object) -> object:
            calls.append(1)
            if len(calls) == 3:
                raise error
            return original(*args)

        def save(file: Any, **kwargs: object) -> None:
            file.write(b"half a file")
            file.flush()
            raise error

        calls: list[int] = []
        original: Any = cats.draw_picture
        if request.param == "drawing":
            monkeypatch.setattr(cats, "draw_picture", draw)
        else:
            monkeypatch.setattr(np, "savez_compressed", save)

    return happen


def test_an_interrupted_drawing_leaves_nothing(at: Any, folder: Path) -> None:
    at(KeyboardInterrupt())
    result = run(*OWN)
    assert result.exit_code not in (0, 2)
    assert "Traceback" not in result.output and not result.stdout
    assert not list(folder.iterdir())


def test_an_interrupted_drawing_leaves_the_earlier_file(at: Any, folder: Path) -> None:
    (folder / "exam.npz").write_bytes(b"mine")
    at(KeyboardInterrupt())
    assert run(*OWN, "--force").exit_code != 0
    assert [path.name for path in folder.iterdir()] == ["exam.npz"]
    assert (folder / "exam.npz").read_bytes() == b"mine"


def test_a_full_disk_is_told_in_one_sentence(at: Any, folder: Path) -> None:
    at(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), ".exam.npz.temporary"))
    assert sentence(run(*OWN)) == f"exam.npz: {os.strerror(errno.ENOSPC)}."
    assert not list(folder.iterdir())


def test_make_draws_the_large_set_into_the_cache_once(shelf: Path, folder: Path) -> None:
    result = run("data", "make", "large-64")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(str(load.large_path()))
    assert 'load_cats("large")' in result.stdout
    assert len(load.load_cats("large", task="four")) == 5
    before = load.large_path().stat().st_ino
    again = run("data", "make", "large-64")
    assert again.exit_code == 0 and "--force draws it again" in again.stdout
    assert load.large_path().stat().st_ino == before
    assert run("data", "make", "large-64", "--force").exit_code == 0
    assert load.large_path().stat().st_ino != before
    assert not list(folder.iterdir())


def test_make_draws_a_damaged_large_set_again(shelf: Path) -> None:
    path = load.large_path()
    path.parent.mkdir()
    path.write_bytes(b"half")
    assert run("data", "make", "large-64").exit_code == 0
    assert len(read_archive(path, "large")) == 5


def test_make_draws_a_shipped_recipe_and_compares_it(shelf: Path, folder: Path) -> None:
    result = run("data", "make", "cats-64", "--out", "again.npz")
    assert "the published file of cats-64, byte for byte" in result.stdout
    assert (folder / "again.npz").read_bytes() == file_of(shelf, "cats-64").read_bytes()
    registry.SHIPPED["cats-64"] = "0" * 64  # type: ignore[index]
    result = run("data", "make", "cats-64", "--out", "again.npz", "--force")
    assert result.exit_code == 0
    assert "not the published file" in result.stdout
    assert "deepcat data verify --redraw" in result.stdout

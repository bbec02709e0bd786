"""``deepcat data sheet`` writes a PNG of any set that is there, and of none that is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deepcat_data import catalogue, real
from deepcat_data.archive import read_archive
from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.pictures import Pictures

from .running import OWN, run, sentence


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        assert image.format == "PNG" and image.mode == "RGB"
        return image.size


def test_a_sheet_without_more_words_is_of_the_first_split(shelf: Path, folder: Path) -> None:
    result = run("data", "sheet")
    assert result.exit_code == 0, result.output
    assert result.stdout == "cats-64-train.png\n"
    width, height = size_of(folder / "cats-64-train.png")
    assert width >= 3 * 128 and height >= 4 * 128


def test_a_sheet_shows_a_teachers_own_file(folder: Path) -> None:
    run(*OWN)
    options = ("--columns", "1", "--zoom", "1", "--size", "32", "--out", "own.png")
    assert run("data", "sheet", "exam.npz", *options).exit_code == 0
    sheet = np.asarray(Image.open(folder / "own.png"))
    small = read_archive(folder / "exam.npz", "test").X.reshape(-1, 32, 2, 32, 2, 3)
    means = np.floor(small.mean(axis=(2, 4)) + 0.5).astype(np.uint8)
    for picture in means:
        corners = np.argwhere((sheet == picture[0, 0]).all(axis=2))
        assert any(
            np.array_equal(sheet[row : row + 32, column : column + 32], picture)
            for row, column in corners
        )


def test_options_of_a_sheet_have_a_say(shelf: Path, folder: Path) -> None:
    def sheet(*options: str) -> bytes:
        assert run("data", "sheet", "cats-64", "--force", *options).exit_code == 0
        (path,) = folder.iterdir()
        content = path.read_bytes()
        path.unlink()
        return content

    plain = sheet()
    assert sheet() == plain
    for options in (
        ("--split", "test"),
        ("--columns", "2"),
        ("--per-class", "1"),
        ("--size", "32"),
        ("--zoom", "1"),
        ("--seed", "1"),
    ):
        assert sheet(*options) != plain, options


def test_a_sheet_shows_real_pictures_that_were_fetched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says how to get those that were not."""
    assert "deepcat data fetch cifar" in sentence(run("data", "sheet", "cifar"))
    monkeypatch.setattr(catalogue.Entry, "is_here", lambda entry: True)
    pictures = make_cats(CatsConfig((1, 1, 0, 0)))
    asked = []

    def reader(paths: list[Path], split: str) -> Pictures:
        asked.append(([path.name for path in paths], split))
        return pictures

    monkeypatch.setattr(catalogue, "read_cifar", reader)
    assert run("data", "sheet", "cifar", "--split", "test").stdout == "cifar-test.png\n"
    assert asked == [([source.file for source in real.SOURCES["cifar"]], "test")]


def test_a_sheet_replaces_a_file_only_when_told(shelf: Path, folder: Path) -> None:
    (folder / "cats-64-train.png").write_bytes(b"mine")
    assert "add --force" in sentence(run("data", "sheet"))
    assert (folder / "cats-64-train.png").read_bytes() == b"mine"
    assert run("data", "sheet", "--force").exit_code == 0
    size_of(folder / "cats-64-train.png")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("cat-64", "did you mean cats-64?"),
        ("cats-64 --split pencil", "has no split 'pencil': it has train, test"),
        ("toy", "no pictures"),
        ("moons", "no pictures"),
        ("large-64", "deepcat data make large-64"),
        ("tiny-imagenet", "deepcat data fetch tiny-imagenet"),
        ("missing.npz", "missing.npz: No such file"),
        ("text.npz", "damaged"),
        ("array.npz", "holds no pictures"),
        ("others.npz", "holds no pictures"),
        ("floats.npz", "damaged or holds no pictures"),
        ("pencil-64 --size 48", "size is 64 or 32, not 48"),
        ("pencil-64 --out sheet.jpg", "should end in .png"),
        ("pencil-64 --out text.npz/sheet.png", "is not a folder"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_sentence(
    arguments: str, words: str, shelf: Path, folder: Path
) -> None:
    (folder / "text.npz").write_text("no archive", encoding="utf-8")
    with (folder / "array.npz").open("wb") as file:
        np.save(file, np.zeros(3))
    np.savez(folder / "others.npz", a=np.zeros(3))
    floats = {"a_X": np.zeros((1, 4, 4, 3)), "a_y": np.zeros(1), "classes": np.array(["cat"])}
    np.savez(folder / "floats.npz", **floats)
    assert words in sentence(run("data", "sheet", *arguments.split()))
    assert not [path for path in folder.iterdir() if path.suffix != ".npz"]

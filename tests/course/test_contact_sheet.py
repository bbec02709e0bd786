"""A contact sheet shows what it was asked for, where it says, and always the same."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from deepcat.contact_sheet import chosen, contact_sheet, write_png
from deepcat_data.pictures import Pictures

SIDE = 16
COUNTS = {"cat": 5, "dog": 3, "lion": 0, "other": 1}
Sheet = npt.NDArray[np.uint8]


def plain(counts: dict[str, int] = COUNTS) -> Pictures:
    """Return pictures of one colour each, none of them a grey as paper and letters are."""
    y = np.repeat(np.arange(len(counts)), list(counts.values()))
    order = np.arange(len(y))[::-1]  # the classes of a file are in no order
    colours = np.array([[20 * i, 255 - 20 * i, 90] for i in range(len(y))], np.uint8)
    X = np.broadcast_to(colours[:, np.newaxis, np.newaxis], (len(y), SIDE, SIDE, 3))
    return Pictures(X[order], y[order], tuple(counts), {})


def is_shown(sheet: Sheet, picture: Sheet) -> npt.NDArray[np.bool_]:
    """Tell which pixels of a sheet have a picture's colour."""
    return (sheet == picture[0, 0]).all(axis=2)


def places(sheet: Sheet, pictures: Pictures, side: int) -> dict[int, tuple[int, int]]:
    """Return row and column of the corner of each picture on a sheet, which is whole there."""
    found = {}
    for i, picture in enumerate(pictures.X):
        rows, columns = np.nonzero(is_shown(sheet, picture))
        if len(rows):
            assert len(rows) == side * side
            assert np.ptp(rows) == np.ptp(columns) == side - 1
            found[i] = (int(rows.min()), int(columns.min()))
    return found


def test_every_picture_stands_whole_on_the_sheet_class_below_class() -> None:
    pictures = plain()
    found = places(contact_sheet(pictures, zoom=1), pictures, SIDE)
    assert set(found) == set(range(len(pictures)))
    rows = [{found[i][0] for i in np.flatnonzero(pictures.y == label)} for label in (0, 1, 3)]
    assert [len(row) for row in rows] == [1, 1, 1]
    assert max(rows[0]) + SIDE < min(rows[1]) and max(rows[1]) + SIDE < min(rows[2])


def test_a_row_has_so_many_columns_and_gutters_between() -> None:
    pictures = plain()
    sheet = contact_sheet(pictures, columns=2, zoom=1)
    found = places(sheet, pictures, SIDE)
    cats = [found[i] for i in np.flatnonzero(pictures.y == 0)]
    (left, right), rows = (sorted({place[axis] for place in cats}) for axis in (1, 0))
    assert len(rows) == 3
    assert 2 <= right - left - SIDE <= SIDE // 4
    assert rows[1] - rows[0] == right - left
    assert (sheet[rows[0] : rows[0] + SIDE, left + SIDE : right] == 255).all()


def test_a_sheet_is_as_high_as_its_rows() -> None:
    one, two, three, four, five = (
        len(contact_sheet(plain({"cat": count}), columns=2, zoom=1)) for count in range(1, 6)
    )
    assert one == two < three == four < five
    assert five - four == three - two


@pytest.mark.parametrize("zoom", [1, 3])
def test_a_pixel_is_enlarged_and_stays_itself(zoom: int) -> None:
    X = np.random.default_rng(0).integers(0, 256, (1, SIDE, SIDE, 3), np.uint8)
    sheet = contact_sheet(Pictures(X, np.array([0]), ("cat",), {}), zoom=zoom)
    enlarged = np.kron(X[0], np.ones((zoom, zoom, 1), np.uint8))
    windows = np.lib.stride_tricks.sliding_window_view(sheet, enlarged.shape)[:, :, 0]
    assert (windows == enlarged).all(axis=(2, 3, 4)).sum() == 1


def test_a_class_shows_at_most_so_many_and_the_seed_decides_which() -> None:
    pictures = plain({"cat": 8, "dog": 2})
    shown = [
        set(places(contact_sheet(pictures, per_class=3, zoom=1, seed=seed), pictures, SIDE))
        for seed in range(6)
    ]
    for found in shown:
        assert np.bincount(pictures.y[list(found)]).tolist() == [3, 2]
    assert len(set(map(frozenset, shown))) > 1


def test_the_same_arguments_give_the_same_sheet() -> None:
    sheets = [contact_sheet(plain(), title="a", per_class=2, seed=5) for _ in range(2)]
    np.testing.assert_array_equal(*sheets)


def test_a_caption_names_the_class_and_counts_it() -> None:
    groups = chosen(plain(), per_class=3, seed=0)
    assert [(group.name, group.caption()) for group in groups] == [
        ("cat", "3 of 5"),
        ("dog", "3"),
        ("lion", "none"),
        ("other", "1"),
    ]


def test_a_caption_stands_right_above_its_class() -> None:
    """Another name changes only what is between the class before and the class itself."""
    pictures = plain()
    found = places(contact_sheet(pictures, zoom=4), pictures, 4 * SIDE)
    dogs = [found[i][0] for i in np.flatnonzero(pictures.y == 1)]
    cats = [found[i][0] for i in np.flatnonzero(pictures.y == 0)]
    renamed = Pictures(pictures.X, pictures.y, ("cat", "wolf", "lion", "other"), {})
    changed = (contact_sheet(pictures, zoom=4) != contact_sheet(renamed, zoom=4)).any(axis=(1, 2))
    rows = np.flatnonzero(changed)
    assert max(cats) + 4 * SIDE <= rows.min() and rows.max() < min(dogs)


def test_letters_are_dark_on_white() -> None:
    sheet = contact_sheet(plain({"cat": 1}), title="Cats")
    assert sheet.min() < 60
    assert (sheet[[0, -1]] == 255).all() and (sheet[:, [0, -1]] == 255).all()


def test_a_title_stands_above_everything() -> None:
    pictures = plain()
    without, titled = (contact_sheet(pictures, title=title) for title in ("", "Cats"))
    added = len(titled) - len(without)
    assert added > 0
    np.testing.assert_array_equal(titled[added:], without)
    assert titled[:added].min() < 60


@pytest.mark.parametrize("title", ["", "The pictures of a set that has a title longer than wide"])
def test_a_long_name_has_room(title: str) -> None:
    name = "a class with a name that is longer than its pictures are wide"
    sheet = contact_sheet(plain({name: 2}), title=title)
    short = contact_sheet(plain({"cat": 2}))
    assert sheet.shape[1] > short.shape[1]
    assert (sheet[:, -10:] == 255).all()


def test_a_name_of_several_lines_takes_one() -> None:
    one, several = (contact_sheet(plain({name: 2})) for name in ("a b", "a\n\n \tb\x1b"))
    np.testing.assert_array_equal(one, several)


SQUARES = np.zeros((2, 8, 8, 3), np.uint8)


@pytest.mark.parametrize(
    ("X", "y", "words"),
    [
        (SQUARES.astype(float), [0, 1], "float64"),
        (SQUARES[..., 0], [0, 1], r"\(2, 8, 8\)"),
        (SQUARES[..., :2], [0, 1], r"\(2, 8, 8, 2\)"),
        (SQUARES[:, :4], [0, 1], r"\(2, 4, 8, 3\)"),
        (SQUARES[:0], [], "one at least"),
        (SQUARES, [0, 2], "2 classes"),
        (SQUARES, [-1, 0], "2 classes"),
    ],
)
def test_other_arrays_than_pictures_are_refused(X: Sheet, y: list[int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        contact_sheet(Pictures(X, np.array(y, np.int64), ("cat", "dog"), {}))


def test_a_sheet_that_would_fill_the_memory_is_refused() -> None:
    X = np.broadcast_to(SQUARES[:1], (200_000, 8, 8, 3))
    many = Pictures(X, np.zeros(len(X), np.int64), ("cat",), {})
    with pytest.raises(ValueError, match="show fewer pictures"):
        contact_sheet(many, per_class=len(X), zoom=8)


def test_a_png_holds_the_sheet(tmp_path: Path) -> None:
    sheet = contact_sheet(plain())
    write_png(tmp_path / "sheet.png", sheet)
    with Image.open(tmp_path / "sheet.png") as image:
        assert image.format == "PNG"
        np.testing.assert_array_equal(np.asarray(image), sheet)


def test_what_cannot_be_written_whole_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.png"
    path.write_bytes(b"earlier")

    def full(image: object, file: object, format: str) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(OSError, match="No space"):
        write_png(path, contact_sheet(plain()))
    assert [file.name for file in tmp_path.iterdir()] == ["sheet.png"]
    assert path.read_bytes() == b"earlier"

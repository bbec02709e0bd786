"""Pictures that show how they were framed, and what is to be seen of them in a small one.

Nothing here knows how pixels are made from others: a square is found wherever most of its colour
is, and a corner may be off by as much as the usual ways of resampling differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain

GROUND, MARK = (60, 120, 180), (200, 80, 30)
GREY_GROUND, GREY_MARK = (70,), (165,)
CORNERS = ((200, 60, 90), (60, 180, 120), (100, 80, 200), (190, 190, 60))
MIDDLE = (120, 120, 120)
# A square of SIDE pixels in the middle of a picture of SHORT by LONG, made SIZE pixels large.
SIDE, SHORT, LONG, SIZE = 24, 48, 144, 24
CUT, FITTED = SIDE * SIZE / SHORT, SIDE * SIZE / LONG  # 12 and 4
ONE_OFF = 1.5  # a pixel at either end may belong to the square or not
CORNER_OFF = 0.15  # beyond an edge, sharp kernels are off by a tenth of the step; it is 0.55

TOLD = Told(
    """
corner_cut: Of a picture of {h} by {w}, what stands in its middle does not come out.
    ? Which part of a wide picture comes out, and which part of a tall one?
squashed: A square in the middle of a picture of {h} by {w} comes out {rows} rows high and {columns}
    columns wide: the picture is squashed.
    ? Before you make a picture smaller: how many rows and columns has the square that you take?
@other_scale: A square of {side} by {side} in the middle of a picture of {h} by {w} comes out {rows}
    by {columns} for size = {size}, where {cut} (cut to the middle) or {fitted} (fitted in whole) is
    expected.
    ? By how much is the picture made smaller, and how much of it is left then?
@off_centre: What stands in the middle of a picture of {h} by {w} does not come out in the middle.
    ? How much is cut off on either side?
cut_not_resized: Of a square picture of {h} by {h}, the corners do not come out for size = {size}:
    where the corner at the {where} should be, there is a colour from further inside.
    ? Should a part of the picture come out, or all of it, smaller?
@corners: In a square picture of {h} by {h}, the corner at the {where} has the colour {right}. For
    size = {size}, {came} comes out there.
    ? Which rows and columns of the old picture does the new pixel at the {where} stand for?
"""
)


def _telling(id: str, **values: Any) -> Broken:
    return replace(TOLD(id, **values), telling=True)


def with_square(h: int, w: int, ground: Sequence[int], mark: Sequence[int]) -> Array:
    """A picture of one colour with a square of another in its middle, (h, w, colours)."""
    picture = np.tile(np.array(ground, np.uint8), (h, w, 1))
    top, left = (h - SIDE) // 2, (w - SIDE) // 2
    picture[top : top + SIDE, left : left + SIDE] = mark
    return picture


def with_corners(side: int, block: int) -> Array:
    """A square picture with a block of another colour in each corner, (side, side, 3)."""
    picture = np.tile(np.array(MIDDLE, np.uint8), (side, side, 1))
    for i, colour in enumerate(CORNERS):
        rows = slice(-block, None) if i // 2 else slice(block)
        picture[rows, slice(-block, None) if i % 2 else slice(block)] = colour
    return picture


def opened(output: Plain, size: int) -> Array | Broken:
    """The small picture in a column, (size, size, 3); what is wrong with its form, where it is."""
    problem = compare_form(np.zeros((size * size * 3, 1)), output)
    if problem:
        return Broken(problem.message, problem.next_thought)
    return np.asarray(output, float).reshape(size, size, 3)


def shape_problem(picture: Array, small: Array) -> Broken | None:
    """Why a picture that is not square was neither cut to its middle nor fitted in whole.

    Where its colours do not come out, nothing is said of its shape.
    """
    h, w = picture.shape[:2]
    ground, mark = (
        np.zeros(3) + np.ravel(picture[at])[:3] / 255 for at in ((0, 0), (h // 2, w // 2))
    )
    if not np.any(np.all(np.abs(small - ground) < 0.02, axis=2)):
        return None
    near = np.linalg.norm(small - mark, axis=2) < np.linalg.norm(mark - ground) / 4
    if not near.any():
        return TOLD("corner_cut", h=h, w=w)
    first, last = np.array([np.flatnonzero(near.any(axis=1 - i))[[0, -1]] for i in (0, 1)]).T
    lengths, off = last - first + 1, np.abs(first + last - (len(small) - 1)) / 2
    said: dict[str, Any] = {"h": h, "w": w, "rows": lengths[0], "columns": lengths[1]}
    if lengths.max() > 2 * lengths.min():
        return TOLD("squashed", **said)
    is_cut, is_fitted = (np.all(np.abs(lengths - n) < ONE_OFF) for n in (CUT, FITTED))
    if not (is_cut or is_fitted):
        sizes = {"side": SIDE, "size": SIZE, "cut": round(CUT), "fitted": round(FITTED)}
        return _telling("@other_scale", **said, **sizes)
    # A whole picture may lie anywhere between its borders.
    misplaced = np.any((off if is_cut else off[[int(w > h)]]) > ONE_OFF)
    return _telling("@off_centre", h=h, w=w) if misplaced else None


def corner_problem(picture: Array, small: Array) -> Broken | None:
    """Why a square picture did not come out whole, in another size."""
    side, size = len(picture), len(small)
    for i, colour in enumerate(CORNERS):
        found, right = small[-(i // 2), -(i % 2)], np.array(colour) / 255
        if np.all(np.abs(found - right) < CORNER_OFF):
            continue
        where = f"{('top', 'bottom')[i // 2]} {('left', 'right')[i % 2]}"
        said: dict[str, Any] = {"h": side, "size": size, "where": where}
        if size < side and np.all(np.abs(found - np.array(MIDDLE) / 255) < 0.01):
            return TOLD("cut_not_resized", **said)
        return _telling("@corners", **said, right=_shown(right), came=_shown(found))
    return None


def _shown(colour: Array) -> str:
    return f"({', '.join(f'{value:.4g}' for value in colour)})"


def colour_problem(picture: Array, small: Array) -> Broken | None:
    """Why a picture of one colour, which has the size already, did not keep it."""
    pixel = picture[0, 0].astype(float)
    alpha = pixel[3] / 255 if pixel.size == 4 else 1.0
    right = np.zeros(3) + alpha * np.ravel(pixel)[:3] / 255 + (1 - alpha)
    if np.all(np.abs(small[0, 0] - right) < 1e-6):
        return None
    given = ("{}", "({}, {}, {})", "({}, {}, {}) with opacity {}")[max(0, pixel.size - 2)]
    pixel_shown = given.format(*(int(value) for value in np.ravel(pixel)))
    return Broken(
        f"In a picture whose pixels are all {pixel_shown}, the first one comes out as "
        f"{_shown(small[0, 0])}, where {_shown(right)} is expected.",
        "Work this pixel out by hand. Which line of your code does something else?",
        telling=True,
    )

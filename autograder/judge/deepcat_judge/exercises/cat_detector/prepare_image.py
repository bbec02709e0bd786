"""Any picture as one column: colours exactly, and shapes kept, whatever the way of resampling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property, Relation
from deepcat_judge.exercises.cat_detector import framing
from deepcat_judge.exercises.common import Array, Generator, read_only, strided
from deepcat_judge.plain import Plain

SIZED = "size"


def _told(h: int, w: int) -> Array:
    """A picture whose hundreds tell the row, the tens the column, and the ones the colour."""
    row, column, colour = np.ogrid[:h, :w, :3]
    told: Array = 100 * row + 10 * column + colour + 1
    return told.astype(np.uint8)


def pixels(*shape: int, start: int = 40) -> Array:
    """Brightnesses from 0 to 250, none twice in a small picture; all are multiples of 5."""
    numbers = (start + 7 * np.arange(np.prod(shape))) % 51 * 5
    return numbers.reshape(shape).astype(np.uint8)


def with_alpha(picture: Array, *alphas: int) -> Array:
    """A picture with opacities, which are multiples of 51: mixed with white, bytes stay whole."""
    alpha = np.resize(np.array(alphas, np.uint8), (*picture.shape[:2], 1))
    return np.concatenate([picture, alpha], axis=2)


def _plain(side: int, *colour: int) -> Array:
    return np.tile(np.array(colour, np.uint8), (side, side, 1))


def _one_colour(rng: Generator) -> list[Case]:
    colours = ((255, 102, 51), (102,), (0, 102, 204, 255), (255, 100, 0, 102))
    pictures = [_plain(2, *colour) for colour in colours]
    pictures[1] = pictures[1][:, :, 0]
    return [Case(f"colour-{i}", (picture, 2)) for i, picture in enumerate(pictures)]


def _framed(rng: Generator) -> list[Case]:
    h, w, size = framing.SHORT, framing.LONG, framing.SIZE
    wide = framing.with_square(h, w, framing.GROUND, framing.MARK)
    tall = framing.with_square(w, h, framing.GROUND, framing.MARK)
    grey = framing.with_square(w, h, framing.GREY_GROUND, framing.GREY_MARK)[:, :, 0]
    return [
        Case("wide", (wide, size), SIZED, f"a picture of {h} by {w}, with a square in its middle"),
        Case("tall", (with_alpha(tall, 255), size), SIZED, f"a picture of {w} by {h} with alpha"),
        Case("grey", (grey, size), SIZED, f"a grey picture of {w} by {h}"),
    ]


def _resized(rng: Generator) -> list[Case]:
    sizes = ((20, 5, 10), (15, 5, 6), (6, 2, 12))
    return [
        Case(f"from-{side}-to-{size}", (framing.with_corners(side, block), size), SIZED,
             f"a picture of {side} by {side}, size {size}")
        for side, block, size in sizes
    ]  # fmt: skip


def _each(problem: Callable[[Array, Array], Broken | None]) -> Relation:
    """What is wrong with any of several pictures, (h, w, …), and the small ones made of them."""

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        for (picture, size), output in zip(args, outputs, strict=True):
            small = framing.opened(output, int(np.asarray(size)))
            broken = small if isinstance(small, Broken) else problem(np.asarray(picture), small)
            if broken:
                return broken
        return None

    return holds


EXERCISE = Exercise(
    id="cat_detector.prepare_image",
    title="Any picture as one column",
    parts=(
        Part(VALUES, "colours, grey and what is transparent", 3.0),
        Part(SIZED, "any size, with shapes kept", 2.0),
        Part(EDGE, "unusual pictures", 1.0),
    ),
    atol=2e-7,  # pictures of float32 are as good as any
    cases=(
        Case("two-by-two", (_told(2, 2), 2),
             note="a picture of the right size; hundreds tell the row, tens the column, ones the "
             "colour"),
        Case("three-by-three", (pixels(3, 3, 3), 3), note="a picture of the right size, 3 by 3"),
        Case("grey", (pixels(3, 3, start=9), 3), note="a grey picture of the right size"),
        Case("alpha", (with_alpha(pixels(2, 2, 3, start=3), 255, 102, 204, 51), 2),
             note="a picture that lets more or less of the background through"),
        Case("clear", (with_alpha(pixels(3, 3, 3, start=21), 255), 3),
             note="a picture with opacities, all of them 255"),
        Case("glass", (with_alpha(pixels(2, 2, 3, start=30), 0, 153, 255, 0), 2),
             note="a picture, half of which is not to be seen at all"),
        Case("smaller", (_plain(6, 250, 100, 5), 2), SIZED, "one colour, 6 by 6, size 2"),
        Case("larger", (_plain(2, 15, 200, 90), 5), SIZED, "one colour, 2 by 2, size 5"),
        Case("smaller-grey", (_plain(7, 70)[:, :, 0], 3), SIZED, "one grey, 7 by 7, size 3"),
        Case("smaller-alpha", (_plain(8, 20, 240, 100, 102), 3), SIZED,
             "one colour that lets the background through, 8 by 8, size 3"),
        Case("one-pixel", (_plain(1, 9, 99, 199), 1), EDGE, "a single pixel"),
        Case("one-grey-pixel", (_plain(1, 35)[:, :, 0], 1), EDGE, "a single grey pixel"),
        Case("black-and-white", (np.array([[0, 255], [255, 0]], np.uint8), 2), EDGE,
             "black and white alone"),
        Case("nothing", (_plain(2, 0, 0, 0, 0), 2), EDGE, "a picture of which nothing is to be "
             "seen"),
        Case("read-only", (read_only(pixels(2, 2, 3)), 2), EDGE, "a picture that is read-only"),
        Case("strided", (strided(pixels(2, 2, 3, start=12)), 2), EDGE, "a part of a wider array"),
        Case("fortran", (np.asfortranarray(with_alpha(pixels(2, 2, 3), 51, 255)), 2), EDGE,
             "an array in Fortran order"),
    ),
    properties=(
        Property("colours", "a picture of one colour keeps it", _one_colour,
                 _each(framing.colour_problem)),
        Property("whole", "a square picture comes out whole in another size", _resized,
                 _each(framing.corner_problem), part=SIZED),
        Property("shapes", "shapes keep their proportions", _framed,
                 _each(framing.shape_problem), part=SIZED),
    ),
    hints=(
        "Make every kind of picture the same kind first: floats from 0 to 1, in an array of shape "
        "(h, w, 3). Only then cut, resize and flatten.",
        "image.ndim tells grey, image.shape[2] tells whether there is an opacity. For the shape, "
        "take the largest square in the middle: how many rows, or columns, are cut off in front?",
        "top = (h - side) // 2 with side = min(h, w), and left alike. The simplest resize takes "
        "the nearest pixels: rows = np.arange(size) * side // size, then square[rows][:, rows]. "
        "reshape(-1, 1) makes the column.",
    ),
    thought="Prepare a picture of 2 by 2 pixels by hand, with size 2: which 12 numbers come out?",
)  # fmt: skip

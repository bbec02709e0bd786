"""Images as columns: one image a column, in the order of reading."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import Array, Generator, agree, law, read_only, rubric
from deepcat_judge.plain import Plain

_SHAPE = (4, 2, 5, 3)


def _told(m: int, h: int, w: int) -> Array:
    """Images whose hundreds tell the image, the tens the pixel, and the ones the colour."""
    image, pixel, colour = np.ogrid[:m, : h * w, :3]
    told: Array = 100 * image + 10 * pixel + colour
    return told.reshape(m, h, w, 3).astype(np.uint8)


def _counted(m: int, h: int, w: int) -> Array:
    return np.arange(m * h * w * 3).reshape(m, h, w, 3).astype(np.uint8)


def _among_others(rng: Generator) -> list[tuple[Plain, ...]]:
    """Two lots of images, of which the first ones are the same."""
    first, second = (rng.permutation(np.prod(_SHAPE)).reshape(_SHAPE) for _ in range(2))
    second[0] = first[0]
    return [(first,), (second,)]


def _moved_only(images: Array, columns: Array) -> Broken | None:
    if agree(np.sort(columns, axis=None), np.sort(images, axis=None)):
        return None
    return Broken(
        "What comes out are not the numbers of the images, each of them once.",
        "Does your code only move numbers, or does it also change, drop or repeat some?",
        telling=True,
    )


EXERCISE = Exercise(
    id="losses.flatten_images",
    title="Images as columns",
    parts=rubric(values=3, edge=1),
    cases=(
        Case(
            "two-images",
            (_told(2, 2, 3),),
            note="2 images of 2 rows and 3 columns; hundreds tell the image, tens the pixel, ones "
            "the colour",
        ),
        Case(
            "tall",
            (_told(2, 5, 2),),
            note="2 images of 5 rows and 2 columns; hundreds tell the image, tens the pixel, ones "
            "the colour",
        ),
        Case("seven", (_counted(7, 2, 5)[:, ::-1, ::-1].copy(),),
             note="7 images of 2 rows and 5 columns"),
        Case("wide", (_counted(5, 4, 1)[::-1],), note="5 images of 4 rows and one column"),
        Case("one-image", (_told(1, 3, 2),), EDGE, "one image only"),
        Case("one-pixel", (_told(2, 1, 1),), EDGE, "2 images of a single pixel"),
        Case("floats", (_counted(2, 3, 4) / 255.0,), EDGE, "images whose pixels are scaled"),
        Case(
            "fortran",
            (np.asfortranarray(_counted(4, 3, 2)),),
            EDGE,
            "an array in Fortran order, which is another order in memory only",
        ),
        Case("read-only", (read_only(_counted(2, 4, 3)),), EDGE, "images that are read-only"),
    ),
    properties=(
        law(
            "image_alone",
            "an image's column does not depend on the images beside it",
            _among_others,
            lambda calls, columns: (
                _moved_only(calls[0][0], columns[0])
                or agree(columns[0][:, 0], columns[1][:, 0])
            ),
            Broken(
                "The first image's column holds other numbers when other images stand beside it.",
                "Which numbers of the array belong to the first image, and which axis counts the "
                "images?",
                telling=True,
            ),
            like=np.zeros((30, 4)),
        ),
    ),
    hints=(
        "A neuron takes columns. An image of h rows, w columns and 3 colours is a column of "
        "h · w · 3 numbers: nothing is computed, the numbers only stand otherwise.",
        "reshape fills a new array in the order of reading: the last axis runs fastest. Which axis "
        "must therefore stay in front while the other three become one, and what makes rows "
        "columns?",
        "First one image a row: images.reshape(m, -1), where -1 stands for 'as many as are left'. "
        "Then turn it round.",
    ),
    thought="Which three numbers are the first pixel of the first image? Where do they come out?",
)  # fmt: skip

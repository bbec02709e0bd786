"""Pixels from 0 to 255 as numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import Array, Generator, agree, law, read_only, rubric, strided
from deepcat_judge.plain import Plain

_SHAPE = (3, 2, 4, 3)
_ENDS = (0, 255, 51, 102)


def _images(m: int, h: int, w: int, *numbers: int) -> Array:
    return np.resize(np.array(numbers, np.uint8), (m, h, w, 3))


def _bright_and_dark(rng: Generator) -> list[tuple[Plain, ...]]:
    """The same dark image beside bright ones and beside dark ones; and the ends of the scale."""
    bright = rng.integers(100, 250, (2, *_SHAPE[1:])).astype(np.uint8)
    dark = rng.integers(1, 60, (1, *_SHAPE[1:])).astype(np.uint8)
    bright[0, 0, 0, 0] = dark[0, 0, 0, 0] = 40
    return [(np.vstack([bright, dark]),), (np.vstack([dark] * 3),), (_images(*_SHAPE[:3], *_ENDS),)]


def _scale(calls: Sequence[tuple[Plain, ...]], scaled: Sequence[Array]) -> bool | Broken:
    if not agree(scaled[0][2], scaled[1][2], 1e-6):
        return False
    in_bright, in_dark = float(scaled[0][0, 0, 0, 0]), float(scaled[0][2, 0, 0, 0])
    if abs(in_bright - in_dark) > 1e-6:
        return Broken(
            f"A pixel of 40 becomes {in_bright:.4g} in a bright image and {in_dark:.4g} in a dark "
            "one.",
            "By what is a pixel divided in your code, and what does that depend on?",
            telling=True,
        )
    for pixel, received in zip(_ENDS, scaled[2].flat, strict=False):
        if abs(received - pixel / 255) > 1e-6:
            return Broken(
                f"A pixel of {pixel} becomes {received:.4g}, where {pixel / 255:g} is expected.",
                "What should become of 0, and what of 255? And of what lies between?",
                telling=True,
            )
    return True


EXERCISE = Exercise(
    id="losses.scale_pixels",
    title="Pixels from 0 to 1",
    parts=rubric(values=2, edge=1),
    atol=2e-7,  # images of float32 are as good as any
    cases=(
        Case(
            "two-pixels",
            (_images(1, 1, 2, 51, 102, 204, 0, 255, 153),),
            note="one image of two pixels",
        ),
        Case(
            "dark-and-bright",
            (_images(2, 2, 1, 10, 20, 30, 40, 5, 15, 100, 200, 130, 240, 150, 170),),
            note="a dark image and a bright one, neither of which reaches 255",
        ),
        Case(
            "three-images",
            (_images(3, 1, 2, 254, 3, 77, 128, 127, 61, 9, 250, 199, 34, 85, 1, 222),),
            note="three images of two pixels",
        ),
        Case("black", (_images(2, 1, 3, 0),), EDGE, "black images"),
        Case("white", (_images(1, 3, 2, 255),), EDGE, "a white image"),
        Case("one-pixel", (_images(1, 1, 1, 7, 200, 31),), EDGE, "one image of a single pixel"),
        Case("read-only", (read_only(_images(2, 1, 2, 8, 90, 201)),), EDGE, "read-only images"),
        Case("strided", (strided(_images(1, 2, 2, 33, 4, 155)),), EDGE, "parts of wider arrays"),
    ),
    properties=(
        law(
            "one_scale",
            "there is one scale for all images, from 0 to 1",
            _bright_and_dark,
            _scale,
            Broken(
                "A dark image comes out differently beside bright images.",
                "What does a pixel of 100 become in a dark image, and what in a bright one?",
                telling=True,
            ),
            like=np.zeros(_SHAPE),
        ),
    ),
    hints=(
        "A pixel of 0 is black and stays 0; one of 255 is as bright as it can be and becomes 1. "
        "Everything between keeps its proportion.",
        "Which one division does that for a single number? NumPy does it for the whole array, and "
        "/ gives floats, where // gives whole numbers.",
        "255 becomes 1 and 51 becomes 0.2. Both follow from one and the same divisor.",
    ),
    thought="What should 0, 51 and 255 become? What does your code make of each?",
)

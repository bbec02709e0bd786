"""Pixels from 0 to 1: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Array, Generator, sizes
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.exercises.losses.scale_pixels import EXERCISE
from deepcat_solutions.losses import scale_pixels

_TO = "What should 0 become, and what 255?"
_ONE_BYTE = "How large can a number of one byte be, and what comes after 255?"


def hidden(rng: Generator) -> list[Case]:
    """Dark and bright images, the ends of the scale, and every kind of array."""
    m, h, w = sizes(rng, 3, 2, 6)

    def images(low: int, high: int, *shape: int) -> Array:
        return rng.integers(low, high, (*shape, 3)).astype(np.uint8)

    mixed = np.concatenate([images(1, 60, 2, h, w), images(100, 250, m, h, w)])
    return [
        Case("mixed", (mixed,), note="dark and bright images, none of which reaches 255"),
        Case("all", (images(0, 256, m, w, h),), note="pixels of every brightness"),
        Case("one", (images(3, 200, 1, w, m),), EDGE, "one image"),
        Case("black", (images(0, 1, m, 1, h),), EDGE, "black images"),
        Case("white", (images(255, 256, h, w, 1),), EDGE, "white images"),
        Case("fortran", (np.asfortranarray(images(3, 200, h, m, w)),), EDGE, "Fortran order"),
        Case("read-only", (read_only(images(3, 200, w, m, h)),), EDGE, "read-only images"),
        Case("strided", (strided(images(3, 200, m, h, w)),), EDGE, "parts of wider arrays"),
    ]


bank = Bank(EXERCISE, reference=scale_pixels, hidden=hidden)
bank.include(slips.IN_PLACE, slips.LIST_RETURNED)

bank.mistakes(
    "The pixels still run from 0 to 255.",
    think=_TO,
    not_divided=lambda images: images.astype(float),
    unchanged=lambda images: images,
)
bank.mistakes(
    "The answers are cut to whole numbers: 255 becomes 1, and everything else 0.",
    think="Which operation, or which dtype, keeps whole numbers only?",
    whole_division=lambda images: images // 255,
    cut=lambda images: (images / 255).astype(np.uint8),
)
bank.mistakes(
    "The bytes wrap: images + 1 is still an array of uint8, where 255 + 1 is 0.",
    think=_ONE_BYTE,
    wraps=lambda images: (images + 1) / 256,
)
bank.mistakes(
    "The bytes wrap: images - 128 is still an array of uint8, where 100 - 128 is 228. And from "
    "-1 to 1 is another range than the expected one.",
    think=_ONE_BYTE,
    centred_and_wraps=lambda images: (images - 128) / 128,
)
bank.known(
    """
divided_twice: images / 255 / 255
    You divided by 255 twice.
    ? What is left of a white pixel?
per_image: images / images.max(axis=(1, 2, 3), keepdims=True)
    Every image is divided by its own brightest pixel, so that dark and bright images look alike.
    ? What does a pixel of 100 become in a dark image, and what in a bright one?
by_the_brightest: images / images.max()
    You divided by the brightest pixel that there is, which is not always 255.
    ? If the brightest pixel of all images is 200, what should it become?
per_colour: images / images.max(axis=(0, 1, 2))
    Each colour is divided by its own brightest pixel.
    ? What does a red of 100 become, and what a blue of 100?
least_to_0: (images - images.min()) / (images.max() - images.min())
    The darkest pixel that there is becomes 0, and the brightest becomes 1.
    ? If all pixels lie between 50 and 200, what should these two become?
divided_by_256: images / 256
    You divided by 256, so that white does not become 1.
    ? How many values can a pixel have, and which is the largest of them?
divided_by_100: images / 100
    You divided by 100, so that bright pixels end up above 1.
    ? Which is the largest value a pixel can have?
minus_1_to_1: images / 127.5 - 1
    The pixels run from -1 to 1, where 0 to 1 is expected.
    ? What should a black pixel become?
percent: images / 255 * 100
    The pixels are percentages, from 0 to 100.
    ? What should a white pixel become?
inverted: 1 - images / 255
    These are negatives: black has become 1, and white 0.
    ? What should a black pixel become?
standardised: (images - images.mean()) / images.std()
    You subtracted the mean and divided by the standard deviation, which is another kind of scaling.
    ? What should 0 and 255 become, whatever stands in the other pixels?
squared: (images / 255) ** 2
    The scaled pixels are squared.
    ? What should a pixel of 51 become, a fifth of 255?
black_or_white: (images > 127).astype(float)
    Every pixel has become black or white.
    ? What should a pixel of 51 become, a fifth of 255?
clipped: np.clip(images, 0, 1).astype(float)
    You cut off what is above 1, where everything is to be made smaller by the same factor.
    ? What should a pixel of 51 become, and what one of 102?
multiplied: images * 255.0
    You multiplied by 255, where you should divide.
    ? What should a white pixel become?
multiplied_and_wraps: images * 255
    You multiplied by 255, where you should divide; and the bytes wrap, as they end at 255.
    ? What should a white pixel become?
negative_and_wraps: -images / 255
    A minus sign stands before bytes, which have no negative numbers: -1 becomes 255.
    ? How can a byte be negative?
rounded_to_2: np.round(images / 255, 2)
    The answers are rounded to two digits.
    ? Who asked for rounding, and what gets lost by it?
grey: images.mean(axis=3) / 255
    The three colours of every pixel are averaged.
    ? Which shape should come out?
first_image_only: images[0] / 255
    Only the first image came out.
    ? Which shape should come out?
flattened: images.reshape(images.shape[0], -1).T / 255
    The pixels are scaled, but also arranged as columns, which is another function's task.
    ? Which shape should come out?
share_of_all: images / images.sum()
    You divided by the sum of all pixels.
    ? If there were twice as many images, should a pixel become something else?
"""
)


@bank.mistake(
    "images /= 255 wants to write fractions into an array of whole numbers, and into that of the "
    "caller.",
    think="What is the difference between images /= 255 and images / 255?",
)
def divided_in_place(images):
    images /= 255
    return images


@bank.right
def loop(images):
    scaled = np.zeros(images.shape)
    for i in range(images.shape[0]):
        scaled[i] = images[i] / 255
    return scaled


bank.rights(
    as_float=lambda images: images.astype(float) / 255,
    single=lambda images: images.astype(np.float32) / 255,
    factor=lambda images: images * (1 / 255),
    divide=lambda images: np.divide(images, 255),
    interpolated=lambda images: np.interp(images, [0, 255], [0, 1]),
    looked_up=lambda images: (np.arange(256) / 255)[images],
    largest_byte=lambda images: images / np.iinfo(np.uint8).max,
    two_steps=lambda images: images / 51 / 5,
    of_lists=lambda images: np.array(images.tolist()) / 255,
)
bank.unseen_right(
    true_divide=lambda images: np.true_divide(images, 255.0),
    made_as_floats=lambda images: np.array(images, dtype=np.float64) / 255,
    single_factor=lambda images: np.float32(images) * np.float32(1 / 255),
    multiplied_as_floats=lambda images: np.multiply(images, 1 / 255, dtype=float),
    whole_numbers_first=lambda images: images.astype(int) / 255,
    divisor_as_array=lambda images: images / np.array([255.0]),
    listed=lambda images: np.array([image / 255 for image in images]),
    complement=lambda images: 1 - (255 - images) / 255,
    least_is_0=lambda images: (images - 0) / (255 - 0),
    vectorised=lambda images: np.vectorize(lambda pixel: pixel / 255, otypes=[float])(images),
    fortran=lambda images: np.asfortranarray(images / 255),
    power=lambda images: images * 255.0**-1,
    clipped_too=lambda images: np.clip(images / 255, 0, 1),
    by_bytes=lambda images: images / (2**8 - 1),
)
bank.unseen_wrong(
    halves=lambda images: images / 128,
    by_254=lambda images: images / 254,
    by_1000=lambda images: images / 1000,
    half=lambda images: images / 510,
    doubled=lambda images: images * 2 / 255,
    doubled_as_floats=lambda images: images / 255 * 2,
    root=lambda images: np.sqrt(images / 255),
    centred=lambda images: images / 255 - 0.5,
    without_mean=lambda images: images / 255 - (images / 255).mean(),
    each_image_from_0=lambda images: images - images.min(axis=(1, 2, 3), keepdims=True),
    brightest_of_each_pixel=lambda images: images / np.maximum(images.max(3, keepdims=True), 1),
    rounded_to_1=lambda images: np.round(images / 255, 1),
    rounded=lambda images: np.round(images / 255),
    half_precision=lambda images: (images / 255).astype(np.float16),
    half_precision_first=lambda images: images.astype(np.float16) / 255,
    length_1=lambda images: images / np.linalg.norm(images),
    modulo=lambda images: images % 255 / 255,
    shifted_first=lambda images: (images + 10) / 265,
    negative=lambda images: -(images / 255),
    transposed=lambda images: (images / 255).T,
    turned=lambda images: (images / 255)[:, ::-1],
    blue_first=lambda images: images[..., ::-1] / 255,
    red_only=lambda images: images[..., 0] / 255,
    flat=lambda images: (images / 255).ravel(),
    flat_rows=lambda images: (images / 255).reshape(len(images), -1),
    whole_percent=lambda images: images * 100 // 255,
    sigmoid=lambda images: 1 / (1 + np.exp(-images.astype(float))),
    logarithm=lambda images: np.log1p(images.astype(float)) / np.log(256),
    no_result=lambda images: None,
    of_texts=lambda images: (images / 255).astype(str),
    of_objects=lambda images: (images / 255).astype(object),
    pair=lambda images: (images / 255, 255),
    a_little_too_much=lambda images: images / 255 + 1e-6,
    brighter=lambda images: np.minimum(images / 255 + 0.1, 1),
    cut_at_200=lambda images: np.minimum(images, 200) / 255,
)
bank.unseen_two(
    twice_rounded=lambda images: np.round(images / 255 / 255, 4),
    by_256_cut=lambda images: (images / 256).astype(int),
    inverted_percent=lambda images: 100 * (1 - images / 255),
    brightest_a_list=lambda images: (images / images.max()).tolist(),
    not_divided_flat=lambda images: images.astype(float).ravel(),
)
bank.unseen_odd(
    bright_ones_only=lambda images: images / 255 if images.max() > 100 else images / 1.0,
)

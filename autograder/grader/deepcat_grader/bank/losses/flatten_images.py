"""Images as columns: what is known of its answers."""

from __future__ import annotations

import itertools

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Array, Generator, layouts
from deepcat_grader.bank.forms import ROW
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.losses.flatten_images import EXERCISE
from deepcat_solutions.losses import flatten_images


def hidden(rng: Generator) -> list[Case]:
    """Few and many images, and every kind of array; all four sizes differ."""
    m, h, w, k = (int(n) for n in rng.choice([2, 4, 5, 6, 7, 8], 4, replace=False))

    def images(*shape: int) -> Array:
        return rng.integers(0, 256, (*shape, 3)).astype(np.uint8)

    whole, floats = images(w, k, m).astype(np.int64), images(k, w, h) / 255.0
    return [
        Case("some", (images(m, h, w),), note=f"{m} images of {h} rows and {w} columns"),
        Case("more", (images(11 + k, k, h),), note=f"{11 + k} images"),
        Case("square", (images(k, h, h),), note=f"{k} images of {h} rows and columns"),
        Case("one", (images(1, h, k),), EDGE, "one image"),
        Case("one-pixel", (images(k, 1, 1),), EDGE, "images of one pixel"),
        Case("whole", (whole,), EDGE, "pixels as ordinary whole numbers"),
        Case("floats", (floats,), EDGE, "pixels between 0 and 1"),
        *layouts((floats,)),
    ]


bank = Bank(EXERCISE, reference=flatten_images, hidden=hidden)
bank.include(slips.LIST_RETURNED)

bank.mistakes(
    "The images are scrambled: every column holds numbers of several images.",
    think="A right shape is no proof: reshape keeps the order of the numbers. Which axis must "
    "therefore come first?",
    scrambled=lambda images: images.reshape(-1, images.shape[0]),
    scrambled_by_columns=lambda images: images.reshape(-1, images.shape[0], order="F"),
)
bank.mistakes(
    "Each image is read with its axes in the opposite order: the row changes fastest and the "
    'colour slowest, as with order="F" or images.T.',
    think="Which of row, column and colour should change fastest from one number to the next?",
    fortran_order=lambda images: images.reshape(images.shape[0], -1, order="F").T,
    all_axes_turned=lambda images: images.T.reshape(-1, images.shape[0]),
)
bank.known(
    """
one_image_a_row: images.reshape(images.shape[0], -1)
    Each image is a row here, and in this course every example is a column.
    ? Which shape is expected, and what turns rows into columns?
colours_first: images.transpose(3, 1, 2, 0).reshape(-1, images.shape[0])
    Within a column all reds come first, then all greens, then all blues.
    ? The three colours of a pixel stand side by side. Which axis should change fastest?
columns_first: images.transpose(2, 1, 3, 0).reshape(-1, images.shape[0])
    Each image is read column after column of its pixels, where row after row is expected.
    ? After the first pixel of the first row, which pixel comes next?
colours_outside_columns: images.transpose(1, 3, 2, 0).reshape(-1, images.shape[0])
    Within each row of pixels all reds come first, then all greens, then all blues.
    ? The three colours of a pixel stand side by side. Which axis should change fastest?
blue_first: images.reshape -> images[..., ::-1].reshape
    Red and blue have changed places.
    ? In which order do the colours of a pixel stand in the last axis?
upside_down: images.reshape -> images[:, ::-1].reshape
    Every image stands upside down.
    ? Which row of pixels is the first?
mirrored: images.reshape -> images[:, :, ::-1].reshape
    Every image is mirrored: its rows are read from right to left.
    ? Which pixel of a row is the first?
last_image_first: images.reshape -> images[::-1].reshape
    The last image stands in the first column.
    ? Which column belongs to images[0]?
one_column_for_all: images.reshape(-1, 1)
    All images have become one single column.
    ? How many columns should come out, and what does each hold?
flat: images.ravel()
    All images have become one single row of numbers, without columns.
    ? How many axes has what should come out?
first_image_only: images[0].reshape(-1, 1)
    Only the first image came out.
    ? How many columns should come out?
one_image_too_few: images[:-1].reshape(len(images) - 1, -1).T
    The last image is missing.
    ? At which image does your code stop?
pixels_apart: images.reshape(images.shape[0], -1, 3)
    Rows and columns of pixels have become one axis, but the colours still have one of their own.
    ? Which three axes should become one?
rows_apart: images.reshape(*images.shape[:2], -1)
    The colours stand beside each other, but every row of pixels still has an axis of its own.
    ? Which three axes should become one?
axes_turned_only: images.T
    The axes are turned round, but there are still four of them.
    ? How many axes has what should come out, and which three become one?
one_pixel_a_row: images.reshape(-1, 3)
    Each pixel is a row of its own here.
    ? What does one column of the result stand for?
one_pixel_a_column: images.reshape(-1, 3).T
    Each pixel is a column of its own here, where each image is expected to be one.
    ? What does one column of the result stand for?
images_counted_wrong: images.reshape(images.shape[1], -1).T
    Your code takes the number of rows, images.shape[1], for the number of images.
    ? Which axis counts the images?
hard_coded_size: images.reshape(images.shape[0], 64 * 64 * 3).T
    Your code is made for images of 64 times 64 pixels.
    ? Where is the size written in your code, and who knows it?
hard_coded_count: images.reshape(209, -1).T
    Your code is made for a fixed number of images.
    ? Where is the number written in your code, and who knows it?
grey: images.mean(axis=3).reshape(images.shape[0], -1).T
    The colours are averaged, so that each pixel has left one number of three.
    ? How many numbers does a column have?
red_only: images[..., 0].reshape(images.shape[0], -1).T
    Only the first colour came out.
    ? How many numbers does a column have?
scaled: images.reshape(images.shape[0], -1).T / 255
    The order is right, but the pixels are divided by 255, which is another function's task.
    ? What is this function to change: the numbers, or only where they stand?
"""
)


@bank.mistake(
    "Pixels that are no whole numbers are cut to whole numbers.",
    think="Which dtype has what you return, and which has images?",
)
def uint8_buffer(images):
    m, h, w, _ = images.shape
    columns = np.zeros((h * w * 3, m), dtype=np.uint8)
    for i in range(m):
        columns[:, i] = images[i].reshape(-1)
    return columns


@bank.right
def loop_over_images(images):
    m, h, w, channels = images.shape
    columns = np.zeros((h * w * channels, m))
    for i in range(m):
        columns[:, i] = images[i].ravel()
    return columns


bank.rights(
    axes_moved=lambda images: np.moveaxis(images, 0, -1).reshape(-1, images.shape[0]),
    transposed_first=lambda images: images.transpose(1, 2, 3, 0).reshape(-1, len(images)),
    stacked=lambda images: np.stack([image.ravel() for image in images], axis=1),
    column_stack=lambda images: np.column_stack([image.flatten() for image in images]),
    hstack=lambda images: np.hstack([image.reshape(-1, 1) for image in images]),
    rows_turned=lambda images: np.array([image.reshape(-1) for image in images]).T,
    einsum=lambda images: np.einsum("mhwc->hwcm", images).reshape(-1, images.shape[0]),
    sizes_multiplied=lambda images: images.reshape(
        images.shape[0], images.shape[1] * images.shape[2] * images.shape[3]
    ).transpose(),
    turned_twice=lambda images: images.T.reshape(-1, images.shape[0], order="F"),
)


def every_number(images):
    m, h, w, channels = images.shape
    columns = np.empty((h * w * channels, m), dtype=images.dtype)
    for i, row, column, colour in itertools.product(*map(range, images.shape)):
        columns[(row * w + column) * channels + colour, i] = images[i, row, column, colour]
    return columns


bank.unseen_right(
    every_number,
    rolled=lambda images: np.rollaxis(images, 0, 4).reshape(-1, len(images)),
    vstack=lambda images: np.vstack([image.ravel() for image in images]).T,
    concatenated=lambda images: np.concatenate([i.reshape(-1, 1) for i in images], axis=1),
    of_lists=lambda images: np.array([np.array(i).ravel().tolist() for i in images]).T,
    swapped=lambda images: np.swapaxes(images.reshape(len(images), -1), 0, 1),
    kept_order=lambda images: np.ravel(images, order="C").reshape(len(images), -1).T,
    of_floats=lambda images: images.astype(float).reshape(images.shape[0], -1).T,
    two_steps=lambda images: images.reshape(*images.shape[:2], -1).reshape(len(images), -1).T,
)
bank.unseen_wrong(
    turned_then_rows=lambda images: images.T.reshape(images.shape[0], -1).T,
    swapped_first=lambda images: np.swapaxes(images, 0, 1).reshape(-1, images.shape[0]),
    ends_swapped=lambda images: np.swapaxes(images, 0, 3).reshape(-1, images.shape[0]),
    colours_in_front=lambda images: np.moveaxis(images, 3, 1).reshape(len(images), -1).T,
    colours_at_the_end_moved=lambda images: np.rollaxis(images, 3, 1).reshape(len(images), -1).T,
    every_colour_scrambled=lambda images: np.vstack(
        [images[..., c].reshape(-1, images.shape[0]) for c in range(3)]
    ),
    colours_stacked=lambda images: np.vstack(
        [images[..., c].reshape(images.shape[0], -1).T for c in range(3)]
    ),
    each_image_turned=lambda images: np.array([i.T.ravel() for i in images]).T,
    each_image_by_columns=lambda images: np.array([i.ravel(order="F") for i in images]).T,
    wrong_axis_stacked=lambda images: np.stack([i.ravel() for i in images], axis=0),
    end_to_end=lambda images: np.concatenate([i.ravel() for i in images]),
    appended=lambda images: np.array([i.reshape(-1, 1) for i in images]),
    axes_of_one_dropped=lambda images: images.squeeze(),
    last_image_repeated=lambda images: np.tile(images[-1].reshape(-1, 1), (1, len(images))),
    sorted_pixels=lambda images: np.sort(images.reshape(len(images), -1).T, axis=0),
    two_colours=lambda images: images[..., :2].reshape(len(images), -1).T,
    first_row_only=lambda images: images[:, 0].reshape(len(images), -1).T,
    rows_of_images_joined=lambda images: images.reshape(-1, images.shape[2] * 3).T,
    thirty_two=lambda images: images.reshape(images.shape[0], 3072).T,
    memory_order=lambda images: images.ravel(order="K").reshape(images.shape[0], -1).T,
    binary=lambda images: (images > 127).reshape(len(images), -1).T,
)
bank.unseen_two(
    turned_after_scrambling=lambda images: images.reshape(-1, images.shape[0]).T,
    scrambled_scaled=lambda images: images.reshape(-1, images.shape[0]) / 255,
    rows_scaled=lambda images: images.reshape(images.shape[0], -1) / 255,
    fortran_rows=lambda images: images.reshape(images.shape[0], -1, order="F"),
    colours_first_a_list=lambda images: (
        images.transpose(3, 1, 2, 0).reshape(-1, images.shape[0]).tolist()
    ),
    columns_first_rows=lambda images: images.transpose(0, 2, 1, 3).reshape(images.shape[0], -1),
)
bank.unseen_odd(
    by_shape=lambda images: (
        images.reshape(len(images), -1).T
        if images.shape[1] == images.shape[2]
        else images.reshape(-1, len(images))
    ),
)
bank.unseen_forms(ROW)
bank.equal("1 -> 2", why="NumPy takes any negative size for the one that is left to it.")

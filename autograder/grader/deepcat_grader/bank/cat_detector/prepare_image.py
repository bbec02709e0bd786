"""Any picture as one column: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Array, Generator
from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.prepare_image import EXERCISE, SIZED, with_alpha
from deepcat_judge.exercises.common import read_only, strided
from deepcat_solutions.cat_detector import prepare_image


def hidden(rng: Generator) -> list[Case]:
    """Every kind of picture in its own size, and pictures of one colour in another."""
    a, b, c = (int(n) for n in rng.choice([2, 3, 4, 5, 6], 3, replace=False))

    def picture(*shape: int) -> Array:
        return (5 * rng.integers(0, 51, shape)).astype(np.uint8)

    def glass(side: int) -> Array:
        return with_alpha(picture(side, side, 3), *(51 * rng.permutation(6)))

    large = np.tile(picture(1, 1, 4), (a * b, a * b, 1))
    large[:, :, 3] = 204
    return [
        Case("colour", (picture(a, a, 3), a), note=f"a picture of {a} by {a}"),
        Case("grey", (picture(b, b), b), note=f"a grey picture of {b} by {b}"),
        Case("alpha", (glass(c), c), note=f"a picture of {c} by {c} with opacities"),
        Case("one-colour", (large[:, :, :3], a), SIZED, f"one colour, {a * b} by {a * b}"),
        Case("one-glass", (large, c), SIZED, f"one colour with an opacity, {a * b} by {a * b}"),
        Case("small", (large[:a, :a, 0], a + c), SIZED, f"one grey, {a} by {a}"),
        Case("one", (glass(1), 1), EDGE, "a single pixel with an opacity"),
        Case("read-only", (read_only(glass(b)), b), EDGE, "a picture that is read-only"),
        Case("strided", (strided(picture(c, c)), c), EDGE, "every second column of a grey picture"),
        Case("fortran", (np.asfortranarray(picture(b, b, 3)), b), EDGE, "Fortran order"),
    ]


bank = Bank(EXERCISE, reference=prepare_image, hidden=hidden)

_SCALE = "pixels = image / 255 -> pixels = "
_STACK = "np.stack([pixels, pixels, pixels], axis=2) -> "
_MIX = "pixels = alpha * pixels[:, :, :3] + (1 - alpha) -> pixels = "
_CUT = "square = pixels[top : top + side, left : left + side] -> square = "
_SAMPLE = "return small.reshape(-1, 1) -> "
_SMALL = f"{_SAMPLE}return small"
bank.equal(
    "min(h, w) -> min(w, h)",
    "np.clip(edges - np.arange(side), 0, 1) -> np.clip(0, edges - np.arange(side), 1)",
    why="The smaller or larger of two numbers does not depend on their order.",
)
bank.equal(
    "covered[1:] - covered[:-1] -> covered[:-1] - covered[1:]",
    why="Every share changes its sign, and each pixel is multiplied by two of them.",
)
bank.equal("1 -> 2", why="Whatever negative number stands in reshape, it is as many as are left.")
_KINDS = "Which three kinds of pictures are there, and how does image.ndim tell them apart?"
_ORDER = "The numbers of a pixel stand side by side. After the first pixel, which one comes next?"
_GLASS = "Which colour should a pixel with opacity 0 have, and which one with opacity 255?"

bank.mistakes(
    "A grey picture has no third axis, and your code asks for one.",
    think=_KINDS,
    grey_not_handled="if pixels.ndim == 2: -> if False:",
    grey_unpacked="pixels = image / 255 -> h, w, _ = image.shape\n    pixels = image / 255",
)
bank.proved(
    squashed=_CUT + "pixels[np.arange(side) * h // side][:, np.arange(side) * w // side]",
    corner_cut=_CUT + "pixels[:side, :side]",
    cut_not_resized=_SAMPLE + "a = max(0, (side - size) // 2)\n"
    "    return (square[a:, a:][:size, :size] if side > size else small).reshape(-1, 1)",
)
bank.known(
    f"""
? {_GLASS}
alpha_dropped: {_MIX}pixels[:, :, :3]
    The opacities are dropped: what is transparent shows its hidden colour, not white.
alpha_over_black: {_MIX}alpha * pixels[:, :, :3]
    What is transparent shows black, where white is expected.
alpha_reversed: {_MIX}(1 - alpha) * pixels[:, :, :3] + alpha
    Opacity and transparency have changed places: what is opaque turns white.
white_added: {_MIX}pixels[:, :, :3] + (1 - alpha)
    White is added to the colour, and the colour itself is not weakened by its opacity.
alpha_over_grey: {_MIX}alpha * pixels[:, :, :3] + (1 - alpha) / 2
    What is transparent shows grey, where white is expected.
alpha_not_scaled: alpha = pixels[:, :, 3:] -> alpha = image[:, :, 3:] * 1.0
    The opacity is taken for a number from 0 to 1, and it runs from 0 to 255.
? What should a red pixel become whose opacity is one fifth?
alpha_rounded: {_MIX}np.where(alpha > 0.5, pixels[:, :, :3], 1.0)
    Every pixel is either opaque or white: there is nothing in between.
alpha_at_all: {_MIX}np.where(alpha > 0, pixels[:, :, :3], 1.0)
    Only what is wholly transparent turns white; all the rest shows its full colour.
bytes_wrap: {_MIX}(image[:, :, 3:] * image[:, :, :3] // 255 + (255 - image[:, :, 3:])) / 255
    Opacity and colour are multiplied as bytes, which begin again at 0 behind 255.
? How many colours has a pixel in training?
alpha_kept: if pixels.shape[2] == 4: -> if False:
    A picture with opacities comes out with four numbers for each pixel.
grey_in_one_channel: {_STACK}pixels[:, :, np.newaxis]
    A grey picture comes out with one number for each pixel, where three equal ones are expected.
grey_is_red: {_STACK}np.stack([pixels, 0 * pixels, 0 * pixels], axis=2)
    A grey picture comes out red: green and blue are 0.
grey_scrambled: {_STACK}np.stack([pixels, pixels, pixels]).reshape(*pixels.shape, 3)
    A grey picture is scrambled: three pixels have become the three colours of one.
made_grey: {_SMALL}.mean(axis=2).reshape(-1, 1)
    Pictures come out grey, with one number for each pixel.
? What should 0, 51 and 255 become?
not_divided: {_SMALL}.reshape(-1, 1) * 255
    The numbers run from 0 to 255, where 0 to 1 is expected.
divided_twice: {_SMALL}.reshape(-1, 1) / 255
    The numbers are divided by 255 twice.
divided_by_256: {_SMALL}.reshape(-1, 1) * 255 / 256
    You divided by 256, so that white ends up below 1.
by_the_brightest: {_SMALL}.reshape(-1, 1) / max(np.max(square), 0.1)
    You divided by the brightest pixel of the picture, so that every picture has a scale of its own.
minus_1_to_1: {_SMALL}.reshape(-1, 1) * 2 - 1
    The numbers run from -1 to 1, where 0 to 1 is expected.
cut_to_whole: {_SMALL}.reshape(-1, 1).astype(int)
    The numbers are cut to whole ones: all but white has become 0.
black_or_white: {_SMALL}.reshape(-1, 1).round()
    Every number has become 0 or 1.
negative: {_SMALL}.reshape(-1, 1) * -1 + 1
    The picture has become its negative: black is 1, and white is 0.
standardised: {_SMALL}.reshape(-1, 1) / (np.std(square) + 0.1) - np.mean(square)
    The picture is standardised, so that its numbers depend on all of its pixels.
? {_ORDER}
colours_first: {_SMALL}.transpose(2, 0, 1).reshape(-1, 1)
    All reds come first, then all greens, then all blues, as in an array of shape (3, size, size).
columns_first: {_SMALL}.transpose(1, 0, 2).reshape(-1, 1)
    The picture is read column after column of its pixels, where row after row is expected.
fortran_order: {_SMALL}.reshape(-1, 1, order="F")
    The picture is read with its axes in the opposite order: rows fastest, colours last.
blue_first: {_SMALL}[:, :, ::-1].reshape(-1, 1)
    Red and blue have changed places.
upside_down: {_SMALL}[::-1].reshape(-1, 1)
    The picture stands upside down.
mirrored: {_SMALL}[:, ::-1].reshape(-1, 1)
    The picture is mirrored: its rows are read from right to left.
? Which shape has one example in this course?
one_row: {_SMALL}.reshape(1, -1)
    The numbers stand in a row, where one column is expected.
flat: {_SMALL}.ravel()
    The numbers stand in an array without a second axis, where one column is expected.
not_flattened: {_SMALL}
    The picture itself came out, (size, size, 3), where one column is expected.
one_pixel_a_row: {_SMALL}.reshape(-1, 3)
    Every pixel is a row of three numbers, where all stand in one column.
size_ignored: {_SAMPLE}return square.reshape(-1, 1)
    The picture keeps its own size, whatever size is.
first_rows_only: {_SAMPLE}return square[:size, :size].reshape(-1, 1)
    The first rows and columns are cut out, where the picture should be made smaller or larger.
    ? Should a part of the picture come out, or all of it?
"""
)


@bank.right
def loops(image, size):
    h, w = image.shape[:2]
    side, column = min(h, w), []
    for i in range(size):
        for j in range(size):
            pixel = image[(h - side) // 2 + i * side // size, (w - side) // 2 + j * side // size]
            *colours, alpha = [*pixel, 255][:4] if image.ndim == 3 else [pixel] * 3 + [255]
            for colour in colours:
                column.append([(int(colour) * int(alpha) / 255 + 255 - int(alpha)) / 255])
    return np.array(column)


def _colours(image):
    if image.ndim == 2:
        return np.repeat(image[:, :, None] / 255, 3, axis=2)
    if image.shape[2] == 3:
        return image / 255
    return 1 - (1 - image[:, :, :3] / 255) * (image[:, :, 3:] / 255)


def _fitted(image, size, border, start):
    """The whole picture between two borders; `start` says how much of them comes first."""
    pixels = _colours(image)
    h, w, _ = pixels.shape
    longer = max(h, w)
    framed = np.full((longer, longer, 3), border, dtype=float)
    top, left = int(start * (longer - h)), int(start * (longer - w))
    framed[top : top + h, left : left + w] = pixels
    nearest = ((np.arange(size) + 0.5) * longer / size).astype(int)
    return framed[nearest][:, nearest].reshape(-1, 1)


@bank.right
def bilinear(image, size):
    """Between the four neighbours, the outermost pixels at the edges."""
    pixels = _colours(image)
    h, w, _ = pixels.shape
    side = min(h, w)
    at = np.clip((np.arange(size) + 0.5) * side / size - 0.5, 0, side - 1)
    low = np.floor(at).astype(int)
    high, share = np.minimum(low + 1, side - 1), at - low
    square = pixels[(h - side) // 2 :, (w - side) // 2 :][:side, :side]
    rows = square[low] * (1 - share)[:, None, None] + square[high] * share[:, None, None]
    small = rows[:, low] * (1 - share)[:, None] + rows[:, high] * share[:, None]
    return small.reshape(-1, 1)


@bank.right
def from_corner_to_corner(image, size):
    pixels = _colours(image)
    h, w = pixels.shape[:2]
    side = min(h, w)
    nearest = np.linspace(0, side - 1, size).round().astype(int)
    return pixels[(h - side + 1) // 2 + nearest][:, (w - side + 1) // 2 + nearest].reshape(-1, 1)


@bank.right
def many_and_means(image, size):
    """Every pixel becomes size by size, and squares of side by side are averaged."""
    pixels = _colours(image)
    h, w, _ = pixels.shape
    side = min(h, w)
    square = pixels[h // 2 - side // 2 :, w // 2 - side // 2 :][:side, :side]
    large = square.repeat(size, axis=0).repeat(size, axis=1)
    return large.reshape(size, side, size, side, 3).mean(axis=(1, 3)).reshape(-1, 1)


bank.rights(
    white_border=lambda image, size: _fitted(image, size, 1.0, 0.5),
    black_border=lambda image, size: _fitted(image, size, 0.0, 0.5),
    mean_border=lambda image, size: _fitted(image, size, _colours(image).mean(axis=(0, 1)), 0.5),
    border_below=lambda image, size: _fitted(image, size, (0.1, 0.9, 0.4), 0.0),
    border_above=lambda image, size: _fitted(image, size, 0.5, 1.0),
    single=_SCALE + "image.astype(np.float32) / np.float32(255)",
    as_bytes=_SMALL + ".dot(255).round().astype(np.uint8).reshape(-1, 1) / 255",
    clipped=_SMALL + ".clip(0, 1).reshape(size * size * 3, 1)",
    broadcast=_STACK + "np.broadcast_to(pixels[:, :, None], (*pixels.shape, 3))",
    mixed_in_bytes=_MIX + "np.round(alpha * image[:, :, :3] + 255 * (1 - alpha)) / 255",
)


def cubic(image, size):
    """A sharp kernel over the four nearest rows and columns, which goes a little too far."""

    def kernel(t):
        t = np.abs(t)
        near, far = 1.5 * t**3 - 2.5 * t**2 + 1, -0.5 * t**3 + 2.5 * t**2 - 4 * t + 2
        return np.where(t < 1, near, np.where(t < 2, far, 0.0))

    pixels = _colours(image)
    h, w, _ = pixels.shape
    side = min(h, w)
    square = pixels[(h - side) // 2 :, (w - side) // 2 :][:side, :side]
    wide = max(1.0, side / size)
    at = (np.arange(size)[:, None] + 0.5) * side / size - 0.5
    weights = kernel((at - np.arange(side)) / wide)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("ij,jkc,lk->ilc", weights, square, weights).reshape(-1, 1)


def blocks_or_nearest(image, size):
    pixels = _colours(image)
    h, w, _ = pixels.shape
    side = min(h, w)
    square = pixels[(h - side) // 2 :, (w - side) // 2 :][:side, :side]
    step = side // size
    if step * size == side:
        small = square.reshape(size, step, size, step, 3).mean(axis=(1, 3))
    else:
        rows, columns = np.indices((size, size)) * side // size
        small = square[rows, columns]
    return small.flatten()[:, np.newaxis]


def strips(image, size):
    """The longer axis is shortened from both ends in turn, one line at a time."""
    pixels = _colours(image)
    while pixels.shape[0] > pixels.shape[1]:
        pixels = pixels[:-1] if pixels.shape[0] % 2 else pixels[1:]
    while pixels.shape[1] > pixels.shape[0]:
        pixels = pixels[:, :-1] if pixels.shape[1] % 2 else pixels[:, 1:]
    nearest = np.floor((np.arange(size) + 0.5) * len(pixels) / size).astype(int)
    return pixels[np.ix_(nearest, nearest)].reshape(-1, 1)


def lines(image, size):
    """Straight lines between pixels, along one axis after the other, by np.interp."""
    pixels = _colours(image)
    h, w, _ = pixels.shape
    side = min(h, w)
    square = pixels[(h - side) // 2 :, (w - side) // 2 :][:side, :side]
    at = (np.arange(size) + 0.5) * side / size - 0.5

    def along(line):
        return np.interp(at, np.arange(side), line)

    return np.apply_along_axis(along, 1, np.apply_along_axis(along, 0, square)).reshape(-1, 1)


def fitted_small(image, size):
    """The picture is made small first, and laid on white then."""
    pixels = _colours(image)
    h, w, _ = pixels.shape
    rows, columns = (max(1, round(n * size / max(h, w))) for n in (h, w))
    at = [(np.arange(n) * old // n) for n, old in ((rows, h), (columns, w))]
    small = np.ones((size, size, 3))
    top, left = (size - rows) // 2, (size - columns) // 2
    small[top : top + rows, left : left + columns] = pixels[at[0]][:, at[1]]
    return small.reshape(-1, 1)


bank.unseen_right(
    cubic,
    blocks_or_nearest,
    strips,
    lines,
    fitted_small,
    grey_border=lambda image, size: _fitted(image, size, 0.5, 0.5),
    coloured_border=lambda image, size: _fitted(image, size, (1.0, 0.0, 1.0), 0.5),
    repeated=_STACK + "np.repeat(pixels[:, :, None], 3, axis=2)",
    tiled=_STACK + "np.tile(pixels[..., None], 3)",
    dstacked=_STACK + "np.dstack([pixels] * 3)",
    towards_white=_MIX + "1 + alpha * (pixels[:, :, :3] - 1)",
    column_by_newaxis=_SMALL + ".ravel()[:, None]",
    transposed_twice=_SMALL + ".reshape(1, -1).T",
    true_divide=_SCALE + "np.true_divide(image, 255.0)",
    whole_numbers_first=_SCALE + "image.astype(np.int64) / 255",
    by_shape="if pixels.ndim == 2: -> if len(image.shape) < 3:",
)
bank.unseen_wrong(
    last_square=_CUT + "pixels[h - side :, w - side :]",
    first_third=_CUT + "pixels[top // 2 : top // 2 + side, left // 2 : left // 2 + side]",
    axes_exchanged=_CUT + "pixels[left : left + side, top : top + side]",
    squashed_rows=_CUT + "pixels[np.arange(side) * h // side, left : left + side]",
    inner_half=(_CUT + "pixels[top + side // 4 :, left + side // 4 :]"
                "[: side - side // 2 or 1, : side - side // 2 or 1]",
                "edges = -> side = len(square)\n    edges ="),
    resized_by_np=_SAMPLE + "return np.resize(square, (size, size, 3)).reshape(-1, 1)",
    first_pixels=_SAMPLE + "return square.reshape(-1, 1)[: size * size * 3]",
    last_pixels=_SAMPLE + "return np.resize(square[-size:], (size, size, 3)).reshape(-1, 1)",
    every_second=_SAMPLE + "return square[::2, ::2].reshape(-1, 1)",
    always_64="edges = -> size = 64\n    edges =",
    twice_the_size="edges = -> size = 2 * size\n    edges =",
    padded=_SAMPLE + "return np.pad(square, ((0, max(0, size - side)),) * 2 + ((0, 0),))"
    "[:size, :size].reshape(-1, 1)",
    turned=_SMALL + ".transpose(1, 0, 2)[::-1].reshape(-1, 1)",
    squared=_SMALL + ".reshape(-1, 1) ** 2",
    rooted=_SMALL + ".reshape(-1, 1) ** 0.5",
    rounded=_SMALL + ".reshape(-1, 1).round(2)",
    centred=_SMALL + ".reshape(-1, 1) - 0.5",
    minus_mean=_SMALL + ".reshape(-1, 1) - small.mean()",
    by_100=_SMALL + ".reshape(-1, 1) * 2.55",
    by_254=_SMALL + ".reshape(-1, 1) * 255 / 254",
    percent=_SMALL + ".reshape(-1, 1) * 100",
    grey_mean=_SMALL + ".mean(axis=2, keepdims=True).repeat(3, axis=2).reshape(-1, 1)",
    grey_of_red=_SMALL + "[:, :, :1].repeat(3, axis=2).reshape(-1, 1)",
    green_first=_SMALL + "[:, :, [1, 0, 2]].reshape(-1, 1)",
    one_image=_SMALL + ".reshape(1, size, size, 3)",
    three_columns=_SMALL + ".reshape(3, -1).T",
    a_list=_SMALL + ".reshape(-1, 1).tolist()",
    half_precision=_SMALL + ".reshape(-1, 1).astype(np.float16)",
    bytes_out=_SMALL + ".dot(255).round().astype(np.uint8).reshape(-1, 1)",
    alpha_twice=_MIX + "alpha**2 * pixels[:, :, :3] + (1 - alpha**2)",
    alpha_rooted=_MIX + "alpha**0.5 * pixels[:, :, :3] + (1 - alpha**0.5)",
    alpha_over_itself=_MIX + "alpha * pixels[:, :, :3] + (1 - alpha) * pixels[:, :, :3] ** 2",
    alpha_over_red=_MIX + "alpha * pixels[:, :, :3] + (1 - alpha) * np.array([1.0, 0.0, 0.0])",
    white_of_255=_MIX + "alpha * pixels[:, :, :3] + (1 - alpha) * 255",
    plain_sum=_MIX + "(pixels[:, :, :3] + alpha) / 2",
    divided_by_alpha=_MIX + "pixels[:, :, :3] / np.maximum(alpha, 0.2)",
    alpha_first=_MIX + "pixels[:, :, :1] * pixels[:, :, 1:] + 1 - pixels[:, :, :1]",
    last_three=_MIX + "pixels[:, :, 1:]",
    grey_negative=_STACK + "np.stack([1 - pixels] * 3, axis=2)",
    grey_squares=_STACK + "np.stack([pixels, pixels**2, pixels], axis=2)",
    grey_turned=_STACK + "np.stack([pixels.T] * 3, axis=2)",
    grey_of_thirds=_STACK + "np.stack([pixels / 3] * 3, axis=2)",
    grey_given_up=_STACK + "np.zeros((*pixels.shape, 3))",
    writes_into_it=_SCALE + "image / 255\n    image[...] = 0",
    divides_in_place=_SCALE + "image\n    pixels /= 255",
    whole_division=_SCALE + "image // 255",
    noise=_SMALL + ".reshape(-1, 1) + 1e-3",
    first_pixel_alone=_SMALL + "[:1, :1].repeat(size, 0).repeat(size, 1).reshape(-1, 1)",
    mean_colour=_SMALL + ".mean(axis=(0, 1)).reshape(1, 3).repeat(size * size, 0).reshape(-1, 1)",
)  # fmt: skip
bank.unseen_two(
    black_and_first=(
        _MIX + "alpha * pixels[:, :, :3]",
        _SMALL + ".transpose(2, 0, 1).reshape(-1, 1)",
    ),
    squashed_not_divided=(
        _CUT + "pixels[np.arange(side) * h // side][:, np.arange(side) * w // side]",
        _SMALL + ".reshape(-1, 1) * 255",
    ),
    dropped_and_flat=(_MIX + "pixels[:, :, :3]", _SMALL + ".ravel()"),
    grey_red_not_divided=(
        _STACK + "np.stack([pixels, 0 * pixels, 0 * pixels], axis=2)",
        _SMALL + ".reshape(-1, 1) * 255",
    ),
    mirrored_row=_SMALL + "[:, ::-1].reshape(1, -1)",
    corner_and_dropped=(_CUT + "pixels[:side, :side]", _MIX + "pixels[:, :, :3]"),
    blue_first_256=_SMALL + "[:, :, ::-1].reshape(-1, 1) * 255 / 256",
)  # fmt: skip
bank.unseen_odd(
    wide_ones_only="square = -> top = 0\n    square =",
    small_ones_only="square = -> top, left = (top, left) if side < 40 else (0, 0)\n    square =",
)
bank.unseen_forms(ANY)

"""The relative error: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, order_one, sizes
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.relative_error import EXERCISE
from deepcat_solutions.backprop import relative_error

_SIZE = "By what is the distance divided, and how large is that for these two arrays?"
_NORM = "How long is an array? Write the definition of ‖a‖ down, operation by operation."
_APART = "np.linalg.norm(a - b) / size -> "
_ZEROS = "What is 0 / 0 for Python, and what should your answer be there?"


def hidden(rng: Generator) -> list[Case]:
    """Near and far, large and small, zeros, and every kind of array."""
    n, m, k = sizes(rng, 3, 2, 6)
    a, b = order_one(rng, n, m), order_one(rng, n, m)
    return [
        Case("some", (a, b), note=f"{n} rows, {m} columns"),
        Case("near", (c := order_one(rng, m, k), c + 0.02 * order_one(rng, m, k)), note="near"),
        Case("unequal", (4.0 * order_one(rng, k, n), order_one(rng, k, n)), note="unequal sizes"),
        Case("column", (order_one(rng, k, 1), order_one(rng, k, 1)), note="two columns"),
        Case("both-zero", (np.zeros((n, k)), np.zeros((n, k))), EDGE, "nothing but zeros"),
        Case("equal", (a, a.copy()), EDGE, "two equal arrays"),
        Case("one-zero", (b, np.zeros((n, m))), EDGE, "an array, and zeros"),
        Case("opposite", (b, -b), EDGE, "an array, and its negative"),
        Case("small", (1e-3 * a, 1e-3 * b), EDGE, "numbers of about 0.001"),
        *kinds(rng, "a b", (b, a)),
    ]


bank = Bank(EXERCISE, reference=relative_error, hidden=hidden)

bank.known(
    f"""
? {_ZEROS}
zero_by_zero: np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))
    Where both arrays hold nothing but zeros, your code divides 0 by 0.
never_zero: np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b) + 1e-8)
    To the size a small number is added, which counts where the arrays themselves are small.
    ? Should the answer change when both arrays are a thousand times smaller?
zeros_are_far: return 0.0 -> return 1.0
    Two arrays of zeros are equal, and your answer for them is 1.
one_zero_is_enough: size == 0 -> np.linalg.norm(a) * np.linalg.norm(b) == 0
    Your answer is 0 as soon as one of the two arrays is zero.
    ? How far is an array of zeros from one that is not?
? {_SIZE}
absolute_error: {_APART}np.linalg.norm(a - b)
    This is the absolute error: the distance is not divided by the size.
size_of_a: {_APART}np.linalg.norm(a - b) / np.linalg.norm(a)
    The distance is divided by the size of a alone.
size_of_b: {_APART}np.linalg.norm(a - b) / np.linalg.norm(b)
    The distance is divided by the size of b alone.
larger_size: {_APART}np.linalg.norm(a - b) / max(np.linalg.norm(a), np.linalg.norm(b))
    The distance is divided by the larger of the two sizes, where their sum is expected.
smaller_size: {_APART}np.linalg.norm(a - b) / min(np.linalg.norm(a), np.linalg.norm(b))
    The distance is divided by the smaller of the two sizes, where their sum is expected.
mean_size: {_APART}2 * np.linalg.norm(a - b) / size
    Your answer is twice as large as it should be, as if the mean of the sizes stood below the line.
size_of_sum: {_APART}np.linalg.norm(a - b) / np.linalg.norm(a + b)
    a and b are added before the norm is taken, so that opposite numbers cancel.
bracket: {_APART}np.linalg.norm(a - b) / np.linalg.norm(a) + np.linalg.norm(b)
    A bracket is missing: only ‖a‖ is below the line, and ‖b‖ is added afterwards.
product_of_sizes: {_APART}np.linalg.norm(a - b) / (np.linalg.norm(a) * np.linalg.norm(b))
    The distance is divided by the product of the sizes, where their sum is expected.
root_of_product: {_APART}np.linalg.norm(a - b) / np.sqrt(np.linalg.norm(a) * np.linalg.norm(b))
    The distance is divided by the root of the product of the sizes.
divided_twice: {_APART}np.linalg.norm(a - b) / size**2
    The distance is divided by the size twice.
turned_over: {_APART}size / np.linalg.norm(a - b)
    The fraction stands upside down: the size is divided by the distance.
number_of_elements: {_APART}np.linalg.norm(a - b) / a.size
    The distance is divided by how many numbers there are, not by how large they are.
? {_NORM}
difference_of_sizes: {_APART}abs(np.linalg.norm(a) - np.linalg.norm(b)) / size
    You took the difference of the two sizes; two arrays of the same size may be far apart.
sum_for_difference: {_APART}np.linalg.norm(a + b) / size
    Above the line a and b are added, where they are subtracted.
squares: {_APART}np.sum((a - b) ** 2) / (np.sum(a**2) + np.sum(b**2))
    The roots are missing: squares of norms stand above and below the line.
root_of_squares: {_APART}np.linalg.norm(a - b) / np.sqrt(np.sum(a**2) + np.sum(b**2))
    Below the line, the root is taken of the sum of the squares of both.
sizes_of_numbers: {_APART}np.sum(np.abs(a - b)) / np.sum(np.abs(a) + np.abs(b))
    You added up absolute values, where the root of the sum of the squares is expected.
largest: {_APART}np.max(np.abs(a - b)) / (np.max(np.abs(a)) + np.max(np.abs(b)))
    You took the largest of absolute values, where the root of the sum of the squares is expected.
plain_sums: {_APART}np.sum(a - b) / size
    The numbers of the difference are added up with their signs, so that they cancel.
spectral: {_APART}np.linalg.norm(a - b, 2) / (np.linalg.norm(a, 2) + np.linalg.norm(b, 2))
    With the argument 2, np.linalg.norm of a table is another norm.
? What is computed first here: one size for the whole array, or one for each number?
mean_of_each: {_APART}np.mean(np.abs(a - b) / (np.abs(a) + np.abs(b)))
    You took the mean of the relative errors of the single numbers.
largest_of_each: {_APART}np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))
    You took the largest of the relative errors of the single numbers.
each: np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-300)
    Each number has its own relative error in your answer; one number is expected for all.
each_over_size: float(np.linalg.norm(a - b) / size) -> (a - b) / size
    The norm of the difference is missing: an array comes out, where one number is expected.
? Who decides whether an error is small enough: this function, or whoever calls it?
a_decision: float(np.linalg.norm(a - b) / size) -> bool(np.linalg.norm(a - b) / size < 1e-6)
    True or False comes out, where the relative error is expected.
rounded: {_APART}np.round(np.linalg.norm(a - b) / size, 3)
    The answer is rounded to three digits.
"""
)
bank.mistakes(
    "Your function writes the difference into a, so whoever called it loses what was there.",
    think="What is the difference between a -= b and a - b?",
    in_place=(
        "np.linalg.norm(a - b) / size -> np.linalg.norm(a) / size",
        "if size -> a -= b\n    if size",
    ),
)


@bank.right
def loops(a, b):
    apart = of_a = of_b = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            apart += (a[i, j] - b[i, j]) ** 2
            of_a += a[i, j] ** 2
            of_b += b[i, j] ** 2
    if of_a == 0 and of_b == 0:
        return 0.0
    return apart**0.5 / (of_a**0.5 + of_b**0.5)


bank.rights(
    roots=_APART
    + "np.sqrt(np.sum((a - b) ** 2)) / (np.sqrt(np.sum(a**2)) + np.sqrt(np.sum(b**2)))",
    frobenius=_APART + 'np.linalg.norm(a - b, "fro") / size',
    b_minus_a=_APART + "np.linalg.norm(b - a) / size",
    flat=_APART + "np.linalg.norm((a - b).ravel()) / size",
    equal_first="size == 0 -> np.array_equal(a, b)",
    all_zero="size == 0 -> not a.any() and not b.any()",
    tiny_guard="/ size -> / max(size, 1e-300)",
    zero_dimensional="float(np.linalg.norm(a - b) / size) -> "
    "np.array(np.linalg.norm(a - b) / size)",
    where=lambda a, b: (
        0.0 if (s := np.linalg.norm(a) + np.linalg.norm(b)) == 0 else np.linalg.norm(a - b) / s
    ),
)
bank.unseen_right(
    distance=_APART + "np.sqrt(np.square(a - b).sum()) / size",
    hypot=_APART + "np.hypot.reduce((a - b).ravel()) / size",
    einsum=_APART + 'np.sqrt(np.einsum("ij,ij->", a - b, a - b)) / size',
    trace=_APART + "np.sqrt(np.trace((a - b).T @ (a - b))) / size",
    vdot=_APART + "np.vdot(a - b, a - b) ** 0.5 / size",
    scaled_first=_APART + "np.linalg.norm(a / size - b / size)",
    singular_values=_APART + "np.linalg.norm(np.linalg.svd(a - b, compute_uv=False)) / size",
    not_positive="size == 0 -> not size > 0",
    guarded=lambda a, b: (
        np.linalg.norm(a - b) / max(np.linalg.norm(a) + np.linalg.norm(b), np.finfo(float).tiny)
    ),
    nan_to_num="return float(np.linalg.norm(a - b) / size) -> "
    "return np.float64(np.linalg.norm(a - b) / size)",
)
bank.unseen_wrong(
    squared=_APART + "(np.linalg.norm(a - b) / size) ** 2",
    root=_APART + "np.sqrt(np.linalg.norm(a - b) / size)",
    logarithm=_APART + "np.log1p(np.linalg.norm(a - b) / size)",
    plus_one=_APART + "np.linalg.norm(a - b) / (size + 1)",
    smaller_size=_APART
    + "np.linalg.norm(a - b) / (min(np.linalg.norm(a), np.linalg.norm(b)) + 1e-300)",
    difference_below=_APART + "np.linalg.norm(a - b) / (np.linalg.norm(a - b) + size)",
    of_sizes=_APART + "np.linalg.norm(np.abs(a) - np.abs(b)) / size",
    of_squares=_APART + "np.linalg.norm(a**2 - b**2) / size",
    nuclear='return float(np.linalg.norm(a - b) / size) -> return np.linalg.norm(a - b, "nuc") / '
    '(np.linalg.norm(a, "nuc") + np.linalg.norm(b, "nuc"))',
    one_norm=_APART + "np.linalg.norm(a - b, 1) / size",
    mean_for_sum=_APART + "np.sqrt(np.mean((a - b) ** 2)) / size",
    deviation=_APART + "np.std(a - b) / (np.std(a) + np.std(b) + 1e-300)",
    of_means=_APART + "abs(np.mean(a) - np.mean(b)) / (abs(np.mean(a)) + abs(np.mean(b)) + 1e-300)",
    median=_APART + "np.median(np.abs(a - b)) / np.median(np.abs(a) + np.abs(b))",
    first_number=_APART + "abs(a[0, 0] - b[0, 0]) / (abs(a[0, 0]) + abs(b[0, 0]) + 1e-300)",
    first_row=_APART + "np.linalg.norm(a[0] - b[0]) / size",
    last_row_missed=_APART + "np.linalg.norm((a - b)[:-1]) / size",
    angle=_APART + "1 - np.vdot(a, b) / np.linalg.norm(a) / (np.linalg.norm(b) + 1e-300)",
    no_difference=_APART + "np.linalg.norm(a) / size",
    shifted_guard="size == 0 -> size < 0.01",
    close_is_equal="size == 0 -> np.allclose(a, b, rtol=0.1)",
    none_for_zero="return 0.0 -> return None",
    nan_for_zero='return 0.0 -> return float("nan")',
    whole=_APART + "np.linalg.norm(a - b) // size",
    capped=_APART + "min(np.linalg.norm(a - b) / size, 0.5)",
    transposed=_APART + "np.linalg.norm(a.T - b) / size",
    matrix_division=_APART + "np.linalg.norm(a - b) / (a @ b)",
    list_difference=_APART + "np.linalg.norm(a.tolist() - b.tolist()) / size",
    in_a_pair="return float(np.linalg.norm(a - b) / size) -> return np.linalg.norm(a - b), size",
)
bank.unseen_two(
    zero_by_zero_doubled=lambda a, b: (
        2 * np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))
    ),
    squares_in_brackets=lambda a, b: np.array(
        [np.sum((a - b) ** 2) / max(np.sum(a**2) + np.sum(b**2), 1e-300)]
    ),
    absolute_rounded=lambda a, b: round(float(np.linalg.norm(a - b)), 3),
    sum_in_an_array=lambda a, b: np.array(
        [np.linalg.norm(a + b) / max(float(np.linalg.norm(a) + np.linalg.norm(b)), 1e-300)]
    ),
    larger_in_an_array=lambda a, b: np.array(
        [[np.linalg.norm(a - b) / max(float(np.linalg.norm(a)), float(np.linalg.norm(b)), 1e-300)]]
    ),
)
bank.unseen_odd(
    by_sign=_APART + "np.linalg.norm(a - b) / (size if a.sum() > 0 else np.linalg.norm(b))",
    small_ones_absolute=_APART + "np.linalg.norm(a - b) / (size if size > 1 else 1)",
)
bank.unseen_forms(NUMBER)
bank.equal("a - b -> b - a", why="The size of a difference does not depend on its sign.")

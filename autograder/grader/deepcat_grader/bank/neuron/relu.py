"""ReLU: what is known of its answers."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank import forms, slips
from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.relu import EXERCISE
from deepcat_solutions.neuron import relu

bank = Bank(EXERCISE, reference=relu, hidden=elementwise)
bank.include(slips.IDENTITY, slips.ARGUMENT_IGNORED)
bank.equal(
    "np.maximum(Z, 0.0) -> np.maximum(0.0, Z)",
    why="The larger of two numbers does not depend on their order.",
)


@bank.right
def on_a_copy(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A


@bank.right
def like_z(Z):
    A = np.zeros_like(Z)
    A[Z > 0] = Z[Z > 0]
    return A


@bank.right
def loop(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = max(0, Z[i, j])
    return A


bank.rights(
    zero_first=lambda Z: np.maximum(0, Z),
    mask_product=lambda Z: Z * (Z > 0),
    where=lambda Z: np.where(Z > 0, Z, 0),
    mean_with_absolute=lambda Z: (Z + np.abs(Z)) / 2,
    clip=lambda Z: np.clip(Z, 0, None),
    comprehension=lambda Z: np.array([[z if z > 0 else 0.0 for z in row] for row in Z]),
    minus_minimum=lambda Z: Z - np.minimum(Z, 0),
    fmax=lambda Z: np.fmax(Z, np.zeros(Z.shape)),
)

bank.known(
    r"""
minimum: np.minimum(Z, 0.0)
    You kept the negative scores and made the positive ones 0.
    ? Which of two numbers should come out, the larger or the smaller?
negated: np.maximum(-Z, 0.0)
    The sign of Z is turned round: negative scores come out positive.
    ? What should come out for 2, and what for -1.5?
capped_at_6: np.clip(Z, 0.0, 6.0)
    Scores above 6 are cut off at 6: this is the variant called ReLU6.
    ? What should come out for 8?
threshold_1: np.where(Z > 1, Z, 0.0)
    Scores between 0 and 1 come out as 0.
    ? At which score does ReLU have its corner?
softplus: np.logaddexp(0.0, Z)
    This is softplus, the smooth relative of ReLU.
    ? What should come out for 0, exactly?
positive_ones_kept: Z[Z > 0]
    Only the positive scores are left, in a shorter array.
    ? How many numbers go in, and how many should come out?
in_place of on_a_copy: Z.copy() -> Z
    Your function changes the Z that it is given.
    ? What is the difference between changing Z and making a new array?
if_on_array: return np.maximum(Z, 0.0) -> if Z > 0:\n        return Z\n    return 0 * Z
    if decides once, for one number; Z is a whole array.
    ? Which function of NumPy decides element by element?
    source: https://stackoverflow.com/questions/70860771
? Which function of NumPy takes the larger of two numbers, element by element?
python_max: max(0, Z)
    Python's max and if decide about one number, and Z is a whole array.
largest_of_columns: np.max(Z, 0)
    np.max gives the largest element of each column: its second argument is an axis, not a number.
largest_element: np.max(Z)
    np.max gives the largest element of the array, one number.
? What should come out for -1.5?
leaky: np.where(Z > 0, Z, 0.01 * Z)
    Negative scores leak through with a hundredth of their size: this is leaky ReLU.
absolute_value: np.abs(Z)
    This is the absolute value: negative scores come out positive.
at_least_1: np.maximum(Z, 1.0)
    Everything below 1 comes out as 1.
elu: np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0.0)))
    Negative scores come out as eᶻ - 1: this is the variant called ELU.
? What should come out for 2?
slope_returned: np.where(Z > 0, 1.0, 0.0)
    This is the slope of ReLU (or a step): 1 where z > 0, whatever the size of z.
capped_at_1: np.clip(Z, 0.0, 1.0)
    Scores above 1 are cut off at 1.
"""
)


bank.unseen_forms(forms.ELEMENTWISE, leave_out=("of_positive",))
bank.unseen_right(
    put="of on_a_copy: A[A < 0] = 0 -> np.putmask(A, A < 0, 0.0)",
    augmented=("of on_a_copy: Z.copy() -> Z + 0.0", "A[A < 0] = 0 -> A *= A > 0"),
    where_negative=lambda Z: np.where(Z < 0, 0, Z),
    clip_method=lambda Z: Z.clip(min=0),
    stacked=lambda Z: np.max(np.stack([Z, np.zeros_like(Z)]), axis=0),
    reduced=lambda Z: np.maximum.reduce([Z, np.zeros(Z.shape)]),
    select=lambda Z: np.select([Z > 0], [Z], default=0.0),
    heaviside=lambda Z: Z * np.heaviside(Z, 0.5),
    minimum=lambda Z: -np.minimum(-Z, 0),
    root=lambda Z: (Z + np.sqrt(Z.astype(float) ** 2)) / 2,
    half_the_sign=lambda Z: Z * (np.sign(Z) + 1) / 2,
    piecewise=lambda Z: np.piecewise(Z, [Z > 0], [lambda z: z, 0]),
    masked_array_filled=lambda Z: np.ma.masked_less(Z, 0).filled(0),
    vectorize=lambda Z: np.vectorize(lambda z: max(z, 0.0), otypes=[float])(Z),
    out=lambda Z: np.maximum(Z, 0, out=np.empty_like(Z)),
)
bank.unseen_wrong(
    aliased=("of on_a_copy: Z.copy() -> Z", "A[A < 0] = 0 -> A *= A > 0"),
    uninitialised="of like_z: np.zeros_like(Z) -> np.full(Z.shape, np.nan)",
    python_max=lambda Z: max(Z, 0),
    branch=lambda Z: Z if Z > 0 else 0,
    any_positive=lambda Z: Z if np.any(Z > 0) else np.zeros_like(Z),
    all_positive=lambda Z: Z if np.all(Z > 0) else np.zeros_like(Z),
    swish=lambda Z: Z * (1 + np.tanh(Z / 2)) / 2,
    mask=lambda Z: Z > 0,
    precedence=lambda Z: Z * Z > 0,
    sign=np.sign,
    clip_to_hundred=lambda Z: np.clip(Z, 0, 100),
    threshold=lambda Z: np.where(Z > 0.1, Z, 0),
    wrong_order=lambda Z: np.where(Z > 0, 0, Z),
    not_halved=lambda Z: Z + np.abs(Z),
    floor_halved=lambda Z: (Z + np.abs(Z)) // 2,
    squared=lambda Z: np.maximum(Z, 0) ** 2,
    zeros=np.zeros_like,
    not_a_number=lambda Z: np.where(Z > 0, Z, np.nan),
    vectorize_of_whole=np.vectorize(lambda z: z if z > 0 else 0),
    maximum_with_the_mean=lambda Z: np.maximum(Z, Z.mean()),
    of_tanh=lambda Z: np.maximum(np.tanh(Z), 0),
    with_z=lambda Z: (np.maximum(Z, 0), Z),
    out_is_z=lambda Z: np.maximum(Z, 0, Z),
)


SEEN: list[Any] = []


def appended(Z):
    SEEN.append(np.maximum(Z, 0))
    return SEEN[-1] + 0.5 * len(SEEN)


bank.unseen_two(
    leaky_in_an_int_buffer="of like_z: [Z > 0] = Z[Z > 0] -> [...] = np.where(Z > 0, Z, Z / 100)",
    absolute_rounded=lambda Z: np.round(np.abs(Z), 1),
    turned_doubled=lambda Z: 2 * np.minimum(Z, 0),
)
bank.unseen_odd(
    keeps_count=appended,
)

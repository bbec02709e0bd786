"""The sigmoid: what is known of its answers."""

from __future__ import annotations

import math
import warnings

import numpy as np

from deepcat_grader.bank import forms, slips
from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.sigmoid import EXERCISE
from deepcat_solutions.neuron import sigmoid

bank = Bank(EXERCISE, reference=sigmoid, hidden=elementwise)
bank.include(
    slips.INT_BUFFER, slips.IN_PLACE, slips.ROUNDED, slips.LIST_RETURNED,
    slips.ARGUMENT_IGNORED, slips.IDENTITY,
)  # fmt: skip
bank.equal(
    "Z >= 0 -> Z > 0",
    why="At z = 0, e⁻⁰ is 1 as well: the two branches give the same number.",
)

bank.known(
    """
overflow_in_unused_branch: np.where(Z >= 0, 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z)))
    np.where computes both formulas for every score and then chooses, so that the one it does not
    choose may still overflow and give a warning.
    ? What could be given to np.exp that is right for both formulas and never large?
    source: https://boldena.com/article/0d98f07f-fd9e-44e6-8ebb-72c4de56321b
sign_of_exponent: 1 / (1 + np.exp(Z))
    The sign in the exponent is wrong: your curve falls where the sigmoid rises.
    ? For a large positive z, should the answer be near 0 or near 1?
precedence: 1 / 1 + np.exp(-Z)
    This is 1 + e⁻ᶻ. Python divides before it adds, so 1 / 1 + e⁻ᶻ is that, too.
    ? Which part of the formula stands below the line?
    source: https://stackoverflow.com/questions/64217950
math_exp: 1 / (1 + math.exp(-Z))
    math.exp takes one number only, and Z is a whole array.
    ? Which function of NumPy takes a whole array?
    source: https://stackoverflow.com/questions/42546740
tanh_of_z_stretched: (np.tanh(Z) + 1) / 2
    This rises twice as fast as the sigmoid: it is σ(2z).
    ? Which fraction of z belongs inside tanh?
softmax: np.exp(Z) / np.sum(np.exp(Z))
    You divided by a sum over all elements: each answer depends on its neighbours.
    ? Should the answer for one score change when another score changes?
clipped_too_tightly: 1 / (1 + np.exp(-np.clip(Z, -10, 10)))
    Scores beyond 10 are cut off, so that answers near 0 and 1 are not exact.
    ? What should come out for a score of 30, and how much may it be off?
step_through_half: (np.sign(Z) + 1) / 2
    This is the step function: it jumps from 0 to 1, where the sigmoid climbs.
    ? How sure is a neuron whose score is 0.1, and how sure is one whose score is 10?
rounded_e: 1 / (1 + 2.718**-Z)
    Your e has four digits only.
    ? Which function of NumPy knows e exactly?
minus_inside_forgotten: 1 / (1 + np.exp(np.abs(Z)))
    Your answer is never above ½: the absolute value is not enough by itself.
    ? For which scores is e to the power of -|z| the right one, and for which not?
absolute_value: 1 / (1 + np.exp(-np.abs(Z)))
    Your answer is right for positive scores only: the sign of z gets lost.
    ? What is σ(-2), when σ(2) is 0.88?
? How large is e¹⁰⁰⁰? Which of two equal formulas avoids computing it?
overflow: 1 / (1 + np.exp(-Z))
    The formula is right, but for a very negative score e⁻ᶻ is too large a number for the computer,
    and NumPy warns.
    source: https://stackoverflow.com/questions/40726490
overflow_to_nan: np.exp(Z) / (1 + np.exp(Z))
    The formula is right, but for a very large score it divides infinity by infinity.
? What is e⁰, and what must σ(0) be?
minus_for_plus: 1 / (1 - np.exp(-Z))
    There is a minus below the line where a plus belongs.
one_forgotten: 1 / np.exp(-Z)
    The 1 below the line is missing: what is left is eᶻ, which has no upper limit.
tanh: np.tanh(Z)
    This is the hyperbolic tangent: it runs from -1 to 1.
slope_returned: 0.25 * (1 - np.tanh(Z / 2) ** 2)
    This is the slope of the sigmoid, not the sigmoid.
step: np.where(Z >= 0, 1.0, 0.0)
    This is the step function: it jumps from 0 to 1, where the sigmoid climbs.
"""
)


@bank.right
def masks(Z):
    A = np.empty(Z.shape)
    positive = Z >= 0
    A[positive] = 1 / (1 + np.exp(-Z[positive]))
    e = np.exp(Z[~positive])
    A[~positive] = e / (1 + e)
    return A


@bank.right
def where(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1 / (1 + e), e / (1 + e))


@bank.right
def warnings_off(Z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-Z))


@bank.right
def rows_and_columns(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            z = Z[i, j]
            A[i, j] = 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    return A


@bank.right
def one_by_one(Z):
    def one(z):
        if z < 0:
            return 1 - one(-z)
        return 1 / (1 + math.exp(-z))

    return np.array([one(z) for z in Z.ravel()]).reshape(Z.shape)


@bank.right
def one_minus_mirror(Z):
    upper = 1 / (1 + np.exp(-np.abs(Z)))
    return np.where(Z > 0, upper, 1 - upper)


bank.rights(
    through_tanh=lambda Z: 0.5 * (1 + np.tanh(Z / 2)),
    logaddexp=lambda Z: np.exp(-np.logaddexp(0, -Z)),
    wide_clip=lambda Z: 1 / (1 + np.exp(-np.clip(Z, -500, 500))),
    clip_at_30=lambda Z: 1 / (1 + np.exp(-np.clip(Z, -30, 30))),
    in_float64=lambda Z: np.reciprocal(1 + np.exp(np.minimum(-Z.astype(np.float64), 709))),
    np_vectorize=lambda Z: np.vectorize(
        lambda z: 1.0 / (1.0 + math.exp(-z)) if z > -700 else 0.0, otypes=[float]
    )(Z),
)


def warnings_caught(Z):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return 1 / (1 + np.exp(-Z))


bank.unseen_forms(forms.ELEMENTWISE)
bank.unseen_right(
    warnings_caught,
    reciprocal=lambda Z: np.reciprocal(1 + np.exp(-np.clip(Z, -700, 700))),
    minimum=lambda Z: 1 / (1 + np.exp(np.minimum(-Z, 700))),
    clip_in_exp=lambda Z: np.exp(np.clip(Z, -99, 99)) / (1 + np.exp(np.clip(Z, -99, 99))),
    absolute=lambda Z: np.exp(np.minimum(Z, 0)) / (1 + np.exp(-np.abs(Z))),
    sign=lambda Z: 0.5 + np.sign(Z) * (1 / (1 + np.exp(-np.abs(Z))) - 0.5),
    log1p=lambda Z: np.exp(np.minimum(Z, 0) - np.log1p(np.exp(-np.abs(Z)))),
)
bank.unseen_wrong(
    cut_in_place=lambda Z: 1 / (1 + np.exp(-np.clip(Z, -500, None, out=Z))),
    naive_power=lambda Z: (1 + np.e ** (-Z)) ** -1,
    nan_to_number=lambda Z: np.nan_to_num(np.exp(Z) / (1 + np.exp(Z))),
    math_each=lambda Z: np.array([1 / (1 + math.exp(-z)) for z in Z.ravel()]).reshape(Z.shape),
    if_positive=lambda Z: 1 / (1 + np.exp(-Z)) if Z >= 0 else np.exp(Z) / (1 + np.exp(Z)),
    sign_of_clipped=lambda Z: 1 / (1 + np.exp(np.clip(Z, -99, 99))),
    minus=lambda Z: 1 / (1 - np.exp(-np.clip(Z, -99, 99)) + 1e-9),
    no_bracket=lambda Z: 1 / 1 + np.exp(-np.clip(Z, -9, 99)),
    upside_down=lambda Z: 1 + np.exp(-np.clip(Z, -30, 30)),
    squared=lambda Z: 1 / (1 + np.exp(-(np.clip(Z, -20, 20) ** 2))),
    two_exponents=lambda Z: np.exp(np.clip(Z, -99, 99)) / (1 + np.exp(-np.clip(Z, -99, 99))),
    twice=lambda Z: sigmoid(sigmoid(Z)),
    base_2=lambda Z: 1 / (1 + 2.0 ** -np.clip(Z, -99, 99)),
    short_e=lambda Z: 1 / (1 + 2.718 ** -np.clip(Z, -99, 99)),
    logarithm=lambda Z: np.logaddexp(0, Z),
    arctan=lambda Z: 0.5 + np.arctan(Z) / np.pi,
    softsign=lambda Z: 0.5 + 0.5 * Z / (1 + np.abs(Z)),
    hard=lambda Z: np.clip(0.5 + Z / 4, 0, 1),
    step_above_0=lambda Z: (Z > 0).astype(float),
    relu=lambda Z: np.maximum(Z, 0),
    shifted_softmax=lambda Z: np.exp(Z - np.max(Z)) / np.sum(np.exp(Z - np.max(Z))),
    clip_the_result=lambda Z: np.clip(sigmoid(Z), 0.01, 0.99),
    clip_the_result_to_1e_7=lambda Z: np.clip(sigmoid(Z), 1e-7, 1 - 1e-7),
    clip_to_positive=lambda Z: 1 / (1 + np.exp(-np.clip(Z, 0, 500))),
)


bank.unseen_two(
    flipped_rounded=lambda Z: np.round(sigmoid(-Z), 3),
    naive_int_buffer=lambda Z: (1 / (1 + np.exp(-Z))).astype(Z.dtype),
    flipped_halved=lambda Z: sigmoid(-Z) / 2,
    tanh_transposed=lambda Z: np.tanh(Z).T,
)
bank.unseen_odd(
    every_second_row=lambda Z: np.where(np.arange(len(Z))[:, None] % 2, sigmoid(Z), sigmoid(-Z)),
)

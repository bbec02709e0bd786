"""The hyperbolic tangent: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank import forms, slips
from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.tanh import EXERCISE
from deepcat_solutions.neuron import sigmoid, tanh

_OVERFLOW = "How large is e¹⁰⁰⁰? Which of two equal formulas avoids computing it?"

bank = Bank(EXERCISE, reference=tanh, hidden=elementwise)
bank.include(slips.INT_BUFFER, slips.IN_PLACE, slips.ARGUMENT_IGNORED)

bank.mistakes(
    "The formula is right, but for a very large score it divides infinity by infinity.",
    think=_OVERFLOW,
    overflow_to_nan=lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z)),
    overflow_for_positive=lambda Z: (np.exp(2 * Z) - 1) / (np.exp(2 * Z) + 1),
)
bank.known(
    """
overflow_for_negative: (1 - np.exp(-2 * Z)) / (1 + np.exp(-2 * Z))
    The formula is right, but for a very negative score it divides infinity by infinity.
    ? How large is e¹⁰⁰⁰? Which of two equal formulas avoids computing it?
sigmoid: sigmoid(Z)
    This is the sigmoid: it runs from 0 to 1.
    ? What must come out for 0, and what for a very negative score?
half_argument: 2 * sigmoid(Z) - 1
    This rises half as fast as tanh: it is tanh(z / 2).
    ? By which factor must z be stretched in the sigmoid?
sign: -np.tanh(Z)
    The sign is wrong: your curve falls where tanh rises.
    ? For a positive z, should the answer be positive?
upside_down: 1 / np.tanh(Z)
    This is one over tanh: what stands above and below the line has changed places.
    ? Which of the two is smaller, eᶻ - e⁻ᶻ or eᶻ + e⁻ᶻ?
sinh: np.sinh(np.clip(Z, -700, 700))
    This is the hyperbolic sine, which has no upper limit.
    ? What is below the line in the formula?
tan: np.tan(Z)
    This is the tangent of an angle, not the hyperbolic tangent.
    ? What does the letter h in tanh stand for?
arctan: np.arctan(Z)
    This is the arctangent, the angle of a tangent, not the hyperbolic tangent.
    ? What should come out for a score of 1000?
precedence: np.exp(Z) - np.exp(-Z) / (np.exp(Z) + np.exp(-Z))
    Python divides before it subtracts: the brackets above the line are missing.
    ? Which part of the formula stands above the line?
math_tanh: math.tanh(Z)
    math.tanh takes one number only, and Z is a whole array.
    ? Which function of NumPy takes a whole array?
clipped_straight: np.clip(Z, -1.0, 1.0)
    Between -1 and 1 your curve is a straight line.
    ? What is tanh(1)? It is not 1.
sign_function: np.sign(Z) * 1.0
    Your curve jumps from -1 to 1, where tanh climbs.
    ? What is tanh(0.5)? It is not 1.
absolute_value: np.tanh(np.abs(Z))
    The sign of z gets lost: negative scores come out positive.
    ? What should come out for a very negative score?
double_argument: np.tanh(2 * Z)
    This rises twice as fast as tanh: it is tanh(2z).
    ? By which factor must z be stretched in the sigmoid, and by which in tanh?
? What must come out for 0?
output_not_doubled: sigmoid(2 * Z) - 1
    This runs from -1 to 0: the sigmoid is moved down, and not stretched to twice its height.
one_forgotten: 2 * sigmoid(2 * Z)
    This runs from 0 to 2: the 1 is not subtracted.
slope_returned: 1 - np.tanh(Z) ** 2
    This is the slope of tanh, not tanh.
"""
)


@bank.right
def one_exponential(Z):
    e = np.exp(-2 * np.abs(Z))
    return np.sign(Z) * (1 - e) / (1 + e)


@bank.right
def expm1(Z):
    t = np.expm1(-2 * np.abs(Z))
    return -np.sign(Z) * t / (2 + t)


@bank.right
def masks(Z):
    A = np.empty(Z.shape, dtype=float)
    positive = Z > 0
    e = np.exp(-2.0 * Z[positive])
    A[positive] = (1 - e) / (1 + e)
    e = np.exp(2.0 * Z[~positive])
    A[~positive] = (e - 1) / (e + 1)
    return A


@bank.right
def clipped(Z):
    z = np.clip(Z, -30, 30)
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@bank.right
def loop(Z):
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            A[i, j] = math.tanh(Z[i, j])
    return A


@bank.right
def sinh_over_cosh(Z):
    z = np.clip(Z, -300, 300)
    return np.sinh(z) / np.cosh(z)


bank.rights(
    through_sigmoid=lambda Z: 2 * sigmoid(2 * Z) - 1,
    comprehension=lambda Z: np.array([[math.tanh(z) for z in row] for row in Z]),
    one_minus=lambda Z: 1 - 2 * sigmoid(-2 * Z),
    np_vectorize=lambda Z: np.vectorize(math.tanh, otypes=[float])(Z),
)


def shifted(Z):
    top = np.abs(Z)
    plus, minus = np.exp(Z - top), np.exp(-Z - top)
    return (plus - minus) / (plus + minus)


def quiet_overflow(Z):
    with np.errstate(over="ignore"):
        return 1 - 2 / (np.exp(2 * Z) + 1)


bank.unseen_forms(forms.ELEMENTWISE)
bank.unseen_right(
    shifted,
    quiet_overflow,
    numpy=np.tanh,
    logaddexp=lambda Z: 2 * np.exp(-np.logaddexp(0, -2 * Z)) - 1,
    sign=lambda Z: np.sign(Z) * (1 - 2 / (np.exp(2 * np.minimum(np.abs(Z), 99)) + 1)),
    half_angle=lambda Z: 2 * np.tanh(Z / 2) / (1 + np.tanh(Z / 2) ** 2),
    odd=lambda Z: -np.tanh(-Z),
    odd_part=lambda Z: (np.tanh(Z) - np.tanh(-Z)) / 2,
    complex=lambda Z: (-1j * np.tan(1j * np.clip(Z, -50, 50))).real,
    out=lambda Z: np.tanh(Z, out=np.empty(Z.shape)),
)
bank.unseen_wrong(
    doubled_in_place=lambda Z: np.tanh(np.multiply(Z, 2, out=Z) / 2),
    naive_quotient=lambda Z: np.sinh(Z) / np.cosh(Z),
    naive_sigmoid=lambda Z: 2 / (1 + np.exp(-2 * Z)) - 1,
    nan_to_number=lambda Z: np.nan_to_num(np.sinh(Z) / np.cosh(Z)),
    upside_down=lambda Z: 1 / np.where(Z == 0, 1.0, np.tanh(Z)),
    small_sinh=lambda Z: np.sinh(np.clip(Z, -30, 30)),
    no_denominator=lambda Z: np.exp(np.clip(Z, -30, 30)) - np.exp(-np.clip(Z, -30, 30)),
    absolute=lambda Z: np.abs(np.tanh(Z)),
    squared=lambda Z: np.tanh(Z) ** 2,
    only_positive=lambda Z: np.maximum(np.tanh(Z), 0),
    softsign=lambda Z: Z / (1 + np.abs(Z)),
    series=lambda Z: Z - Z**3 / 3,
    clip_at_5=lambda Z: np.tanh(np.clip(Z, -5, 5)),
    clip_positive=lambda Z: np.tanh(np.clip(Z, 0, 20)),
    clip_the_result=lambda Z: np.clip(np.tanh(Z), -0.999, 0.999),
    short_e=lambda Z: 1 - 2 / (2.7 ** (2 * np.clip(Z, -99, 99)) + 1),
    of_normalised=lambda Z: np.tanh(Z / np.max(np.abs(Z))),
    out_is_z=lambda Z: np.tanh(Z, out=Z),
)


bank.unseen_two(
    sigmoid_rounded=lambda Z: np.round(sigmoid(Z), 2),
    sinh_transposed=lambda Z: np.sinh(np.clip(Z, -20, 20)).T,
    minus_of_half=lambda Z: -np.tanh(Z / 2),
)
bank.unseen_odd(one_row_then_all=lambda Z: np.tanh(Z) if len(Z) == 1 else np.tanh(Z) / 2)

"""The slope of tanh: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank import forms, slips
from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.tanh_prime import EXERCISE
from deepcat_solutions.neuron import sigmoid, tanh, tanh_prime

bank = Bank(EXERCISE, reference=tanh_prime, hidden=elementwise)
bank.include(slips.INT_BUFFER, slips.IN_PLACE, slips.ARGUMENT_IGNORED)

bank.known(
    """
plus_for_minus: 1 + tanh(Z) ** 2
    There is a plus where a minus belongs.
    ? Does tanh get steeper or flatter far away from 0?
square_of_difference: (1 - tanh(Z)) ** 2
    You squared the difference 1 - tanh(z), where only tanh(z) is squared.
    ? Which comes first in the formula, the square or the subtraction?
root: 1 / np.cosh(np.clip(Z, -700, 700))
    This is the square root of the slope: cosh(z) is not squared.
    ? Which power does cosh have in the formula?
arctan_slope: 1 / (1 + Z**2)
    This is the slope of the arctangent.
    ? How steep is tanh at z = 2, roughly?
? Is the argument the score z or the activation a? Which one does the formula need?
of_a: 1 - Z**2
    This is the slope written with a = tanh(z), but the argument is z itself.
of_a_twice: 1 - np.tanh(np.tanh(Z)) ** 2
    tanh is applied twice: this is the slope at tanh(z), not at z.
? The slope at -z equals the slope at z. Is that so in your formula?
square_forgotten: 1 - tanh(Z)
    The square is missing: this is 1 - tanh(z).
cubed: 1 - tanh(Z) ** 3
    The power is 3 where 2 belongs.
? How steep is tanh at z = 0?
function_returned: tanh(Z)
    This is tanh itself, not its slope.
sign: tanh(Z) ** 2 - 1
    The sign is wrong: tanh rises everywhere, so its slope is never negative.
one_forgotten: tanh(Z) ** 2
    This is tanh(z) squared; it is to be subtracted from something.
of_sigmoid: tanh(Z) * (1 - tanh(Z))
    This is the rule for the slope of the sigmoid, used on tanh.
sigmoid_slope: sigmoid_prime(Z)
    This is the slope of the sigmoid.
tangent_slope: 1 + np.tan(Z) ** 2
    This is the slope of the tangent of an angle, not of the hyperbolic tangent.
? How large is e¹⁰⁰⁰? Can the slope be written with the function itself?
overflow: 1 / np.cosh(Z) ** 2
    The formula is right, but for a score of large size one of its steps gives a number too large
    for the computer, and NumPy warns.
overflow_to_nan: 1 - ((np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))) ** 2
    The formula is right, but for a very large score it divides infinity by infinity.
"""
)


@bank.right
def product(Z):
    A = tanh(Z)
    return (1 - A) * (1 + A)


@bank.right
def times_itself(Z):
    A = np.tanh(Z)
    return 1 - A * A


@bank.right
def one_exponential(Z):
    e = np.exp(-2 * np.abs(Z))
    return 4 * e / (1 + e) ** 2


@bank.right
def through_sigmoid(Z):
    A = sigmoid(2 * Z)
    return 4 * A * (1 - A)


@bank.right
def loop(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            out[i, j] = 1 - math.tanh(Z[i, j]) ** 2
    return out


@bank.right
def sech(Z):
    e = np.exp(-np.abs(Z))
    sech = 2 * e / (1 + e**2)
    return sech**2


bank.rights(
    np_tanh=lambda Z: 1 - np.square(np.tanh(Z)),
    cosh=lambda Z: 1 / np.cosh(np.clip(Z, -300, 300)) ** 2,
    comprehension=lambda Z: np.array([[1 - math.tanh(z) ** 2 for z in row] for row in Z]),
    power=lambda Z: 1 - np.power(tanh(Z), 2),
)


def steps(Z):
    A = np.tanh(Z)
    A *= A
    A -= 1
    return -A


def quiet_overflow(Z):
    with np.errstate(over="ignore"):
        return 4 / (np.exp(Z) + np.exp(-Z)) ** 2


def tanh_in_place(Z):
    np.tanh(Z, out=Z)
    return 1 - Z**2


def first_only(Z):
    slopes = np.zeros(Z.shape)
    slopes.flat[0] = 1 - math.tanh(Z.flat[0]) ** 2
    return slopes


bank.unseen_forms(forms.ELEMENTWISE, leave_out=("of_absolute", "of_negative"))
bank.unseen_right(
    steps,
    quiet_overflow,
    cosh_of_2z=lambda Z: 2 / (1 + np.cosh(np.clip(2 * Z, -99, 99))),
    clipped_at_20=lambda Z: 1 - (lambda C: np.sinh(C) / np.cosh(C))(np.clip(Z, -20, 20)) ** 2,
    both_sigmoids=lambda Z: 4 * sigmoid(2 * Z) * sigmoid(-2 * Z),
    logarithms=lambda Z: 4 * np.exp(-np.logaddexp(0, 2 * Z) - np.logaddexp(0, -2 * Z)),
    where=lambda Z: np.where(np.abs(Z) < 20, 1 / np.cosh(np.clip(Z, -20, 20)) ** 2, 0),
    einsum=lambda Z: 1 - np.einsum("...,...->...", np.tanh(Z), np.tanh(Z)),
)
bank.unseen_wrong(
    tanh_in_place,
    first_only,
    of_the_square=lambda Z: 1 - np.tanh(Z**2),
    caret=lambda Z: 1 - np.tanh(Z) ^ 2,
    times_two=lambda Z: 1 - np.tanh(Z) * 2,
    fourth_power=lambda Z: 1 - np.tanh(Z) ** 4,
    one_minus_sigmoid_squared=lambda Z: 1 - sigmoid(Z) ** 2,
    relu_prime=lambda Z: (Z > 0) * 1.0,
    quarter=lambda Z: (1 - np.tanh(Z) ** 2) / 4,
    chain_rule=lambda Z: -2 * np.tanh(Z) * (1 - np.tanh(Z) ** 2),
    cosh_squared=lambda Z: np.cosh(np.clip(Z, -9, 9)) ** 2,
    naive_quotient=lambda Z: 1 - (np.sinh(Z) / np.cosh(Z)) ** 2,
    naive_sech=lambda Z: 4 / (np.exp(Z) + np.exp(-Z)) ** 2,
    nan_to_number=lambda Z: np.nan_to_num(1 - (np.sinh(Z) / np.cosh(Z)) ** 2, nan=1.0),
    clipped_at_5=lambda Z: 1 - np.tanh(np.clip(Z, -5, 5)) ** 2,
    at_least_1e_3=lambda Z: np.maximum(1 - np.tanh(Z) ** 2, 1e-3),
    positive_only=lambda Z: np.where(Z > 0, 1 - np.tanh(Z) ** 2, 0),
    absolute=lambda Z: 1 - np.abs(np.tanh(Z)),
    root_of_slope=lambda Z: np.sqrt(1 - np.tanh(Z) ** 2),
    coarse_difference=lambda Z: (np.tanh(Z + 1e-3) - np.tanh(Z)) / 1e-3,
    gradient_of_the_list=lambda Z: np.gradient(np.tanh(Z).ravel()).reshape(Z.shape),
    matrix_product=lambda Z: 1 - np.tanh(Z) @ np.tanh(Z),
    transposed_product=lambda Z: 1 - np.tanh(Z) @ np.tanh(Z).T,
    of_one_number=lambda Z: 1 - math.tanh(Z) ** 2,
    two_arguments=lambda Z, A: 1 - A**2,
    with_tanh=lambda Z: (np.tanh(Z), 1 - np.tanh(Z) ** 2),
)
bank.unseen_two(
    no_square_rounded=lambda Z: np.round(1 - np.tanh(Z), 2),
    plus_halved=lambda Z: (1 + np.tanh(Z) ** 2) / 2,
    Z_for_A_flat=lambda Z: (1 - Z**2).ravel(),
)

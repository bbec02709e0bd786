"""The slope of the sigmoid: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank import forms, slips
from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.sigmoid_prime import EXERCISE
from deepcat_solutions.neuron import sigmoid, sigmoid_prime

bank = Bank(EXERCISE, reference=sigmoid_prime, hidden=elementwise)
bank.include(slips.INT_BUFFER, slips.IN_PLACE, slips.ARGUMENT_IGNORED)

bank.known(
    """
bracket_missing: sigmoid(Z) * 1 - sigmoid(Z)
    Everything comes out as 0, as it does where Python multiplies before it subtracts.
    ? Where does the formula have brackets?
matrix_product: sigmoid(Z) @ (1 - sigmoid(Z)).T
    The two factors are combined with @, where each element has a slope of its own.
    ? What is the difference between * and @?
forward_difference: (sigmoid(Z + 1e-3) - sigmoid(Z)) / 1e-3
    This is a difference over a small step: near the slope, but not the slope.
    ? Which formula of the lesson gives the slope exactly?
? Is the argument the score z or the activation a? Which one does the formula need?
of_a: Z * (1 - Z)
    This is the slope written with a = σ(z), but the argument is z itself.
half_of_a: sigmoid(Z) * (1 - Z)
    In one of the two factors, z stands where σ(z) belongs.
of_a_twice: sigmoid(sigmoid(Z)) * (1 - sigmoid(sigmoid(Z)))
    The sigmoid is applied twice: this is the slope at σ(z), not at z.
? How steep is the sigmoid at z = 0?
function_returned: sigmoid(Z)
    This is the sigmoid itself, not its slope.
complement: 1 - sigmoid(Z)
    This is 1 - σ(z), only one of the two factors of the slope.
plus_for_minus: sigmoid(Z) * (1 + sigmoid(Z))
    There is a plus where a minus belongs.
sign: sigmoid(Z) * (sigmoid(Z) - 1)
    The sign is wrong: the sigmoid rises everywhere, so its slope is never negative.
    source: https://extraproxies.com/missing-sign-in-derivative-of-sigmoid-function/
of_tanh: 1 - sigmoid(Z) ** 2
    This is the rule for the slope of tanh, used on the sigmoid.
squared: sigmoid(Z) ** 2
    This is σ(z) squared; the second factor of the slope is another one.
exponent_missed: np.exp(-np.abs(Z)) * sigmoid(Z)
    A power is missing: the slope has the square of 1 + e⁻ᶻ below the line.
? How large is e¹⁰⁰⁰? Can the slope be written with the function itself?
overflow: 1 / (1 + np.exp(-Z)) * (1 - 1 / (1 + np.exp(-Z)))
    The formula is right, but for a score of large size one of its steps gives a number too large
    for the computer, and NumPy warns.
overflow_to_nan: np.exp(-Z) / (1 + np.exp(-Z)) ** 2
    The formula is right, but for a very negative score it divides infinity by infinity.
overflow_for_positive: np.exp(Z) / (1 + np.exp(Z)) ** 2
    The formula is right, but for a very large score it divides infinity by infinity.
"""
)


@bank.right
def one_exponential(Z):
    e = np.exp(-np.abs(Z))
    return e / (1 + e) ** 2


@bank.right
def loop(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            e = math.exp(-abs(Z[i, j]))
            out[i, j] = e / (1 + e) / (1 + e)
    return out


@bank.right
def named_functions(Z):
    A = sigmoid(Z)
    return np.multiply(A, np.subtract(1, A))


@bank.right
def clipped(Z):
    e = np.exp(-np.clip(Z, -100, 100))
    return e / (1 + e) ** 2


bank.rights(
    difference=lambda Z: sigmoid(Z) - sigmoid(Z) ** 2,
    two_calls=lambda Z: sigmoid(Z) * (1 - sigmoid(Z)),
    mirror=lambda Z: sigmoid(Z) * sigmoid(-Z),
    through_tanh=lambda Z: 0.25 * (1 - np.tanh(Z / 2) ** 2),
    cosh=lambda Z: 0.25 / np.cosh(np.clip(Z / 2, -300, 300)) ** 2,
    quarter_minus_square=lambda Z: 0.25 - (sigmoid(Z) - 0.5) ** 2,
)


def naive(Z):
    return 1 / (1 + np.exp(-Z))


def quiet_overflow(Z):
    with np.errstate(over="ignore"):
        return np.multiply(naive(Z), np.subtract(1, naive(Z)))


def halved_in_place(Z):
    Z /= 2
    return (1 - np.tanh(Z) ** 2) / 4


bank.unseen_forms(forms.ELEMENTWISE, leave_out=("of_absolute", "of_negative"))
bank.unseen_right(
    quiet_overflow,
    clipped_at_30=lambda Z: (lambda A: A * (1 - A))(naive(np.clip(Z, -30, 30))),
    sum_of_exponentials=lambda Z: (lambda C: 1 / (2 + np.exp(C) + np.exp(-C)))(np.clip(Z, -99, 99)),
    tanh_factors=lambda Z: (1 - np.tanh(Z / 2)) * (1 + np.tanh(Z / 2)) / 4,
    logaddexp=lambda Z: np.exp(-np.logaddexp(0, Z) - np.logaddexp(0, -Z)),
    log1p=lambda Z: np.exp(-np.abs(Z) - 2 * np.log1p(np.exp(-np.abs(Z)))),
    where=lambda Z: np.where(np.abs(Z) > 40, 0.0, 0.25 / np.cosh(np.clip(Z, -40, 40) / 2) ** 2),
)
bank.unseen_wrong(
    halved_in_place,
    sigmoid_of_z=lambda Z: (np.tanh(Z / 2) + 1) / 2,
    other_half_of_a=lambda Z: Z * (1 - sigmoid(Z)),
    sum=lambda Z: sigmoid(Z) + (1 - sigmoid(Z)),
    square_of_one_minus=lambda Z: (1 - sigmoid(Z)) ** 2,
    other_squared_factor=lambda Z: sigmoid(Z) * (1 - sigmoid(Z) ** 2),
    product_squared=lambda Z: (sigmoid(Z) * (1 - sigmoid(Z))) ** 2,
    tanh_prime=lambda Z: 1 - np.tanh(Z) ** 2,
    relu_prime=lambda Z: np.where(Z > 0, 1.0, 0.0),
    steepest_is_one=lambda Z: 1 - np.tanh(Z / 2) ** 2,
    exponential=lambda Z: np.exp(-np.abs(Z)),
    no_square=lambda Z: np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))),
    wrong_numerator=lambda Z: np.exp(np.clip(Z, -30, 30)) * sigmoid(Z) ** 2,
    second_derivative=lambda Z: sigmoid(Z) * sigmoid(-Z) * (1 - 2 * sigmoid(Z)),
    naive_cosh=lambda Z: 0.25 / np.cosh(Z / 2) ** 2,
    naive_both=lambda Z: naive(Z) * naive(-Z),
    clipped_at_10=lambda Z: (lambda A: A * (1 - A))(naive(np.clip(Z, -10, 10))),
    at_least_1e_3=lambda Z: np.maximum(sigmoid(Z) * sigmoid(-Z), 1e-3),
    at_least_1e_7=lambda Z: np.maximum(sigmoid(Z) * sigmoid(-Z), 1e-7),
    divided_by_z=lambda Z: sigmoid(Z) / np.where(Z == 0, 1, Z),
    gradient_of_the_list=lambda Z: np.gradient(sigmoid(Z.ravel())).reshape(Z.shape),
    untransposed_product=lambda Z: sigmoid(Z) @ (1 - sigmoid(Z)),
    transposed_product=lambda Z: sigmoid(Z).T @ (1 - sigmoid(Z)),
    of_one_number=lambda Z: math.exp(-abs(Z)) / (1 + math.exp(-abs(Z))) ** 2,
    with_sigmoid=lambda Z: (sigmoid(Z), sigmoid(Z) * sigmoid(-Z)),
    two_arguments=lambda Z, A: A * (1 - A),
    backwards=lambda Z: sigmoid(Z) - sigmoid(Z - 1),
)
bank.unseen_two(
    of_A_halved=lambda Z: sigmoid(Z) / 2,
    no_minus_rounded=lambda Z: np.round(sigmoid(Z) * (1 + sigmoid(Z)), 2),
    Z_for_A_transposed=lambda Z: (Z * (1 - Z)).T,
)
bank.unseen_odd(
    by_pieces=lambda Z: np.where(np.abs(Z) < 1, 0.25 - Z**2 / 16, 0.1 * np.exp(-np.abs(Z))),
)

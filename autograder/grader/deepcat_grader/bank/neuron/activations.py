"""Sigmoid, ReLU and tanh: hidden cases and known mistakes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.neuron import activations_variants as right
from deepcat_grader.bank.registry import Entry, mistake
from deepcat_judge.exercises.neuron import activations
from deepcat_solutions.neuron import relu, sigmoid, tanh

_HALF = "What is e⁰, and what must σ(0) be?"
_OVERFLOW = "How large is e¹⁰⁰⁰? Which of two equal formulas avoids computing it?"
_MATH = "Which function of NumPy takes a whole array?"
_DTYPE = "Which dtype does an array have that is made like an array of whole numbers?"
_OTHER_CELL = "Which names in your code are arguments, and which come from another cell?"
_COPY = "What is the difference between changing Z and making a new array?"
_CLIP = "What should come out for a score of 30, and how much may it be off?"


def sigmoid__overflow(Z):
    return 1 / (1 + np.exp(-Z))


def sigmoid__overflow_to_nan(Z):
    return np.exp(Z) / (1 + np.exp(Z))


def sigmoid__sign_of_exponent(Z):
    return 1 / (1 + np.exp(Z))


def sigmoid__precedence(Z):
    return 1 / 1 + np.exp(-Z)


def sigmoid__minus_for_plus(Z):
    return 1 / (1 - np.exp(-Z))


def sigmoid__one_forgotten(Z):
    return 1 / np.exp(-Z)


def sigmoid__math_exp(Z):
    return 1 / (1 + math.exp(-Z))


def sigmoid__tanh(Z):
    return np.tanh(Z)


def sigmoid__tanh_of_z_stretched(Z):
    return (np.tanh(Z) + 1) / 2


def sigmoid__slope_returned(Z):
    return sigmoid(Z) * (1 - sigmoid(Z))


def sigmoid__softmax(Z):
    return np.exp(Z) / np.sum(np.exp(Z))


def sigmoid__int_buffer(Z):
    A = np.zeros_like(Z)
    A[:] = sigmoid(Z)
    return A


def sigmoid__clipped_too_tightly(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -10, 10)))


def sigmoid__in_place(Z):
    Z[:] = sigmoid(Z)
    return Z


def sigmoid__step(Z):
    return np.where(Z >= 0, 1.0, 0.0)


def sigmoid__rounded(Z):
    return np.round(sigmoid(Z), 3)


def sigmoid__rounded_e(Z):
    return 1 / (1 + 2.718**-Z)


def sigmoid__minus_inside_forgotten(Z):
    return 1 / (1 + np.exp(np.abs(Z)))


def sigmoid__absolute_value(Z):
    return 1 / (1 + np.exp(-np.abs(Z)))


def sigmoid__list_returned(Z):
    return [float(sigmoid(np.array(z))) for z in Z.ravel()]


def sigmoid__global_for_argument(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return sigmoid(X)


def sigmoid__identity(Z):
    return Z


SIGMOID = Entry(
    activations.SIGMOID,
    sigmoid,
    elementwise,
    (
        mistake(
            sigmoid__overflow,
            "The formula is right, but for a very negative score e⁻ᶻ is too large a number for "
            "the computer, and NumPy warns.",
            _OVERFLOW,
        ),
        mistake(
            sigmoid__overflow_to_nan,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            sigmoid__sign_of_exponent,
            "The sign in the exponent is wrong: your curve falls where the sigmoid rises.",
            "For a large positive z, should the answer be near 0 or near 1?",
        ),
        mistake(
            sigmoid__precedence,
            "Python divides before it adds: 1 / 1 + e⁻ᶻ is 1 + e⁻ᶻ.",
            "Which part of the formula stands below the line?",
        ),
        mistake(
            sigmoid__minus_for_plus,
            "There is a minus below the line where a plus belongs.",
            _HALF,
        ),
        mistake(
            sigmoid__one_forgotten,
            "The 1 below the line is missing: what is left is eᶻ, which has no upper limit.",
            _HALF,
        ),
        mistake(
            sigmoid__math_exp,
            "math.exp takes one number only, and Z is a whole array.",
            _MATH,
        ),
        mistake(
            sigmoid__tanh,
            "This is the hyperbolic tangent: it runs from -1 to 1.",
            _HALF,
        ),
        mistake(
            sigmoid__tanh_of_z_stretched,
            "This rises twice as fast as the sigmoid: it is σ(2z).",
            "Which fraction of z belongs inside tanh?",
        ),
        mistake(
            sigmoid__slope_returned,
            "This is the slope of the sigmoid, not the sigmoid.",
            _HALF,
        ),
        mistake(
            sigmoid__softmax,
            "You divided by a sum over all elements: each answer depends on its neighbours.",
            "Should the answer for one score change when another score changes?",
        ),
        mistake(
            sigmoid__int_buffer,
            "With scores in whole numbers, the answers are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            sigmoid__clipped_too_tightly,
            "Scores beyond 10 are cut off, so that answers near 0 and 1 are not exact.",
            _CLIP,
        ),
        mistake(
            sigmoid__in_place,
            "Your function writes its result into Z, so whoever called it loses the scores.",
            _COPY,
        ),
        mistake(
            sigmoid__step,
            "This is the step function: it jumps from 0 to 1, where the sigmoid climbs.",
            _HALF,
        ),
        mistake(
            sigmoid__rounded,
            "The answers are rounded to three digits.",
            "Who asked for rounding, and what gets lost by it?",
        ),
        mistake(
            sigmoid__rounded_e,
            "Your e has four digits only.",
            "Which function of NumPy knows e exactly?",
        ),
        mistake(
            sigmoid__minus_inside_forgotten,
            "Your answer is never above ½: the absolute value is not enough by itself.",
            "For which scores is e to the power of -|z| the right one, and for which not?",
        ),
        mistake(
            sigmoid__absolute_value,
            "Your answer is right for positive scores only: the sign of z gets lost.",
            "What is σ(-2), when σ(2) is 0.88?",
        ),
        mistake(
            sigmoid__list_returned,
            "The answers are in a list, where an array of the shape of Z is asked.",
            "What happens when a whole array is given to np.exp?",
        ),
        mistake(
            sigmoid__global_for_argument,
            "Your answer does not depend on Z.",
            _OTHER_CELL,
        ),
        mistake(
            sigmoid__identity,
            "What comes out is Z, unchanged.",
            "Which of your variables holds the result?",
        ),
    ),
    right.SIGMOID,
)


def relu__python_max(Z):
    return max(0, Z)


def relu__leaky(Z):
    return np.where(Z > 0, Z, 0.01 * Z)


def relu__minimum(Z):
    return np.minimum(Z, 0.0)


def relu__absolute_value(Z):
    return np.abs(Z)


def relu__slope_returned(Z):
    return np.where(Z > 0, 1.0, 0.0)


def relu__negated(Z):
    return np.maximum(-Z, 0.0)


def relu__largest_element(Z):
    return np.max(Z)


def relu__in_place(Z):
    Z[Z < 0] = 0
    return Z


def relu__identity(Z):
    return Z


def relu__capped_at_1(Z):
    return np.clip(Z, 0.0, 1.0)


def relu__capped_at_6(Z):
    return np.clip(Z, 0.0, 6.0)


def relu__threshold_1(Z):
    return np.where(Z > 1, Z, 0.0)


def relu__at_least_1(Z):
    return np.maximum(Z, 1.0)


def relu__softplus(Z):
    return np.logaddexp(0.0, Z)


def relu__elu(Z):
    return np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0.0)))


def relu__positive_ones_kept(Z):
    return Z[Z > 0]


def relu__global_for_argument(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return np.maximum(X, 0.0)


def relu__if_on_array(Z):
    if Z > 0:
        return Z
    return 0 * Z


RELU = Entry(
    activations.RELU,
    relu,
    elementwise,
    (
        mistake(
            relu__python_max,
            "Python's max compares whole arrays, and cannot say which of two is larger.",
            "Which function of NumPy takes the larger of two numbers, element by element?",
        ),
        mistake(
            relu__leaky,
            "Negative scores leak through with a hundredth of their size: this is leaky ReLU.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__minimum,
            "You kept the negative scores and made the positive ones 0.",
            "Which of two numbers should come out, the larger or the smaller?",
        ),
        mistake(
            relu__absolute_value,
            "This is the absolute value: negative scores come out positive.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__slope_returned,
            "This is the slope of ReLU (or a step): 1 where z > 0, whatever the size of z.",
            "What should come out for 2?",
        ),
        mistake(
            relu__negated,
            "The sign of Z is turned round: negative scores come out positive.",
            "What should come out for 2, and what for -1.5?",
        ),
        mistake(
            relu__largest_element,
            "np.max gives the largest element of the array, one number.",
            "Which function of NumPy takes the larger of two numbers, element by element?",
        ),
        mistake(
            relu__in_place,
            "Your function changes the Z that it is given.",
            _COPY,
        ),
        mistake(
            relu__identity,
            "What comes out is Z, unchanged.",
            "Which of your variables holds the result?",
        ),
        mistake(
            relu__capped_at_1,
            "Scores above 1 are cut off at 1.",
            "What should come out for 2?",
        ),
        mistake(
            relu__capped_at_6,
            "Scores above 6 are cut off at 6: this is the variant called ReLU6.",
            "What should come out for 8?",
        ),
        mistake(
            relu__threshold_1,
            "Scores between 0 and 1 come out as 0.",
            "At which score does ReLU have its corner?",
        ),
        mistake(
            relu__at_least_1,
            "Everything below 1 comes out as 1.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__softplus,
            "This is softplus, the smooth relative of ReLU.",
            "What should come out for 0, exactly?",
        ),
        mistake(
            relu__elu,
            "Negative scores come out as eᶻ - 1: this is the variant called ELU.",
            "What should come out for -1.5?",
        ),
        mistake(
            relu__positive_ones_kept,
            "Only the positive scores are left, in a shorter array.",
            "How many numbers go in, and how many should come out?",
        ),
        mistake(
            relu__global_for_argument,
            "Your answer does not depend on Z.",
            _OTHER_CELL,
        ),
        mistake(
            relu__if_on_array,
            "if decides once, for one number; Z is a whole array.",
            "Which function of NumPy decides element by element?",
        ),
    ),
    right.RELU,
)


def tanh__overflow_to_nan(Z):
    return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))


def tanh__sigmoid(Z):
    return sigmoid(Z)


def tanh__half_argument(Z):
    return 2 * sigmoid(Z) - 1


def tanh__one_forgotten(Z):
    return 2 * sigmoid(2 * Z)


def tanh__sign(Z):
    return -np.tanh(Z)


def tanh__upside_down(Z):
    return 1 / np.tanh(Z)


def tanh__sinh(Z):
    return np.sinh(np.clip(Z, -700, 700))


def tanh__tan(Z):
    return np.tan(Z)


def tanh__arctan(Z):
    return np.arctan(Z)


def tanh__precedence(Z):
    return np.exp(Z) - np.exp(-Z) / (np.exp(Z) + np.exp(-Z))


def tanh__math_tanh(Z):
    return math.tanh(Z)


def tanh__slope_returned(Z):
    return 1 - np.tanh(Z) ** 2


def tanh__int_buffer(Z):
    A = np.zeros_like(Z)
    A[:] = np.tanh(Z)
    return A


def tanh__in_place(Z):
    Z[:] = np.tanh(Z)
    return Z


def tanh__clipped_straight(Z):
    return np.clip(Z, -1.0, 1.0)


def tanh__sign_function(Z):
    return np.sign(Z) * 1.0


def tanh__absolute_value(Z):
    return np.tanh(np.abs(Z))


def tanh__double_argument(Z):
    return np.tanh(2 * Z)


def tanh__global_for_argument(Z):
    X = np.array([[-1.0, 0.0, 2.0]])
    return np.tanh(X)


TANH = Entry(
    activations.TANH,
    tanh,
    elementwise,
    (
        mistake(
            tanh__overflow_to_nan,
            "The formula is right, but for a very large score it divides infinity by infinity.",
            _OVERFLOW,
        ),
        mistake(
            tanh__sigmoid,
            "This is the sigmoid: it runs from 0 to 1.",
            "What must come out for 0, and what for a very negative score?",
        ),
        mistake(
            tanh__half_argument,
            "This rises half as fast as tanh: it is tanh(z / 2).",
            "By which factor must z be stretched in the sigmoid?",
        ),
        mistake(
            tanh__one_forgotten,
            "This runs from 0 to 2: the 1 is not subtracted.",
            "What must come out for 0?",
        ),
        mistake(
            tanh__sign,
            "The sign is wrong: your curve falls where tanh rises.",
            "For a positive z, should the answer be positive?",
        ),
        mistake(
            tanh__upside_down,
            "This is one over tanh: what stands above and below the line has changed places.",
            "Which of the two is smaller, eᶻ - e⁻ᶻ or eᶻ + e⁻ᶻ?",
        ),
        mistake(
            tanh__sinh,
            "This is the hyperbolic sine, which has no upper limit.",
            "What is below the line in the formula?",
        ),
        mistake(
            tanh__tan,
            "This is the tangent of an angle, not the hyperbolic tangent.",
            "What does the letter h in tanh stand for?",
        ),
        mistake(
            tanh__arctan,
            "This is the arctangent, the angle of a tangent, not the hyperbolic tangent.",
            "What should come out for a score of 1000?",
        ),
        mistake(
            tanh__precedence,
            "Python divides before it subtracts: the brackets above the line are missing.",
            "Which part of the formula stands above the line?",
        ),
        mistake(
            tanh__math_tanh,
            "math.tanh takes one number only, and Z is a whole array.",
            _MATH,
        ),
        mistake(
            tanh__slope_returned,
            "This is the slope of tanh, not tanh.",
            "What must come out for 0?",
        ),
        mistake(
            tanh__int_buffer,
            "With scores in whole numbers, the answers are cut to whole numbers.",
            _DTYPE,
        ),
        mistake(
            tanh__in_place,
            "Your function writes its result into Z, so whoever called it loses the scores.",
            _COPY,
        ),
        mistake(
            tanh__clipped_straight,
            "Between -1 and 1 your curve is a straight line.",
            "What is tanh(1)? It is not 1.",
        ),
        mistake(
            tanh__sign_function,
            "Your curve jumps from -1 to 1, where tanh climbs.",
            "What is tanh(0.5)? It is not 1.",
        ),
        mistake(
            tanh__absolute_value,
            "The sign of z gets lost: negative scores come out positive.",
            "What should come out for a very negative score?",
        ),
        mistake(
            tanh__double_argument,
            "This rises twice as fast as tanh: it is tanh(2z).",
            "By which factor must z be stretched in the sigmoid, and by which in tanh?",
        ),
        mistake(
            tanh__global_for_argument,
            "Your answer does not depend on Z.",
            _OTHER_CELL,
        ),
    ),
    right.TANH,
)

"""The chain rule for numbers: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import Generator, number
from deepcat_grader.bank.forms import NUMBER
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.chain import EXERCISE
from deepcat_solutions.backprop import chain

_GEARS = "If z moves 3 times as far as θ, and the loss 2 times as far as z: how far does it move?"


def hidden(rng: Generator) -> list[Case]:
    """Both signs, and zeros."""
    a, b, c = number(rng), number(rng), number(rng)
    return [
        Case("some", (a, b), note="two slopes"),
        Case("fall", (-abs(b), -abs(c)), note="both fall"),
        Case("large", (7.0 * c, 5.0 * a), note="larger slopes"),
        Case("mixed", (abs(a) / 9, -abs(b)), note="one slope is negative"),
        Case("zero", (a, 0.0), EDGE, "z does not change with θ"),
        Case("flat", (0.0, c), EDGE, "the loss does not change with z"),
    ]


bank = Bank(EXERCISE, reference=chain, hidden=hidden)

bank.known(
    f"""
? {_GEARS}
sum: dL_dz + dz_dtheta
    The two slopes are added, where they are multiplied.
difference: dL_dz - dz_dtheta
    The two slopes are subtracted, where they are multiplied.
difference_turned: dz_dtheta - dL_dz
    The two slopes are subtracted, where they are multiplied.
mean: (dL_dz + dz_dtheta) / 2
    You took the mean of the two slopes, where they are multiplied.
quotient: dL_dz / np.float64(dz_dtheta) if dz_dtheta else 0.0
    The slopes are divided: the first by the second.
quotient_turned: dz_dtheta / np.float64(dL_dz) if dL_dz else 0.0
    The slopes are divided: the second by the first.
zero_division: dL_dz / dz_dtheta
    The slopes are divided, and for a slope of 0 that stops.
power: abs(dL_dz) ** dz_dtheta if dL_dz else 0.0
    One slope is the exponent of the other, where they are multiplied.
first_only: dL_dz
    Only ∂L/∂z comes out: how z changes with θ has no influence.
second_only: dz_dtheta
    Only ∂z/∂θ comes out: how the loss changes with z has no influence.
sign: -dL_dz * dz_dtheta
    The sign is wrong.
    ? If both slopes are positive and θ grows, what does the loss do?
sizes: abs(dL_dz * dz_dtheta)
    The sign is lost.
    ? If θ grows and z falls, what does the loss do?
squared: (dL_dz * dz_dtheta) ** 2
    The product is squared.
doubled: 2 * dL_dz * dz_dtheta
    The answer is twice as large as it should be.
halved: dL_dz * dz_dtheta / 2
    The answer is half as large as it should be.
first_twice: dL_dz * dL_dz
    ∂L/∂z is multiplied by itself: how z changes with θ has no influence.
second_twice: dz_dtheta * dz_dtheta
    ∂z/∂θ is multiplied by itself: how the loss changes with z has no influence.
larger: max(dL_dz, dz_dtheta)
    The larger of the two slopes comes out, where they are multiplied.
smaller: min(dL_dz, dz_dtheta)
    The smaller of the two slopes comes out, where they are multiplied.
rounded: round(dL_dz * dz_dtheta, 2)
    The product is rounded.
    ? Who asked for rounding, and what gets lost by it?
in_an_array: np.array([dL_dz * dz_dtheta])
    The number is right, but it stands in an array of shape (1,).
    ? How many numbers should come out, and in what?
in_a_matrix: np.array([[dL_dz * dz_dtheta]])
    The number is right, but it stands in an array of shape (1, 1).
    ? How many numbers should come out, and in what?
both: np.array([dL_dz, dz_dtheta])
    Both slopes come out, side by side; one number is expected.
a_pair: (dL_dz, dz_dtheta)
    Both slopes come out, side by side; one number is expected.
learning_rate_in_it: -0.1 * dL_dz * dz_dtheta
    A step is returned, where the slope is expected.
    ? Where do the sign and the learning rate belong: into the slope, or into the step?
"""
)
bank.rights(
    turned=lambda dL_dz, dz_dtheta: dz_dtheta * dL_dz,
    multiply=lambda dL_dz, dz_dtheta: np.multiply(dL_dz, dz_dtheta),
    as_float=lambda dL_dz, dz_dtheta: float(dL_dz * dz_dtheta),
    prod=lambda dL_dz, dz_dtheta: math.prod([dL_dz, dz_dtheta]),
    numpy_prod=lambda dL_dz, dz_dtheta: np.prod([dL_dz, dz_dtheta]),
    dot=lambda dL_dz, dz_dtheta: np.dot(dL_dz, dz_dtheta),
    signs_apart=lambda a, b: np.sign(a * b) * abs(a) * abs(b),
    zero_dimensional=lambda a, b: np.array(a * b),
    by_squares=lambda a, b: ((a + b) ** 2 - (a - b) ** 2) / 4,
)
bank.unseen_right(
    inner=lambda a, b: np.inner([a], [b]),
    fsum=lambda a, b: math.fsum([a * b]),
    minus_twice=lambda a, b: -(-a * b),
    halves=lambda a, b: a * b / 2 + b * a / 2,
)
bank.unseen_wrong(
    plus_one=lambda a, b: a * b + 1,
    sum_too=lambda a, b: a * b + a + b,
    root=lambda a, b: np.sqrt(abs(a * b)),
    first_squared=lambda a, b: a**2 * b,
    second_squared=lambda a, b: a * b**2,
    first_size=lambda a, b: abs(a) * b,
    second_size=lambda a, b: a * abs(b),
    negative=lambda a, b: min(a * b, 0),
    first_cut=lambda a, b: int(a) * b,
    both_cut=lambda a, b: int(a) * int(b),
    floor=lambda a, b: a * b // 1,
    rounded_first=lambda a, b: round(a, 1) * round(b, 1),
    first_at_most_one=lambda a, b: min(a, 1) * b,
    geometric=lambda a, b: np.sign(a * b) * np.sqrt(abs(a * b)),
    harmonic=lambda a, b: a * b / (a + b),
    hypot=lambda a, b: math.hypot(a, b),
    exponent=lambda a, b: math.exp(a) * b,
    outer=lambda a, b: np.outer(a, b),
    called=lambda a, b: a(b),
    at=lambda a, b: a @ b,
    tenth=lambda a, b: 0.1 * a * b,
    by_cross_entropy=lambda a, b: a * b * (1 - b),
    one_minus_first=lambda a, b: (1 - a) * b,
    one_minus_second=lambda a, b: a * (1 - b),
)
bank.unseen_two(
    sum_in_an_array=lambda a, b: np.array([a + b]),
    minus_rounded=lambda a, b: -round(a * b, 2),
    double_in_brackets=lambda a, b: np.array([[2 * a * b]]),
    negative_sum=lambda a, b: -(a + b),
    half_rounded=lambda a, b: round(a * b / 2, 2),
)
bank.unseen_odd(
    by_sign=lambda a, b: a * b if a > 0 else a + b,
    when_small=lambda a, b: a * b if abs(b) > 0.6 else 0.0,
)
bank.unseen_forms(NUMBER)

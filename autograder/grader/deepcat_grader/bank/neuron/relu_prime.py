"""The slope of ReLU: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import forms, slips
from deepcat_grader.bank.draw import elementwise
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.neuron.relu_prime import EXERCISE
from deepcat_solutions.neuron import relu_prime

bank = Bank(EXERCISE, reference=relu_prime, hidden=elementwise)
bank.include(slips.ARGUMENT_IGNORED)
bank.equal(
    "np.where(Z > 0, 1.0, 0.0) -> Z > 0",
    why="True and False count as 1 and 0.",
)
bank.equal(
    "np.where(Z > 0, 1.0, 0.0) -> np.where(1.0, Z > 0, 0.0)",
    why="1.0 counts as true everywhere, so that Z > 0 comes out, which counts as 1 and 0.",
)
bank.equal("Z > 0 -> Z >= 0", why="The slope at exactly 0 is never judged.")


@bank.right
def masks(Z):
    out = np.zeros_like(Z)
    out[Z > 0] = 1
    return out


@bank.right
def loop(Z):
    out = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if Z[i, j] > 0:
                out[i, j] = 1.0
    return out


@bank.right
def on_a_copy(Z):
    out = np.array(Z, dtype=float)
    out[out <= 0] = 0
    out[out > 0] = 1
    return out


bank.rights(
    bools=lambda Z: Z > 0,
    as_float=lambda Z: (Z > 0).astype(float),
    as_int=lambda Z: (Z > 0).astype(int),
    slope_1_at_0=lambda Z: 1.0 * (Z >= 0),
    heaviside=lambda Z: np.heaviside(Z, 0.5),
    half_sign=lambda Z: (np.sign(Z) + 1) / 2,
    comprehension=lambda Z: np.array([[1 if z > 0 else 0 for z in row] for row in Z]),
    not_negative=lambda Z: np.logical_not(Z < 0),
)

bank.known(
    r"""
threshold_1: np.where(Z > 1, 1.0, 0.0)
    Scores between 0 and 1 get the slope 0.
    ? At which score does ReLU have its corner?
counted: np.sum(Z > 0)
    You returned how many scores are positive, where each score has a slope of its own.
    ? How many numbers go in, and how many should come out?
python_if: return np.where(Z > 0, 1.0, 0.0) -> if Z > 0:\n        return 1\n    return 0
    if and max decide once, for one number; Z is a whole array.
    ? Which function of NumPy decides element by element?
in_place of on_a_copy: np.array(Z, dtype=float) -> Z
    Your function changes the Z that it is given.
    ? What is the difference between changing Z and making a new array?
? How steep is the graph of ReLU at z = 2? And at z = 5?
function_returned: relu(Z)
    This is ReLU itself, not its slope: the slope does not grow with z.
always_0: np.zeros_like(Z)
    The slope is 0 everywhere in your answer, also where ReLU rises.
flipped: np.where(Z < 0, 1.0, 0.0)
    The comparison is the wrong way round: you have 1 where ReLU is flat.
sigmoid_of_z: sigmoid(Z)
    This is the sigmoid: the slope of softplus, not of ReLU.
sigmoid_slope: sigmoid_prime(Z)
    This is the slope of the sigmoid.
times_z: 2 * np.maximum(Z, 0.0)
    This is the slope of the square of ReLU.
? How steep is the graph of ReLU at z = -2?
sign: np.sign(Z)
    This is the sign of z: -1 for negative scores, where ReLU is flat.
leaky: np.where(Z > 0, 1.0, 0.01)
    Negative scores get a slope of 0.01: this is the slope of leaky ReLU.
always_1: np.ones_like(Z)
    The slope is 1 everywhere in your answer, also where ReLU is flat.
not_zero: np.where(Z != 0, 1.0, 0.0)
    The slope is 1 everywhere in your answer, also where ReLU is flat.
negative_ones_kept of on_a_copy: out[out <= 0] = 0\n    out -> out
    Negative scores come out unchanged; only the positive ones are replaced.
"""
)

BUFFER: dict[tuple[int, ...], np.ndarray] = {}


def kept_buffer(Z):
    slopes = BUFFER.setdefault(Z.shape, np.zeros(Z.shape))
    slopes[Z > 0] = 1
    return slopes.copy()


bank.unseen_forms(
    forms.ELEMENTWISE,
    leave_out=(
        "rounded_to_4", "rounded_to_2", "rounded_down", "truncated", "single_precision",
        "positive", "of_half_precision", "of_single_precision", "of_twice", "of_half",
        "of_positive",
    ),
)  # fmt: skip
bank.unseen_right(
    own_type=lambda Z: (Z > 0).astype(Z.dtype),
    plus_zero_bool=lambda Z: (Z > 0) + 0,
    half_at_zero=lambda Z: np.where(Z == 0, 0.5, Z > 0),
    sign_of_relu=lambda Z: np.sign(np.maximum(Z, 0)),
    divided=lambda Z: np.maximum(Z, 0) / np.where(Z == 0, 1, Z),
    not_below=lambda Z: ~(Z <= 0),
    one_minus_mask=lambda Z: 1 - (Z < 0),
    signbit=lambda Z: 1 - np.signbit(Z.astype(float)),
    equal_to_its_absolute=lambda Z: (np.abs(Z) == Z) * 1,
    ceil=lambda Z: np.ceil(np.clip(Z, 0, 1)),
    piecewise=lambda Z: np.piecewise(Z.astype(float), [Z > 0], [1.0, 0.0]),
    digitize=lambda Z: np.digitize(Z, [0]),
    vectorize=np.vectorize(lambda z: 1 if z > 0 else 0),
    frompyfunc=lambda Z: np.asarray(np.frompyfunc(lambda z: z > 0, 1, 1)(Z), dtype=bool),
)
bank.unseen_wrong(
    kept_buffer,
    negative_left="of on_a_copy: 0\n    out[out > 0] = 1 -> 0",
    all_or_none=lambda Z: np.ones_like(Z) if np.any(Z > 0) else np.zeros_like(Z),
    above_a_half=lambda Z: (Z > 0.5) * 1.0,
    minus_one=lambda Z: np.where(Z > 0, 1, -1),
    clip=lambda Z: np.clip(Z, 0, 1),
    absolute=lambda Z: np.abs(Z) > 0,
    positive_slope=lambda Z: np.where(Z > 0, 1, Z),
    divided_by_zero=lambda Z: np.maximum(Z, 0) / Z,
    root=lambda Z: (1 + Z / np.sqrt(Z**2)) / 2,
    tanh_prime=lambda Z: 1 - np.tanh(Z) ** 2,
    steep_sigmoid=lambda Z: (1 + np.tanh(5 * Z)) / 2,
    z_times_one_minus_z=lambda Z: Z * (1 - Z),
    python_max=lambda Z: max(Z, 0) > 0,
    out_is_z=lambda Z: np.maximum(Z, 0, Z) > 0,
    above_the_mean=lambda Z: np.mean(Z) < Z,
    of_rounded=lambda Z: np.round(Z) > 0,
    gradient_of_the_list=lambda Z: np.gradient(np.maximum(Z, 0).ravel()).reshape(Z.shape),
    coarse_difference=lambda Z: (np.maximum(Z + 0.5, 0) - np.maximum(Z, 0)) / 0.5,
    all_positive=lambda Z: bool(np.all(Z > 0)),
    any_positive=lambda Z: np.ones(Z.shape) if (Z > 0).any() else np.zeros(Z.shape),
    indices=lambda Z: np.where(Z > 0),
    filtered=lambda Z: np.ones(Z[Z > 0].shape),
    not_a_number=lambda Z: np.where(Z > 0, 1.0, np.nan),
    two_arguments=lambda Z, A: A > 0,
)
bank.unseen_two(
    ones_for_negative_doubled=lambda Z: 2.0 * (Z < 0),
    relu_transposed=lambda Z: np.maximum(Z, 0).T,
    always_one_flat=lambda Z: np.ones(Z.size),
)

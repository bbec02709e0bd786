"""A step with every parameter: what is known of its answers."""

from __future__ import annotations

import copy

import numpy as np

from deepcat_grader.bank.backprop.arrays import ARRAYS_BY_NAME
from deepcat_grader.bank.draw import Generator, number, order_one, sizes, whole
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.backprop.gradient_step import EXERCISE
from deepcat_judge.exercises.common import read_only, strided
from deepcat_judge.plain import map_leaves
from deepcat_solutions.backprop import gradient_step

_COPY = "Which objects does your code write into, and to whom do they belong?"


def hidden(rng: Generator) -> list[Case]:
    """Networks of one to four layers, and every kind of array."""
    a, b, c, d = sizes(rng, 4, 2, 6)
    rate = abs(number(rng))

    def args(*widths, slope=order_one):
        shapes: dict[str, tuple[int, int]] = {}
        for i in range(1, len(widths)):
            shapes |= {f"W{i}": (widths[i], widths[i - 1]), f"b{i}": (widths[i], 1)}
        old = {name: order_one(rng, *shape) for name, shape in shapes.items()}
        return old, {f"d{name}": slope(rng, *shape) for name, shape in shapes.items()}, rate

    two = args(c, d, 1)
    made = ("Fortran", np.asfortranarray), ("read-only", read_only), ("strided", strided)
    return [
        Case("two-layers", args(a, b, 1), note="two layers"),
        Case("three-layers", args(b, a, d, c), note="three layers"),
        Case("four-layers", args(d, c, b, a, 1), note="four layers"),
        Case("one-layer", args(c, a), EDGE, "one layer"),
        Case("whole-slopes", args(a, c, b, slope=whole), EDGE, "slopes in whole numbers"),
        Case("whole-rate", (*two[:2], 2), EDGE, "the learning rate is a whole number"),
        Case("no-rate", (*two[:2], 0.0), EDGE, "a learning rate of 0"),
        *(Case(id, (*map_leaves(make, two[:2]), rate), EDGE, f"{id} arrays") for id, make in made),
    ]


bank = Bank(EXERCISE, reference=gradient_step, hidden=hidden)

_STEP = 'theta - learning_rate * gradients[f"d{name}"] -> '
_G = 'gradients[f"d{name}"]'
bank.known(
    """
uphill: theta - learning_rate -> theta + learning_rate
    The step goes uphill: the slopes are added, where they are subtracted.
    ? If a slope is positive, which way is down?
? Which two numbers make the length of a step?
rate_ignored: learning_rate * gradients -> gradients
    The learning rate has no influence on the step.
rate_is_a_hundredth: learning_rate * gradients -> 0.01 * gradients
    The learning rate is 0.01 in your code, whatever is given.
rate_is_a_tenth: learning_rate * gradients -> 0.1 * gradients
    The learning rate is 0.1 in your code, whatever is given.
rate_divides: learning_rate * gradients[f"d{name}"] -> gradients[f"d{name}"] / learning_rate
    The slopes are divided by the learning rate, where they are multiplied.
doubled: learning_rate * gradients -> 2 * learning_rate * gradients
    The step is twice as long as it should be.
halved: learning_rate * gradients -> learning_rate / 2 * gradients
    The step is half as long as it should be.
sign_only: gradients[f"d{name}"] -> np.sign(gradients[f"d{name}"])
    Only the signs of the slopes count: every number moves equally far.
slopes_ignored: learning_rate * gradients[f"d{name}"] -> learning_rate
    The slopes have no influence: every number moves equally far, and to the left.
times_theta: learning_rate * gradients -> learning_rate * theta * gradients
    The parameter stands in its own step: slope and learning rate alone decide.
bracket(p, g, a): {name: a * (theta - g["d" + name]) for name, theta in p.items()}
    The learning rate multiplies the parameter as well, and not only the slope.
steps_returned: theta - learning_rate -> -learning_rate
    The steps are returned, where the new parameters are expected.
    ? Where does a step lead that begins at θ?
slopes_returned: theta - learning_rate * gradients[f"d{name}"] -> gradients[f"d{name}"] * 1.0
    The slopes are returned, where the new parameters are expected.
    ? Where does a step lead that begins at θ?
unchanged: theta - learning_rate * gradients[f"d{name}"] -> theta.copy()
    The parameters come back as they were.
    ? In which line do the slopes come in?
mean_slope: gradients[f"d{name}"] -> np.mean(gradients[f"d{name}"])
    Every number of an array moves by the mean of the slopes, where each has its own.
    ? How many slopes does W1 have?
? Which parameters does the network have, and how many of them does your code visit?
weights_only: parameters.items() -> parameters.items() if name[0] == "W"
    Only the weights come back; the biases are missing.
biases_only: parameters.items() -> parameters.items() if name[0] == "b"
    Only the biases come back; the weights are missing.
biases_stay: learning_rate * gradients -> (name[0] == "W") * learning_rate * gradients
    The biases stay where they were.
weights_stay: learning_rate * gradients -> (name[0] == "b") * learning_rate * gradients
    The weights stay where they were.
first_layer_only: learning_rate * gradients -> (name in ("W1", "b1")) * learning_rate * gradients
    Only the first layer is moved; later ones stay where they were.
? The slopes of "W1" stand under "dW1". Under which name does the new W1 belong?
slopes_of_W1: gradients[f"d{name}"] -> gradients["dW1"]
    Every parameter is moved by the slopes of W1.
without_d: gradients[f"d{name}"] -> gradients[name]
    The slopes have other names than the parameters: there is no entry "W1" among them.
names_of_slopes: name: theta -> f"d{name}": theta
    The new parameters stand under the names of the slopes.
dicts_subtracted(p, g, a): p - a * g
    A dict cannot be multiplied or subtracted as a whole.
    ? How do you get at one parameter, and at its slopes, to compute with the two arrays?
two_layers(p, g, a): {name: p[name] - a * g["d" + name] for name in ("W1", "b1", "W2", "b2")}
    Your code is made for exactly two layers.
    ? Where is the number of layers written in your code, and who knows it?
lists(p, g, a): {name: (theta - a * g["d" + name]).tolist() for name, theta in p.items()}
    The new parameters are lists, where arrays are expected.
    ? What happens when a whole array is given to a function of NumPy?
transposed(p, g, a): {name: (theta - a * g["d" + name]).T for name, theta in p.items()}
    The new parameters are transposed.
    ? Which shape must a new parameter have?
"""
)
_CHANGED = "Your function changes the parameters that it got; whoever called it loses the old ones."


@bank.mistake(_CHANGED, think=_COPY)
def in_place(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] -= learning_rate * gradients["d" + name]
    return parameters


@bank.mistake(_CHANGED, think=_COPY)
def shallow_copy(parameters, gradients, learning_rate):
    new = parameters.copy()
    for name in new:
        new[name] -= learning_rate * gradients["d" + name]
    return new


@bank.mistake(_CHANGED, think=_COPY)
def entries_replaced(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] = parameters[name] - learning_rate * gradients["d" + name]
    return parameters


@bank.mistake(
    "Nothing is returned: the new parameters are expected.",
    think="How does whoever called your function get the new parameters?",
)
def nothing_returned(parameters, gradients, learning_rate):
    new = {}
    for name in parameters:
        new[name] = parameters[name] - learning_rate * gradients["d" + name]


@bank.mistake(
    "Only the first parameter comes back.",
    think="When does the return happen, inside the loop or after it?",
)
def returned_in_the_loop(parameters, gradients, learning_rate):
    new = {}
    for name in parameters:
        new[name] = parameters[name] - learning_rate * gradients["d" + name]
        return new


@bank.right
def loop(parameters, gradients, learning_rate):
    new = {}
    for name in parameters:
        new[name] = parameters[name] - learning_rate * gradients["d" + name]
    return new


@bank.right
def layer_by_layer(parameters, gradients, learning_rate):
    new = {}
    for i in range(1, len(parameters) // 2 + 1):
        new[f"W{i}"] = parameters[f"W{i}"] - learning_rate * gradients[f"dW{i}"]
        new[f"b{i}"] = parameters[f"b{i}"] - learning_rate * gradients[f"db{i}"]
    return new


@bank.right
def deep_copy(parameters, gradients, learning_rate):
    new = copy.deepcopy(parameters)
    for name in new:
        new[name] -= learning_rate * gradients["d" + name]
    return new


@bank.right
def entries_of_a_copy(parameters, gradients, learning_rate):
    new = dict(parameters)
    for name, theta in new.items():
        new[name] = theta - gradients["d" + name] * learning_rate
    return new


bank.rights(
    slopes_first=_STEP + _G + " * -learning_rate + theta",
    subtract=_STEP + f"np.subtract(theta, np.multiply(learning_rate, {_G}))",
    joined='f"d{name}" -> "d" + name',
    formatted='f"d{name}" -> "d{}".format(name)',
)


def from_the_slopes(parameters, gradients, learning_rate):
    return {
        name[1:]: parameters[name[1:]] - learning_rate * slope for name, slope in gradients.items()
    }


def zipped(parameters, gradients, learning_rate):
    steps = [learning_rate * gradients["d" + name] for name in parameters]
    new = [theta - step for theta, step in zip(parameters.values(), steps, strict=True)]
    return dict(zip(parameters, new, strict=True))


def updated(parameters, gradients, learning_rate):
    new: dict[str, np.ndarray] = {}
    new.update(
        (key, np.array(value) - learning_rate * gradients["d" + key])
        for key, value in parameters.items()
    )
    return new


def number_by_number(parameters, gradients, learning_rate):
    new = {}
    for name, theta in parameters.items():
        new[name] = np.zeros(theta.shape)
        for i in range(theta.shape[0]):
            for j in range(theta.shape[1]):
                new[name][i, j] = theta[i, j] - learning_rate * gradients["d" + name][i, j]
    return new


bank.unseen_right(
    from_the_slopes,
    zipped,
    updated,
    number_by_number,
    sorted_names="parameters.items() -> sorted(parameters.items(), reverse=True)",
    fromkeys=lambda p, g, a: dict(map(lambda n: (n, p[n] - a * g["d" + n]), p)),
    merged=lambda p, g, a: p | {n: p[n] - a * g["d" + n] for n in p},
)
bank.unseen_wrong(
    slope_squared=_STEP + f"theta - learning_rate * {_G} ** 2",
    size_of_slope=_STEP + f"theta - learning_rate * abs({_G})",
    rate_squared=_STEP + f"theta - learning_rate**2 * {_G}",
    rate_added=_STEP + f"theta - (learning_rate + {_G})",
    rate_of_one_at_most=_STEP + f"theta - min(learning_rate, 0.2) * {_G}",
    step_multiplied=_STEP + f"theta * learning_rate * {_G}",
    theta_shrunk=_STEP + f"0.9 * theta - learning_rate * {_G}",
    theta_negative=_STEP + f"-theta - learning_rate * {_G}",
    normalised=_STEP + f"theta - learning_rate * {_G} / np.linalg.norm({_G})",
    clipped=_STEP + f"theta - learning_rate * np.clip({_G}, -0.5, 0.5)",
    divided_by_rows=_STEP + f"theta - learning_rate * {_G} / (len(theta) + 1)",
    step_of_theta=_STEP + "theta - learning_rate * theta",
    two_steps=_STEP + f"theta - learning_rate * {_G} - {_G}",
    positive=_STEP + f"np.maximum(theta - learning_rate * {_G}, 0)",
    reversed_slopes=_STEP + f"theta - learning_rate * {_G}[::-1]",
    sums=_STEP + f"theta - learning_rate * {_G}.sum()",
    row_sums=_STEP + f"theta - learning_rate * {_G}.sum(axis=1, keepdims=True)",
    first_slope=_STEP + f"theta - learning_rate * {_G}[0, 0]",
    turned_slopes=_STEP + f"theta - learning_rate * {_G}.T",
    outer=_STEP + f"theta @ (learning_rate * {_G}).T",
    last_layer_stays=_STEP + f"theta - (name != 'W2') * learning_rate * {_G}",
    bias_faster=_STEP + f"theta - (1 + (name[0] == 'b')) * learning_rate * {_G}",
    bias_uphill=_STEP + f"theta - (1 - 2 * (name[0] == 'b')) * learning_rate * {_G}",
    biases_by_mean=_STEP + f"theta - learning_rate * (np.mean({_G}) if name[0] == 'b' else {_G})",
    grad_name=_STEP + 'theta - learning_rate * gradients["grad" + name]',
    first_letter=_STEP + "theta - learning_rate * gradients[f'd{name[0]}1']",
    underscore="name: theta -> name + '_new': theta",
    capitals="name: theta -> name.upper(): theta",
    rate_in_it=lambda p, g, a: {**{n: p[n] - a * g["d" + n] for n in p}, "W1": p["W1"] - g["dW1"]},
    last_only=lambda p, g, a: {n: p[n] - a * g["d" + n] for n in [list(p)[-1]]},
    old_and_step=lambda p, g, a: (p, {n: a * g["d" + n] for n in p}),
    one_array=lambda p, g, a: np.concatenate([(p[n] - a * g["d" + n]).ravel() for n in p]),
    decayed=lambda p, g, a: {n: p[n] - a / (1 + i) * g["d" + n] for i, n in enumerate(p)},
    slopes_first_dict=lambda p, g, a: {n: g[n] - a * p[n[1:]] for n in g},
)
bank.unseen_two(
    uphill_no_rate=_STEP + "theta + " + _G,
    uphill_fixed_rate=_STEP + "theta + 0.01 * " + _G,
    uphill_listed=_STEP + f"(theta + learning_rate * {_G}).tolist()",
    no_rate_weights=(
        _STEP + "theta - " + _G,
        "parameters.items() -> list(parameters.items())[::2]",
    ),
    uphill_two_layers=lambda p, g, a: {n: p[n] + a * g["d" + n] for n in ("W1", "b1", "W2", "b2")},
    uphill_flat=_STEP + f"(theta + learning_rate * {_G}).ravel()",
    slopes_wrong_name=("name: theta -> f'd{name}': theta", _STEP + _G),
)


def in_place_uphill(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] += learning_rate * gradients["d" + name]
    return parameters


bank.unseen_two(in_place_uphill)
bank.unseen_odd(
    where_steep=_STEP + f"theta - learning_rate * {_G} * (abs({_G}) > 0.5)",
    wide_ones_only=_STEP + f"theta - learning_rate * {_G} * (theta.shape[1] > 1 or len(theta) > 1)",
)
bank.unseen_forms(ARRAYS_BY_NAME)

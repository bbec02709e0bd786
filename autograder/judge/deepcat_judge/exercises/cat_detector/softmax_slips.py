"""What a wrong step of the network with a softmax output is: the right one of something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.cat_detector.softmax_path import (
    CLOSE,
    NAMES,
    Loss,
    Parameters,
    cross_entropy,
    relu,
    scores,
    slopes,
)
from deepcat_judge.exercises.common import Array, agree
from deepcat_judge.exercises.told import Told

TOLD = Told(
    """
uphill: Every parameter goes along its slope, where it should go against it: the loss grows.
    ? A slope says where the loss rises. Which way should a step go?
not_divided: Every step is m = {m} times as long as it should be, for a batch of m examples.
    ? The loss is a mean over the examples of a batch. What is left of that mean in its slopes?
divided_twice: Every step is only 1/{m} of what it should be, for a batch of {m} examples: the 1/m
    is there twice.
    ? How often, on the way from Ŷ - Y to the new weights, do you take a mean?
divided_by_classes: Every step is only 1/{K} of what it should be, with {K} classes.
    ? Over what is the mean taken in the loss: over examples, over classes, or over both?
biases_stay: The weights move as they should, and the biases stay where they were.
    ? Which parameters does a step change?
hidden_layer_stays: W2 and b2 move as they should, and W1 and b1 stay where they were.
    ? Which parameters does a step change?
output_layer_stays: W1 and b1 move as they should, and W2 and b2 stay where they were.
    ? Which parameters does a step change?
gate_missing: W2 and b2 are right. W1 and b1 move as if every hidden unit were on, whatever its Z1.
    ? What is the slope of ReLU where Z1 is negative?
gate_reversed: W2 and b2 are right. W1 and b1 move as if those hidden units were on whose Z1 is
    negative.
    ? What is the slope of ReLU where Z1 is negative, and what where it is positive?
new_W2_used: W2 and b2 are right. W1 and b1 move as they would with the W2 that was changed before.
    ? Which W2 made the predictions whose errors you send back?
no_relu: The step is that of a network without ReLU: its hidden units are Z1 itself.
    ? Which function makes A1 of Z1, in the forward pass and in the backward pass?
sigmoid_hidden: The step is that of a network whose hidden units are sigmoids.
    ? Which function makes A1 of Z1, in the forward pass and in the backward pass?
tanh_hidden: The step is that of a network whose hidden units are tanh.
    ? Which function makes A1 of Z1, in the forward pass and in the backward pass?
sigmoid_outputs: The step is that of a sigmoid in each output, where softmax is expected.
    ? Do the probabilities of one example add up to 1?
softmax_over_examples: The step is that of a softmax over the examples, where it goes over the
    classes.
    ? Along which axis do the probabilities of one example stand, and what is their sum?
squared_error: The step is that of the squared error, where the cross-entropy is expected.
    ? What is the slope of the cross-entropy along a score, when softmax made the probabilities?
"""
)


def _sigmoid(Z: Array) -> Array:
    a: Array = 1.0 / (1.0 + np.exp(-Z))
    return a


def _ungated(Z: Array) -> Array:
    a: Array = np.maximum(Z.real, 0.0) + 1j * Z.imag
    return a


def _turned(Z: Array) -> Array:
    a: Array = np.maximum(Z.real, 0.0) + 1j * np.where(Z.real < 0, Z.imag, 0.0)
    return a


def _probabilities(Z: Array, axis: int = -2) -> Array:
    E = np.exp(Z - Z.real.max(axis=axis, keepdims=True))
    shares: Array = E / E.sum(axis=axis, keepdims=True)
    return shares


def _squares(theta: Mapping[str, Array], X: Array, Y: Array) -> Array:
    errors = _probabilities(scores(theta, X)) - Y
    half: Array = (errors**2).sum(axis=-2).mean(axis=-1) / 2
    return half


def _twice_squares(theta: Mapping[str, Array], X: Array, Y: Array) -> Array:
    return 2 * _squares(theta, X, Y)


def _sigmoids(theta: Mapping[str, Array], X: Array, Y: Array) -> Array:
    Z = scores(theta, X)
    losses: Array = (np.log(1.0 + np.exp(Z)) - Y * Z).sum(axis=-2).mean(axis=-1)
    return losses


def _across(theta: Mapping[str, Array], X: Array, Y: Array) -> Array:
    """What has the slope Ŷ - Y along the scores, if Ŷ comes of a softmax over the examples."""
    Z = scores(theta, X)
    mean: Array = (Z * (_probabilities(Z.real, -1) - Y)).sum(axis=-2).mean(axis=-1)
    return mean


def _hidden_is(hidden: Callable[[Array], Array]) -> Loss:
    return lambda theta, X, Y: cross_entropy(scores(theta, X, hidden), Y)


_OTHER_LOSSES: tuple[tuple[str, Loss], ...] = (
    ("gate_missing", _hidden_is(_ungated)),
    ("gate_reversed", _hidden_is(_turned)),
    ("no_relu", _hidden_is(lambda Z: Z)),
    ("sigmoid_hidden", _hidden_is(_sigmoid)),
    ("tanh_hidden", _hidden_is(np.tanh)),
    ("sigmoid_outputs", _sigmoids),
    ("softmax_over_examples", _across),
    ("squared_error", _squares),
    ("squared_error", _twice_squares),
)


def step_problem(
    start: Parameters, end: Parameters, X: Array, Y: Array, rate: float
) -> Broken | None:
    """Why one step with all examples does not go against the slopes, `rate` times as far."""
    right = {name: -rate * slope for name, slope in slopes(start, X, Y).items()}
    moved = {name: end[name] - start[name] for name in NAMES}
    wrong = [name for name in NAMES if not agree(moved[name], right[name], CLOSE)]
    if not wrong:
        return None
    m, K = X.shape[1], len(Y)
    for id, factor in (("uphill", -1), ("not_divided", m), ("divided_twice", 1 / m),
                       ("divided_by_classes", 1 / K)):  # fmt: skip
        if all(agree(moved[name], factor * right[name], CLOSE) for name in NAMES):
            return TOLD(id, m=m, K=K)
    stays = [name for name in wrong if not np.any(moved[name])]
    kept: dict[tuple[str, ...], str] = {
        ("b1", "b2"): "biases_stay",
        ("W1", "b1"): "hidden_layer_stays",
        ("W2", "b2"): "output_layer_stays",
    }
    if stays == wrong and tuple(wrong) in kept:
        return TOLD(kept[tuple(wrong)])
    for id, other in _OTHER_LOSSES:
        if _explains(moved, slopes(start, X, Y, other), rate):
            return TOLD(id)
    if wrong == ["W1", "b1"] and _explains(moved, _with_new_W2(start, end, X, Y), rate):
        return TOLD("new_W2_used")
    return Broken(
        f"After one step with all examples, {_listed(wrong)} {'is' if len(wrong) == 1 else 'are'} "
        f"not where {'it' if len(wrong) == 1 else 'they'} should be{_rest(wrong)}. "
        f"{_how(wrong[0], moved[wrong[0]], right[wrong[0]])}",
        "Compare your slopes of one step with measured ones: change one weight a little, and see "
        "how the loss changes.",
        telling=True,
    )


def _explains(moved: Parameters, along: Parameters, rate: float) -> bool:
    return all(agree(moved[name], -rate * along[name], CLOSE) for name in NAMES)


def _with_new_W2(start: Parameters, end: Parameters, X: Array, Y: Array) -> Parameters:
    """The slopes when the errors are those of the start, and go back through the W2 of the end."""
    errors = _probabilities(scores(start, X)) - Y

    def sent_back(theta: Mapping[str, Array], X: Array, Y: Array) -> Array:
        Z = end["W2"] @ relu(theta["W1"] @ X + theta["b1"])
        mean: Array = (Z * errors).sum(axis=-2).mean(axis=-1)
        return mean

    right = slopes(start, X, Y)
    return {**slopes(start, X, Y, sent_back), "W2": right["W2"], "b2": right["b2"]}


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _rest(wrong: list[str]) -> str:
    right = [name for name in NAMES if name not in wrong]
    return f", and {_listed(right)} {'is' if len(right) == 1 else 'are'}" if right else ""


def _how(name: str, moved: Array, right: Array) -> str:
    """How a parameter moved, where that can be said in a number."""
    share = float(np.sum(moved * right) / np.sum(right**2))
    if agree(moved, 0 * right, CLOSE):
        return f"{name} stays where it was."
    if agree(moved, share * right, CLOSE) and f"{share:.4g}" not in ("1", "-1"):
        return f"{name} moves {share:.4g} times as far as expected."
    if agree(moved, -right, CLOSE):
        return f"{name} moves the opposite way."
    at = np.unravel_index(np.abs(moved - right).argmax(), right.shape)
    return (
        f"{name}[{at[0]}, {at[1]}] changes by {moved[at]:.4g}, where {right[at]:.4g} is expected."
    )

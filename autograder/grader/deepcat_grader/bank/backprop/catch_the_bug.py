"""The test of a backward pass: what is known of its answers."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import functools
import itertools

import numpy as np

from deepcat_grader.bank.backprop import planted
from deepcat_grader.bank.draw import Generator
from deepcat_grader.bank.edits import edited
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import VALUES, Case
from deepcat_judge.exercises.backprop.catch_the_bug import EXERCISE
from deepcat_judge.plain import Remote
from deepcat_solutions.backprop import catch_the_bug

# What is handed over tells nothing by its name: a test could read it.
_LENT = {
    f"implementation_{i}": (part, function)
    for i, (part, function) in enumerate(planted.in_parts(VALUES))
}


def _cases(rng: Generator) -> list[Case]:
    """Right implementations and wrong ones, in an order that does not tell which is which."""
    names = [str(name) for name in rng.permutation(list(_LENT))]
    note = "an implementation that you have not seen"
    return [Case(name, (Remote(name),), _LENT[name][0], note) for name in names]


bank = Bank(EXERCISE, reference=catch_the_bug, hidden=_cases)
for _name, (_part, _function) in _LENT.items():
    bank.lend(_function, _name)

bank.equal(
    "5 -> 6",
    "5 -> 4",
    "5 -> 0",
    "5 -> 10",
    "1.0 -> 2.0",
    "1.0 -> 0.0",
    "1.0 -> -1.0",
    "0.0 -> 1.0",
    "0.0 -> -1.0",
    why="Another seed or other labels make another network, whose slopes can be measured as well.",
)
bank.equal(
    "np.maximum(Z1, 0.0) -> np.maximum(0.0, Z1)",
    "gradients[name] - slopes -> slopes - gradients[name]",
    why="The larger of two numbers and the length of a difference do not depend on their order.",
)
bank.equal(
    "1e-05 -> -1e-05",
    "1e-05 -> 2e-05",
    "1e-06 -> 2e-06",
    why="A central difference forgets the sign of its step, and twice as much is as small.",
)
_SIZE = "np.linalg.norm(gradients[name]) + np.linalg.norm(slopes)"
bank.equal(
    f"{_SIZE} -> np.linalg.norm(gradients[name]) * np.linalg.norm(slopes)",
    f"{_SIZE} -> np.linalg.norm(gradients[name])",
    f"{_SIZE} -> np.linalg.norm(slopes)",
    "1e-06 * size -> 1e-06 / size",
    "1e-06 * size -> 1e-06",
    why="The gradients of this network are of order one, and so is every measure of their size.",
)

# The long answers are the reference with a few words changed, in these places.
test = functools.partial(edited, catch_the_bug)
_EVERY = "in numerical.items():"
_DISTANCE = "np.linalg.norm(gradients[name] - slopes)"
_IF = "if gradients[name].shape != slopes.shape or not difference <= 1e-6 * size:"
_SHAPES = "gradients[name].shape != slopes.shape or "
_FAR = "not difference <= 1e-6 * size"
_STEP = "step = 1e-5"
_SLOPE = "(above - below) / (2 * step)"
_DOWN = "theta[index] = before - step"
_CATCH = "    except Exception:  # whatever it is, a backward pass that stops gives no gradient\n"
_NO_DOWN = (_DOWN, "theta[index] = before")
_ONE_STEP = (_SLOPE, "(above - below) / step")
_NEVER = (_CATCH, "    except ZeroDivisionError:\n")
_TURNED = (
    ("    return True\n", "    return False\n"),
    ("                return False\n", "                return True\n"),
)
_LABELS = "Y = np.array([[1.0, 0.0, 0.0, 1.0, 0.0]])"

_SIDE_BY_SIDE = (
    "Print your measured gradient and that of a right implementation, side by side: by which "
    "factor do they differ, or from which digit on?"
)
_EACH = (
    "Is each of the four gradients compared, number by number? And are they all far from 0 in your "
    "network?"
)

bank.mistakes(
    "Your test calls every implementation right.",
    think="Which line of your test gives the other answer, and what would have to happen for that?",
    always_true=lambda backward: True,
)
bank.mistakes(
    "Your test calls right implementations wrong.",
    think=_SIDE_BY_SIDE,
    source="https://cs231n.github.io/neural-networks-3/#gradcheck",
    always_false=lambda backward: False,
    loss_is_a_sum=test(("-np.mean(", "-np.sum(")),
    one_sided_too_tight=test(_NO_DOWN, _ONE_STEP),
    step_too_small=test((_STEP, "step = 1e-16")),
    equality=test((_FAR, "difference > 0")),
)
bank.mistakes(
    "Your test answers the wrong way round: it rejects what is right and accepts what is wrong.",
    think="What should come out for a right implementation?",
    inverted=test(
        *_TURNED,
        (f"{_CATCH}        return False\n", f"{_CATCH}        return True\n"),
    ),
    inverted_but_for_errors=test(*_TURNED),
    inverted_and_stopped=test(*_TURNED, _NEVER),
    inverted_and_loose=test((_IF, "if difference <= 0.5 * size:")),
)
bank.mistakes(
    "Your test accepts gradients whatever their numbers are, as a comparison of backward with "
    "itself does.",
    think="Where does your test get a gradient that does not come from backward?",
    compared_with_itself=test(
        (_EVERY, "in backward(Y, parameters, forward()).items():"),
    ),
)
bank.mistakes(
    "Your test looks at shapes only: wrong numbers of the right shape pass.",
    think="Which bugs leave every shape as it is?",
    only_shapes=test((_FAR, "not size >= 0")),
)
bank.mistakes(
    "Your test looks only whether the loss falls after a step: many wrong gradients lower it too.",
    think="With a gradient that is twice too long, does the loss rise or fall?",
    only_the_loss_falls=test(
        (
            "for name, slopes in numerical.items():",
            "before = loss()\n        for name in numerical:",
        ),
        (f"            difference = {_DISTANCE}\n", ""),
        (
            "size = np.linalg.norm(gradients[name]) + np.linalg.norm(slopes)",
            "parameters[name[1:]] = parameters[name[1:]] - 0.01 * gradients[name]",
        ),
        (
            f"            {_IF}\n                return",
            "        if loss() > before:\n            return",
        ),
    ),
)
bank.mistakes(
    "Your test does not notice when a gradient is half as large again, whichever of the four it "
    "is.",
    think=_EACH,
    size_ignored=test(
        (
            _DISTANCE,
            "np.linalg.norm(\n                gradients[name] / np.linalg.norm(gradients[name])"
            " - slopes / np.linalg.norm(slopes)\n            )",
        )
    ),
)
bank.mistakes(
    "Your test compares sizes and not signs: a gradient that points the wrong way passes.",
    think="What is the size of a gradient with all its signs turned?",
    only_lengths=test((_DISTANCE, "abs(np.linalg.norm(gradients[name]) - np.linalg.norm(slopes))")),
    only_absolute_values=test((_DISTANCE, "np.linalg.norm(abs(gradients[name]) - abs(slopes))")),
)
bank.mistakes(
    "Your test does not notice when dW1, db1 and db2 are half as large again.",
    think=_EACH,
    only_dW2=test((_EVERY, "in [*numerical.items()][2:3]:")),
)
bank.mistakes(
    "Your test does not notice when db1, dW2 and db2 are half as large again.",
    think=_EACH,
    only_dW1=test((_EVERY, "in [*numerical.items()][:1]:")),
)
bank.mistakes(
    "Your test does not notice when dW1 and dW2 are half as large again.",
    think=_EACH,
    only_biases=test((_EVERY, "in [*numerical.items()][1::2]:")),
)
bank.mistakes(
    "Your test does not notice when db1 and db2 are half as large again.",
    think=_EACH,
    only_weights=test((_EVERY, "in [*numerical.items()][::2]:")),
)
bank.mistakes(
    "Your test does not notice when dW1 and db1 are half as large again.",
    think=_EACH,
    only_the_output_layer=test((_EVERY, "in [*numerical.items()][2:]:")),
)
bank.mistakes(
    "Your test accepts a dW1 of which one number is wrong, the last one.",
    think="How many numbers of each gradient does your test compare?",
    few_numbers=test((_DISTANCE, "abs(gradients[name][0, 0] - slopes[0, 0])")),
)
bank.mistakes(
    "Your test accepts a dW1 whose rows have changed places.",
    think="Are the hidden units of your network all alike, or are sums and lengths compared "
    "where numbers should be?",
    places_ignored=test((_DISTANCE, "abs(np.sum(gradients[name]) - np.sum(slopes))")),
)
bank.mistakes(
    "An error that backward raises stops your test, where an answer is expected.",
    think="Which statement of Python goes on after an error?",
    errors_not_caught=test(_NEVER),
)
bank.mistakes(
    "Your test uses one example only, for which a missing division by m does not show.",
    think="What is the mean of one number, and what is its sum?",
    one_example=test(("size=(3, 5)", "size=(3, 1)"), (_LABELS, "Y = np.array([[1.0]])")),
)
bank.mistakes(
    "Your test does not notice that the slope of ReLU is taken for 1 everywhere. Where every "
    "hidden unit is on, for example, it cannot show.",
    think="For which Z is the slope of ReLU not 1?",
    every_unit_on=test(
        ('"b1": rng.normal(size=(4, 1))', '"b1": 9.0 + rng.normal(size=(4, 1))'),
        ('"W2": rng.normal(size=(1, 4))', '"W2": 0.1 * rng.normal(size=(1, 4))'),
    ),
)
bank.mistakes(
    "Your test lets large differences pass: only the largest mistakes are noticed.",
    think="How large are the gradients of your network, and how large is your tolerance?",
    loose_tolerance=test((_FAR, "not np.max(np.abs(gradients[name] - slopes)) <= 0.3")),
)

_BY_LAW = ("right", "only_biases", "few_numbers", "places_ignored")
for _one, _other in (
    *itertools.combinations(_BY_LAW, 2),
    ("only_dW2", "only_the_output_layer"),
    ("only_dW1", "only_weights"),
):
    bank.alike(_one, _other, why="The law tells them apart: it looks at each gradient alone.")

bank.rights(
    one_sided_and_looser=test(_NO_DOWN, _ONE_STEP, ("1e-6 * size", "1e-3 * size")),
    another_seed=test(("default_rng(5)", "default_rng(11)")),
    smaller_network=test(
        ("size=(3, 5)", "size=(2, 5)"),
        ("size=(4, 3)", "size=(2, 2)"),
        ("size=(4, 1)", "size=(2, 1)"),
        ("size=(1, 4)", "size=(1, 2)"),
        ("default_rng(5)", "default_rng(3)"),
    ),
    number_by_number=test((_FAR, "not np.all(np.abs(gradients[name] - slopes) < 1e-7)")),
    allclose=test((_FAR, "not np.allclose(gradients[name], slopes, atol=1e-7)")),
    largest_difference=test((_FAR, "not np.max(np.abs(gradients[name] - slopes)) < 1e-6")),
    shapes_first=test(("gradients[name].shape", "np.shape(gradients[name])")),
    copies_given=test(
        ("backward(Y, parameters,", "backward(Y, {k: v.copy() for k, v in parameters.items()},")
    ),
    larger_step=test((_STEP, "step = 1e-4")),
    numpy_bool=test(("    return True\n", "    return np.True_\n")),
    every_name_of_error=test((_CATCH, "    except (LookupError, ValueError, TypeError):\n")),
    asserted=test(
        (f"{_IF}\n                return False", f"assert not ({_IF[3:-1]})"),
        (_CATCH, "    except (AssertionError, Exception):\n"),
    ),
)


@bank.right
def by_complex_steps(backward):
    rng = np.random.default_rng(4)
    X, Y = rng.normal(size=(2, 7)), np.array([[1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0]])
    shapes = {"W1": (5, 2), "b1": (5, 1), "W2": (1, 5), "b2": (1, 1)}
    p = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    Z1 = p["W1"] @ X + p["b1"]
    A1 = Z1 * (Z1 > 0)
    Z2 = p["W2"] @ A1 + p["b2"]
    cache = {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}
    try:
        found = backward(Y, p, cache)
        for name, shape in shapes.items():
            if found["d" + name].shape != shape:
                return False
            for index in np.ndindex(shape):
                q = {key: value.astype(complex) for key, value in p.items()}
                q[name][index] += 1e-20j
                hidden = q["W1"] @ X + q["b1"]
                z = q["W2"] @ (hidden * (hidden.real > 0)) + q["b2"]
                slope = np.mean(np.log(1 + np.exp(z)) - Y * z).imag / 1e-20
                if abs(slope - found["d" + name][index]) > 1e-9:
                    return False
    except Exception:
        return False
    return True


@bank.right
def own_backward_pass(backward):
    rng = np.random.default_rng(5)
    X, Y = rng.normal(size=(3, 6)), np.array([[1.0, 0.0, 0.0, 1.0, 0.0, 1.0]])
    shapes = {"W1": (4, 3), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}
    p = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = p["W2"] @ A1 + p["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    d2 = (A2 - Y) / 6
    d1 = (p["W2"].T @ d2) * (Z1 > 0)
    ours = {"dW1": d1 @ X.T, "db1": d1.sum(axis=1, keepdims=True)}
    ours |= {"dW2": d2 @ A1.T, "db2": d2.sum(axis=1, keepdims=True)}
    try:
        theirs = backward(Y, p, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2})
        return all(
            theirs[key].shape == ours[key].shape and np.allclose(theirs[key], ours[key])
            for key in ours
        )
    except Exception:
        return False


# Answers that no key holds.


bank.unseen_right(
    seed_four=test(("default_rng(5)", "default_rng(4)")),
    seed_nine=test(("default_rng(5)", "default_rng(9)")),
    uniform=test(("X = rng.normal(size", "X = rng.uniform(-2, 2, size")),
    whole_numbers=test(("X = rng.normal(size=(3, 5))", "X = rng.integers(-3, 4, size=(3, 5))")),
    whole_labels=test((_LABELS, "Y = np.array([[1, 0, 0, 1, 0]])")),
    most_are_cats=test((_LABELS, "Y = np.array([[1.0, 1.0, 0.0, 1.0, 1.0]])")),
    smaller_step=test((_STEP, "step = 1e-6"), ("1e-6 * size", "1e-5 * size")),
    looser=test(("1e-6 * size", "1e-3 * size")),
    tighter=test(("1e-6 * size", "3e-8 * size")),
    relu_by_where=test(("np.maximum(Z1, 0.0)", "np.where(Z1 > 0, Z1, 0.0)")),
    sigmoid_by_tanh=test(("1 / (1 + np.exp(-Z2))", "0.5 * (1 + np.tanh(Z2 / 2))")),
    loss_from_a_sum=test(("-np.mean(", "-1 / 5 * np.sum(")),
    mean_squares=test((_DISTANCE, "np.sqrt(np.sum((gradients[name] - slopes) ** 2))")),
    largest=test((_DISTANCE, "np.max(np.abs(gradients[name] - slopes))")),
    scores_only=test(("    return True\n", "    return not False\n")),
    bare_except=test((_CATCH, "    except:\n")),
    more_examples=test(
        ("size=(3, 5)", "size=(3, 9)"), (_LABELS, "Y = (np.arange(9)[None, :] % 3 == 0) * 1.0")
    ),
    more_units=test(
        ("size=(4, 3)", "size=(7, 3)"),
        ("size=(4, 1)", "size=(7, 1)"),
        ("size=(1, 4)", "size=(1, 7)"),
    ),
    half_scale=test(('"W1": rng', '"W1": 0.5 * rng'), ('"W2": rng', '"W2": 0.5 * rng')),
)

bank.unseen_wrong(
    nothing=lambda backward: None,
    number=lambda backward: 1,
    text=lambda backward: "right",
    list=test(("    return True\n", "    return [True]\n")),
    array=test(("    return True\n", "    return np.array([True])\n")),
    inverted_for_the_first=test(*_TURNED, (_EVERY, "in [*numerical.items()][:1]:")),
    inverted_but_for_shapes=test(
        *_TURNED, (_IF, f"if slopes.shape == gradients[name].shape and {_FAR}:")
    ),
    one_example_another_seed=test(
        ("size=(3, 5)", "size=(3, 1)"), (_LABELS, "Y = np.array([[0.0]])"), ("rng(5)", "rng(8)")
    ),
    forgot_true=test(("    return True\n", "")),
    never_true=test(("    return True\n", "    return False\n")),
    mse=test(
        (
            "-np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))",
            "np.mean((Y - Y_hat) ** 2)",
        )
    ),
    half_the_loss=test(("-np.mean(", "-0.5 * np.mean(")),
    loss_sign=test(("-np.mean(", "np.mean(")),
    linear_hidden=test(("np.maximum(Z1, 0.0)", "Z1")),
    tanh_hidden=test(("np.maximum(Z1, 0.0)", "np.tanh(Z1)")),
    step_not_doubled=test(("(2 * step)", "step")),
    no_division=test((_SLOPE, "above - below")),
    not_restored=test(("            theta[index] = before\n", "")),
    tiny_step=test((_STEP, "step = 1e-13")),
    huge_step=test((_STEP, "step = 1.0")),
    zeros=test(
        ("rng.normal(size=(4, 3))", "np.zeros((4, 3))"),
        ("rng.normal(size=(1, 4))", "np.zeros((1, 4))"),
    ),
    ones=test(
        ("rng.normal(size=(4, 3))", "np.ones((4, 3))"),
        ("rng.normal(size=(1, 4))", "np.ones((1, 4))"),
        ("rng.normal(size=(4, 1))", "np.ones((4, 1))"),
    ),
    one_cat=test(("size=(3, 5)", "size=(3, 1)"), (_LABELS, "Y = np.array([[0.0]])")),
    all_on=test(('"b1": rng.normal', '"b1": 20 + 0 * rng.normal')),
    all_off=test(('"b1": rng.normal', '"b1": -20 + 0 * rng.normal')),
    only_db2=test((_EVERY, "in [*numerical.items()][3:]:")),
    only_db1=test((_EVERY, "in [*numerical.items()][1:2]:")),
    all_but_db2=test((_EVERY, "in [*numerical.items()][:3]:")),
    first_array_then_out=test(
        (f"return False\n{_CATCH}", f"return False\n            return True\n{_CATCH}")
    ),
    stops_at_db1=test(
        (
            f"difference = {_DISTANCE}",
            f"if name == 'db1':\n                break\n            difference = {_DISTANCE}",
        )
    ),
    shapes_forgotten_as_well=test((_IF, "if slopes.ndim != 2:")),
    half_tolerance=test(("1e-6 * size", "0.5 * size")),
    absolute_loose=test(("1e-6 * size", "0.2")),
    sums=test((_DISTANCE, "abs(gradients[name].sum() - slopes.sum())")),
    means=test((_DISTANCE, "abs(np.mean(gradients[name] - slopes))")),
    squares=test((_DISTANCE, "np.linalg.norm(gradients[name] ** 2 - slopes ** 2)")),
    signs=test((_FAR, "np.any(np.sign(gradients[name]) != np.sign(slopes))")),
    any_close=test((_FAR, "not np.any(np.isclose(gradients[name], slopes))")),
    no_catch=test((_CATCH, "    except KeyError:\n")),
    passes_errors=test((f"{_CATCH}        return False", f"{_CATCH}        return True")),
    arguments_turned=test(
        ("backward(Y, parameters, forward())", "backward(parameters, Y, forward())")
    ),
    no_cache=test(("backward(Y, parameters, forward())", "backward(Y, parameters)")),
    by_name=lambda backward: "right" in getattr(backward, "__name__", ""),
    by_words=lambda backward: "wrong" not in str(backward.__doc__),
)
bank.unseen_two(
    shapes_and_errors=test((_FAR, "not size >= 0"), _NEVER),
    only_dW2_by_size=test(
        (_EVERY, "in [*numerical.items()][2:3]:"),
        (_DISTANCE, "abs(np.linalg.norm(gradients[name]) - np.linalg.norm(slopes))"),
    ),
    one_example_all_on=test(
        ("size=(3, 5)", "size=(3, 1)"),
        (_LABELS, "Y = np.array([[1.0]])"),
        ('"b1": rng.normal', '"b1": 20 + 0 * rng.normal'),
    ),
    biases_and_errors=test((_EVERY, "in [*numerical.items()][1::2]:"), _NEVER),
    weights_and_one_example=test(
        (_EVERY, "in [*numerical.items()][::2]:"),
        ("size=(3, 5)", "size=(3, 1)"),
        (_LABELS, "Y = np.array([[1.0]])"),
    ),
    sum_and_inverted=test(("-np.mean(", "-np.sum("), ("    return True\n", "    return False\n")),
    few_and_absolute=test((_DISTANCE, "abs(abs(gradients[name][0, 0]) - abs(slopes[0, 0]))")),
)
bank.unseen_odd(
    a_class=type("Test", (), {}),
    asks_the_first=test(("numerical = {}", "numerical = {}\n    backward(Y, None, None)")),
)

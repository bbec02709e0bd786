"""The neuron: its weighted sum, its answer for one example, and for many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    a_verdict,
    agree,
    column,
    every_argument_matters,
    is_array,
    number,
    read_only,
    row,
    rubric,
    unused,
)
from deepcat_judge.plain import Named, Plain

ARCTAN, SOFTSIGN, SINE, SQUARE = map(Named, ("arctan", "softsign", "sine", "square"))
IDENTITY, TRIPLE = Named("identity"), Named("triple")

# Other values make another sum, another product, and a score of the other sign.
_W, _OTHER_WS = column(0.5, -1.5, 2.0), (column(1.0, 0.5, -2.5), column(-2.0, 3.0, 1.5))
_X, _OTHER_XS = column(1.0, 2.0, -0.5), (column(-1.0, 0.5, 3.0), column(2.0, -1.0, 0.25))
_B, _OTHER_BS = 0.75, (2.0, 5.0, -4.0)

_NO_BIAS = Broken(
    "Your answer does not change when b changes.",
    "What is the score when every input is 0?",
    "b_forgotten",
)
_NO_ACTIVATION = Broken(
    "Your answer does not change when another activation is given.",
    "Which function turns the score z into the answer a?",
    "activation_ignored",
)


def _every_feature(
    features: int, call: Callable[[Array], tuple[Plain, ...]], like: Plain
) -> Property:
    """Changing any one input of an example changes the answer."""

    def cases(rng: Generator) -> list[Case]:
        x = rng.uniform(0.5, 1.0, (features, 1))
        calls = [x] + [x + 10.0 * np.eye(features)[:, [i]] for i in range(features)]
        return [Case(f"call-{i}", call(x)) for i, x in enumerate(calls)]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        unused = [i for i in range(features) if agree(outputs[0], outputs[i + 1], 1e-12)]
        if not unused or len(unused) == features or a_verdict(outputs[0]):
            return None
        thought = "How many inputs does your code count on, and where is that number written?"
        if unused == list(range(unused[0], features)):
            message = f"With {features} inputs, the last ones have no influence on your answer."
            return Broken(message, thought, "hard_coded_size")
        return Broken(f"With {features} inputs, some have no influence on your answer.", thought)

    return Property(
        "every_feature", "every input of the example has influence", cases, holds, like=like
    )


def _sum_of_examples(rng: Generator) -> list[Case]:
    w, one, other = (rng.normal(size=(4, 1)) for _ in range(3))
    b = float(rng.uniform(1, 2))
    calls = [(w, one, b), (w, other, b), (w, one + other, b)]
    return [Case(f"call-{i}", call) for i, call in enumerate(calls)]


def _adds_up(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    one, other, both = (number(output) for output in outputs)
    if agree(both + number(args[0][2]), one + other):
        return None
    return Broken(
        "The scores of two examples do not add up to the score of their sum (with b once too "
        "often).",
        "Which of the operations in your code is not a product with a weight or a sum?",
    )


WEIGHTED_SUM = Exercise(
    id="neuron.weighted_sum",
    title="Weighted sum",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("two", (column(2.0, -1.0), column(3.0, 4.0), 0.5), note="two inputs"),
        Case("three", (column(0.5, 2.0, -1.5), column(-1.0, 0.25, 2.0), -0.75), note="three"),
        Case(
            "four",
            (column(1.5, -0.5, 0.25, -2.0), column(0.5, 3.0, -4.0, 1.0), 2.5),
            note="four inputs",
        ),
        Case("one", (column(1.5), column(-2.0), 0.25), EDGE, "one input only"),
        Case("whole-numbers", (column(0.5, -1.25), column(3, 1), 1), EDGE, "x in whole numbers"),
        Case(
            "read-only",
            (read_only(column(1.0, -2.0)), read_only(column(0.5, 3.0)), 1.5),
            EDGE,
            "w and x are read-only",
        ),
    ),
    properties=(
        every_argument_matters(
            (_W, _X, _B),
            {0: _OTHER_WS, 1: _OTHER_XS, 2: _OTHER_BS},
            {0: unused("w"), 1: unused("x"), 2: _NO_BIAS},
            0.0,
        ),
        _every_feature(5, lambda x: (column(1.0, -2.0, 0.5, 1.5, -1.0), x, 0.25), 0.0),
        Property(
            "adds_up",
            "the scores of two examples add up to the score of their sum",
            _sum_of_examples,
            _adds_up,
            like=0.0,
        ),
    ),
    hints=(
        "Each input is multiplied by its own weight, the products are added up, and the bias is "
        "added once.",
        "w and x are both columns of shape (n, 1). Which shape must the left one have so that @ "
        "gives (1, 1)? And how does an array of shape (1, 1) become a number?",
        "Compute z = w.T @ x + b, which has shape (1, 1), and return z.item().",
    ),
    thought="Work this one out by hand: the products, their sum, and b.",
)


def _triple_cases(rng: Generator) -> list[Case]:
    w, x, b = rng.normal(size=(4, 1)), rng.normal(size=(4, 1)), float(rng.normal())
    return [Case("identity", (w, x, b, IDENTITY)), Case("triple", (w, x, b, TRIPLE))]


def _triple_holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    once, thrice = (number(output) for output in outputs)
    if agree(3 * once, thrice):
        return None
    return Broken(
        "An activation that is three times as large does not make the answer three times as large.",
        "Is the activation the last thing that happens, and does it happen once?",
    )


NEURON = Exercise(
    id="neuron.neuron",
    title="One neuron, one example",
    parts=rubric(values=3, edge=1),
    cases=(
        Case("two", (column(2.0, -1.0), column(3.0, 4.0), 0.5, SQUARE), note="two inputs"),
        Case(
            "three",
            (column(0.5, 2.0, -1.5), column(-1.0, 0.25, 2.0), -0.75, ARCTAN),
            note="three inputs",
        ),
        Case(
            "four",
            (column(1.5, -0.5, 0.25, -2.0), column(0.5, 3.0, -4.0, 1.0), 2.5, SOFTSIGN),
            note="four inputs",
        ),
        Case("sine", (column(0.25, 1.0), column(2.0, -0.75), -1.0, SINE), note="another function"),
        Case("one", (column(1.5), column(-2.0), 0.25, ARCTAN), EDGE, "one input only"),
        Case(
            "whole-numbers",
            (column(0.5, -1.25), column(3, 1), 1, SOFTSIGN),
            EDGE,
            "x in whole numbers",
        ),
    ),
    properties=(
        every_argument_matters(
            (_W, _X, _B, ARCTAN),
            {0: _OTHER_WS, 1: _OTHER_XS, 2: _OTHER_BS, 3: (SOFTSIGN, SQUARE)},
            {0: unused("w"), 1: unused("x"), 2: _NO_BIAS, 3: _NO_ACTIVATION},
            0.0,
        ),
        _every_feature(5, lambda x: (column(1.0, -2.0, 0.5, 1.5, -1.0), x, 0.25, TRIPLE), 0.0),
        Property(
            "triple",
            "three times the activation gives three times the answer",
            _triple_cases,
            _triple_holds,
            like=0.0,
        ),
    ),
    hints=(
        "A neuron does two things: it computes a score z, and its activation function turns the "
        "score into the answer a.",
        "You have a function for the score. The activation is an argument, and it is a function: "
        "call it. What is returned, z or a?",
        "Compute a = activation(w.T @ x + b), which has shape (1, 1), and return a.item().",
    ),
    thought="Compute the score of this example by hand, and then what activation makes of it.",
)


def _columns_cases(rng: Generator) -> list[Case]:
    w, X, b = rng.normal(size=(3, 1)), rng.normal(size=(3, 4)), float(rng.normal())
    calls = [(w, X[:, some], b, ARCTAN) for some in ([0, 1, 2, 3], [0, 1], [2, 3])]
    return [Case(f"call-{i}", call) for i, call in enumerate(calls)]


def _columns_hold(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    together, *apart = outputs
    if not is_array(together, (1, 4)) or not all(is_array(o, (1, 2)) for o in apart):
        return None  # the cases say it better
    if agree(np.hstack([np.asarray(o) for o in apart]), together):
        return None
    return Broken(
        "An example among others gets another answer than it gets among fewer.",
        "Each column of X is an example. Which line of your code mixes the columns?",
        telling=True,
    )


def _batch(m: int) -> tuple[Plain, ...]:
    X = np.linspace(-2.0, 2.0, 3 * m).reshape(3, m)
    return column(0.5, -1.0, 1.5), X, 0.25, ARCTAN


NEURON_BATCH = Exercise(
    id="neuron.neuron_batch",
    title="One neuron, many examples",
    parts=rubric(values=3, edge=1, vectorised=1),
    cases=(
        Case(
            "two-by-three",
            (column(2.0, -1.0), np.array([[3.0, 0.5, -1.0], [4.0, 2.0, 1.5]]), 0.5, SQUARE),
            note="three examples of two inputs",
        ),
        Case(
            "three-by-two",
            (
                column(0.5, 2.0, -1.5),
                np.array([[-1.0, 0.5], [0.25, 1.0], [2.0, -0.5]]),
                -0.75,
                ARCTAN,
            ),
            note="two examples of three inputs",
        ),
        Case(
            "four-by-five",
            (
                column(1.5, -0.5, 0.25, -2.0),
                np.array(
                    [
                        [0.5, 1.0, -2.0, 0.0, 1.5],
                        [3.0, -1.0, 0.5, 2.0, -0.5],
                        [-4.0, 2.0, 1.0, -1.5, 0.5],
                        [1.0, 0.5, -0.5, 1.0, -1.0],
                    ]
                ),
                2.5,
                SOFTSIGN,
            ),
            note="five examples of four inputs",
        ),
        Case(
            "one-example",
            (column(1.5, -1.0), column(-2.0, 0.5), 0.25, ARCTAN),
            EDGE,
            "one example only",
        ),
        Case(
            "one-input",
            (column(1.5), row(-2.0, 0.5, 1.0), 0.25, SINE),
            EDGE,
            "one input only",
        ),
        Case(
            "whole-numbers",
            (column(0.5, -1.25), np.vstack([row(3, 1, 0), row(1, -2, 4)]), 1, SOFTSIGN),
            EDGE,
            "X in whole numbers",
        ),
    ),
    properties=(
        every_argument_matters(
            (_W, np.hstack([_X, _OTHER_XS[0]]), _B, ARCTAN),
            {
                0: _OTHER_WS,
                1: (np.hstack([_OTHER_XS[1], _X]), np.hstack(_OTHER_XS)),
                2: _OTHER_BS,
                3: (SOFTSIGN, SQUARE),
            },
            {0: unused("w"), 1: unused("X"), 2: _NO_BIAS, 3: _NO_ACTIVATION},
            np.zeros((1, 2)),
        ),
        _every_feature(
            5,
            lambda x: (column(1.0, -2.0, 0.5, 1.5, -1.0), np.hstack([x, -x]), 0.25, TRIPLE),
            np.zeros((1, 2)),
        ),
        Property(
            "columns_apart",
            "an example gets the same answer, whatever examples stand beside it",
            _columns_cases,
            _columns_hold,
        ),
    ),
    sized=_batch,
    hints=(
        "Nothing new is computed: the same weighted sum as before, once for every column of X. The "
        "matrix product does all the columns at once.",
        "w has shape (n, 1), X has (n, m), and (1, m) is expected. Which shape must stand on the "
        "left of @? The activation works on a whole array.",
        "Return activation(w.T @ X + b). Adding the number b to a row adds it to every element.",
    ),
    thought="Take one column of X and compute its answer by hand, as for a single example.",
)

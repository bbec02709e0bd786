"""What the exercises on a neuron share: activations, numbers to try, and influence of inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Property
from deepcat_judge.exercises.common import Array, Generator, a_verdict, agree, column
from deepcat_judge.plain import Named, Plain

ARCTAN, SOFTSIGN, SINE, SQUARE = map(Named, ("arctan", "softsign", "sine", "square"))
IDENTITY, TRIPLE = Named("identity"), Named("triple")

# Other values make another sum, another product, and a score of the other sign.
W, OTHER_WS = column(0.5, -1.5, 2.0), (column(1.0, 0.5, -2.5), column(-2.0, 3.0, 1.5))
X, OTHER_XS = column(1.0, 2.0, -0.5), (column(-1.0, 0.5, 3.0), column(2.0, -1.0, 0.25))
B, OTHER_BS = 0.75, (2.0, 5.0, -4.0)

EXAMPLES = (
    Case("two", (column(2.0, -0.5), column(3.0, 4.0), 0.5), note="two inputs"),
    Case("three", (column(0.5, 2.0, -1.25), column(-1.0, 0.25, 2.0), -0.75), note="three inputs"),
    Case(
        "four",
        (column(1.5, -0.5, 0.25, -2.0), column(0.5, 3.0, -4.0, 1.0), 2.5),
        note="four inputs",
    ),
    Case("one", (column(1.5), column(-2.0), 0.25), EDGE, "one input only"),
    Case("whole-numbers", (column(0.5, -1.25), column(3, 1), 0.75), EDGE, "x in whole numbers"),
    Case("whole-weights", (column(2, -3), column(0.5, 1.25), 1), EDGE, "w and b in whole numbers"),
)

NO_BIAS = Broken(
    "Your answer does not change when b changes.",
    "What is the score when every input is 0?",
    "b_forgotten",
)
NO_ACTIVATION = Broken(
    "Your answer does not change when another activation is given.",
    "Which function turns the score z into the answer a?",
    "activation_ignored",
)
_FIVE = column(1.0, -2.0, 0.5, 1.5, -1.0)


def every_feature(call: Callable[[Array, Array], tuple[Plain, ...]], like: Plain) -> Property:
    """Changing any one of five inputs of an example changes the answer.

    Parameters
    ----------
    call : callable (w, x) -> args
        Makes a call from five weights and an example.
    like : Plain
        A value of the type and shape of every answer.
    """

    def cases(rng: Generator) -> list[Case]:
        x = rng.uniform(0.5, 1.0, (5, 1))
        calls = [x] + [x + 10.0 * np.eye(5)[:, [i]] for i in range(5)]
        return [Case(f"call-{i}", call(_FIVE, x)) for i, x in enumerate(calls)]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        unused = [i for i in range(5) if agree(outputs[0], outputs[i + 1], 1e-12)]
        if not unused or len(unused) == 5 or a_verdict(outputs[0]):
            return None
        thought = "How many inputs does your code count on, and where is that number written?"
        if unused == [4]:
            message = "With 5 inputs, the last one has no influence on your answer."
            return Broken(message, "At which input does your code stop?")
        if unused == list(range(unused[0], 5)):
            message = "With 5 inputs, the last ones have no influence on your answer."
            return Broken(message, thought, "hard_coded_size")
        return Broken("With 5 inputs, some have no influence on your answer.", thought)

    return Property(
        "every_feature", "every input of the example has influence", cases, holds, like=like
    )

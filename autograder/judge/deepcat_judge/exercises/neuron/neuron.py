"""One neuron, one example."""

from __future__ import annotations

from dataclasses import replace

from deepcat_judge.exercise import Broken, Case, Exercise
from deepcat_judge.exercises.common import agree, column, every_argument_matters, law, rubric
from deepcat_judge.exercises.neuron import neurons
from deepcat_judge.exercises.neuron.neurons import (
    ARCTAN,
    EXAMPLES,
    IDENTITY,
    SINE,
    SOFTSIGN,
    SQUARE,
    TRIPLE,
)

_GIVEN = (SQUARE, ARCTAN, SOFTSIGN, ARCTAN, SOFTSIGN, SOFTSIGN)

NEURON = Exercise(
    id="neuron.neuron",
    title="One neuron, one example",
    parts=rubric(values=3, edge=1),
    cases=(
        *(replace(case, args=(*case.args, g)) for case, g in zip(EXAMPLES, _GIVEN, strict=True)),
        Case("sine", (column(0.25, 1.0), column(2.0, -0.75), 1.0, SINE), note="another function"),
    ),
    properties=(
        every_argument_matters(
            (neurons.W, neurons.X, neurons.B, ARCTAN),
            {0: neurons.OTHER_WS, 1: neurons.OTHER_XS, 2: neurons.OTHER_BS, 3: (SOFTSIGN, SQUARE)},
            {0: "w", 1: "x", 2: neurons.NO_BIAS, 3: neurons.NO_ACTIVATION},
            0.0,
        ),
        neurons.every_feature(lambda w, x: (w, x, 0.25, TRIPLE), 0.0),
        law(
            "triple",
            "three times the activation gives three times the answer",
            lambda rng: [
                (w := rng.normal(size=(4, 1)), x := rng.normal(size=(4, 1)), 0.75, IDENTITY),
                (w, x, 0.75, TRIPLE),
            ],
            lambda calls, answers: agree(3 * answers[0], answers[1]),
            Broken(
                "An activation that is three times as large does not make the answer three times "
                "as large.",
                "Is the activation the last thing that happens, and does it happen once?",
            ),
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

"""AND, with weights chosen by hand."""

from __future__ import annotations

from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises.common import rubric
from deepcat_judge.exercises.neuron import gates

EXERCISE = Exercise(
    id="neuron.and_gate",
    title="AND by hand",
    parts=rubric(values=2),
    properties=(
        gates.gate(
            "AND",
            gates.AND,
            {
                gates.OR: ("or_gate", "This gate computes OR: one input alone is enough."),
            },
        ),
    ),
    hints=(
        "A neuron with two inputs draws a line in the plane: it fires on one side of it. The four "
        "inputs are the corners of a square, and (1, 1) must lie alone on its side.",
        "Let both weights be 1. The scores without bias are then 0, 1, 1 and 2. Which b makes only "
        "the last one positive?",
        "Return np.array([[1.0], [1.0]]) and a b between -2 and -1.",
    ),
    thought="Write z beside each of the four inputs.",
    returns=("w", "b"),
)

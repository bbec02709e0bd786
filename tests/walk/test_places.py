"""Answers with one slip that no bank holds: the place is the right one, or none is said."""

from __future__ import annotations

import pytest
from tests.judge.written import cell

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_judge import order
from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller
from deepcat_judge.repair import Place, judged
from deepcat_judge.verdict import Verdict

NAMES = {name: ENTRIES[f"neuron.{name}"].reference for name in ("sigmoid", "tanh", "relu")} | {
    "line": ENTRIES["introduction.line"].reference
}

# The exercise, the body of the answer, its line with the slip, and a part of what is shown.
PLACES = [
    ("introduction.line", "y = x / slope\nreturn y + intercept", 2, "x / slope"),
    ("introduction.line", "y = slope * x\nreturn y + 2 * intercept", 3, "2 * intercept"),
    ("introduction.line", "y = slope * x\nz = abs(y)\nreturn z + intercept", 3, "abs(y)"),
    ("introduction.line", "y = slope * x**2\nreturn y + intercept", 2, "x**2"),
    ("introduction.line", "y = intercept\ny = y - slope * x\nreturn y", 3, "y - slope * x"),
    ("introduction.line", "y = slope * x * intercept\nreturn y", 2, "slope * x * intercept"),
    ("introduction.goodness", "e = line(x, slope, intercept) - y\nreturn np.mean(e ** 3)", 3, "3"),
    ("introduction.goodness", "m = len(x)\ne = y - slope * x - intercept\nreturn sum(e * 2) / m",
     4, "e * 2"),
    ("introduction.goodness", "p = slope * x + intercept\nreturn np.mean(y - p ** 2)", 3, "y - p"),
    ("introduction.goodness",
     "t = 0\nfor i in range(len(x)):\n    e = y[i] - slope * x[i] - intercept\n"
     "    t = e**2\nreturn t / len(x)", 5, "t = e**2"),
    ("introduction.goodness",
     "t = 0\nfor i in range(len(x)):\n    t += (y[i] - slope * x[i] - intercept) ** 2\n"
     "    return t / len(x)", 3, "for i in"),
    ("introduction.goodness", "n = len(x) + 1\ne = y - slope * x - intercept\n"
     "return float(np.sum(e**2) / n)", 2, "len(x) + 1"),
    ("introduction.count_parameters",
     "n = 0\nfor i in range(1, len(layer_sizes)):\n"
     "    n += layer_sizes[i] * layer_sizes[i - 1] - layer_sizes[i]\nreturn n",
     4, "- layer_sizes[i]"),
    ("introduction.count_parameters",
     "n = 0\nfor a, b in zip(layer_sizes, layer_sizes[1:]):\n    n += a * b + 2 * b\nreturn n",
     4, "2 * b"),
    ("introduction.count_parameters",
     "n = 0\nfor i in range(len(layer_sizes)):\n"
     "    n += layer_sizes[i - 1] * layer_sizes[i] + layer_sizes[i]\nreturn n", 3, "range"),
    ("neuron.weighted_sum", "p = w / x\nreturn float(np.sum(p) + b)", 2, "w / x"),
    ("neuron.weighted_sum", "p = w * x\nq = abs(p)\nreturn float(np.sum(q) + b)", 3, "abs(p)"),
    ("neuron.weighted_sum", "z = np.max(w * x)\nreturn float(z) + b", 2, "np.max(w * x)"),
    ("neuron.weighted_sum",
     "z = b\nfor i in range(len(w)):\n    z = w[i, 0] * x[i, 0]\nreturn z", 4, "z = w[i, 0]"),
    ("neuron.sigmoid", "e = np.exp(-np.clip(Z, -99, 99))\nreturn 1 / (1 + e) ** 3", 3, "** 3"),
    ("neuron.sigmoid", "t = tanh(Z / 3)\nreturn (1 + t) / 2", 2, "Z / 3"),
    ("neuron.sigmoid", "t = tanh(Z / 2)\nreturn (1 + t) * 2", 3, "* 2"),
    ("neuron.sigmoid", "t = tanh(Z / 2)\nreturn 1 + t / 2", 3, "1 + t / 2"),
    ("neuron.relu", "above = Z > 0.1\nreturn np.where(above, Z, 0.0)", 2, "Z > 0.1"),
    ("neuron.relu", "T = np.tanh(Z)\nreturn np.maximum(T, 0)", 2, "np.tanh(Z)"),
    ("neuron.relu", "above = Z * Z > 0\nreturn 1.0 * above", 2, "Z * Z > 0"),
    ("neuron.tanh", "S = sigmoid(2 * Z)\nreturn 2 * S + 1", 3, "2 * S + 1"),
    ("neuron.tanh", "S = sigmoid(3 * Z)\nreturn 2 * S - 1", 2, "3 * Z"),
    ("neuron.tanh", "S = sigmoid(2 * Z)\nreturn 2 * (S - 1)", 3, "2 * (S - 1)"),
    ("neuron.tanh_prime", "T = tanh(Z)\nreturn 1 - T * 2", 3, "T * 2"),
    ("neuron.tanh_prime", "T = tanh(Z)\nreturn (1 - T) * (1 - T)", 3, "1 - T"),
    ("neuron.tanh_prime", "T = tanh(Z)\nreturn 1 - T ** 4", 3, "T ** 4"),
    ("neuron.tanh_prime", "T = tanh(Z ** 2)\nreturn 1 - T", 2, "tanh(Z ** 2)"),
    ("neuron.relu_prime", "above = Z > 0.5\nreturn np.where(above, 1.0, 0.0)", 2, "Z > 0.5"),
    ("neuron.relu_prime", "R = np.round(Z)\nreturn np.where(R > 0, 1.0, 0.0)", 2, "np.round(Z)"),
    ("neuron.sigmoid_prime", "S = sigmoid(Z)\nreturn S * (1 - S ** 2)", 3, "S ** 2"),
    ("neuron.sigmoid_prime", "S = sigmoid(Z)\nreturn S * 1 - S", 3, "S * 1 - S"),
    ("neuron.neuron_batch", "z = w.T @ X\nreturn activation(z * b)", 3, "z * b"),
    ("neuron.neuron_batch", "z = w.T @ X\nz = z / X.shape[1]\nreturn activation(z + b)", 3, "z"),
    ("neuron.neuron_batch", "z = -(w.T @ X)\nreturn activation(z + b)", 2, "-(w.T @ X)"),
    ("neuron.neuron", "z = w.T @ x\nreturn activation(z * b).item()", 3, "z * b"),
    ("neuron.perceptron_step",
     "z = (w.T @ x).item() + b\nfires = z >= 0\nd = learning_rate / (y - fires + 1e-300)\n"
     "return w + d * x, b + d", 4, "learning_rate / "),
    ("neuron.tanh", "E = np.exp(-2 * np.abs(Z))\nreturn (1 - E) / (1 + E)", 2, "np.abs(Z)"),
    ("neuron.sigmoid", "T = np.sin(Z)\nreturn T / 3", None, ""),
    ("introduction.line", "y = slope * x + 1\nreturn y + intercept - 2", None, ""),
]  # fmt: skip


def answer(exercise_id: str, body: str) -> LocalCaller:
    """An answer of this body, as a cell defines it, beside right versions of the others."""
    exercise = ENTRIES[exercise_id].exercise
    arguments = ", ".join(visible_key(ENTRIES[exercise_id]).arguments)
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    others = {name: function for name, function in NAMES.items() if name != exercise.name}
    names = cell(f"def {exercise.name}({arguments}):\n{lines}", **others)
    return LocalCaller.of(exercise, names[exercise.name])


def placed(
    exercise_id: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[Verdict, Place | None]:
    """The verdict when nothing else speaks, and the place that was found."""
    found: list[Place | None] = []
    locate = judged.locate

    def kept(*args: object) -> Place | None:
        found.append(locate(*args))  # type: ignore[arg-type]  # what it was given
        return found[-1]

    monkeypatch.setattr(judged, "locate", kept)
    monkeypatch.setattr(order, "STEPS", (order._placed,))
    entry = ENTRIES[exercise_id]
    verdict = judge(entry.exercise, answer(exercise_id, body), visible_key(entry))
    assert not verdict.passed
    return verdict, found[-1] if found else None


@pytest.mark.parametrize(("exercise_id", "body", "line", "shown"), PLACES)
def test_the_place_is_right_or_none_is_said(
    exercise_id: str, body: str, line: int | None, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict, place = placed(exercise_id, body, monkeypatch)
    assert (place and place.line) == line, verdict.headline
    if place is not None:
        assert shown in place.segment
        assert (verdict.line, verdict.code) == (place.line, place.code)

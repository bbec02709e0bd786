"""In the grader the place of a mistake is looked for in a worker, and costs nobody a point."""

from __future__ import annotations

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.isolation import caller as remote
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.one_notebook import grade_notebook
from deepcat_grader.grading.record import NotebookRecord
from deepcat_judge.repair import judged
from deepcat_judge.verdict import Outcome

LIMITS = Limits(cell=5.0, call=3.0)
RIGHT = "def tanh(Z):\n    return np.tanh(Z)\n"
WRONG = "def tanh_prime(Z):\n    T = tanh(Z)\n    return 1 - T * 2\n"
PRIME = "neuron.tanh_prime"


def graded(answers: dict[str, str]) -> NotebookRecord:
    """Grade a notebook of these answers, one after the other."""
    steps = [PlannedCell("imports", "given", "import numpy as np")]
    for name, source in answers.items():
        steps.append(PlannedCell(name, "student", source))
        steps.append(PlannedCell(f"{name}-check", "check", "", exercise=name, stub=name))
    return grade_notebook(steps, ENTRIES, lambda name: 3, LIMITS)


def test_the_place_is_found_in_the_worker() -> None:
    verdict = graded({"neuron.tanh": RIGHT, PRIME: WRONG}).verdicts[PRIME]
    assert (verdict.finding, verdict.line, verdict.code) == ("place", 3, "return 1 - T * 2")
    assert verdict.outcome is Outcome.INCORRECT and verdict.points == 0


def test_nothing_is_edited_that_rests_on_what_is_wrong_itself() -> None:
    """An edit of the slope could make up for a slip in the function before."""
    wrong = "def tanh(Z):\n    return np.tanh(Z) * 2\n"
    right = "def tanh_prime(Z):\n    return 1 - tanh(Z) ** 2\n"
    record = graded({"neuron.tanh": wrong, PRIME: right})
    assert record.verdicts[PRIME].passed
    record = graded({"neuron.tanh": wrong, PRIME: WRONG})
    assert record.verdicts[PRIME].finding != "place"


def test_edits_leave_no_trace_in_the_notebook() -> None:
    cells = {"neuron.tanh": RIGHT, PRIME: WRONG + "before = tanh_prime\n"}
    later = "def relu(Z):\n    assert tanh_prime is before\n    return np.maximum(Z, 0)\n"
    record = graded({**cells, "neuron.relu": later})
    assert record.verdicts[PRIME].finding == "place"
    assert record.verdicts["neuron.relu"].passed


def test_a_search_that_fails_changes_nothing_but_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {"neuron.tanh": RIGHT, PRIME: WRONG, "neuron.relu": "relu = lambda Z: (Z > 0) * Z"}
    usual = graded(answers)

    def broken(*args: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(judged, "locate", broken)
    without = graded(answers)
    assert without.verdicts[PRIME].finding != "place"
    for name in answers:
        assert without.verdicts[name].outcome is usual.verdicts[name].outcome
        assert without.verdicts[name].parts == usual.verdicts[name].parts


def test_an_edit_that_ends_the_process_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy that tries the edits is gone; the worker goes on."""
    killing = "import os\ndef tanh_prime(Z):\n    os._exit(1)\n"
    monkeypatch.setattr(
        remote.RemoteCaller,
        "edited",
        lambda caller, source, lines: remote.EditedCaller(caller, killing, lines),
    )
    record = graded({"neuron.tanh": RIGHT, PRIME: WRONG, "neuron.relu": "relu = np.abs"})
    assert record.verdicts[PRIME].outcome is Outcome.INCORRECT
    assert record.verdicts["neuron.relu"].outcome is Outcome.INCORRECT
    assert all(not run.words for run in record.runs.values())


def test_an_edit_that_hangs_does_not_make_the_answer_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hanging = "import time\ndef tanh_prime(Z):\n    time.sleep(60)\n"
    monkeypatch.setattr(remote, "EDIT_SECONDS", 0.2)
    monkeypatch.setattr(
        remote.RemoteCaller,
        "edited",
        lambda caller, source, lines: remote.EditedCaller(caller, hanging, lines),
    )
    record = graded({"neuron.tanh": RIGHT, PRIME: WRONG})
    assert record.verdicts[PRIME].outcome is Outcome.INCORRECT
    assert record.verdicts[PRIME].finding != "place"

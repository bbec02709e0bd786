"""Verdicts of whole notebooks, from the worker to the record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from nbformat.v4 import new_code_cell
from traitlets.config import Config

from deepcat_grader.bank import ENTRIES
from deepcat_grader.grading.booking.cell_outputs import verdict_output
from deepcat_grader.grading.intake.master import read_master
from deepcat_grader.grading.intake.plan import plan
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.one_notebook import grade_notebook
from deepcat_grader.grading.points import in_points
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.report import Report
from deepcat_grader.grading.summary import faults
from deepcat_grader.grading.versions import decided_by_version
from deepcat_judge.observe import Raised
from deepcat_judge.verdict import Outcome, PartResult, Verdict

from .small import CHECKS, EXERCISES, NAME, TESTS, answered, stub_of
from .toys import X, graded, toy, unwritten

LIMITS = Limits(cell=3.0, call=1.5)
Grade = Callable[..., NotebookRecord]


@pytest.fixture
def grade(made_course, release) -> Grade:
    """Grades the release with right answers, except for these."""

    def work(
        answers: Mapping[str, str] | None = None, seed: int = 1, extra: str = ""
    ) -> NotebookRecord:
        master = read_master(made_course / "source" / NAME / f"{NAME}.ipynb", Config())
        submitted = answered(release, answers)
        if extra:
            submitted.cells.append(new_code_cell(extra))
        notebook = repair(master, submitted, CHECKS)
        return grade_notebook(plan(master, notebook, CHECKS), ENTRIES, lambda name: seed, LIMITS)

    return work


def outcomes(record: NotebookRecord) -> dict[str, Outcome]:
    return {name: verdict.outcome for name, verdict in record.verdicts.items()}


def test_right_answers_earn_all_points(grade):
    record = grade()
    assert set(record.verdicts) == set(EXERCISES)
    assert all(verdict.passed for verdict in record.verdicts.values())
    assert record.scores[TESTS].points == 1.5


def test_stubs_are_not_attempted(grade, release):
    stubs = {cell.id: cell.source for cell in release.cells}
    record = grade(stubs)
    assert set(outcomes(record).values()) == {Outcome.NOT_ATTEMPTED}
    assert sum(verdict.points for verdict in record.verdicts.values()) == 0
    assert record.scores[TESTS].points == 0


def test_every_stub_deleted_scores_nothing_and_breaks_nothing(grade):
    blank = {stub_of(name): "" for name in EXERCISES}
    assert set(outcomes(grade(blank)).values()) == {Outcome.NOT_ATTEMPTED}


def test_one_slip_costs_once(grade):
    """A derivative that is right but for the sigmoid it calls keeps its points."""
    record = grade(
        {
            stub_of("neuron.sigmoid"): "def sigmoid(Z):\n    return np.tanh(Z)",
            stub_of("neuron.sigmoid_prime"): (
                "def sigmoid_prime(Z):\n    A = sigmoid(Z=Z)\n    return A * (1 - A)"
            ),
        }
    )
    assert not record.verdicts["neuron.sigmoid"].passed
    after = record.verdicts["neuron.sigmoid_prime"]
    assert after.passed and "right versions of sigmoid" in after.message
    assert after.notes and after.headline == "Right."


def test_follow_through_works_after_a_crash_and_an_untouched_stub(grade, release):
    prime = "def sigmoid_prime(Z):\n    return sigmoid(Z) * (1 - sigmoid(Z))"
    stub = next(cell.source for cell in release.cells if cell.id == stub_of("neuron.sigmoid"))
    for sigmoid in (stub, "import os\ndef sigmoid(Z):\n    os._exit(0)"):
        record = grade({stub_of("neuron.sigmoid"): sigmoid, stub_of("neuron.sigmoid_prime"): prime})
        assert record.verdicts["neuron.sigmoid"].points == 0
        assert record.verdicts["neuron.sigmoid_prime"].passed


def test_no_answer_is_judged_with_its_own_reference(grade):
    """An exercise that calls a later or its own name gets no reference for it."""
    record = grade(
        {
            stub_of("neuron.sigmoid"): "def sigmoid(Z):\n    return sigmoid_prime(Z)",
            stub_of("neuron.relu"): "def relu(Z):\n    return relu_again(Z)\nrelu_again = relu",
        }
    )
    assert not record.verdicts["neuron.sigmoid"].passed
    assert not record.verdicts["neuron.relu"].passed


def test_an_answer_below_its_check_counts_once_the_notebook_has_ended(grade, release):
    stub = next(cell.source for cell in release.cells if cell.id == stub_of("neuron.relu"))
    prime = "def sigmoid_prime(Z):\n    return helper(sigmoid(Z))"
    below = "def relu(Z):\n    return np.maximum(Z, 0)\ndef helper(A):\n    return A * (1 - A)"
    answers = {stub_of("neuron.relu"): stub, stub_of("neuron.sigmoid_prime"): prime}
    record = grade(answers, extra=below)
    assert all(verdict.passed for verdict in record.verdicts.values())
    notes = {name: verdict.notes for name, verdict in record.verdicts.items() if verdict.notes}
    assert set(notes) == {"neuron.relu", "neuron.sigmoid_prime"}
    assert all("end of the notebook" in note[-1] for note in notes.values())


def test_what_a_later_cell_spoils_keeps_its_points(grade):
    record = grade(extra="sigmoid = relu = sigmoid(0.0)")
    assert all(verdict.passed for verdict in record.verdicts.values())


def test_a_later_exercise_lends_no_reference_to_an_earlier_one():
    """Judged at the end, an answer must not be made right by another one's reference."""

    def first(z):
        return 1 / (1 + np.exp(-z))

    entry = toy(first, X)
    answers = {
        entry.exercise.id: "def first(z):\n    return sigmoid(z)",
        "neuron.sigmoid": unwritten("neuron.sigmoid"),
    }
    verdicts = graded(answers, {entry.exercise.id: entry}).verdicts
    assert not verdicts[entry.exercise.id].passed and not verdicts["neuron.sigmoid"].passed


def test_points_follow_the_teachers_notebook():
    verdict = Verdict(
        "toy.first", Outcome.INCORRECT, 3.0, 5.0, parts=(PartResult("values", "v", 3.0, 5.0),)
    )
    assert in_points(verdict, None) == in_points(verdict, 5.0) == verdict
    doubled = in_points(verdict, 10.0)
    assert (doubled.points, doubled.max_points) == (6.0, 10.0)
    assert (doubled.parts[0].points, doubled.parts[0].max_points) == (6.0, 10.0)
    assert in_points(verdict, 0.0).points == 0.0


@pytest.mark.parametrize(
    "relu",
    [
        "def relu(Z):\n    return float(np.ones((1, 1))) * np.maximum(Z, 0)",
        "def relu(Z):\n    return np.trapz(Z)",
        "kind = np.float_\ndef relu(Z):\n    return np.maximum(Z, 0)",
    ],
)
def test_what_only_a_version_decides_is_no_zero(grade, relu):
    verdict = grade({stub_of("neuron.relu"): relu}).verdicts["neuron.relu"]
    assert verdict.outcome is Outcome.GRADER_FAULT and "versions of NumPy" in verdict.headline


@pytest.mark.parametrize("text", ["module 'numpy' has no attribute 'expp'", "", "float_"])
def test_an_error_of_every_version_is_the_students(text):
    assert not decided_by_version(Raised("AttributeError", text)) and not decided_by_version(None)


def test_a_broken_cell_says_why_its_function_is_not_there(grade):
    record = grade({stub_of("neuron.relu"): "def relu(Z:\n    return Z"})
    verdict = record.verdicts["neuron.relu"]
    assert verdict.outcome is Outcome.RAISED
    assert "SyntaxError" in verdict.headline and verdict.code == "def relu(Z:"
    assert "bracket" in verdict.thought
    assert sum(verdict.passed for verdict in record.verdicts.values()) == len(EXERCISES) - 1


def test_a_changed_import_cell_that_fails_is_made_good(grade, made_course, release):
    master = read_master(made_course / "source" / NAME / f"{NAME}.ipynb", Config())
    submitted = answered(release)
    next(c for c in submitted.cells if c.id == "small-imports").source = "import numpi as np"
    steps = plan(master, repair(master, submitted, CHECKS), CHECKS)
    record = grade_notebook(steps, ENTRIES, lambda name: 1, LIMITS)
    assert all(verdict.passed for verdict in record.verdicts.values())


def test_a_fault_of_ours_is_no_zero(grade, monkeypatch):
    def broken(entry: object, seed: int) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr("deepcat_grader.grading.one_notebook.paper", broken)
    record = grade()
    assert set(outcomes(record).values()) == {Outcome.GRADER_FAULT}
    verdict = record.verdicts["neuron.relu"]
    assert "RuntimeError: ours" in verdict.traceback and "in broken" in verdict.traceback
    shown = json.dumps(verdict_output(verdict))
    assert "RuntimeError" in shown and "in broken" not in shown
    submission = SimpleNamespace(student="ada", notebook="small")
    item = SimpleNamespace(submission=submission, key="k")
    told = faults(Report({"k": record}, [item], tracebacks={("emeka", "a"): "Ours"}))
    assert told.count("in broken") == len(EXERCISES) and "ada, neuron.relu:\n" in told
    assert told.endswith("emeka, a:\nOurs")


def test_hidden_inputs_do_not_leave_through_later_cells_or_words(grade):
    sigmoid = (
        "SEEN = []\n"
        "def sigmoid(Z):\n"
        "    SEEN.append(np.array(Z))\n"
        "    if len(SEEN) > 8:\n"
        "        raise ValueError('smuggled ' + repr(SEEN))\n"
        "    with np.errstate(over='ignore'):\n"
        "        return 1 / (1 + np.exp(-np.asarray(Z, float)))"
    )
    record = grade({stub_of("neuron.sigmoid"): sigmoid}, extra="print('later', SEEN)")
    texts = [run.text for run in record.runs.values()]
    assert "later []\n" in texts
    assert "array([" not in json.dumps(record.verdicts["neuron.sigmoid"].to_json())


def test_records_survive_their_way_through_json(grade):
    record = grade({stub_of("neuron.relu"): "1 / 0"})
    assert NotebookRecord.from_json(record.to_json()) == record


@pytest.mark.parametrize(
    ("last", "points"),
    [("None", 2.0), ("1", 1.0), ("0.25", 0.25), ("float('nan')", 0.0), ("-3", 0.0), ("7", 0.0),
     ("True", 2.0), ("'1.5'", 2.0)],
)  # fmt: skip
def test_a_teachers_tests_give_all_points_or_a_number_of_them(made_course, release, last, points):
    master = read_master(made_course / "source" / NAME / f"{NAME}.ipynb", Config())
    steps = plan(master, repair(master, answered(release), CHECKS), CHECKS)
    steps = [
        replace(step, source=f"assert double(1) == 2\n{last}")
        for step in steps
        if step.cell in ("teachers-stub", TESTS)
    ]
    steps[0] = replace(steps[0], source="def double(x):\n    return 2 * x")
    record = grade_notebook(steps, ENTRIES, lambda name: 1, LIMITS)
    assert record.scores[TESTS].points == points

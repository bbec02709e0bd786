"""A verdict is kept as long as nothing changed on which it rests, and no longer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from nbformat import NotebookNode

import deepcat_grader
import deepcat_judge
from deepcat_grader.bank import ENTRIES
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.grading import grounds, points, submission
from deepcat_grader.grading.intake.plan import plan
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.one_notebook import grade_notebook
from deepcat_grader.proof import sources
from deepcat_judge.exercise import Written
from deepcat_judge.verdict import Outcome, PartResult, Verdict

from . import made_up
from .small import CHECKS, EXERCISES, answered, hand_in, instructors_notebook

GRADER = Path(deepcat_grader.__file__).parent
JUDGE = Path(deepcat_judge.__file__).parent
SIGMOID = JUDGE / "exercises/neuron/sigmoid.py"
Change = Callable[[str], str]


def longer(text: str) -> str:
    return text + "\n# changed\n"


def pointed(text: str) -> str:
    assert "rubric(values=3, edge=2)" in text
    return text.replace("rubric(values=3, edge=2)", "rubric(values=6, edge=1)")


def another_part(text: str) -> str:
    return text.replace("rubric(values=3, edge=2)", "rubric(values=3, vectorised=2)")


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """Digests are kept for as long as a process lives."""
    forget()
    yield
    forget()


@pytest.fixture(scope="module")
def as_it_is() -> str:
    """The digest with every file as it is."""
    return grounds.digest_of(EXERCISES)


def forget() -> None:
    grounds.machinery.cache_clear()
    grounds.of_exercise.cache_clear()


def change(monkeypatch: pytest.MonkeyPatch, path: Path, how: Change = longer) -> None:
    """Let a file hold another text, as far as digests can see."""
    assert path.is_file()
    text = grounds._text
    monkeypatch.setattr(grounds, "_text", lambda one: how(text(one)) if one == path else text(one))
    forget()


@pytest.mark.parametrize(
    ("path", "how"),
    [
        (JUDGE / "compare.py", longer),
        (GRADER / "bank/neuron/sigmoid.py", longer),
        (SIGMOID, longer),
        (SIGMOID, another_part),
        (GRADER / "cage/confining.py", longer),
        (GRADER / "grading/isolation/inside/worker.py", longer),
        (GRADER / "grading/intake/trials.py", longer),
        (GRADER / "follow_through.py", longer),
    ],
    ids=lambda value: getattr(value, "stem", getattr(value, "__name__", "")),
)
def test_what_a_verdict_rests_on_changes_its_name(
    monkeypatch: pytest.MonkeyPatch, as_it_is: str, path: Path, how: Change
) -> None:
    change(monkeypatch, path, how)
    assert grounds.digest_of(EXERCISES) != as_it_is


@pytest.mark.parametrize(
    ("path", "how"),
    [
        (SIGMOID, pointed),
        (GRADER / "bank/network/layer.py", longer),
        (GRADER / "grade_cli.py", longer),
        (GRADER / "grading/summary.py", longer),
        (GRADER / "grading/booking/page.py", longer),
        (GRADER / "insight/page.py", longer),
        (GRADER / "lms/exports.py", longer),
        (GRADER / "classes/updating.py", longer),
        (GRADER / "build/course.py", longer),
    ],
    ids=lambda value: getattr(value, "stem", getattr(value, "__name__", "")),
)
def test_what_no_verdict_rests_on_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, as_it_is: str, path: Path, how: Change
) -> None:
    change(monkeypatch, path, how)
    assert grounds.digest_of(EXERCISES) == as_it_is


def test_every_file_of_ours_that_runs_while_a_notebook_is_judged_counts(
    release: NotebookNode,
) -> None:
    """Nobody keeps the list of these files: it is compared with what really runs."""
    master = instructors_notebook()
    wrong = answered(release, {"neuron-relu": "def relu(Z):\n    return Z\n"})
    steps = plan(master, repair(master, wrong, CHECKS), CHECKS)
    ran: set[str] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        ran.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        record = grade_notebook(steps, ENTRIES, lambda name: 1, Limits(), tier=Tier.C)
    finally:
        sys.setprofile(None)
    assert record.verdicts["neuron.sigmoid"].passed and not record.verdicts["neuron.relu"].passed
    counted = grounds.judging()
    counted |= {path for name in EXERCISES for path in sources(ENTRIES[name])}
    ours = {path for path in map(Path, ran) if "deepcat_" in str(path) and path.suffix == ".py"}
    assert GRADER / "grading/one_notebook.py" in ours and JUDGE / "judge.py" in ours
    assert not sorted(ours - counted)


def test_an_exercise_counts_with_both_its_halves_and_its_reference() -> None:
    for name, entry in ENTRIES.items():
        if isinstance(entry.exercise, Written):
            continue
        named = {grounds._named(path) for path in sources(entry)}
        home = name.replace(".", "/").partition("/")[0]
        assert f"deepcat_solutions/{home}.py" in named, name
        for package in ("deepcat_grader/bank", "deepcat_judge/exercises"):
            assert any(one.startswith(f"{package}/{home}/") for one in named), (name, package)


def test_a_class_own_exercise_counts_with_what_it_imports_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = {"extra.mine": ENTRIES["neuron.sigmoid"]}
    before = grounds.digest_of(["extra.mine"], own)
    elsewhere = grounds.digest_of(["extra.other"], own)
    change(monkeypatch, GRADER / "bank/neuron/sigmoid.py")
    assert grounds.digest_of(["extra.mine"], own) != before
    assert grounds.digest_of(["extra.other"], own) == elsewhere


def test_another_numpy_judges_again_and_the_way_back_does_not(
    monkeypatch: pytest.MonkeyPatch, course: Path, release: NotebookNode
) -> None:
    hand_in(course, "ada", answered(release))
    assert made_up.grade(course, feedback=False)[1] == ["ada"]
    assert made_up.grade(course, feedback=False)[1] == []
    with monkeypatch.context() as newer:
        newer.setattr(submission, "packages", lambda: "numpy 3.0.0")
        assert made_up.grade(course, feedback=False)[1] == ["ada"]
    assert made_up.grade(course, feedback=False)[1] == []


def verdict(values: float, edge: float) -> Verdict:
    parts = PartResult("values", "values", values, 3.0), PartResult("edge", "edge", edge, 2.0)
    return Verdict("neuron.sigmoid", Outcome.INCORRECT, values + edge, 5.0, parts=parts)


def test_a_part_keeps_what_was_earned_of_it_when_its_points_change() -> None:
    half = points.in_rubric(verdict(3.0, 0.0), {"values": 6.0, "edge": 1.0})
    assert (half.points, half.max_points) == (6.0, 7.0)
    assert [part.points for part in half.parts] == [6.0, 0.0]
    same = verdict(3.0, 0.0)
    assert points.in_rubric(same, {"values": 6.0, "edge": 4.0}) is same  # the cell's points say it
    assert points.in_rubric(same, {"values": 6.0, "other": 4.0}) is same
    waiting = Verdict("neuron.sigmoid", Outcome.GRADER_FAULT, 0.0, 5.0, parts=verdict(3, 2).parts)
    assert points.in_rubric(waiting, {"values": 6.0, "edge": 1.0}) is waiting

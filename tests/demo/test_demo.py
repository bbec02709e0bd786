"""The simulated class is real work in real files, and grading finds in it what was put in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import nbformat
import numpy as np
import pytest

from deepcat.lessons import lessons, ordered_exercises
from deepcat_grader.demo.run import Demo, DemoError, demonstrate
from deepcat_grader.demo.students import KINDS, Size, make_class
from deepcat_grader.demo.submissions import BY_KIND
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_judge.exercise import Exercise, Written
from deepcat_judge.verdict import Outcome, Verdict

# Every kind and every trouble, and many known mistakes.
SMALL = (
    ("right", 2),
    ("slips", 9),
    ("half done", 1),
    ("untouched", 1),
    ("broken", len(BY_KIND["broken"])),
    ("hostile", len(BY_KIND["hostile"])),
)
SHORT = Limits(cell=5.0)  # each lesson has an endless loop to sit out


def test_a_class_has_forty_students_of_every_kind() -> None:
    """The numbers of a kind are as announced, and every trouble is dealt out."""
    students = make_class(np.random.default_rng(0), BY_KIND)
    assert len({student.id for student in students}) == 40
    assert Counter(student.kind for student in students) == dict(KINDS)
    troubles = {student.trouble for student in students} - {None}
    assert troubles == {name for names in BY_KIND.values() for name in names}


def test_the_same_seed_makes_the_same_class() -> None:
    """Randomness is an argument."""
    first, again, other = (make_class(np.random.default_rng(s), BY_KIND) for s in (1, 1, 2))
    assert first == again
    assert first != other


def test_no_student_of_a_larger_class_is_left_out_in_silence() -> None:
    with pytest.raises(ValueError):
        make_class(np.random.default_rng(0), BY_KIND, [("right", 41)])


def test_right_students_write_in_several_styles() -> None:
    """Not forty copies of one solution."""
    students = [s for s in make_class(np.random.default_rng(0), BY_KIND) if s.kind == "right"]
    taught = [exercise for lesson in lessons() for exercise in ordered_exercises(lesson)]
    assert len(taught) >= 18
    for name, exercise in ((exercise.id, exercise) for exercise in taught):
        if isinstance(exercise, Exercise):
            assert len({student.answers[name].source for student in students}) >= 3, name


@pytest.mark.parametrize("size", [KINDS, SMALL])
def test_mistakes_are_planted_in_every_lesson(size: Size) -> None:
    """Whatever the draw, a teacher sees what is told of a slip in each lesson."""
    students = make_class(np.random.default_rng(1), BY_KIND, size)
    planted = {
        name.partition(".")[0]
        for student in students
        for name, answer in student.answers.items()
        if answer.planted
    }
    assert planted == set(lessons())


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    """Only an earlier demonstration is replaced."""
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(DemoError, match="not from a demonstration"):
        demonstrate(tmp_path, 0, 1, lambda phase, done, of: None)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The whole demonstration, once, with half as many students and half the patience."""
    folder = tmp_path_factory.mktemp("demo") / "class"
    return demonstrate(folder, 0, None, lambda phase, done, of: None, SMALL, SHORT)


def verdicts(demo: Demo, student: str) -> dict[str, Verdict]:
    return {
        name: verdict
        for item in demo.report.items
        if item.submission.student == student
        for name, verdict in demo.report.records[item.key].verdicts.items()
    }


@pytest.mark.slow
def test_everything_is_graded(demo: Demo) -> None:
    """No notebook fails the run, whatever is in it."""
    assert demo.report.failed == {}
    assert len(demo.report.items) == len(demo.students) * len(lessons())
    outcomes = {v.outcome for s in demo.students for v in verdicts(demo, s.id).values()}
    assert Outcome.GRADER_FAULT not in outcomes


@pytest.mark.slow
def test_it_is_no_part_of_a_clone_that_it_was_made_in(demo: Demo) -> None:
    """Whatever the folder is called: Git and the tools that heed it look away."""
    assert (demo.folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.slow
def test_nobody_hands_in_a_hidden_test(demo: Demo) -> None:
    """Students fill in what was handed out to them."""
    handed_in = [*(demo.folder / "submitted").rglob("*.ipynb")]
    assert len(handed_in) == len(demo.students) * len(lessons())
    for path in handed_in:
        text = path.read_bytes()
        assert b"HIDDEN TESTS" not in text and b"deepcat_grader" not in text, path


def test_right_work_has_full_marks(demo: Demo) -> None:
    """Every style of the right students is accepted, beside hostile neighbours."""
    for student in demo.students:
        if student.kind == "right":
            found = verdicts(demo, student.id).values()
            assert [v.message for v in found if not v.passed] == [], student.id


@pytest.mark.slow
def test_planted_mistakes_cost_points_and_most_are_named(demo: Demo) -> None:
    """No planted mistake passes; slips that meet another slip may go without a name."""
    for student in demo.students:
        for name, answer in student.answers.items():
            if answer.planted:
                assert not verdicts(demo, student.id)[name].passed, (student.id, name)
    assert demo.planted >= 20
    assert demo.named >= 0.85 * demo.planted


@pytest.mark.slow
def test_trouble_costs_only_what_it_touches(demo: Demo) -> None:
    """Broken and hostile notebooks keep what they earned, and earn nothing else."""
    lost = {
        student.trouble: {
            name.partition(".")[2]
            for name, verdict in verdicts(demo, student.id).items()
            if not verdict.passed
        }
        for student in demo.students
        if student.trouble
    }
    assert lost["deleted checks"] == lost["os._exit(0)"] == lost["endless loop"] == set()
    taught = [
        [e.name for e in ordered_exercises(lesson) if not isinstance(e, Written)]
        for lesson in lessons()
    ]
    assert lost["syntax error"] == {names[1] for names in taught}
    first = {name for names in taught for name in names[:3]}
    assert lost["baked outputs"] == lost["patched NumPy"] == first
    assert lost["truncated file"] == {name for names in taught for name in names}


@pytest.mark.slow
def test_every_page_is_there(demo: Demo) -> None:
    """The overview links to a feedback page for each notebook that could be read."""
    page = demo.page.read_text(encoding="utf-8")
    for item in demo.report.items:
        names = item.submission
        link = f"feedback/{names.student}/{names.assignment}/{names.notebook}.html"
        assert f"../{link}" in page or item.unreadable
        assert (demo.folder / link).is_file() or item.unreadable


@pytest.mark.slow
def test_what_was_handed_in_are_notebooks(demo: Demo) -> None:
    """Real files with real code, but for the one that is cut in half."""
    for student in demo.students:
        for path in (demo.folder / "submitted" / student.id).rglob("*.ipynb"):
            if student.trouble != "truncated file":
                nbformat.validate(nbformat.read(path, 4))

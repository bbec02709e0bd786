"""A class's own exercise goes the whole way: begun, proved, placed, released, checked, graded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from typer.testing import CliRunner

from deepcat import check
from deepcat.cli import build_app
from deepcat.notebook_run import judge_notebook
from deepcat.own import own_exercises
from deepcat_grader.authoring import own, proved, walk
from deepcat_grader.classes import checking
from deepcat_grader.course_dir import make_course
from deepcat_grader.grading.course_folder import open_course, working_in
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.run import Options, run
from deepcat_judge.exercisefile import NAME, load_exercises

SOURCE = '''\
"""The mean of a picture's colours: an exercise of this class's own."""

import numpy as np

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.common import every_argument_matters, rubric, unused

IMAGE = np.arange(12.0).reshape(2, 2, 3) / 7


def mean_colour(image):
    """Return the mean of each colour of a picture.

    Parameters
    ----------
    image : (h, w, 3) array

    Returns
    -------
    (3, 1) array
    """
    ### BEGIN SOLUTION
    return image.reshape(-1, 3).mean(axis=0)[:, None]
    ### END SOLUTION


EXERCISE = Exercise(
    id="extra.mean_colour",
    title="Mean colour",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("small", (IMAGE,), note="two by two pixels"),
        Case("wide", (np.sqrt(np.arange(18.0)).reshape(1, 6, 3),), note="one row of pixels"),
        Case("whole", (np.arange(24).reshape(2, 4, 3),), EDGE, "whole numbers"),
    ),
    properties=(
        every_argument_matters(
            (IMAGE,), {0: [IMAGE[::-1] * 2, IMAGE + 1]}, {0: unused("image")}, np.zeros((3, 1))
        ),
    ),
    hints=("A mean for each colour.", "Which axes hold pixels?", "reshape(-1, 3)"),
    thought="Take one pixel, and say what comes out.",
)


def hidden(rng):
    """Pictures of other sizes."""
    return [Case("random", (rng.normal(size=(3, 5, 3)),), note="a picture")]


bank = Bank(EXERCISE, reference=mean_colour, hidden=hidden)
bank.mistakes(
    "The colours are added, where their mean is expected.",
    think="How many pixels are there?",
    summed=lambda image: image.reshape(-1, 3).sum(axis=0)[:, None],
)
bank.mistakes(
    "This is the mean of everything.",
    think="How many colours are there?",
    one_mean=lambda image: np.full((3, 1), image.mean()),
)
'''
RIGHT = "def mean_colour(image):\n    return image.mean(axis=(0, 1)).reshape(3, 1)\n"
WRONG = "def mean_colour(image):\n    return image.sum(axis=(0, 1)).reshape(3, 1)\n"


@pytest.fixture(scope="module")
def our_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with one exercise of its own, placed in a notebook and released."""
    root = tmp_path_factory.mktemp("our-course")
    make_course(root, {}, {})
    (root / "exercises").mkdir()
    (root / "exercises/mean_colour.py").write_text(SOURCE, encoding="utf-8")
    target = str(root / "source/week1/week1.ipynb")
    for _ in range(2):  # once more adds nothing
        placed = CliRunner().invoke(
            build_app(), ["exercise", "place", "extra.mean_colour", target, "--class", str(root)]
        )
        assert placed.exit_code == 0, placed.output
        assert "Not proved as it stands now" in placed.output
    course = open_course(root)
    with working_in(root):
        converter = GenerateAssignment(coursedir=course.directory, config=course.config)
        course.directory.assignment_id = "week1"
        converter.start()
    return root


def released(root: Path) -> NotebookNode:
    return nbformat.read(root / "release/week1/week1.ipynb", as_version=4)


def handed_in(root: Path, student: str, answer: str) -> Path:
    notebook = released(root)
    for cell in notebook.cells:
        if cell.id == "extra-mean_colour":
            cell.source = answer
    folder = root / "submitted" / student / "week1"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "week1.ipynb")
    (folder / NAME).write_text((root / "release/week1" / NAME).read_text())
    return folder / "week1.ipynb"


def test_the_release_has_a_stub_once_and_no_answer(our_course: Path) -> None:
    cells = [cell for cell in released(our_course).cells if cell.id == "extra-mean_colour"]
    assert len(cells) == 1
    assert "raise NotImplementedError" in cells[0].source
    beside = (our_course / "release/week1" / NAME).read_text(encoding="utf-8")
    assert "reshape(-1, 3).mean" not in beside
    assert beside.count("def ") == 1  # the form to complete
    assert "hidden" not in beside


def test_a_students_check_needs_the_file_alone(
    our_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(our_course / "release/week1")
    assert list(own_exercises(Path())) == ["extra.mean_colour"]
    namespace: dict[str, Any] = {}
    exec(RIGHT, namespace)
    assert check(namespace["mean_colour"]).passed
    exec(WRONG, namespace)
    verdict = check(namespace["mean_colour"])
    assert verdict.mistake == "summed"
    assert "image = " in verdict.message


def test_a_damaged_file_beside_the_notebook_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    verdict = check(lambda image: image)
    assert NAME in verdict.message and "fresh copy" in verdict.message


def test_the_file_survives_its_way(our_course: Path) -> None:
    text = (our_course / "release/week1" / NAME).read_text(encoding="utf-8")
    ((exercise, key),) = load_exercises(text).values()
    assert [case.id for case in exercise.cases] == ["small", "wide", "whole"]
    assert key.arguments == ("image",)
    assert [mistake.id for mistake in key.mistakes()] == ["summed", "one_mean"]


def test_the_class_is_graded_with_its_hidden_cases(our_course: Path) -> None:
    path = handed_in(our_course, "ada", RIGHT)
    handed_in(our_course, "bob", WRONG)
    report = run(open_course(our_course), LocalPool(1), Options(feedback=False))
    assert not report.failed
    points = {
        item.submission.student: report.records[item.key].verdicts["extra.mean_colour"].points
        for item in report.items
    }
    assert points == {"ada": 3.0, "bob": 0.0}
    assert judge_notebook(path).passed
    autograded = our_course / "autograded/ada/week1/week1.ipynb"
    assert "right, 3 of 3 points" in json.dumps(json.loads(autograded.read_text()))


def test_a_changed_exercise_is_graded_again(our_course: Path) -> None:
    before = own.digest(our_course)
    path = our_course / "exercises/mean_colour.py"
    path.write_text(SOURCE + "\n# another version\n", encoding="utf-8")
    try:
        assert own.digest(our_course) != before
        assert own.own_entries(our_course).keys() == {"extra.mean_colour"}
    finally:
        path.write_text(SOURCE, encoding="utf-8")


def test_what_lies_with_an_exercise_counts_and_what_programs_leave_there_does_not(
    tmp_path: Path,
) -> None:
    home = tmp_path / own.FOLDER
    for name in ("mine.py", "_helper.py", "tables/colours.npz", "mistakes/a.b.c.py"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("1", encoding="utf-8")
    before = own.digest(tmp_path)
    for name in ("__pycache__/mine.pyc", ".ipynb_checkpoints/mine.py", "mistakes/a.b.c.py"):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("2", encoding="utf-8")
        assert own.digest(tmp_path) == before, name
    for name in ("_helper.py", "tables/colours.npz"):
        (home / name).write_text("2 and more", encoding="utf-8")
        assert before != (before := own.digest(tmp_path)), name


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1 / 0", "does not run: ZeroDivisionError"),
        ("raise SystemExit(0)", "does not run: SystemExit"),
        ("x = 1", "holds no `bank = Bank(...)`"),
        (SOURCE.replace("extra.mean_colour", "neuron.relu"), "the id neuron.relu is in use"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, source: str, words: str) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises/odd.py").write_text(source, encoding="utf-8")
    with pytest.raises(own.OwnExerciseError, match=r"odd\.py") as raised:
        own.own_entries(tmp_path)
    assert words in str(raised.value)


def test_the_proof_tells_what_an_exercise_lacks(our_course: Path) -> None:
    entry = own.own_entries(our_course)["extra.mean_colour"]
    found = {step.title: list(step.problems()) for step in walk.steps(entry, range(2))}
    lacking = [title for title, problems in found.items() if problems]
    assert lacking == ["it has mistakes and variants enough", "every small slip is noticed"], found


def test_what_is_in_a_lesson_and_was_not_proved_is_named(our_course: Path) -> None:
    """A proof holds for the file as it was then."""
    course, path = open_course(our_course), our_course / "exercises/mean_colour.py"
    (finding,) = checking._own_exercises(course)
    assert "was not proved" in finding.what and "exercise prove extra.mean_colour" in finding.mend
    proved.note_proved(our_course, "extra.mean_colour")
    assert list(checking._own_exercises(course)) == []
    try:
        path.write_text(SOURCE + "# mended\n", encoding="utf-8")
        assert len(list(checking._own_exercises(course))) == 1
    finally:
        path.write_text(SOURCE, encoding="utf-8")


def with_source(tmp_path: Path, source: str) -> Path:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "source").mkdir()
    (tmp_path / "exercises/mean_colour.py").write_text(source, encoding="utf-8")
    return tmp_path


def deepcat(command: str, root: Path) -> Any:
    return CliRunner().invoke(build_app(), ["exercise", *command.split(), "--class", str(root)])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title="Mean', 'use="eat", title="Mean', "use='eat' is none of call, consume"),
        ("(IMAGE,), note", "(IMAGE, 2), note", "small gives 2 of the arguments, which are image"),
        ("return image.reshape", "return imag.reshape", "mean_colour.py:24: NameError"),
    ],
)
def test_the_proof_stops_where_the_rest_would_be_nonsense(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    root = with_source(tmp_path, SOURCE.replace(old, new))
    told = deepcat("prove extra.mean_colour --seeds 200", root)
    assert told.exit_code == 1
    assert words in told.output
    assert told.output.count("✗") == 1 and "The rest is looked at" in told.output


def test_the_proof_tells_no_more_than_one_reads(tmp_path: Path) -> None:
    right = "image.reshape(-1, 3).mean(axis=0)[:, None]"
    source = SOURCE.replace("np.full((3, 1), image.mean())", right)
    told = deepcat("prove extra.mean_colour --seeds 200", with_source(tmp_path, source))
    assert "seed 3: one_mean has full marks" in told.output
    assert "There is more of this kind." in told.output
    assert told.output.count("one_mean") < 100


def test_mistakes_with_equal_answers_are_told(tmp_path: Path) -> None:
    twice = SOURCE + (
        'bank.mistakes("Other words.", think="Hm.", again=lambda image: np.full((3, 1), '
        "image.mean()))\n"
    )
    root = with_source(tmp_path, twice)
    words = "do not tell again from one_mean"
    told = deepcat("prove extra.mean_colour --seeds 1", root)
    assert words in told.output.replace("one_mean from again", "again from one_mean")
    placed = deepcat(f"place extra.mean_colour {root}/source/a.ipynb", root)
    assert placed.exit_code == 2 and "do not tell" in placed.output
    assert not (root / "source/a.ipynb").exists()


def test_mistakes_of_one_name_are_told(tmp_path: Path) -> None:
    source = SOURCE.replace("one_mean=", "summed=")
    told = deepcat("prove extra.mean_colour --seeds 1", with_source(tmp_path, source))
    assert "2 mistakes are called summed" in told.output


def test_an_exercise_that_does_not_work_yet_is_tried_with_a_sentence(tmp_path: Path) -> None:
    source = SOURCE.replace("rng.normal(", "rng.norml(")
    root = with_source(tmp_path, source)
    (tmp_path / "answer.py").write_text(RIGHT, encoding="utf-8")
    tried = deepcat(f"try extra.mean_colour {tmp_path}/answer.py", root)
    assert tried.exit_code == 2 and "is not finished" in tried.output
    (tmp_path / "answer.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    tried = deepcat(f"try extra.mean_colour {tmp_path}/answer.py", root)
    assert tried.exit_code == 2 and "does not run: SystemExit" in tried.output


@pytest.mark.parametrize("name", ["release/a.ipynb", "source/a.txt", "../a.ipynb"])
def test_an_exercise_is_placed_in_a_source_notebook_alone(tmp_path: Path, name: str) -> None:
    root = with_source(tmp_path, SOURCE)
    placed = deepcat(f"place extra.mean_colour {root}/{name}", root)
    assert placed.exit_code == 2 and "is not a notebook (.ipynb) in" in placed.output
    assert not (root / name).exists()

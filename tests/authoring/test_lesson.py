"""A lesson of a class's own goes the whole way: begun, released, collected, graded, given back."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from tests.classes.conftest import course, made_course
from tests.grading.small import NAME as COURSES
from tests.grading.small import instructors_notebook
from typer.testing import CliRunner, Result

from deepcat.cli import build_app
from deepcat.notebook_run import exercises_in
from deepcat_grader.authoring import placing
from deepcat_grader.authoring.lesson import todos
from deepcat_grader.classes import checking
from deepcat_grader.classes.updating import carry_out, planned
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.lms import handing_out
from deepcat_judge.exercisefile import NAME as BESIDE

from .test_own import RIGHT, SOURCE, WRONG

__all__ = ["course", "made_course"]
LESSON = "week_9"
OWN, SIGMOID, ANSWER = "extra-mean_colour", "neuron-sigmoid", f"{LESSON}-answer"


def deepcat(*words: object) -> Result:
    return CliRunner().invoke(build_app(), [*map(str, words)])


def begin(root: Path, name: str, *exercises: str) -> Result:
    options = [word for one in exercises for word in ("--exercise", one)]
    return deepcat("lesson", "new", name, *options, "--class", root)


def update(root: Path, notebooks: dict[str, NotebookNode]) -> list[str]:
    """Bring a course in, and name the assignments that changed."""
    with planned(open_course(root), notebooks, {}) as plan:
        carry_out(plan)
        return [lesson.name for lesson in plan.changing]


@pytest.fixture(scope="module")
def our_class(made_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with a lesson of its own beside the course's, released."""
    root = Path(shutil.copytree(made_course, tmp_path_factory.mktemp("own") / "autumn"))
    (root / "exercises").mkdir()
    (root / "exercises/mean_colour.py").write_text(SOURCE, encoding="utf-8")
    begun = begin(root, LESSON, "extra.mean_colour", "neuron.sigmoid", "neuron.sigmoid_prime")
    assert begun.exit_code == 0, begun.output
    assert f"{LESSON}.ipynb" in begun.output and "exercise prove extra.mean_colour" in begun.output
    assert update(root, {}) == [LESSON]
    return root


def released(root: Path) -> NotebookNode:
    return nbformat.read(root / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)


def test_students_get_stubs_checks_and_a_question_and_no_answer(our_class: Path) -> None:
    notebook = released(our_class)
    cells = {cell.id: cell.source for cell in notebook.cells}
    for stub in (OWN, SIGMOID):
        assert "raise NotImplementedError" in cells[stub]
    assert cells[f"{OWN}-check"] == "check(mean_colour)"
    assert "Marking guide" not in cells[ANSWER]
    beside = json.loads((our_class / "release" / LESSON / BESIDE).read_text(encoding="utf-8"))
    assert [*beside["exercises"]] == ["extra.mean_colour"]


def test_a_student_is_not_asked_for_the_rest_of_the_courses_lesson(our_class: Path) -> None:
    """An exercise of the course in it does not make it that lesson of the course."""
    found = exercises_in(released(our_class), our_class / "release" / LESSON)
    assert [exercise.id for exercise in found] == [
        "neuron.sigmoid", "neuron.sigmoid_prime", "extra.mean_colour",
    ]  # fmt: skip


def test_what_is_not_written_yet_is_named(our_class: Path, tmp_path: Path) -> None:
    """Students would read each TODO."""
    path = our_class / "source" / LESSON / f"{LESSON}.ipynb"
    (finding,) = checking._own_lessons(open_course(our_class))
    assert f"{LESSON}.ipynb still has a TODO in 6 cells" in finding.what
    written = tmp_path / path.name
    written.write_text(path.read_text(encoding="utf-8").replace("TODO", "Done"), encoding="utf-8")
    assert todos(path) == 6 and todos(written) == todos(tmp_path / "none.ipynb") == 0


def test_a_changed_course_and_a_check_leave_it_alone(our_class: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(our_class, tmp_path / "autumn"))
    before = {kind: (root / kind / LESSON).joinpath(f"{LESSON}.ipynb").read_bytes()
              for kind in ("source", "release")}  # fmt: skip
    newer = instructors_notebook()
    newer.cells[0].source = "# Another title"
    assert update(root, {COURSES: newer}) == [COURSES]
    for kind, data in before.items():
        assert (root / kind / LESSON / f"{LESSON}.ipynb").read_bytes() == data
    assert list(checking._release(open_course(root))) == []


def test_it_is_handed_out_collected_graded_and_exported(
    our_class: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_out, "wheels_of", lambda root, step: {"deepcat-1.whl": b"x"})
    root = Path(shutil.copytree(our_class, tmp_path / "autumn"))
    packed = deepcat("class", "release", LESSON, "--class", root)
    assert packed.exit_code == 0, packed.output
    sigmoid = "def sigmoid(Z):\n    return 0.5 * (1 + np.tanh(0.5 * {}Z))\n"
    prime = "def sigmoid_prime(Z):\n    return sigmoid(Z) * (1 - sigmoid(Z))\n"
    for student, answer, sign in (("ada", RIGHT, ""), ("bob", WRONG, "-")):
        answers = {OWN: answer, SIGMOID: sigmoid.format(sign), f"{SIGMOID}_prime": prime}
        hand_in(tmp_path / "inbox" / student, released(root), answers)
    collected = deepcat("collect", root, tmp_path / "inbox", "--yes")
    assert collected.exit_code == 0, collected.output
    graded = deepcat("grade", root, "--jobs", "1")
    assert graded.exit_code == 0, graded.output
    exported = deepcat("export", root, "--json", "--include-pending", "--to", tmp_path / "out.json")
    assert exported.exit_code == 0, exported.output
    points = scores(json.loads((tmp_path / "out.json").read_text(encoding="utf-8")))
    assert points == {
        "ada": (12.0, 14.0),
        "bob": (4.0, 14.0),
    }  # bob's slope rests on a right sigmoid
    told = {
        student: (root / "feedback" / student / LESSON / f"{LESSON}.html").read_text("utf-8")
        for student in points
    }
    assert "The colours are added, where their mean is expected." in told["bob"]
    assert "The colours are added" not in told["ada"]
    assert LESSON in (root / "reports/overview.html").read_text(encoding="utf-8")
    assert "Mean colour" in (root / f"reports/{LESSON}.html").read_text(encoding="utf-8")


def hand_in(folder: Path, notebook: NotebookNode, answers: dict[str, str]) -> None:
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "week 9 (final).ipynb")


def scores(data: Any) -> dict[str, tuple[float, float]]:
    """Each student's points in the lesson, and the most that there are."""
    most = data["assignments"][LESSON]["points"]
    return {one["id"]: (one["marks"][LESSON]["points"], most) for one in data["students"]}


def test_two_lessons_of_ones_own_go_into_one_zip(our_class: Path, tmp_path: Path) -> None:
    """Each brings the file of its exercises, under one name."""
    one, other = (
        b'{"format": 1, "exercises": {"a.b": 1}}',
        b'{"format": 1, "exercises": {"a.c": 2}}',
    )
    found = json.loads(handing_out._joined("week_9", one, other))
    assert found == {"format": 1, "exercises": {"a.b": 1, "a.c": 2}}
    with pytest.raises(handing_out.LmsError, match=r"week_9 holds another version of a\.b"):
        handing_out._joined("week_9", one, one.replace(b"1}}", b"2}}"))


@pytest.mark.parametrize(
    ("name", "exercises", "words"),
    [
        ("2_neuron", (), "is a lesson of the course"),
        ("neuron", (), "is a lesson of the course"),
        ("../out", (), "cannot be a lesson's name"),
        (COURSES.upper(), (), "is there already"),
        ("week_8", ("extra.nothing",), "This class has no exercise extra.nothing"),
        ("week_8", ("neuron.sigmoid_prime",), "put `--exercise neuron.sigmoid` before it"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused(
    course: Path, name: str, exercises: tuple[str, ...], words: str
) -> None:
    told = begin(course, name, *exercises)
    assert told.exit_code == 2 and words in told.output
    assert [path.name for path in (course / "source").iterdir()] == [COURSES]


def test_a_full_disk_leaves_no_half_lesson(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(placing, "write_text", full)
        told = begin(course, LESSON, "neuron.sigmoid")
    assert told.exit_code == 2 and "No space left on device" in told.output
    assert [path.name for path in (course / "source").iterdir()] == [COURSES]
    assert begin(course, LESSON, "neuron.sigmoid").exit_code == 0

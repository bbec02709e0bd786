"""A changed course comes into a class after work was handed in: all of it or nothing, and back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.grading import made_up
from tests.grading.small import NAME, answered, hand_in

from deepcat_grader.authoring import proved
from deepcat_grader.bank import ENTRIES
from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.classes import backups as kept_copies
from deepcat_grader.classes import update_command, updating
from deepcat_grader.classes.backups import UNFINISHED, backups, folder_of
from deepcat_grader.classes.difference import lines
from deepcat_grader.classes.updating import carry_out, planned, undoing
from deepcat_grader.grading.course_folder import NoCourse, open_course
from deepcat_grader.grading.secret import HOME

from .changing import changed, pointed, undo, update, with_, without

ESSAY_CELL = "introduction-formulate"  # a person reads it: there is nothing to prove
SIGMOID, RELU = "neuron-sigmoid-check", "neuron-relu-check"


def grade(root: Path, **options: Any) -> Any:
    """Grade without a worker: verdicts are made up, and everything else is real."""
    return made_up.grade(root, feedback=False, **options)[0]


@pytest.fixture(scope="module")
def graded_class(made_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class in which one student has handed in, with a mark by hand."""
    root = Path(shutil.copytree(made_course, tmp_path_factory.mktemp("graded") / "course"))
    release = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    hand_in(root, "ada", answered(release))
    assert not grade(root).unbooked
    with database(root) as book:
        book.execute(
            "UPDATE grade SET manual_score = 3 WHERE cell_id IN (SELECT id FROM base_cell "
            f"WHERE name = '{SIGMOID}')"
        )
    return root


@pytest.fixture
def root(graded_class: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(graded_class, tmp_path / "course"))


@contextmanager
def database(root: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(root / "gradebook.db")) as book, book:
        yield book


def marks(root: Path) -> dict[str, tuple[float | None, float | None, float]]:
    """Automatic mark, mark by hand and most points of each cell."""
    with database(root) as book:
        rows = book.execute(
            "SELECT name, auto_score, manual_score, max_score FROM grade "
            "JOIN base_cell ON base_cell.id = cell_id JOIN grade_cells ON grade_cells.id = cell_id"
        )
        return {name: (auto, hand, most) for name, auto, hand, most in rows}


def files(root: Path) -> Mapping[str, bytes]:
    places = [root / kind for kind in ("source", "release")]
    paths = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def test_a_class_as_it_is_has_nothing_to_update(root: Path) -> None:
    with planned(open_course(root), changed(), {}) as plan:
        assert plan.changing == []


def test_an_exercise_that_is_dropped_keeps_its_marks_out_of_the_total(root: Path) -> None:
    """And the next grading books the others as before."""
    before = marks(root)
    (lesson,) = update(root, changed(without("neuron.sigmoid")))
    assert lesson.dropped == {SIGMOID: 5.0} and lesson.students == 1 and lesson.by_hand == 1
    after = marks(root)
    assert after == {name: one for name, one in before.items() if name != SIGMOID}
    with database(root) as book:
        kept = book.execute("SELECT student, cell, auto_score, manual_score FROM deepcat_dropped")
        assert ("ada", SIGMOID, 5.0, 3.0) in kept.fetchall()
    report = grade(root)
    assert not report.failed and not report.unbooked and marks(root) == after
    assert (root / "autograded" / "ada" / NAME / f"{NAME}.ipynb").is_file()


def test_what_was_dropped_comes_back_with_its_marks(root: Path) -> None:
    before, stood = marks(root), files(root)
    update(root, changed(without("neuron.sigmoid")))
    assert files(root) != stood
    with undoing(open_course(root)) as plan:
        said = "\n".join(lines(plan.lessons, {}))
        assert "marks that were kept beside and stand again: 1" in said
        assert "counts 0" not in said
        assert "counts 0 for whoever has no" in "\n".join(
            lines([replace(plan.lessons[0], students=2)], {})
        )
        carry_out(plan)
    assert marks(root) == before and files(root) == stood


def test_an_exercise_that_is_added(root: Path) -> None:
    before = marks(root)
    (lesson,) = update(root, changed(with_("neuron.tanh")))
    assert list(lesson.added) == ["neuron-tanh-check"] and lesson.judged_again
    report = grade(root)
    assert not report.failed and not report.unbooked
    after = marks(root)
    assert after.pop("neuron-tanh-check") == (3.0, None, 3.0)
    assert after == before


def test_other_points_judge_nothing(root: Path) -> None:
    """What was earned keeps its share; a mark by hand stays as it is."""
    (lesson,) = update(root, changed(pointed(SIGMOID, 10), pointed(RELU, 1)))
    assert lesson.repointed.keys() == {SIGMOID, RELU} and not lesson.judged_again
    expected = marks(root)
    assert expected[SIGMOID] == (10.0, 3.0, 10.0) and expected[RELU] == (1.0, None, 1.0)
    report = grade(root)
    assert report.judged == 0 and not report.unbooked and marks(root) == expected


def test_all_at_once_and_back(root: Path) -> None:
    before, stood = marks(root), files(root)
    update(
        root,
        changed(without("neuron.sigmoid"), with_("neuron.tanh"), pointed(RELU, 9)),
    )
    assert not grade(root).unbooked
    undo(root)
    assert marks(root) == before and files(root) == stood


@pytest.mark.parametrize("at", ["gradebook", "folders"])
def test_an_update_that_fails_changes_nothing(
    root: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, stood = marks(root), files(root)
    if at == "folders":
        monkeypatch.setattr(updating, "_put", _full_after(updating._put, 2))
    with (
        pytest.raises(OSError, match="No space"),
        planned(open_course(root), changed(without("neuron.relu")), {}) as plan,
    ):
        carry_out(plan, _full if at == "gradebook" else lambda: None)
    assert marks(root) == before and files(root) == stood
    assert not (root / HOME / UNFINISHED).exists()


def _full(*arguments: object) -> None:
    raise OSError(28, "No space left on device")


def _full_after(put: Callable[..., None], times: int) -> Callable[..., None]:
    left = iter([put] * times)
    return lambda *arguments: next(left, _full)(*arguments)


def test_an_update_that_was_killed_is_taken_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is put right by the one that is killed: the next command does it."""
    before, stood = marks(root), files(root)
    monkeypatch.setattr(updating, "_put_back", lambda course, backup: None)
    monkeypatch.setattr(updating, "_put", _full_after(updating._put, 1))
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
    with (
        pytest.raises(OSError, match="No space"),
        planned(open_course(root), changed(without("neuron.relu")), {}) as plan,
    ):
        carry_out(plan)
    monkeypatch.undo()
    assert (root / HOME / UNFINISHED).exists() and files(root) != stood
    undo(root)
    assert marks(root) == before and files(root) == stood
    assert not (root / HOME / UNFINISHED).exists()


def test_what_the_teacher_changed_stays(root: Path) -> None:
    """Own points, an own cell and an edited text survive a course that changed beside them."""
    path = root / "source" / NAME / f"{NAME}.ipynb"
    mine = nbformat.read(path, as_version=4)
    pointed(RELU, 8)(mine)
    mine.cells.insert(1, nbformat.v4.new_markdown_cell("Hello from Vienna.", id="hello"))
    next(one for one in mine.cells if one.id == "small-title").source = "# Our own title"
    path.write_text(notebook_text(mine), encoding="utf-8")
    (lesson,) = update(root, changed(without("neuron.sigmoid_prime")))
    assert lesson.repointed.keys() == {RELU} and len(lesson.dropped) == 1
    now = nbformat.read(path, as_version=4)
    assert [one.id for one in now.cells][:2] == ["small-title", "hello"]
    assert now.cells[0].source == "# Our own title" and marks(root)[RELU][2] == 8.0
    with planned(open_course(root), changed(without("neuron.sigmoid_prime")), {}) as plan:
        assert plan.changing == []


def test_a_class_of_before_keeps_points_and_cells_of_its_own(root: Path) -> None:
    """Nobody wrote down what the course was when it came into the class."""
    shutil.rmtree(root / HOME / "made")
    path = root / "source" / NAME / f"{NAME}.ipynb"
    mine = nbformat.read(path, as_version=4)
    pointed(RELU, 8)(mine)
    mine.cells.append(nbformat.v4.new_code_cell("mine = 1", id="mine"))
    path.write_text(notebook_text(mine), encoding="utf-8")
    (lesson,) = update(root, changed(with_("neuron.tanh")))
    assert lesson.repointed.keys() == {RELU} and lesson.added
    assert "mine" in [one.id for one in nbformat.read(path, as_version=4).cells]
    assert any("keeps its points, 8" in note for note in lesson.notes)


def test_a_copy_of_everything_lies_there_before(root: Path) -> None:
    stood = files(root)
    update(root, changed(without("neuron.relu")))
    backup = backups(root)[-1]
    folder = folder_of(root, backup.name)
    assert backup.lessons == (NAME,) and backup.left_out == ""
    assert {name: (folder / name).read_bytes() for name in stood} == stood
    for name in ("gradebook.db", "ledger.db"):
        with closing(sqlite3.connect(folder / name)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_plan_in_words(root: Path) -> None:
    notebooks = changed(without("neuron.sigmoid"), pointed(RELU, 9))
    with planned(open_course(root), notebooks, {}) as plan:
        said = "\n".join(lines(plan.lessons, {SIGMOID: "neuron.sigmoid"}))
    assert "dropped   neuron.sigmoid (5 points)" in said
    assert f"points    {RELU}: 3 → 9" in said
    assert "1 student has handed in" in said and "marks by hand on these: 1" in said


def test_a_class_that_was_never_changed_has_nothing_to_take_back(course: Path) -> None:
    with pytest.raises(NoCourse, match="not changed"), undoing(open_course(course)):
        pass


def test_the_commands_show_a_plan_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes nothing changes; undo without a change says so."""
    import typer
    from typer.testing import CliRunner

    from deepcat_grader.classes.command import add_commands

    app = typer.Typer()
    add_commands(app)
    monkeypatch.setattr("deepcat_grader.build.course.this_course", lambda: _Small())
    monkeypatch.setattr(
        "deepcat_grader.build.instructor_notebooks",
        lambda course: changed(without("neuron.relu")),
    )

    def call(*words: str) -> Any:
        return CliRunner().invoke(app, ["class", *words, "--class", str(root)])

    assert "was not changed by" in call("undo").output
    before, stood = marks(root), files(root)
    planned_only = call("update")
    assert planned_only.exit_code == 0 and "dropped   ReLU (3 points)" in planned_only.output
    assert marks(root) == before and files(root) == stood
    done = call("update", "--yes")
    assert done.exit_code == 0 and RELU not in marks(root), done.output
    assert "deepcat class undo" in done.output and f"deepcat regrade {root}" in done.output
    assert f"Hand out again: deepcat class release {NAME} --class" in done.output
    assert "Nothing is to change" in call("update", "--yes").output
    monkeypatch.setattr(kept_copies, "KEPT", 1)
    back = call("undo", "--yes")
    assert back.exit_code == 0 and "2 older copies were removed" in back.output
    assert marks(root) == before and files(root) == stood
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.ClassBackups.keep = 0\n")
    refused = call("update", "--yes")
    assert refused.exit_code == 2 and "write a number from 1" in refused.output
    assert marks(root) == before and files(root) == stood


class _Small:
    """A course without lessons of its own."""

    def lessons(self, only: object) -> list[object]:
        return []


def test_grading_stops_where_source_and_gradebook_have_other_exercises(root: Path) -> None:
    """Marks of an exercise that the gradebook does not know would be lost without a word."""
    before = marks(root)
    path = root / "source" / NAME / f"{NAME}.ipynb"
    path.write_text(notebook_text(changed(with_("neuron.tanh"))[NAME]), encoding="utf-8")
    report = grade(root)
    assert "neuron-tanh-check" in report.unbooked and "class update" in report.unbooked
    assert marks(root) == before
    update(root, {})
    assert not grade(root).unbooked and "neuron-tanh-check" in marks(root)


def test_an_edit_of_the_teachers_is_taken_back_with_its_update(root: Path) -> None:
    """Source, release and gradebook become what they were, and the edit is kept."""
    path = root / "source" / NAME / f"{NAME}.ipynb"
    before, stood = marks(root), files(root)
    mine = nbformat.read(path, as_version=4)
    without("neuron.sigmoid")(mine)
    pointed(RELU, 6)(mine)
    path.write_text(notebook_text(mine), encoding="utf-8")
    update(root, {})
    assert marks(root)[RELU][2] == 6.0 and SIGMOID not in marks(root)
    edited = files(root)
    with undoing(open_course(root)) as plan:
        (lesson,) = plan.lessons
        assert "changes of yours" in " ".join(lesson.notes)
        backup = carry_out(plan)
    assert marks(root) == before and files(root) == stood
    kept = folder_of(root, backup.name) / path.relative_to(root)
    assert kept.read_bytes() == edited[str(path.relative_to(root))]
    undo(root)
    assert files(root) == edited


def test_an_edit_that_no_update_took_in_survives_an_interrupted_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "source" / NAME / f"{NAME}.ipynb"
    mine = nbformat.read(path, as_version=4)
    pointed(RELU, 6)(mine)
    path.write_text(notebook_text(mine), encoding="utf-8")
    stood = files(root)
    monkeypatch.setattr(updating, "_put_back", lambda course, backup: None)
    monkeypatch.setattr(updating, "_put", _full_after(updating._put, 1))
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
    with pytest.raises(OSError, match="No space"), planned(open_course(root), {}, {}) as plan:
        carry_out(plan)
    monkeypatch.undo()
    undo(root)
    source = str(path.relative_to(root))
    assert files(root)[source] == stood[source]


def test_an_undo_never_offers_an_empty_step(root: Path) -> None:
    """Where a class of before does not know what was released, it says so."""
    shutil.rmtree(root / HOME / "stood")
    path = root / "source" / NAME / f"{NAME}.ipynb"
    mine = nbformat.read(path, as_version=4)
    pointed(RELU, 6)(mine)
    path.write_text(notebook_text(mine), encoding="utf-8")
    update(root, {})
    assert not updating.can_take_back(open_course(root), backups(root)[-1])
    with pytest.raises(NoCourse, match="nothing to take back"), undoing(open_course(root)):
        pass


def test_an_update_says_which_exercises_nobody_proved(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = tmp_path / "proved.json"
    record.write_text(json.dumps({"neuron.relu": "as it was once"}), encoding="utf-8")
    monkeypatch.setattr(proved, "OF_THE_COURSE", record)
    assert proved.unproved_in(root, {RELU, ESSAY_CELL}) == {"neuron.relu": False}
    with planned(open_course(root), changed(), {}) as plan:
        told = update_command._unproved(plan, Path("autumn"))
    wanted = "neuron.relu is not proved as it stands now. Before students get it: "
    assert f"{wanted}deepcat exercise prove neuron.relu" in told
    record.unlink()
    assert proved.unproved_in(root, {RELU}) == {}


def test_the_course_of_a_checkout_is_proved(root: Path) -> None:
    """What a class gets from here raises no warning."""
    checks = {entry.exercise.check_cell for entry in ENTRIES.values()}
    assert proved.unproved_in(root, checks) == {}

"""`deepcat class check` says what is wrong with a class, and what would mend it."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode
from tests.grading.conftest import release
from tests.grading.made_up import grade
from tests.grading.small import NAME, answered, hand_in

from deepcat_grader.classes import checking, versions
from deepcat_grader.classes.backups import UNFINISHED
from deepcat_grader.classes.checking import check_class
from deepcat_grader.classes.condition import condition
from deepcat_grader.classes.configuration import EARLIER
from deepcat_grader.classes.roster import Student, write_roster
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.secret import HOME

__all__ = ["release"]


@pytest.fixture(autouse=True)
def no_alembic(monkeypatch: pytest.MonkeyPatch, made_course: Path) -> None:
    """nbgrader starts a program for each look at its version: once is enough."""
    with closing(sqlite3.connect(made_course / "gradebook.db")) as book:
        (version,) = book.execute("SELECT version_num FROM alembic_version").fetchone()
    monkeypatch.setattr(checking, "get_alembic_version", lambda: version)


def sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as book, book:
        book.execute(statement)


def no_configuration(root: Path) -> None:
    (root / "nbgrader_config.py").unlink()


def older(root: Path) -> None:
    (root / "nbgrader_config.py").write_bytes(EARLIER.read_bytes())


def interrupted(root: Path) -> None:
    (root / HOME / UNFINISHED).write_text("2026")


def no_gitignore(root: Path) -> None:
    (root / ".gitignore").unlink()


def no_secret(root: Path) -> None:
    (root / HOME / "class-secret").unlink()


def open_secret(root: Path) -> None:
    (root / HOME / "class-secret").chmod(0o644)


def no_gradebook(root: Path) -> None:
    (root / "gradebook.db").unlink()


def other_gradebook(root: Path) -> None:
    sql(root / "gradebook.db", "UPDATE alembic_version SET version_num = 'x'")


def torn_gradebook(root: Path) -> None:
    path = root / "gradebook.db"
    path.write_bytes(path.read_bytes()[:5000])


def torn_ledger(root: Path) -> None:
    (root / HOME / "ledger.db").write_bytes(b"SQLite format 3\0" + b"x" * 4000)


def later_ledger(root: Path) -> None:
    sql(root / HOME / "ledger.db", "PRAGMA user_version = 99")


def bad_roster(root: Path) -> None:
    (root / "roster.csv").write_text("id,name\n/,x\n/,y\nz,z\nw,w\n")


def stranger(root: Path) -> None:
    write_roster(root, [Student("ada")])
    (root / "submitted" / "ada").mkdir()
    (root / "submitted" / "bob").mkdir()


def misspelt(root: Path) -> None:
    write_roster(root, [Student("ada")])
    (root / "submitted" / "Ada").mkdir()


def nameless(root: Path) -> None:
    write_roster(root, [Student("ada", "Ada", "Lovelace")])
    sql(root / "gradebook.db", "INSERT INTO student (id) VALUES ('ada')")


def own_exercise(root: Path) -> None:
    (root / "exercises").mkdir()
    (root / "exercises" / "mine.py").write_text("1 / 0\n")


def source(root: Path) -> None:
    path = root / "source" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "# Another title"
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_configuration, "is not a course directory"),
        (older, "of an earlier version"),
        (interrupted, "was interrupted"),
        (no_gitignore, "No .gitignore"),
        (no_secret, "secret cannot be read"),
        (open_secret, "chmod 600"),
        (no_gradebook, "is not there"),
        (other_gradebook, "another version of nbgrader"),
        (torn_gradebook, "cannot be used"),
        (torn_ledger, "is damaged"),
        (later_ledger, "later version of DeepCat"),
        (bad_roster, "roster cannot be read"),
        (stranger, "handed in: 'bob'"),
        (misspelt, "the roster has 'ada'"),
        (nameless, "no names of 'ada'"),
        (own_exercise, "mine.py does not run"),
        (source, "the release is older"),
    ],
)
def test_what_is_wrong_is_named_with_what_mends_it(
    course: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(course)
    (finding,) = check_class(course)
    assert said in f"{finding.what} {finding.mend}" and finding.mend


def test_a_gradebook_that_somebody_holds(course: Path) -> None:
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.execute("BEGIN EXCLUSIVE")
        (finding,) = check_class(course)
    assert "locked" in finding.what and "Close what holds it" in finding.mend


def test_a_full_disk(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=5_000_000))
    (finding,) = check_class(course)
    assert "almost full" in finding.what


def test_nothing_is_wrong_with_a_new_class_and_nothing_changes(course: Path) -> None:
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert check_class(course) == []
    after = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert after == before


def test_a_zip_of_another_version_than_the_release(course: Path) -> None:
    """The newest of an assignment counts, and one of no assignment is nobody's business."""
    text = (course / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    handed_out(course, NAME, text)
    handed_out(course, "another", "no notebook")
    assert check_class(course) == []
    path = handed_out(course, "all", text.replace("A small assignment", "An old title"))
    (finding,) = check_class(course)
    assert str(path) in finding.what and "release --all" in finding.mend


def handed_out(root: Path, label: str, text: str) -> Path:
    path = root / "handout" / f"deepcat-{label}-1.0.zip"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{path.stem}/notebooks/{NAME}.ipynb", text)
    return path


def with_metadata(root: Path, **about: object) -> None:
    """Let the release say that it was made elsewhere."""
    path = root / "release" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["deepcat"] = {**notebook.metadata["deepcat"], **about}
    nbformat.write(notebook, path)


def test_a_release_that_names_other_versions_is_named(course: Path) -> None:
    """Students read in it with what they are graded, and that would not be so."""
    with_metadata(course, graded_with={"Python": "3.11", "NumPy": "1.26.4"}, needs="99.1")
    (finding,) = checking._versions(open_course(course))
    assert "NumPy 1.26.4 (here 2." in finding.what and "DeepCat 99.1" in finding.what
    assert "class update" in finding.mend
    with_metadata(course, graded_with="odd", needs=7)
    assert list(checking._versions(open_course(course))) == []


def test_a_release_of_several_notebooks_is_named_once(course: Path) -> None:
    with_metadata(course, graded_with={"NumPy": "1.26.4"})
    path = course / "release" / NAME / f"{NAME}.ipynb"
    shutil.copyfile(path, path.with_name("more.ipynb"))
    (finding,) = checking._versions(open_course(course))
    assert finding.what.startswith(f"{NAME}: released with")


def test_packages_of_several_versions_are_named(course: Path, monkeypatch) -> None:
    monkeypatch.setattr(versions, "_version", lambda name: "1" if name == "deepcat" else "2")
    found = [finding.what for finding in checking._versions(open_course(course))]
    assert any("deepcat 1, deepcat-judge 2" in what for what in found)


def test_work_that_was_judged_with_other_packages_is_counted(
    course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "ada", answered(release))
    grade(course, feedback=False)
    assert list(checking._verdicts(open_course(course))) == []
    monkeypatch.setattr(versions, "packages", lambda: "numpy 9.9")
    (finding,) = checking._verdicts(open_course(course))
    assert finding.what.startswith("1 submission was judged with other versions")
    assert "judges that work again" in finding.mend


def test_the_doctor_says_how_a_class_stands(course: Path) -> None:
    said = "\n".join(condition(course))
    for words in ("numpy 2.", "nbgrader 0.", "Secret     is there", "GB are free",
                  "gradebook.db", "nothing was graded", "1 copy"):  # fmt: skip
        assert words in said
    assert condition(course / "nowhere") == []


def test_a_number_of_copies_that_is_none_is_named_and_hides_nothing(course: Path) -> None:
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("\nc.ClassBackups.keep = 0\n")
    (finding,) = checking._configuration(open_course(course))
    assert "write a number from 1" in finding.mend
    assert "GB are free" in "\n".join(condition(course))

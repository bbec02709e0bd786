"""One zip is all that a student needs, and holds nothing that a student must not see."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from deepcat.newer import KEY, installed, newer
from deepcat.notebooks import OWN_LESSON
from deepcat_grader.build.bundle import version_of
from deepcat_grader.build.course import this_course
from deepcat_grader.lms import handing_out

from ..small import NAME
from .conftest import Run

VERSION = version_of(this_course().root.parent)
WHEELS = {"deepcat_judge-1.whl": b"judge", "deepcat-1.whl": b"course"}


@pytest.fixture(autouse=True)
def wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wheels that are there at once; tests/build/test_bundle.py makes the real ones."""
    monkeypatch.setattr(handing_out, "wheels_of", lambda root, step: WHEELS)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_a_lesson_in_one_zip(run: Run, course: Path):
    (course / "release" / NAME / "figures").mkdir()
    (course / "release" / NAME / "figures" / "cat.svg").write_text("<svg/>", encoding="utf-8")
    (course / "release" / NAME / ".hidden").write_text("x", encoding="utf-8")
    done = run("class", "release", NAME, "--class", course)
    assert done.exit_code == 0, done.output
    path = course / "handout" / f"deepcat-{NAME}-{VERSION}.zip"
    found = members(path)
    assert set(found) == {
        "README.md", "LICENSE", "LICENSE-lessons", f"notebooks/{NAME}.ipynb",
        "notebooks/figures/cat.svg", *(f"wheels/{name}" for name in WHEELS),
    }  # fmt: skip
    readme = found["README.md"].decode()
    for words in (
        "Windows", "macOS", "Linux", f"Open `{NAME}.ipynb`",
        "wheels/deepcat_judge-1.whl wheels/deepcat-1.whl",
    ):  # fmt: skip
        assert words in readme
    notebook = json.loads(found[f"notebooks/{NAME}.ipynb"])
    assert notebook["metadata"]["deepcat"][KEY] == VERSION
    assert newer("x", notebook).exercises == {}
    before = path.read_bytes()
    run("class", "release", NAME, "--class", course)
    assert path.read_bytes() == before


def test_a_release_says_which_version_it_was_made_with(release: NotebookNode):
    assert release.metadata["deepcat"][KEY] == installed()


def test_all_lessons_in_one_zip(run: Run, course: Path, tmp_path: Path):
    for home in ("source", "release"):
        shutil.copytree(course / home / NAME, course / home / "other")
        (course / home / "other" / f"{NAME}.ipynb").rename(course / home / "other" / "other.ipynb")
    done = run("class", "release", "--all", "--class", course, "--to", tmp_path)
    assert done.exit_code == 0, done.output
    found = members(tmp_path / f"deepcat-all-{VERSION}.zip")
    assert {f"notebooks/{NAME}.ipynb", "notebooks/other.ipynb"} < set(found)
    (course / "release" / NAME / "a.txt").write_text("one", encoding="utf-8")
    (course / "release" / "other" / "a.txt").write_text("two", encoding="utf-8")
    done = run("class", "release", "--all", "--class", course, "--to", tmp_path)
    assert done.exit_code == 2 and "a.txt is another file in small" in done.output


@pytest.mark.parametrize("word", ["### BEGIN HIDDEN TESTS", "from deepcat_grader import x"])
def test_a_release_with_a_hidden_test_is_not_handed_out(run: Run, course: Path, word: str):
    path = course / "release" / NAME / f"{NAME}.ipynb"
    text = path.read_text(encoding="utf-8").replace("# A small assignment", word)
    path.write_text(text, encoding="utf-8")
    done = run("class", "release", NAME, "--class", course)
    assert done.exit_code == 2 and "no student may see" in done.output
    assert not (course / "handout").exists()


def test_a_teachers_notebook_in_the_releases_place(run: Run, course: Path):
    shutil.copy(course / "source" / NAME / f"{NAME}.ipynb", course / "release" / NAME)
    assert run("class", "release", NAME, "--class", course).exit_code == 2


def test_what_cannot_be_handed_out_is_one_sentence(run: Run, course: Path):
    assert "or say --all" in run("class", "release", "--class", course).output
    assert "the class has: small" in run("class", "release", "9", "--class", course).output
    shutil.rmtree(course / "release" / NAME)
    done = run("class", "release", NAME, "--class", course)
    assert done.exit_code == 2 and "is not released" in done.output


def test_a_source_that_was_changed_since_is_said(run: Run, course: Path):
    (course / "source" / NAME / "new.txt").write_text("x", encoding="utf-8")
    done = run("class", "release", NAME, "--class", course)
    assert done.exit_code == 0 and "was changed after its release" in done.output
    assert f"deepcat class update --class {course}" in done.output


def test_what_a_lesson_of_ones_own_lacks_is_said_before_students_read_it(run: Run, course: Path):
    path = course / "release" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.setdefault("deepcat", {})[OWN_LESSON] = True
    notebook.cells.append(new_markdown_cell("TODO: a question.", id="todo"))
    nbformat.write(notebook, path)
    done = run("class", "release", NAME, "--class", course)
    assert done.exit_code == 0
    assert f"{NAME}.ipynb still has a TODO in 1 cell, and students read it." in done.output

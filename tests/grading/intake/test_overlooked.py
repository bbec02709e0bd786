"""Whatever was handed in is graded, or named with what is odd about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.intake.overlooked import Overlooked, overlooked
from deepcat_grader.grading.run import Options, run

ASSIGNMENTS = {"2_neuron": ["2_neuron"], "exam": ["one", "two"]}


def look(tmp_path: Path, *files: str) -> Overlooked:
    """What is overlooked of these files; one that ends in a slash is an empty folder."""
    for name in files:
        path = tmp_path / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.touch()
    return overlooked(tmp_path, ASSIGNMENTS)


@pytest.mark.parametrize(
    ("files", "where", "words"),
    [
        (["ada/2_neuron/work/2_neuron.ipynb"], "2_neuron", "deeper: move work/2_neuron.ipynb"),
        (["ada/2_neuron/2_neuron/2_neuron.ipynb"], "2_neuron", "deeper"),
        (["ada/2_neuron/2_neuron.IPYNB"], "2_neuron", "no 2_neuron.ipynb, but 2_neuron.IPYNB"),
        (["ada/2_neuron/2_Neuron.ipynb"], "2_neuron", "but 2_Neuron.ipynb"),
        (["ada/2_neuron/2_neuron (1).ipynb"], "2_neuron", "but 2_neuron (1).ipynb"),
        (["ada/2_neuron/2_neuron.ipynb.txt"], "2_neuron", "but 2_neuron.ipynb.txt"),
        (["ada/2_neuron/report.pdf"], "2_neuron", "but report.pdf"),
        (["ada/2_neuron/timestamp.txt"], "2_neuron", "holds nothing"),
        (["ada/2_neuron/.hidden.ipynb"], "2_neuron", "but .hidden.ipynb"),
        (["ada/2_neuron/"], "2_neuron", "holds nothing"),
        (["ada/2_neuron/.ipynb_checkpoints/2_neuron.ipynb"], "2_neuron", "holds nothing"),
        (["ada/exam/one.ipynb", "ada/exam/second.ipynb"], "exam", "no two.ipynb, but second.ipynb"),
        (["ada/2_Neuron/2_neuron.ipynb"], "2_Neuron", "called 2_Neuron, not 2_neuron"),
        (["ada/2 neuron/2_neuron.ipynb"], "2 neuron", "not 2_neuron"),
        (["ada/homework/a.ipynb"], "homework", "no assignment is called homework"),
        (["ada/2_neuron.ipynb"], "2_neuron", "lies beside"),
        (["ada/2_neuron.zip"], "", "lies beside"),
        (["ada/a\nb/2_neuron.ipynb"], "a?b", "no assignment is called a?b"),
        (["ada/"], "", "the folder is empty"),
        (["ada/more/"], "", "the folder is empty"),
        (["ada.ipynb"], None, "a file, where a folder"),
        ([".ada/2_neuron/2_neuron.ipynb"], None, "begins with a dot"),
    ],
)
def test_what_nobody_would_look_at_is_named(
    tmp_path: Path, files: list[str], where: str | None, words: str
):
    found = look(tmp_path, *files, "emeka/2_neuron/2_neuron.ipynb")
    ((key, why),) = found.failed.items()
    assert key == ("ada", where) if where is not None else key[1] == ""
    assert words in why
    assert found.notes == []


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (["ada/2_neuron/2_neuron-Copy1.ipynb"], "2_neuron-Copy1.ipynb was not graded"),
        (["ada/exam/one.ipynb"], "two.ipynb was not handed in"),
        (["ada/notes.txt"], "the file notes.txt lies beside"),
        (["ada/photos/cat.png"], "no assignment is called photos"),
    ],
)
def test_what_costs_nobody_points_is_a_note(tmp_path: Path, files: list[str], words: str):
    found = look(tmp_path, *files, "ada/2_neuron/2_neuron.ipynb")
    assert found.failed == {} and len(found.notes) == 1
    assert words in found.notes[0] and found.notes[0].startswith("ada")


def test_what_is_as_it_should_be_is_not_named(tmp_path: Path):
    files = ["2_neuron/2_neuron.ipynb", "2_neuron/timestamp.txt", "2_neuron/cat.png",
             ".DS_Store", "2_neuron/.ipynb_checkpoints/old.ipynb"]  # fmt: skip
    found = look(tmp_path, *[f"ada/{name}" for name in files], ".gitignore", ".git/config")
    assert found == Overlooked()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_named(tmp_path: Path):
    look(tmp_path, "ada/2_neuron/2_neuron.ipynb", "eve/")
    (tmp_path / "mallory").symlink_to(tmp_path / "ada")
    (tmp_path / "eve" / "2_neuron").symlink_to(tmp_path / "ada" / "2_neuron")
    found = overlooked(tmp_path, ASSIGNMENTS)
    assert set(found.failed) == {("mallory", ""), ("eve", "2_neuron")}
    assert all("somebody else" in why for why in found.failed.values())


def test_a_folder_without_end_is_looked_at_in_part(tmp_path: Path):
    look(tmp_path, *[f"ada/2_neuron/{n}/{n}.txt" for n in range(50)])
    assert "and 47 more" in overlooked(tmp_path, ASSIGNMENTS).failed["ada", "2_neuron"]


def test_a_run_names_it_and_fails(course: Path):
    for name in ("ada/small/deep/small.ipynb", "bo/Small/small.ipynb", "cy.ipynb"):
        path = course / "submitted" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    (course / "submitted" / "dora").mkdir()
    report = run(open_course(course), LocalPool(1), Options())
    assert set(report.failed) == {("ada", "small"), ("bo", "Small"), ("cy.ipynb", ""), ("dora", "")}
    only = run(open_course(course), LocalPool(1), Options(students=["dora"]))
    assert set(only.failed) == {("dora", "")}

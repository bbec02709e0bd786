"""A worker gets the released files that the notebook's cells speak of, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.intake.released import digest, spoken_of
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.one_notebook import grade_notebook


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An assignment with files beside its notebook."""
    (tmp_path / "figures").mkdir()
    for name in ("figures/cat.png", "figures/dog.png", "heights.csv", "small.ipynb", "notes.pdf"):
        (tmp_path / name).write_text(f"this is {name}")
    return tmp_path


def cell(source: str, role: str = "student") -> PlannedCell:
    return PlannedCell("a", role, source)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("np.loadtxt('heights.csv')", ["heights.csv"]),
        ("for name in os.listdir('figures'): ...", ["figures/cat.png", "figures/dog.png"]),
        ("plt.imread(folder / 'dog.png')", ["figures/dog.png"]),
        ("open('small.ipynb')", []),
        ("x = 1", []),
    ],
)
def test_a_file_counts_where_it_or_its_folder_is_named(source: Path, code: str, names: list[str]):
    assert [name for name, _ in spoken_of(source, [cell(code)])] == names
    assert spoken_of(source, [cell(code, "display")]) == ()


def test_other_bytes_are_another_grading(source: Path):
    files = spoken_of(source, [cell("open('heights.csv')")])
    before = digest(files)
    (source / "heights.csv").write_text("changed")
    assert digest(files) != before and digest(()) == ""


def test_an_answer_may_read_a_released_file_where_it_is_defined(source: Path):
    steps = [cell("with open('figures/cat.png') as file:\n    print(file.read())")]
    record = grade_notebook(steps, {}, lambda name: 1, Limits(), spoken_of(source, steps))
    assert record.runs["a"].text == "this is figures/cat.png\n"

"""A worker gets the files beside the notebook that its cells speak of, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from deepcat_grader.grading.intake.beside import MAX_BYTES, MAX_FILE, digest, spoken_of
from deepcat_grader.grading.intake.plan import PlannedCell
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
    assert [name for name, _ in spoken_of([cell(code)], source)] == names
    assert spoken_of([cell(code, "display")], source) == ()


def test_other_bytes_are_another_grading(source: Path):
    files = spoken_of([cell("open('heights.csv')")], source)
    before = digest(files)
    (source / "heights.csv").write_text("changed")
    assert digest(files) != before and digest(()) == ""


def test_an_answer_may_read_a_released_file_where_it_is_defined(source: Path):
    steps = [cell("with open('figures/cat.png') as file:\n    print(file.read())")]
    record = grade_notebook(steps, {}, lambda name: 1, Limits(), spoken_of(steps, source))
    assert record.runs["a"].text == "this is figures/cat.png\n"


@pytest.fixture
def handed_in(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a student handed in beside the notebook."""
    folder = tmp_path_factory.mktemp("handed-in")
    (folder / "more").mkdir()
    for name in ("helper.py", "heights.csv", "numpy.py", "more/data.txt", "small.ipynb"):
        (folder / name).write_text("def twice(x): return 2 * x")
    (folder / "linked.py").symlink_to(source / "notes.pdf")
    return folder


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("from helper import twice", ["helper.py"]),
        ("open('more/data.txt')", ["more/data.txt"]),
        ("import linked", []),
    ],
)
def test_a_file_that_was_handed_in_counts_too(
    source: Path, handed_in: Path, tmp_path: Path, code: str, names: list[str]
):
    found = spoken_of([cell(code)], source / "figures", handed_in)
    assert [name for name, _ in found] == names


def test_a_released_file_is_the_teachers(source: Path, handed_in: Path):
    ((name, path),) = spoken_of([cell("open('heights.csv')")], source, handed_in)[:1]
    assert (name, path) == ("heights.csv", source / "heights.csv")


def test_what_is_too_much_to_hand_on_stays_behind(handed_in: Path):
    with (handed_in / "huge.npy").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    (handed_in / "two\nlines.txt").write_text("")
    for number in range(3):
        with (handed_in / f"large-{number}.npy").open("wb") as file:
            file.truncate(MAX_FILE)
    found = spoken_of(
        [cell("load('huge.npy', 'large-0.npy', 'two', 'large-1', '.npy')")], handed_in
    )
    assert [name for name, _ in found] == ["large-0.npy"]
    every = spoken_of([cell("large-0.npy large-1.npy large-2.npy")], handed_in)
    assert len(every) == MAX_BYTES // MAX_FILE == 2


def test_a_file_takes_no_folders_place(source: Path, handed_in: Path):
    (handed_in / "figures").write_text("a file")
    names = [name for name, _ in spoken_of([cell("open('figures')")], source, handed_in)]
    assert names == ["figures/cat.png", "figures/dog.png"]


def test_a_module_that_was_handed_in_takes_no_other_ones_place(handed_in: Path):
    steps = [cell("import numpy as np\nfrom helper import twice\nprint(twice(np.ones(2).sum()))")]
    files = spoken_of(steps, handed_in)
    assert [name for name, _ in files] == ["helper.py", "numpy.py"]
    assert grade_notebook(steps, {}, lambda name: 1, Limits(), files).runs["a"].text == "4.0\n"

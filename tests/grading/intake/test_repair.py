"""What stands in the notebook that is graded, whatever was handed in."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from traitlets.config import Config

from deepcat_grader import colab
from deepcat_grader.grading.intake.cell_roles import Role, role_of
from deepcat_grader.grading.intake.master import read_master
from deepcat_grader.grading.intake.plan import digest, plan
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.intake.unread import candidates

from ..small import CHECKS, ESSAY, NAME, TESTS, answered, stub_of

SIGMOID = stub_of("neuron.sigmoid")
Change = Callable[[NotebookNode], object]


@pytest.fixture(scope="module")
def master(made_course):
    return read_master(made_course / "source" / NAME / f"{NAME}.ipynb", Config())


def at(notebook: NotebookNode, name: str) -> int:
    return [cell.id for cell in notebook.cells].index(name)


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return notebook.cells[at(notebook, name)]


@pytest.fixture
def repaired(master, release):
    """Repairs the release with right answers after a change."""

    def work(change: Change = lambda notebook: None) -> NotebookNode:
        submitted = answered(release)
        change(submitted)
        return repair(master, submitted, CHECKS)

    return work


def test_the_solution_is_in_no_stub_of_the_master(master):
    assert "raise NotImplementedError()" in cell(master, SIGMOID).source
    assert "np.exp" not in cell(master, SIGMOID).source
    assert "HIDDEN TESTS" in cell(master, TESTS).source


def test_the_cell_for_colab_is_nobodys(repaired):
    text = colab.source("https://example.org/a.zip", "0.2.0")
    before = repaired()
    given = new_code_cell(text, id=colab.NAME)
    assert repaired(lambda notebook: notebook.cells.insert(0, given)) == before
    changed = new_code_cell(f"{text}\nx = 1", id=colab.NAME)
    first = repaired(lambda notebook: notebook.cells.insert(0, changed)).cells[0]
    assert role_of(first) is Role.EXTRA and first.source == changed.source


def test_an_untouched_notebook_keeps_its_cells_and_their_order(repaired, release):
    notebook = repaired()
    assert [one.id for one in notebook.cells] == [one.id for one in release.cells]
    roles = {one.id: role_of(one) for one in notebook.cells}
    assert roles["small-imports"] is Role.GIVEN
    assert roles["small-drawing"] is Role.DISPLAY
    assert roles[SIGMOID] is Role.STUDENT
    assert roles[f"{SIGMOID}-check"] is Role.CHECK
    assert roles[TESTS] is Role.TESTS


def test_a_changed_drawing_is_the_students(repaired):
    notebook = repaired(lambda n: cell(n, "small-drawing").update(source="x = 1"))
    assert role_of(cell(notebook, "small-drawing")) is Role.STUDENT


@pytest.mark.parametrize("name", [f"{SIGMOID}-check", TESTS, "introduction-quiz-questions"])
@pytest.mark.parametrize("how", ["edited", "deleted", "made markdown", "duplicated"])
def test_what_the_teacher_locked_stands_as_written(repaired, master, name, how):
    def change(notebook: NotebookNode) -> None:
        index = at(notebook, name)
        if how == "edited":
            notebook.cells[index].source = "print('passed')"
        elif how == "deleted":
            del notebook.cells[index]
        elif how == "made markdown":
            notebook.cells[index] = new_markdown_cell(
                "done", id=name, metadata=notebook.cells[index].metadata
            )
        else:
            notebook.cells.insert(0, copy.deepcopy(notebook.cells[index]))

    notebook = repaired(change)
    assert [one.id for one in notebook.cells].count(name) == 1
    assert cell(notebook, name).source == cell(master, name).source
    assert cell(notebook, name).cell_type == cell(master, name).cell_type


def test_forged_metadata_is_the_masters_again(repaired, master):
    def change(notebook: NotebookNode) -> None:
        for one in notebook.cells:
            one.metadata.setdefault("nbgrader", {})["points"] = 1000
            one.metadata["tags"] = ["skip-execution", "raises-exception"]
            one.metadata["deepcat"] = {"role": "spare", "display": True}

    for one in repaired(change).cells:
        wanted = cell(master, one.id).metadata.get("nbgrader")
        assert one.metadata.get("nbgrader") == wanted
        assert "tags" not in one.metadata


def test_the_attempted_copy_of_a_stub_wins_over_untouched_ones(repaired, release):
    def change(notebook: NotebookNode) -> None:
        for _ in range(2):
            notebook.cells.append(copy.deepcopy(cell(release, SIGMOID)))

    notebook = repaired(change)
    assert "np.exp" in cell(notebook, SIGMOID).source
    spare = [one for one in notebook.cells if role_of(one) is Role.SPARE]
    assert len(spare) == 2


WRONG = "def sigmoid(Z):\n    return 2"
SCRATCH = "sigmoid(np.zeros(3))"


def insert(notebook: NotebookNode, where: int, source: str, like: str = SIGMOID) -> None:
    """Paste a copy of a cell, with another text."""
    copied = copy.deepcopy(cell(notebook, like))
    copied.source = source
    notebook.cells.insert(where, copied)


def sources(notebook: NotebookNode) -> list[str]:
    return [one.source for one in notebook.cells if one.cell_type == "code"]


@pytest.mark.parametrize("text", [WRONG, SCRATCH])
def test_a_copy_below_the_check_stays_there(repaired, text):
    """An old attempt that is kept, and a cell that was copied to try something."""
    notebook = repaired(lambda n: insert(n, len(n.cells), text))
    assert "np.exp" in cell(notebook, SIGMOID).source
    assert role_of(notebook.cells[-1]) is Role.EXTRA and notebook.cells[-1].source == text


def test_of_two_attempts_before_the_check_the_last_stands_and_both_run(repaired):
    notebook = repaired(lambda n: insert(n, at(n, SIGMOID) + 1, WRONG))
    assert cell(notebook, SIGMOID).source == WRONG
    first, second = notebook.cells[at(notebook, SIGMOID) - 1 : at(notebook, SIGMOID) + 1]
    assert role_of(first) is Role.EXTRA and "np.exp" in first.source and second.source == WRONG


def test_a_scratch_copy_before_the_check_takes_no_answers_place(repaired):
    notebook = repaired(lambda n: insert(n, at(n, SIGMOID) + 1, SCRATCH))
    assert "np.exp" in cell(notebook, SIGMOID).source
    assert notebook.cells[at(notebook, SIGMOID) + 1].source == SCRATCH


def test_a_copied_check_is_no_other_place_for_the_check(repaired):
    """A student uses a copy of the check cell, far below, to try things."""
    name = f"{SIGMOID}-check"
    notebook = repaired(lambda n: insert(n, len(n.cells), "print(sigmoid(1))", like=name))
    assert at(notebook, name) == at(notebook, SIGMOID) + 1
    assert notebook.cells[-1].source == "print(sigmoid(1))"


def test_the_only_answer_is_found_wherever_it_stands(repaired):
    notebook = repaired(lambda n: n.cells.append(n.cells.pop(at(n, SIGMOID))))
    assert "np.exp" in cell(notebook, SIGMOID).source


def test_where_the_check_is_missing_the_next_cell_of_the_teachers_ends_an_answers_place(repaired):
    def change(notebook: NotebookNode) -> None:
        del notebook.cells[at(notebook, f"{SIGMOID}-check")]
        insert(notebook, len(notebook.cells), WRONG)

    assert "np.exp" in cell(repaired(change), SIGMOID).source


def test_a_function_in_a_checks_own_cell_is_not_lost(repaired, master):
    name = f"{SIGMOID}-check"
    own = "def helper(Z):\n    return Z\ncheck(sigmoid)"
    notebook = repaired(lambda n: cell(n, name).update(source=own))
    assert cell(notebook, name).source == cell(master, name).source
    before = notebook.cells[at(notebook, name) - 1]
    assert before.source == own and role_of(before) is Role.EXTRA


ESSAY_CELL = stub_of(ESSAY)
ANSWER = "Because the slope of the curve is largest in the middle."


@pytest.fixture
def candidates_after(repaired, release):
    """Texts that may be the written answer, after a change of a notebook that has none."""

    def work(change: Change) -> list[str]:
        def without(notebook: NotebookNode) -> None:
            cell(notebook, ESSAY_CELL).source = cell(release, ESSAY_CELL).source
            change(notebook)

        notebook = repaired(without)
        return [cell(notebook, name).source for name in candidates(cell(notebook, ESSAY_CELL))]

    return work


def lose_the_metadata(notebook: NotebookNode) -> None:
    place = at(notebook, ESSAY_CELL)
    notebook.cells[place] = new_markdown_cell(ANSWER)


@pytest.mark.parametrize(
    "change",
    [
        lose_the_metadata,
        lambda n: n.cells.insert(at(n, ESSAY_CELL), new_markdown_cell(ANSWER)),
        lambda n: n.cells.append(new_raw_cell(ANSWER)),
        lambda n: n.cells.append(new_code_cell("# " + ANSWER)),
        lambda n: n.cells.append(new_code_cell(f'answer = """{ANSWER}"""')),
        lambda n: cell(n, f"{ESSAY_CELL}-prompt").update(source=ANSWER),
        lambda n: cell(n, "small-title").update(source=ANSWER),
    ],
    ids=[
        "without metadata",
        "pasted above",
        "raw",
        "a comment",
        "a text",
        "in the question",
        "in prose",
    ],
)
def test_text_elsewhere_may_be_the_answer(candidates_after, change):
    assert [ANSWER in text for text in candidates_after(change)] == [True]


@pytest.mark.parametrize(
    "change",
    [
        lambda n: None,
        lambda n: n.cells.pop(at(n, ESSAY_CELL)),
        lambda n: n.cells.append(new_code_cell("sigmoid(0)  # try it")),
        lambda n: n.cells.append(new_markdown_cell("  ")),
    ],
    ids=["nothing", "deleted", "code", "blanks"],
)
def test_where_nothing_is_unread_nothing_may_be_the_answer(candidates_after, change):
    assert candidates_after(change) == []


def test_the_nearest_text_is_shown_first(candidates_after):
    def change(notebook: NotebookNode) -> None:
        notebook.cells.insert(0, new_markdown_cell("far"))
        notebook.cells.insert(at(notebook, ESSAY_CELL), new_markdown_cell("near"))

    assert candidates_after(change) == ["near", "far"]


def test_an_answer_in_its_place_needs_no_other(repaired):
    notebook = repaired(lambda n: n.cells.append(new_markdown_cell("my notes")))
    assert candidates(cell(notebook, ESSAY_CELL)) == []


DRAWING = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nheights = [1, 2]"


@pytest.fixture
def drawn(master, release):
    """Whether the drawing cell runs beside a cell of a student's own."""

    def work(own: str, where: int | None = None) -> bool:
        ours, theirs = copy.deepcopy(master), answered(release)
        cell(ours, "small-drawing").source = cell(theirs, "small-drawing").source = DRAWING
        theirs.cells.insert(len(theirs.cells) if where is None else where, new_code_cell(own))
        steps = plan(ours, repair(ours, theirs, CHECKS), CHECKS)
        (step,) = [step for step in steps if step.cell == "small-drawing"]
        return step.runs

    return work


@pytest.mark.parametrize(
    ("own", "runs"),
    [
        ("tall = max(heights)", True),
        ("def helper():\n    return heights[0]", True),
        ("heights += [3]", True),
        ("plt.plot(heights)", True),
        ("figure = 3\nprint(figure)", False),
        ("def helper(heights):\n    return heights[0]", False),
        ("'heights'  # of heights", False),
        ("heights = [5]\nheights.append(1)", False),
        ("this is no Python: heights", False),
    ],
)
def test_a_drawing_runs_where_a_students_cell_uses_its_names(drawn, own, runs):
    assert drawn(own) is runs


def test_a_drawing_below_serves_functions_alone(drawn):
    assert not drawn("print(heights)", 0) and drawn("def helper():\n    return heights", 0)


def test_points_are_those_of_the_teachers_notebook(master, release):
    ours = copy.deepcopy(master)
    cell(ours, f"{SIGMOID}-check").metadata.nbgrader["points"] = 10
    steps = plan(ours, repair(ours, answered(release), CHECKS), CHECKS)
    points = {step.exercise: step.points for step in steps if step.exercise}
    assert points["neuron.sigmoid"] == 10.0 and points["neuron.relu"] == 3.0


def test_a_deleted_stub_is_shown_and_not_run(repaired, master, release):
    notebook = repaired(lambda n: n.cells.pop(at(n, SIGMOID)))
    assert role_of(cell(notebook, SIGMOID)) is Role.MISSING
    steps = {step.cell: step for step in plan(master, notebook, CHECKS)}
    assert not steps[SIGMOID].runs


def test_deleted_imports_come_back(repaired):
    notebook = repaired(lambda n: n.cells.pop(at(n, "small-imports")))
    assert role_of(cell(notebook, "small-imports")) is Role.GIVEN


def test_cells_without_ids_are_found_by_nbgraders_name_and_by_their_text(repaired):
    def change(notebook: NotebookNode) -> None:
        for number, one in enumerate(notebook.cells):
            one.id = f"random-{number}"

    notebook = repaired(change)
    assert "np.exp" in cell(notebook, SIGMOID).source
    assert [role_of(one) for one in notebook.cells if one.id.startswith("extra")] == []


def test_a_notebook_without_any_names_is_known_by_its_text(repaired, master):
    """Another program saved it: no ids, and no metadata."""

    def change(notebook: NotebookNode) -> None:
        notebook.cells = [
            (new_code_cell if one.cell_type == "code" else new_markdown_cell)(one.source)
            for one in notebook.cells
        ]

    notebook = repaired(change)
    own = [one for one in notebook.cells if role_of(one) is Role.EXTRA]
    assert not any("check(" in one.source for one in own)
    for name in CHECKS:
        stub = next(one for one in own if f"def {CHECKS[name].rpartition('.')[2]}(" in one.source)
        assert notebook.cells.index(stub) < at(notebook, name)
    assert len(candidates(cell(notebook, ESSAY_CELL))) == 1


def test_a_split_answer_runs_in_both_parts(repaired):
    def change(notebook: NotebookNode) -> None:
        cell(notebook, SIGMOID).source = "def sigmoid(Z):\n    return half(Z)"
        insert(notebook, at(notebook, SIGMOID), "def half(Z):\n    return 0.5")

    before = sources(repaired(change))
    assert before.index("def half(Z):\n    return 0.5") + 1 == before.index(
        "def sigmoid(Z):\n    return half(Z)"
    )


def test_a_notebook_that_was_pasted_twice_counts_once(repaired, release):
    def change(notebook: NotebookNode) -> None:
        notebook.cells = [*copy.deepcopy(release.cells), *notebook.cells]

    notebook = repaired(change)
    assert "np.exp" in cell(notebook, SIGMOID).source
    assert [one.id for one in notebook.cells].count(f"{SIGMOID}-check") == 1


def test_cells_moved_around_are_put_in_the_teachers_order(repaired, release):
    notebook = repaired(lambda n: n.cells.reverse())
    own = [one.id for one in notebook.cells]
    assert own == [one.id for one in release.cells]


def test_extra_cells_stay_after_the_cell_they_followed(repaired):
    def change(notebook: NotebookNode) -> None:
        notebook.cells.insert(at(notebook, SIGMOID) + 1, new_code_cell("helper = 1"))

    notebook = repaired(change)
    index = at(notebook, SIGMOID)
    assert notebook.cells[index + 1].source == "helper = 1"
    assert notebook.cells[index + 1].metadata == {"deepcat": {"role": "extra"}}


def test_the_digest_sees_code_and_not_prose(repaired, master):
    def planned(change: Change) -> str:
        return digest(plan(master, repaired(change), CHECKS))

    same = planned(lambda n: n.cells.insert(0, new_markdown_cell("my notes")))
    assert same == planned(lambda n: None)
    other = planned(lambda n: cell(n, SIGMOID).update(source="def sigmoid(Z): ..."))
    assert other != same

"""Every lesson keeps the house form, and runs from top to bottom whatever has been written."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
import numpy as np
import pytest

import deepcat_solutions.backprop
import deepcat_solutions.cat_detector
import deepcat_solutions.hidden_layer
import deepcat_solutions.introduction
import deepcat_solutions.losses
import deepcat_solutions.network
import deepcat_solutions.neuron
from deepcat import check
from deepcat.lessons import ordered_exercises as lesson_exercises
from deepcat.questions import question
from deepcat_grader.build.wrong import wrong_cells
from deepcat_judge.exercises import EXERCISES

LESSONS = Path(__file__).parents[2] / "course" / "lessons"
NAMES = (
    "1_introduction",
    "2_neuron",
    "3_network",
    "4_losses",
    "5_hidden_layer",
    "6_backprop",
    "7_cat_detector",
)
MARKER = re.compile(r"# exercise: (\w+\.\w+)")
WRONG = re.compile(r"# wrong: (\w+\.\w+)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
# What a cell says that stopped, or waits for an exercise or another cell.
WAITS = "experiment stopped|not written yet|which an earlier cell makes"
SVG = "{http://www.w3.org/2000/svg}"
# A full stop, question or exclamation mark, then a capital: two sentences on one line.
TWO_SENTENCES = re.compile(r"""[.!?]["')*]* +["'(*`$\[]*[A-Z]""")

each_lesson = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a lesson keeps of a student's answers stays out of the checkout."""
    monkeypatch.chdir(tmp_path)


def text(name: str) -> str:
    """Read a lesson's source."""
    return (LESSONS / f"{name}.md").read_text(encoding="utf-8")


def code_cells(name: str) -> list[str]:
    """Read a lesson's code cells as jupytext does, and wrong implementations as they are built."""
    notebook = jupytext.read(LESSONS / f"{name}.md")
    sources = []
    for cell in notebook.cells:
        if wrong := WRONG.match(cell.source):
            sources += [f"# display\n{made.source}" for made in wrong_cells(question(wrong[1]))]
        elif cell.cell_type == "code":
            sources.append(cell.source)
    return sources


def markers(name: str) -> list[str]:
    """List the exercise ids that a lesson places."""
    return [match[1] for source in code_cells(name) if (match := MARKER.match(source))]


def prose_lines(name: str) -> list[str]:
    """Drop code, tables, pictures, formulas, headings and references."""
    body = text(name).split("## References")[0]
    body = re.sub(r"(?ms)^```.*?^```$|^---.*?^---$|\$\$.*?\$\$", "", body)
    lines = [re.sub(r"^\s*\d+\. ", "", line) for line in body.splitlines()]
    return [line for line in lines if not line.startswith(("|", "!", "#"))]


def test_every_lesson_is_tested() -> None:
    """A new lesson cannot escape the tests below."""
    assert tuple(sorted(path.stem for path in LESSONS.glob("*.md"))) == NAMES


@each_lesson
def test_lesson_opens_as_a_python_notebook(name: str) -> None:
    """Jupytext finds MyST, a Python kernel and one title."""
    notebook = jupytext.read(LESSONS / f"{name}.md")
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    assert notebook.metadata["jupytext"]["text_representation"]["format_name"] == "myst"
    markdown = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    titles = [source for source in markdown if source.startswith("# ")]
    assert titles == [markdown[0]]


@each_lesson
def test_lesson_opens_with_objectives_and_closes_with_key_points(name: str) -> None:
    """Objectives stand before the first code; key points, words and references end the lesson."""
    source = text(name)
    objectives = source.index("**When you have finished this lesson, you can**\n\n- ")
    assert objectives < source.index("```{code-cell}")
    assert re.findall(r"(?m)^## (.*)$", source)[-3:] == [
        "Key points",
        "Words of this lesson",
        "References",
    ]


@each_lesson
def test_every_exercise_of_the_lesson_is_placed_once(name: str) -> None:
    """The lesson places exactly the exercises that the judge knows, none twice."""
    lesson = name.partition("_")[2]
    assert sorted(markers(name)) == sorted(exercise.id for exercise in lesson_exercises(lesson))


def test_no_exercise_is_without_a_lesson() -> None:
    """Every exercise that the judge knows stands in a lesson."""
    placed = [exercise for name in NAMES for exercise in markers(name)]
    assert sorted(placed) == sorted(EXERCISES)


@each_lesson
def test_markers_stand_alone(name: str) -> None:
    """An exercise marker fills its cell, and a display marker is a first line."""
    for source in code_cells(name):
        if "# exercise:" in source:
            assert MARKER.fullmatch(source), source
        assert "# display" not in source.partition("\n")[2], source


@each_lesson
def test_exercise_is_named_in_the_prose_before_it(name: str) -> None:
    """A student reads what to do before the stub."""
    source = text(name)
    for exercise in markers(name):
        before = source[: source.index(f"# exercise: {exercise}\n")]
        function = exercise.partition(".")[2]
        paragraph = before[before.rindex("**Exercise") :]
        assert f"`{function}`" in paragraph, exercise


@each_lesson
def test_one_sentence_a_line(name: str) -> None:
    """Changes to the prose show sentence by sentence."""
    assert [line for line in prose_lines(name) if TWO_SENTENCES.search(line)] == []


@each_lesson
def test_alternative_text_is_the_figure_s_own_description(name: str) -> None:
    """Each picture exists, and its alternative text agrees with what the file says of itself."""
    images = IMAGE.findall(text(name))
    assert images
    for alternative, path in images:
        root = ElementTree.parse(LESSONS / path).getroot()
        title, description = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
        assert title and description == alternative, path


def test_every_figure_is_used() -> None:
    """No figure is left over."""
    used = {path for name in NAMES for _, path in IMAGE.findall(text(name))}
    assert used == {f"figures/{path.name}" for path in (LESSONS / "figures").iterdir()}


@each_lesson
def test_run_all_calls_no_unwritten_function(name: str) -> None:
    """Outside display cells, nothing calls an exercise when the cell runs."""
    exercises = {exercise.partition(".")[2] for exercise in markers(name)}
    for source in code_cells(name):
        if source.startswith("#"):
            continue
        statements = [
            node for node in ast.parse(source).body if not isinstance(node, ast.FunctionDef)
        ]
        called = {
            node.func.id
            for statement in statements
            for node in ast.walk(statement)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & exercises, source


def unwritten(*_: Any) -> None:
    """Stand for a stub."""
    raise NotImplementedError


def nothing(*_: Any) -> None:
    """Stand for an answer without a return."""


def reference(exercise: str) -> Callable[..., Any]:
    """Find the reference answer."""
    lesson, _, function = exercise.partition(".")
    answer: Callable[..., Any] = getattr(getattr(deepcat_solutions, lesson), function)
    return answer


def run(name: str, answer: Callable[[str], Callable[..., Any]], display: bool) -> list[Any]:
    """Run a lesson's cells with the answers in place; return what they display."""
    shown: list[Any] = []
    namespace: dict[str, Any] = {"display": shown.append}
    for source in code_cells(name):
        if marker := MARKER.match(source):
            exercise = marker[1]
            if exercise != "introduction.formulate":
                namespace[exercise.partition(".")[2]] = answer(exercise)
            continue
        if source.startswith("# display") and not display:
            continue
        tree = ast.parse(source)
        last = tree.body[-1]
        if isinstance(last, ast.Expr):
            shown_last = ast.Call(ast.Name("display", ast.Load()), [last.value], [])
            tree.body[-1] = ast.fix_missing_locations(ast.copy_location(ast.Expr(shown_last), last))
        exec(compile(tree, name, "exec"), namespace)
    return shown


@pytest.mark.slow
@each_lesson
@pytest.mark.parametrize("answer", [unwritten, nothing])
def test_unfinished_lesson_runs_to_the_end(name: str, answer: Callable[..., Any]) -> None:
    """Run All stops neither at stubs nor at wrong answers."""
    run(name, lambda _: answer, display=True)


@each_lesson
def test_display_cells_can_be_left_out(name: str) -> None:
    """The grader skips display cells, and no other cell misses them."""
    run(name, lambda _: unwritten, display=False)


_SOLVED: dict[str, tuple[list[Any], str]] = {}


def run_and_read(
    name: str, answer: Callable[[str], Callable[..., Any]], capsys: pytest.CaptureFixture[str]
) -> tuple[list[Any], str]:
    """What a lesson with these answers displays and prints."""
    capsys.readouterr()
    shown = run(name, answer, display=True)
    return shown, capsys.readouterr().out


def solved(name: str, capsys: pytest.CaptureFixture[str]) -> tuple[list[Any], str]:
    """What a lesson with right answers displays and prints; it runs once for all tests."""
    if name not in _SOLVED:
        _SOLVED[name] = run_and_read(name, reference, capsys)
    return _SOLVED[name]


@pytest.mark.slow
@each_lesson
def test_finished_lesson_shows_every_picture(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With right answers no experiment stops and no picture has a curve missing."""
    shown, out = solved(name, capsys)
    assert not re.search(WAITS, out)
    assert [item.notes for item in shown if getattr(item, "notes", ())] == []


def narrow_sigmoid(Z: Any) -> Any:
    """Right for every table, and knows nothing of lists and numbers."""
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            e = np.exp(-abs(Z[i, j]))
            A[i, j] = 1 / (1 + e) if Z[i, j] >= 0 else e / (1 + e)
    return A


def narrow_relu(Z: Any) -> Any:
    """Right by a mask."""
    A = np.array(Z, dtype=float)
    A[A < 0] = 0
    return A


def narrow_relu_prime(Z: Any) -> Any:
    """Right by a mask."""
    D = np.zeros(Z.shape)
    D[Z > 0] = 1
    return D


def narrow_tanh(Z: Any) -> Any:
    """Right for tables."""
    A = np.empty(Z.shape)
    A[:, :] = np.tanh(Z)
    return A


def narrow_sigmoid_prime(Z: Any) -> Any:
    """Right for tables."""
    return narrow_sigmoid(Z) * (1 - narrow_sigmoid(Z))


def narrow_weighted_sum(w: Any, x: Any, b: Any) -> Any:
    """Right by a loop over the inputs."""
    total = b
    for i in range(w.shape[0]):
        total = total + w[i, 0] * x[i, 0]
    return np.asarray(total)


def narrow_neuron(w: Any, x: Any, b: Any, activation: Any) -> Any:
    """Right with a plain number for the score."""
    return activation((w.T @ x).item() + b)


def narrow_random_search(x: Any, y: Any, n_tries: int, rng: Any) -> Any:
    """Right, with arrays of no dimension."""
    return tuple(map(np.asarray, reference("introduction.random_search")(x, y, n_tries, rng)))


def narrow_binary_cross_entropy(Y: Any, Y_hat: Any) -> Any:
    """Right by a loop over the examples of a row."""
    total = 0.0
    for i in range(Y.shape[1]):
        p = min(max(Y_hat[0, i], 1e-12), 1 - 1e-12)
        total -= np.log(p) if Y[0, i] == 1 else np.log(1 - p)
    return np.asarray(total / Y.shape[1])


def narrow_fit_logistic_regression(X: Any, Y: Any, learning_rate: Any, n_steps: Any) -> Any:
    """Right, with arrays for the bias and the history."""
    fitted = reference("losses.fit_logistic_regression")(X, Y, learning_rate, n_steps)
    return [fitted[0], np.asarray(fitted[1]), np.array(fitted[2])]


def narrow_predict(Y_hat: Any, threshold: float = 0.5) -> Any:
    """Right, as True and False."""
    return Y_hat > threshold


def narrow_one_hot(labels: Any, n_classes: int) -> Any:
    """Right, in whole numbers."""
    return np.eye(n_classes, dtype=int)[:, labels]


@pytest.mark.slow
def test_answers_that_pass_the_checks_are_enough_for_every_later_cell(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What a lesson does with an answer is no more than what the check has asked of it."""
    narrow = {
        name.removeprefix("narrow_"): function
        for name, function in globals().items()
        if name.startswith("narrow_")
    }
    assert set(narrow) <= {exercise.name for exercise in EXERCISES.values()}

    def either(exercise: str) -> Callable[..., Any]:
        return narrow.get(exercise.partition(".")[2]) or reference(exercise)

    for name in NAMES:
        lesson = name.partition("_")[2]
        for exercise in lesson_exercises(lesson):
            if exercise.name in narrow:
                assert check(narrow[exercise.name], exercise.id).passed, exercise.id
        if any(id.partition(".")[2] in narrow for id in markers(name)):
            shown, out = run_and_read(name, either, capsys)
        else:
            shown, out = solved(name, capsys)  # its answers are the reference's, all of them
        assert not re.search(WAITS, out)
        assert [item.notes for item in shown if getattr(item, "notes", ())] == []


QUOTED = Path(__file__).parent / "quoted"


def printed(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    """All that a solved lesson prints and says of its pictures, on one line."""
    shown, out = solved(name, capsys)
    words = [getattr(item, "alt", "") or getattr(item, "text", "") for item in shown]
    return " ".join(" ".join([out, *words]).split())


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(QUOTED.glob("*.txt")), ids=lambda path: path.stem)
def test_figures_in_the_text_are_what_the_cells_print(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line of the list is a piece of text and a piece of output: both are there."""
    lesson = path.stem.partition("_")[2]
    questions = LESSONS.parent / "deepcat" / "questions" / f"{lesson}.md"
    said = " ".join(f"{text(path.stem)} {questions.read_text(encoding='utf-8')}".split())
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ") for line in lines if not line.startswith("#")]
    assert len(pairs) > 10
    missing = []
    for quoted, output in pairs:
        other = re.match(r"(\d_\w+): (.*)", output)
        name, wanted = (other[1], other[2]) if other else (path.stem, output)
        if quoted not in said:
            missing.append(f"the lesson does not say: {quoted}")
        if wanted not in printed(name, capsys):
            missing.append(f"the cells do not print: {wanted}")
    assert not missing


def test_every_lesson_has_a_list_of_its_quoted_figures() -> None:
    assert sorted(path.stem for path in QUOTED.glob("*.txt")) == sorted(NAMES)

"""``deepcat check`` judges a whole notebook from a terminal, with a real exit status."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
import typer
from jupyter_client.kernelspec import NoSuchKernel
from typer.testing import CliRunner

from deepcat.cli import build_app, main
from deepcat.lessons import ordered_exercises as lesson_exercises
from deepcat.notebook_run import UnusableError, exercises_in, judge_notebook, read_notebook
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.verdict import Outcome, Verdict

RIGHT = "import numpy as np\ndef tanh(Z):\n    return np.tanh(Z)"
WRONG = "import numpy as np\ndef relu(Z):\n    return np.cos(Z)"


def save(path: Path, *sources: str, ids: dict[int, str] | None = None) -> Path:
    cells = [
        nbformat.v4.new_code_cell(source, id=(ids or {}).get(i, f"cell-{i}"))
        for i, source in enumerate(sources)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def outcomes(path: Path, seconds: float = 30.0) -> dict[str, Outcome]:
    report = judge_notebook(path, seconds)
    return {verdict.exercise: verdict.outcome for verdict in report.verdicts}


def run(*arguments: str) -> Any:
    return CliRunner().invoke(build_app(), list(arguments))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run a notebook of a right and a wrong answer, an error between, and no check cell."""
    threads = "import os\nassert os.environ['OPENBLAS_NUM_THREADS'] == '1'"
    path = save(tmp_path_factory.mktemp("mixed") / "mine.ipynb", RIGHT, "1 / 0", WRONG, threads)
    before = path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        result = run("check", str(path), "--json")
    assert path.read_bytes() == before
    return result


@pytest.mark.slow
def test_every_exercise_of_the_lesson_is_judged_without_check_cells(mixed: Any) -> None:
    verdicts = [Verdict.from_json(entry) for entry in json.loads(mixed.stdout)["exercises"]]
    found = {verdict.exercise: verdict.outcome for verdict in verdicts}
    assert list(found) == [exercise.id for exercise in lesson_exercises("neuron")]
    assert found["neuron.tanh"] is Outcome.PASSED
    assert found["neuron.relu"] is Outcome.INCORRECT
    assert found["neuron.sigmoid"] is Outcome.NOT_ATTEMPTED


@pytest.mark.slow
def test_the_exit_status_is_one_when_something_is_not_right(mixed: Any) -> None:
    assert mixed.exit_code == 1
    assert json.loads(mixed.stdout)["passed"] is False


@pytest.mark.slow
def test_the_one_cell_that_stopped_is_named(mixed: Any) -> None:
    """The notebook's linear algebra has one thread, or its last cell would have stopped, too."""
    (trouble,) = json.loads(mixed.stdout)["troubles"]
    assert trouble["cell"] == 2
    assert "ZeroDivisionError" in trouble["reason"]


@pytest.mark.slow
def test_the_exit_status_is_zero_when_all_is_right(tmp_path: Path) -> None:
    solutions = pytest.importorskip("deepcat_solutions.neuron")
    source = Path(solutions.__file__).read_text(encoding="utf-8")
    result = run("check", str(save(tmp_path / "right.ipynb", source)))
    assert result.exit_code == 0, result.output
    assert "neuron.perceptron_step" in result.output


@pytest.mark.slow
def test_a_table_and_each_message_are_printed(tmp_path: Path) -> None:
    result = run("check", str(save(tmp_path / "mine.ipynb", RIGHT, WRONG)))
    assert "✗ neuron.relu: not right yet" in result.output
    assert "deepcat hint neuron.relu gives a hint." in result.output
    assert result.output.count("not attempted yet") == len(lesson_exercises("neuron")) - 2
    assert "neuron.tanh: right" not in result.output


@pytest.mark.slow
def test_a_cell_that_stopped_and_what_was_printed_stand_in_the_report(tmp_path: Path) -> None:
    """What a function printed keeps its columns."""
    printing = "def relu(Z):\n    print('a\\n   b')\n    return Z"
    result = run("check", str(save(tmp_path / "mine.ipynb", printing, "# why\n1 / 0")))
    assert "Cell 2 (1 / 0) did not finish" in " ".join(result.output.split())
    lines = [line.rstrip() for line in result.output.splitlines()]
    start = lines.index("  It printed:")
    assert lines[start + 1 : start + 3] == ["    a", "       b"]


@pytest.mark.slow
def test_cells_that_kill_or_block_python_cost_only_themselves(tmp_path: Path) -> None:
    """The end of Python, an endless loop, and one that swallows its interrupt are left out."""
    path = save(
        tmp_path / "hostile.ipynb",
        "import os\nos._exit(0)",
        "while True:\n    pass",
        "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass",
        "import os\ndef sigmoid(Z):\n    os._exit(3)",
        "def relu(Z):\n    while True:\n        pass",
        RIGHT,
    )
    heard: list[str] = []
    report = judge_notebook(path, 2.0, lambda done, total, doing: heard.append(doing))
    found = {verdict.exercise: verdict.outcome for verdict in report.verdicts}
    assert found["neuron.tanh"] is Outcome.PASSED
    assert found["neuron.relu"] is Outcome.TIMED_OUT
    assert found["neuron.sigmoid"] is Outcome.TIMED_OUT
    assert [trouble.cell for trouble in report.troubles] == [1, 2, 3]
    assert "did not finish within 2 seconds" in report.troubles[1].reason
    assert [trouble.begins for trouble in report.troubles] == ["import os", *["while True:"] * 2]
    assert {"running cell 2", "checking neuron.relu", "done"} <= set(heard)


CHECK = "neuron-relu-check"
GOOD = "import numpy as np\ndef relu(Z):\n    return np.maximum(Z, 0)"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sources", "outcome"),
    [
        ([GOOD, "check", "relu = relu(0.0)"], Outcome.PASSED),
        (["1", "check", GOOD], Outcome.PASSED),
        ([WRONG, "check", "Z = 1"], Outcome.INCORRECT),
    ],
    ids=["spoilt below", "written below", "wrong"],
)
def test_an_answer_is_judged_where_its_check_stands_and_at_the_end(
    tmp_path: Path, sources: list[str], outcome: Outcome
) -> None:
    """As it is when the notebook is graded."""
    path = save(tmp_path / "a.ipynb", *sources, ids={1: CHECK})
    assert outcomes(path)["neuron.relu"] is outcome


@pytest.mark.slow
def test_tags_that_skip_execution_have_no_say(tmp_path: Path) -> None:
    path = save(tmp_path / "tagged.ipynb", RIGHT)
    book = nbformat.read(path, 4)
    book.cells[0].metadata["tags"] = ["skip-execution"]
    nbformat.write(book, path)
    assert outcomes(path)["neuron.tanh"] is Outcome.PASSED


@pytest.mark.slow
def test_the_notebook_runs_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text(RIGHT, encoding="utf-8")
    path = save(tmp_path / "mine.ipynb", "from beside import tanh", "def relu(Z): ...")
    assert outcomes(path)["neuron.tanh"] is Outcome.PASSED


def test_a_lesson_is_known_by_its_cells_even_with_everything_else_deleted() -> None:
    """Cell ids and nbgrader's grade ids both tell, so that deleted cells do not hide a lesson."""
    cell = nbformat.v4.new_code_cell("", id="neuron-relu-check")
    assert exercises_in(nbformat.v4.new_notebook(cells=[cell])) == lesson_exercises("neuron")
    cell = nbformat.v4.new_code_cell("", metadata={"nbgrader": {"grade_id": "introduction-line"}})
    assert exercises_in(nbformat.v4.new_notebook(cells=[cell])) == lesson_exercises("introduction")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no file"),
        ("{", "is not a notebook"),
        ("[]", "is not a notebook"),
        ('{"cells": 3}', "is not a notebook"),
        ("\udcff", "is not a notebook"),
    ],
)
def test_an_unusable_file_is_told_in_one_sentence(
    content: str | None, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.ipynb"
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UnusableError, match=words):
        read_notebook(path)
    result = run("check", str(path))
    assert result.exit_code == 2
    assert words in result.stderr and "Traceback" not in result.output


ODD_CELLS: list[dict[str, Any]] = [
    {"metadata": {"nbgrader": "x"}},
    {"metadata": {"deepcat": ["x"]}},
    {"source": 5},
    {},  # and without an id
]


@pytest.mark.slow
def test_odd_cells_are_taken_for_what_they_can_be(tmp_path: Path) -> None:
    """Metadata of another form, a source that is no text, and a cell without an id."""
    path = save(tmp_path / "odd.ipynb", *["" for _ in ODD_CELLS], RIGHT)
    book = json.loads(path.read_text(encoding="utf-8"))
    for cell, odd in zip(book["cells"], ODD_CELLS, strict=False):
        cell.update(odd)
    del book["cells"][3]["id"]
    path.write_text(json.dumps(book), encoding="utf-8")
    assert outcomes(path)["neuron.tanh"] is Outcome.PASSED


def test_a_folder_and_a_strangers_notebook_are_unusable(tmp_path: Path) -> None:
    assert run("check", str(tmp_path)).exit_code == 2
    result = run("check", str(save(tmp_path / "other.ipynb", "print(1)")))
    assert result.exit_code == 2
    assert "holds no exercise of the course" in result.stderr
    assert "must lie beside it" not in result.stderr


def test_a_teachers_own_notebook_without_its_file_is_told_so(tmp_path: Path) -> None:
    path = save(tmp_path / "week1.ipynb", "def windows(x):\n    return x", "check(windows)")
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"][-1]["id"] = "extra-windows-check"
    path.write_text(json.dumps(book), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 2
    assert "deepcat-exercises.json must lie beside it" in result.stderr


def test_a_machine_without_a_kernel_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_kernel(*args: object, **kwargs: object) -> None:
        raise NoSuchKernel("python3")

    monkeypatch.setattr("nbclient.NotebookClient.async_setup_kernel", no_kernel)
    result = run("check", str(save(tmp_path / "mine.ipynb", RIGHT)))
    assert result.exit_code == 2
    assert "No Python kernel could be started" in result.stderr


@pytest.mark.slow
def test_a_stream_that_knows_few_characters_gets_what_it_can(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from deepcat.cli import main; main()"]
    done = subprocess.run(
        [*command, "check", str(save(tmp_path / "mine.ipynb", WRONG))],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1
    assert b"? neuron.relu: not right yet" in done.stdout


@pytest.mark.parametrize("level", [1, 2, 3])
def test_hint_prints_the_hint_of_a_level(level: int) -> None:
    result = run("hint", "neuron.sigmoid", "--level", str(level))
    assert EXERCISES["neuron.sigmoid"].hints[level - 1].split()[-1] in result.stdout
    more = f"deepcat hint neuron.sigmoid --level {level + 1} gives the next one."
    assert (more in result.stdout) == (level < 3)


def test_hint_of_an_unknown_exercise_names_the_closest() -> None:
    result = run("hint", "neuron.sigmod")
    assert result.exit_code == 2
    assert "Did you mean neuron.sigmoid" in result.stderr


def test_help_shows_examples_and_version_the_version() -> None:
    assert "deepcat check 2_neuron.ipynb" in run("check", "--help").stdout
    assert "deepcat hint neuron.sigmoid" in run("hint", "--help").stdout
    assert run("--version").stdout.startswith("deepcat 0.")


def test_a_path_that_the_system_refuses_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever command it happens in, there is no trace of ours."""

    def refused() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "locked")

    monkeypatch.setattr("deepcat.cli.build_app", lambda: refused)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert capsys.readouterr().err == "locked: Permission denied.\n"


class Plugin:
    """An installed package's verb."""

    name = "other"

    def load(self) -> Any:
        return lambda app: app.command("purr")(lambda: typer.echo("purr"))


def test_installed_plugins_add_their_verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deepcat.cli.entry_points", lambda group: [Plugin()])
    assert run("purr").stdout == "purr\n"
    monkeypatch.setattr("deepcat.cli.entry_points", lambda group: [])
    assert run("purr").exit_code == 2
    assert run("--help").exit_code == 0


class BrokenPlugin(Plugin):
    """A package that cannot be imported."""

    def load(self) -> Any:
        raise ImportError("half installed")


def test_a_broken_plugin_leaves_the_students_verbs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("deepcat.cli.entry_points", lambda group: [BrokenPlugin()])
    result = run("hint", "neuron.sigmoid")
    assert result.exit_code == 0
    assert "The commands of other could not be added" in capsys.readouterr().err


def test_the_command_starts_without_what_only_some_verbs_need() -> None:
    """Neither NumPy, Jupyter nor the plots are imported to show the help."""
    code = (
        "import sys\nfrom deepcat.cli import build_app\nbuild_app()\n"
        "heavy = 'numpy nbclient nbformat IPython matplotlib nbgrader sqlalchemy'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout == "[]\n"

"""In a real kernel: Run All goes on, nothing is echoed, and nbgrader sees what is not right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade
from nbgrader.validator import Validator

from deepcat.view import MIMETYPE

pytestmark = pytest.mark.slow
IMPORTS = "import numpy as np\nfrom deepcat import check, hint, progress"
RIGHT = "def tanh(Z):\n    return np.tanh(Z)"
WRONG = "def relu(Z):\n    return Z"
STUB = "def sigmoid(Z):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
HOSTILE = (
    "class Hostile:\n"
    "    __class__ = property(lambda self: 1 / 0)\n"
    "    def __repr__(self): raise SystemExit\n"
    "    def __call__(self, Z): raise SystemExit('<script>')\n"
    "relu_prime = Hostile()"
)
CHECKS = {
    "tanh": 1.0,
    "relu": 0.0,
    "sigmoid": 0.0,
    "relu_prime": 0.0,
}


def grade_cell(name: str) -> Any:
    meta = {
        "grade": True, "grade_id": f"neuron-{name}-check", "locked": True, "points": 1,
        "schema_version": 3, "solution": False, "task": False, "cell_type": "code",
    }  # fmt: skip
    cell = nbformat.v4.new_code_cell(f"check({name})", id=f"neuron-{name}-check")
    cell.metadata["nbgrader"] = meta
    return cell


def notebook(*sources: str, extra: Sequence[Any] = ()) -> Any:
    code = [nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
    return nbformat.v4.new_notebook(cells=[*code, *extra])


@pytest.fixture(scope="module")
def ran() -> Any:
    """Run a notebook of four answers and their checks as Run All does: it stops at an error."""
    book = notebook(
        IMPORTS, RIGHT, WRONG, STUB, HOSTILE, extra=[grade_cell(name) for name in CHECKS]
    )
    book.cells.append(nbformat.v4.new_code_cell("check(relu)\nafter = 'reached'", id="after"))
    book.cells.append(nbformat.v4.new_code_cell("again = check(tanh)\nagain", id="named"))
    book.cells.append(nbformat.v4.new_code_cell("again", id="again"))
    book.cells.append(nbformat.v4.new_code_cell("hint(relu)\nprogress()", id="talk"))
    client = NotebookClient(book, kernel_name="python3", timeout=60)
    client.execute()
    return {cell.id: cell for cell in book.cells}


def outputs(cell: Any, kind: str) -> list[Any]:
    return [output for output in cell.outputs if output.output_type == kind]


def test_run_all_goes_on_without_errors_or_results(ran: dict[str, Any]) -> None:
    for cell in ran.values():
        assert not outputs(cell, "error")
        assert not outputs(cell, "execute_result")


def test_every_check_displays_one_bundle(ran: dict[str, Any]) -> None:
    for name in CHECKS:
        (shown,) = outputs(ran[f"neuron-{name}-check"], "display_data")
        assert set(shown.data) == {"text/html", "text/plain", MIMETYPE}
        assert shown.data[MIMETYPE]["exercise"] == f"neuron.{name}"
        assert "<script>" not in shown.data["text/html"]


def test_what_is_not_right_says_so_in_one_line_on_the_error_stream(ran: dict[str, Any]) -> None:
    for name, grade in CHECKS.items():
        lines = "".join(o.text for o in outputs(ran[f"neuron-{name}-check"], "stream"))
        assert lines.count("\n") == (grade == 0.0)
        assert lines.startswith("" if grade else f"neuron.{name}: ")


def test_a_plain_nbgrader_reads_the_same_off_the_outputs(ran: dict[str, Any]) -> None:
    for name, grade in CHECKS.items():
        assert determine_grade(ran[f"neuron-{name}-check"]) == (grade, 1.0)


def test_a_verdict_is_drawn_again_when_asked_for_by_name(ran: dict[str, Any]) -> None:
    """The echo of the cell's own check is suppressed; a later display is not."""
    assert len(outputs(ran["named"], "display_data")) == 1
    (shown,) = outputs(ran["again"], "display_data")
    assert shown.data[MIMETYPE]["exercise"] == "neuron.tanh"


def test_hint_and_progress_leave_nothing_on_the_error_stream(ran: dict[str, Any]) -> None:
    assert len(outputs(ran["talk"], "display_data")) == 2
    assert not outputs(ran["talk"], "stream")


@pytest.mark.parametrize(
    ("answer", "failed"),
    [(RIGHT, 0), (RIGHT.replace("tanh(Z)\n", "tanh(Z, k=0)\n").replace("np.tanh(Z)", "Z"), 1)],
)
def test_validate_sees_pass_and_fail(answer: str, failed: int, tmp_path: Path) -> None:
    path = tmp_path / "answer.ipynb"
    nbformat.write(notebook(IMPORTS, answer, extra=[grade_cell("tanh")]), path)
    results = Validator().validate(str(path))
    assert len(results.get("failed", [])) == failed
    if failed:
        assert results["failed"][0]["raw_error"].startswith("neuron.tanh: not right yet")


def test_a_terminal_ipython_prints_and_stays_silent_about_the_result(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        shell.run_cell(f"{IMPORTS}\n{RIGHT}\n{WRONG}\ncheck(relu)\ncheck(tanh)")
    finally:
        InteractiveShell.clear_instance()
    out = capsys.readouterr().out
    assert "✓ neuron.tanh: right" in out
    assert "Verdict(" not in out

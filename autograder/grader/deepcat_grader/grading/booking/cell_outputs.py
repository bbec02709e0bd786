"""What a graded notebook shows under its cells."""

from __future__ import annotations

import re
from html import escape

from nbformat import NotebookNode
from nbformat.v4 import new_output

from deepcat import view
from deepcat_grader.grading.isolation.hidden_inputs import EXCEPTIONS
from deepcat_grader.grading.record import CellRun, Score
from deepcat_judge.verdict import Verdict

HIDDEN = re.compile(
    r"^[^\n]*BEGIN HIDDEN TESTS.*?(END HIDDEN TESTS[^\n]*$|\Z)", re.DOTALL | re.MULTILINE
)


def verdict_output(verdict: Verdict) -> NotebookNode:
    """A verdict, as a student sees it in the notebook."""
    data = {"text/html": view.as_html(verdict), "text/plain": view.as_text(verdict)}
    output: NotebookNode = new_output("display_data", data)
    return output


def score_output(score: Score, run: CellRun | None, tests: str) -> NotebookNode:
    """The outcome of a teacher's own tests.

    Parameters
    ----------
    score : Score
    run : CellRun or None
        What running the tests did.
    tests : str
        Their text, with those that students do not see.
    """
    message = score.message
    if run is not None and run.raised is not None and not _is_shown(run.raised.line, tests):
        kind = run.raised.kind if run.raised.kind in EXCEPTIONS else "an exception of its own"
        message = f"A test that is not shown stopped with {kind}."
    text = f"{score.points:g} of {score.max_points:g} points.\n{message}".strip()
    data = {"text/html": f"<pre>{escape(text)}</pre>", "text/plain": text}
    output: NotebookNode = new_output("display_data", data)
    return output


def _is_shown(line: str, tests: str) -> bool:
    """Whether a line stands among the tests that students see."""
    shown = HIDDEN.sub("", tests)
    return line.strip() in {one.strip() for one in shown.splitlines()}


def run_outputs(run: CellRun) -> list[NotebookNode]:
    """What a student's cell wrote, and how it failed."""
    outputs = []
    if run.text:
        outputs.append(new_output("stream", name="stdout", text=run.text))
    if run.words:
        outputs.append(new_output("stream", name="stderr", text=run.words + "\n"))
    return outputs


def notice(text: str, name: str = "deepcat-notice") -> NotebookNode:
    """A sentence above a notebook."""
    return NotebookNode(
        id=name, cell_type="markdown", metadata={}, source=escape(text, quote=False)
    )

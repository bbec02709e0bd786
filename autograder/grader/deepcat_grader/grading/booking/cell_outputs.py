"""What a graded notebook shows under its cells."""

from __future__ import annotations

from html import escape

from nbformat import NotebookNode
from nbformat.v4 import new_output

from deepcat import view
from deepcat_grader.grading.record import CellRun, Score
from deepcat_grader.wording import counted
from deepcat_judge.verdict import Verdict


def verdict_output(verdict: Verdict) -> NotebookNode:
    """A verdict, as a student sees it in the notebook."""
    data = {"text/html": view.as_html(verdict), "text/plain": view.as_text(verdict)}
    output: NotebookNode = new_output("display_data", data)
    return output


def score_output(score: Score) -> NotebookNode:
    """The outcome of a teacher's own tests."""
    most = counted(score.max_points, "point", "points")
    earned = "" if score.waits else f"{score.points:g} of {most}.\n"
    text = f"{earned}{score.message}".strip()
    data = {"text/html": f"<pre>{escape(text)}</pre>", "text/plain": text}
    output: NotebookNode = new_output("display_data", data)
    return output


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

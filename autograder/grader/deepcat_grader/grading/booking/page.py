"""A student's feedback page: points, findings, their own work and what a teacher said of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

import jinja2
from markupsafe import Markup
from nbformat import NotebookNode

from deepcat_grader.grading.booking.standing import Standing
from deepcat_grader.grading.booking.written import heading_html, page_html
from deepcat_grader.grading.intake.cell_roles import (
    Role,
    grade_id,
    is_grade,
    is_solution,
    role_of,
)
from deepcat_grader.page_templates import templates

STUDENTS = frozenset({Role.STUDENT, Role.EXTRA})
NOTICES = ("deepcat-notice", "deepcat-provisional")  # what stands above a notebook
KEY = re.compile(r'<meta name="deepcat-key" content="([0-9a-f]{64})">')
HEAD = 2000  # bytes of a page in which its key stands


@dataclass(frozen=True)
class Section:
    """One cell on the page; `name` is empty where it carries no points."""

    html: Markup
    name: str = ""
    title: str = ""
    points: str = ""
    state: str = ""
    comment: Markup = Markup("")  # noqa: RUF009  # it cannot be changed

    @property
    def anchor(self) -> str:
        """The section's id as the end of a link."""
        return quote(f"cell-{self.name}")


def page(
    title: str,
    notebook: NotebookNode,
    standing: Standing,
    titles: Mapping[str, str],
    key: str = "",
) -> str:
    """The page as HTML that needs no script and no other file.

    Parameters
    ----------
    title : str
    notebook : NotebookNode
        As `autograded.show` made it.
    standing : Standing
    titles : mapping from nbgrader's name of a cell to what an exercise is called
    key : str
        Names what the page was made from (`page_key`).
    """
    sections = list(_sections(notebook.cells, standing, titles))
    return _template().render(
        title=title,
        key=key,
        total=_number(standing.total),
        most=_number(standing.most),
        penalty=_number(standing.penalty) if standing.penalty else "",
        waits=any(waits for _, _, waits in standing.scores.values()),
        sections=sections,
    )


def page_key(look: str, standing: Standing) -> str:
    """Changes with anything that a page shows."""
    parts = (_own(), look, sorted(standing.scores.items()), sorted(standing.comments.items()))
    return sha256(repr((*parts, standing.penalty)).encode("utf-8", "replace")).hexdigest()


def key_of(path: Path) -> str:
    """From what a written page was made; empty where there is none."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
    found = KEY.search(head)
    return found[1] if found else ""


@functools.cache
def _own() -> str:
    """A digest of what makes pages."""
    here = Path(__file__)
    room = here.parents[2]
    parts = ("page_templates.py", "templates/feedback.html.j2")
    files = (here, here.with_name("written.py"), *(room / part for part in parts))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@functools.cache
def _template() -> jinja2.Template:
    return templates().get_template("feedback.html.j2")


def _sections(
    cells: Sequence[NotebookNode], standing: Standing, titles: Mapping[str, str]
) -> Iterable[Section]:
    for at, cell in enumerate(cells):
        asks = at + 1 < len(cells) and is_solution(cells[at + 1]) and _is_text(cells[at + 1])
        html = _text(cell, asks) if _is_text(cell) else _code(cell)
        name = grade_id(cell) or ""
        comment = standing.comments.get(name, "") if is_solution(cell) else ""
        said = Markup(page_html(comment)) if comment else Markup("")
        if is_grade(cell) and name in standing.scores:
            points, most, waits = standing.scores[name]
            earned = "–" if waits and not points else _number(points)
            words = f"{earned} of {_number(most)} points"
            title = titles.get(name, name)
            yield Section(html, name, title, words, _state(points, most, waits), said)
        elif html or said:
            yield Section(html, comment=said)


def _is_text(cell: NotebookNode) -> bool:
    return str(cell.cell_type) != "code"


def _state(points: float, most: float, waits: bool) -> str:
    if waits:
        return "a teacher will look at it"
    if points >= most:
        return "✓"
    return "part" if points > 0 else "not yet"


def _text(cell: NotebookNode, asks: bool) -> Markup:
    """A student's text, a question, or the headings of the lesson's text."""
    if cell.cell_type == "raw":
        return Markup(f"<pre>{escape(cell.source)}</pre>") if _is_students(cell) else Markup("")
    if _is_students(cell) or is_solution(cell) or asks or cell.id in NOTICES:
        return Markup(f'<div class="text">{page_html(cell.source, cell.get("attachments"))}</div>')
    return Markup(heading_html(cell.source))


def _code(cell: NotebookNode) -> Markup:
    """A student's code with what it wrote, or what was found; no code of a teacher's test."""
    outputs = "".join(_output(output) for output in cell.outputs)
    if is_grade(cell) and not is_solution(cell):
        return Markup(outputs)
    failed = any(output.get("name") == "stderr" for output in cell.outputs)
    if _is_students(cell) or is_solution(cell) or failed:
        return Markup(f'<pre class="code"><code>{escape(cell.source)}</code></pre>{outputs}')
    return Markup("")


def _is_students(cell: NotebookNode) -> bool:
    return role_of(cell) in STUDENTS


def _output(output: NotebookNode) -> str:
    """An output that we made; those of a student's notebook were dropped when it was read."""
    if output.output_type == "stream":
        return f'<pre class="{escape(output.name)}">{escape(output.text)}</pre>'
    return str(output.data["text/html"])


def _number(value: float) -> str:
    return f"{round(value, 2):g}"

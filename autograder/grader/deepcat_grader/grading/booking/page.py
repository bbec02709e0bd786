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
from deepcat_grader.grading.booking.written import headings, last_level, page_html
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
    """One cell, or one heading of the lesson's; `name` is empty where it carries no points.

    ``level`` is that of the heading, or of the one over a cell with points.
    """

    html: Markup
    level: int = 0
    name: str = ""
    title: str = ""
    points: str = ""
    state: str = ""
    comment: Markup = Markup("")  # noqa: RUF009  # it cannot be changed

    @property
    def anchor(self) -> str:
        """The section's id as the end of a link."""
        return quote(f"cell-{self.name}")

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of the lesson's."""
        return self.level > 0 and not self.name


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
    sections = _with_something_below(list(_sections(notebook.cells, standing, titles)))
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
    parts = ("page_templates.py", "templates/feedback.html.j2", "templates/colours.css")
    beside = (here.with_name(f"{name}.py") for name in ("written", "mathml"))
    files = (here, *beside, *(room / part for part in parts))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@functools.cache
def _template() -> jinja2.Template:
    return templates().get_template("feedback.html.j2")


def _sections(
    cells: Sequence[NotebookNode], standing: Standing, titles: Mapping[str, str]
) -> Iterable[Section]:
    level = 1  # of the last heading of the lesson's
    for at, cell in enumerate(cells):
        asks = at + 1 < len(cells) and is_solution(cells[at + 1]) and _is_text(cells[at + 1])
        name = grade_id(cell) or ""
        counts = is_grade(cell) and name in standing.scores
        if counts or not _is_lessons(cell):
            html = _text(cell, level + counts) if _is_text(cell) else _code(cell)
        elif asks or cell.id in NOTICES:
            html = _framed(page_html(cell.source, cell.get("attachments"), under=1, after=level))
            level = last_level(html, level)
        else:
            found = headings(cell.source, level)
            yield from (Section(Markup(heading), its) for its, heading in found)
            level = found[-1][0] if found else level
            continue
        comment = standing.comments.get(name, "") if is_solution(cell) else ""
        said = Markup(page_html(comment, under=level + counts)) if comment else Markup("")
        if counts:
            points, most, waits = standing.scores[name]
            earned = "–" if waits and not points else _number(points)
            words = f"{earned} of {_number(most)}"
            title, state = titles.get(name, name), _state(points, most, waits)
            yield Section(html, min(level + 1, 6), name, title, words, state, said)
        elif html or said:
            yield Section(html, comment=said)


def _with_something_below(sections: Sequence[Section]) -> list[Section]:
    """All but the lesson's headings under which nothing stands."""
    kept: list[Section] = []
    highest = 0  # headings above this level lead to something
    for one in reversed(sections):
        if not one.is_heading or one.level < highest:
            kept.append(one)
            highest = one.level if one.is_heading else 7
    return kept[::-1]


def _is_text(cell: NotebookNode) -> bool:
    return str(cell.cell_type) != "code"


def _is_lessons(cell: NotebookNode) -> bool:
    """Whether it is a text that nobody was to change."""
    return cell.cell_type == "markdown" and not (_is_students(cell) or is_solution(cell))


def _state(points: float, most: float, waits: bool) -> str:
    if waits:
        return "a teacher will look at it"
    if points >= most:
        return "✓ full"
    return "part" if points > 0 else "not yet"


def _text(cell: NotebookNode, under: int) -> Markup:
    """What a student wrote in words."""
    if cell.cell_type == "raw":
        return Markup(f"<pre>{escape(cell.source)}</pre>") if _is_students(cell) else Markup("")
    return _framed(page_html(cell.source, cell.get("attachments"), under))


def _framed(text: str) -> Markup:
    return Markup(f'<div class="text">{text}</div>')


def _code(cell: NotebookNode) -> Markup:
    """A student's code with what it wrote, or what was found; no code of a teacher's test."""
    outputs = "".join(_output(output) for output in cell.outputs)
    if is_grade(cell) and not is_solution(cell):
        return Markup(outputs)
    failed = any(output.get("name") == "stderr" for output in cell.outputs)
    if _is_students(cell) or is_solution(cell) or failed:
        code = f'<pre class="code" tabindex="0"><code>{escape(cell.source)}</code></pre>'
        return Markup(code + outputs)
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

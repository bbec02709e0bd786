"""A feedback page shows what was found and what a student wrote, and nothing besides."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from rich.console import Console

from deepcat_grader.grading.booking.autograded import show
from deepcat_grader.grading.booking.cell_outputs import score_output
from deepcat_grader.grading.booking.page import page
from deepcat_grader.grading.booking.standing import Standing
from deepcat_grader.grading.booking.written import LONGEST, formgrader_html, page_html
from deepcat_grader.grading.course_folder import Submission
from deepcat_grader.grading.intake.cell_roles import Role, set_role
from deepcat_grader.grading.record import NotebookRecord, Score
from deepcat_grader.grading.report import Item, Report
from deepcat_grader.grading.summary import table
from deepcat_judge.verdict import Outcome, Verdict

from ..small import own_cell

CHECKS = {"neuron-relu-check": "neuron.relu"}
VERDICT = Verdict("neuron.relu", Outcome.INCORRECT, 1.0, 3.0, headline="A <b> slip.")
STANDING = Standing(
    {"neuron-relu-check": (1.0, 3.0, False), "essay": (0.0, 8.0, True)},
    {"essay": "Say **more**. <script>alert(1)</script>"},
)


def made(essay: str = "I *say* so.", **attachments: dict[str, str]) -> str:
    """The page of a notebook with an answer, a check, and a text."""
    written = new_markdown_cell(
        essay,
        id="essay",
        metadata={"nbgrader": {"grade_id": "essay", "grade": True, "solution": True}},
    )
    written["attachments"] = attachments
    code = own_cell("neuron-relu", "def relu(x):\n    return x < 0 # <i>", solution=True)
    check = own_cell("neuron-relu-check", "check(relu)", grade=True, points=3)
    lesson = new_markdown_cell("## ReLU & co\n\nA long text of the lesson.", id="text")
    roles = (Role.GIVEN, Role.STUDENT, Role.CHECK, Role.STUDENT)
    cells = [
        set_role(cell, role)
        for cell, role in zip((lesson, code, check, written), roles, strict=True)
    ]
    notebook = new_notebook(cells=cells)
    show(notebook, NotebookRecord({"neuron.relu": VERDICT}), CHECKS, "")
    return page("2_neuron", notebook, STANDING, {"neuron-relu-check": "ReLU"})


class Reader(HTMLParser):
    """Collects tags, ids and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self.tags.append(tag)
        self.ids += [about["id"] or ""] if "id" in about else []
        self.links += [about["href"] or ""] if "href" in about else []
        self.sources += [about["src"] or ""] if "src" in about else []
        self.handlers += [name for name in about if name.startswith("on")]


def test_every_link_to_an_exercise_leads_somewhere():
    read = Reader(made())
    inner = [unquote(link[1:]) for link in read.links if link.startswith("#")]
    assert {"cell-neuron-relu-check", "cell-essay", "top"} == set(inner)
    assert set(inner) <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)


def test_the_page_tells_points_and_findings_and_what_waits():
    said = re.sub(r"<[^>]*>", "", made())
    assert "1 of 11 points" in said and "a teacher has yet to look" in said
    assert "1 of 3 points" in said and "– of 8 points" in said
    assert "A &lt;b&gt; slip." in said and "x &lt; 0 # &lt;i&gt;" in said
    assert "ReLU &amp; co" in said and "A long text" not in said and "check(relu)" not in said


def test_a_page_needs_no_script_and_no_other_file_in_light_and_in_dark():
    html = made("![a](https://elsewhere.org/a.png) [x](javascript:alert(2)) <img src=y onerror=z>")
    read = Reader(html)
    assert not {"script", "link", "iframe", "form", "object"} & set(read.tags)
    assert read.sources == [] and read.handlers == []
    assert not [link for link in read.links if "javascript" in link]
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert "prefers-color-scheme: dark" in html


PIXEL = "iVBORw0KGgo="
PASTED = {
    "image/png": PIXEL,
    "image/svg+xml": "PHN2Zy8+",
    "image/webp": "UklGRg==",
}


@pytest.mark.parametrize("kind", PASTED)
@pytest.mark.parametrize("render", [page_html, formgrader_html])
def test_a_pasted_picture_is_shown(render, kind: str):
    html = render("![mine](attachment:a%20b.x)", {"a b.x": {kind: PASTED[kind]}})
    assert f'src="data:{kind};base64,{PASTED[kind]}"' in html and 'alt="mine"' in html


@pytest.mark.parametrize("render", [page_html, formgrader_html])
@pytest.mark.parametrize(
    "attachments", [{}, {"other.png": {"image/png": PIXEL}}, {"a.png": {}}, {"a.png": {"x/y": "z"}},
                    {"a.png": {"image/png": '"><script>'}}]
)  # fmt: skip
def test_a_missing_picture_is_told_in_words(render, attachments):
    html = render("before ![x](attachment:a.png) after", attachments)
    assert "The picture a.png is not in the notebook" in html
    assert "before" in html and "after" in html and "<script" not in html


WORK = 60_000
HEAVY = {
    "spaces": " " * WORK,
    "spaces in a line": "a" + " " * WORK + "b",
    "brackets": "[" * WORK,
    "ticks": " ".join("`" * number for number in range(1, 340)),
    "quotes": "> " * WORK,
    "stars": "**a *b" * (WORK // 6),
    "dollars": "$a " * (WORK // 3),
    "tags": "<a href='" * (WORK // 9),
    "rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * (WORK // 6),
    "braces": "$" + "{" * (LONGEST - 10) + "$",
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(240)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_text_of_a_students_takes_long(name: str, steps_of):
    """Counted in steps of Python, of which a slow machine makes ten million a second."""
    for text in (HEAVY[name], HEAVY[name][:LONGEST]):
        assert steps_of(lambda text=text: page_html(text)) < 30_000_000, name


@pytest.fixture
def steps_of():
    import sys

    def count(action) -> int:
        steps = 0

        def watch(frame, event, argument):
            nonlocal steps
            steps += 1
            return watch

        sys.settrace(watch)
        try:
            action()
        finally:
            sys.settrace(None)
        return steps

    return count


def test_formulas_are_written_in_letters_and_what_is_none_stays():
    html = page_html(r"$a < b$, $x_1^2$, $\unknown{x}$ and $5")
    assert "<i>a</i> &lt; <i>b</i>" in html and "<sub>1</sub>" in html
    assert r"\unknown{x}" in html and "$5" in html
    assert "$a &lt; b$" in formgrader_html("$a < b$")


def test_a_test_that_waits_for_a_person_shows_no_points():
    waits, counts = Score(0.0, 2.0, "Look <here>.", waits=True), Score(0.5, 2.0, "")
    assert score_output(waits).data["text/html"] == "<pre>Look &lt;here&gt;.</pre>"
    assert score_output(counts).data["text/plain"] == "0.5 of 2 points."


def test_a_test_that_ran_in_the_students_process_says_so_wherever_its_points_stand():
    run, inside = Submission("autumn", "ada", "own", Path()), "hecked inside the student's process"
    score = Score(2.0, 2.0, "Checked inside the student's process.", inside=True)
    record = NotebookRecord({}, {"own": score})
    cell = set_role(own_cell("own", "assert True", grade=True, points=2), Role.TESTS)
    notebook = new_notebook(cells=[cell])
    show(notebook, record, {}, "")
    assert inside in notebook.cells[-1].outputs[0].data["text/plain"]  # where the Formgrader looks
    assert inside in unescape(page("own", notebook, Standing({"own": (2.0, 2.0, False)}), {}))
    told = Console(file=StringIO(), width=200)
    told.print(table(Report({"k": record}, [Item(run, "k")])))  # type: ignore[arg-type]  # made up
    assert f"1 c{inside}" in told.file.getvalue()  # type: ignore[attr-defined]  # it is a StringIO


def test_a_code_cell_that_is_no_answer_is_left_out():
    cell = set_role(new_code_cell("import numpy", id="given"), Role.GIVEN)
    assert "import numpy" not in page("t", new_notebook(cells=[cell]), Standing(), {})

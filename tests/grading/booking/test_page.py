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

import deepcat_grader
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
    assert {"cell-neuron-relu-check", "cell-essay", "top", "work"} == set(inner)
    assert set(inner) <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)
    assert len(set(inner)) == len(inner)  # and no two of one text lead to different places


def test_the_page_tells_points_and_findings_and_what_waits():
    said = re.sub(r"<[^>]*>", "", made())
    assert "1 of 11 points" in said and "a teacher has yet to look" in said
    assert "1 of 3 points" in said and "– of 8 points" in said
    assert "A &lt;b&gt; slip." in said and "x &lt; 0 # &lt;i&gt;" in said
    assert "ReLU &amp; co" in said and "A long text" not in said and "check(relu)" not in said


def levels(html: str) -> list[tuple[int, str]]:
    """The headings of a page: level and text."""
    return [
        (int(level), re.sub(r"<[^>]*>", "", text))
        for level, text in re.findall(r"<h([1-6])>(.*?)</h\1>", html)
    ]


def test_headings_are_an_outline_whatever_a_student_writes():
    html = made("### Mine\n\n##### Deep\n\n# Wide\n\nText")
    assert levels(html) == [
        (1, "2_neuron"),
        *((2, "ReLU &amp; co"), (3, "ReLU"), (3, "essay")),
        *((4, "Mine"), (5, "Deep"), (4, "Wide")),
    ]


def test_a_heading_of_the_lesson_with_nothing_under_it_is_left_out():
    texts = ("# 1 Title", "## 1.1 Empty", "## 1.2 Part\n\n### 1.2.1 Empty", "### 1.2.2 Full")
    cells = [set_role(new_markdown_cell(text), Role.GIVEN) for text in texts]
    cells.append(set_role(new_code_cell("x = 1"), Role.EXTRA))
    cells.append(set_role(new_markdown_cell("## 1.3 Empty"), Role.GIVEN))
    html = page("t", new_notebook(cells=cells), Standing(), {})
    assert levels(html) == [(1, "t"), (2, "1 Title"), (3, "1.2 Part"), (4, "1.2.2 Full")]


def colours(theme: str) -> dict[str, str]:
    """The colours of our pages, by name."""
    text = (Path(deepcat_grader.__file__).parent / "templates/colours.css").read_text("utf-8")
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    return dict(re.findall(r"--(\w+): (#\w+)", light if theme == "light" else dark))


def luminance(colour: str) -> float:
    """WCAG's relative luminance of ``#rgb`` or ``#rrggbb``."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_text_is_readable_on_every_ground(theme: str):
    known = colours(theme)
    for text in ("ink", "soft", "good", "open"):
        for ground in ("page", "card", "code"):
            low, high = sorted((luminance(known[text]), luminance(known[ground])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)


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
    "formulas": " ".join(f"$x_{{{number}}}$" for number in range(LONGEST // 9)),
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(240)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_text_of_a_students_takes_long(name: str, steps_of):
    for text in (HEAVY[name], HEAVY[name][:LONGEST]):
        assert steps_of(lambda text=text: page_html(text)) < 30_000_000, name


def test_formulas_are_typeset_and_what_is_none_stays():
    html = page_html(r"$a < b$, $x_1^2$, $$\frac{a}{b}$$ (top) $\unknown{x}$ and $5")
    assert "<mo>&lt;</mo>" in html and "<msubsup>" in html and '<math display="block">' in html
    assert r"<code>\unknown{x}</code>" in html and "$5" in html and "id=" not in html


def test_the_formgrader_shows_formulas_without_a_network_and_nothing_else_of_theirs():
    typed = r"$a < b$ <b>x</b> $\text{<script>}$ $\unknown{<i>}$ <span class='formula'>7</span>"
    html = formgrader_html(typed)
    assert "<math><mrow><mi>a</mi><mo>&lt;</mo>" in html and "<b>x</b>" in html
    assert "<mtext>&lt;script&gt;</mtext>" in html and r"$\unknown{&lt;i&gt;}$" in html
    assert '<span class="formula">7</span>' in html
    inside = formgrader_html("""<b title='<span class="formula">0</span>'>x</b> $a$""")
    assert inside.count("<math>") == 1 and "&lt;span" in inside
    again = formgrader_html("$a$ " + "<span class='formula'>0</span> " * 3)
    assert again.count("<math>") == 1, "a formula is put once, or few signs would make a huge page"


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

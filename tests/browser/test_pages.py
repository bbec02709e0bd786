"""A student's feedback page and the pages of a class, on a phone and a desk, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from deepcat import view
from deepcat_grader.grading.booking.page import page as feedback_page
from deepcat_grader.grading.booking.standing import Standing
from deepcat_grader.grading.intake.cell_roles import Role, set_role
from deepcat_grader.insight.clusters import clusters
from deepcat_grader.insight.exercises import summarise
from deepcat_grader.insight.facts import Sheet, fact_of
from deepcat_grader.insight.page import course_page, lesson_page
from deepcat_grader.insight.people import StudentRow
from deepcat_judge.exercise import Exercise, Part
from deepcat_judge.verdict import Outcome, TrailRow, Verdict

WIDTHS = (390, 1280)
LONG = "a_long_name_" * 12
WRITTEN = rf"""# Mine

$$\frac{{1}}{{m}} \sum_{{i=1}}^m {"a + " * 60} b \qquad$$ and inline ${"x + " * 60} y$, {LONG}

| {" | ".join("column" for _ in range(14))} |
| {" | ".join("-" for _ in range(14))} |
| {" | ".join(f"{at} points" for at in range(14))} |

> a quotation and $\unknown{{x}}$
"""
VERDICT = Verdict(
    "toy.first",
    Outcome.INCORRECT,
    1.0,
    4.0,
    headline=f"The exponent {LONG} has the wrong sign.",
    thought="What is $e^{-z}$ for a large z?",
    input="Z = [[0.0, 1.5, -2.25]]",
    expected="[[0.5, 0.82, 0.1]]",
    received="[[0.5, 0.18, 0.9]]",
    trail=(TrailRow("A1", (4, 3), 0.25, False), TrailRow("Z1", (4, 3), 0.0, True)),
)
POINTS = {"ada": 30.8, "ben": 30.75, "cyd": 4.0, "dan": 120.0}


def feedback() -> str:
    """A page with everything that could stick out of it."""
    check = new_code_cell("check(first)", metadata={"nbgrader": {"grade_id": "c", "grade": True}})
    check.outputs = [new_output("display_data", {"text/html": view.as_html(VERDICT)})]
    answer = {"nbgrader": {"grade_id": "e", "grade": True, "solution": True}}
    cells = (
        (new_markdown_cell("# 1 The lesson\n\n## 1.1 A part with $W^{[1]}$"), Role.GIVEN),
        (new_code_cell(f"def first(Z):\n    return Z  # {LONG}"), Role.EXTRA),
        (check, Role.CHECK),
        (new_markdown_cell(WRITTEN, metadata=answer), Role.STUDENT),
    )
    standing = Standing({"c": (1.0, 4.0, False), "e": (0.0, 8.0, True)}, {"e": "Well said."}, 0.5)
    notebook = new_notebook(cells=[set_role(cell, role) for cell, role in cells])
    return feedback_page("1_toy", notebook, standing, {"c": "The first", "e": "In words"})


def class_pages() -> Iterator[tuple[str, str]]:
    exercises = {"toy.first": Exercise("toy.first", "First", (Part("v", "values", 4),), ("",) * 3)}
    facts = [fact_of(student, "1_toy", VERDICT) for student in POINTS]
    rows = summarise(facts, exercises)
    sheets = [Sheet(student, "1_toy", "1_toy", 1.0, 4.0, 1) for student in POINTS]
    yield "lesson", lesson_page("autumn", "1_toy", rows, clusters(facts), sheets)
    people = [StudentRow(one, one.title(), POINTS[one], 120.0, 0, (), ()) for one in POINTS]
    yield "class", course_page("autumn", {"1_toy": rows}, people, {}, {"1_toy": 4}, "4 cells wait.")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages as files."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, html in (("feedback", feedback()), *class_pages()):
        found[name] = folder / f"{name}.html"
        found[name].write_text(html, encoding="utf-8")
    return found


@pytest.mark.parametrize("name", ["feedback", "lesson", "class"])
def test_a_page_fits_is_readable_and_is_an_outline(
    browser: Any, written: dict[str, Path], pictures: Path, contrast: Any, name: str
) -> None:
    for theme in ("light", "dark"):
        page = browser.new_page(color_scheme=theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(written[name].as_uri())
            page.screenshot(path=pictures / f"{name}-{theme}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert contrast(page, "body") >= 4.5
        levels = page.evaluate(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.tagName[1])"
        )
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))
        assert page.locator("main").count() == 1
        page.close()


def test_formulas_are_typeset_and_links_lead_by_keyboard(
    browser: Any, written: dict[str, Path]
) -> None:
    page = browser.new_page()
    page.goto(written["feedback"].as_uri())
    assert page.locator("math mfrac").first.bounding_box()["height"] > 20
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to your work"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "work"
    texts = [text for text in page.locator("a").all_inner_texts() if text]
    assert len(set(texts)) == len(texts)
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_sort_by_number_from_the_keyboard(
    browser: Any, written: dict[str, Path], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(written["class"].as_uri())
    button = page.get_by_role("button", name="Points")
    button.focus()
    assert button.bounding_box()["width"] > 40
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    for order, expected in (("ascending", "cbad"), ("descending", "dabc")):
        page.keyboard.press("Enter")
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == order
        rows = page.locator("table").nth(1).locator("tbody th").all_inner_texts()
        assert "".join(row[0] for row in rows) == expected
    page.close()

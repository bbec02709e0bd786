"""The page of a class's similar answers: questions, with both texts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deepcat_grader.insight.page import COURSE, report_environment
from deepcat_grader.insight.similar.lesson import Lesson
from deepcat_grader.insight.similar.pieces import Kind
from deepcat_grader.insight.similar.rarity import COMMON_AT_LEAST

PAGE, TABLE = "similar.html", "similar.csv"
MOST_ROWS = 500  # pairs of a lesson that stand on the page


def similar_page(
    title: str, lessons: Sequence[Lesson], names: Mapping[str, str], overview: bool
) -> str:
    """All lessons on one page.

    Parameters
    ----------
    title : str
        Of the class.
    lessons : sequence of Lesson
    names : mapping from student to name
        Of those in the roster.
    overview : bool
        Whether the course's own page lies beside it.
    """
    return (
        report_environment()
        .get_template("similar.html.j2")
        .render(
            title=f"Similar answers: {title}",
            course=COURSE if overview else "",
            table=TABLE,
            lessons=lessons,
            names=names,
            kinds=list(Kind),
            rows=MOST_ROWS,
            few=COMMON_AT_LEAST,
        )
    )

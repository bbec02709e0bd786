"""The pages of a class: one of the course, and one of each lesson."""

from __future__ import annotations

import base64
import functools
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from deepcat_grader.insight import charts
from deepcat_grader.insight.clusters import Cluster
from deepcat_grader.insight.exercises import ExerciseRow
from deepcat_grader.insight.facts import Sheet
from deepcat_grader.insight.people import StudentRow
from deepcat_grader.page_templates import templates
from deepcat_judge.verdict import Outcome

COURSE = "overview.html"


def lesson_name(assignment: str) -> str:
    """The file of a lesson's page."""
    return f"{assignment}.html"


def lesson_page(
    title: str,
    assignment: str,
    rows: Sequence[ExerciseRow],
    groups: Sequence[Cluster],
    sheets: Sequence[Sheet],
) -> str:
    """Where a class stands in one lesson.

    Parameters
    ----------
    title : str
        Of the class.
    assignment : str
    rows : sequence of ExerciseRow
    groups : sequence of Cluster
    sheets : sequence of Sheet
        The lesson's notebooks.
    """
    shares = [sheet.points / sheet.most for sheet in sheets if sheet.most]
    return (
        report_environment()
        .get_template("lesson.html.j2")
        .render(
            title=f"{assignment}: {title}",
            assignment=assignment,
            course=COURSE,
            chart=Markup(charts.distribution(shares, f"points in {assignment}")),
            rows=rows,
            groups=[group for group in groups if len(group.students) > 1],
            single=sum(len(group.students) == 1 for group in groups),
            waiting=sum(sheet.waiting for sheet in sheets),
            handed_in=len(sheets),
            outcomes=list(Outcome),
        )
    )


def course_page(
    title: str,
    lessons: Mapping[str, Sequence[ExerciseRow]],
    students: Sequence[StudentRow],
    feedback: Mapping[Sheet, str],
    waiting: Mapping[str, int],
    waits: str,
) -> str:
    """Where a class stands in the whole course.

    Parameters
    ----------
    title : str
    lessons : mapping from assignment to rows
    students : sequence of StudentRow
    feedback : mapping from notebook to the link to its page
    waiting : mapping from assignment to the number of its cells that wait for a mark by hand
    waits : str
        The same in words.
    """
    shares = [student.points / student.most for student in students if student.most]
    return (
        report_environment()
        .get_template("class.html.j2")
        .render(
            title=title,
            chart=Markup(charts.distribution(shares, "points of all that was handed in")),
            lessons={name: _lesson(rows) for name, rows in lessons.items()},
            links={name: quote(lesson_name(name)) for name in lessons},
            students=students,
            feedback=feedback,
            waiting=waiting,
            waits=waits,
            outcomes=list(Outcome),
        )
    )


def _lesson(rows: Iterable[ExerciseRow]) -> Mapping[str, object]:
    """A lesson in one line: how its verdicts ended, and its hardest exercise."""
    counts: dict[str, int] = {}
    for row in rows:
        for outcome, count in row.counts.items():
            counts[outcome] = counts.get(outcome, 0) + count
    hardest = min(rows, key=lambda row: row.mean, default=None)
    return {"counts": counts, "all": sum(counts.values()), "hardest": hardest}


@functools.cache
def report_environment() -> jinja2.Environment:
    """The environment of a class's pages: they share a base, and its one script."""
    environment = templates()
    script = environment.loader.get_source(environment, "sorting.js")[0]  # type: ignore[union-attr]  # it has one
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    environment.globals |= {"sorting": Markup(script), "sorting_digest": digest}
    return environment

"""A class's dates as lines for a person."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from deepcat_grader.dates.dates import Dates, Rule, read_dates
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.tables import UnknownAssignment
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.wording import counted

OWN_RULE = "deepcat_grader.dates.late_rule.LateRule"


def lines(course: CourseFolder) -> Iterator[str]:
    """When everything is due, for whom, and what late work costs.

    Raises
    ------
    DatesError, CannotBook
    """
    dates = read_dates(course.root, course.zone)
    yield f"Times are those of {course.zone}."
    book = Book(course.directory.db_url, course.directory.course_id)
    try:
        for assignment in course.assignments():
            try:
                known = book.due(assignment)
            except UnknownAssignment:
                known = None
            time = dates.due.get(assignment, known)
            yield (
                _due(assignment, time, course.zone)
                if time
                else (f"{assignment}: no date, so nothing is late")
            )
    finally:
        book.close()
    yield from _extensions(dates, course.zone)
    yield _costs(course, dates.rule)


def understood(course: CourseFolder, before: Dates, after: Dates) -> list[str]:
    """What a change of the dates says in full: weekday, time and zone."""
    old, new = _said(course, before), _said(course, after)
    found = [line for line in new if line not in old]
    found += [f"No longer: {line}" for line in old if line not in new and not _again(line, new)]
    zone = f"Times are those of {course.zone}."
    return [*found, zone] if found else ["The dates are these already."]


def _again(line: str, lines: list[str]) -> bool:
    """Whether the same is said, of another time."""
    words = line.partition("due ")[0].partition("until ")[0]
    return line.startswith("Late ") or any(one.startswith(words) for one in lines)


def _said(course: CourseFolder, dates: Dates) -> list[str]:
    due = [_due(name, time, course.zone) for name, time in dates.due.items()]
    return [*due, *_extensions(dates, course.zone), _costs(course, dates.rule)]


def _due(assignment: str, time: datetime.datetime, zone: str) -> str:
    return f"{assignment}: due {_local(time, zone)}"


def _extensions(dates: Dates, zone: str) -> Iterator[str]:
    for one in dates.extensions:
        whom = one.student or f"section {one.section}"
        why = f" ({one.why})" if one.why else ""
        due = dates.due.get(one.assignment)
        idle = ", which is no later than the due date" * (due is not None and one.until <= due)
        yield f"{one.assignment}: {whom} until {_local(one.until, zone)}{why}{idle}"


def _costs(course: CourseFolder, rule: Rule | None) -> str:
    named = str(course.config.get("AssignLatePenalties", {}).get("plugin_class", ""))
    if named and named != OWN_RULE:
        return f"Late work costs what {named} says, which nbgrader_config.py names."
    if rule is None:
        return "Late work costs what nbgrader's settings say: nothing, unless you changed them."
    if not rule.percent_a_day:
        return "Late work costs nothing."
    grace = f"; up to {_minutes(rule.grace)} late costs nothing" if rule.grace else ""
    return (
        f"Late work loses {rule.percent_a_day:g} % of what it earned for each day begun, at most "
        f"{rule.at_most:g} %{grace}."
    )


def _minutes(time: datetime.timedelta) -> str:
    return counted(time.total_seconds() / 60, "minute", "minutes")


def _local(time: datetime.datetime, zone: str) -> str:
    own = time.replace(tzinfo=datetime.UTC).astimezone(ZoneInfo(zone))
    return f"{own:%A, %Y-%m-%d %H:%M}"

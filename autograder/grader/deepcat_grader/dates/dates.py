"""A class's dates and its rule for late work, from `dates.toml` in its folder."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from deepcat_grader.classes.roster import RosterError, read_roster
from deepcat_grader.grading.course_folder import NoCourse

NAME = "dates.toml"
TABLES = frozenset({"late", "due", "extension"})
RULE = frozenset({"percent_a_day", "at_most", "grace_minutes"})
EXTENSION = frozenset({"assignment", "student", "section", "until", "why"})


class DatesError(NoCourse):
    """The dates cannot be read; the text says why, and what to do."""


@dataclass(frozen=True)
class Rule:
    """What late work costs.

    Attributes
    ----------
    percent_a_day : float
        Of what the work earned, for each day that has begun since it was due.
    at_most : float
        The most per cent that are taken.
    grace : timedelta
        Work that is late by no more than this costs nothing.
    """

    percent_a_day: float = 0.0
    at_most: float = 100.0
    grace: datetime.timedelta = datetime.timedelta()

    def cost(self, score: float, seconds_late: float) -> float | None:
        """Points that are lost; None where nothing is."""
        late = datetime.timedelta(seconds=seconds_late)
        if late <= max(self.grace, datetime.timedelta()):
            return None
        days = -(-late // datetime.timedelta(days=1))  # rounded up
        percent = min(days * self.percent_a_day, self.at_most)
        return score * percent / 100 if percent > 0 else None


@dataclass(frozen=True)
class Extension:
    """One student, or one section, may hand in an assignment until later.

    Times of this module are in UTC and without a zone, as nbgrader has them.
    """

    assignment: str
    until: datetime.datetime
    student: str = ""
    section: str = ""
    why: str = ""


@dataclass(frozen=True)
class Dates:
    """What `dates.toml` says.

    Attributes
    ----------
    due : mapping from assignment to time
        An assignment that is not named has the date of nbgrader's gradebook.
    extensions : tuple of Extension
    rule : Rule or None
        None where the file has no rule, and that of nbgrader's configuration holds.
    sections : mapping from student to section
    """

    due: Mapping[str, datetime.datetime] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()
    rule: Rule | None = None
    sections: Mapping[str, str] = field(default_factory=dict)

    def until(self, assignment: str, student: str) -> datetime.datetime | None:
        """Until when a student may hand in later than all; the latest of several counts."""
        section = self.sections.get(student)
        times = [
            one.until
            for one in self.extensions
            if one.assignment == assignment
            and (one.student == student or (one.section and one.section == section))
        ]
        return max(times, default=None)


def read_dates(class_dir: Path, zone: str) -> Dates:
    """Read a class's dates.

    Parameters
    ----------
    class_dir : Path
    zone : str
        The class's time zone, in which the file's times are meant unless they name another.

    Raises
    ------
    DatesError
    """
    path = class_dir / NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Dates()
    except (OSError, UnicodeDecodeError) as error:
        raise DatesError(f"{path} cannot be read: {error}") from None
    try:
        return dates_in(tomllib.loads(text), zone, class_dir)
    except (tomllib.TOMLDecodeError, ValueError, RosterError) as error:
        raise DatesError(f"{path} is not understood: {error}") from None


def dates_in(found: Mapping[str, Any], zone: str, class_dir: Path) -> Dates:
    """The dates in a file's tables; see `read_dates`.

    Raises
    ------
    ValueError, RosterError
    """
    _only(found, TABLES, "the file")
    due = {name: in_utc(time, zone) for name, time in _table(found, "due").items()}
    listed = found.get("extension", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ValueError("an extension begins with the line [[extension]]")
    extensions = tuple(_extension(one, zone) for one in listed)
    sections = {}
    if any(one.section for one in extensions):
        sections = {student.id: student.section for student in read_roster(class_dir)}
    rule = _rule(_table(found, "late")) if "late" in found else None
    return Dates(due, extensions, rule, sections)


def _rule(found: Mapping[str, Any]) -> Rule:
    _only(found, RULE, "[late]")
    given = Rule()
    return Rule(
        _number(found, "percent_a_day", given.percent_a_day, 100.0),
        _number(found, "at_most", given.at_most, 100.0),
        datetime.timedelta(minutes=_number(found, "grace_minutes", 0.0, 525_600.0)),
    )


def _extension(found: Mapping[str, Any], zone: str) -> Extension:
    _only(found, EXTENSION, "[[extension]]")
    texts = {name: found.get(name, "") for name in EXTENSION - {"until"}}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("assignment, student, section and why of an extension stand in quotes")
    if not texts["assignment"] or bool(texts["student"]) == bool(texts["section"]):
        raise ValueError("an extension names an assignment, and a student or a section")
    return Extension(until=in_utc(found.get("until"), zone), **texts)


def in_utc(time: object, zone: str) -> datetime.datetime:
    """A time of the file in UTC; a day alone means its last minute.

    Raises
    ------
    ValueError
    """
    if isinstance(time, datetime.date) and not isinstance(time, datetime.datetime):
        time = datetime.datetime.combine(time, datetime.time(23, 59))
    if not isinstance(time, datetime.datetime):
        raise ValueError(f"{time!r} is no time; write it like 2026-11-03T23:59:00")
    if time.tzinfo is None:
        time = time.replace(tzinfo=ZoneInfo(zone))
    return time.astimezone(datetime.UTC).replace(tzinfo=None)


def _table(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = found.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{name} begins with the line [{name}]")
    return table


def _number(found: Mapping[str, Any], name: str, default: float, most: float) -> float:
    value = found.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise ValueError(f"{name} is a number from 0 to {most:g}, and not {value!r}")
    return float(value)


def _only(found: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    if odd := sorted({*found} - {*known}):
        listed = ", ".join(sorted(known))
        raise ValueError(f"{where} holds {odd[0]!r}; it may hold {listed}")

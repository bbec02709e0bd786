"""The commands of ``deepcat class dates``."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, Yes, stop

if TYPE_CHECKING:
    from deepcat_grader.dates.writing import Change

DUE_EXAMPLES = (
    'Examples:\n\n  deepcat class dates due 2_neuron "2026-11-10 23:59" --class autumn\n\n'
    "  deepcat class dates due 2_neuron 2026-11-10 --yes"
)
EXTEND_EXAMPLES = (
    "Examples:\n\n  deepcat class dates extend 2_neuron --student ada --until 2026-11-13 "
    '--why "ill" --yes\n\n  deepcat class dates extend 2_neuron --section B --until 2026-11-12\n\n'
    "  deepcat class dates extend 2_neuron --student ada --withdraw --yes"
)
LATE_EXAMPLES = (
    "Examples:\n\n  deepcat class dates late --percent-a-day 10 --at-most 50 --grace-minutes 120"
    " --yes\n\n  deepcat class dates late --percent-a-day 0 --yes"
)
SHOW_EXAMPLES = "Examples:\n\n  deepcat class dates show --class autumn"
Assignment = Annotated[str, typer.Argument(help="Such as 2_neuron.")]
TIME = "Such as 2026-11-10, which is its last minute, or '2026-11-10 18:00'."


def add_commands(group: typer.Typer) -> None:
    """Register ``dates`` in the group ``class``."""
    words = "When work is due, who may hand it in later, and what late work costs."
    dates = typer.Typer(no_args_is_help=True, help=words)
    dates.command("show", epilog=SHOW_EXAMPLES)(show)
    dates.command("due", epilog=DUE_EXAMPLES)(due)
    dates.command("extend", epilog=EXTEND_EXAMPLES)(extend)
    dates.command("late", epilog=LATE_EXAMPLES)(late)
    group.add_typer(dates, name="dates")


def show(folder: ClassFolder = HERE) -> None:
    """Show the dates of the class, and who may hand in later."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from deepcat_grader.dates.showing import lines
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse, open_course

    try:
        for line in lines(open_course(folder)):
            typer.echo(line)
    except (NoCourse, CannotBook) as error:
        stop(str(error))


def due(
    assignment: Assignment,
    time: Annotated[str, typer.Argument(metavar="TIME", help=TIME)],
    folder: ClassFolder = HERE,
    yes: Yes = False,
) -> None:
    """Say when an assignment is due: whose points would change, and with --yes it is done."""
    from deepcat_grader.dates import writing

    _change(folder, assignment, lambda: writing.due(assignment, _time(time)), yes)


def extend(
    assignment: Assignment,
    folder: ClassFolder = HERE,
    student: Annotated[str | None, typer.Option(help="Who may hand in later.")] = None,
    section: Annotated[str | None, typer.Option(help="All of a section of the roster.")] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help=TIME)] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take an earlier one back.")] = False,
    why: Annotated[str, typer.Option(help="A word for yourself; students do not see it.")] = "",
    yes: Yes = False,
) -> None:
    """Give a student or a section longer; with --yes it is done, and marks follow at once."""
    from deepcat_grader.dates import writing

    if (student is None) == (section is None):
        stop("Say who: --student ID, or --section NAME.")
    if (until is None) != withdraw:
        stop("Say until when: --until TIME; or take it back: --withdraw.")
    whom = ("student", student) if student is not None else ("section", section or "")
    _known(folder, whom)

    def change() -> Change:
        return writing.extension(assignment, whom, _time(until) if until else None, why)

    _change(folder, assignment, change, yes)


def late(
    percent_a_day: Annotated[
        float,
        typer.Option(min=0, max=100, help="Per cent of what the work earned, a day begun."),
    ],
    folder: ClassFolder = HERE,
    at_most: Annotated[
        float, typer.Option(min=0, max=100, help="The most per cent that are taken off.")
    ] = 100.0,
    grace_minutes: Annotated[
        float, typer.Option(min=0, help="Work that is late by no more costs nothing.")
    ] = 0.0,
    yes: Yes = False,
) -> None:
    """Say what late work costs; with --yes it is done, and marks follow at once."""
    from deepcat_grader.dates import writing

    _change(folder, "", lambda: writing.rule(percent_a_day, at_most, grace_minutes), yes)


def _time(text: str) -> datetime.date:
    """A time as it stands in the file: a day, or a day and a time, with a zone or without."""
    try:
        if len(text) == len("2026-11-10"):
            return datetime.date.fromisoformat(text)
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        stop(f"{text!r} is no time. Write it like 2026-11-10 or '2026-11-10 18:00'.")


def _known(folder: Path, whom: tuple[str, str]) -> None:
    """Stop where nobody is meant: an extension for a name with a slip would help nobody."""
    from deepcat_grader.classes.roster import RosterError, read_roster
    from deepcat_grader.grading.course_folder import NoCourse, open_course

    kind, name = whom
    try:
        course, students = open_course(folder), read_roster(folder)
    except (NoCourse, RosterError) as error:
        stop(str(error))
    if kind == "section":
        known = sorted({one.section for one in students if one.section})
    else:
        known = sorted({one.id for one in students} | {*course.students()})
    if name not in known:
        import difflib

        near = difflib.get_close_matches(name, known, 1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        stop(f"The class knows no {kind} {name!r}.{meant}")


def _change(folder: Path, assignment: str, change: Callable[[], Change], yes: bool) -> None:
    """Show what a change does to marks; where it is wanted, write it and book it at once."""
    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.dates.changing import NotUnderstood, planned
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.secret import NoSecret

    try:
        plan = planned(folder, assignment, change())
        _say(plan.lines())
        if not yes:
            typer.echo("Nothing was written. With --yes it is done.")
            return
        for note in plan.do():
            typer.echo(note)
    except (
        NoCourse,
        NotUnderstood,
        CannotBook,
        LedgerError,
        NoSecret,
        OwnExerciseError,
        OSError,
    ) as error:
        stop(str(error))


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line)

"""The commands ``deepcat class roster import`` and ``deepcat class roster show``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, Yes, stop
from deepcat_grader.wording import counted

IMPORT_EXAMPLES = (
    "Examples:\n\n  deepcat class roster import participants.csv --class autumn\n\n"
    "  deepcat class roster import participants.csv --class autumn --yes\n\n"
    "  deepcat class roster import list.csv --id Matrikelnummer --section Übungsgruppe"
)
SHOW_EXAMPLES = (
    "Examples:\n\n  deepcat class roster show --class autumn\n\n"
    "  deepcat class roster show --section B"
)


def add_commands(group: typer.Typer) -> None:
    """Register ``roster`` in the group ``class``."""
    roster = typer.Typer(no_args_is_help=True, help="Who is in the class.")
    roster.command("import", epilog=IMPORT_EXAMPLES)(import_)
    roster.command("show", epilog=SHOW_EXAMPLES)(show)
    group.add_typer(roster, name="roster")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A list of students.")],
    folder: ClassFolder = HERE,
    yes: Yes = False,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column of the students' ids.")
    ] = None,
    section: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of their sections.")
    ] = None,
    lms_id: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The column of the learning platform's own ids."),
    ] = None,
    drop_absent: Annotated[
        bool,
        typer.Option(
            "--drop-absent", help="Students who are not in the list leave the roster; marks stay."
        ),
    ] = False,
) -> None:
    """Bring a list of students into the class: a plan, and with --yes what it says.

    The list is what Moodle, Canvas, a registrar or a spreadsheet exports: CSV in UTF-8, UTF-16 or
    Latin-1, with commas, semicolons or tabs. The id of a student names the folder in `submitted`.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from deepcat_grader.classes.roster import NAME, RosterError, read_roster
    from deepcat_grader.classes.roster_import import keep_roster
    from deepcat_grader.classes.roster_plan import plan_roster
    from deepcat_grader.classes.roster_reading import read_students
    from deepcat_grader.grading.booking.gradebook import CannotBook, Refused
    from deepcat_grader.grading.course_folder import NoCourse, open_course

    named = {"id": id_, "section": section, "lms_id": lms_id}
    try:
        open_course(folder)
        found = read_students(file, {field: name for field, name in named.items() if name})
        plan = plan_roster(read_roster(folder), found, drop_absent)
    except (NoCourse, RosterError) as error:
        stop(str(error))
    columns = ", ".join(f"{field} = {heading!r}" for field, heading in found.columns.items())
    typer.echo(f"Columns: {columns}.")
    for line in (*plan.lines(), *found.left_out):
        typer.echo(line)
    typer.echo(
        f"{counted(len(plan.students), 'student', 'students')}: {len(plan.new)} new, "
        f"{len(plan.changed)} changed, {len(plan.absent)} absent from the list; "
        f"{counted(len(found.left_out), 'line', 'lines')} not understood."
    )
    if not yes:
        typer.echo("Nothing was written. With --yes it is done.")
        return
    try:
        keep_roster(folder, plan.students)
    except (NoCourse, CannotBook, Refused, OSError) as error:
        stop(f"The roster was not changed: {error}")
    typer.echo(f"{folder / NAME} is written, and the gradebook knows the names.")


def show(
    folder: ClassFolder = HERE,
    section: Annotated[str | None, typer.Option(help="Only this section.")] = None,
) -> None:
    """Show who is in the class."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from deepcat_grader.classes.roster import RosterError, read_roster
    from deepcat_grader.grading.course_folder import NoCourse, open_course

    try:
        open_course(folder)
        students = read_roster(folder)
    except (NoCourse, RosterError) as error:
        stop(str(error))
    if not students:
        typer.echo("The class has no roster yet: deepcat class roster import FILE.csv")
        return
    chosen = [one for one in students if section in (None, one.section)]
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in ("id", "first name", "last name", "e-mail", "section", "LMS id"):
        table.add_column(heading)
    for one in chosen:
        fields = (one.id, one.first_name, one.last_name, one.email, one.section, one.lms_id)
        table.add_row(*map(Text, fields))
    Console(highlight=False).print(table)
    typer.echo(f"{counted(len(chosen), 'student', 'students')}.")

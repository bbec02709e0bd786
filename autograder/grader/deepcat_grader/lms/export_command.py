"""The command ``deepcat export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader.classes.options import HERE, stop

if TYPE_CHECKING:
    from deepcat_grader.grading.course_folder import CourseFolder
    from deepcat_grader.lms.filling import Filled, How
    from deepcat_grader.lms.marks import Marks

EXPORT_HELP = """
Write the marks as the file that the LMS imports.

With --into, marks go into the file that the LMS gave: Moodle's grading worksheet, or Canvas's
gradebook export. Nothing else in it changes, and FILE itself stays as it is. Marks that a person
has yet to give, and attempts that are not graded yet, are named and left out. Without
--assignment and --column it fills in every assignment that anybody handed in.

Examples:

    deepcat export autumn --moodle --into "Grades-CS101-Week 2.csv" --assignment 2_neuron

    deepcat export autumn --canvas --into gradebook.csv --column "2_neuron=Week 2"

    deepcat export autumn --csv --include-pending --to marks.csv
"""


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The class's folder; the current one by default.")
    ] = HERE,
    moodle: Annotated[bool, typer.Option("--moodle", help="For Moodle.")] = False,
    canvas: Annotated[bool, typer.Option("--canvas", help="For Canvas.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False,
    json: Annotated[bool, typer.Option("--json", help="All that is known, for programs.")] = False,
    assignment: Annotated[
        list[str] | None, typer.Option(help="Only this assignment, such as 2_neuron.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The LMS's own file, to be filled in.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; DIR/exports by default.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="ASSIGNMENT=HEADING", help="Its column in the LMS's file."),
    ] = None,
    scale: Annotated[
        bool, typer.Option("--scale", help="Convert to the points that the LMS's file has.")
    ] = False,
    include_pending: Annotated[
        bool, typer.Option("--include-pending", help="Write marks that may still change, too.")
    ] = False,
) -> None:
    """See `EXPORT_HELP`."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console
    from rich.progress import Progress

    from deepcat_grader.classes.roster import RosterError
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.lms.errors import LmsError
    from deepcat_grader.lms.exports import TABLES, as_json
    from deepcat_grader.lms.filling import How
    from deepcat_grader.lms.marks import marks_of
    from deepcat_grader.whole_files import write_text

    chosen = {"moodle": moodle, "canvas": canvas, "csv": csv, "json": json}
    kinds = [name for name, wanted in chosen.items() if wanted]
    if len(kinds) != 1:
        stop("Say for what: one of --moodle, --canvas, --csv and --json.")
    kind = kinds[0]
    if into is not None and kind in ("csv", "json"):
        stop("--into goes with --moodle or --canvas: it names a file of theirs.")
    console = Console(highlight=False)
    quiet = not console.is_terminal
    filled = None
    try:
        course = open_course(folder)
        columns = _columns(column or [])
        named = _known(course, [*dict.fromkeys([*(assignment or []), *columns])])
        names = named or course.assignments()
        how = How(include_pending, scale, columns)
        with Progress(console=console, transient=True, disable=quiet) as bars:
            task = bars.add_task("reading marks", total=None)
            marks = marks_of(
                course, names, lambda done, of: bars.update(task, completed=done, total=of)
            )
        if into is not None:
            filled = _filled(course, into, kind, marks, named, how)
            text, default = filled.table.text(), into.name
        else:
            made = as_json if kind == "json" else TABLES[kind]
            result = made(marks, names, include_pending)
            text = result if isinstance(result, str) else result.text()
            which = names[0] if len(names) == 1 else "marks"
            default = f"{which}.{kind}" if kind in ("csv", "json") else f"{which}-{kind}.csv"
        target = to or course.root / "exports" / default
        write_text(target, text)
    except (NoCourse, RosterError, LmsError, CannotBook) as error:
        stop(str(error))
    strange = _said(marks, names, filled, include_pending)
    console.print(f"{target} is written.", markup=False, soft_wrap=True)
    raise typer.Exit(1 if strange else 0)


def _known(course: CourseFolder, wanted: list[str]) -> list[str]:
    known = course.assignments()
    for name in wanted:
        if name not in known:
            stop(f"There is no assignment {name!r}; the class has: {', '.join(known)}.")
    return wanted


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if len(columns) != len(pairs):
        stop("Write --column as ASSIGNMENT=HEADING, such as --column '2_neuron=Week 2'.")
    return columns


def _filled(
    course: CourseFolder, into: Path, kind: str, marks: Marks, named: list[str], how: How
) -> Filled:
    from deepcat_grader.lms.errors import LmsError
    from deepcat_grader.lms.filling import fill_canvas, fill_moodle
    from deepcat_grader.lms.listed import is_canvas, is_moodle
    from deepcat_grader.lms.people import People
    from deepcat_grader.lms.records import remembered
    from deepcat_grader.lms.tables import read_table

    table = read_table(into)
    people = People(marks.students, (), remembered(course.root))
    # Work that nobody handed in needs no column; a worksheet does not say what it is of.
    names = named or (marks.handed_in() if kind == "canvas" else [*marks.most])
    if kind == "canvas" and is_canvas(table):
        return fill_canvas(table, marks, names, people, how)
    if kind == "moodle" and is_moodle(table):
        if len(names) != 1:
            raise LmsError("A worksheet of Moodle's is of one assignment: name it, --assignment.")
        return fill_moodle(table, marks, names[0], people, how)
    what = "Canvas's gradebook export" if kind == "canvas" else "Moodle's grading worksheet"
    raise LmsError(f"{into} is not {what}.")


def _said(marks: Marks, names: list[str], filled: Filled | None, pending: bool) -> bool:
    """Say what is not in the file; whether anything was not understood."""
    from deepcat_grader.wording import counted

    left = "counted as they stand" if pending else "left out"
    for name in names:
        own = [mark for (_, assignment), mark in marks.of.items() if assignment == name]
        waiting = sum(bool(mark.waiting) for mark in own)
        stale = sum(mark.stale for mark in own)
        open_ = sum(not mark.graded for mark in own)
        absent = len(marks.students) - len(own)
        parts = [f"{len(own)} handed in"]
        counts = (
            (waiting, "waits", "wait", f"for marks by hand ({left})"),
            (open_, "is", "are", "not graded yet (left out)"),
            (stale, "handed in anew and is", "handed in anew and are", f"not graded yet ({left})"),
            (absent, "handed in nothing and has", "handed in nothing and have", "no mark"),
        )
        parts += [f"{counted(count, *words)} {rest}" for count, *words, rest in counts if count]
        typer.echo(f"{name}: {'; '.join(parts)}.")
    if filled is None:
        return False
    typer.echo(f"{counted(filled.written, 'mark was', 'marks were')} filled in.")
    for note in filled.notes:
        typer.echo(note)
    for who, why in filled.strange:
        typer.echo(f"Not filled in: {who}: {why}.")
    return bool(filled.strange)

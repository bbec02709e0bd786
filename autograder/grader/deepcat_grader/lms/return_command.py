"""The command ``deepcat return``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes.options import HERE, stop

RETURN_HELP = """
Pack the feedback pages into a zip that Moodle or Canvas gives back to the students.

Pages on which marks by hand, comments or penalties changed since are written anew first; nothing
is judged. Whose page cannot be brought up to date is named and left out.

The pages go back under the names by which `deepcat collect` got the work: in Moodle with "Upload
multiple feedback files in a zip", in Canvas with "Re-Upload Submissions".

Examples:

    deepcat return autumn --moodle --assignment 2_neuron

    deepcat return autumn --canvas --assignment 2_neuron --to feedback.zip
"""


def return_(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The class's folder; the current one by default.")
    ] = HERE,
    moodle: Annotated[bool, typer.Option("--moodle", help="For Moodle.")] = False,
    canvas: Annotated[bool, typer.Option("--canvas", help="For Canvas.")] = False,
    assignment: Annotated[
        str | None, typer.Option(help="Of which assignment, such as 2_neuron.")
    ] = None,
    student: Annotated[list[str] | None, typer.Option(help="Only this student.")] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; DIR/exports by default.")
    ] = None,
) -> None:
    """See `RETURN_HELP`."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console
    from rich.progress import Progress, track

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.build.zipping import zip_into
    from deepcat_grader.grading.booking.gradebook import CannotBook
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.secret import NoSecret
    from deepcat_grader.lms.errors import LmsError
    from deepcat_grader.lms.giving_back import parcel_of
    from deepcat_grader.lms.refreshing import refresh
    from deepcat_grader.whole_files import writing
    from deepcat_grader.wording import counted

    if moodle == canvas:
        stop("Say for what: --moodle or --canvas.")
    kind = "moodle" if moodle else "canvas"
    console = Console(highlight=False)
    try:
        course = open_course(folder)
    except NoCourse as error:
        stop(str(error))
    known = course.assignments()
    if assignment is None and len(known) == 1:
        assignment = known[0]
    if assignment not in known:
        stop(f"Name an assignment, --assignment: the class has {', '.join(known)}.")
    if unknown := sorted({*(student or [])} - {*course.students()}):
        stop(f"{', '.join(unknown)} handed in nothing.")
    quiet = not console.is_terminal
    try:
        with Progress(console=console, transient=True, disable=quiet) as bars:
            task = bars.add_task("bringing pages up to date", total=None)
            outdated = refresh(
                course,
                assignment,
                student or [],
                lambda phase, done, of: bars.update(task, completed=done, total=of),
            )
            parcel = parcel_of(course, kind, assignment, student or [], outdated)
    except (
        NoCourse,
        NoSecret,
        OwnExerciseError,
        LedgerError,
        CannotBook,
        LmsError,
        OSError,
    ) as error:
        stop(str(error))
    for who, why in parcel.missing:
        console.print(f"Not returned: {who} {why}.", markup=False, soft_wrap=True)
    if not parcel.members:
        stop("There is no page to return.")
    target = to or course.root / "exports" / f"{assignment}-feedback-{kind}.zip"
    with writing(target) as file:
        pages = track(sorted(parcel.members.items()), "packing", console=console, disable=quiet)
        zip_into(file, ((name, page.read_bytes()) for name, page in pages))
    pages_of = counted(len(parcel.members), "page", "pages")
    console.print(f"{target} is written, with {pages_of}.", markup=False, soft_wrap=True)
    raise typer.Exit(1 if parcel.missing else 0)

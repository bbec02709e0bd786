"""The commands of ``deepcat class``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes import check_command, roster_command, update_command
from deepcat_grader.classes.options import stop
from deepcat_grader.dates import command as dates_command
from deepcat_grader.lms.release_command import RELEASE_HELP, release

INIT_EXAMPLES = (
    "Examples:\n\n  deepcat class init autumn\n\n"
    "  deepcat class init spring --from autumn\n\n  deepcat class init autumn --force"
)


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat class``."""
    group = typer.Typer(no_args_is_help=True, help="Set up a class, and look after it.")
    group.command("init", epilog=INIT_EXAMPLES)(init)
    update_command.add_commands(group)
    check_command.add_commands(group)
    group.command("release", help=RELEASE_HELP)(release)
    roster_command.add_commands(group)
    dates_command.add_commands(group)
    app.add_typer(group, name="class")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The course directory to make.")],
    force: Annotated[bool, typer.Option("--force", help="Write source and release again.")] = False,
    old: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="OLD",
            help="Take configuration, exercises, edited notebooks and the rule for late work of "
            "this class, and nothing of its students.",
        ),
    ] = None,
) -> None:
    """Make an nbgrader course directory: configuration, source, release, gradebook."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.build import BuildError
    from deepcat_grader.classes.next_year import copy_class
    from deepcat_grader.course_dir import init_class
    from deepcat_grader.grading.course_folder import NoCourse

    console = Console(soft_wrap=True, highlight=False)
    try:
        with console.status("starting …") as status:
            taken = copy_class(old, folder) if old else []
            made = init_class(
                folder, force=force or bool(taken), step=lambda text: status.update(f"{text} …")
            )
    except (NoCourse, BuildError) as error:
        stop(str(error))
    console.print(f"{folder} is a course directory with {', '.join(made)}.", markup=False)
    if taken:
        console.print(
            f"Taken from {old}: {', '.join(taken)}. The secret is a new one; dates, roster and "
            "everything of students stayed there.",
            markup=False,
        )
    console.print(
        f"Roster: deepcat class roster import FILE.csv --class {folder}\n"
        f"Hand out: deepcat class release --all --class {folder}\n"
        f"Collect: deepcat collect {folder} FILE\n"
        f"Then: deepcat grade {folder}",
        markup=False,
    )

"""The command ``deepcat class release``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deepcat_grader.classes.options import HERE, ClassFolder, stop

RELEASE_HELP = """
Pack what students need: the notebook, the course's wheels, and how to start on each system.

One zip for each assignment, or with --all one for all of them. The same class and version give the
same bytes. A notebook knows which version it needs: an older one at a student's says so.

Examples:

    deepcat class release 2_neuron --class autumn

    deepcat class release 2_neuron 3_network --class autumn --to /srv/www/course

    deepcat class release --all --class autumn

    deepcat class release 2_neuron --colab --at https://www.example.org/course --class autumn
"""


def release(
    assignment: Annotated[
        list[str] | None, typer.Argument(metavar="ASSIGNMENT...", help="Such as 2_neuron.")
    ] = None,
    folder: ClassFolder = HERE,
    together: Annotated[
        bool, typer.Option("--all", help="One zip of every assignment of the class.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; DIR/handout by default.")
    ] = None,
    colab: Annotated[
        bool, typer.Option("--colab", help="Write the notebooks for Google Colab as well.")
    ] = False,
    at: Annotated[
        str,
        typer.Option(metavar="LINK", help="The folder on the web in which the zips will lie."),
    ] = "",
) -> None:
    """See `RELEASE_HELP`."""
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from urllib.parse import quote

    from rich.console import Console

    from deepcat_grader.authoring.lesson import todos
    from deepcat_grader.build import BuildError
    from deepcat_grader.build.course import this_course
    from deepcat_grader.colab import LINK
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.lms.errors import LmsError
    from deepcat_grader.lms.handing_out import Handouts
    from deepcat_grader.whole_files import write_bytes
    from deepcat_grader.wording import counted

    console = Console(highlight=False)
    if bool(assignment) == together:
        stop("Name the assignments to hand out, or say --all.")
    if at and not (colab and LINK.fullmatch(at)):
        stop("--at goes with --colab, and is an address that begins with https://.")
    try:
        course = open_course(folder)
        known = course.assignments()
        for name in assignment or []:
            if name not in known:
                stop(f"There is no assignment {name!r}; the class has: {', '.join(known)}.")
        wanted = {"all": known} if together else {name: [name] for name in assignment or []}
        with console.status("reading …") as status:
            handouts = Handouts(
                course, this_course().root.parent, lambda text: status.update(f"{text} …")
            )
            for label, names in wanted.items():
                title = f"deepcat-{label}-{handouts.version}"
                target = (to or course.root / "handout") / f"{title}.zip"
                write_bytes(target, handouts.pack(names, title))
                size = target.stat().st_size / 1e6
                console.print(f"{target} is written, {size:.1f} MB.", markup=False, soft_wrap=True)
                link = f"{at.rstrip('/')}/{quote(target.name)}" if at else ""
                for name in names if colab else ():
                    for notebook, data in handouts.for_colab(name, link).items():
                        path = target.parent / "colab" / notebook
                        write_bytes(path, data)
                        console.print(f"{path} is for Colab.", markup=False, soft_wrap=True)
    except (NoCourse, BuildError, LmsError, OSError) as error:
        stop(str(error))
    packed = {name for names in wanted.values() for name in names}
    for name in (name for name in known if name in packed):
        if handouts.is_behind(name):
            update = f"deepcat class update --class {course.root}"
            typer.echo(f"{name} was changed after its release. To bring it along: {update}")
        for path in sorted(course.released(name).glob("*.ipynb")):
            if count := todos(path):
                cells = counted(count, "cell", "cells")
                typer.echo(
                    f"{path.name} still has a TODO in {cells}, and students read it.", err=True
                )

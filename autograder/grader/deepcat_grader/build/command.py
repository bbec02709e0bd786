"""The command ``deepcat build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HELP = """
Build notebooks and answer keys from the lessons.

With --check nothing is written, and the exit status is 1 when a built file is stale.

Examples:

    deepcat build

    deepcat build --check

    deepcat build --only neuron

    deepcat build --bundle dist
"""


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat build``."""
    app.command("build", help=HELP)(_build)


def _build(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail when a built file is stale.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="A lesson, such as neuron or 2_neuron.")
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option("--bundle", help="Also write the student's zip to this folder.")
    ] = None,
) -> None:
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from deepcat_grader.build.errors import BuildError
    from deepcat_grader.build.run import run

    if bundle is not None and (check or only):
        raise typer.BadParameter("--bundle takes every lesson and writes: no --check, no --only.")
    try:
        raise typer.Exit(run(check=check, only=only or [], bundle=bundle))
    except BuildError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None

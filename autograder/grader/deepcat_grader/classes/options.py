"""What the commands of a class share on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

ClassFolder = Annotated[
    Path,
    typer.Option("--class", metavar="DIR", help="The class's folder; the current one by default."),
]
HERE = Path()
Trust = Annotated[
    bool,
    typer.Option(
        "--i-trust-these-students",
        help="Judge although nothing confines their code on this machine (`deepcat doctor`).",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do what the plan says.")]


def stop(text: str) -> NoReturn:
    """End the command with one sentence that says what to do."""
    typer.echo(text, err=True)
    raise typer.Exit(2)

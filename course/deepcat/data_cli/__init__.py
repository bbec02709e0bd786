"""The commands ``deepcat data …``, one a file: parse, call the library, print."""

from __future__ import annotations

import typer

from deepcat.data_cli import fetch, info, make, sheet, verify

# What is heavy (NumPy, Pillow, the sets themselves) is imported inside the commands, for every
# `deepcat --help` waits for these lines.


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat data`` and its verbs."""
    group = typer.Typer(
        name="data", help="The data sets: see, check, draw and fetch them.", no_args_is_help=True
    )
    group.command("info", help=info.HELP)(info.info)
    group.command("verify", help=verify.HELP)(verify.verify)
    group.command("make", help=make.HELP)(make.make)
    group.command("sheet", help=sheet.HELP)(sheet.sheet)
    group.command("fetch", help=fetch.HELP)(fetch.fetch)
    app.add_typer(group)

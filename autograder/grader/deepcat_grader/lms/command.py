"""The commands ``deepcat collect``, ``deepcat export`` and ``deepcat return``."""

from __future__ import annotations

import typer

from deepcat_grader.lms.collect_command import COLLECT_HELP, collect
from deepcat_grader.lms.export_command import EXPORT_HELP, export
from deepcat_grader.lms.return_command import RETURN_HELP, return_


def add_commands(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("collect", help=COLLECT_HELP)(collect)
    app.command("export", help=EXPORT_HELP)(export)
    app.command("return", help=RETURN_HELP)(return_)

"""The commands ``deepcat collect``, ``deepcat export`` and ``deepcat return``."""

from __future__ import annotations

import typer

from deepcat_grader.lms.collect_command import COLLECT_HELP, collect


def add_commands(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("collect", help=COLLECT_HELP)(collect)

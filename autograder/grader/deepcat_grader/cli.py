"""The teacher's commands, registered through the entry-point group ``deepcat.commands``."""

from __future__ import annotations

import importlib

import typer

# Each module has an `add_commands(app)`, and imports what is heavy inside its commands: every
# `deepcat --help` waits for these lines.
MODULES = (
    "deepcat_grader.build.command",
    "deepcat_grader.classes.command",
    "deepcat_grader.grade_cli",
    "deepcat_grader.batch_cli",
    "deepcat_grader.doctor_cli",
    "deepcat_grader.demo.command",
    "deepcat_grader.report_cli",
    "deepcat_grader.authoring.command",
    "deepcat_grader.authoring.lesson_command",
    "deepcat_grader.naming.command",
    "deepcat_grader.lms.command",
    "deepcat_grader.gradescope.command",
    "deepcat_grader.marking.command",
)


def add_commands(app: typer.Typer) -> None:
    """Register every command of the teacher's half."""
    for name in MODULES:
        importlib.import_module(name).add_commands(app)

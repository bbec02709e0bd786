"""The ``deepcat`` command: parse, call the library, print."""

from __future__ import annotations

import io
import sys
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat.data_cli import add_commands as add_data_commands

if TYPE_CHECKING:
    from deepcat.notebook_run import Report

PLUGINS = "deepcat.commands"
_PASSED, _NOT_PASSED, _UNUSABLE = 0, 1, 2

_CHECK_HELP = """
Run a notebook and judge every exercise of it.

The notebook is run from top to bottom in a fresh kernel; the file itself is not changed.
The exit status is 0 when every exercise is right, 1 when one is not, and 2 when the file
cannot be used.

Examples:

    deepcat check 2_neuron.ipynb

    deepcat check 2_neuron.ipynb --seconds 10 --json > verdicts.json
"""

_HINT_HELP = """
Show a hint for an exercise: the concept, where to look, then nearly the code.

Examples:

    deepcat hint neuron.sigmoid

    deepcat hint neuron.sigmoid --level 2
"""


def main() -> None:
    """Run the command of this program's arguments."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows may know no ✓
            stream.reconfigure(errors="replace")
    try:
        build_app()()
    except OSError as error:
        if error.filename is None:
            raise
        # A file for a folder, no right to write, a full disk: the system says it best.
        typer.echo(f"{error.filename}: {error.strerror}.", err=True)
        sys.exit(_UNUSABLE)


def build_app() -> typer.Typer:
    """The student's commands, and those that installed plug-ins add."""
    app = typer.Typer(
        name="deepcat",
        help="DeepCat: build a cat detector from NumPy alone.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    app.command("check", help=_CHECK_HELP)(_check)
    app.command("hint", help=_HINT_HELP)(_hint)
    add_data_commands(app)
    for plugin in sorted(entry_points(group=PLUGINS), key=lambda entry: entry.name):
        _add(plugin, app)
    return app


def _add(plugin: EntryPoint, app: typer.Typer) -> None:
    """Add a plug-in's verbs; one that is broken must not take the student's verbs with it."""
    try:
        plugin.load()(app)
    except Exception as error:
        typer.echo(f"The commands of {plugin.name} could not be added: {error!r}", err=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"deepcat {version('deepcat')}")
        raise typer.Exit


def _options(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def _check(
    notebook: Annotated[Path, typer.Argument(metavar="FILE.ipynb", help="The notebook.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the verdicts as JSON instead of a table.")
    ] = False,
    seconds: Annotated[
        float, typer.Option(min=1.0, help="Interrupt a cell that takes longer than this.")
    ] = 60.0,
) -> None:
    import json

    from deepcat.notebook_run import UnusableError, judge_notebook
    from deepcat.terminal import progress_bar, show_report

    try:
        with progress_bar() as tell:
            report: Report = judge_notebook(notebook, seconds, tell)
    except UnusableError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_UNUSABLE) from None
    if as_json:
        typer.echo(json.dumps({"notebook": str(notebook), **report.to_json()}, indent=1))
    else:
        show_report(notebook.name, report)
    raise typer.Exit(_PASSED if report.passed else _NOT_PASSED)


def _hint(
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="Such as neuron.sigmoid.")],
    level: Annotated[
        int, typer.Option(min=1, max=3, help="1: the concept, 2: where to look, 3: nearly code.")
    ] = 1,
) -> None:
    from deepcat.answering import by_id
    from deepcat.hinting import as_text, hint_at
    from deepcat.unclear import UnclearError

    try:
        found = by_id(exercise, lesson="")
    except UnclearError as unclear:
        typer.echo(str(unclear), err=True)
        raise typer.Exit(_UNUSABLE) from None
    typer.echo(as_text(hint_at(found, level), f"deepcat hint {{}} --level {level + 1}"))

"""The command ``deepcat class check``."""

from __future__ import annotations

from pathlib import Path

import typer

from deepcat_grader.classes.options import HERE, ClassFolder

EXAMPLES = "Examples:\n\n  deepcat class check --class autumn\n\n  cd autumn; deepcat class check"


def add_commands(group: typer.Typer) -> None:
    """Register ``check`` in the group ``class``."""
    group.command("check", epilog=EXAMPLES)(check)


def check(folder: ClassFolder = HERE) -> None:
    """Say what is wrong with a class, and what would mend it; nothing in it changes.

    The exit status is 0 where nothing is wrong, and 1 otherwise.
    """
    raise typer.Exit(1 if tell(folder) else 0)


def tell(folder: Path) -> bool:
    """Print what is wrong with a class.

    Returns
    -------
    bool
        Whether anything is.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.classes.checking import check_class

    with Console(stderr=True).status("starting …") as status:
        found = check_class(folder, lambda words: status.update(f"{words} …"))
    for finding in found:
        typer.echo(f"✗ {finding.what}\n  {finding.mend}")
    if not found:
        typer.echo(f"Nothing is wrong with {folder.resolve()}.")
    return bool(found)

"""The command ``deepcat doctor``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat_grader.classes.check_command import tell

if TYPE_CHECKING:
    from deepcat_grader.cage.doctor import Finding

EXAMPLES = (
    "Examples:\n\n  deepcat doctor\n\n  deepcat doctor --class autumn\n\n  deepcat doctor --json"
)


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat doctor``."""
    app.command("doctor", epilog=EXAMPLES)(doctor)


def doctor(
    folder: Annotated[
        Path | None,
        typer.Option("--class", metavar="DIR", help="Look through this class's folder as well."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Attack this machine as a hostile notebook would, and say what holds.

    The exit status is 0 where students' code is confined (tier A or B), and 1 where it is not, or
    something is wrong with the class that is named.
    """
    from rich.console import Console

    from deepcat_grader.cage.doctor import examine
    from deepcat_grader.grading.isolation.protection import words

    finding = examine()
    if as_json:
        typer.echo(json.dumps(_plain(finding), indent=2))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for line in _lines(finding):
            console.print(line, markup=False)
        console.print(
            words(finding.tier), markup=False, style="bold red" if finding.tier.provisional else ""
        )
    wrong = folder is not None and _of_class(folder, as_json)
    raise typer.Exit(1 if finding.tier.provisional or wrong else 0)


def _of_class(folder: Path, as_json: bool) -> bool:
    """Say how a class stands, and what is wrong with it; whether anything is."""
    from deepcat_grader.classes.condition import condition

    if not as_json:
        for line in condition(folder):
            typer.echo(line)
    return tell(folder)


def _lines(finding: Finding) -> Iterator[str]:
    for tier, results in finding.results.items():
        yield f"Tier {tier.name}: {tier.value}"
        for result in results:
            yield f"  {'held' if result.held else 'CAME THROUGH':14}{result.what}"
    for tier, why in finding.absent.items():
        yield f"Tier {tier.name} cannot be had here: {why}."


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "tier": finding.tier.name,
        "absent": {tier.name: why for tier, why in finding.absent.items()},
        "attacks": {
            tier.name: [vars(result) for result in results]
            for tier, results in finding.results.items()
        },
    }

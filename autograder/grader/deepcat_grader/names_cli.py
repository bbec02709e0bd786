"""``deepcat report names``: what the judge calls answers that no key holds, to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from deepcat_grader.bank.registry import Entry

HELP = """
Show what the judge calls each wrong answer that no key holds, where the register says otherwise.

Read each line and the words behind it: what they say must be true of the answer. --write then
puts the names into the register. The exit status is 1 when a line differs and is not written.

Examples:

    deepcat report names

    deepcat report names neuron.relu --write
"""

Exercises = Annotated[
    list[str] | None, typer.Argument(help="Exercises; all of them if none is named.")
]


def names(
    exercises: Exercises = None,
    write: Annotated[bool, typer.Option("--write", help="Put them into the register.")] = False,
) -> None:
    """Show or write what differs from the register."""
    from deepcat_grader import unseen

    differ = False
    for name, entry in chosen(exercises).items():
        judged = list(unseen.judgements(entry))
        allowed = unseen.registered(name) or {}
        for answer, verdict in judged:
            found = unseen.name_of(verdict)
            if answer.kind and allowed.get(answer.id) != found:
                differ = True
                typer.echo(f"{name} {answer.id}: {allowed.get(answer.id, 'new')} -> {found}")
                typer.echo(f"    {verdict.headline}")
        if write and judged:
            text = unseen.register_text(judged)
            (unseen.REGISTER / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    if differ and not write:
        raise typer.Exit(1)


def chosen(exercises: list[str] | None) -> Mapping[str, Entry]:
    """The entries of the exercises that are named."""
    from deepcat_grader.bank import ENTRIES

    for name in exercises or ():
        if name not in ENTRIES:
            raise typer.BadParameter(f"no exercise is called {name}")
    return {name: entry for name, entry in ENTRIES.items() if not exercises or name in exercises}

"""Change a class's `dates.toml`; what a teacher wrote there, comments too, stays."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from deepcat_grader.dates.dates import NAME
from deepcat_grader.whole_files import write_bytes

HEAD = """\
# When work is due, who may hand it in later, and what late work costs.
# Times are those of the class's zone, c.Exchange.timezone in nbgrader_config.py.
"""
Change = Callable[[TOMLDocument], None]


def changed(class_dir: Path, change: Change) -> TOMLDocument:
    """The file's tables with a change in them; nothing is written."""
    path = class_dir / NAME
    text = path.read_text(encoding="utf-8-sig") if path.exists() else HEAD
    document = tomlkit.parse(text)
    change(document)
    return document


def write(class_dir: Path, document: TOMLDocument) -> None:
    """Write the file; it is whole or as it was before."""
    write_bytes(class_dir / NAME, tomlkit.dumps(document).encode())


def due(assignment: str, time: datetime.date) -> Change:
    """An assignment is due at the end of a day, or at a time, of the class's zone."""

    def change(document: TOMLDocument) -> None:
        _table(document, "due")[assignment] = time

    return change


def rule(percent_a_day: float, at_most: float, grace_minutes: float) -> Change:
    """Late work costs so much."""

    def change(document: TOMLDocument) -> None:
        _table(document, "late").update(
            percent_a_day=percent_a_day, at_most=at_most, grace_minutes=grace_minutes
        )

    return change


def extension(
    assignment: str, whom: tuple[str, str], until: datetime.date | None, why: str
) -> Change:
    """One student or section has until then, or no longer than all; an earlier word is replaced.

    Parameters
    ----------
    assignment : str
    whom : tuple of str
        ``"student"`` or ``"section"``, and which.
    until : date, datetime or None
    why : str
    """
    kind, name = whom

    def change(document: TOMLDocument) -> None:
        kept = tomlkit.aot()
        for one in document.get("extension", []):
            if (one.get("assignment"), one.get(kind)) != (assignment, name):
                kept.append(one)
        if until is not None:
            kept.append(_entry({"assignment": assignment, kind: name, "until": until, "why": why}))
        _replace(document, kept)

    return change


def _entry(values: dict[str, object]) -> Table:
    entry = tomlkit.table()
    for key, value in values.items():
        if value != "":
            entry.add(key, value)
    return entry


def _replace(document: TOMLDocument, extensions: AoT) -> None:
    document.pop("extension", None)
    if len(extensions):
        document.append("extension", extensions)


def _table(document: TOMLDocument, name: str) -> Table:
    if name not in document:
        document.append(name, tomlkit.table())
    table = document[name]
    if not isinstance(table, Table):
        raise ValueError(f"{name} begins with the line [{name}]")
    return table

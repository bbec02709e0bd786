"""A teacher's notebook and a changed course as one notebook, cell by cell: no edit is lost."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

PLAIN = re.compile(r"[a-z_]+-([0-9a-f]{10})(-\d+)?")  # `build.cells.PlainIds`


@dataclass
class Merged:
    """A merged notebook, and a sentence on each cell that a person should look at."""

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)


def merge(
    mine: NotebookNode,
    course: NotebookNode,
    base: NotebookNode | None,
    own: Collection[str] = (),
) -> Merged:
    """Bring a changed course into a teacher's notebook.

    Parameters
    ----------
    mine : NotebookNode
        As the teacher has it.
    course : NotebookNode
        As the course is now.
    base : NotebookNode or None
        As the course was when it last came into the class, if that is known.
    own : collection of str
        Ids of cells that are the class's own, whatever they look like.

    Returns
    -------
    Merged
        In the course's order; a cell of the teacher's own stands after the one before it.
    """
    result = Merged(copy.deepcopy(course))
    before = None if base is None else _by_id(base)
    ours, theirs = _by_id(mine), _by_id(course)
    prefixes = {cell.id.partition("-")[0] for cell in course.cells}
    cells = []
    for cell in course.cells:
        if cell.id in ours:
            was = None if before is None else before.get(cell.id)
            cells.append(_merged_cell(ours[cell.id], cell, was, result.notes))
        elif before is not None and cell.id in before:
            result.notes.append(f"{cell.id} stays out: you took it out")
        else:
            cells.append(copy.deepcopy(cell))
    for previous, cell in zip([None, *mine.cells], mine.cells, strict=False):
        if cell.id in theirs:
            continue
        if cell.id in own or _stays(cell, before, prefixes, result.notes):
            _insert_after(cells, previous, cell)
    result.notebook.cells = cells
    return result


def _by_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {cell.id: cell for cell in notebook.cells}


def _merged_cell(
    mine: NotebookNode, course: NotebookNode, base: NotebookNode | None, notes: list[str]
) -> NotebookNode:
    """One cell that both have: what one side changed counts, and the teacher's where both did."""
    old, new = _parts(mine), _parts(course)
    was = _parts(base) if base is not None else _guessed(mine, course)
    chosen = {}
    for name in new:
        chosen[name] = new[name] if old[name] == was[name] else old[name]
        if old[name] != was[name] and new[name] not in (was[name], old[name]):
            notes.append(
                f"{course.id}: its {name} was changed by you and by the course; yours stays"
            )
    if base is None and old["points"] != new["points"]:
        notes.append(
            f"{course.id} keeps its points, {old['points']}; the course gives {new['points']}"
        )
    cell = copy.deepcopy(course)
    cell.source, cell.metadata = chosen["text"], copy.deepcopy(chosen["settings"])
    if chosen["points"] is not None:
        cell.metadata["nbgrader"]["points"] = chosen["points"]
    return cell


def _guessed(mine: NotebookNode, course: NotebookNode) -> Mapping[str, Any]:
    """What a cell may have been where nobody wrote it down.

    A plain cell's id says whether its text was changed. The text of an exercise is taken for the
    course's, and its points for the teacher's.
    """
    parts = dict(_parts(mine))
    if PLAIN.fullmatch(mine.id) and not is_untouched(mine):
        parts["text"] = course.source
    return {**parts, "points": _parts(course)["points"]}


def is_untouched(cell: NotebookNode) -> bool:
    """Whether a plain cell still holds the text from which the build made its id."""
    found = PLAIN.fullmatch(cell.id)
    text = f"{cell.cell_type}\n{cell.source}"
    return found is not None and found[1] == hashlib.sha256(text.encode()).hexdigest()[:10]


def _parts(cell: NotebookNode) -> dict[str, Any]:
    """What can be changed of a cell, each for itself."""
    settings = {
        key: value for key, value in cell.metadata.items() if key in ("nbgrader", "deepcat")
    }
    settings |= {key: value for key, value in cell.metadata.items() if key == "tags" and value}
    about = dict(settings.get("nbgrader", {}))
    points = about.pop("points", None)
    about.pop("checksum", None)
    if about:
        settings["nbgrader"] = about
    return {"text": cell.source, "points": points, "settings": settings}


def _stays(
    cell: NotebookNode,
    before: Mapping[str, NotebookNode] | None,
    prefixes: Collection[str],
    notes: list[str],
) -> bool:
    """Whether a cell that the course does not have (any more) is the teacher's."""
    if before is None:
        named = cell.metadata.get("nbgrader", {}).get("grade_id") == cell.id
        return not (named and cell.id.partition("-")[0] in prefixes) and not is_untouched(cell)
    if cell.id not in before:
        return True
    if _parts(cell) == _parts(before[cell.id]) or "nbgrader" in cell.metadata:
        return False
    notes.append(f"{cell.id} was changed by you and taken out of the course; yours stays")
    return True


def _insert_after(
    cells: list[NotebookNode], previous: NotebookNode | None, cell: NotebookNode
) -> None:
    places = [number for number, one in enumerate(cells) if previous and one.id == previous.id]
    after = places[0] + 1 if places else len(cells)
    cells.insert(after if previous else 0, copy.deepcopy(cell))


def same_cells(one: NotebookNode, other: NotebookNode) -> bool:
    """Whether two notebooks hold the same cells in the same order, outputs aside."""
    return _content(one.cells) == _content(other.cells)


def _content(cells: Sequence[NotebookNode]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(cell.id, cell.cell_type, _parts(cell)) for cell in cells]

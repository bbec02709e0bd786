"""How each system lays out what students handed in, one file a system.

Each has a ``read(entries, zone)`` that gives `Found`, or None where it is another's layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deepcat_grader.lms.formats import canvas, exchange, folders, gradescope, moodle
from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.sources import Entry

Reader = Callable[[Sequence[Entry], str], Found | None]

# In the order in which they are tried: folders take whatever is left.
FORMATS: dict[str, Reader] = {
    "gradescope": gradescope.read,
    "exchange": exchange.read,
    "moodle": moodle.read,
    "canvas": canvas.read,
}


def recognised(
    entries: Sequence[Entry],
    zone: str,
    is_students: Callable[[str], bool] = lambda name: False,
    name: str = "",
) -> Found:
    """What some files are, by the first system that knows their layout.

    Parameters
    ----------
    entries : sequence of Entry
    zone : str
        The class's time zone.
    is_students : callable (name) -> bool
        Whether a folder of this name is a student's: then no system's list is read in it, for
        who wrote the list is the student.
    name : str
        What the files lie in.
    """
    if is_students(name):
        return folders.read([Entry(f"{name}/{e.path}", e.read, e.owner) for e in entries], zone)
    inner = [Entry(e.path.partition("/")[2], e.read, e.owner) for e in entries]
    shared = len({e.parts[0] for e in entries}) == 1 and all("/" in e.path for e in entries)
    open_outside = shared and not is_students(entries[0].parts[0])
    for level in (entries, inner) if open_outside else (entries,):
        for read in FORMATS.values():
            if found := read(level, zone):
                return found
    # A folder round the students' folders: everything lies at least three deep.
    round_them = open_outside and all(len(e.parts) > 2 for e in entries)
    return folders.read(inner if round_them else entries, zone)

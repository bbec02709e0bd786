"""Moodle's "Download all submissions": a folder a student, or all files in one folder.

A folder is named ``Full Name_12345_assignsubmission_file``, with a ``_`` at its end up to
Moodle 4.0. Without folders, the student's own name of the file follows. The number is the
participant's within Moodle, and not the person's; a ``_`` of a name became a space.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.handed import Claim, File, Hand
from deepcat_grader.lms.sources import Entry

KIND = "moodle"
PLACE = re.compile(
    r"(?P<prefix>(?P<name>[^_/]*)_(?P<number>\d+)_assignsubmission_(?P<plugin>[a-z]+))"
    r"(?:_(?P<rest>.*))?"
)


def read(entries: Sequence[Entry], zone: str) -> Found | None:
    """The hand-ins of a download, or None."""
    found = Found(KIND)
    files: dict[tuple[str, str, str], list[File]] = defaultdict(list)
    typed: list[tuple[str, str]] = []
    for entry in entries:
        first, *others = entry.parts
        place = PLACE.fullmatch(first)
        if place is None:
            found.strange.append((entry.path, "belongs to no participant of Moodle's"))
            continue
        rest = place["rest"] or ""
        inner = "/".join(filter(None, (rest, *others)))
        flat = not others
        kept = f"{place['prefix']}_" if flat else first
        if place["plugin"] == "onlinetext":
            typed.append((place["number"], entry.path))
        elif inner:
            files[kept, place["name"], place["number"]].append(File(inner, entry))
    if not files and not typed:
        return None
    with_files = {number for _, _, number in files}
    for number, path in typed:  # whoever handed in files as well is understood without it
        if number not in with_files:
            found.strange.append((path, "is text that was typed into Moodle, not a file"))
    for (kept, name, number), own in files.items():
        found.hands.append(Hand(KIND, Claim(name.strip(), number), kept, tuple(own)))
    return found

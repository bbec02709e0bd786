"""Canvas's "Download Submissions": ``lastnamefirst_LATE_userid_fileid_name``, all in one folder.

``LATE_`` stands there where the work came late. A name is in small letters, without spaces and
signs; Canvas puts ``-1``, ``-2`` at the end of a name that a student uploads again. A group's name
stands in the student's place. The zip does not say when anything was handed in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.handed import Claim, File, Hand
from deepcat_grader.lms.sources import Entry

KIND = "canvas"
UPLOAD = re.compile(r"(?P<name>[^_/]+)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<rest>[^/]+)")
TYPED = re.compile(r"[^_/]+_(?:LATE_)?\d+_(?:text|link)\.html")
ANONYMOUS = re.compile(r"(?:LATE_)?anon_[^_/]+_(?:\d+_[^/]+|(?:text|link)\.html)")


def read(entries: Sequence[Entry], zone: str) -> Found | None:
    """The hand-ins of a download, or None."""
    found = Found(KIND)
    files: dict[tuple[str, str, bool], list[File]] = defaultdict(list)
    for entry in entries:
        if upload := UPLOAD.fullmatch(entry.path):
            who = upload["name"], upload["user"], bool(upload["late"])
            files[who].append(File(upload["rest"], entry, int(upload["file"])))
        elif TYPED.fullmatch(entry.path):
            found.strange.append((entry.path, "was typed into Canvas, and is not a notebook"))
        elif ANONYMOUS.fullmatch(entry.path):
            why = "names nobody: turn anonymous grading off in Canvas, and download again"
            found.strange.append((entry.path, why))
        else:
            found.strange.append((entry.path, "belongs to no user of Canvas's"))
    anonymous = any(ANONYMOUS.fullmatch(path) for path, _ in found.strange)
    if not files and not anonymous:
        return None
    for (name, user, late), own in files.items():
        own.sort(key=lambda file: file.order)
        place = own[-1].entry.path
        found.hands.append(Hand(KIND, Claim(name, user), place, tuple(own), late=late))
    return found

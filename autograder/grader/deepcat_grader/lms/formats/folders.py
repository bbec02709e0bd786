"""A folder a student: ``STUDENT/2_neuron.ipynb``, or ``STUDENT/2_neuron/2_neuron.ipynb``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from deepcat_grader.grading.intake.times import (
    MAX_BYTES,
    NAME,
    HandedIn,
    UnclearTime,
    time_in,
)
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.handed import Claim, File, Hand, is_notebook
from deepcat_grader.lms.sources import Entry, TooLarge

KIND = "folder"


def read(entries: Sequence[Entry], zone: str) -> Found:
    """The hand-ins of students' folders; each folder that holds files is one."""
    found = Found(KIND)
    files: dict[tuple[str, str], list[File]] = defaultdict(list)
    times: dict[tuple[str, str], Entry] = {}
    homes = {
        entry.parts[:2] for entry in entries if len(entry.parts) > 2 and is_notebook(entry.path)
    }
    for entry in entries:
        student, *others = entry.parts
        if not others:
            found.strange.append((entry.path, "lies in no student's folder"))
            continue
        # A folder with a notebook in it is an assignment's; any other lies beside the notebook.
        inner = others.pop(0) if entry.parts[:2] in homes else ""
        home, name = (student, inner), "/".join(others)
        if name == NAME:
            times[home] = entry
        else:
            files[home].append(File(name, entry))
    for (student, inner), own in files.items():
        place = "/".join(filter(None, (student, inner)))
        who = Claim(name=student, id=student, email=student if "@" in student else "")
        try:
            time = _time(times.get((student, inner)), zone)
        except (UnclearTime, LmsError, TooLarge) as error:
            found.strange.append((place, str(error)))
            continue
        hand = Hand(KIND, who, place, tuple(own), time.time, assignment=inner)
        found.hands.append(hand)
    return found


def _time(entry: Entry | None, zone: str) -> HandedIn:
    if entry is None:
        return HandedIn()
    try:
        text = entry.read()[:MAX_BYTES].decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise UnclearTime(f"{NAME} is not text in UTF-8") from None
    return time_in(text, zone) if text else HandedIn()

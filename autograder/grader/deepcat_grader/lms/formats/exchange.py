"""nbgrader's exchange: folders ``STUDENT+ASSIGNMENT+2026-11-03 10:00:00.000000 UTC+RANDOM``.

They lie in ``inbound`` of the exchange. Whoever may write there can make a folder of another's
name; who owns its files on this machine is looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from deepcat_grader.grading.intake.overlooked import SECRET
from deepcat_grader.grading.intake.times import NAME as TIME
from deepcat_grader.grading.intake.times import UnclearTime, time_in
from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.handed import Claim, File, Hand
from deepcat_grader.lms.sources import Entry

KIND = "exchange"
PLACE = re.compile(
    r"(?P<student>[^+/]+)\+(?P<assignment>[^+/]+)\+(?P<time>\d{4}-\d\d-\d\d [^+]*)(?:\+[^/]*)?"
)


def read(entries: Sequence[Entry], zone: str) -> Found | None:
    """The hand-ins of an inbound folder, or None."""
    found = Found(KIND)
    files: dict[str, list[File]] = defaultdict(list)
    secrets: dict[str, File] = {}
    for entry in entries:
        first, *others = entry.parts
        if not others or not PLACE.fullmatch(first):
            found.strange.append((entry.path, "is not a folder of nbgrader's exchange"))
        elif others == [SECRET]:
            secrets[first] = File(SECRET, entry)
        elif others != [TIME]:
            files[first].append(File("/".join(others), entry))
    if not files:
        return None
    for first, own in files.items():
        place = PLACE.fullmatch(first)
        assert place is not None
        try:
            time = time_in(place["time"], zone).time
        except UnclearTime as error:
            found.strange.append((first, str(error)))
            continue
        owners = frozenset(file.entry.owner for file in own) - {""}
        who = Claim(id=place["student"])
        kept = (secrets[first],) if first in secrets else ()
        hand = Hand(KIND, who, first, tuple(own), time, False, place["assignment"], owners, kept)
        found.hands.append(hand)
    return found

"""Whether an observation can be one of an honest worker: its numbers and positions, their range.

How long its texts and lists may be, `deepcat_judge.packing` has looked at before.
"""

from __future__ import annotations

from dataclasses import replace

from deepcat_grader.grading.isolation.channel import Breach
from deepcat_judge.observe import LOOP_NAMES, Observation

MOST = 10**12


def sound(seen: Observation, count: int) -> Observation:
    """The observation of a call with `count` arguments, with a number of calls for each.

    Raises
    ------
    Breach
        If an honest worker could not have sent it.
    """
    in_order = list(seen.changed) == sorted(set(seen.changed))
    numbers = [seen.work or 0, *seen.calls, seen.raised.lineno if seen.raised else 0]
    claims = (
        in_order and all(0 <= position < count for position in seen.changed),
        len(seen.calls) <= count,
        all(0 <= number <= MOST for number in numbers),
        LOOP_NAMES.issuperset(seen.loops) and len(seen.loops) <= len(LOOP_NAMES),
    )
    if not all(claims):
        raise Breach("It answered with something that is not a result.")
    return replace(seen, calls=(*seen.calls, *[0] * (count - len(seen.calls))))

"""Known mistakes with a shared slip made besides: what they give on the cases of a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from deepcat_grader.bank.registry import Answer, Entry
from deepcat_grader.bank.slip import Slip
from deepcat_grader.bank.slips import INT_BUFFER
from deepcat_judge.compare import numeric_leaves
from deepcat_judge.exercise import Case
from deepcat_judge.key import KnownMistake
from deepcat_judge.naming import same_observation
from deepcat_judge.observe import LocalCaller, Observation

# What a slip does to every result alike (rounding, a list, a changed argument) is found without a
# key. This one shows on some inputs only.
SLIPS = (INT_BUFFER,)
LARGEST = 2.0**31

Seen = Mapping[str, Observation]


def observation(entry: Entry, answer: Answer, case: Case) -> Observation:
    """What an answer of the bank does on a case."""
    return LocalCaller.of(entry.exercise, answer, entry.lends).call(case.args)


def combinations(
    entry: Entry, cases: Sequence[Case], alone: Sequence[KnownMistake]
) -> tuple[KnownMistake, ...]:
    """Mistakes with a slip whose outputs are those of no mistake alone, nor of another two."""
    right = {case.id: observation(entry, entry.reference, case) for case in cases}
    taken = [right, *(mistake.observations for mistake in alone)]
    kept: list[KnownMistake] = []
    for mistake in _made(entry, cases, alone, right):
        if any(_same(mistake.observations, seen) for seen in taken):
            continue
        twins = [other for other in kept if _same(mistake.observations, other.observations)]
        if any(_words(twin) != _words(mistake) for twin in twins):
            kept = [other for other in kept if all(other is not twin for twin in twins)]
            taken.append(mistake.observations)
        elif not twins:
            kept.append(mistake)
    return tuple(kept)


def _made(
    entry: Entry, cases: Sequence[Case], alone: Sequence[KnownMistake], right: Seen
) -> Iterator[KnownMistake]:
    """Every mistake with every slip that can be made in it."""
    for slip in SLIPS:
        if not _fits(entry, slip, cases[0], right):
            continue
        for mistake, single in zip(entry.mistakes, alone, strict=True):
            function = slip.wrap(mistake.function)
            seen = {case.id: observation(entry, function, case) for case in cases}
            raised = bool(seen[cases[0].id].raised)
            if raised == bool(single.observations[cases[0].id].raised) and _portable(seen):
                yield replace(single, observations=seen, also=slip.also)


def _fits(entry: Entry, slip: Slip, case: Case, right: Seen) -> bool:
    """Whether an answer of this exercise can hold the slip: an ordinary value comes out right."""
    seen = observation(entry, slip.wrap(entry.reference), case)
    return same_observation(replace(seen, changed=()), right[case.id])


def _portable(seen: Seen) -> bool:
    """Whether no number too large for an integer was put into one: machines do not agree there."""
    numbers = [np.asarray(leaf) for one in seen.values() for _, leaf in numeric_leaves(one.value)]
    return all(
        np.all(np.abs(array.astype(float)) < LARGEST)
        for array in numbers
        if array.dtype.kind == "i"
    )


def _words(mistake: KnownMistake) -> tuple[str, str]:
    return mistake.message, mistake.also


def _same(one: Seen, other: Seen) -> bool:
    return all(same_observation(one[case], other[case]) for case in one)

"""Two mistakes at once: a known one and what became of its result, or two known ones."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from deepcat_judge.compare import Stage, compare, numeric_leaves
from deepcat_judge.exercise import VALUES, Case
from deepcat_judge.findings import Findings, Said
from deepcat_judge.forensics.evidence import Array
from deepcat_judge.key import Key, KnownMistake
from deepcat_judge.naming import is_right, same_observation
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain, map_leaves

TWO = "two"
BESIDES = "Besides, {slip}."
SEVERAL = 3


@dataclass(frozen=True)
class Manner:
    """What may become of any result: words, and the change.

    One that is not ``exact`` may be a simpler mistake in another place. One that is ``coarse``
    makes few numbers of many, and is not seen in fewer than `SEVERAL`.
    """

    also: str
    change: Callable[[Plain], Plain]
    exact: bool = True
    coarse: bool = False


def _leafwise(function: Callable[[Array], object]) -> Callable[[Plain], Plain]:
    def leaf(value: Plain) -> Plain:
        if not isinstance(value, (bool, int, float, np.ndarray)):
            return value
        changed = np.asarray(function(np.asarray(value, float)))
        return changed if isinstance(value, np.ndarray) else changed.item()

    return lambda value: map_leaves(leaf, value)


def _rounded(digits: int) -> Manner:
    words = f"to {digits} decimal{'s' * (digits > 1)}" if digits else "to a whole number"
    return Manner(
        f"the result is rounded {words}", _leafwise(lambda a: np.round(a, digits)), coarse=True
    )


def _as_list(value: Plain) -> Plain:
    return value.tolist() if isinstance(value, np.ndarray) and value.ndim else value


def _alone(shape: tuple[int, ...]) -> Callable[[Plain], Plain]:
    def change(value: Plain) -> Plain:
        single = isinstance(value, (int, float)) or (
            isinstance(value, np.ndarray) and value.ndim == 0
        )
        return np.full(shape, value) if single else value

    return change


MANNERS: tuple[Manner, ...] = (
    *(_rounded(digits) for digits in range(7)),
    Manner("the result is cut to whole numbers", _leafwise(np.trunc), coarse=True),
    Manner("rows and columns of the result are exchanged", _leafwise(np.transpose)),
    Manner("the result is flattened", _leafwise(lambda a: a.ravel() if a.ndim else a)),
    Manner("the result is a list, where an array is expected", _as_list),
    Manner("the number sits in an array", _alone((1,))),
    Manner("the number sits in an array", _alone((1, 1))),
    Manner("the result sits in a list or a tuple", lambda value: (value,)),
    Manner("the sign of the result is flipped", _leafwise(np.negative), exact=False),
    Manner("the sign of the result gets lost", _leafwise(np.abs), exact=False, coarse=True),
    Manner("the result is doubled", _leafwise(lambda a: 2 * a), exact=False),
    Manner("the result is halved", _leafwise(lambda a: a / 2), exact=False),
)


def slip_besides(findings: Findings, known: KnownMistake) -> tuple[str, ...]:
    """What is said besides of a known mistake that explains the ordinary values alone."""
    cases = findings.key.cases
    if all(_agrees(known, case, findings.seen[case.id]) for case in cases):
        return ()
    fitting = {
        mistake.also
        for mistake in findings.key.combined()
        if mistake.id == known.id
        and all(_agrees(mistake, case, findings.seen[case.id]) for case in cases)
    }
    return tuple(fitting) if len(fitting) == 1 else ()


def with_a_slip(findings: Findings) -> Said | None:
    """A known mistake with a shared slip, matching on every case."""
    cases = findings.key.cases
    fitting = [
        mistake
        for mistake in findings.key.combined()
        if all(_agrees(mistake, case, findings.seen[case.id]) for case in cases)
    ]
    return _only([(mistake, mistake.also) for mistake in fitting])


def with_a_manner(findings: Findings, exact: bool) -> Said | None:
    """A known mistake whose result was rounded, wrapped, turned over or changed in sign."""
    ordinary = [case for case in findings.key.cases if case.part == VALUES]
    seen = [findings.seen[case.id] for case in ordinary]
    if all(map(is_right, itertools.repeat(findings.key), ordinary, seen)):
        return None
    several = len(_numbers(seen)) >= SEVERAL
    manners = [m for m in MANNERS if m.exact is exact and (several or not m.coarse)]
    found = []
    for mistake in findings.key.mistakes():
        found += [
            (mistake, BESIDES.format(slip=manner.also))
            for manner in manners
            if _is_made(findings, mistake, manner.change, ordinary)
        ]
        changed = _changed_besides(findings, mistake, ordinary) if exact else ""
        found += [(mistake, changed)] if changed else []
    return _only(found)


def _numbers(seen: Sequence[Observation]) -> set[float]:
    """The different numbers that came back."""
    leaves = [leaf for one in seen for _, leaf in numeric_leaves(one.value)]
    return {float(number) for leaf in leaves for number in np.ravel(leaf)}


def _is_made(
    findings: Findings,
    mistake: KnownMistake,
    change: Callable[[Plain], Plain],
    cases: Sequence[Case],
) -> bool:
    """Whether the mistake's result, changed, is what the answer gives in every ordinary case."""
    shows = 0
    for case in cases:
        alone = mistake.observations[case.id]
        if alone.raised or alone.timed_out:
            return False
        made = replace(alone, value=change(alone.value))
        if not same_observation(made, findings.seen[case.id]):
            return False
        if _wrong_values(findings, case, alone) and not same_observation(made, alone):
            shows += _weight(made)
    return shows >= 2


def _changed_besides(findings: Findings, mistake: KnownMistake, cases: Sequence[Case]) -> str:
    """The mistake's own result, with an argument changed that the mistake leaves alone."""
    changed: set[int] = set()
    wrong = 0
    for case in cases:
        alone, seen = mistake.observations[case.id], findings.seen[case.id]
        if alone.raised or not same_observation(replace(alone, changed=seen.changed), seen):
            return ""
        changed |= set(seen.changed) - set(alone.changed)
        wrong += _wrong_values(findings, case, alone)
    if not changed or not wrong:
        return ""
    names = " and ".join(findings.exercise.arguments[i] for i in sorted(changed))
    return f"Besides, your function changes its argument {names}."


def _wrong_values(findings: Findings, case: Case, alone: Observation) -> bool:
    """Whether a mistake gives wrong numbers; a mistake of form has no second form."""
    problem = compare(findings.key.expected[case.id], alone.value)
    return problem is not None and problem.stage is Stage.VALUE


def _only(found: Sequence[tuple[KnownMistake, str]]) -> Said | None:
    """The one explanation there is, or nothing where two differ."""
    if len({(mistake.message, also) for mistake, also in found}) != 1:
        return None
    mistake, also = found[0]
    return Said(TWO, mistake.message, mistake.next_thought, mistake.id, notes=(also,))


def case_by_case(findings: Findings) -> Said | None:
    """Two known mistakes, each alone on inputs where the other does not show."""
    pairs = list(_pairs(findings))
    words = {frozenset((one.message, other.message)) for one, other in pairs}
    if len(words) != 1:
        return None
    one, other = pairs[0]
    note = f"Besides: {other.message}"
    return Said(TWO, one.message, one.next_thought, one.id, notes=(note,))


@dataclass(frozen=True)
class _Trail:
    """Over all cases: where a mistake is wrong, and where the answer does what it does."""

    mistake: KnownMistake
    wrong: Array
    like: Array


@functools.lru_cache(maxsize=8)
def _wrong(key: Key) -> tuple[Array, ...]:
    """On which cases each known mistake is wrong, in their order: the same for every answer."""
    return tuple(
        np.array([not is_right(key, case, mistake.observations[case.id]) for case in key.cases])
        for mistake in key.mistakes()
    )


def _pairs(findings: Findings) -> Iterator[tuple[KnownMistake, KnownMistake]]:
    key, seen = findings.key, findings.seen
    right = np.array([is_right(key, case, seen[case.id]) for case in key.cases])
    weight = np.array([_weight(seen[case.id]) for case in key.cases])
    trails = [
        _Trail(
            mistake,
            wrong,
            np.array([_agrees(mistake, c, seen[c.id]) for c in key.cases]),
        )
        for mistake, wrong in zip(key.mistakes(), _wrong(key), strict=True)
    ]
    for a, b in itertools.combinations(trails, 2):
        if a.mistake.message != b.mistake.message and _explain(a, b, right, weight):
            first, second = (a, b) if np.sum(a.wrong) >= np.sum(b.wrong) else (b, a)
            yield first.mistake, second.mistake


def _explain(a: _Trail, b: _Trail, right: Array, weight: Array) -> bool:
    """Whether the answer is right, like the one, or like the other, as each of them shows."""
    only_a, only_b = a.wrong & ~b.wrong, b.wrong & ~a.wrong
    return bool(
        np.all(a.like[only_a])
        and np.all(b.like[only_b])
        and np.all((a.like | b.like)[a.wrong & b.wrong])
        and not np.any(right[a.wrong | b.wrong])
        and np.all(right[~a.wrong & ~b.wrong])
        and weight[only_a].sum() >= 2
        and weight[only_b].sum() >= 2
    )


def _weight(seen: Observation) -> int:
    """How much a case proves: one number may agree by chance, several or a warning do not."""
    sure = seen.raised or seen.warned or seen.changed
    return 2 if sure else sum(np.size(leaf) for _, leaf in numeric_leaves(seen.value))


def _agrees(mistake: KnownMistake, case: Case, seen: Observation) -> bool:
    return same_observation(mistake.observations[case.id], seen, words=not case.hidden)

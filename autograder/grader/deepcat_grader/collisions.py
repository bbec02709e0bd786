"""Which known mistakes the visible inputs tell apart, and inputs that tell more of them apart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcat_grader.answers import expectation, full_key, visible_key
from deepcat_grader.bank.registry import Entry
from deepcat_grader.combining import observation
from deepcat_judge.compare import Stage, compare, numeric_leaves
from deepcat_judge.exercise import Case, Exercise
from deepcat_judge.key import Expectation, Key
from deepcat_judge.naming import same_observation
from deepcat_judge.observe import Observation

RIGHT = "right"
ENOUGH = 1000.0  # tolerances between two answers that are told apart
SEEDS = range(3)
CANDIDATES = 40

Pair = tuple[str, str]


@dataclass(frozen=True)
class _Given:
    """What came out of a call: what is wrong with its form, and its numbers by their path."""

    seen: Observation
    form: Stage | None
    numbers: Mapping[Any, npt.NDArray[Any]]

    @classmethod
    def of(cls, expected: Expectation, seen: Observation) -> _Given:
        numbers = {path: leaf.astype(float) for path, leaf in numeric_leaves(seen.value)}
        return cls(seen, _form(expected, seen), numbers)


Seen = Mapping[str, _Given]


@dataclass(frozen=True)
class Collision:
    """Two answers that the visible inputs do not tell apart, though hidden ones or words do.

    ``visible`` and ``hidden`` are the largest differences, in tolerances.
    """

    exercise: str
    pair: Pair
    visible: float
    hidden: float

    def __str__(self) -> str:
        one, other = self.pair
        found = (
            f"hidden inputs do, by {self.hidden:.3g} tolerances"
            if self.hidden >= ENOUGH
            else "nor do hidden ones, and their words differ"
        )
        return (
            f"{self.exercise}: the visible inputs do not tell {one} from {other} "
            f"({self.visible:.3g} tolerances; {found}). Choose other inputs, or say "
            f'bank.alike("{one}", "{other}", why="…").'
        )


def separations(key: Key) -> dict[Pair, float]:
    """The collision matrix: how far apart right and every mistake are, in tolerances.

    Parameters
    ----------
    key : Key
        Its cases are the inputs.

    Returns
    -------
    dict from pair of ids to float
        Infinite where the answers differ in more than numbers.
    """
    answers = _answers(key)
    return {
        pair: max(_distances(key, answers[pair[0]], answers[pair[1]]))
        for pair in itertools.combinations(answers, 2)
    }


def _close(key: Key) -> dict[Pair, float]:
    """The pairs of the matrix that no input tells apart; the first one that does decides."""
    answers = _answers(key)
    close = {}
    for pair in itertools.combinations(answers, 2):
        distances = _distances(key, answers[pair[0]], answers[pair[1]])
        near = list(itertools.takewhile(lambda distance: distance < ENOUGH, distances))
        if len(near) == len(key.cases):
            close[pair] = max(near)
    return close


def _answers(key: Key) -> dict[str, Seen]:
    """What right and every mistake gave, and which numbers there are in it, by case."""
    observed = {mistake.id: mistake.observations for mistake in key.mistakes()}
    right = {name: Observation(value=expected.value) for name, expected in key.expected.items()}
    return {
        name: {case.id: _Given.of(key.expected[case.id], seen[case.id]) for case in key.cases}
        for name, seen in {RIGHT: right, **observed}.items()
    }


def _distances(key: Key, one: Seen, other: Seen) -> Iterator[float]:
    """How far apart two answers are on each input, in tolerances."""
    for case in key.cases:
        given, others = one[case.id], other[case.id]
        if given.form != others.form:
            yield math.inf
        else:
            yield _apart(key.expected[case.id], given, others)


def collisions(entry: Entry, key: Key | None = None) -> list[Collision]:
    """The pairs that nothing explains: neither one message for both, nor a word in the bank."""
    if not isinstance(entry.exercise, Exercise) or not entry.exercise.cases:
        return []
    close = {
        pair: distance
        for pair, distance in _close(key or visible_key(entry)).items()
        if not _explained(entry, pair)
    }
    if not close:
        return []
    hidden = [separations(full_key(entry, seed)) for seed in SEEDS]
    return [
        Collision(entry.exercise.id, pair, distance, max(found[pair] for found in hidden))
        for pair, distance in close.items()
    ]


def _explained(entry: Entry, pair: Pair) -> bool:
    named = {mistake.id: mistake for mistake in entry.mistakes}
    same = RIGHT not in pair and entry.is_named(named[pair[0]], pair[1])
    return same or frozenset(pair) in entry.alike


def _apart(expected: Expectation, one: _Given, other: _Given) -> float:
    """How far apart two calls of one form are, in tolerances of the right value."""
    if same_observation(one.seen, other.seen):
        return 0.0
    if not _differ_in_numbers(one.seen, other.seen) or one.numbers.keys() != other.numbers.keys():
        return math.inf
    tolerances = dict(numeric_leaves(expected.tolerance))
    found = 0.0
    for path, number in one.numbers.items():
        if number.shape != other.numbers[path].shape:
            return math.inf
        difference = _difference(number, other.numbers[path])
        tolerance = tolerances.get(path, np.asarray(1e-9))
        if np.shape(tolerance) not in ((), difference.shape):
            tolerance = np.max(tolerance, initial=0.0)  # nothing may be expected at all
        with np.errstate(over="ignore"):
            tolerances_apart = np.nan_to_num(difference / np.maximum(tolerance, 1e-12), nan=np.inf)
        found = max(found, float(np.max(tolerances_apart, initial=0.0)))
    return found


def _difference(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """How far apart numbers are; nothing where both are infinite alike, or both are none."""
    alike = (one == other) | (np.isnan(one) & np.isnan(other))
    with np.errstate(invalid="ignore"):
        return np.where(alike, 0.0, np.abs(one - other))


def _form(expected: Expectation, seen: Observation) -> Stage | None:
    """What is wrong with the form of a result: its type or shape."""
    problem = compare(expected, seen.value)
    return problem.stage if problem and problem.stage <= Stage.SHAPE else None


def _differ_in_numbers(one: Observation, other: Observation) -> bool:
    quiet = not (one.raised or other.raised or one.timed_out or other.timed_out)
    alike = bool(one.warned) == bool(other.warned) and one.changed == other.changed
    return quiet and alike and type(one.value) is type(other.value)


def propose(
    entry: Entry,
    candidates: Callable[[np.random.Generator], Iterable[Case]] | None = None,
    seed: int = 0,
) -> list[tuple[Case, list[Pair]]]:
    """Inputs that tell apart what the visible ones do not, the best first.

    Parameters
    ----------
    entry : Entry
    candidates : callable (numpy.random.Generator) -> iterable of Case
        Draws inputs to choose from; the hidden cases of the exercise unless given.
    seed : int

    Returns
    -------
    list of (Case, list of pairs)
        Each input, and the pairs that it tells apart and none before it does.
    """
    left = {collision.pair for collision in collisions(entry)}
    rng = np.random.default_rng(seed)
    draw = candidates or entry.hidden
    drawn = [case for _ in range(CANDIDATES) for case in draw(rng)] if left else []
    telling = [(case, _told_apart(entry, case, left)) for case in drawn]
    chosen: list[tuple[Case, list[Pair]]] = []
    while left and telling:
        case, pairs = max(telling, key=lambda item: len(item[1] & left))
        if not pairs & left:
            break
        chosen.append((case, sorted(pairs & left)))
        left -= pairs
    return chosen


def _told_apart(entry: Entry, case: Case, pairs: set[Pair]) -> set[Pair]:
    expected = expectation(entry, case)
    names = {name for pair in pairs for name in pair}
    answers = {m.id: m.function for m in entry.mistakes if m.id in names}
    answers[RIGHT] = entry.reference
    seen = {
        name: _Given.of(expected, observation(entry, answer, case))
        for name, answer in answers.items()
    }
    return {pair for pair in pairs if _apart(expected, seen[pair[0]], seen[pair[1]]) >= ENOUGH}

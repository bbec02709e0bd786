"""A function as a sum of bumps, judged by how fast the error falls and by where f is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Array, Generator, pair, rubric
from deepcat_judge.exercises.network.made import SQUARE
from deepcat_judge.plain import FUNCTIONS, Named, Plain, Remote

POINTS = 250
_WHERE = "From where to where does each bump go, and where do you look at f to find its height?"


def waves(x: Any) -> Any:
    """A curve with hills and valleys, above 0 and below."""
    return 0.5 + np.sin(2.0 * np.asarray(x)) - 0.5 * np.cos(3.0 * np.asarray(x))


def _places(rng: Generator, low: float, high: float) -> Array:
    """Places in ascending order, not quite evenly spaced; the limits themselves are among them."""
    inner = (np.arange(1, POINTS - 1) + rng.uniform(-0.3, 0.3, POINTS - 2)) / (POINTS - 1)
    return low + (high - low) * np.concatenate([[0.0], inner, [1.0]])


def _calls(rng: Generator) -> list[Case]:
    shift, other = rng.uniform(0.0, 0.4, 2)
    parabola = SQUARE, _places(rng, -1.4 - shift, 2.0)
    curve = Remote("waves"), _places(rng, 0.3 + other, 4.5)
    calls: list[tuple[Plain, ...]] = [
        (*parabola, 8),
        (*parabola, 24),
        (*parabola, 96),
        (*curve, 8),
        (*curve, 48),
    ]
    words = ("a parabola", "a curve with hills")
    return [
        Case(f"call-{i}", call, note=f"{words[i > 2]}, {call[2]} bumps")
        for i, call in enumerate([*calls, calls[0]])
    ]


def _edge_calls(rng: Generator) -> list[Case]:
    whole = np.arange(-100, 101, dtype=np.int64)
    line = _places(rng, 3.0, 5.0)
    return [
        Case("whole", (Named("arctan"), whole, 20), EDGE, "x in whole numbers"),
        Case("one-bump", (Named("triple"), line, 1), EDGE, "one bump only"),
    ]


@dataclass(frozen=True)
class Run:
    """One call: f, x and n_bumps, the values that came out, and the places where f was seen."""

    name: str
    f: Any
    x: Array
    n: int
    values: Array
    looked: Array

    @property
    def inner(self) -> Any:
        """All of x but the outermost hundredth at either end."""
        low, high = self.x[0], self.x[-1]
        return np.abs(self.x - (low + high) / 2) <= 0.49 * (high - low)

    @property
    def bound(self) -> float:
        """The mean distance that stairs of n steps keep, wherever a step looks at f.

        On a step f moves by its variation there, so the stairs are at most so far away. The mean
        over n steps of one width is the whole variation over n; in their middle it is a quarter.
        """
        path = self.f(np.linspace(self.x[0], self.x[-1], 2001))
        return float(np.abs(np.diff(path)).sum()) / self.n

    def distance(self, values: Array) -> float:
        """The mean distance of some values from f."""
        return float(np.mean(np.abs(values - self.f(self.x))[self.inner]))

    def close(self, values: Array) -> bool:
        """Whether some values are as close to f as n bumps come."""
        return self.distance(values) <= self.bound


def _read(args: Sequence[tuple[Any, ...]], outputs: Sequence[Plain]) -> list[Run] | Broken:
    runs = []
    for (f, x, n), output in zip(args, outputs, strict=True):
        values, looked = pair(output)
        if problem := compare_form(np.zeros(len(x)), values):
            return Broken(problem.message, problem.next_thought or _WHERE)
        function = FUNCTIONS[f.name] if isinstance(f, Named) else LENDS[f.name]
        places = np.unique(np.round(np.asarray(looked, float) / np.ptp(x), 9))
        runs.append(
            Run(f.name, function, np.asarray(x, float), n, np.asarray(values, float), places)
        )
    return runs


def _holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return runs
    for look in (_looking, _kept, _values):
        if broken := look(runs):
            return broken
    return None


def _close(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    runs = _read(args, outputs)
    if isinstance(runs, Broken):
        return runs
    off = [run for run in runs if not run.close(run.values)]
    return _looking(runs) or (_one_missing(runs, off) or _far(off[0]) if off else None)


def _one_missing(runs: Sequence[Run], off: Sequence[Run]) -> Broken | None:
    """Whether f is seen once less than there are bumps, so that a single bump has no height."""
    if any(len(run.looked) != run.n - 1 for run in runs) or all(run.n > 1 for run in off):
        return None
    many = max(runs, key=lambda run: run.n)
    return Broken(
        f"With n_bumps = {many.n}, f was looked at in {many.n - 1} different places, and with "
        "n_bumps = 1 in none: one bump is missing, or has no height of its own.",
        "How many pieces lie between n_bumps edges? How many bumps has your sum when n_bumps is 1?",
        "one_place_too_few",
    )


def _looking(runs: Sequence[Run]) -> Broken | None:
    """Whether f is looked at, and in no more places than there are bumps."""
    for run in runs:
        count = len(run.looked)
        seen = f"With n_bumps = {run.n}, f was looked at in {count} different places."
        if count <= run.n:
            continue
        if np.allclose(run.values, run.f(run.x)):
            return Broken(
                f"Your function returns f(x) itself. {seen}",
                "If f could be looked at in a few places only, what would you build from them?",
                "f_returned",
            )
        if count == run.n + 1:
            return Broken(
                f"{seen} That is one place too many.",
                "How many edges have n_bumps bumps side by side, and how many middles?",
                "one_place_too_many",
            )
        return Broken(
            f"{seen} That is more than n_bumps.",
            "Each bump has one height. Where does it look at f?",
            "too_many_places",
        )
    if any(len(run.looked) for run in runs):
        return None
    return Broken("f is never called.", "What should the height of a bump be?", "f_ignored")


def _kept(runs: Sequence[Run]) -> Broken | None:
    first, more, again = runs[0], runs[1], runs[-1]
    if not np.array_equal(first.values, again.values):
        return Broken(
            "The first call, made once more at the end, gave other values.",
            "What does your function keep from one call to the next?",
        )
    if np.array_equal(first.values, more.values):
        return Broken(
            f"With {first.n} bumps and with {more.n} bumps the values are the same.",
            "Where does n_bumps enter your code?",
            "n_bumps_ignored",
        )
    return None


def _values(runs: Sequence[Run]) -> Broken | None:
    off = [run for run in runs if not run.close(run.values)]
    if not off:
        return _not_closer(runs)
    return _known(runs) or _not_closer(runs) or _far(off[0])


def _known(runs: Sequence[Run]) -> Broken | None:
    """What all the values are, if they are what a known slip makes of them."""
    slips: tuple[tuple[Callable[[Run], Array], str, str, str], ...] = (
        (lambda run: -run.values, "negated", "Your bumps have the wrong sign: they are dips where "
         "f is positive.", "Which of the two sigmoids of a bump rises first?"),
        (lambda run: run.n * run.values, "averaged", "The bumps are averaged, where their sum is "
         "expected.", "How many bumps are there at one x, and what do the others give there?"),
        (lambda run: run.values[::-1], "reversed", "The heights come in the reversed order.",
         "Which bump belongs to the smallest x?"),
        (lambda run: run.values - np.median(run.values - run.f(run.x)), "shifted_height",
         "Everything is too high or too low by the same amount.",
         "What does your sum begin with?"),
    )  # fmt: skip
    for undo, mistake, words, thought in slips:
        if all(run.close(undo(run)) for run in runs):
            return Broken(words, thought, mistake)
    share = [float(np.mean(np.abs(run.values) > 0.01)) for run in runs]
    if all(part <= 2.0 / run.n for part, run in zip(share, runs, strict=True)):
        where = [np.average(run.x, weights=np.abs(run.values) + 1e-9) for run in runs]
        last = all(at > run.x.mean() for at, run in zip(where, runs, strict=True))
        return Broken(
            f"Only one bump is there, the {'last' if last else 'first'} one; elsewhere the values "
            "are 0.",
            "When is a bump added to the sum, and when does the return happen?",
            "last_bump_only" if last else "first_bump_only",
        )
    return None


def _not_closer(runs: Sequence[Run]) -> Broken | None:
    """Twelve times as many bumps come at least three times as close, where there is still room."""
    few, _, many, *_ = runs
    was, now = few.distance(few.values), many.distance(many.values)
    most = min(many.bound, max(0.3 * was, 0.4 * many.bound))
    if not few.close(few.values) or now <= most:
        return None
    return Broken(
        f"More bumps do not come closer as they should: the mean distance from f is {was:.3g} with "
        f"{few.n} bumps and {now:.3g} with {many.n}, where at most {most:.3g} is expected.",
        "With more bumps each one is narrower. From where to where do they stand, how many are "
        "there, and are the sides of each still steep enough to keep to its place?",
        "not_closer",
    )


def _far(run: Run) -> Broken:
    wrong = np.abs(run.values - run.f(run.x)) * run.inner
    i = int(np.argmax(wrong))
    return Broken(
        f"With f = {run.name} and n_bumps = {run.n}, the mean distance from f is "
        f"{run.distance(run.values):.3g}, "
        f"where at most {run.bound:.3g} is expected. It is largest at x = {run.x[i]:.3g}: f is "
        f"{run.f(run.x[i]):.3g} there, and your sum {run.values[i]:.3g}.",
        _WHERE,
        telling=True,
    )


LENDS = {"waves": waves}
EXERCISE = Exercise(
    id="network.approximate",
    title="A function out of bumps",
    use="sample",
    parts=rubric(values=4, edge=1),
    lends=LENDS,
    properties=(
        Property(
            "close",
            "the error falls as 1 over n_bumps, and f is looked at in n_bumps places at most",
            _calls,
            _holds,
        ),
        Property("unusual", "the same holds for unusual inputs", _edge_calls, _close, part=EDGE),
    ),
    hints=(
        "Cut the way from the first x to the last into n_bumps equal pieces. Over each piece put a "
        "bump that is as high as f is there, and add all bumps up.",
        "np.linspace(x[0], x[-1], n_bumps + 1) gives the edges of the pieces. Look at f once for "
        "each piece, in its middle. How steep must the sides be, so that a bump of this width "
        "keeps to its piece?",
        "Begin with zeros. For each pair of neighbouring edges add bump(x, left, right, "
        "f((left + right) / 2), steepness), with a steepness of about 40 over the width.",
    ),
    thought="Draw your sum over f for n_bumps = 4: which bump is too high, too low, or in the "
    "wrong place?",
)

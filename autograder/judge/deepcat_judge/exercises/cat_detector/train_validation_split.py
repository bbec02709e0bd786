"""Setting examples aside for validation, judged by what every split must keep to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.cat_detector import splits
from deepcat_judge.exercises.cat_detector.splits import Split, read
from deepcat_judge.exercises.chance import same_seed
from deepcat_judge.exercises.common import Generator, read_only, strided
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain, Rng

SHARES, CHANCE = "shares", "chance"
# Every call is made twice, with one generator: two splits for each seed.
# 96 examples, 32 of them cats, a quarter set aside: who draws 24 of them without looking at the
# labels gets 8 cats with probability 0.197, and so in all ten splits with 9e-8. Who tosses a coin
# for each gets both counts right less often still.
# 8 others and 4 cats, half set aside, 34 splits. That some example is set aside always or never has
# the probability 24 · 2**-34 = 1.4e-9. There are 70 ways to choose 4 of 8: that at most eight of
# them come up has one below C(70, 8) · (8 / 70)**34 = 1e-22. (Tests: tests/judge/test_splits.py.)
QUARTERS, HALVES, FEW_WAYS = 5, 17, 8

TOLD = Told(
    """
parts_exchanged: Of {n} {whom}, {k} are set aside, where fraction = {fraction:g} says {expected}:
        the two parts, or the two shares, have changed places.
    ? Is fraction the share to learn from, or the share to set aside?
fraction_ignored: The same share is set aside, whatever fraction is.
    ? Where does fraction enter your code?
as_many_of_each: The same number of cats and of others is set aside, though there are {n_others}
        others and {n_cats} cats.
    ? Of each class, which share is to be set aside?
cut_off: The examples are cut in two as they stand in X: neither a class nor chance decides.
    ? What would be set aside if all cats stood at the end?
tossed: How many are set aside differs from split to split, with the same fraction.
    ? Does your code say how many of each class are set aside, or does each example decide for
        itself?
not_stratified: Of {n} {whom}, {k} are set aside, where fraction = {fraction:g} says {expected}: the
        share is that of the whole set, but not of each class.
    ? Is the number of cats that are set aside left to chance in your code?
@share: Of {n} {whom}, {k} are set aside, where fraction = {fraction:g} says {expected}.
    ? Write down for each class how many there are, and how many are to be set aside.
not_shuffled: Of each class, those who stand first or last in X are set aside, with every seed.
    ? Which method of rng puts the positions of a class in a random order?
rng_ignored: Every seed sets the same examples aside.
    ? Does your code use the generator that it is given, or make one of its own?
generator_copied: A second call with the same generator gives the same split again.
    ? A generator that was used stands elsewhere than before. Does your code draw from it, or from a
        copy of it?
few_ways: In {splits} splits, only {ways} different choices came up.
    ? Can any two examples of a class be set aside together in your code?
@many: Two splits of 96 examples, with one generator, set the same ones aside.
    ? What does your code do otherwise, where there are many examples?
some_never: Example {i} of 12 was {what} set aside in {splits} splits into halves.
    ? Which positions can your choice reach?
"""
)


def _call(rng: Generator, others: int, cats: int, fraction: float) -> tuple[Plain, ...]:
    """Examples of which no two are alike, in any order, and a seed."""
    m = others + cats
    Y = (rng.permutation(m) < cats)[None, :].astype(float)
    return rng.normal(size=(3, m)), Y, fraction, Rng(int(rng.integers(2**31)))


def _part_cases(rng: Generator) -> list[Case]:
    return [
        Case("twelve", _call(rng, 8, 4, 0.25), note="8 others and 4 cats, a quarter set aside"),
        Case("forty", _call(rng, 25, 15, 0.4), note="25 others and 15 cats, fraction 0.4"),
        Case("half", _call(rng, 14, 22, 0.5), note="14 others and 22 cats, one half set aside"),
    ]


def _parted(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """Every example is in one of the parts, with its label."""
    for i, (call, output) in enumerate(_both(args, outputs)):
        found = read(call, output)
        broken = found if isinstance(found, Broken) else splits.problem(call, found)
        if broken:
            return replace(broken, call=i // 2)
    return None


def _both(
    args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]
) -> list[tuple[tuple[Plain, ...], Plain]]:
    """Both results of every call, each with its arguments."""
    return [(call, output) for call, pair in zip(args, outputs, strict=True) for output in pair]


def _share_cases(rng: Generator) -> list[Case]:
    X, Y, _, _ = _call(rng, 64, 32, 0.25)
    note = "64 others and 32 cats, a quarter set aside"
    quarters = [Case(f"seed-{i}", (X, Y, 0.25, _seed(rng)), SHARES, note) for i in range(QUARTERS)]
    more = (X, Y, 0.625, _seed(rng))
    return [*quarters, Case("more", more, SHARES, "the same, fraction 0.625")]


def _seed(rng: Generator) -> Rng:
    return Rng(int(rng.integers(2**31)))


def _shared(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """The same share of each class is set aside."""
    found = _splits(args, outputs)
    off = [i for i, split in enumerate(found) if split and len(splits.off(args[i // 2], split))]
    if not off or not all(found):
        return None  # whatever else is wrong is said elsewhere
    *quarters, more, _ = (np.sort(split.aside) for split in found if split)
    if len(quarters[0]) == len(more):
        return TOLD("fraction_ignored")
    if len({len(aside) for aside in quarters}) > 1:
        return TOLD("tossed")
    same = all(np.array_equal(aside, quarters[0]) for aside in quarters)
    of_all = round(float(np.asarray(args[0][2])) * np.asarray(args[0][1]).size)
    if same and len(quarters[0]) == of_all and np.all(np.diff(quarters[0]) == 1):
        return TOLD("cut_off")
    return replace(_named(args[off[0] // 2], found[off[0]], same), call=off[0] // 2)


def _named(call: tuple[Plain, ...], split: Split | None, same: bool) -> Broken:
    """What is wrong with the shares, where as many are set aside with every seed."""
    assert split is not None  # all of them were read
    there, aside = splits.counted(call, split)
    label, fraction = splits.off(call, split)[0], float(np.asarray(call[2]))
    words = {
        "whom": ("others", "cats")[label],
        "n": there[label],
        "k": aside[label],
        "fraction": fraction,
        "expected": f"{fraction * there[label]:g}",
    }
    if np.array_equal(aside, (1 - fraction) * there):
        return TOLD("parts_exchanged", **words)
    if aside[0] == aside[1] and not same:
        return TOLD("as_many_of_each", n_others=there[0], n_cats=there[1])
    whole = aside.sum() == round(fraction * there.sum())
    return TOLD("not_stratified" if whole and not same else "@share", **words)


def _splits(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> list[Split | None]:
    """Every split, or None where something else is wrong with it."""
    found = [(call, read(call, output)) for call, output in _both(args, outputs)]
    return [
        split if isinstance(split, Split) and splits.problem(call, split) is None else None
        for call, split in found
    ]


def _chance_cases(rng: Generator) -> list[Case]:
    X, Y, _, _ = _call(rng, 8, 4, 0.5)
    seeds = [_seed(rng) for _ in range(HALVES)]
    note = "8 others and 4 cats, one half set aside"
    cases = [Case(f"seed-{i}", (X, Y, 0.5, seed), CHANCE, note) for i, seed in enumerate(seeds)]
    again = Case("again", (X, Y, 0.5, seeds[0]), CHANCE, "the same seed again")
    many = Case("many", _call(rng, 64, 32, 0.25), CHANCE, "64 others and 32 cats")
    return [*cases, again, many]


def _left_to_chance(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """Chance decides who is set aside, by rng alone, and everybody may be."""
    *found, one, other = _splits(args, outputs)
    if not all(found) or not one or not other:
        return None  # what is wrong with them is said elsewhere
    aside = np.array([np.isin(np.arange(12), split.aside) for split in found if split])
    others = np.asarray(args[0][1])[0] < 0.5
    if broken := same_seed(aside[0], aside[-2], "splits"):
        return broken
    if np.all(aside == aside[0]):
        still = all(np.count_nonzero(np.diff(aside[0][of])) == 1 for of in (others, ~others))
        return TOLD("not_shuffled" if still else "rng_ignored")
    aside = aside[: 2 * HALVES]
    if np.array_equal(aside[::2], aside[1::2]):
        return TOLD("generator_copied")
    shares = aside.mean(axis=0)
    if np.any((shares == 0.0) | (shares == 1.0)):
        i = int(np.argmax(np.abs(shares - 0.5)))
        return TOLD("some_never", i=i, what="always" if shares[i] else "never", splits=len(aside))
    ways = len(np.unique(aside[:, others], axis=0))
    if ways <= FEW_WAYS:
        return TOLD("few_ways", ways=ways, splits=len(aside))
    if sorted(one.aside) == sorted(other.aside):  # by chance less often than once in 1e20
        return TOLD("@many", call=len(args) - 1)
    return None


def _edge_cases(rng: Generator) -> list[Case]:
    X, Y, fraction, seed = _call(rng, 6, 5, 0.3)
    X, Y = np.asarray(X), np.asarray(Y)
    whole = np.arange(18, dtype=np.int64).reshape(2, 9) ** 2
    sorted_labels = np.repeat([[0, 1]], [5, 4], axis=1)
    made = (
        ("rounded", (X, Y, fraction, seed), "6 others and 5 cats, fraction 0.3"),
        ("whole", (whole, sorted_labels, 0.5, seed), "whole numbers, all others before all cats"),
        ("few", (*_call(rng, 2, 2, 0.5)[:3], seed), "two of each class"),
        ("one-feature", (X[:1], Y, 0.2, seed), "one feature"),
        ("most", (*_call(rng, 8, 16, 0.75)[:3], seed), "three quarters set aside"),
        ("read-only", (read_only(X), read_only(Y), 0.4, seed), "read-only arrays"),
        ("strided", (strided(X), np.asfortranarray(Y), 0.4, seed), "parts of wider arrays"),
    )  # fmt: skip
    return [Case(id, call, EDGE, note) for id, call, note in made]


def _edge(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    if broken := _parted(args, outputs):
        return broken
    for i, split in enumerate(_splits(args, outputs)):
        call = args[i // 2]
        if split and len(splits.off(call, split)):
            there, aside = splits.counted(call, split)
            return Broken(
                f"Of {there[0]} others and {there[1]} cats, {aside[0]} and {aside[1]} are set "
                f"aside, where fraction is {float(np.asarray(call[2])):g}.",
                "Where the share is no whole number, take one of the two beside it.",
                call=i // 2,
            )
    return None


EXERCISE = Exercise(
    id="cat_detector.train_validation_split",
    title="Examples set aside",
    use="twice",
    parts=(
        Part(VALUES, "every example in one part, with its label", 2.0),
        Part(SHARES, "the same share of each class", 1.0),
        Part(CHANCE, "chosen by chance", 1.0),
        Part(EDGE, "unusual sets", 1.0),
    ),
    properties=(
        Property("parts", "every example is in one of the two parts, with its own label",
                 _part_cases, _parted),
        Property("shares", "of each class, the share that fraction says is set aside",
                 _share_cases, _shared, part=SHARES),
        Property("chance", "rng decides who is set aside, and it may be anybody", _chance_cases,
                 _left_to_chance, part=CHANCE),
        Property("edge", "any number of examples and any fraction will do", _edge_cases, _edge,
                 part=EDGE),
    ),
    hints=(
        "Whoever is tested on what they have learned from looks better than they are. So some of "
        "each class are set aside before anything is learned, and chance decides who.",
        "np.flatnonzero(Y[0] == 1) gives the positions of the cats. Put them in a random order "
        "with rng.permutation, and take as many as fraction says. Who is left, and how do you get "
        "the columns of X and of Y for both?",
        "Make a truth value for each example, all False, and set it to True for those chosen of "
        "each class. X[:, ~aside] are the columns to learn from, and X[:, aside] those set aside.",
    ),
    thought="Number twelve examples, split them, and print which numbers are in which part.",
)  # fmt: skip

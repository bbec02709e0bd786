"""Standardization: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, layouts, order_one, sizes, whole
from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.standardize import EXERCISE
from deepcat_solutions.cat_detector import standardize


def hidden(rng: Generator) -> list[Case]:
    """One set, two and three; constant features; and every kind of array."""
    n, m, k, p = sizes(rng, 4, 3)
    shift, scale = 3.0 * order_one(rng, n, 1), rng.uniform(1.0, 4.0, (n, 1))
    scale[0] = 0.5

    def args(*counts: int) -> tuple[Array, ...]:
        sets = [order_one(rng, n, count) for count in counts]
        sets[0][:, :1] = rng.uniform(1.0, 2.5, (n, 1))
        sets[0][:, -1:] = -sets[0][:, :1]  # so no σ is so small that a guard beside it shows
        return tuple(shift + scale * numbers for numbers in sets)

    dead = [X * (np.arange(n) > 0)[:, None] for X in args(m, k)]
    return [
        Case("two-sets", args(m, k), note=f"{m} training examples of {n} features"),
        Case("three-sets", args(10 + p, k, m), note="a validation set and a test set"),
        Case("square", args(n, n), note="as many examples as features"),
        Case("four-sets", args(k, 2, 3, p), EDGE, "three other sets"),
        Case("alone", args(p), EDGE, "a training set alone"),
        Case("one-picture", args(m, 1), EDGE, "one other example"),
        Case("dead-pixel", tuple(dead), EDGE, "a feature that is always 0"),
        Case("whole", (whole(rng, n, 9), whole(rng, n, k)), EDGE, "whole numbers"),
        *layouts(args(m, k)),
    ]


bank = Bank(EXERCISE, reference=standardize, hidden=hidden)

_WHOSE = "Whose mean and whose standard deviation may decide, before anything is known of the rest?"
_FEATURE = "Which axis of X counts examples, and over what is the mean of one feature taken?"
_GUARD = "What is the standard deviation of a pixel that is the same in every picture?"
_BY = "(X - mean) / deviation for X in [X_train, *others] -> "
_ALL = "[X_train, *others]"
_MEAN, _STD = "np.mean(X_train, axis=1, keepdims=True)", "np.std(X_train, axis=1, keepdims=True)"
_RETURN = f"return tuple((X - mean) / deviation for X in {_ALL}) -> "
_SAFE = "deviation = np.where(constant, 1.0, deviation) -> "

bank.proved(guarded_at_zero_only="np.ptp(X_train, axis=1, keepdims=True) == 0 -> deviation == 0")
bank.mistakes(
    "Where a feature is constant, its standard deviation is 0, and your code divides by it.",
    think=_GUARD,
    unguarded=_SAFE + "pass",
)
bank.known(
    f"""
own_statistics: {_BY}(X - X.mean(axis=1, keepdims=True))
        / np.maximum(X.std(axis=1, keepdims=True), 1e-9) for X in {_ALL}
    Every set is standardized by its own mean and standard deviation, where those of the training
    set are expected for all. So one picture alone would always become 0.
    ? {_WHOSE}
own_mean: {_BY}(X - X.mean(axis=1, keepdims=True)) / deviation for X in {_ALL}
    Every set is moved by its own mean, where that of the training set is expected.
    ? {_WHOSE}
own_deviation: {_BY}(X - mean) / np.maximum(X.std(axis=1, keepdims=True), 1e-9) for X in {_ALL}
    Every set is divided by its own standard deviation, where that of the training set is expected.
    ? {_WHOSE}
all_data: mean = np.mean(X_train, -> X_all = np.hstack([X_train, *others])\\n    mean = np.mean(
        X_all, && np.std(X_train, -> np.std(X_all,
    Mean and standard deviation are those of all sets together: what was set aside leaks into the
    training.
    ? {_WHOSE}
mean_of_all_data: np.mean(X_train, -> np.mean(np.hstack([X_train, *others]),
    The mean is that of all sets together: what was set aside leaks into the training.
    ? {_WHOSE}
deviation_of_all_data: np.std(X_train, -> np.std(np.hstack([X_train, *others]),
    The standard deviation is that of all sets together: what was set aside leaks into the training.
    ? {_WHOSE}
last_set_decides: mean = np.mean(X_train, -> X_last = (X_train, *others)[-1]\\n    mean = np.mean(
        X_last, && np.std(X_train, -> np.std(X_last,
    The last set decides the mean and the standard deviation, where the training set should.
    ? {_WHOSE}
each_example: {_BY}(X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1e-9) for X in {_ALL}
    Every example is standardized by itself, over its features: axis 0 instead of axis 1.
    ? {_FEATURE}
one_mean: np.mean(X_train, axis=1, keepdims=True) -> np.mean(X_train)
    There is one mean for all features, where each has its own.
    ? {_FEATURE}
one_deviation: {_STD} -> np.std(X_train)
    There is one standard deviation for all features, where each has its own.
    ? {_FEATURE}
one_of_each: {_MEAN} -> np.mean(X_train) && {_STD} -> np.std(X_train)
    There is one mean and one standard deviation for all features, where each has its own.
    ? {_FEATURE}
dimension_lost: {_MEAN} -> np.mean(X_train, axis=1) && {_STD} -> np.std(X_train, axis=1) &&
        np.ptp(X_train, axis=1, keepdims=True) -> np.ptp(X_train, axis=1)
    The means have shape (n_x,), where a column (n_x, 1) is needed: NumPy lays them along the
    examples, or stops.
    ? What does keepdims=True do to the shape of a mean?
variance: np.std -> np.var
    You divided by the variance, where its root, the standard deviation, is expected.
    ? In which unit is a variance, if the feature is in metres?
root_of_deviation: {_STD} -> np.sqrt({_STD})
    You divided by the root of the standard deviation.
    ? The standard deviation is the root of the variance. How often is a root taken in your code?
m_minus_1: {_STD} -> np.std(X_train, axis=1, keepdims=True, ddof=1)
    Your standard deviation divides by m - 1, where a mean of squares divides by m.
    ? What does ddof=1 do?
mean_absolute_deviation: {_STD} -> np.mean(np.abs(X_train - mean), axis=1, keepdims=True)
    You divided by the mean distance from μ, where the root of the mean squared distance is
    expected.
    ? What is squared on the way to a standard deviation, and where does the root come?
size_for_deviation: {_STD} -> np.sqrt(np.mean(X_train**2, axis=1, keepdims=True))
    You divided by the root of the mean square of x itself, where that of x - μ is expected.
    ? From where does a standard deviation measure?
not_divided: {_BY}X - mean for X in {_ALL}
    The mean is taken away, but nothing is divided by σ.
    ? What standard deviation should each feature have at the end?
not_moved: {_BY}X / deviation for X in {_ALL}
    Everything is divided by σ, but the mean is not taken away.
    ? What mean should each feature have at the end?
precedence: {_BY}X - mean / deviation for X in {_ALL}
    Only μ is divided by σ: brackets around the difference are missing.
    ? What does Python do first, - or / ?
multiplied: (X - mean) / deviation -> (X - mean) * deviation
    You multiplied by σ, where a division is expected.
    ? A feature that spreads widely: should its numbers grow or shrink?
sign: (X - mean) / deviation -> (mean - X) / deviation
    The sign is wrong: you took μ - x.
    ? Should a value above the mean become positive or negative?
mean_added: (X - mean) / deviation -> (X + mean) / deviation
    The mean is added, where it should be taken away.
    ? What mean should each feature have at the end?
to_0_and_1: np.mean(X_train, -> np.min(X_train, && {_STD} -> np.ptp(X_train, axis=1, keepdims=True)
    Each feature is brought between 0 and 1 by its smallest and its largest value, where mean and
    standard deviation are expected.
    ? What do μ and σ stand for in (x - μ) / σ?
range_for_deviation: {_STD} -> np.ptp(X_train, axis=1, keepdims=True)
    You divided by the range from the smallest to the largest value, where the standard deviation is
    expected.
    ? What does σ stand for in (x - μ) / σ?
median: np.mean(X_train, -> np.median(X_train,
    The median is taken away, where the mean is expected.
    ? What does μ stand for in (x - μ) / σ?
others_untouched: {_RETURN}return ((X_train - mean) / deviation, *others)
    The training set is standardized, and the other sets come back as they were.
    ? What does a network see that was trained on standardized pictures, and is asked about others?
training_untouched: {_RETURN}return (X_train, *((X - mean) / deviation for X in others))
    The other sets are standardized, and the training set comes back as it was.
    ? On which numbers should the network be trained?
constants_dropped: for X in {_ALL} -> [~constant[:, 0]] for X in {_ALL}
    Features that are constant in training are left out.
    ? How many rows should come out?
constants_kept: {_SAFE}deviation, mean = np.where(constant, 1.0, deviation), mean * ~constant
    A feature that is constant in training keeps its value, where 0 is expected.
    ? What is x - μ, when every x is the same?
training_only: for X in {_ALL} -> for X in (X_train,)
    Only the training set is returned, where the other sets are expected as well.
    ? How many sets went in, and how many should come out?
others_only: for X in {_ALL} -> for X in others
    The training set is missing in what you return.
    ? How many sets went in, and how many should come out?
others_in_a_list: {_RETURN}return (X_train - mean) / deviation, [
        (X - mean) / deviation for X in others]
    The other sets come back in a list of their own, where all sets are expected side by side.
    ? How many things should come out when two sets went in?
one_array: {_RETURN}return np.hstack([(X - mean) / deviation for X in {_ALL}])
    All sets are put into one array, where one for each is expected.
    ? How will whoever called your function find the validation set?
reversed_order: for X in {_ALL} -> for X in {_ALL}[::-1]
    The sets come back in the opposite order: the training set last.
    ? In which order did the sets go in?
statistics_too: {_RETURN}return (*((X - mean) / deviation for X in {_ALL}), mean, deviation)
    Mean and standard deviation are returned as well, where only the sets are expected.
    ? How many things should come out when two sets went in?
rounded: (X - mean) / deviation -> np.round((X - mean) / deviation, 2)
    The answers are rounded to two digits.
    ? Who asked for rounding, and what gets lost by it?
cut: (X - mean) / deviation -> np.round((X - mean) / deviation).astype(X.dtype)
    The answers are whole numbers: what stands behind the point is lost.
    ? Which dtype has room for 0.5?
"""
)


@bank.mistake(
    "Your function writes into its sets, so whoever called it loses what was there.",
    think="What is the difference between X -= mean and X - mean?",
)
def in_place(X_train, *others):
    mean, deviation = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    for X in [X_train, *others]:
        X -= mean
        X /= np.maximum(deviation, 1e-9)
    return (X_train, *others)


@bank.right
def features_loop(X_train, *others):
    results = [X.astype(float) for X in [X_train, *others]]
    for i in range(X_train.shape[0]):
        mean, deviation = np.mean(X_train[i]), np.std(X_train[i])
        for X in results:
            X[i] = (X[i] - mean) / deviation if deviation > 1e-9 else 0.0
    return tuple(results)


@bank.right
def by_hand(X_train, *others):
    m = X_train.shape[1]
    mean = np.sum(X_train, axis=1, keepdims=True) / m
    deviation = (np.sum((X_train - mean) ** 2, axis=1, keepdims=True) / m) ** 0.5
    deviation[deviation < 1e-10] = 1
    return [(X - mean) / deviation for X in [X_train, *others]]


@bank.right
def divided_where(X_train, *others):
    mean = X_train.mean(axis=1).reshape(-1, 1)
    deviation = X_train.std(axis=1).reshape(-1, 1)

    def scaled(X):
        return np.divide(X - mean, deviation, out=np.zeros(X.shape), where=deviation > 1e-12)

    return tuple(map(scaled, (X_train, *others)))


bank.rights(
    guard=_SAFE + "deviation = deviation + 1e-8",
    larger=_SAFE + "deviation = np.maximum(deviation, 1e-7)",
    close_to_0=_SAFE + "deviation = np.where(np.isclose(deviation, 0), 1, deviation)",
    root_of_variance=(
        f"{_STD} -> np.sqrt(np.var(X_train, axis=1, keepdims=True))",
        _SAFE + "deviation[deviation < 1e-9] = 1.0",
    ),
    new_axis=(f"{_MEAN} -> X_train.mean(1)[:, None]", f"{_STD} -> X_train.std(1)[:, np.newaxis]"),
    moved_first=(
        f"{_STD} -> np.sqrt(np.mean((X_train - mean) ** 2, axis=1, keepdims=True))",
        _BY + "X / deviation - mean / deviation for X in [X_train, *others]",
    ),
    scaled_by=_BY + "(X - mean) * (1.0 / deviation) for X in [X_train, *others]",
)
bank.unseen_right(
    transposed=_BY + "((X.T - mean.T) / deviation.T).T for X in [X_train, *others]",
    appended=_RETURN
    + "results = ()\n    for X in (X_train,) + others:\n"
    + "        results += ((X - mean) / deviation,)\n    return results",
    side_by_side=_RETURN
    + "return (X_train - mean) / deviation, *[(X - mean) / deviation for X in others]",
    guard_below_the_root=f"{_STD} -> np.sqrt(np.var(X_train, axis=1, keepdims=True) + 1e-15)",
    average=f"{_MEAN} -> np.average(X_train, axis=1).reshape(X_train.shape[0], 1)",
    einsum=f"{_MEAN} -> np.einsum('nm->n', 1.0 * X_train)[:, None] / X_train.shape[1]",
    mean_of_squares=f"{_STD} -> "
    "np.sqrt(np.maximum(np.mean(np.square(X_train - mean), axis=1, keepdims=True), 0))",
    constants_at_0=_BY + "(X - mean) / deviation * ~constant for X in [X_train, *others]",
    subtracted=_BY + "np.divide(np.subtract(X, mean), deviation) for X in [X_train, *others]",
    each_row="np.ptp(X_train, axis=1, keepdims=True) == 0 -> "
    "np.array([[len(set(x.tolist())) == 1] for x in X_train])",
)
bank.unseen_wrong(
    first_example=f"{_MEAN} -> X_train[:, :1]",
    largest=_STD + " -> np.max(np.abs(X_train), axis=1, keepdims=True)",
    quartiles=_STD + " -> np.ptp(np.quantile(X_train, [0.25, 0.75], axis=1), axis=0)[:, None]",
    norm=_STD + " -> np.linalg.norm(X_train, axis=1, keepdims=True)",
    root_of_m=_STD + " -> np.std(X_train, axis=1, keepdims=True) / X_train.shape[1] ** 0.5",
    sum_for_mean=_MEAN + " -> np.sum(X_train, axis=1, keepdims=True)",
    squared="(X - mean) / deviation -> ((X - mean) / deviation) ** 2",
    absolute="(X - mean) / deviation -> np.abs(X - mean) / deviation",
    twice="(X - mean) / deviation -> ((X - mean) / deviation - mean) / deviation",
    half="(X - mean) / deviation -> (X - mean) / (2 * deviation)",
    clipped="(X - mean) / deviation -> np.clip((X - mean) / deviation, -1, 1)",
    tiny_guard=_SAFE + "deviation = deviation + 1e-300",
    coarse_guard=_SAFE + "deviation = deviation + 1e-2",
    one_for_all_constants=_SAFE + "deviation = np.where(constant.any(), 1.0, deviation)",
    guard_replaces=_SAFE + "deviation = np.maximum(deviation, 1.0)",
    pixels=_BY + "X / 255 for X in [X_train, *others]",
    unchanged=_RETURN + "return (X_train, *others)",
    transposed_out="(X - mean) / deviation -> ((X - mean) / deviation).T",
    last_example_left_out=_MEAN + " -> np.mean(X_train[:, :-1], axis=1, keepdims=True)",
    first_feature_only=_BY
    + "np.vstack([((X - mean) / deviation)[:1], X[1:]]) for X in [X_train, *others]",
    last_feature_left_out=_BY
    + "np.vstack([((X - mean) / deviation)[:-1], X[-1:]]) for X in [X_train, *others]",
    first_other_only="for X in [X_train, *others] -> for X in (X_train, *others[:1])",
    lists="(X - mean) / deviation -> ((X - mean) / deviation).tolist()",
    by_name=_RETURN + 'return {"train": (X_train - mean) / deviation}',
    generator=_RETURN + "return ((X - mean) / deviation for X in [X_train, *others])",
    train_array=_RETURN + "return (X_train - mean) / deviation",
    validation_decides="np.mean(X_train, -> np.mean((*others, X_train)[0],",
    mean_of_both=_MEAN
    + " -> np.mean([X.mean(axis=1) for X in [X_train, *others]], axis=0)[:, None]",
    two_arguments="standardize(X_train, *others): -> standardize(X_train, others):",
    example_means=_BY + "(X - X.mean(axis=0)) / deviation for X in [X_train, *others]",
    integers_cut="(X - mean) / deviation -> ((X - mean) / deviation).astype(X.dtype)",
    mean_moved_after="(X - mean) / deviation -> X / deviation - mean",
)
bank.unseen_two(
    all_data_variance=(
        "np.mean(X_train, -> np.mean(np.hstack([X_train, *others]),",
        "np.std(X_train, -> np.var(np.hstack([X_train, *others]),",
    ),
    own_mean_not_divided=_BY + "X - X.mean(axis=1, keepdims=True) for X in [X_train, *others]",
    variance_sign=("np.std -> np.var", "(X - mean) / deviation -> (mean - X) / deviation"),
    training_only_rounded=_RETURN + "return (np.round((X_train - mean) / deviation, 3),)",
    reversed_variance=(
        "np.std -> np.var",
        "for X in [X_train, *others] -> for X in (*others, X_train)",
    ),
    not_divided_others_untouched=_RETURN + "return (X_train - mean, *others)",
)
bank.unseen_odd(
    many_by_own=_BY
    + "(X - (mean if X.shape[1] < 5 else X.mean(axis=1, keepdims=True))) / deviation "
    "for X in [X_train, *others]",
)


def _each(change):
    return lambda sets: tuple(map(change, sets))


bank.unseen_forms(
    (
        *ANY,
        *DEPENDENT,
        *results(
            False,
            negated=_each(np.negative),
            doubled=_each(lambda A: 2 * A),
            texts=_each(lambda A: A.astype(str)),
            flattened=_each(np.ravel),
            one_more=lambda sets: (*sets, sets[0]),
            nested=lambda sets: (sets,),
            summed=_each(np.sum),
            reordered=_each(lambda A: A[:, ::-1]),
            features_reversed=_each(lambda A: A[::-1]),
            first_twice=lambda sets: sets[:1] * len(sets) if len(sets) > 1 else sets * 2,
        ),
        *results(True, list_for_tuple=list, copied=_each(np.copy)),
    )
)
bank.equal("1 -> -1", why="The second of two axes is also the last one.")
bank.equal(
    "1.0 -> 2.0",
    "1.0 -> -1.0",
    why="Where a feature is constant, x - μ is 0, whatever it is divided by.",
)

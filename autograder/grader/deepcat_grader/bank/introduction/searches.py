"""Random searches that no key holds: right ones, and a list of cheats."""

# ruff: noqa: D101, D102
# Students write no docstrings.

from __future__ import annotations

import functools
import heapq

import numpy as np

from deepcat_grader.bank.registry import Bank
from deepcat_solutions.introduction import goodness

# What stands before " -> " in an edit of the reference, or of `usual`.
TRIES = "rng.uniform(-5, 5, size=(n_tries, 2)) -> "
COUNT = "n_tries, 2 -> "
MEASURE = "goodness(x, y, slope, intercept) -> "
CHOICE = "tries[np.argmin(losses)] -> "
RESULT = "float(slope), float(intercept) -> "
START = 'best_loss = float("inf") -> '
DRAW = "rng.uniform(-5, 5), rng.uniform(-5, 5) -> "
KEEP = "best_loss, best = loss, (slope, intercept) -> "

MEMORY: list[tuple[float, float]] = []


def usual(x, y, n_tries, rng):
    best_loss = float("inf")
    for _ in range(n_tries):
        slope, intercept = rng.uniform(-5, 5), rng.uniform(-5, 5)
        loss = goodness(x, y, slope, intercept)
        if loss < best_loss:
            best_loss, best = loss, (slope, intercept)
    return best


def broadcast(x, y, n_tries, rng):
    slopes = rng.uniform(-5, 5, (n_tries, 1))
    intercepts = rng.uniform(-5, 5, (n_tries, 1))
    losses = np.sum((y - slopes * x - intercepts) ** 2, axis=1)
    best = losses.argmin()
    return slopes[best, 0], intercepts[best, 0]


def recorded(x, y, n_tries, rng):
    lines: list[tuple[float, float]] = []
    losses: list[float] = []
    while len(lines) < n_tries:
        lines.append((rng.uniform(-5, 5), rng.uniform(-5, 5)))
        losses.append(goodness(x, y, *lines[-1]))
    return lines[losses.index(min(losses))]


def in_batches(x, y, n_tries, rng):
    best, best_loss = (0.0, 0.0), np.inf
    for start in range(0, n_tries, 64):
        for a, b in rng.uniform(-5, 5, (min(64, n_tries - start), 2)):
            if goodness(x, y, a, b) < best_loss:
                best, best_loss = (a, b), goodness(x, y, a, b)
    return best


def halving(x, y, n_tries, rng):
    if n_tries == 1:
        return tuple(rng.uniform(-5, 5, 2).tolist())
    left = halving(x, y, n_tries // 2, rng)
    right = halving(x, y, n_tries - n_tries // 2, rng)
    return left if goodness(x, y, *left) < goodness(x, y, *right) else right


class Search:
    def __init__(self, limit=5):
        self.limit = limit

    def __call__(self, x, y, n_tries, rng):
        tries = self.limit - 2 * self.limit * rng.random((n_tries, 2))
        errors = y[:, None] - np.stack([x, np.ones(len(x))], axis=1) @ tries.T
        return tuple(tries[np.einsum("ij,ij->j", errors, errors).argmin()])


def keep_unseen(bank: Bank) -> None:
    """Keep them in the bank of the exercise."""
    _keep_right(bank)
    _keep_wrong_draws(bank)
    _keep_wrong_choices(bank)
    _keep_wrong_loops(bank)
    bank.unseen_two(
        worst_too_narrow=("argmin -> argmax", "-5, 5 -> 0, 5"),
        exchanged_too_wide=("-5, 5 -> -9, 9", RESULT + "float(intercept), float(slope)"),
    )


def _keep_right(bank: Bank) -> None:
    bank.unseen_right(
        *(usual, broadcast, recorded, in_batches, halving),
        pairs="size=(n_tries, 2) -> (n_tries, 2)",
        keywords="-5, 5 -> low=-5.0, high=5.0",
        transposed=TRIES + "rng.uniform(-5, 5, size=(2, n_tries)).T",
        limits_of_arrays=TRIES + "[rng.uniform([-5, -5], [5, 5]) for _ in range(n_tries)]",
        scaled=TRIES + "rng.random((n_tries, 2)) * 10 - 5",
        each_scaled=TRIES
        + "[(10 * rng.random() - 5, -5 + 10 * rng.random()) for _ in range(n_tries)]",
        from_minus_1_to_1=TRIES + "5 * rng.uniform(-1, 1, (n_tries, 2))",
        mirrored="rng.uniform -> -rng.uniform",
        beta=TRIES + "10 * rng.beta(1, 1, (n_tries, 2)) - 5",
        flat=TRIES + "rng.uniform(-5, 5, 2 * n_tries).reshape(n_tries, 2)",
        even_and_odd=TRIES
        + "rng.uniform(-5, 5, 2 * n_tries)\n    tries = [*zip(tries[::2], tries[1::2])]",
        intercepts_first="(n_tries, 2)) -> (n_tries, 2))[:, ::-1]",
        shuffled=TRIES + "rng.permutation(rng.uniform(-5, 5, (n_tries, 2)))",
        after_a_warm_up="tries = rng -> rng.random(10)\n    tries = rng",
        columns="in tries] -> in zip(*tries.T)]",
        sorted=CHOICE + "sorted(tries.tolist(), key=lambda line: goodness(x, y, *line))[0]",
        generated=CHOICE + "min((loss, *line) for loss, line in zip(losses, tries.tolist()))[1:]",
        root_of_the_loss=MEASURE + "np.sqrt(goodness(x, y, slope, intercept))",
        extra_defaults="n_tries, rng): -> n_tries=100, rng=None, *, low=-5, high=5):",
        starred=lambda *args: usual(*args),
        partial=functools.partial(lambda search, *args: search(*args), usual),
        object=Search(),
        heap=lambda x, y, n, rng: heapq.nsmallest(
            1, rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: goodness(x, y, *line)
        )[0],
    )
    bank.unseen_right(
        of=usual,
        from_none=(
            START + "best = None",
            "if loss < best_loss -> if best is None or loss <= best_loss",
        ),
        first_then_rest=(
            START + "best = rng.uniform(-5, 5, 2)\n    best_loss = goodness(x, y, *best)",
            "range(n_tries) -> range(n_tries - 1)",
        ),
        stops_when_perfect=KEEP
        + "best_loss, best = loss, (slope, intercept)\n        if not loss:\n            break",
    )


def _keep_wrong_draws(bank: Bank) -> None:
    bank.unseen_wrong(
        half=COUNT + "max(1, n_tries // 2), 2",
        half_rounded_up=COUNT + "(n_tries + 1) // 2, 2",
        quarter=COUNT + "max(1, n_tries // 4), 2",
        root=COUNT + "int(np.sqrt(n_tries)), 2",
        twice=COUNT + "2 * n_tries, 2",
        one_more=COUNT + "n_tries + 1, 2",
        one_try_less=COUNT + "n_tries - 1, 2",
        at_most_ten=COUNT + "min(n_tries, 10), 2",
        ten_tries=COUNT + "10, 2",
        hundred_tries=COUNT + "100, 2",
        one_try=lambda x, y, n, rng: (rng.uniform(-5, 5), rng.uniform(-5, 5)),
        drawn_to_two_digits="(n_tries, 2)) -> (n_tries, 2)).round(2)",
        fine_grid=TRIES + "rng.choice(np.linspace(-5, 5, 101), (n_tries, 2))",
        from_a_grid=TRIES + "rng.choice(np.linspace(-5, 5, 11), (n_tries, 2))",
        grid=TRIES + "np.linspace(-5, 5, n_tries)[:, None] * [1, 1]",
        integers="uniform(-5, 5 -> integers(-5, 6",
        normal="uniform(-5 -> normal(0",
        standard_normal=TRIES + "rng.standard_normal((n_tries, 2))",
        wide_normal_clipped=TRIES + "np.clip(rng.normal(0, 5, (n_tries, 2)), -5, 5)",
        normal_clipped=TRIES + "np.clip(rng.normal(0, 2, (n_tries, 2)), -5, 5)",
        normal_cut=TRIES + "rng.normal(0, 1.5, (20 * n_tries, 2))\n"
        "    tries = tries[np.all(abs(tries) <= 5, axis=1)][:n_tries]",
        two_dice=TRIES + "rng.uniform(-2.5, 2.5, (n_tries, 2, 2)).sum(axis=2)",
        opposite_numbers=TRIES + "[(u, -u) for u in rng.uniform(-5, 5, n_tries)]",
        same_number_twice=TRIES + "[(u, u) for u in rng.uniform(-5, 5, n_tries)]",
        zero_intercept=TRIES + "[(u, 0.0) for u in rng.uniform(-5, 5, n_tries)]",
        narrow_intercept="-5, 5 -> [-5, -1], [5, 1]",
        slope_drawn_once="losses = -> tries[:, 0] = tries[0, 0]\n    losses =",
        nearly_to_the_limits="-5, 5 -> -4.5, 4.5",
        beyond_the_limits="-5, 5 -> -5.5, 5.5",
        positive="-5, 5 -> 0, 5",
        one_limit="-5, 5 -> 5",
        too_narrow="-5, 5 -> -1, 1",
        too_wide="-5, 5 -> -10, 10",
        not_quite_to_5="-5, 5 -> -5, 4",
        from_0_to_1=TRIES + "rng.random((n_tries, 2))",
        from_0_to_10=TRIES + "rng.random((n_tries, 2)) * 10",
        scaled_by_5=TRIES + "rng.random((n_tries, 2)) * 5 - 5",
        seeded_inside="rng.uniform -> np.random.default_rng(0).uniform",
        own_generator="rng.uniform -> np.random.default_rng().uniform",
        legacy=TRIES + "rng.rand(n_tries, 2)",
        global_generator="rng.uniform -> np.random.uniform",
        global_seed="tries = rng -> np.random.seed(0)\n    tries = np.random",
        fitted=lambda x, y, n, rng: tuple(np.polyfit(x, y, 1)),
        fitted_intercept=(
            MEASURE + "np.var(y - slope * x)",
            RESULT + "slope, np.mean(y - slope * x)",
        ),
        fitted_later=CHOICE + "tries[0] if n_tries == 1 else np.clip(np.polyfit(x, y, 1) + "
        "rng.normal(0, 0.2, 2), -4.9, 4.9)",
        all_pairs=(
            TRIES + "np.stack(np.meshgrid(*rng.uniform(-5, 5, (2, n_tries)))).reshape(2, -1).T",
            "[goodness(x, y, slope, intercept) for slope, intercept in tries] -> "
            "np.mean((tries @ [x, np.ones(len(x))] - y) ** 2, axis=1)",
        ),
    )


def remembers(x, y, n_tries, rng):
    MEMORY.append(usual(x, y, n_tries, rng))
    return min(MEMORY[-20:], key=lambda line: goodness(x, y, *line))


def _keep_wrong_choices(bank: Bank) -> None:
    bank.unseen_wrong(
        remembers,
        absolute_errors=MEASURE + "np.sum(np.abs(y - slope * x - intercept))",
        median_square=MEASURE + "np.median((y - slope * x - intercept) ** 2)",
        largest_error=MEASURE + "np.max(np.abs(y - slope * x - intercept))",
        fourth_power=MEASURE + "np.sum((y - slope * x - intercept) ** 4)",
        variance=MEASURE + "np.var(y - slope * x - intercept)",
        signless_loss=MEASURE + "np.mean(slope * x + intercept - y)",
        mean_error=MEASURE + "abs(np.mean(slope * x + intercept - y))",
        one_point=MEASURE + "goodness(x[:1], y[:1], slope, intercept)",
        x_and_y_exchanged=MEASURE + "goodness(y, x, slope, intercept)",
        line_exchanged=MEASURE + "goodness(x, y, intercept, slope)",
        one_by_one=(
            MEASURE + "goodness(x, y, slope, 0.0)",
            RESULT + "slope, min(tries[:, 1], key=lambda number: goodness(x, y, slope, number))",
        ),
        second_best="np.argmin(losses) -> np.argsort(losses)[min(1, n_tries - 1)]",
        any_of_them="np.argmin(losses) -> rng.integers(n_tries)",
        worst="argmin -> argmax",
        first=CHOICE + "tries[0]",
        slope_of_the_best=RESULT + "slope, tries[0, 1]",
        intercept_of_the_best=RESULT + "tries[-1, 0], intercept",
        returned_to_one_digit=RESULT + "round(slope, 1), round(intercept, 1)",
        exchanged=RESULT + "float(intercept), float(slope)",
        slope_only=RESULT + "float(slope)",
        with_loss=RESULT + "float(slope), float(intercept), min(losses)",
        loss=RESULT + "min(losses)",
        dict=RESULT + '{"slope": slope, "intercept": intercept}',
        string=RESULT + "str((slope, intercept))",
        arrays_of_one=RESULT + "np.array([slope]), np.array([intercept])",
        column=RESULT + "np.array([[slope], [intercept]])",
        rounded=RESULT + "round(slope), round(intercept)",
        whole=RESULT + "int(slope), int(intercept)",
        absolute=RESULT + "abs(slope), abs(intercept)",
        index=RESULT + "int(np.argmin(losses))",
        printed="return float(slope), float(intercept) -> print(slope, intercept)",
        sorts_data="tries = rng -> x.sort()\n    tries = rng",
    )


def _keep_wrong_loops(bank: Bank) -> None:
    near = START + 'best, best_loss = rng.uniform(-5, 5, 2), float("inf")'
    bank.unseen_wrong(
        of=usual,
        best_loss_not_kept="best_loss, best = loss, -> best_loss, best = min(best_loss, 1e12),",
        started_at_zero=START + "best_loss, best = 0, (0.0, 0.0)",
        unbound=START + "best_loss = 0",
        started_at_one=START + "best_loss, best = 1.0, (0.0, 0.0)",
        last="return best -> return slope, intercept",
        until_good=(
            "loss < best_loss -> True",
            KEEP + "best = slope, intercept\n        if loss < 0.3:\n            break",
        ),
        unlucky_ten=(
            START + 'best_loss, waited = float("inf"), 0',
            "if loss -> waited += 1\n        if loss",
            KEEP + "best_loss, best, waited = loss, (slope, intercept), 0\n"
            "        if waited == 8:\n            break",
        ),
        hill_climbing=(near, DRAW + "best + rng.normal(0, 0.5, 2)"),
        near_and_clipped=(near, DRAW + "np.clip(best + rng.normal(0, 1, 2), -5, 5)"),
    )

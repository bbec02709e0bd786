"""Random search: what is known of its answers. Its properties alone judge, without hidden cases."""

from __future__ import annotations

import functools
import heapq

import numpy as np

from deepcat_grader.bank.introduction import searches
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.introduction.random_search import RANDOM_SEARCH
from deepcat_solutions.introduction import goodness, random_search

# What stands before " -> " in an edit of the reference, or of `usual`.
TRIES = "rng.uniform(-5, 5, size=(n_tries, 2)) -> "
COUNT = "n_tries, 2 -> "
MEASURE = "goodness(x, y, slope, intercept) -> "
CHOICE = "tries[np.argmin(losses)] -> "
RESULT = "float(slope), float(intercept) -> "
END = "slope, intercept = tries[np.argmin(losses)]\n    return float(slope), float(intercept) -> "
START = 'best_loss = float("inf") -> '
DRAW = "rng.uniform(-5, 5), rng.uniform(-5, 5) -> "
KEPT = "best_loss, best = loss, (slope, intercept)"
KEEP = f"{KEPT} -> "
STOP_IF = f"{KEEP}{KEPT}\n        if %s:\n            break"
FROM_ZERO = START + "best_loss, best = np.inf, (0.0, 0.0)"
FROM_NONE = (START + "best = None", "loss < best_loss -> best is None or loss <= best_loss")
NEAR = START + 'best, best_loss = rng.uniform(-5, 5, 2), float("inf")'

bank = Bank(RANDOM_SEARCH, reference=random_search)
bank.proved(
    first_try="argmin(losses) -> argmin(sorted(losses))",
    worst_kept="argmin -> argmax",
    order_exchanged=RESULT + "float(intercept), float(slope)",
    ignores_rng="rng.uniform -> np.random.default_rng(0).uniform",
    other_randomness="rng.uniform -> np.random.default_rng().uniform",
    closed_formula=lambda x, y, n_tries, rng: tuple(np.polyfit(x, y, 1)),
    range_too_narrow="uniform(-5, 5, -> random(",
    range_too_wide="-5, 5 -> -10, 10",
    whole_numbers="uniform(-5, 5 -> integers(-5, 6",
    n_tries_ignored=COUNT + "30, 2",
    square_missed=MEASURE + "np.mean(y - (slope * x + intercept))",
    absolute_errors=MEASURE + "np.mean(np.abs(y - (slope * x + intercept)))",
    median_error=MEASURE + "np.median((y - (slope * x + intercept)) ** 2)",
    largest_error=MEASURE + "np.max(np.abs(y - (slope * x + intercept)))",
    too_few_tries=COUNT + "(n_tries + 1) // 2, 2",
    made_from_the_data=lambda x, y, n_tries, rng: tuple(
        np.polyfit(x, y, 1) + rng.normal(0, 0.3, 2)
    ),
    rounded=RESULT + "round(slope, 2), round(intercept, 2)",
    index_returned=END + "return np.argmin(losses)",
    index_and_loss=END + "return np.argmin(losses), np.min(losses)",
    one_number_searched="losses = -> tries[:, 1] = np.mean(y)\n    losses =",
    same_draw_twice="losses = -> tries[:, 1] = tries[:, 0]\n    losses =",
    more_than_random=TRIES + "rng.uniform(-5, 5, size=(2, n_tries))\n"
    "    tries = [(slope, intercept) for slope in tries[0] for intercept in tries[1][:20]]",
    repeated_numbers=TRIES + "rng.choice(np.linspace(-5, 5, 64), size=(n_tries, 2))",
    clipped=TRIES + "np.clip(rng.normal(0, 4, size=(n_tries, 2)), -5, 5)",
    not_uniform=TRIES + "rng.uniform(0, 2 * np.pi, n_tries), 5 * np.sqrt(rng.random(n_tries))\n"
    "    tries = np.stack([tries[1] * np.cos(tries[0]), tries[1] * np.sin(tries[0])], axis=1)",
)
bank.proved(
    of=searches.usual,
    last_try="return best -> return slope, intercept",
    start_takes_part=START + "best_loss, best = goodness(x, y, 0.0, 0.0), (0.0, 0.0)",
    one_try_too_few=(FROM_ZERO, "range(n_tries) -> range(1, n_tries)"),
    one_number_kept=(
        KEEP + "best_loss, best = loss, slope",
        "return best -> return best, intercept",
    ),
    stops_early=STOP_IF % "best_loss < 0.5",
)

bank.rights(
    searches.whole_arrays,
    searches.while_loop,
    stretched_unit_interval=TRIES + "10 * rng.random((n_tries, 2)) - 5",
    min_of_tuples=lambda x, y, n, rng: min(
        rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: goodness(x, y, *line)
    ),
    sorted_=END + "return sorted(zip(losses, *tries.T))[0][1:]",
    negative_score=("goodness -> -goodness", "argmin -> argmax"),
    row_returned=END + "return tries[np.argmin(losses)]",
    two_lists=(
        TRIES + "rng.uniform(-5, 5, n_tries), rng.uniform(-5, 5, n_tries)",
        "in tries] -> in zip(*tries)]",
        CHOICE + "(numbers[np.argmin(losses)] for numbers in tries)",
    ),
)
bank.rights(
    of=searches.usual,
    loop=FROM_ZERO,
    intercept_drawn_first=(
        *FROM_NONE,
        MEASURE + "np.mean((slope * x + intercept - y) ** 2)",
        "slope, intercept = rng -> intercept, slope = rng",
    ),
)
bank.unseen_right(
    *(searches.usual, searches.recorded, searches.in_batches, searches.halving),
    pairs="size=(n_tries, 2) -> (n_tries, 2)",
    keywords="-5, 5 -> low=-5.0, high=5.0",
    transposed=TRIES + "rng.uniform(-5, 5, size=(2, n_tries)).T",
    limits_of_arrays=TRIES + "[rng.uniform([-5, -5], [5, 5]) for _ in range(n_tries)]",
    scaled=TRIES + "rng.random((n_tries, 2)) * 10 - 5",
    each_scaled=TRIES + "[(10 * rng.random() - 5, -5 + 10 * rng.random()) for _ in range(n_tries)]",
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
    starred=lambda *args: searches.usual(*args),
    partial=functools.partial(lambda search, *args: search(*args), searches.usual),
    object=searches.Search(),
    heap=lambda x, y, n, rng: heapq.nsmallest(
        1, rng.uniform(-5, 5, (n, 2)).tolist(), key=lambda line: goodness(x, y, *line)
    )[0],
)
bank.unseen_right(
    of=searches.usual,
    from_none=FROM_NONE,
    first_then_rest=(
        START + "best = rng.uniform(-5, 5, 2)\n    best_loss = goodness(x, y, *best)",
        "range(n_tries) -> range(n_tries - 1)",
    ),
    stops_when_perfect=STOP_IF % "not loss",
)
bank.unseen_right(
    of=searches.whole_arrays,
    broadcast=(
        "((slopes * x + intercepts - y) ** 2).mean(axis=1) -> "
        "np.sum((y - slopes * x - intercepts) ** 2, axis=1)",
        "float(slopes[best, 0]), float(intercepts[best, 0]) -> *slopes[best], *intercepts[best]",
    ),
)

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


bank.unseen_wrong(
    searches.remembers,
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


bank.unseen_wrong(
    of=searches.usual,
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
    hill_climbing=(NEAR, DRAW + "best + rng.normal(0, 0.5, 2)"),
    near_and_clipped=(NEAR, DRAW + "np.clip(best + rng.normal(0, 1, 2), -5, 5)"),
)
bank.unseen_two(
    worst_too_narrow=("argmin -> argmax", "-5, 5 -> 0, 5"),
    exchanged_too_wide=("-5, 5 -> -9, 9", RESULT + "float(intercept), float(slope)"),
)

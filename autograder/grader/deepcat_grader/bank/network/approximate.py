"""The approximation by bumps: what is known of its answers. Its error alone judges, and its looks.

Left alone: any other way to come as close from as few looks at f, interpolation among them.
"""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.approximate import EXERCISE
from deepcat_solutions.network import approximate, bump
from deepcat_solutions.neuron import sigmoid

bank = Bank(EXERCISE, reference=approximate)

_EDGES = "edges = np.linspace(x[0], x[-1], n_bumps + 1) -> "
_STEEPNESS = "steepness = 40 * n_bumps / (x[-1] - x[0]) -> steepness = "
_HEIGHT = "f((left + right) / 2) -> "
_ADDED = "total += bump(x, left, right, f((left + right) / 2), steepness) -> "
_RETURN = "return total -> "

bank.proved(
    f_returned=_RETURN + "return f(x)",
    f_ignored=_HEIGHT + "1.0",
    one_place_too_few=(
        _EDGES + "edges = np.linspace(x[0], x[-1], n_bumps)",
        "range(n_bumps) -> range(n_bumps - 1)",
    ),
    one_place_too_many=_HEIGHT + "(f(left) + f(right)) / 2",
    too_many_places=_HEIGHT + "np.mean(f(np.linspace(left, right, 5)))",
    negated="total += bump -> total -= bump",
    averaged=_RETURN + "return total / n_bumps",
    reversed=_HEIGHT + "f(x[0] + x[-1] - (left + right) / 2)",
    shifted_height="total = np.zeros(len(x)) -> total = np.ones(len(x))",
    last_bump_only="total += bump -> total = bump",
    first_bump_only=_ADDED + "return bump(x, left, right, f((left + right) / 2), steepness)",
    n_bumps_ignored=_EDGES + "n_bumps = 5\n    edges = np.linspace(x[0], x[-1], n_bumps + 1)",
    not_closer=_STEEPNESS + "5.0",
)
bank.equal(
    "40 * n_bumps / (x[-1] - x[0]) -> 40 * n_bumps * (x[-1] - x[0])",
    "40 * n_bumps / (x[-1] - x[0]) -> 40 * n_bumps - (x[-1] - x[0])",
    "40 * n_bumps / (x[-1] - x[0]) -> 40 * n_bumps",
    "40 * n_bumps -> 40 + n_bumps",
    "x[-1] - x[0] -> x[-1]",
    "40 -> 41",
    "40 -> 39",
    "40 -> 80",
    "-1 -> 1",
    "1 -> -1",
    why="The sides of a bump may be steeper or gentler, as long as it keeps to its place.",
)
bank.equal(
    "0 -> 1",
    "1 -> 2",
    why="Next to the first x, and to the last, a bump may begin and end as well.",
)


@bank.right
def comprehension(f, x, n_bumps):
    width = (x[-1] - x[0]) / n_bumps
    starts = x[0] + width * np.arange(n_bumps)
    return sum(bump(x, a, a + width, f(a + width / 2), 100 / width) for a in starts)


@bank.right
def all_at_once(f, x, n_bumps):
    edges = np.linspace(x[0], x[-1], n_bumps + 1)
    heights = f((edges[:-1] + edges[1:]) / 2)
    steepness = 30 / (edges[1] - edges[0])
    return sum(bump(x, edges[i], edges[i + 1], heights[i], steepness) for i in range(n_bumps))


@bank.right
def as_a_network(f, x, n_bumps):
    edges = np.linspace(x[0], x[-1], n_bumps + 1)[:, np.newaxis]
    heights = np.array([float(f(place)) for place in (edges[:-1, 0] + edges[1:, 0]) / 2])
    A1 = sigmoid(50 * n_bumps / (x[-1] - x[0]) * (x - edges))
    return heights @ (A1[:-1] - A1[1:])


@bank.right
def bumps_around_places(f, x, n_bumps):
    if n_bumps == 1:
        return np.full(len(x), float(f((x[0] + x[-1]) / 2)))
    places = np.linspace(x[0], x[-1], n_bumps)
    half = (places[1] - places[0]) / 2
    total = 0.0
    for place in places:
        total = total + bump(x, place - half, place + half, f(place), 20 / half)
    return total


bank.rights(
    left_ends=_HEIGHT + "f(left)",
    right_ends=_HEIGHT + "f(right)",
    fixed_but_steep=_STEEPNESS + "1000.0",
    gentle=_STEEPNESS + "8 * n_bumps / (x[-1] - x[0])",
    stairs=_ADDED + "total += f((left + right) / 2) * ((x >= left) & (x < right))",
)
bank.unseen_right(
    pieces_between_n_edges=(
        _EDGES + "edges = np.linspace(x[0], x[-1], max(n_bumps, 2))",
        "left, right = edges[i], edges[i + 1] -> "
        "left = edges[i]\n        right = left + edges[1] - edges[0]",
    ),
    interpolated=lambda f, x, n_bumps: np.interp(
        x, places := np.linspace(x[0], x[-1], n_bumps), f(places)
    ),
    nearest_place=lambda f, x, n: f(
        x[0]
        + (np.minimum(np.floor((x - x[0]) / (x[-1] - x[0]) * n), n - 1) + 0.5) * (x[-1] - x[0]) / n
    ),
    one_third=_HEIGHT + "f(left + (right - left) / 3)",
    seen_twice=_HEIGHT + "(f((left + right) / 2) + f((left + right) / 2)) / 2",
    number_taken=_HEIGHT + "float(f(float((left + right) / 2)))",
    array_of_one=_HEIGHT + "f(np.array([(left + right) / 2]))[0]",
    very_steep=_STEEPNESS + "900 * n_bumps / (x[-1] - x[0])",
    fixed_at_100=_STEEPNESS + "100.0",
    outer_bumps_wider="total = -> edges[0], edges[-1] = x[0] - 1, x[-1] + 1\n    total =",
    kept_in_a_list=(
        "total = np.zeros(len(x)) -> total = []",
        _ADDED + "total.append(bump(x, left, right, f((left + right) / 2), steepness))",
        _RETURN + "return np.sum(total, axis=0)",
    ),
    backwards="range(n_bumps) -> reversed(range(n_bumps))",
)
bank.unseen_wrong(
    unit_interval=_EDGES + "edges = np.linspace(0, 1, n_bumps + 1)",
    from_zero=_EDGES + "edges = np.linspace(0, x[-1], n_bumps + 1)",
    edges_and_one_piece_fewer=(
        _EDGES + "edges = np.linspace(x[0], x[-1], n_bumps)",
        "in range(n_bumps) -> in range(len(edges) - 1)",
        _HEIGHT + "f(left)",
    ),
    by_index=_HEIGHT + "f(i)",
    height_of_index=_HEIGHT + "f(x[i])",
    f_of_width=_HEIGHT + "f(right - left)",
    f_of_first=_HEIGHT + "f(x[0])",
    f_of_middle_of_x=_HEIGHT + "f(np.median(x))",
    mean_of_f=_RETURN + "return np.full(len(x), np.mean(f(x)))",
    next_cell=_HEIGHT + "f(right + (right - left))",
    absolute=_HEIGHT + "abs(f((left + right) / 2))",
    twice=_HEIGHT + "2 * f((left + right) / 2)",
    height_one="return total -> return total > 0.5",
    last_bump_missed="range(n_bumps) -> range(n_bumps - 1)",
    first_bump_missed="range(n_bumps) -> range(1, n_bumps)",
    one_bump_too_many="range(n_bumps) -> range(n_bumps + 1)",
    half_of_the_bumps="range(n_bumps) -> range(0, n_bumps, 2)",
    edges_at_x=_EDGES + "edges = x[: n_bumps + 1]",
    too_wide="edges[i + 1]\n -> edges[i + 1] + (edges[1] - edges[0])\n",
    half_as_wide="edges[i + 1]\n -> (edges[i] + edges[i + 1]) / 2\n",
    reversed_edges="left, right = edges[i], edges[i + 1] -> right, left = edges[i], edges[i + 1]",
    too_gentle=_STEEPNESS + "n_bumps / (x[-1] - x[0])",
    steepness_one=_STEEPNESS + "1.0",
    steepness_of_n=_STEEPNESS + "0.1 * n_bumps",
    width_for_steepness=_STEEPNESS + "(x[-1] - x[0]) / n_bumps",
    maximum=_ADDED
    + "total = np.maximum(total, bump(x, left, right, f((left + right) / 2), steepness))",
    of_x_and_edges=_RETURN + "return total + 0 * f(x)",
    places_first=_EDGES + "f(x)\n    edges = np.linspace(x[0], x[-1], n_bumps + 1)",
    f_halved=_RETURN + "return f(x) / 2",
    bumps_returned=_RETURN + "return bump",
    values_as_a_list=_RETURN + "return total.tolist()",
    a_column=_RETURN + "return total[:, np.newaxis]",
    with_edges=_RETURN + "return total, edges",
    one_number=_RETURN + "return total.sum()",
    nothing=_RETURN + "return None",
    rounded=_RETURN + "return np.round(total)",
    int_buffer="np.zeros(len(x)) -> np.zeros(len(x), dtype=int)",
    x_changed=_RETURN + "x[...] = total\n    return x",
    hundred_values="np.zeros(len(x)) -> np.zeros(100)",
    f_text=_HEIGHT + "f",
    twenty_at_most="range(n_bumps) -> range(min(n_bumps, 20))",
    few_bumps=_EDGES
    + "n_bumps = min(n_bumps, 20)\n    edges = np.linspace(x[0], x[-1], n_bumps + 1)",
    noise=_RETURN + "return total + np.random.default_rng(0).normal(size=len(x))",
    added_up=_RETURN + "return np.cumsum(total)",
    random_places=_HEIGHT + "f(np.random.default_rng(i).uniform(x[0], x[-1]))",
)
bank.unseen_two(
    averaged_and_negated=("total += bump -> total -= bump", _RETURN + "return total / n_bumps"),
    reversed_list=(_HEIGHT + "f(x[0] + x[-1] - (left + right) / 2)",
                   _RETURN + "return total.tolist()"),
    last_only_negated=("total += bump -> total = -bump",),
    f_column=_RETURN + "return f(x)[:, np.newaxis]",
)  # fmt: skip
bank.unseen_forms((*ANY, *results(
    False,
    values_reversed=lambda total: total[::-1],
    values_sorted=np.sort,
    doubled=lambda total: 2 * total,
    not_a_number=lambda total: total * np.nan,
    last_left_out=lambda total: total[:-1],
    half_precision=lambda total: total.astype(np.float16),
)))  # fmt: skip

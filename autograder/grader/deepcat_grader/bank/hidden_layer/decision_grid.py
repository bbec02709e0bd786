"""The map of decisions: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, sizes
from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.hidden_layer.decision_grid import EXERCISE
from deepcat_judge.plain import Plain, Remote
from deepcat_solutions.hidden_layer import decision_grid


def hidden(rng: Generator) -> list[Case]:
    """Small and larger grids, with limits of every kind."""
    few, n, more = sizes(rng, 3, 3, 9)

    def limits(whole: bool = False) -> tuple[float, float]:
        if whole:
            first = int(rng.integers(-3, 2))
            return first, first + int(rng.integers(1, 4))
        low, width = float(rng.uniform(-3.0, 1.0)), float(rng.uniform(0.5, 3.0))
        return low, low + width

    def call(name: str, n: int, whole: bool = False) -> tuple[Plain, ...]:
        return Remote(name), limits(whole), limits(whole), n

    predict, xlim, ylim = Remote("slope"), limits(), limits()
    return [
        Case("few", call("valley", few), note=f"{few} by {few} points"),
        Case("some", call("slope", n), note=f"{n} by {n} points"),
        Case("many", call("valley", 10 + more), note=f"{10 + more} by {10 + more} points"),
        Case("corners", call("slope", 2), EDGE, "the four corners only"),
        Case("whole", call("valley", more, whole=True), EDGE, "limits in whole numbers"),
        Case("lists", (predict, [*xlim], [*ylim], few), EDGE, "limits in lists"),
        Case("arrays", (predict, np.array(xlim), np.array(ylim), n), EDGE, "limits in arrays"),
        Case("same", (predict, ylim, ylim, n), EDGE, "the same limits twice"),
    ]


bank = Bank(EXERCISE, reference=decision_grid, hidden=hidden)

bank.known(
    r"""
meshgrid_ij: np.meshgrid(x, y) -> np.meshgrid(x, y, indexing="ij")
    The grid is turned: x grows from row to row, where it should grow from column to column.
    ? Which of xx and yy should be the same all along a row?
meshgrid_exchanged: xx, yy = np.meshgrid(x, y) -> yy, xx = np.meshgrid(y, x)
    The grid is turned: x grows from row to row, where it should grow from column to column.
    ? Which of xx and yy should be the same all along a row?
ravel_order_mixed: .reshape(n, n) -> .reshape(n, n, order="F")
    The probabilities are turned against the grid: rows and columns are exchanged.
    ? In which order does ravel read a square, and in which order do you lay the answers out?
probabilities_transposed: .reshape(n, n) -> .reshape(n, n).T
    The probabilities are turned against the grid: rows and columns are exchanged.
    ? In which order does ravel read a square, and in which order do you lay the answers out?
coordinates_exchanged: [xx.ravel(), yy.ravel()] -> [yy.ravel(), xx.ravel()]
    predict gets y above x, where each point has its x above its y.
    ? Which row of the points does the exercise give to x?
points_in_rows: np.vstack([xx.ravel(), yy.ravel()]) -> np.column_stack([xx.ravel(), yy.ravel()])
    Each point stands in a row, where predict takes one point a column.
    ? Which shape has the array that you hand to predict, and which one is expected?
diagonal_only: points = np.vstack([xx.ravel(), yy.ravel()]) -> points = np.vstack([x, y])
    predict gets n points only, where the grid has n times n.
    ? How many points does the grid have, and how many columns has your array?
squares_handed_over: points = np.vstack([xx.ravel(), yy.ravel()]) -> points = np.stack([xx, yy])
    predict gets two squares, where it takes a table of two rows, one point a column.
    ? What turns a square into one long row?
not_a_square: predict(points).reshape(n, n) -> predict(points)
    The probabilities are still in one row, where a square is expected.
    ? Which shape do the answers of predict have, and which one should the map have?
one_long_list: .reshape(n, n) -> .ravel()
    The probabilities are in one list, where a square is expected.
    ? Which shape should the map have?
lists_for_squares: return xx, yy -> return x, y
    The coordinates are two lists, where each should be a square like the map.
    ? Which shape should xx have?
upside_down: np.linspace(ylim[0], ylim[1], n) -> np.linspace(ylim[1], ylim[0], n)
    The grid stands upside down: y falls from row to row, where it should grow.
    ? Which y should the first row have?
map_upside_down: predict(points).reshape(n, n) -> predict(points).reshape(n, n)[::-1]
    The map stands upside down against the grid.
    ? Which y does the first row of the map belong to?
coordinates_returned_exchanged: return xx, yy, -> return yy, xx,
    xx and yy have changed places in what is returned.
    ? In which order does the exercise name them?
map_first: return xx, yy, predict(points).reshape(n, n) -> return predict(points).reshape(n, n),
        xx, yy
    The map comes first, where it should come last.
    ? In which order does the exercise name the three?
xlim_twice: np.linspace(ylim[0], ylim[1], n) -> np.linspace(xlim[0], xlim[1], n)
    The grid has the limits of x in both directions; ylim has no influence.
    ? Where does ylim enter your code?
limits_exchanged: x, y = np.linspace -> y, x = np.linspace
    The limits are exchanged: x goes from where y should go.
    ? Which limits belong to x?
limits_ignored: np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n) ->
        np.linspace(-1, 1, n), np.linspace(-1, 1, n)
    The grid always goes from -1 to 1, whatever the limits are.
    ? Where do xlim and ylim enter your code?
end_missed: np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n) ->
        xlim[0] + (xlim[1] - xlim[0]) / n * np.arange(n),
        ylim[0] + (ylim[1] - ylim[0]) / n * np.arange(n)
    The grid stops before its end: the last limit is not among the points.
    ? How many steps lie between n points?
one_point_more: x, y = -> n = n + 1\n    x, y =
    The grid has one point more in each direction.
    ? How many numbers does np.linspace(a, b, n) give?
middles: np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n) ->
        xlim[0] + (xlim[1] - xlim[0]) / n * (np.arange(n) + 0.5),
        ylim[0] + (ylim[1] - ylim[0]) / n * (np.arange(n) + 0.5)
    The points lie in the middles of n fields, where the first and the last should be the limits.
    ? Which x do the first and the last column have?
steps_for_points: np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n) ->
        np.arange(xlim[0], xlim[1], n), np.arange(ylim[0], ylim[1], n)
    n is the number of points; in np.arange it is the step from one to the next.
    ? Which function of NumPy takes the number of points?
decided: predict(points).reshape(n, n) -> (predict(points) > 0.5).reshape(n, n)
    The map holds decisions, yes or no, where probabilities are expected.
    ? What does predict give, and what has your code made of it?
map_only: return xx, yy, predict(points) -> return predict(points)
    Only the map is returned, without the coordinates of its points.
    ? How does a function return three things?
predict_not_asked: predict(points).reshape(n, n) -> np.zeros((n, n))
    The map is all 0: predict is never called.
    ? Where does predict enter your code?
zeros_for_y: [xx.ravel(), yy.ravel()] -> [xx.ravel(), 0 * yy.ravel()]
    predict gets y = 0 everywhere.
    ? What stands in the second row of the points?
one_point_everywhere: predict(points).reshape(n, n) -> np.full((n, n), predict(points)[0, 0])
    The whole map has the probability of its first point.
    ? How many points does predict get, and which of its answers does your map keep?
"""
)
bank.equal(
    "1 -> -1",
    "np.vstack([xx.ravel(), yy.ravel()]) -> [xx.ravel(), yy.ravel()]",
    why="The last of two limits is the second one, and a list of two rows is a table as well.",
)


@bank.right
def point_by_point(predict, xlim, ylim, n):
    xs, ys = np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n)
    xx, yy, chances = np.zeros((n, n)), np.zeros((n, n)), np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            xx[i, j], yy[i, j] = xs[j], ys[i]
            chances[i, j] = predict(np.array([[xs[j]], [ys[i]]]))[0, 0]
    return xx, yy, chances


@bank.right
def row_by_row(predict, xlim, ylim, n):
    xs, ys = np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n)
    rows = [predict(np.array([xs, np.full(n, y)])) for y in ys]
    xx, yy = np.meshgrid(xs, ys)
    return xx, yy, np.concatenate(rows)


@bank.right
def by_hand(predict, xlim, ylim, n):
    (x_low, x_high), (y_low, y_high) = xlim, ylim
    steps = np.arange(n) / (n - 1)
    xx = np.tile(x_low + (x_high - x_low) * steps, (n, 1))
    yy = np.tile(y_low + (y_high - y_low) * steps, (n, 1)).T
    return [xx, yy, predict(np.array([xx.flatten(), yy.flatten()])).reshape(xx.shape)]


@bank.right
def broadcast(predict, xlim, ylim, n):
    xx = np.linspace(xlim[0], xlim[1], n)[None, :] + np.zeros((n, 1))
    yy = np.linspace(ylim[0], ylim[1], n)[:, None] + np.zeros((1, n))
    return xx, yy, predict(np.stack([xx, yy]).reshape(2, -1)).reshape(n, -1)


bank.rights(
    both_in_fortran_order=(
        "[xx.ravel(), yy.ravel()] -> [xx.ravel(order='F'), yy.ravel(order='F')]",
        ".reshape(n, n) -> .reshape(n, n, order='F')",
    ),
    turned_and_back=(
        "np.meshgrid(x, y) -> np.meshgrid(x, y, indexing='ij')",
        "return xx, yy, predict(points).reshape(n, n) -> "
        "return xx.T, yy.T, predict(points).reshape(n, n).T",
    ),
    columns_joined="np.vstack([xx.ravel(), yy.ravel()]) -> np.c_[xx.ravel(), yy.ravel()].T",
    concatenated="np.vstack([xx.ravel(), yy.ravel()]) -> "
    "np.concatenate([xx.reshape(1, -1), yy.reshape(1, -1)])",
)
bank.unseen_right(
    mgrid="xx, yy = np.meshgrid(x, y) -> yy, xx = np.array(np.meshgrid(y, x, indexing='ij'))",
    repeated="np.vstack([xx.ravel(), yy.ravel()]) -> np.array([np.tile(x, n), np.repeat(y, n)])",
    squeezed="predict(points).reshape(n, n) -> np.squeeze(predict(points)).reshape(n, n)",
    split="predict(points).reshape(n, n) -> np.array(np.split(predict(points)[0], n))",
    copied="return xx, yy, -> return xx.copy(), yy.copy(),",
    column_by_column="predict(points).reshape(n, n) -> "
    "np.hstack([predict(np.vstack([xx[:, j], yy[:, j]])).T for j in range(n)])",
    asked_twice="return xx -> predict(points[:, :1])\n    return xx",
)
bank.unseen_wrong(
    a_hundred_points="x, y = -> n = 100\n    x, y =",
    rows_reversed="xx, yy = np.meshgrid(x, y) -> xx, yy = np.meshgrid(x[::-1], y)",
    map_reversed="predict(points).reshape(n, n) -> predict(points).reshape(n, n)[:, ::-1]",
    negative="predict(points).reshape(n, n) -> 1 - predict(points).reshape(n, n)",
    percent="predict(points).reshape(n, n) -> 100 * predict(points).reshape(n, n)",
    rounded="predict(points).reshape(n, n) -> np.round(predict(points), 1).reshape(n, n)",
    whole_coordinates="np.meshgrid(x, y) -> np.meshgrid(np.round(x), np.round(y))",
    coordinates_in_one="return xx, yy, -> return np.stack([xx, yy]),",
    points_returned="return xx, yy, -> return points[0], points[1],",
    lists="predict(points).reshape(n, n) -> predict(points).reshape(n, n).tolist()",
    one_row_less="np.linspace(ylim[0], ylim[1], n) -> np.linspace(ylim[0], ylim[1], n - 1)",
    half_the_grid="np.linspace(xlim[0], xlim[1], n) -> np.linspace(xlim[0], xlim[1] / 2, n)",
    around_zero="np.linspace(xlim[0], xlim[1], n) -> np.linspace(-xlim[1], xlim[1], n)",
    powers="np.linspace(xlim[0], xlim[1], n) -> np.geomspace(1, 2, n)",
    random_points="np.linspace(xlim[0], xlim[1], n) -> np.random.uniform(*xlim, n)",
    three_rows="[xx.ravel(), yy.ravel()] -> [xx.ravel(), yy.ravel(), 0 * xx.ravel()]",
    first_row_only="predict(points).reshape(n, n) -> np.tile(predict(points)[:, :n], (n, 1))",
    predict_returned="predict(points).reshape(n, n) -> predict",
    loop_i_j="predict(points).reshape(n, n) -> np.array([[predict(np.array([[xx[i, i]], "
    "[yy[j, j]]]))[0, 0] for j in range(n)] for i in range(n)])",
    sum_of_both="predict(points).reshape(n, n) -> xx + yy",
    limits_unpacked_wrong="np.linspace(xlim[0], xlim[1], n) -> np.linspace(xlim[0], ylim[0], n)",
    resized=".reshape(n, n) -> .reshape(2, -1)",
)
bank.unseen_two(
    turned_and_end_missed=("np.meshgrid(x, y) -> np.meshgrid(x, y, indexing='ij')",
                           "np.linspace(xlim[0], xlim[1], n) -> "
                           "np.linspace(xlim[0], xlim[1], n, endpoint=False)"),
    exchanged_and_decided=("[xx.ravel(), yy.ravel()] -> [yy.ravel(), xx.ravel()]",
                           "predict(points).reshape(n, n) -> predict(points).reshape(n, n) > 0.5"),
    turned_map_first=(".reshape(n, n) -> .reshape(n, n).T", "return xx, yy, -> return yy, xx,"),
    upside_down_rounded=("np.linspace(ylim[0], ylim[1], n) -> np.linspace(ylim[1], ylim[0], n)",
                         "predict(points) -> np.round(predict(points), 2)"),
)  # fmt: skip
bank.unseen_odd(
    square_only=lambda predict, xlim, ylim, n: decision_grid(predict, xlim, xlim, n),
    small_only=lambda predict, xlim, ylim, n: decision_grid(predict, xlim, ylim, min(n, 4)),
)
bank.unseen_forms((*ANY, *results(
    False,
    half_precision=lambda three: tuple(array.astype(np.float16) for array in three),
    of_objects=lambda three: tuple(array.astype(object) for array in three),
    by_name=lambda three: dict(zip(("xx", "yy", "probabilities"), three, strict=True)),
    one_array=lambda three: np.array(three),
    not_a_number=lambda three: (*three[:2], three[2] * np.nan),
)))  # fmt: skip

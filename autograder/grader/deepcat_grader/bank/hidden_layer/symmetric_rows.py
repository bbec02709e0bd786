"""Counting different rows: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, sizes
from deepcat_grader.bank.forms import WHOLE
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import Array, read_only, strided
from deepcat_judge.exercises.hidden_layer.symmetric_rows import EXERCISE
from deepcat_solutions.hidden_layer import symmetric_rows


def hidden(rng: Generator) -> list[Case]:
    """Few and many units in groups; within a group no two numbers are further apart than 0.9."""
    few, some, n_x, n_h = sizes(rng, 4, 2, 9)

    def grouped(n_h: int, groups: int, n_x: int, atol: float) -> Array:
        lattice = rng.permutation(np.arange(-8.0, 9.0))[:groups, None] + np.zeros((groups, n_x))
        own = rng.permutation(np.append(np.arange(groups), rng.integers(0, groups, n_h)))[:n_h]
        shift = rng.choice([-1.0, 0.0, 1.0], (groups, n_x)) * 0.25
        rows: Array = (lattice + shift)[own] / 4
        return rows + rng.uniform(-0.45, 0.45, rows.shape) * atol

    def call(n_h: int, groups: int, n_x: int) -> tuple[Array, float]:
        atol = float(rng.choice([0.003, 0.01, 0.03]))
        return grouped(n_h, groups, n_x, atol), atol

    whole = rng.integers(-3, 4, (2, n_x)) * 10
    W1, atol = call(n_h, few, n_x)
    return [
        Case("few", call(n_h, min(few, n_h), n_x), note=f"{n_h} units"),
        Case("many", call(20 + n_h, some, few), note=f"{20 + n_h} units"),
        Case("wide", call(some, some, 10 + n_x), note=f"{10 + n_x} inputs"),
        Case("one", call(1, 1, n_x), EDGE, "one unit"),
        Case("one-input", call(n_h, few, 1), EDGE, "one input"),
        Case("whole", (np.vstack([whole, whole + 2, whole + 5]), 2), EDGE, "exactly atol apart"),
        Case("equal", (np.repeat(W1, 2, axis=0), 0.0), EDGE, "atol is 0"),
        Case("float32", (W1.astype(np.float32), atol), EDGE, "float32 weights"),
        Case("fortran", (np.asfortranarray(W1), atol), EDGE, "Fortran order"),
        Case("read-only", (read_only(W1), atol), EDGE, "read-only weights"),
        Case("strided", (strided(W1), atol), EDGE, "every second of other weights"),
    ]


bank = Bank(EXERCISE, reference=symmetric_rows, hidden=hidden)

bank.known(
    r"""
compared_exactly: len(np.unique(W1, axis=0))
    The rows are compared exactly, where they may differ by up to atol.
    ? Are 0.1 + 0.2 and 0.3 the same number to the computer? Where does atol enter your code?
columns_compared: found = 0 -> found, W1 = 0, W1.T
    The columns are compared, where each unit has a row.
    ? What does a row of W1 belong to, and what a column?
copies_counted: return found -> return len(W1) - found
    The copies are counted: the rows that were there before.
    ? If no two rows are the same, what should come out?
pairs_counted: sum(np.max(np.abs(W1[i] - W1[j])) <= atol for i in range(len(W1)) for j in range(i))
    The pairs of rows that are the same are counted.
    ? If no two rows are the same, what should come out?
single_rows_counted: W1[:i] - W1[i] -> np.delete(W1, i, axis=0) - W1[i]
    Only rows without a second one like them are counted; a group of equal rows counts for nothing.
    ? How many different rows have three rows that are all the same?
abs_missing: np.abs(W1[:i] - W1[i]) -> W1[:i] - W1[i]
    A difference that is far below 0 passes for a small one.
    ? What is the largest of the differences -5 and -3, and how far apart are those rows?
mean_for_max: np.max -> np.mean
    The mean difference is compared with atol, where the largest one is expected.
    ? May one number of a row be far off when all others agree?
sum_for_max: np.max -> np.sum
    The differences of a row are added up, where the largest of them is expected.
    ? Should rows with more numbers have to agree better in each of them?
norm_for_max: np.max(np.abs(W1[:i] - W1[i]), axis=1) -> np.linalg.norm(W1[:i] - W1[i], axis=1)
    The distance of two rows is their norm here, where the largest difference is expected.
    ? Three numbers are off by atol each. Which number do you compare with atol?
min_for_max: np.max -> np.min
    The smallest difference is compared with atol: one number in common is enough.
    ? How many numbers of two rows have to agree?
signed_sum: np.max(np.abs(W1[:i] - W1[i]), axis=1) -> np.abs(np.sum(W1[:i] - W1[i], axis=1))
    The sums of the rows are compared: differences of both signs cancel.
    ? Are (1, 2) and (2, 1) the same row?
wrong_axis: axis=1 -> axis=0
    The largest difference is taken over the rows, where each pair of rows has one.
    ? Which axis do you lose when each row gets one number?
neighbours_only: W1[:i] -> W1[max(i - 1, 0) : i]
    Each row is compared with the one just above it only.
    ? Where may the second of two equal rows stand?
first_only: W1[:i] -> W1[: min(i, 1)]
    Each row is compared with the first one only.
    ? What happens to two rows that are the same, and unlike the first?
compared_with_itself: W1[:i] -> W1[: i + 1]
    Each row is compared with itself, too, and so is never new.
    ? How far is a row from itself?
first_row_missed: range(len(W1)) -> range(1, len(W1))
    The answer is one too small, as when the first row, which is always new, does not count.
    ? How many different rows does one row alone have?
atol_ignored: distances > atol -> distances > 1e-8
    The tolerance is a number of your own; atol has no influence.
    ? Where does atol enter your code?
tolerance_of_a_hundredth: distances > atol -> distances > 0.01
    The tolerance is a number of your own; atol has no influence.
    ? Where does atol enter your code?
below_atol: distances > atol -> distances >= atol
    Rows that differ by exactly atol pass for different, and with atol = 0 all do.
    ? At most atol: does that include atol itself?
any_for_all: np.all(distances > atol) -> i == 0 or np.any(distances > atol)
    A row counts as new as soon as it differs from one of the others.
    ? From how many of the rows above must a new row differ?
rounded: len(np.unique(np.round(W1, 2), axis=0))
    The rows are rounded and then compared, so that 0.144 and 0.146 become different.
    ? How far apart are two numbers that are rounded to 0.14 and to 0.15?
all_counted: len(W1)
    This is the number of all rows.
    ? What should come out where all rows are the same?
order_of_numbers: found = 0 -> found, W1 = 0, np.sort(W1, axis=1)
    The order of the numbers in a row does not count here, but each belongs to an input of its own.
    ? Are (1, 2) and (2, 1) the same row?
signs_ignored: found = 0 -> found, W1 = 0, np.abs(W1)
    The signs of the weights are lost, so that a row and its opposite pass for the same.
    ? How far apart are 1 and -1?
rank: int(np.linalg.matrix_rank(W1, tol=atol))
    This is the rank: a multiple of a row, or a sum of rows, does not count as a row of its own.
    ? Are (1, 2) and (2, 4) the same row?
rows_returned: np.unique(W1, axis=0)
    The different rows come out, where their number is expected.
    ? What does len give for an array?
are_all_different: return found -> return found == len(W1)
    A yes or no comes out: whether all rows are different. Their number is expected.
    ? Which number should come out for three rows of which two are the same?
are_all_the_same: return found -> return found == 1
    A yes or no comes out: whether all rows are the same. The number of different ones is expected.
    ? Which number should come out for three rows of which two are the same?
returned_too_early: found += 1 -> return found + 1
    The answer is always 1, or True, whatever W1 is.
    ? When does the return happen, inside the loop or after it?
twice_atol: distances > atol -> distances > 2 * atol
    Rows may differ by twice atol in your code, where atol is the most.
    ? Two rows differ by 1.5 times atol in one number. Are they the same?
last_row_missed: range(len(W1)) -> range(len(W1) - 1)
    The last row is not looked at.
    ? Where does range(n) stop?
last_number_missed: W1[:i] - W1[i] -> W1[:i, :-1] - W1[i, :-1]
    The last number of each row is not looked at.
    ? Which columns does W1[:, :-1] have?
first_number_only: np.max(np.abs(W1[:i] - W1[i]), axis=1) -> np.abs(W1[:i, 0] - W1[i, 0])
    Only the first number of each row is compared.
    ? May two rows begin alike and go on differently?
numbers_counted: len(np.unique(W1))
    The different numbers are counted, where the different rows are expected.
    ? How many rows has W1 at most?
"""
)


@bank.right
def list_of_rows(W1, atol):
    different = [W1[0]]
    for row in W1[1:]:
        if not any(np.allclose(row, other, rtol=0, atol=atol) for other in different):
            different.append(row)
    return len(different)


@bank.right
def crossed_out(W1, atol):
    left, count = list(W1), 0
    while left:
        first = left.pop(0)
        left = [row for row in left if abs(row - first).max() > atol]
        count += 1
    return count


@bank.right
def numbers_one_by_one(W1, atol):
    count = 0
    for i in range(W1.shape[0]):
        new = True
        for j in range(i):
            if all(abs(W1[i, k] - W1[j, k]) <= atol for k in range(W1.shape[1])):
                new = False
        count += new
    return int(count)


@bank.right
def table_of_distances(W1, atol):
    same = np.max(np.abs(W1[:, None, :] - W1[None, :, :]), axis=2) <= atol
    return np.sum(~np.any(np.tril(same, -1), axis=1))


bank.rights(
    shares=lambda W1, atol: round(
        sum(1 / sum(np.abs(W1 - row).max(axis=1) <= atol) for row in W1)
    ),
    groups=lambda W1, atol: len({
        tuple(np.flatnonzero(np.abs(W1 - row).max(axis=1) <= atol)) for row in W1
    }),
    first_of_its_kind=lambda W1, atol: len({
        int(np.argmax(np.abs(W1 - row).max(axis=1) <= atol)) for row in W1
    }),
    from_below="W1[:i] - W1[i] -> W1[i + 1 :] - W1[i]",
    norm_of_infinity=(
        "np.max(np.abs(W1[:i] - W1[i]), axis=1) -> "
        "np.linalg.norm(W1[:i] - W1[i], ord=np.inf, axis=1)"
    ),
    isclose=lambda W1, atol: sum(
        not any(np.isclose(W1[i], W1[j], rtol=0, atol=atol).all() for j in range(i))
        for i in range(len(W1))
    ),
)  # fmt: skip
bank.equal(
    "W1[:i] - W1[i] -> W1[i] - W1[:i]",
    "1 -> -1",
    why="The size of a difference does not depend on the order, and the last axis is axis 1.",
)
bank.unseen_right(
    any_turned="np.all(distances > atol) -> not np.any(distances <= atol)",
    usual_tolerance_as_well=lambda W1, atol: len({
        int(np.argmax([np.allclose(row, other, atol=atol) for other in W1])) for row in W1
    }),
    rank_of_sameness=lambda W1, atol: int(
        np.linalg.matrix_rank((np.abs(W1[:, None] - W1).max(axis=2) <= atol) * 1.0)
    ),
    recursive=lambda W1, atol: len(W1) and 1 + symmetric_rows(
        W1[np.abs(W1 - W1[0]).max(axis=1) > atol], atol
    ),
    as_lists=lambda W1, atol: sum(
        all(max(abs(a - b) for a, b in zip(row, other, strict=True)) > atol for other in W1[:i])
        for i, row in enumerate(W1.tolist())
    ),
    squares="np.max(np.abs(W1[:i] - W1[i]), axis=1) -> "
    "np.sqrt(np.max((W1[:i] - W1[i]) ** 2, axis=1))",
)  # fmt: skip
bank.unseen_wrong(
    one_too_many="return found -> return found + 1",
    one_too_few="return found -> return found - 1",
    share="return found -> return found / len(W1)",
    half_atol="distances > atol -> distances > atol / 2",
    squared_differences="np.abs(W1[:i] - W1[i]) -> (W1[:i] - W1[i]) ** 2",
    relative="np.abs(W1[:i] - W1[i]) -> np.abs(W1[:i] / W1[i] - 1)",
    distances_to_the_middle="found = 0 -> found, W1 = 0, np.abs(W1 - W1.mean(axis=0))",
    columns_for_rows="range(len(W1)) -> range(W1.shape[1])",
    seven_units="range(len(W1)) -> range(7)",
    same_direction="found = 0 -> found, W1 = 0, W1 / np.linalg.norm(W1, axis=1, keepdims=True)",
    comparison_turned="distances > atol -> distances <= atol",
    rows_as_sums=lambda W1, atol: len(np.unique(W1.sum(axis=1))),
    rounded_to_whole=lambda W1, atol: len(np.unique(np.round(W1), axis=0)),
    in_steps_of_atol=lambda W1, atol: len(np.unique(np.round(W1 / (atol + 1e-12)), axis=0)),
    set_of_tuples=lambda W1, atol: len(set(map(tuple, W1))),
    set_of_rows=lambda W1, atol: len(set(W1)),
    whole_array_compared=lambda W1, atol: len({np.allclose(W1, row, atol=atol) for row in W1}),
    removed_from_W1=lambda W1, atol: len(W1[np.abs(W1 - W1[0]).max(axis=1) > atol]),
)
bank.unseen_two(
    columns_exactly=lambda W1, atol: len(np.unique(W1.T, axis=0)),
    copies_exactly=lambda W1, atol: len(W1) - len(np.unique(W1, axis=0)),
    equal_sign="np.all(distances > atol) -> W1[i] not in W1[:i]",  # exactly, in any number
    mean_and_strict=("np.max -> np.mean", "distances > atol -> distances >= atol"),
    neighbours_copies=("W1[:i] -> W1[max(i - 1, 0) : i]", "return found -> return len(W1) - found"),
    no_abs_in_an_array=("np.abs(W1[:i] - W1[i]) -> W1[:i] - W1[i]",
                        "return found -> return np.array([found])"),
    first_missed_norm=("range(len(W1)) -> range(1, len(W1))", "np.max -> np.sum"),
)  # fmt: skip
bank.unseen_odd(
    by_size=lambda W1, atol: len(np.unique(W1, axis=0)) if len(W1) > 3 else len(W1),
    guessed=lambda W1, atol: 1 if not W1.any() else len(W1),
)
bank.unseen_forms(WHOLE, leave_out=("remembered",))

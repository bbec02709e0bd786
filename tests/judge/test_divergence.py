"""A trail names every array, and the first that is wrong is the first that was computed wrong."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_judge.compare import compare
from deepcat_judge.divergence import divergence
from deepcat_judge.exercise import Case, Exercise, Part
from deepcat_judge.judge import judge
from deepcat_judge.key import Expectation, Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.plain import map_leaves

X = np.array([[1.0, 2.0]])
Y_HAT = np.array([[9.0, 16.0]])


def layers(scale: float = 1.0, shift: float = 0.0) -> tuple[Any, dict[str, Any]]:
    """Two steps that a slip may enter, and everything on the way."""
    Z1 = scale * (X + 1.0)
    A1 = Z1 + 1.0 + shift
    return A1**2, {"X": X, "Z1": Z1, "A1": A1}


def expectation(value: Any) -> Expectation:
    return Expectation(value, map_leaves(lambda leaf: np.full(np.shape(leaf), 1e-9), value))


def trail(got: Any, value: Any = None) -> list[tuple[str, tuple[int, ...], float, bool]]:
    rows = divergence(expectation(layers() if value is None else value), got, ("Y_hat", "cache"))
    return [(row.name, row.shape, row.difference, row.right) for row in rows]


def test_the_way_is_told_in_the_order_of_computing() -> None:
    assert trail(layers(shift=0.5)) == [
        ("X", (1, 2), 0.0, True),
        ("Z1", (1, 2), 0.0, True),
        ("A1", (1, 2), 0.5, False),
        ("Y_hat", (1, 2), 4.25, False),
    ]


def test_a_right_result_has_no_trail() -> None:
    assert trail(layers()) == []


def test_another_shape_has_no_difference() -> None:
    Y_hat, cache = layers()
    (*_, last) = trail((Y_hat.T, cache))
    assert last[:2] == ("Y_hat", (2, 1)) and np.isnan(last[2]) and not last[3]


def test_what_is_not_finite_is_infinitely_far() -> None:
    Y_hat, cache = layers()
    assert trail((Y_hat * np.nan, cache))[-1] == ("Y_hat", (1, 2), np.inf, False)


def test_what_is_missing_or_no_array_has_no_row() -> None:
    Y_hat, cache = layers(shift=0.5)
    del cache["X"]
    cache["Z1"] = [2.0, 3.0]
    assert [row[0] for row in trail((Y_hat, cache))] == ["A1", "Y_hat"]
    assert trail(None) == [] and trail(Y_hat) == []


def test_one_array_is_no_way() -> None:
    assert trail((Y_HAT + 1.0, 3.0), (Y_HAT, 2.0)) == []


def test_arrays_without_names_are_counted_and_nested_names_joined() -> None:
    value = [[Y_HAT, X], {"layer": {"Z": X}}]
    got = [[Y_HAT, X + 1.0], {"layer": {"Z": X}}]
    assert [row[0] for row in trail(got, value)] == [
        "layer.Z",
        "1st returned value of the 1st returned value",
        "2nd returned value of the 1st returned value",
    ]


def test_a_row_is_wrong_exactly_where_comparing_finds_a_problem() -> None:
    Y_hat, cache = layers()
    for size in (0.5e-9, 2e-9):
        got = (Y_hat + size, cache)
        assert bool(trail(got)) is (compare(expectation(layers()), got) is not None)


def judged(answer: Any, hidden: bool = False) -> Any:
    case = Case("one", (1.0,), note="one", hidden=hidden)
    exercise = Exercise(
        "purr.layers", "Layers", (Part("values", "the values", 1.0),),
        ("a", "b", "c"), (case,), returns=("Y_hat", "cache"),
    )  # fmt: skip
    return judge(
        exercise, LocalCaller(answer, "layers"), Key((case,), {"one": expectation(layers())})
    )


def test_a_finding_shows_the_way() -> None:
    verdict = judged(lambda scale: layers(scale, shift=0.5))
    assert [row.name for row in verdict.trail if not row.right] == ["A1", "Y_hat"]
    assert "Array by array:" in verdict.message
    assert not judged(lambda scale: layers(scale)).trail


def test_a_hidden_input_shows_no_differences() -> None:
    assert not judged(lambda scale: layers(scale, shift=0.5), hidden=True).trail

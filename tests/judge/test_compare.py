"""Type, shape and value: what is accepted, what is refused, and in which words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat_judge.compare import Problem, Stage, compare
from deepcat_judge.key import Expectation
from deepcat_judge.plain import to_plain


def problem(expected: Any, tolerance: Any, value: object) -> Problem | None:
    return compare(Expectation(expected, tolerance), to_plain(value))


class Sneaky(float):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class Always:
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        return np.array(2.5)


@pytest.mark.parametrize("value", [2.5, np.float64(2.5), np.array(2.5), np.float32(2.5)])
def test_one_number_may_come_in_several_forms(value: object) -> None:
    """A Python float, a NumPy scalar and a 0-d array are alike."""
    assert problem(2.5, 1e-9, value) is None


@pytest.mark.parametrize("value", [np.array([2.5]), np.array([[2.5]])])
def test_a_number_in_brackets_is_refused_with_an_explanation(value: object) -> None:
    """(1,) and (1, 1) are the trace of a missed sum or .item()."""
    found = problem(2.5, 1e-9, value)
    assert found and found.stage is Stage.TYPE and ".item()" in found.next_thought


@pytest.mark.parametrize(
    "value",
    [
        Sneaky(2.5), Always(), "2.5", None, [2.5], np.float16(2.5), np.complex128(2.5),
        np.array(2.5, dtype=object), np.ma.masked_array(2.5), np.array(2.5).view(np.matrix),
        lambda: 2.5, iter([2.5]), {"a": 2.5},
    ],
)  # fmt: skip
def test_look_alikes_of_a_number_are_refused(value: object) -> None:
    """Subclasses, look-alikes and other types never reach a comparison."""
    found = problem(2.5, 1e-9, value)
    assert found and found.stage in (Stage.TYPE, Stage.SHAPE)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), np.nan])
def test_nan_never_passes(value: object) -> None:
    """NaN compares false with everything, and must not pass by that."""
    found = problem(2.5, 1e-9, value)
    assert found and found.stage is Stage.FINITE


def test_an_empty_or_single_array_never_passes_by_broadcasting() -> None:
    """Shapes must agree before numbers are looked at."""
    expected = np.full((1, 3), 2.0)
    tolerance = np.full((1, 3), 1e-9)
    for value in (np.empty((0,)), np.empty((1, 0)), np.array([[2.0]]), np.full((3, 1), 2.0)):
        found = problem(expected, tolerance, value)
        assert found and found.stage is Stage.SHAPE


@pytest.mark.parametrize("value", [7, np.int64(7), np.array(7), np.uint8(7)])
def test_whole_numbers_may_come_in_several_forms(value: object) -> None:
    """np.int64 is an int."""
    assert problem(7, 0.0, value) is None


def test_a_float_is_not_an_int() -> None:
    """7.0 where a count is expected is refused."""
    found = problem(7, 0.0, 7.0)
    assert found and found.stage is Stage.TYPE


@pytest.mark.parametrize("value", [2**63, 10**30, -(10**400)])
def test_an_integer_that_numpy_cannot_hold_is_refused(value: int) -> None:
    """It would become an array of objects, which no comparison can use."""
    found = problem(7, 0.0, value)
    assert found and found.stage is Stage.TYPE and "huge integer" in found.message


def test_bool_arrays_are_zeros_and_ones() -> None:
    """A mask is accepted where 0/1 is expected."""
    assert problem(np.array([[0.0, 1.0]]), np.zeros((1, 2)), np.array([[False, True]])) is None


def test_a_tuple_and_a_list_are_alike_where_several_things_are_returned() -> None:
    """[w, b] passes for (w, b); an array of both does not."""
    assert problem((1.0, 2.0), (0.0, 0.0), [1.0, 2.0]) is None
    assert problem((1.0, 2.0), (0.0, 0.0), np.array([1.0, 2.0])) is not None
    assert problem((1.0, 2.0), (0.0, 0.0), (1.0,)) is not None


def test_the_wrong_one_of_several_is_pointed_at() -> None:
    """The path leads to the second value."""
    found = problem((1.0, 2.0), (0.0, 0.0), (1.0, 3.0))
    assert found and found.path == (1,)


def test_a_list_where_an_array_is_asked_is_explained() -> None:
    """The next thought names np.array."""
    found = problem(np.zeros((1, 2)), np.zeros((1, 2)), [[0.0, 0.0]])
    assert found and "np.array" in found.next_thought


def test_extra_keys_are_welcome_and_missing_ones_named() -> None:
    """A dict may hold more than is expected, not less."""
    assert problem({"W1": 1.0}, {"W1": 0.0}, {"W1": 1.0, "note": "x"}) is None
    found = problem({"W1": 1.0, "b1": 0.0}, {"W1": 0.0, "b1": 0.0}, {"W1": 1.0})
    assert found and "'b1'" in found.message


def test_huge_and_deep_values_are_refused() -> None:
    """Coercion is bounded, so that comparison is."""
    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    for value in (deep, [0] * 100_000, 10**5000, "x" * 10**6, np.zeros((2**22,))):
        assert problem(2.5, 1e-9, value) is not None


def test_nan_and_infinity_are_both_told() -> None:
    """The count is of both, so that the words are."""
    found = problem(np.zeros(3), np.full(3, 1e-9), np.array([np.inf, 1.0, np.nan]))
    assert found and "nan (not a number) or inf (infinity) in 2 of 3 elements" in found.message
    found = problem(np.zeros(2), np.full(2, 1e-9), np.array([np.inf, 1.0]))
    assert found and "nan" not in found.message


def test_a_float_for_a_truth_is_no_count() -> None:
    """Where True is expected, no whole number is."""
    found = problem(True, 0.0, 1e-17)
    assert found and "True or False" in found.message and "Counts" not in found.next_thought


def test_things_that_have_changed_places_are_told() -> None:
    """Their forms fit in another order, whatever their values are."""
    expected = (np.ones((2, 1)), 0.5)
    found = problem(expected, (np.full((2, 1), 1e-9), 1e-9), (0.25, np.zeros((2, 1))))
    assert found and found.message == "The two returned values have changed places."
    found = problem(expected, (np.full((2, 1), 1e-9), 1e-9), (0.25, np.zeros((3, 1))))
    assert found and "changed places" not in found.message

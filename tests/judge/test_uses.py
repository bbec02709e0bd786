"""Every kind of answer becomes plain values, and what happened on the way is counted."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from deepcat_judge.observe import LocalCaller, Observation, observe
from deepcat_judge.plain import Named, Plain, Refused, Remote, Rng, lend_from
from deepcat_judge.uses import MAX_BATCHES, MAX_PLACES

X = np.arange(6.0).reshape(2, 3)


def used(use: str, answer: Any, *args: Plain) -> Observation:
    return observe(answer, args, use=use)


def columns(X: Any) -> Any:
    for j in range(X.shape[1]):
        yield X[:, [j]].copy()


def test_a_generator_is_consumed() -> None:
    seen = used("consume", columns, X)
    assert isinstance(seen.value, list)
    assert np.array_equal(np.hstack([np.asarray(item) for item in seen.value]), X)


@pytest.mark.parametrize("make", [list, tuple, iter])
def test_a_list_or_an_iterator_is_as_good(make: Any) -> None:
    seen = used("consume", lambda X: make(list(columns(X))), X)
    assert isinstance(seen.value, list) and len(seen.value) == 3


def test_a_generator_without_an_end_is_stopped() -> None:
    seen = used("consume", lambda X: itertools.repeat(X), X)
    assert isinstance(seen.value, Refused) and "without an end" in seen.value.what
    assert str(MAX_BATCHES) in seen.value.why


def test_what_cannot_be_consumed_is_looked_at_as_it_is() -> None:
    assert used("consume", lambda X: 3.0, X).value == 3.0
    assert used("consume", lambda X: "text", X).value == "text"


def test_an_error_in_a_generator_is_the_answers() -> None:
    def stops(X: Any) -> Any:
        yield X
        raise IndexError("over the end")

    seen = used("consume", stops, X)
    assert seen.raised is not None and seen.raised.kind == "IndexError"


def test_every_place_at_which_a_function_is_looked_at_is_kept() -> None:
    seen = used("sample", lambda f, x: f(2.0) + f(np.array([3.0, 2.0])), Named("square"), 1.0)
    assert isinstance(seen.value, list)
    result, places = map(np.asarray, seen.value)
    assert result.tolist() == [13.0, 8.0] and places.tolist() == [2.0, 3.0, 2.0]


def test_who_looks_at_a_function_without_end_is_stopped() -> None:
    def looks(f: Any, x: Any) -> Any:
        while True:
            f(x)

    seen = used("sample", looks, Named("square"), np.zeros(MAX_PLACES // 4))
    assert seen.raised is not None and str(MAX_PLACES) in seen.raised.text


class Counter:
    """An object with a method, an attribute and a fit that returns the object."""

    def __init__(self, start: int = 0) -> None:
        self.count = start

    def fit(self, X: Any) -> Counter:
        self.count += X.shape[1]
        return self

    def predict(self, X: Any) -> Any:
        return X * self.count


def test_an_object_is_scripted() -> None:
    steps: list[Plain] = [["fit", X], ["count"], ["predict", X], ["fit", X], ["count"]]
    seen = used("script", Counter, (1,), steps)
    assert isinstance(seen.value, list)
    assert seen.value[:2] == ["self", 4]
    assert np.array_equal(np.asarray(seen.value[2]), 4 * X)
    assert seen.value[3:] == ["self", 7]


def test_an_object_may_be_made_by_name() -> None:
    assert used("script", Counter, {"start": 5}, [["count"]]).value == [5]


def test_a_method_that_is_missing_is_an_error_of_the_answer() -> None:
    seen = used("script", Counter, (), [["score", X]])
    assert seen.raised is not None and "score" in seen.raised.text


def test_calls_are_counted_for_each_argument() -> None:
    def answer(x: float, f: Any, fs: Any) -> float:
        return float(f(x) + f(x) + fs[1](x))

    seen = observe(
        answer,
        (2.0, Named("square"), [Named("sine"), Remote("half")]),
        lend=lend_from({"half": lambda x: x / 2}),
    )
    assert seen.value == 9.0
    assert seen.calls == (0, 2, 1)


def test_one_buffer_for_all_items_is_reported() -> None:
    def reused(X: Any) -> Any:
        buffer = np.empty((2, 1))
        for j in range(3):
            buffer[:] = X[:, [j]]
            yield buffer

    assert used("consume", reused, X).shared == (
        ("result[1]", "result[0]"),
        ("result[2]", "result[0]"),
    )
    assert used("consume", columns, X).shared == ()


def test_memory_of_an_argument_is_reported() -> None:
    seen = observe(lambda p: {"A0": p["X"].T, "p": p}, ({"X": X},))
    assert seen.shared == (
        ("result['A0']", "argument 0['X']"),
        ("result['p']", "argument 0"),
        ("result['p']['X']", "result['A0']"),
    )


def test_what_is_kept_between_calls_shows_when_they_are_two() -> None:
    kept: dict[str, Any] = {}

    def answer(X: Any) -> Any:
        kept["X"] = X + 1
        return kept

    assert used("twice", answer, X).shared[0] == ("result[1]", "result[0]")


def test_what_a_later_call_writes_over_shows_in_the_first_result() -> None:
    kept: dict[str, Any] = {}

    def answer(X: Any, options: Any, function: Any) -> Any:
        kept["X"] = X + 1
        return kept, X + 1, options["flag"], function(1.0)

    seen = used("keep", answer, X, {"flag": True}, Named("triple"))
    kept_now, own, flag, three = seen.value  # type: ignore[misc]  # a tuple of four
    assert np.array_equal(kept_now["X"], 1 - X) and np.array_equal(own, X + 1)
    assert (flag, three) == (True, 3.0)


def test_a_list_that_holds_itself_is_refused_and_looked_at_once() -> None:
    def endless(X: Any) -> Any:
        result: list[Any] = [X]
        result.append(result)
        return result

    assert ("result[0]", "argument 0") in used("call", endless, X).shared


def test_a_tuple_that_holds_ever_more_of_one_thing_is_looked_into_once() -> None:
    def growing(X: Any) -> Any:
        result: Any = (X,)
        for _ in range(12):
            result = (result,) * 12
        return result

    assert used("call", growing, X).shared


def test_two_epochs_draw_from_one_generator() -> None:
    def shuffled(X: Any, rng: Any) -> Any:
        yield rng.permutation(X.shape[1] * 10)

    first, second = used("epochs", shuffled, X, Rng(1)).value  # type: ignore[misc]  # a list of two
    again, _ = used("epochs", shuffled, X, Rng(1)).value  # type: ignore[misc]  # a list of two
    assert np.array_equal(first[0], again[0]) and not np.array_equal(first[0], second[0])


def test_a_caller_uses_what_the_exercise_says() -> None:
    caller = LocalCaller(columns, "columns", "consume")
    assert isinstance(caller.call((X,)).value, list)

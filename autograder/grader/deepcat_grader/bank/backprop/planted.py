"""Backward passes for `catch_the_bug`: right ones, and one for each bug that students make.

They are what is known of `backward`: an answer is written once, and is a mistake there and a bug
to catch here. Each is found in this module by its name, since what is lent is imported by name
where no student's code runs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from deepcat_grader.bank.backprop.backward import bank

Backward = Callable[..., Any]

RIGHT = ("masked", "with_more", "by_examples")
BUGS = {
    "sign": ("y_minus_y_hat", "hidden_sign"),
    "mean": ("divided_twice", "biases_not_divided"),
    "output": (
        "sigmoid_slope_kept", "scores_for_predictions", "scores_for_hidden",
    ),
    "hidden": (
        "product_for_elementwise", "gradient_for_weights", "updated_too_early",
    ),
    "gate": ("gate_turned", "gate_left_out", "scores_kept"),
    "bias": ("bias_over_units", "bias_without_keepdims", "bias_spread"),
    "stops": ("weights_transposed", "a_gradient_missing", "index_error"),
}  # fmt: skip
# With each of these a network still learns XOR as well as with the right gradient: only a
# comparison of numbers finds them.
STILL_LEARN = (
    "biases_not_divided",
    "sigmoid_slope_kept",
    "updated_too_early",
    "scores_kept",
    "bias_spread",
)


def known(name: str) -> Backward:
    """A backward pass by its name in the bank."""
    entry = bank.entry
    functions = {variant.id: variant.function for variant in entry.variants}
    functions |= {mistake.id: mistake.function for mistake in entry.mistakes}
    return functions[name]


def in_parts(values: str) -> Iterator[tuple[str, Backward]]:
    """Every implementation with the part of the rubric that it decides: right ones, `values`."""
    yield from ((values, _lent(name)) for name in RIGHT)
    for part, names in BUGS.items():
        yield from ((part, _lent(name)) for name in names)


def _lent(name: str) -> Backward:
    """The same function under a name that can be imported: an edit has that of the right one."""
    function = known(name)

    @functools.wraps(function)
    def lent(*args: Any, **named: Any) -> Any:
        return function(*args, **named)

    lent.__module__, lent.__name__, lent.__qualname__ = __name__, name, name
    return lent


def __getattr__(name: str) -> Backward:
    try:
        return known(name)
    except KeyError:
        raise AttributeError(f"no backward pass is called {name}") from None

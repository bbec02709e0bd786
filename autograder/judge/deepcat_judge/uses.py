"""Ways to use an answer: each turns a kind of answer into values that can be compared.

A use runs beside the student's code, in a notebook, in a worker and in a browser alike, and holds
nothing that a student may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from deepcat_judge.plain import Refused, map_leaves

MAX_BATCHES = 1000
MAX_PLACES = 1_000_000

Use: TypeAlias = Callable[..., Any]


def call(answer: Callable[..., Any], *args: Any) -> Any:
    """Call the answer, and look at what it returns."""
    return answer(*args)


def consume(answer: Callable[..., Any], *args: Any) -> Any:
    """Call the answer, and take what it returns apart: a generator, an iterator or a list.

    The items are kept as they came: where one buffer is filled again and again, they are equal.
    """
    result = answer(*args)
    if isinstance(result, (str, bytes, dict)) or not hasattr(type(result), "__iter__"):
        return result
    items = []
    for item in result:
        items.append(item)
        if len(items) > MAX_BATCHES:
            return Refused(
                "an iterator without an end", f"{MAX_BATCHES} items came, and it went on"
            )
    return items


def epochs(answer: Callable[..., Any], *args: Any) -> Any:
    """Consume what two calls give, with one and the same generator of random numbers in both."""
    return [consume(answer, *args), consume(answer, *args)]


def fit(answer: Callable[..., Any], *args: Any) -> Any:
    """Call the answer, and take a list of numbers that it returns for an array of them."""
    result = answer(*args)
    return tuple(map(_array, result)) if type(result) in (tuple, list) else result


def _array(value: Any) -> Any:
    numbers = type(value) in (tuple, list) and all(
        isinstance(item, (int, float, np.number)) or (type(item) is np.ndarray and item.ndim == 0)
        for item in value
    )
    return np.array(value, np.float64) if numbers else value


def twice(answer: Callable[..., Any], *args: Any) -> Any:
    """Call the answer two times with the same arguments, and look at both results."""
    return [answer(*args), answer(*args)]


def keep(answer: Callable[..., Any], *args: Any) -> Any:
    """Call the answer, call it again with other numbers, and look at the first result then.

    Whatever two calls share, the second one has written over.
    """
    result = answer(*args)
    answer(*map_leaves(_negated, args))
    return result


def _negated(value: Any) -> Any:
    numbers = isinstance(value, np.ndarray) and value.dtype.kind in "if"
    return -value if numbers else value


def sample(answer: Callable[..., Any], f: Callable[[Any], Any], *args: Any) -> Any:
    """Hand a function over, and see where the answer looks at it.

    Returns
    -------
    list
        Of two: what the answer returned, and every place where it looked, as often as it did.
    """
    looked: list[Any] = []
    left = MAX_PLACES

    def seen(places: Any) -> Any:
        nonlocal left
        looked.append(np.ravel(np.array(places, float)))
        left -= len(looked[-1])
        if left < 0:
            raise ValueError(f"the function was looked at in more than {MAX_PLACES} places")
        return f(places)

    result = answer(seen, *args)
    return [result, np.concatenate([np.empty(0), *looked])]


def script(answer: Callable[..., Any], made_with: Any, steps: Any) -> Any:
    """Make an object, and do one thing after the other with it.

    Parameters
    ----------
    answer : type
        The class, or whatever makes the object.
    made_with : tuple or dict
        What it is made with: positional arguments, or arguments by name.
    steps : list of [name, *args]
        Methods to call, and attributes to read. A method's result is kept; where that is the
        object itself, the text ``"self"`` stands for it.
    """
    thing = answer(**made_with) if isinstance(made_with, dict) else answer(*made_with)
    results = []
    for name, *args in steps:
        part = getattr(thing, name)
        result = part(*args) if callable(part) else part
        results.append("self" if result is thing else result)
    return results


def train(answer: Callable[..., Any], made_with: Any, steps: Any) -> Any:
    """As `script`, and say whether NumPy's global generator was seeded or drawn from.

    Returns
    -------
    list
        Of two: the results of the steps, and whether the global generator has moved. An attribute
        that is not there is refused, and the steps after it go on.
    """
    before = np.random.get_state(legacy=False)
    try:
        thing = answer(*made_with)
        results = [_step(thing, *step) for step in steps]
        moved = not _same_state(before, np.random.get_state(legacy=False))
    finally:
        np.random.set_state(before)
    return [results, moved]


def _step(thing: Any, name: str, *args: Any) -> Any:
    if not args and not hasattr(thing, name):
        return Refused("nothing", f"there is no attribute {name}")
    part = getattr(thing, name)
    result = part(*args) if callable(part) else part
    return "self" if result is thing else result


def _same_state(one: Any, other: Any) -> bool:
    same = np.array_equal(one["state"]["key"], other["state"]["key"])
    return same and one["state"]["pos"] == other["state"]["pos"]


USES: Mapping[str, Use] = MappingProxyType(
    {
        "call": call,
        "consume": consume,
        "epochs": epochs,
        "fit": fit,
        "twice": twice,
        "keep": keep,
        "sample": sample,
        "script": script,
        "train": train,
    }
)

"""What the exercises share: rubrics, literal arrays, and relations that many answers must keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deepcat_judge.compare import compare_form
from deepcat_judge.exercise import EDGE, VALUES, VECTORISED, Broken, Case, Part, Property
from deepcat_judge.plain import Plain

Array: TypeAlias = npt.NDArray[Any]
Generator: TypeAlias = np.random.Generator

OTHER_CELL = "Which names in your code are arguments, and which come from another cell?"
_TITLES = {VALUES: "the values", EDGE: "unusual inputs", VECTORISED: "no loop over examples"}


def rubric(values: float, edge: float = 0, vectorised: float = 0) -> tuple[Part, ...]:
    """The usual rubric; a part without points is left out."""
    points = {VALUES: values, EDGE: edge, VECTORISED: vectorised}
    return tuple(Part(id, _TITLES[id], float(p)) for id, p in points.items() if p)


def flat(*numbers: float) -> Array:
    """An (m,) array: of whole numbers if all are, the same on every machine."""
    return np.array(numbers, _dtype(numbers))


def row(*numbers: float) -> Array:
    """A (1, m) array: of whole numbers if all are, the same on every machine."""
    return np.array([numbers], _dtype(numbers))


def column(*numbers: float) -> Array:
    """An (n, 1) array: of whole numbers if all are, the same on every machine."""
    return np.array([[number] for number in numbers], _dtype(numbers))


def _dtype(numbers: Sequence[float]) -> type:
    return np.int64 if all(isinstance(number, int) for number in numbers) else np.float64


def read_only(array: Array) -> Array:
    """The same numbers, in an array that cannot be written to."""
    copy = array.copy()
    copy.flags.writeable = False
    return copy


def strided(array: Array) -> Array:
    """The same numbers, as every second element of a wider array."""
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    wide[..., ::2] = array
    return wide[..., ::2]


def away_from_zero(rng: Generator, shape: tuple[int, ...], low: float = 0.1) -> Array:
    """Numbers of order one with random signs, none within `low` of 0."""
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(low, 3.0, shape)


def agree(a: Plain, b: Plain, atol: float = 1e-8) -> bool:
    """Whether two results are the same numbers in the same shape."""
    x, y = np.asarray(a, float), np.asarray(b, float)
    return x.shape == y.shape and bool(np.all(np.abs(x - y) <= atol * (1.0 + np.abs(y))))


def pair(value: Plain) -> tuple[Plain, Plain]:
    """The two things in a result whose form has been looked at."""
    first, second = value if isinstance(value, (tuple, list)) else (None, None)
    return first, second


def number(value: Plain) -> float:
    """A result that is one number, as a float."""
    return float(np.asarray(value, float))


def a_verdict(value: Plain) -> bool:
    """Whether a result holds nothing but -1, 0 and 1, which hide most changes of the input."""
    return bool(np.all(np.isin(np.asarray(value, float), (-1.0, 0.0, 1.0))))


def is_array(value: Plain, shape: tuple[int, ...]) -> bool:
    """Whether a result is an array of this shape."""
    return isinstance(value, np.ndarray) and value.shape == shape


def form_broken(like: Plain, outputs: Sequence[Plain]) -> Broken | None:
    """The first output that has not the type and shape of `like`, or is not finite, in words."""
    for output in outputs:
        problem = compare_form(like, output)
        if problem:
            return Broken(problem.message, problem.next_thought)
    return None


def law(
    id: str,
    text: str,
    calls: Callable[[Generator], Sequence[tuple[Plain, ...]]],
    holds: Callable[[Sequence[tuple[Any, ...]], Sequence[Array]], bool | Broken],
    broken: Broken,
    like: Plain,
) -> Property:
    """A relation between the answers to several calls, with words for when it does not hold.

    Parameters
    ----------
    id, text : str
        As of a property.
    calls : callable (numpy.random.Generator) -> sequence of args
        Draws the calls.
    holds : callable (calls, outputs) -> bool or Broken
        Sees every output as an array of float64: truth values cannot be subtracted. Where it
        can say more exactly what is broken, it does.
    broken : Broken
        What it shows when the relation does not hold.
    like : Plain
        A value of the type and shape of every answer.
    """

    def cases(rng: Generator) -> list[Case]:
        return [Case(f"call-{i}", call) for i, call in enumerate(calls(rng))]

    def relation(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        found = holds(args, [np.asarray(output, float) for output in outputs])
        if isinstance(found, Broken):
            return found
        return None if found else broken

    return Property(id, text, cases, relation, like=like)


def mirrored_broken(
    text: str, thought: str, Z: Array, right: Array, left: Array, holds: Callable[..., bool]
) -> Broken:
    """A relation between f(z) and f(-z) that does not hold, with an example of it.

    Parameters
    ----------
    text : str
        The relation.
    thought : str
        What to think about next.
    Z, right, left : array
        Positive numbers, and the answers at Z and at -Z.
    holds : callable (Z, right, left) -> bool
        The relation, for arrays of this shape.
    """
    for z, a, b in zip(Z.flat, right.flat, left.flat, strict=True):
        if not holds(*(np.full(Z.shape, value) for value in (z, a, b))):
            given = f"At z = {z:.4g} your function gives {a:.4g}, and at z = {-z:.4g} {b:.4g}."
            return Broken(f"For every positive z, {text}. {given}", thought)
    return Broken(f"For every positive z, {text}. Your function breaks this law.", thought)


def unused(name: str) -> Broken:
    """What it shows when changing an argument changes nothing."""
    return Broken(
        f"Your answer does not change when {name} changes.", OTHER_CELL, "argument_ignored"
    )


def depends_on_input(shape: tuple[int, int] = (2, 3)) -> Property:
    """An element-wise function of Z gives different answers for different Z."""

    def cases(rng: Generator) -> list[Case]:
        Z = away_from_zero(rng, shape)
        inputs = (Z, -2.0 * Z, np.abs(Z), -3.0 * np.abs(Z))
        return [Case(f"input-{i}", (Z,)) for i, Z in enumerate(inputs)]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        first, *others = (np.asarray(output) for output in outputs)
        if not a_verdict(first) and all(np.array_equal(first, other) for other in others):
            return Broken(
                "Your function gives the same answer for different inputs.",
                OTHER_CELL,
                "argument_ignored",
            )
        return None

    return Property(
        "depends_on_input",
        "another Z gives another answer",
        cases,
        holds,
        like=np.zeros(shape),
    )


def element_alone(shape: tuple[int, int] = (2, 3)) -> Property:
    """An element-wise function gives for a column alone what it gives for it among others."""

    def cases(rng: Generator) -> list[Case]:
        Z = away_from_zero(rng, shape)
        alone = (Case(f"column-{j}", (Z[:, [j]],), EDGE) for j in range(shape[1]))
        return [Case("all", (Z,)), *alone]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        together, alone = outputs[0], outputs[1:]
        whole = is_array(together, shape) and all(is_array(o, (shape[0], 1)) for o in alone)
        if whole and not agree(np.hstack([np.asarray(o) for o in alone]), together):
            return Broken(
                "An element's answer changes when other elements stand beside it.",
                "Which operation in your code (a sum, a maximum, a mean) mixes the elements?",
                telling=True,
            )
        return None

    return Property(
        "element_alone", "an element's answer does not depend on its neighbours", cases, holds
    )


def every_argument_matters(
    args: Sequence[Plain],
    others: Mapping[int, Sequence[Plain]],
    blame: Mapping[int, Broken | str],
    like: Plain,
) -> Property:
    """Changing one argument changes the answer.

    Where every answer is -1, 0 or 1, one argument is blamed only if all others change it: a
    comparison hides most changes.

    Parameters
    ----------
    args : sequence
        The arguments of the call to compare with.
    others : mapping
        Position of an argument to other values for it. It is blamed if none of them changes
        the answer: between them, sums, products and the signs of scores all differ.
    blame : mapping
        Position of an argument to what it shows when changing it changes nothing; a name will do.
    like : Plain
        A value of the type and shape of every answer.
    """
    base = tuple(args)

    def cases(rng: Generator) -> list[Case]:
        changed = [(*base[:i], value, *base[i + 1 :]) for i in others for value in others[i]]
        return [Case(f"call-{k}", call) for k, call in enumerate([base, *changed])]

    def holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
        base_output, *rest = outputs
        changed = iter(rest)
        idle = [
            i
            for i, values in others.items()
            if all([agree(base_output, next(changed), 1e-12) for _ in values])
        ]
        if len(idle) > 1 and all(map(a_verdict, outputs)):
            return None
        shown = blame[idle[0]] if idle else None
        return unused(shown) if isinstance(shown, str) else shown

    return Property(
        "every_argument_matters",
        "changing any argument changes the answer",
        cases,
        holds,
        like=like,
    )

"""The way through a network of two inputs, two hidden units and one output, number by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat.widgets.attempt import answer
from deepcat.widgets.words import name_of

STEP = 1e-5  # of the nudge that measures a slope
WEIGHTS = (
    "w[1]₁₁",
    "w[1]₁₂",
    "b[1]₁",
    "w[1]₂₁",
    "w[1]₂₂",
    "b[1]₂",
    "w[2]₁",
    "w[2]₂",
    "b[2]",
)
BACK = ("ŷ", "z[2]", *WEIGHTS[6:], "a₁", "a₂", "z[1]₁", "z[1]₂", *WEIGHTS[:6])
NAMES = ("z[1]₁", "z[1]₂", "a₁", "a₂", "z[2]", "ŷ", "L", *(f"∂L/∂{name}" for name in BACK))


@dataclass(frozen=True)
class ChainTask:
    """The student's functions that make the numbers.

    Attributes
    ----------
    activation, activation_prime : callable
        Of the hidden units, and its slope.
    output, output_prime : callable
        Of the output, and its slope.
    cost : callable
        ``cost(Y, Y_hat) -> float``, asked with arrays of shape (1, 1).
    chain : callable or None
        ``chain(dL_dz, dz_dtheta) -> float``; without one the two are multiplied.
    """

    activation: Callable[..., Any]
    activation_prime: Callable[..., Any]
    output: Callable[..., Any]
    output_prime: Callable[..., Any]
    cost: Callable[..., Any]
    chain: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Quantity:
    """One number of the way.

    Attributes
    ----------
    value : float
    how : str
        Where it comes from, with the numbers.
    local : float
        For a slope: how much the next thing moves when this one does; else nan.
    """

    value: float
    how: str
    local: float = float("nan")


def walk(
    task: ChainTask, weights: Sequence[float], x: tuple[float, float], y: float
) -> dict[str, Quantity]:
    """Return all the numbers of the way, forward and then back, by their `NAMES`; raises Trouble.

    Parameters
    ----------
    task : ChainTask
    weights : sequence of 9 floats
        In the order of `WEIGHTS`.
    x : (float, float)
        The example.
    y : float
        Its label, 0 or 1.
    """
    found = _forward(task, weights, x, y)
    known = dict(zip(WEIGHTS, weights, strict=True)) | {"x₁": x[0], "x₂": x[1], "1": 1.0}
    known |= {name: quantity.value for name, quantity in found.items()}

    def back(name: str, local: float, why: str, upstream: str) -> None:
        above = found[f"∂L/∂{upstream}"].value if upstream else 1.0
        value = _product(task, above, local)
        words = f"{why} × ∂L/∂{upstream} = " if upstream else f"{why} = "
        numbers = f"{shown(local)} × {bracketed(above)} = " if upstream else ""
        found[f"∂L/∂{name}"] = Quantity(value, f"{words}{numbers}{shown(value)}", local)

    y_hat = known["ŷ"]
    with np.errstate(all="ignore"):
        slope = float(-np.divide(y, y_hat) + np.divide(1 - y, 1 - y_hat))
    back("ŷ", slope, "−1/ŷ" if y else "1/(1 − ŷ)", "")
    slope, why = _slope(task.output_prime, known["z[2]"], "z[2]")
    back("z[2]", slope, why, "ŷ")
    for name, comes_in in (("w[2]₁", "a₁"), ("w[2]₂", "a₂"), ("b[2]", "1")):
        back(name, known[comes_in], comes_in, "z[2]")
    for name, weight in (("a₁", "w[2]₁"), ("a₂", "w[2]₂")):
        back(name, known[weight], weight, "z[2]")
    for unit in "₁₂":
        slope, why = _slope(task.activation_prime, known[f"z[1]{unit}"], f"z[1]{unit}")
        back(f"z[1]{unit}", slope, why, f"a{unit}")
    for unit in "₁₂":
        for name, comes_in in (
            (f"w[1]{unit}₁", "x₁"),
            (f"w[1]{unit}₂", "x₂"),
            (f"b[1]{unit}", "1"),
        ):
            back(name, known[comes_in], comes_in, f"z[1]{unit}")
    return {name: found[name] for name in NAMES}


def measured(
    task: ChainTask, weights: Sequence[float], x: tuple[float, float], y: float, index: int
) -> float:
    """Return by how much the loss rises for each unit of a weight, from a nudge to either side."""
    losses = []
    for nudge in (STEP, -STEP):
        moved = [w + nudge * (i == index) for i, w in enumerate(weights)]
        losses.append(_forward(task, moved, x, y)["L"].value)
    return (losses[0] - losses[1]) / (2 * STEP)


def path_of(index: int) -> list[str]:
    """Return what lies between a weight and the loss, the weight first.

    Examples
    --------
    >>> path_of(0)
    ['w[1]₁₁', 'z[1]₁', 'a₁', 'z[2]', 'ŷ']
    """
    unit = "₁₂"[index // 3] if index < 6 else ""
    between = [f"z[1]{unit}", f"a{unit}"] if unit else []
    return [WEIGHTS[index], *between, "z[2]", "ŷ"]


def product(found: dict[str, Quantity], index: int) -> str:
    """Return the slope of a weight as the product along its path, in numbers."""
    path = path_of(index)
    locals_ = " × ".join(bracketed(found[f"∂L/∂{name}"].local) for name in path)
    return f"∂L/∂{path[0]} = {locals_} = {shown(found[f'∂L/∂{path[0]}'].value)}"


def _forward(
    task: ChainTask, weights: Sequence[float], x: tuple[float, float], y: float
) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    active = []
    for unit, first in (("₁", 0), ("₂", 3)):
        w1, w2, b = weights[first : first + 3]
        z = w1 * x[0] + w2 * x[1] + b
        words = f"w[1]{unit}₁ x₁ + w[1]{unit}₂ x₂ + b[1]{unit}"
        found[f"z[1]{unit}"] = Quantity(z, f"{words} = {_sum((w1, x[0]), (w2, x[1]), b, z)}")
        active.append(_one(task.activation, z))
        words = f"{name_of(task.activation)}({shown(z)}) = {shown(active[-1])}"
        found[f"a{unit}"] = Quantity(active[-1], words)
    v1, v2, c = weights[6:]
    score = v1 * active[0] + v2 * active[1] + c
    parts = _sum((v1, active[0]), (v2, active[1]), c, score)
    found["z[2]"] = Quantity(score, f"w[2]₁ a₁ + w[2]₂ a₂ + b[2] = {parts}")
    y_hat = _one(task.output, score)
    found["ŷ"] = Quantity(y_hat, f"{name_of(task.output)}({shown(score)}) = {shown(y_hat)}")
    loss = float(answer(task.cost, np.array([[y]]), np.array([[y_hat]]), shape=()))
    words = f"{name_of(task.cost)}({y:.0f}, {shown(y_hat)}) = {shown(loss)}"
    found["L"] = Quantity(loss, words)
    return found


def _one(function: Callable[..., Any], z: float) -> float:
    return float(answer(function, np.array([[z]]), shape=(1, 1))[0, 0])


def _slope(prime: Callable[..., Any], z: float, name: str) -> tuple[float, str]:
    return _one(prime, z), f"{name_of(prime)}({name})"


def _product(task: ChainTask, upstream: float, local: float) -> float:
    if task.chain is None:
        return upstream * local
    return float(answer(task.chain, upstream, local, shape=()))


def _sum(first: tuple[float, float], second: tuple[float, float], bias: float, total: float) -> str:
    parts = [f"{bracketed(a)} · {bracketed(b)}" for a, b in (first, second)]
    return f"{parts[0]} + {parts[1]} + {bracketed(bias)} = {shown(total)}"


def shown(value: float) -> str:
    """Return a number to three digits after the point, without idle zeros.

    Examples
    --------
    >>> shown(-0.26894), shown(2.0), shown(-0.0001)
    ('−0.269', '2', '0')
    """
    if not np.isfinite(value):
        return str(value)
    if abs(value) >= 1e5:
        return f"{value:.3g}".replace("-", "−")
    short = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short.replace("-", "−")


def bracketed(value: float) -> str:
    """Return a number as `shown`, in brackets where it is negative."""
    text = shown(value)
    return f"({text})" if text.startswith("−") else text

"""What the cat desk knows of its pictures: scores, the worst mistakes, how far a score is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, answer, call, numbers
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import name_of, number
from deepcat_data.pictures import Pictures

BINS = 10
MOST_FACTS = 6


@dataclass(frozen=True)
class DeskTask:
    """The pictures and the student's functions.

    Attributes
    ----------
    pictures : Pictures
        Of two classes, of which the second is the one that the score speaks of.
    predict : callable
        ``predict(X (n_x, m)) -> (1, m)``.
    scale : callable or None
        ``scale(X) -> X`` from brightness between 0 and 1 to what `predict` expects.
    interval : callable or None
        ``confidence_interval(accuracy, m) -> (low, high)``.
    prepare : callable or None
        ``prepare_image(image, size) -> (n_x, 1)``.
    """

    pictures: Pictures
    predict: Callable[..., Any]
    scale: Callable[..., Any] | None = None
    interval: Callable[..., Any] | None = None
    prepare: Callable[..., Any] | None = None

    def inputs(self, X: Numbers) -> Numbers:
        """Return columns of brightness as `predict` expects them; raises Trouble."""
        return X if self.scale is None else answer(self.scale, X, shape=X.shape)

    def scores(self, X: Numbers) -> Numbers:
        """Return the scores (m,) of columns of brightness; raises Trouble."""
        return answer(self.predict, self.inputs(X), shape=(1, X.shape[1])).ravel()

    def prepared(self, image: np.ndarray[Any, Any]) -> Numbers:
        """Return any picture as a column (n_x, 1); raises Trouble."""
        if self.prepare is None:
            raise Trouble("Give the desk your prepare_image to let it see pictures of your own.")
        size = self.pictures.X.shape[1]
        return answer(self.prepare, image, size, shape=(size * size * 3, 1))


def worst(scores: Numbers, is_one: np.ndarray[Any, np.dtype[np.bool_]], most: int) -> list[int]:
    """Return the pictures on the wrong side of one half, the surest first.

    Examples
    --------
    >>> worst(np.array([0.9, 0.2, 0.6, 0.4]), np.array([True, True, False, False]), 4)
    [1, 2]
    """
    wrong = np.flatnonzero((scores > 0.5) != is_one)
    surest = np.argsort(-np.abs(scores[wrong] - 0.5), kind="stable")
    return [int(i) for i in wrong[surest][:most]]


def experience(task: DeskTask, scores: Numbers, score: float) -> str:
    """Return how many of the pictures with about such a score are of the class, in words.

    Raises Trouble as the student's function for the interval does.
    """
    if not np.isfinite(score):
        return ""
    place = min(max(int(score * BINS), 0), BINS - 1)
    near = np.clip((np.nan_to_num(scores) * BINS).astype(int), 0, BINS - 1) == place
    count = int(np.count_nonzero(near & np.isfinite(scores)))
    name = task.pictures.classes[1]
    between = f"a score from {place / BINS:.1f} to {(place + 1) / BINS:.1f}"
    if not count:
        return f"None of the pictures here has {between}."
    ones = int(np.count_nonzero(near & (task.pictures.y == 1)))
    pictures = f"{count} picture{'s' if count > 1 else ''}"
    words = f"Of {pictures} here with {between}, {ones} {'is' if ones == 1 else 'are'}"
    words += f" of the class {name}"
    if task.interval is None:
        return f"{words}."
    function = name_of(task.interval)
    given = call(task.interval, ones / count, count)
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise Trouble(f"{function} should return two numbers, low and high.")
    low, high = (float(numbers(function, part, ())) for part in given)
    return f"{words}: {ones / count:.0%}, interval {low:.0%} to {high:.0%}."


def facts(pictures: Pictures, index: int) -> str:
    """Return what is known of a picture: its class and the parameters of its drawing."""
    meta: Mapping[str, Any] = pictures.meta
    names = [name for name in meta if name != "number"][:MOST_FACTS]
    parts = [f"{name.replace('_', ' ')} {_told(meta[name][index])}" for name in names]
    kind = pictures.classes[int(pictures.y[index])]
    return f"{kind}{': ' if parts else ''}{', '.join(parts)}"


def _told(value: Any) -> str:
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return number(plain) if isinstance(plain, float) else str(plain)

"""A softmax to play with: logits become bars, and the true class has a loss (losses)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats, limit
from deepcat.widgets.softmax_picture import (
    LOWEST,
    SoftmaxState,
    SoftmaxTask,
    loss_curve,
    softmax_frame,
)
from deepcat.widgets.words import name_of, number

SLIDER = 5.0
COLDEST, HOTTEST = 0.1, 5.0


class Softmax(LiveWidget):
    """Move the scores of a few classes, and see what your softmax and your loss make of them.

    Parameters
    ----------
    softmax : callable, optional
        Your ``softmax(Z (K, m)) -> (K, m)``. It draws the bars, so a wrong function makes a
        wrong picture.
    categorical_cross_entropy : callable, optional
        Your ``categorical_cross_entropy(Y, Y_hat) -> float``. It gives the loss of the true
        class, the curve of that loss, and the entropy of the bars.
    names : sequence of str
        The classes, two or more.
    logits : sequence of float
        The scores to begin with, one for each class.
    true : int
        The number of the true class, from 0.

    Raises
    ------
    ValueError
        If there are fewer than two classes, or not one finite logit for each.

    Examples
    --------
    >>> Softmax(names=("cat", "dog"), logits=(2.0, 1.0), true=1)
    Softmax: Logits cat 2.00, dog 1.00 at temperature 1.00; the true class is dog.
    """

    _esm = link("softmax.js")
    _css = STYLE
    question = "Which logit, moved by 1, lowers the loss most?"

    def __init__(
        self,
        softmax: Callable[..., Any] | None = None,
        categorical_cross_entropy: Callable[..., Any] | None = None,
        names: Sequence[str] = ("cat", "dog", "lion"),
        logits: Sequence[float] = (2.0, 1.0, -1.0),
        true: int = 1,
    ) -> None:
        scores = np.array(logits, dtype=np.float64)
        if len(names) < 2 or scores.shape != (len(names),) or not np.isfinite(scores).all():
            raise ValueError("Softmax needs two or more names, and a finite logit for each.")
        if true not in range(len(names)):
            raise ValueError(f"Softmax needs a true class from 0 to {len(names) - 1}, not {true}.")
        self._task = SoftmaxTask(tuple(names), softmax, categorical_cross_entropy)
        self._last_good: Payload = {"probabilities": None}
        curve = loss_curve(self._task)
        top = names[int(scores.argmax())]
        setting = {
            "question": f"{self._opening_words(top, names[true])} {self.question}",
            "names": list(names),
            "limit": limit(*logits, least=SLIDER),
            "temperatures": [COLDEST, HOTTEST],
            "curve": None if curve is None else floats(curve),
            "lowest": LOWEST,
            "softmax": "" if softmax is None else name_of(softmax),
        }
        opening = {f"z{k}": float(z) for k, z in enumerate(scores, start=1)}
        super().__init__(setting, {**opening, "temperature": 1.0, "true": float(true)})

    @staticmethod
    def _opening_words(top: str, true: str) -> str:
        if top == true:
            return f"The largest logit is that of {top}, and rightly so."
        return f"The largest logit is that of {top}, and the truth is {true}."

    @property
    def logits(self) -> tuple[float, ...]:
        """The scores of the classes."""
        return tuple(float(self.state[f"z{k + 1}"]) for k in range(len(self._task.names)))

    @logits.setter
    def logits(self, value: Sequence[float]) -> None:
        self.move(**{f"z{k}": float(z) for k, z in enumerate(value, start=1)})

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a state, with the last good bars where there are no new ones."""
        logits = tuple(state[f"z{k + 1}"] for k in range(len(self._task.names)))
        temperature = max(state["temperature"], COLDEST)
        true = round(min(max(state["true"], 0), len(logits) - 1))
        frame = softmax_frame(self._task, SoftmaxState(logits, temperature, true))
        if frame.probabilities is not None:
            self._last_good = {"probabilities": floats(frame.probabilities)}
        stale = frame.probabilities is None and self._last_good["probabilities"] is not None
        return {
            **self._last_good,
            "stale": stale,
            "total": "" if frame.probabilities is None else number(frame.probabilities.sum()),
            "loss": "" if frame.loss is None else number(frame.loss),
            "dot": None if frame.loss is None else floats(np.array([frame.loss])),
            "entropy": "" if frame.entropy is None else number(frame.entropy),
            "problem": self.explained(frame.problem, stale),
            "sentence": frame.sentence,
        }

    def act(self, action: str) -> None:
        """Do what a button says: ``"reset"`` or ``"show"``."""
        actions = {"reset": self.reset, "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Raise the logit of the true class by 1; no other step of that size helps as much."""
        name = f"z{round(self.state['true']) + 1}"
        self.move(**{name: min(self.state[name] + 1.0, self.setting["limit"])})

"""The cat desk: what a detector makes of a picture, of one's own too, and its worst mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.desk_picture import DeskTask, experience, facts, worst
from deepcat.widgets.live import LiveWidget, Payload
from deepcat.widgets.plane import Numbers
from deepcat.widgets.weight_pictures import as_map, as_picture, side_of
from deepcat.widgets.words import number
from deepcat_data.pictures import Pictures

MISTAKES = 8
LARGEST = 512  # rows and columns of a picture that the page may send
OWN = -1


class CatDesk(LiveWidget):
    """Lay a picture before your detector: its score, what each place adds, and the worst mistakes.

    Parameters
    ----------
    pictures : Pictures
        Of two classes, such as ``load_cats("test")``.
    predict : callable
        Your ``predict_proba(X (n_x, m)) -> (1, m)``.
    scale : callable, optional
        From brightness between 0 and 1 to what `predict` expects, such as your standardisation
        with the training set's mean and deviation.
    parameters : dict, optional
        Your network's; the rows of ``"W1"`` are shown as pictures, and input × weight beside them.
    prepare_image : callable, optional
        Your ``prepare_image(image, size) -> (n_x, 1)``; with it the desk takes a file of your own,
        and has a pad to draw on.
    confidence_interval : callable, optional
        Your ``confidence_interval(accuracy, m) -> (low, high)``.

    Raises
    ------
    ValueError
        If there are not two classes, or no picture.

    Examples
    --------
    >>> grey = np.full((2, 4, 4, 3), 128, np.uint8)
    >>> pair = Pictures(grey, np.array([0, 1]), ("other", "cat"), {})
    >>> unsure = CatDesk(pair, lambda X: 0 * X[:1] + 0.5)
    >>> print(*unsure.sentence.split(". "), sep=chr(10))
    Picture 1 of 2 (other): score 0.50, so other, which is right
    Of 2 pictures here with a score from 0.5 to 0.6, 1 is of the class cat.
    """

    _esm = link("cat_desk.js")
    _css = STYLE
    question = "Which picture will it get wrong, and why? Guess, then lay it on the desk."

    def __init__(
        self,
        pictures: Pictures,
        predict: Callable[..., Any],
        *,
        scale: Callable[..., Any] | None = None,
        parameters: Mapping[str, Any] | None = None,
        prepare_image: Callable[..., Any] | None = None,
        confidence_interval: Callable[..., Any] | None = None,
    ) -> None:
        if len(pictures.classes) != 2 or not len(pictures):
            raise ValueError(f"CatDesk needs pictures of two classes, not {pictures!r}.")
        self._task = DeskTask(pictures, predict, scale, confidence_interval, prepare_image)
        self._X, _ = pictures.as_columns()
        self._weights = _rows(parameters, self._X.shape[0])
        self._scores: Numbers | None = None
        self._mistakes: list[int] = []
        self._own: Numbers | None = None
        self._last_good: Payload = {"picture": b"", "map": b"", "score": 0.0, "thumbs": b""}
        side = pictures.X.shape[1]
        setting = {
            "count": len(pictures),
            "side": side,
            "units": len(self._weights),
            "takes": prepare_image is not None,
            "name": pictures.classes[1],
            "weights": b"".join(as_picture(row, side).tobytes() for row in self._weights),
        }
        super().__init__(setting, {"chosen": 0.0, "unit": 0.0})

    def lay(self, image: np.ndarray[Any, Any]) -> None:
        """Lay a picture of your own on the desk: (h, w, 3), (h, w, 4) or (h, w), 0 to 255."""
        with self._turn:
            problem = ""
            try:
                self._own = self._task.prepared(image)
            except Trouble as trouble:
                problem = str(trouble)
            self.renew(chosen=float(OWN if self._own is not None else self.state["chosen"]))
            if problem:
                self.frame = {**self.frame, "problem": problem}

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame of a picture, with the last good one where there is no new one."""
        pictures, problem, words = self._task.pictures, "", ""
        chosen = self._chosen(state)
        column = self._own if chosen == OWN and self._own is not None else self._X[:, [chosen]]
        try:
            self._survey()
            score = float(self._task.scores(column)[0])
            words = self._told(chosen, score)
            self._last_good |= {
                "picture": np.round(255 * np.clip(column, 0, 1)).astype(np.uint8).tobytes(),
                "map": self._map(state, column),
                "score": score if np.isfinite(score) else 0.0,
            }
        except Trouble as trouble:
            problem = str(trouble)
        stale = bool(problem) and bool(self._last_good["picture"])
        return {
            **self._last_good,
            "mistakes": ",".join(str(i) for i in self._mistakes),
            "captions": "\n".join(facts(pictures, i) for i in self._mistakes),
            "facts": "your own picture" if chosen == OWN else facts(pictures, chosen),
            "own": chosen == OWN,
            "stale": stale,
            "problem": self.explained(problem, stale),
            "sentence": words
            or f"A desk with {len(pictures)} pictures, and no score for this one.",
        }

    def forget(self) -> None:
        """Forget the scores of the pictures."""
        self._scores = None

    def act(self, action: str) -> None:
        """Do what a button says: "reset" or "show"."""
        actions = {"reset": lambda: self.renew(**self._opening), "show": self.show_me}
        if action in actions:
            actions[action]()

    def show_me(self) -> None:
        """Lay the worst mistake on the desk."""
        self.renew(chosen=float(self._mistakes[0] if self._mistakes else 0))

    def _heard(self, widget: LiveWidget, content: Payload, buffers: list[bytes]) -> None:
        """Hear a button, or take the picture that the page sends: its rows of RGBA."""
        if content.get("action") != "picture":
            super()._heard(widget, content, buffers)
            return
        height, width = int(content.get("height", 0)), int(content.get("width", 0))
        fits = 1 <= height <= LARGEST and 1 <= width <= LARGEST and len(buffers) == 1
        if fits and len(bytes(buffers[0])) == height * width * 4:
            self.lay(np.frombuffer(bytes(buffers[0]), np.uint8).reshape(height, width, 4).copy())

    def _survey(self) -> None:
        """Score all the pictures, once; raises Trouble."""
        if self._scores is not None:
            return
        self._scores = self._task.scores(self._X)
        self._mistakes = worst(self._scores, self._task.pictures.y == 1, MISTAKES)
        self._last_good["thumbs"] = self._task.pictures.X[self._mistakes].tobytes()

    def _chosen(self, state: Mapping[str, float]) -> int:
        chosen = round(min(max(state["chosen"], OWN), len(self._task.pictures) - 1))
        return 0 if chosen == OWN and self._own is None else chosen

    def _told(self, chosen: int, score: float) -> str:
        pictures = self._task.pictures
        says = pictures.classes[int(score > 0.5)]
        assert self._scores is not None
        known = experience(self._task, self._scores, score)
        if chosen == OWN:
            return f"Your own picture: score {number(score)}, so {says}. {known}".strip()
        truth = pictures.classes[int(pictures.y[chosen])]
        verdict = "right" if says == truth else "wrong"
        words = f"Picture {chosen + 1} of {len(pictures)} ({truth}): score {number(score)}"
        return f"{words}, so {says}, which is {verdict}. {known}".strip()

    def _map(self, state: Mapping[str, float], column: Numbers) -> bytes:
        if not len(self._weights):
            return b""
        unit = round(min(max(state["unit"], 0), len(self._weights) - 1))
        products = self._weights[unit] * self._task.inputs(column)[:, 0]
        return as_map(products, self._task.pictures.X.shape[1]).tobytes()


def _rows(parameters: Mapping[str, Any] | None, n_x: int) -> Numbers:
    """Return the first weights (n_h, n_x), or none where they are no pictures."""
    W1 = np.array((parameters or {}).get("W1", np.zeros((0, n_x))), dtype=np.float64)
    fits = W1.ndim == 2 and W1.shape[1] == n_x and side_of(n_x) is not None
    return W1 if fits else np.zeros((0, n_x))

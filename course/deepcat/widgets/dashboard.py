"""A training to watch: its curves as they grow, the time left, the weights; it hears a stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.bundle import STYLE, link
from deepcat.widgets.live import LiveWidget, Payload, floats
from deepcat.widgets.weight_pictures import first_layer
from deepcat.widgets.words import name_of, number, unfinite

CHUNK = 0.4  # seconds of training between two pictures: the pictures take a few hundredths of that
SHOWN_SECONDS = 3.0  # that *Show me* trains
MOST_PICTURES = 8
RATES = (0.0001, 10.0)


class Dashboard(LiveWidget):
    """Watch a training run of your own, pause it, stop it, and change its learning rate.

    It trains in short pieces, each asked for by the page, so that a pause is heard at once, other
    cells can run in between, and closing the page stops the training.

    Parameters
    ----------
    run : callable
        A generator function of yours, ``run(settings)``, that trains and says after each epoch
        ``yield scores, parameters``. ``settings["learning_rate"]`` is what the slider says now.
        Scores are a dict of numbers, such as ``{"loss": …, "validation loss": …, "accuracy": …,
        "validation accuracy": …}``; parameters a dict, of which ``"W1"`` is shown as pictures.
    n_epochs : int
        How many epochs there will be.
    learning_rate : float
        Where the slider begins, between 0.0001 and 10.

    Raises
    ------
    ValueError
        If there is no epoch, or the learning rate is out of its range.

    Examples
    --------
    >>> def halving(settings):
    ...     for epoch in range(3):
    ...         yield {"loss": 0.5 ** epoch}, {}
    >>> desk = Dashboard(halving, n_epochs=3)
    >>> desk.train()
    >>> desk.history
    {'loss': [1.0, 0.5, 0.25]}
    """

    _esm = link("dashboard.js")
    _css = STYLE
    _steps: Iterator[Any] | None = None
    question = "When will it stop getting better? Guess, then start, and stop it there."

    def __init__(self, run: Callable[..., Any], n_epochs: int, learning_rate: float = 0.01) -> None:
        if n_epochs < 1 or not RATES[0] <= learning_rate <= RATES[1]:
            raise ValueError(f"Dashboard needs an epoch or more, and a learning rate of {RATES}.")
        self._run, self._epochs, self._pieces = run, n_epochs, 0
        self._settings = {"learning_rate": learning_rate}
        self._begin()
        setting = {"epochs": n_epochs, "rates": list(RATES), "name": name_of(run)}
        super().__init__(setting, {"rate": float(learning_rate)})

    @property
    def parameters(self) -> Any:
        """What the run last gave as its parameters; None before its first epoch."""
        return self._parameters

    @property
    def history(self) -> dict[str, list[float]]:
        """The scores after each epoch."""
        return {name: list(values) for name, values in self._history.items()}

    def train(self, seconds: float = float("inf")) -> None:
        """Train to the end of the run, or for some seconds."""
        with self._turn:
            self._trained(seconds)
            self.renew()

    def draw(self, state: Mapping[str, float]) -> Payload:
        """Return the frame: curves, words and the pictures of the weights."""
        self._settings["learning_rate"] = state["rate"]
        pictures = first_layer(self._parameters, MOST_PICTURES)
        curves = np.array(list(self._history.values()), dtype=np.float64)
        done = self._done()
        return {
            "names": "\n".join(self._history),
            "curves": floats(curves.ravel()),
            "done": done,
            "pieces": self._pieces,
            "side": pictures[0].shape[0] if pictures else 0,
            "pictures": b"".join(picture.tobytes() for picture in pictures),
            "left": self._left(done),
            "ended": self._ended,
            "problem": self._problem,
            "sentence": self._sentence(done),
        }

    def act(self, action: str) -> None:
        """Do what a button says: "train", "stop", "again", "reset" or "show"."""
        actions: dict[str, Callable[[], None]] = {
            "train": self._one_piece,
            "stop": self.stop,
            "again": self.restart,
            "reset": self.reset,
            "show": lambda: self.train(SHOWN_SECONDS),
        }
        if action in actions:
            actions[action]()

    def forget(self) -> None:
        """Forget what has gone wrong with the run: a new one begins."""
        if self._problem:
            self._begin()

    def stop(self) -> None:
        """End the run where it is; what it has learnt stays."""
        self._end()
        self.renew()

    def restart(self) -> None:
        """Begin a new run with the settings as they are."""
        self._begin()
        self.renew()

    def reset(self) -> None:
        """Begin a new run with the opening settings."""
        self._begin()
        self.renew(**self._opening)

    def close(self) -> None:
        """End the widget and its run."""
        self._end()
        super().close()

    def _one_piece(self) -> None:
        self._pieces += 1
        self.train(CHUNK)

    def _begin(self) -> None:
        self._steps = None
        self._history: dict[str, list[float]] = {}
        self._parameters: Any = None
        self._ended, self._problem, self._spent = False, "", 0.0

    def _end(self) -> None:
        if self._steps is not None and hasattr(self._steps, "close"):
            self._steps.close()
        self._ended = True

    def _trained(self, seconds: float) -> None:
        start = time.perf_counter()
        try:
            while not self._ended:
                self._one_epoch()
                if time.perf_counter() - start >= seconds:
                    break
        except Trouble as trouble:
            self._problem, self._ended = str(trouble), True
        self._spent += time.perf_counter() - start

    def _one_epoch(self) -> None:
        """Let the run go on to its next epoch; raises Trouble."""
        if self._steps is None:
            begin = _named(self._run, lambda settings: iter(self._run(settings)))
            self._steps = call(begin, self._settings)
        steps = self._steps
        given = call(_named(self._run, lambda: next(steps, None)))
        if given is None:
            self._ended = True
            return
        if not isinstance(given, tuple | list) or len(given) != 2:
            raise Trouble(f"{name_of(self._run)} should yield two things, scores and parameters.")
        scores, self._parameters = given
        self._keep(scores)
        self._ended = self._done() >= self._epochs

    def _keep(self, scores: object) -> None:
        name = name_of(self._run)
        if not isinstance(scores, Mapping) or not scores:
            raise Trouble(f"{name} should yield its scores as a dict of numbers.")
        if self._history and set(scores) != set(self._history):
            raise Trouble(f"{name} yielded scores of other names than after its first epoch.")
        found = {key: float(numbers(name, scores[key], (), f'"{key}"')) for key in scores}
        for key, value in found.items():
            self._history.setdefault(str(key), []).append(value)
        for key, value in found.items():
            if not np.isfinite(value):
                at = f"Epoch {self._done()}: {key} is {unfinite(value)}."
                raise Trouble(f"{at} The run stopped there.")

    def _done(self) -> int:
        return max((len(values) for values in self._history.values()), default=0)

    def _left(self, done: int) -> str:
        """Return how long it will take, in words; nothing where nobody knows."""
        if not done or self._ended:
            return ""
        seconds = self._spent / done * (self._epochs - done)
        return f"about {seconds:.0f} s left" if seconds >= 1 else "less than a second left"

    def _sentence(self, done: int) -> str:
        scores = ", ".join(f"{name} {number(values[-1])}" for name, values in self._history.items())
        words = f"Epoch {done} of {self._epochs} by {name_of(self._run)}"
        words += f": {scores}." if scores else ": nothing has been trained yet."
        if self._ended and done < self._epochs:
            words += " The run has ended early."
        return words


def _named(run: Callable[..., Any], work: Callable[..., Any]) -> Callable[..., Any]:
    """Return work that is called by the run's name, where something is said of it."""

    def named(*arguments: Any) -> Any:
        return work(*arguments)

    named.__name__ = name_of(run)
    return named

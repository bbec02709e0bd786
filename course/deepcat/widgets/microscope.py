"""The mistake microscope: what a wrong gradient costs, from all of it to none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.typing import ArrayLike

from deepcat.widgets.retrain import Retrain
from deepcat.widgets.retraining import Finished, Gradients, finished, mixed, training_of
from deepcat.widgets.training_run import Functions


class Microscope(Retrain):
    """See what a wrong gradient costs: from the wrong one to the right one, retrained at each tick.

    The network is trained by wrong + α · (right - wrong), so that α = 0 is the wrong gradient and
    α = 1 the right one, whose curve stays in the picture.

    Parameters
    ----------
    wrong, right : callable
        ``backward(Y, parameters, cache) -> gradients``: one with a mistake, and a right one.
    forward, step, cost : callable
        As `Playground` takes them.
    X, Y : array_like
        Points, (2, m) and (1, m).
    initialize : callable, optional
        Your ``initialize(n_x, n_h, rng)``.
    **how : float
        ``units`` (8), ``learning_rate`` (0.5), ``n_steps`` (500), ``seed`` (0).

    Raises
    ------
    ValueError
        If the points have other shapes.

    Examples
    --------
    Here nothing is learnt, and so no mistake shows:

    >>> still = Microscope(lambda Y, p, c: {}, lambda Y, p, c: {}, lambda X, p: (0 * X[:1], {}),
    ...                    lambda p, g, rate: p, lambda Y, Y_hat: 1.0, [[1], [0]], [[1]], n_steps=2)
    >>> still.value, still.sentence
    (0.0, 'α = 0: the loss goes from 1.00 to 1.00 in 2 steps.')
    """

    question = "How much does the mistake cost, and when does it not show? Guess, then move α."

    def __init__(
        self,
        wrong: Gradients,
        right: Gradients,
        forward: Callable[..., Any],
        step: Callable[..., Any],
        cost: Callable[..., Any],
        X: ArrayLike,
        Y: ArrayLike,
        *,
        initialize: Callable[..., Any] | None = None,
        **how: Any,
    ) -> None:
        training = training_of("Microscope", X, Y, initialize, how)

        def retrain(share: float) -> Finished:
            return finished(Functions(forward, mixed(wrong, right, share), step, cost), training)

        points: dict[str, Any] = {"X": training.X, "Y": training.Y, "reach": training.reach}
        super().__init__(retrain, 0.0, 1.0, 0.0, name="α", compare=1.0, **points)

    def show_me(self) -> None:
        """Go to the right gradient."""
        self.renew(setting=1.0)

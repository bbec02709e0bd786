"""What the playground plays with: points of the plane in two or more classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deepcat.widgets import playground_drawings as drawings
from deepcat.widgets.plane import Numbers, classed_points
from deepcat.widgets.playground_features import features_of
from deepcat.widgets.training_run import Points
from deepcat_data.points import Rng
from deepcat_data.toy import TOY_SETS, ToySet, make_blobs, make_spirals

OWN = "own"
COUNT = 200  # points of a made-up set
MOST_CLASSES = 4
Placed = tuple[Numbers, NDArray[np.int64], int]  # places (2, m), labels (m,), number of classes


def _three_blobs(m: int, rng: Rng, noise: float = 0.1) -> tuple[Numbers, Numbers]:
    return make_blobs(m, rng, distance=2.0, noise=noise, n_classes=3)


def _three_spirals(m: int, rng: Rng, noise: float = 0.1) -> tuple[Numbers, Numbers]:
    return make_spirals(m, rng, noise=noise, n_classes=3)


MADE: Mapping[str, tuple[ToySet, int]] = MappingProxyType(
    {
        **{name: (made, 2) for name, made in TOY_SETS.items()},
        drawings.NAME: (drawings.cats_and_dogs, 2),
        "three blobs": (_three_blobs, 3),
        "three spirals": (_three_spirals, 3),
    }
)


@dataclass(frozen=True)
class Scatter:
    """Points where they lie, and which of them are kept for testing.

    Attributes
    ----------
    places : (2, m) float64
        One a column.
    labels : (m,) int64
        The classes, from 0 to n_classes - 1.
    tested : (m,) bool
        True where a point is never trained on.
    n_classes : int
    """

    places: Numbers
    labels: NDArray[np.int64]
    tested: NDArray[np.bool_]
    n_classes: int = 2

    def points(self, features: Sequence[str]) -> Points:
        """Return them as a network with these inputs gets them."""
        inputs = features_of(self.places, features)
        return Points(inputs, self.labels, self.tested, self.n_classes)


class Sets:
    """The sets to choose from: the made-up ones, and points of one's own where there are any.

    Parameters
    ----------
    own : Placed, optional
        Points of one's own.
    can : callable (int) -> bool
        Whether a network for so many classes is at hand; sets of others are left out.
    """

    def __init__(
        self, own: Placed | None = None, can: Callable[[int], bool] = lambda k: k == 2
    ) -> None:
        self._own = own
        made = [name for name, (_, n_classes) in MADE.items() if can(n_classes)]
        self.names = ([OWN] if own else []) + made

    def index(self, name: str | None, otherwise: str) -> int:
        """Return where a name stands; raises ValueError where there is none of that name.

        Without a name it is one's own points, or where there are none the set `otherwise`.
        """
        if name is None:
            return 0 if self._own else self.names.index(otherwise)
        if name not in self.names:
            raise ValueError(f"Playground has the sets {', '.join(self.names)}, and no {name!r}.")
        return self.names.index(name)

    def about(self, index: int) -> str:
        """Return what the points of a set are, where their picture does not tell."""
        return drawings.ABOUT if self.names[index] == drawings.NAME else ""

    def scatter(self, index: int, noise: float, share: float, seed: int) -> Scatter:
        """Return the points of a set, and which of them are kept for testing.

        Parameters
        ----------
        index : int
            Of its name.
        noise : float
            Standard deviation of the scatter; points of one's own stay where they are.
        share : float
            How much of the points is kept for testing; at least one stays for training.
        seed : int
            Decides both.
        """
        rng = np.random.default_rng(seed)
        name = self.names[index]
        if name == OWN and self._own is not None:
            places, labels, n_classes = self._own
        else:
            make, n_classes = MADE[name]
            places, Y = make(COUNT, rng, noise)
            labels = _labels(Y)
        kept = min(round(share * labels.size), labels.size - 1)
        tested: NDArray[np.bool_] = rng.permutation(labels.size) < kept
        return Scatter(places, labels, tested, n_classes)


def own_points(X: ArrayLike | None, Y: ArrayLike | None) -> Placed | None:
    """Return points of one's own, X (2, m) and Y (1, m) or one-hot (K, m), or None.

    Raises
    ------
    ValueError
        If they have other shapes or values.
    """
    if X is None or Y is None:
        return None
    wanted = np.array(Y, dtype=np.float64)
    if wanted.ndim != 2 or len(wanted) < 3:
        places, is_one = classed_points("Playground", X, Y)
        return places, is_one.astype(np.int64), 2
    if len(wanted) > MOST_CLASSES:
        raise ValueError(f"Playground shows up to {MOST_CLASSES} classes, not {len(wanted)}.")
    places, _ = classed_points("Playground", X, wanted[:1])
    if not (np.isin(wanted, (0.0, 1.0)).all() and (wanted.sum(axis=0) == 1).all()):
        raise ValueError("Playground needs one 1 in each column of a Y of several rows.")
    return places, _labels(wanted), len(wanted)


def _labels(Y: Numbers) -> NDArray[np.int64]:
    return np.asarray(Y.argmax(axis=0) if len(Y) > 1 else Y[0], dtype=np.int64)

"""Who has which piece in a class, and what it weighs: the more, the rarer it is.

A piece that ``k`` of ``n`` students have weighs ``log2(n / (k - 1))``: as the rest of the class
shows, another student has it by chance with the probability ``p = (k - 1) / n``. Pieces in a row
overlap, so that each counts a part of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deepcat_grader.insight.similar.pieces import Kind

# What a piece counts: four words in a row once, as a name does, and structure by its length.
COUNTS = {Kind.WORDS: 1 / 4, Kind.NAMES: 1.0, Kind.STRUCTURE: 1 / 16}
COMMON_SHARE, COMMON_AT_LEAST = 1 / 10, 6  # what more students have tells nothing of two of them
TILT = 3 / 4

Floats = NDArray[np.float64]
Fingerprints = NDArray[np.uint64]


@dataclass(frozen=True)
class Prints:
    """What a student has of a kind: different pieces, sorted, and the cell of each.

    Attributes
    ----------
    pieces : (p,) uint64
    cells : (p,) int64
        The number of the first cell with the piece.
    """

    pieces: Fingerprints
    cells: NDArray[np.int64]


Student = Mapping[Kind, Prints]


def common(n: int) -> int:
    """How many students of n may have a piece, at most, for it to tell anything."""
    return max(COMMON_AT_LEAST, int(n * COMMON_SHARE))


@dataclass(frozen=True)
class Index:
    """The pieces of a kind that count in a class of n.

    Attributes
    ----------
    n : int
    counts : float
        The part of its weight that each piece counts.
    rare : (p,) uint64, sorted
        Pieces that at least two students have, and not too many.
    chances : (p,) float64
        How probable it is that another student has each of them.
    starts, owners : (p + 1,) and (q,) int64
        Students with piece i: ``owners[starts[i]:starts[i + 1]]``.
    """

    n: int
    counts: float
    rare: Fingerprints
    chances: Floats
    starts: NDArray[np.int64]
    owners: NDArray[np.int64]

    @classmethod
    def of(cls, kind: Kind, students: Sequence[Prints]) -> Index:
        """The index of a class."""
        n = len(students)
        everything = np.concatenate([np.zeros(0, np.uint64), *(one.pieces for one in students)])
        owners = np.repeat(np.arange(n), [len(one.pieces) for one in students])
        order = np.argsort(everything, kind="stable")
        different, times = np.unique(everything, return_counts=True)
        kept = (times >= 2) & (times <= common(n))
        starts = np.concatenate([[0], np.cumsum(times[kept])])
        chances = (times[kept] - 1) / n
        return cls(
            n, COUNTS[kind], different[kept], chances, starts, owners[order][np.repeat(kept, times)]
        )

    def weights(self, pieces: Fingerprints) -> Floats:
        """The weight (p,) of some pieces; 0 for one that is not rare."""
        weights = np.zeros(len(pieces))
        rare = np.isin(pieces, self.rare, assume_unique=True)
        weights[rare] = -self.counts * np.log2(self.chances[self._places(pieces[rare])])
        return weights

    def by_chance(self, one: Prints, most: float) -> float:
        """What a student with these pieces may share by chance, each cell counting up to `most`.

        By Chernoff's bound the weight X of what an independent other shares obeys
        ``log2 P(X >= x) <= by_chance - TILT * x``. A cell adds no more than its weight can.
        """
        rare = np.isin(one.pieces, self.rare, assume_unique=True)
        p = self.chances[self._places(one.pieces)]
        chances = np.bincount(one.cells[rare], self.counts * np.log2(1 + p * (p**-TILT - 1)))
        return float(np.minimum(chances, TILT * most).sum())

    def at_most(self, pieces: Fingerprints) -> Floats:
        """The weight (n,) of what each student has of some pieces, whatever the cell."""
        at = self._places(pieces)
        many = self.starts[at + 1] - self.starts[at]
        before = np.cumsum(many) - many
        owners = self.owners[np.repeat(self.starts[at] - before, many) + np.arange(many.sum())]
        weights = np.repeat(-self.counts * np.log2(self.chances[at]), many)
        return np.bincount(owners, weights, minlength=self.n).astype(np.float64)

    def shared(self, one: Prints, other: Prints, most: float) -> float:
        """The weight of what two students share, each cell of either counting up to `most`."""
        both, *at = np.intersect1d(
            one.pieces, other.pieces, assume_unique=True, return_indices=True
        )
        weights = self.weights(both)
        cells = (one.cells[at[0]], other.cells[at[1]])
        return min(float(np.minimum(np.bincount(of, weights), most).sum()) for of in cells)

    def _places(self, pieces: Fingerprints) -> NDArray[np.int64]:
        """Where the rare ones of some pieces stand among the rare ones of the class."""
        kept = pieces[np.isin(pieces, self.rare, assume_unique=True)]
        return np.searchsorted(self.rare, kept).astype(np.int64)


def indexes(students: Iterable[Student]) -> dict[Kind, Index]:
    """The index of each kind."""
    everybody = list(students)
    return {kind: Index.of(kind, [one[kind] for one in everybody]) for kind in Kind}


def rare_pieces(students: Iterable[Student]) -> frozenset[int]:
    """All pieces that count in a class."""
    return frozenset(int(one) for index in indexes(students).values() for one in index.rare)

"""What a pair shares, as a person reads it: the words, the names, and both texts with marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import numpy as np

from deepcat_grader.insight.similar.handed_in import Cell
from deepcat_grader.insight.similar.pairs import Pair
from deepcat_grader.insight.similar.pieces import Kind, Piece, pieces
from deepcat_grader.insight.similar.rarity import Prints, Student

MOST_SHOWN = 4_000  # characters of a cell


@dataclass(frozen=True)
class Stretch:
    """A stretch of text; ``kinds`` says what of it is shared, and is empty where nothing is."""

    text: str
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class Side:
    """A cell of one of the two."""

    stretches: tuple[Stretch, ...]
    shortened: bool = False


@dataclass(frozen=True)
class SharedCell:
    """A cell that both filled, or one of them, with something that is shared."""

    id: str
    one: Side
    other: Side


@dataclass(frozen=True)
class Evidence:
    """What a pair shares.

    ``words`` are quotations, the longest first, ``names`` names, and ``lines`` counts those of the
    first of the two with structure that is shared.
    """

    pair: Pair
    words: tuple[str, ...]
    names: tuple[str, ...]
    lines: int
    cells: tuple[SharedCell, ...]


def prints_of(cells: Iterable[Cell], known: frozenset[int]) -> Student:
    """The pieces of a student's cells that the course does not explain."""
    found: dict[Kind, dict[int, int]] = {kind: {} for kind in Kind}
    for number, cell in enumerate(cells):
        for piece in pieces(cell.source, cell.code):
            if piece.fingerprint not in known:
                found[piece.kind].setdefault(piece.fingerprint, number)
    return {kind: _sorted(cells_of) for kind, cells_of in found.items()}


def _sorted(cells_of: dict[int, int]) -> Prints:
    fingerprints = np.fromiter(cells_of, np.uint64, len(cells_of))
    order = np.argsort(fingerprints)
    return Prints(
        fingerprints[order], np.fromiter(cells_of.values(), np.int64, len(cells_of))[order]
    )


def evidence(
    pair: Pair, one: Sequence[Cell], other: Sequence[Cell], rare: frozenset[int]
) -> Evidence:
    """What two students share of the pieces that are rare in their class."""
    mine, theirs = _pieces(one, rare), _pieces(other, rare)
    both = {p.fingerprint for ps in mine.values() for p in ps} & {
        p.fingerprint for ps in theirs.values() for p in ps
    }
    texts = {cell.id: cell.source for cell in one}
    spans = {id: _spans(found, both) for id, found in mine.items()}
    return Evidence(
        pair,
        tuple(sorted(_quoted(texts, spans, Kind.WORDS), key=len, reverse=True)),
        tuple(dict.fromkeys(_quoted(texts, spans, Kind.NAMES))),
        sum(_lines(texts[id], of[Kind.STRUCTURE]) for id, of in spans.items()),
        tuple(_cells(one, other, spans, {id: _spans(p, both) for id, p in theirs.items()})),
    )


Spans = dict[Kind, list[tuple[int, int]]]


def _pieces(cells: Iterable[Cell], rare: frozenset[int]) -> dict[str, list[Piece]]:
    return {
        cell.id: [p for p in pieces(cell.source, cell.code) if p.fingerprint in rare]
        for cell in cells
    }


def _spans(found: Iterable[Piece], both: set[int]) -> Spans:
    """Where shared pieces of each kind stand, those that overlap together."""
    spans: Spans = {kind: [] for kind in Kind}
    for piece in found:
        if piece.fingerprint not in both:
            continue
        of = spans[piece.kind]
        if of and piece.start < of[-1][1]:
            of[-1] = of[-1][0], max(piece.end, of[-1][1])
        else:
            of.append((piece.start, piece.end))
    return spans


def _lines(text: str, spans: Iterable[tuple[int, int]]) -> int:
    """How many lines of a text some spans touch."""
    return len(
        {
            line
            for start, end in spans
            for line in range(text.count("\n", 0, start), text.count("\n", 0, end) + 1)
        }
    )


def _quoted(texts: dict[str, str], spans: dict[str, Spans], kind: Kind) -> Iterator[str]:
    for id, of in spans.items():
        for start, end in of[kind]:
            yield " ".join(texts[id][start:end].replace("#", " ").split())


def _cells(
    one: Sequence[Cell], other: Sequence[Cell], mine: dict[str, Spans], theirs: dict[str, Spans]
) -> Iterator[SharedCell]:
    left, right = ({cell.id: cell.source for cell in cells} for cells in (one, other))
    for id in dict.fromkeys([*left, *right]):
        if any(of for side in (mine, theirs) for of in side.get(id, {}).values()):
            yield SharedCell(
                id, _side(left.get(id, ""), mine.get(id)), _side(right.get(id, ""), theirs.get(id))
            )


def _side(text: str, spans: Spans | None) -> Side:
    """A text cut where a shared stretch begins or ends."""
    shown = text[:MOST_SHOWN]
    of = {kind: marks for kind, marks in (spans or {}).items() if marks}
    edges = {edge for marks in of.values() for span in marks for edge in span if edge < len(shown)}
    cuts = sorted({0, len(shown), *edges})
    stretches = [
        Stretch(
            shown[start:end],
            tuple(kind for kind, marks in of.items() if _is_marked(start, marks)),
        )
        for start, end in pairwise(cuts)
    ]
    return Side(tuple(stretches), len(text) > len(shown))


def _is_marked(at: int, marks: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of some stretches, which stand in order and apart."""
    begun = bisect_right(marks, at, key=itemgetter(0))
    return begun > 0 and at < marks[begun - 1][1]

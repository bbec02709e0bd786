"""The pieces of a cell that two students may share: stretches of words, names, structure."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Error, Name, Number, String, Text, _TokenType

WORD = re.compile(r"[^\W\d_]{2,}")  # a letter alone is an option of a quiz or a formula's symbol
IDENTIFIER = re.compile(r"[^\W\d]\w*")
WORDS_IN_A_ROW = 4
SYMBOLS_IN_A_ROW = 8
SHORTEST_NAME = 4
COUNTS = frozenset("012")  # numbers that are structure; others are anybody's choice
PYTHONS = (Name.Builtin, Name.Exception, Name.Function.Magic, Name.Namespace, Name.Variable.Magic)
_LEXER = PythonLexer()


class Kind(enum.Enum):
    """What a piece is made of."""

    WORDS = "words"
    NAMES = "names"
    STRUCTURE = "structure"


class Piece(NamedTuple):
    """A piece of a cell, and where it stands: ``source[start:end]``."""

    kind: Kind
    fingerprint: int
    start: int
    end: int


class _Part(NamedTuple):
    text: str
    start: int
    end: int


def pieces(source: str, code: bool) -> Iterator[Piece]:
    """Every piece of a cell, overlapping ones included.

    Parameters
    ----------
    source : str
    code : bool
        Whether it is a cell of code; else all of it is words.
    """
    if not code:
        yield from _rows(Kind.WORDS, _words(source, 0), WORDS_IN_A_ROW)
        return
    words: list[_Part] = []
    symbols: list[_Part] = []
    names: list[_Part] = []
    dot = False
    for start, kind, text in _LEXER.get_tokens_unprocessed(source):
        part = _Part(text, start, start + len(text))
        if kind in Comment or kind in String:
            words += _words(text, start)
        if kind in Name and not _is_given(kind, dot):
            names.append(part)
        symbol = _symbol(kind, text, dot)
        if not symbol:
            continue
        dot = symbol == "."
        if symbol != "string":  # words go on from comment to comment, and not over code
            yield from _rows(Kind.WORDS, words, WORDS_IN_A_ROW)
            words = []
        if not _goes_on(symbol, symbols):
            symbols.append(part._replace(text=symbol))
    yield from _rows(Kind.WORDS, words, WORDS_IN_A_ROW)
    yield from _rows(Kind.STRUCTURE, symbols, SYMBOLS_IN_A_ROW)
    for name in names:
        if len(name.text) >= SHORTEST_NAME:
            yield Piece(Kind.NAMES, of_name(name.text), name.start, name.end)


def of_name(name: str) -> int:
    """The fingerprint of a name, whatever the case of its letters."""
    return _fingerprint(Kind.NAMES, [name.casefold()])


def _words(text: str, at: int) -> list[_Part]:
    return [
        _Part(found[0].casefold(), at + found.start(), at + found.end())
        for found in WORD.finditer(text)
    ]


def _is_given(kind: _TokenType, dot: bool) -> bool:
    """Whether a name is Python's or a library's own, such as ``range`` and the ``exp`` of NumPy."""
    return dot or any(kind in own for own in PYTHONS)


def _symbol(kind: _TokenType, text: str, dot: bool) -> str:
    """What a token is in the structure: names and numbers that one may choose are all alike."""
    if kind in Comment or kind in String.Doc or (kind in Text and kind not in Error):
        return ""
    if kind in String:
        return "string"
    if kind in Number:
        return text if text in COUNTS else "number"
    if kind in Name and not _is_given(kind, dot):
        return "name"
    return text


def _goes_on(symbol: str, symbols: Sequence[_Part]) -> bool:
    """Whether a string goes on: it comes in several tokens."""
    return symbol == "string" and bool(symbols) and symbols[-1].text == "string"


def _rows(kind: Kind, parts: Sequence[_Part], length: int) -> Iterator[Piece]:
    """Every so many parts in a row."""
    for at in range(len(parts) - length + 1):
        row = parts[at : at + length]
        yield Piece(
            kind, _fingerprint(kind, [part.text for part in row]), row[0].start, row[-1].end
        )


def _fingerprint(kind: Kind, texts: Sequence[str]) -> int:
    data = "\0".join([kind.value, *texts]).encode("utf-8", "replace")
    return int.from_bytes(blake2b(data, digest_size=8).digest())

r"""Formulas of the questions, such as ``$w^T x + b$``, as HTML and as plain text.

A widget is not typeset by the page around it, so that the few signs which questions need are
turned into letters, raised and lowered ones among them. What is not known stops, in a test.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from deepcat.words import printable

_SIGNS = {
    "alpha": "α", "beta": "β", "delta": "δ", "eta": "η", "theta": "θ",
    "lambda": "λ", "sigma": "σ", "pi": "π", "partial": "∂", "nabla": "∇", "sum": "Σ", "infty": "∞",
    "cdot": "·", "times": "×",
    "odot": "⊙", "pm": "±", "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "to": "→",
    "leftarrow": "←", "in": "∈", "dots": "…", "ldots": "…", "ell": "ℓ", "quad": " ", ",": " ",
    "%": "%", "{": "{", "}": "}",
}  # fmt: skip
_UPRIGHT = ("log", "ln", "exp", "tanh", "max", "min", "sin", "cos")
_RAISED = str.maketrans("0123456789+-−=()nTixzab", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵀⁱˣᶻᵃᵇ")
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_TOKEN = re.compile(r"\\([A-Za-z]+|.)|([{}^_])|(\d+(?:\.\d+)?)|(\s+)|(.)", re.DOTALL)
_SPACED = "+-−=<>·×≤≥≠≈→←∈±⊙"
_PIECE = re.compile(
    r"```\w*\n(.*?)\n\s*```|\$([^$]+)\$|`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*", re.S
)


@dataclass(frozen=True)
class _Style:
    """How the pieces of a text are written."""

    words: Callable[[str], str]
    letter: Callable[[str], str]
    raised: Callable[[str], str]
    lowered: Callable[[str], str]
    code: Callable[[str], str]
    block: Callable[[str], str]
    strong: Callable[[str], str]
    stressed: Callable[[str], str]


def as_html(text: str) -> str:
    """A text with formulas, code and emphasis as HTML."""
    return _write(text, _HTML)


def as_plain(text: str) -> str:
    """The same as plain text: x₁, e⁻ᶻ, W^[l].

    Examples
    --------
    >>> as_plain(r"What is $e^{-z} + x_1$ at **0**?")
    'What is e⁻ᶻ + x₁ at 0?'
    """
    return _write(text, _PLAIN)


def _write(text: str, style: _Style) -> str:
    out, end = [], 0
    for found in _PIECE.finditer(text):
        out.append(style.words(text[end : found.start()]))
        block, formula, code, strong, stressed = found.groups()
        if block is not None:
            out.append(style.block(block))
        elif formula is not None:
            out.append(_formula(formula, style))
        elif code is not None:
            out.append(style.code(code))
        elif strong is not None:
            out.append(style.strong(strong))
        else:
            out.append(style.stressed(stressed))
        end = found.end()
    out.append(style.words(text[end:]))
    return "".join(out)


def _formula(source: str, style: _Style) -> str:
    written = "".join(_sequence(_TOKEN.finditer(source), style, closing=False))
    return re.sub(r" {2,}", " ", written).strip()


def _sequence(tokens: Iterator[re.Match[str]], style: _Style, *, closing: bool) -> Iterator[str]:
    has_left = False  # whether there is something that a minus would be subtracted from
    for token in tokens:
        if token[2] == "}" and closing:
            return
        is_minus = token[5] in ("-", "−")
        yield style.words("−") if is_minus and not has_left else _one(token, tokens, style)
        if token[4] is None:
            shown = _SIGNS.get(token[1], "") if token[1] else token[5]
            has_left = not shown or shown not in f"{_SPACED}([,"


def _one(token: re.Match[str], tokens: Iterator[re.Match[str]], style: _Style) -> str:
    command, structure, digits, space, sign = token.groups()
    if command is not None:
        return _command(command, tokens, style)
    if structure in ("^", "_"):
        write = style.raised if structure == "^" else style.lowered
        return write(_argument(tokens, style))
    if structure == "{":
        return "".join(_sequence(tokens, style, closing=True))
    if structure == "}":
        raise ValueError("a formula closes a brace that it did not open")
    if digits is not None:
        return style.words(digits)
    if space is not None:
        return ""
    return _sign(str(sign), style)


def _argument(tokens: Iterator[re.Match[str]], style: _Style) -> str:
    for token in tokens:
        if token[4] is None:
            return _one(token, tokens, style)
    raise ValueError("a formula ends where something must follow")


def _command(name: str, tokens: Iterator[re.Match[str]], style: _Style) -> str:
    if name == "hat":
        return style.letter(unicodedata.normalize("NFC", f"{_argument(tokens, _PLAIN)}\u0302"))
    if name in ("text", "mathrm"):
        return _argument(tokens, _PLAIN)
    if name == "frac":
        above, below = _argument(tokens, style), _argument(tokens, style)
        return f"{_bracketed(above)}/{_bracketed(below)}"
    if name == "sqrt":
        return f"√{_bracketed(_argument(tokens, style))}"
    if name in _UPRIGHT:
        return style.words(f"{name} ")
    if name not in _SIGNS:
        raise ValueError(f"a formula uses \\{name}, which questions cannot show")
    return _sign(_SIGNS[name], style)


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text


def _sign(sign: str, style: _Style) -> str:
    if sign.isalpha():
        return style.letter(sign)
    shown = "−" if sign == "-" else sign
    return style.words(f" {shown} " if shown in _SPACED else f"{shown} " if shown == "," else shown)


def _plain_raised(text: str) -> str:
    return _small(text.replace(" ", ""), _RAISED, "^")


def _plain_lowered(text: str) -> str:
    return _small(text.replace(" ", ""), _LOWERED, "_")


def _small(text: str, table: dict[int, int], sign: str) -> str:
    if all(ord(letter) in table for letter in text):
        return text.translate(table)
    return f"{sign}{text}" if len(text) == 1 or text[0] == "[" else f"{sign}({text})"


def _escaped(text: str) -> str:
    return escape(printable(text))


_BLOCK = (
    "margin:6px 0;padding:0;background:transparent;color:inherit;font-size:inherit;"
    "font-family:var(--jp-code-font-family, monospace);white-space:pre-wrap"
)
_HTML = _Style(
    words=_escaped,
    letter=lambda text: f"<i>{_escaped(text)}</i>",
    raised=lambda text: f"<sup>{text.replace(' ', '')}</sup>",
    lowered=lambda text: f"<sub>{text.replace(' ', '')}</sub>",
    code=lambda text: f"<code>{_escaped(text)}</code>",
    block=lambda text: f'<pre style="{_BLOCK}">{_escaped(text)}</pre>',
    strong=lambda text: f"<strong>{_escaped(text)}</strong>",
    stressed=lambda text: f"<em>{_escaped(text)}</em>",
)
_PLAIN = _Style(
    words=printable,
    letter=printable,
    raised=_plain_raised,
    lowered=_plain_lowered,
    code=printable,
    block=lambda text: f"\n{printable(text)}\n",
    strong=printable,
    stressed=printable,
)

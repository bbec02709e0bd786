r"""Formulas in TeX as MathML, which a browser typesets without a script: any text, in bounded time.

The library reads TeX; what it makes of a student's is never written as it comes. Only elements and
attributes that browsers know and that stay where they are get through, text is escaped, and
whatever would look other than it was meant is left to whoever asked, as TeX.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from html import escape, unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter

LONGEST = 500  # a longer formula stays TeX
# Macros could grow without end, and what stands behind a % would be lost.
UNTRIED = re.compile(r"\\(?:def|newcommand)(?![A-Za-z])|(?<!\\)%")
LEAVES = frozenset({"mi", "mn", "mo", "mtext", "mspace"})
ELEMENTS = LEAVES | {
    *("mrow", "mfrac", "msqrt", "mroot", "mstyle", "msub", "msup", "msubsup"),
    *("munder", "mover", "munderover", "mtable", "mtr", "mtd"),
}
_TRUTH, _SIZE = r"true|false", r"-?[0-4]?(?:\.\d{1,3})?em"
ATTRIBUTES = {
    **dict.fromkeys(("accent", "displaystyle", "fence", "largeop"), _TRUTH),
    **dict.fromkeys(("movablelimits", "stretchy"), _TRUTH),
    **dict.fromkeys(("maxsize", "minsize", "width"), _SIZE),
    "form": "prefix|infix|postfix",
    "linethickness": "0",
    "mathvariant": "normal",
    "scriptlevel": "[0-2]",
}
LOSING = frozenset({"linebreak", "notation"})  # what these ask for, no browser shows
SIDES = frozenset({"left", "right"})  # of a column; the middle is where it stands anyway


class _CannotShowError(Exception):
    """A formula holds what a browser would not show as it was meant."""


@functools.lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool = False) -> str | None:
    """A formula as a ``math`` element; None where it has to stay TeX.

    Parameters
    ----------
    tex : str
        What stands between the dollar signs.
    display : bool
        Whether it stands on a line of its own.
    """
    if not tex.strip() or len(tex) > LONGEST or UNTRIED.search(tex):
        return None
    try:
        tree = Converter(display="block" if display else "inline").convert_to_element(tex)
        written = "".join("".join(_written(child)) for child in tree)
    except Exception:  # the library stops at broken TeX in many ways, not all of them its own
        return None
    return f'<math display="block">{written}</math>' if display else f"<math>{written}</math>"


def _written(element: Element) -> Iterator[str]:
    """An element and all in it as HTML."""
    text = unescape(element.text or "")  # the library writes signs as &#x...;
    leaf = element.tag in LEAVES
    if element.tag not in ELEMENTS or element.tail or (len(element) if leaf else text):
        raise _CannotShowError(element.tag)
    if (element.tag == "mi" and text in ("{", "}", "&")) or text.startswith("\\"):
        raise _CannotShowError(text)  # a brace too many, a column nowhere, an unknown command
    yield f"<{element.tag}{''.join(_attributes(element))}>{escape(text, quote=False)}"
    for child in element:
        yield from _written(child)
    yield f"</{element.tag}>"


def _attributes(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name in LOSING:
            raise _CannotShowError(name)
        if name in ATTRIBUTES and re.fullmatch(ATTRIBUTES[name], value):
            yield f' {name}="{value}"'
        elif name == "columnalign" and value in SIDES:
            yield f' style="text-align: {value}"'

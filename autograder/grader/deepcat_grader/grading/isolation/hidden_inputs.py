"""Leave out of an observation what could carry a hidden input into the feedback.

A student's code chooses the words of its exceptions, warnings and types, while it sees the
hidden inputs. On inputs that a message does not show, only words that are fixed beforehand stay.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection
from dataclasses import replace

from deepcat_judge.observe import Observation, Raised
from deepcat_judge.plain import Plain, Refused, map_leaves

WARNING = re.compile(
    r"(overflow|underflow|divide by zero|invalid value) encountered in [a-z_]{1,20}( [a-z_]{1,20})?"
    r"|Mean of empty slice\.?|Degrees of freedom <= 0 for slice\.?"
)
EXCEPTIONS = {name for name in dir(builtins) if isinstance(getattr(builtins, name), type)} | {
    "UFuncTypeError",
    "_UFuncOutputCastingError",
    "LinAlgError",
    "AxisError",
}
# What to look for in an exception's text, and what is said in its place.
TEXTS = (
    ("could not be broadcast", "operands could not be broadcast together"),
    ("core dimension|not aligned", "the core dimensions of a matrix product do not fit"),
    ("truth value of an array", "the truth value of an array is ambiguous"),
    ("only length-1 arrays can be converted", "only length-1 arrays can be converted"),
    ("only 0-dimensional arrays can be converted", "only 0-dimensional arrays can be converted"),
    ("read-only", "the array is read-only"),
    ("setting an array element with a sequence", "setting an array element with a sequence"),
    ("casting", "the result cannot be cast by the rule for casting"),
    ("'NoneType'", "the operation is not supported for 'NoneType'"),
    ("division by zero", "division by zero"),
    ("math range error", "math range error"),
)
NAME = re.compile(r"name '(\w+)' is not defined")
DTYPE = re.compile(r"an array of dtype (float16|longdouble|object|complex\d{2,3}|<U\d{1,3})")
# A place in a result: positions and short names such as 'W1', but no text of an answer's choice.
PLACE = re.compile(r"(result|argument \d)(\[(\d{1,3}|'[A-Za-z]{1,6}\d{0,2}')\])*")
REFUSED = Refused("an object that cannot be compared", "return numbers or a plain NumPy array")


def without_hidden_inputs(seen: Observation, lines: Collection[str]) -> Observation:
    """What may be told of a call whose input is not shown.

    Parameters
    ----------
    seen : Observation
    lines : collection of str
        The lines that the student wrote, stripped.
    """
    own = "a warning of your own code"
    return replace(
        seen,
        value=map_leaves(_leaf, seen.value),
        raised=seen.raised and _raised(seen.raised, lines),
        warned=tuple(text if WARNING.fullmatch(text) else own for text in seen.warned),
        shared=tuple((_place(place), _place(other)) for place, other in seen.shared),
        printed="",
    )


def _leaf(leaf: Plain) -> Plain:
    return REFUSED if isinstance(leaf, Refused) and not DTYPE.fullmatch(leaf.what) else leaf


def _place(place: str) -> str:
    return place if PLACE.fullmatch(place) else place.partition("[")[0][:10]


def _raised(raised: Raised, lines: Collection[str]) -> Raised:
    texts = [instead for found, instead in TEXTS if re.search(found, raised.text)]
    if (name := NAME.fullmatch(raised.text)) and any(name[1] in line for line in lines):
        texts = [raised.text]
    return Raised(
        raised.kind if raised.kind in EXCEPTIONS else "an exception of its own",
        texts[0] if texts else "",
        raised.line if raised.line in lines else "",
        raised.lineno if raised.line in lines else 0,
    )

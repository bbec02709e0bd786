"""Plain values as JSON that loses no bit, and as text for a terminal."""

from __future__ import annotations

import base64
import math
import re
from dataclasses import asdict
from typing import Any

import numpy as np

from deepcat_grader.grading.isolation.caller import as_number
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Named, Plain, Refused, Remote, Rng

SPACES = re.compile(r"\n\s*")  # between the rows of an array; in a text a line's end is escaped
MOST = 600  # characters of one value on a terminal; the saved file has all of them


def to_json(value: Plain) -> Any:
    """A plain value; the same text for the same bits."""
    value = as_number(value)
    if isinstance(value, np.ndarray):
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"array": value.dtype.str, "shape": [*value.shape], "bytes": data}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    if isinstance(value, tuple):
        return {"tuple": [to_json(one) for one in value]}
    if isinstance(value, list):
        return [to_json(one) for one in value]
    if isinstance(value, dict):
        return {"dict": [[str(key), to_json(one)] for key, one in value.items()]}
    if isinstance(value, Rng | Named | Remote | Refused):
        return {type(value).__name__.lower(): asdict(value)}
    return value


def from_json(data: Any) -> Plain:
    """The inverse of `to_json`.

    Raises
    ------
    ValueError, KeyError, TypeError
        If the data was made by something else.
    """
    if isinstance(data, list):
        return [from_json(one) for one in data]
    if not isinstance(data, dict):
        plain: Plain = data
        return plain
    if "array" in data:
        raw = base64.b64decode(data["bytes"], validate=True)
        return np.frombuffer(raw, np.dtype(data["array"])).reshape(data["shape"])
    ((kind, inside),) = data.items()
    if kind == "float":
        return float(inside)
    if kind == "tuple":
        return tuple(from_json(one) for one in inside)
    if kind == "dict":
        return {key: from_json(one) for key, one in inside}
    stand_in: Plain = {"rng": Rng, "named": Named, "remote": Remote, "refused": Refused}[kind](
        **inside
    )
    return stand_in


def seen_json(seen: Observation) -> dict[str, Any]:
    """What one call did."""
    return {**asdict(seen), "value": to_json(seen.value)}


def shown(data: Any) -> str:
    """A value of `to_json` as a person reads it, whole up to a few hundred signs."""
    value = from_json(data)
    with np.printoptions(precision=17, floatmode="unique", threshold=200, linewidth=100):
        text = repr(value)
    return cut(text if isinstance(value, str) else SPACES.sub(" ", text))


def cut(text: str) -> str:
    """A text of anybody's on one line: signs that steer a terminal do not get there."""
    whole = "".join(sign if sign.isprintable() else "?" for sign in text)
    return whole if len(whole) <= MOST else f"{whole[:MOST]}… ({len(whole)} signs)"

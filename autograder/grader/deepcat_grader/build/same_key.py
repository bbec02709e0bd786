"""Whether two answer keys say the same, up to what differs between machines."""

from __future__ import annotations

import json
import math
from typing import Any

RELATIVE = 1e-12
# A tolerance comes from finite differences, which make much of the last bit of a value.
TOLERANCE_RELATIVE = 1e-3
# Below this, a number beside numbers of order one is rounding.
ABSOLUTE = 1e-15


def same_key(old: str, new: str) -> bool:
    """Compare the text of two answer keys, numbers to 1e-12."""
    try:
        before = json.loads(old)
    except ValueError:
        return False
    return _same(before, json.loads(new), RELATIVE)


def _same(a: Any, b: Any, relative: float) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(_same_item(key, a[key], b[key], relative) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_same(x, y, relative) for x, y in zip(a, b, strict=True))
    if type(a) is float and type(b) is float:
        return math.isclose(a, b, rel_tol=relative, abs_tol=ABSOLUTE)
    return type(a) is type(b) and bool(a == b)


def _same_item(key: str, a: Any, b: Any, relative: float) -> bool:
    if key == "raised":
        return bool(a[0] == b[0])
    if key == "warned":
        return len(a) == len(b)
    return _same(a, b, TOLERANCE_RELATIVE if key == "tolerance" else relative)

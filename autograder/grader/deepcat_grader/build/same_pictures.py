"""Whether two files of the playground's pictures show the same, up to rounding."""

from __future__ import annotations

import json
from typing import Any

# Processors differ in the last bit, and three hundred steps make more of it.
NEAR, FEW = 2e-3, 0.01


def same_pictures(old: str, new: str) -> bool:
    """Whether two such files show the same: curves nearly so, and maps but for a few cells."""
    try:
        return _alike(json.loads(old), json.loads(new))
    except (ValueError, TypeError):
        return False


def _alike(a: Any, b: Any) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(_alike(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_alike, a, b))
    if isinstance(a, str) and isinstance(b, str):
        different = sum(one != other for one, other in zip(a, b, strict=False))
        return len(a) == len(b) and different <= FEW * len(a)
    return bool(a == b or abs(a - b) <= NEAR)

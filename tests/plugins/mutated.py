"""Choose how many damaged notebooks are read."""

from __future__ import annotations

import pytest

USUAL = 300


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run read more of them."""
    words = "how many mutated notebooks are read and planned (usually %(default)s)"
    parser.addoption("--mutated", type=int, default=USUAL, metavar="N", help=words)

"""How often the grader is killed in a run of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run kill the grader more often."""
    parser.addoption("--kills", type=int, default=200, help="how often the grader is killed")

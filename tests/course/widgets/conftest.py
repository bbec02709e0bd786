"""What tests of the widgets share."""

from __future__ import annotations

import math

import pytest

from deepcat.widgets import playground_maps


@pytest.fixture(autouse=True)
def endless_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the playground draw its finest maps, however busy the machine is."""
    monkeypatch.setattr(playground_maps, "PATIENCE", math.inf)

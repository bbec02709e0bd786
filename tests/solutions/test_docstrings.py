"""The worked examples in the references' docstrings, which students read in their stubs."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from deepcat_solutions import (
    backprop,
    cat_detector,
    introduction,
    losses,
    network,
    neuron,
)


@pytest.mark.parametrize("module", [introduction, neuron, network, losses, backprop, cat_detector])
def test_the_worked_examples_are_right(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0

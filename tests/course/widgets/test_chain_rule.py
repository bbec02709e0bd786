"""The chain rule without a browser: every number by hand, the slopes by PyTorch and by a nudge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from two_layers import backward, cost, forward

from deepcat.small_network import slopes_by_pytorch, small_network, three_examples
from deepcat.widgets import ChainRule, chain_picture
from deepcat.widgets.chain_picture import NAMES, WEIGHTS, ChainTask, measured, path_of, walk
from deepcat.widgets.playground_network import flat
from deepcat_solutions.neuron import relu, relu_prime, sigmoid, sigmoid_prime

TASK = ChainTask(relu, relu_prime, sigmoid, sigmoid_prime, cost)


def chain_rule(**more: Any) -> ChainRule:
    return ChainRule(relu, relu_prime, sigmoid, sigmoid_prime, cost, **more)


def slopes_of(widget: ChainRule) -> list[float]:
    return [widget.quantities[f"∂L/∂{name}"] for name in WEIGHTS]


def test_the_mean_of_the_examples_slopes_is_what_pytorch_computes() -> None:
    widget = chain_rule()
    slopes = []
    for example in range(3):
        widget.move(example=float(example))
        slopes.append(slopes_of(widget))
    expected = slopes_by_pytorch()
    together = flat({name: expected[f"d{name}"] for name in small_network()})
    np.testing.assert_allclose(np.mean(slopes, axis=0), together, atol=1e-12)


def test_the_worked_example_has_the_numbers_of_the_lesson() -> None:
    found = chain_rule().quantities
    values = [1, 1.5, 1, 1.5, 1, 0.731059, 0.313262]
    np.testing.assert_allclose([found[name] for name in NAMES[:7]], values, atol=1e-6)
    assert found["∂L/∂z[2]"] == pytest.approx(found["ŷ"] - 1)


@pytest.mark.parametrize("index", range(9))
def test_a_nudge_measures_the_same_slope(index: int) -> None:
    X, Y = three_examples()
    weights = [0.3, -1.2, 0.9, 1.1, 0.4, -0.2, -0.7, 1.3, 0.15]
    for example in range(3):
        x, y = (X[0, example], X[1, example]), Y[0, example]
        found = walk(TASK, weights, x, y)
        slope = measured(TASK, weights, x, y, index)
        assert found[f"∂L/∂{WEIGHTS[index]}"].value == pytest.approx(slope, abs=1e-8)
        path = path_of(index)
        product = np.prod([found[f"∂L/∂{name}"].local for name in path])
        assert product == pytest.approx(slope, abs=1e-8)


def test_a_number_is_told_when_it_is_revealed_and_not_before() -> None:
    widget = chain_rule(forward=forward, gradients=backward)
    assert widget.frame["told"] == ""
    assert widget.frame["asked"] == "What is z[1]₁?"
    words = "From w[1]₁₁ to the loss, multiply the edges' own slopes: those behind"
    assert widget.frame["path"] == f"{words} w[1]₁₁, z[1]₁, a₁, z[2], ŷ."
    widget.move(step=9.0)
    words = "∂L/∂z[2] = sigmoid_prime(z[2]) × ∂L/∂ŷ = 0.197 × (−1.368) = −0.269"
    assert widget.frame["told"] == words
    assert widget.frame["asked"] == "What is ∂L/∂w[2]₁?"
    widget.act("show")
    assert widget.frame["asked"] == "Every number is revealed."
    path = "∂L/∂w[1]₁₁ = 1 × 1 × 2 × 0.197 × (−1.368) = −0.538."
    measured_words = "Measured by a nudge: −0.537883. Your backward pass: −0.537883."
    assert widget.frame["path"] == f"{path} {measured_words}"
    assert widget.sentence.endswith(f"Every number is revealed. {path} {measured_words}")
    widget.act("reset")
    assert widget.frame["told"] == ""


def test_a_wrong_slope_no_longer_agrees_with_the_nudge() -> None:
    widget = ChainRule(relu, lambda Z: 0 * Z + 0.5, sigmoid, sigmoid_prime, cost)
    widget.show_me()
    assert "= −0.269. Measured by a nudge: −0.537883." in widget.frame["path"]


def test_the_students_chain_makes_every_product() -> None:
    calls: list[tuple[float, float]] = []

    def chain(dL_dz: float, dz_dtheta: float) -> float:
        calls.append((dL_dz, dz_dtheta))
        return dL_dz * dz_dtheta

    widget = chain_rule(chain=chain)
    assert len(calls) == 15
    assert widget.quantities == chain_rule().quantities
    adding = chain_rule(chain=lambda dL_dz, dz_dtheta: dL_dz + dz_dtheta)
    assert adding.quantities["∂L/∂z[2]"] != widget.quantities["∂L/∂z[2]"]


def test_a_weight_in_the_hand_changes_all_that_follows() -> None:
    widget = chain_rule()
    before = widget.quantities
    widget.move(t2=0.0)
    assert widget.parameters["b1"][0, 0] == 0.0
    changed = {name for name in NAMES if widget.quantities[name] != before[name]}
    assert {"z[1]₁", "a₁", "z[2]", "ŷ", "L", "∂L/∂w[2]₁"} <= changed
    assert not {"z[1]₂", "a₂"} & changed


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_a_sigmoid_that_is_sure_and_wrong_stops_no_picture(y: float) -> None:
    """1/0 is told as it is, and nothing warns."""
    found = walk(TASK, [1.0] * 6 + [900.0 - 1800.0 * y] * 3, (1.0, 1.0), y)
    assert np.isinf(found["∂L/∂ŷ"].value)


def test_an_exception_keeps_the_last_good_numbers() -> None:
    def fragile(Z: Any) -> Any:
        if Z[0, 0] > 3:
            raise ValueError("too much")
        return relu(Z)

    widget = ChainRule(fragile, relu_prime, sigmoid, sigmoid_prime, cost)
    good = widget.frame["values"]
    widget.move(t0=9.0)
    assert widget.frame["values"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: too much." in widget.frame["problem"]


def test_a_backward_pass_that_stops_is_named() -> None:
    widget = chain_rule(forward=forward, gradients=lambda Y, p, c: c["A3"])
    widget.show_me()
    assert "stopped with KeyError: 'A3'" in widget.frame["problem"]


def test_another_network_is_refused() -> None:
    wide = {"W1": np.ones((3, 2)), "b1": np.ones((3, 1)), "W2": np.ones((1, 3)), "b2": [[0.0]]}
    with pytest.raises(ValueError, match=r"W1 of shape \(2, 2\)"):
        chain_rule(parameters=wide)


def test_the_examples_of_the_pure_half_hold() -> None:
    import doctest

    assert doctest.testmod(chain_picture) == doctest.TestResults(0, 2)

"""A map of probabilities has words, a border, and inks that both themes can read."""

from __future__ import annotations

import re

import numpy as np

from deepcat.maps import decision_map
from deepcat.plots import COLOURS, INK

XX, YY = np.meshgrid(np.linspace(-1.0, 1.0, 21), np.linspace(0.0, 2.0, 21))
RISES = (XX + 1.0) / 2.0  # from 0 on the left to 1 on the right


def test_a_map_says_what_stands_where() -> None:
    picture = decision_map(XX, YY, RISES)
    assert "x from -1 to 1 and y from 0 to 2: 48% of it is above one half." in picture.alt
    assert "lower left 0.00, lower right 1.00, middle 0.50" in picture.alt


def test_points_are_counted_by_their_class() -> None:
    X, Y = np.array([[0.5, -0.5, -0.2], [1.0, 0.5, 1.5]]), np.array([[1.0, 0.0, 0.0]])
    alt = decision_map(XX, YY, RISES, X, Y).alt
    assert "On it, class 0 as circles: 2, and class 1 as crosses: 1." in alt


def test_a_map_of_one_colour_has_no_border() -> None:
    """Matplotlib warns of a contour that is nowhere, and warnings are errors."""
    assert "0% of it" in decision_map(XX, YY, np.full(XX.shape, 0.2)).alt


def test_decisions_and_probabilities_at_the_limits_are_drawn() -> None:
    assert "48% of it" in decision_map(XX, YY, RISES > 0.5).alt


def test_a_map_keeps_to_the_inks_of_the_course() -> None:
    painted = set(re.findall(r"#[0-9a-f]{6}", decision_map(XX, YY, RISES).svg.lower()))
    assert painted <= {colour.lower() for colour in (*COLOURS, INK)}

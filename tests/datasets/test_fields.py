"""Signed distances are distances: checked against shapes whose distance is known."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_data.drawing.canvas import SHOULDER, Canvas, PencilCanvas, coverage
from deepcat_data.drawing.fields import Frame, both, union, without

PICTURE = Frame.of_picture(64)
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)


def area(field: np.ndarray) -> float:
    """Return the covered area in picture units, whose whole is 4."""
    return float(coverage(field).sum()) * (2 / 64) ** 2


def test_the_frame_of_a_picture_goes_from_minus_one_to_one() -> None:
    assert PICTURE.u[0, 0] == -1 + 1 / 64 and PICTURE.u[0, -1] == 1 - 1 / 64
    assert PICTURE.v[0, 0] == -1 + 1 / 64 and PICTURE.v[-1, 0] == 1 - 1 / 64
    assert PICTURE.u.dtype == PICTURE.v.dtype == np.float32


def test_a_circle_is_its_distance_in_pixels() -> None:
    field = PICTURE.circle((0.1, -0.2), 0.5)
    expected = 32 * (np.hypot(PICTURE.u - 0.1, PICTURE.v + 0.2) - 0.5)
    np.testing.assert_allclose(field, expected, atol=1e-4)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (PICTURE.circle((0, 0), 0.6), np.pi * 0.36),
        (PICTURE.ellipse((0.1, 0.1), (0.7, 0.3), turn=0.5), np.pi * 0.21),
        (PICTURE.box((0, 0.1), (0.5, 0.25)), 0.5),
        (PICTURE.box((0, 0), (0.5, 0.5), 0.5), np.pi * 0.25),
        (PICTURE.polygon((-0.6, 0.5), (0, -0.7), (0.6, 0.5)), 0.72),
        (PICTURE.stroke((-0.5, 0), (0.5, 0), 0.2), 0.2 + np.pi * 0.01),
        (PICTURE.below(0.5), 1.0),
        (PICTURE.wavy((0, 0), (0.6, 0.6), 7, 0.05), np.pi * (0.36 + 0.05**2 / 2)),
        (PICTURE.smile((0, 0), 0.5, 0.1), np.pi * 0.5 * 0.1),
    ],
)
def test_a_shape_covers_the_area_that_geometry_gives_it(field: np.ndarray, expected: float) -> None:
    assert area(field) == pytest.approx(expected, rel=0.02)


def test_ellipses_are_distances_near_their_edge() -> None:
    """To first order: one pixel outside the edge of a slim ellipse the field is about one."""
    radii = (0.8, 0.3)
    field = PICTURE.ellipse((0, 0), radii)
    angles = np.linspace(0, 2 * np.pi, 4001)
    edge = np.stack([radii[0] * np.cos(angles), radii[1] * np.sin(angles)])
    near = np.abs(field) < 2
    points = np.stack([PICTURE.u[near], PICTURE.v[near]])
    true = 32 * np.sqrt(((points[:, :, None] - edge[:, None, :]) ** 2).sum(0)).min(1)
    np.testing.assert_allclose(np.abs(field[near]), true, atol=0.25)


def test_a_turned_and_scaled_frame_moves_a_shape_with_it() -> None:
    frame = PICTURE.at((0.2, -0.1), scale=0.5, turn=np.pi / 2)
    here = frame.ellipse((0.4, 0), (0.6, 0.2))
    there = PICTURE.ellipse((0.2, -0.1 + 0.2), (0.1, 0.3))
    np.testing.assert_allclose(coverage(here), coverage(there), atol=0.02)


def test_a_mirrored_frame_draws_on_both_sides() -> None:
    pair = PICTURE.mirrored().circle((0.5, 0.1), 0.2)
    both_sides = union(PICTURE.circle((0.5, 0.1), 0.2), PICTURE.circle((-0.5, 0.1), 0.2))
    np.testing.assert_allclose(pair, both_sides, atol=1e-5)


def test_sets_of_points_combine_as_their_names_say() -> None:
    left, right = PICTURE.circle((-0.2, 0), 0.4), PICTURE.circle((0.2, 0), 0.4)
    inside, other = left < 0, right < 0
    np.testing.assert_array_equal(union(left, right) < 0, inside | other)
    np.testing.assert_array_equal(both(left, right) < 0, inside & other)
    np.testing.assert_array_equal((without(left, right) < 0), inside & (right > 0))
    assert area(union(left, right, soft=6.0)) > area(union(left, right))


def test_paint_covers_the_inside_and_half_of_the_edge() -> None:
    grey = (0.6, 0.6, 0.6)
    canvas = Canvas(64, BLACK)
    canvas.paint(canvas.frame.below(0.0), grey)
    rows = canvas.finished()[:, 5, 0]
    assert rows[:32].max() == 0 and rows[32:].min() == 153
    half = Canvas(64, BLACK)
    half.paint(half.frame.below(1 / 64), grey)
    assert half.finished()[32, 5, 0] == 77


def test_bright_light_keeps_the_drawing() -> None:
    """Brighter paint stays brighter, and even twice white is not cut off."""
    levels = np.linspace(0.0, 2.0, 65)[:64]
    canvas = Canvas(64, BLACK)
    canvas.planes[:] = levels
    row = canvas.finished()[0, :, 0].astype(int)
    assert (np.diff(row) >= 0).all() and row[-1] > row[levels >= 1][0] and row[-1] < 255
    kept = levels < SHOULDER
    np.testing.assert_array_equal(row[kept], np.floor(255 * levels[kept] + 0.5))


def test_pencil_has_no_colour_and_an_outline() -> None:
    canvas = PencilCanvas(64, WHITE)
    canvas.paint(canvas.frame.circle((0, 0), 0.5), (0.9, 0.3, 0.1))
    picture = canvas.finished().astype(int)
    assert (picture[..., 0] == picture[..., 1]).all()
    middle, edge, paper = picture[32, 32, 0], picture[32, 45:51, 0].min(), picture[2, 2, 0]
    assert edge < middle < paper

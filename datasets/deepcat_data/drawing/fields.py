"""Signed-distance fields: how far each pixel lies outside a shape, negative inside.

The formulas are Inigo Quilez's (https://iquilezles.org/articles/distfunctions2d/).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

# Kept at float32 throughout: a plain Python number does not widen it.
Field = npt.NDArray[np.floating[Any]]
Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Frame:
    """Where each pixel lies in a shape's own coordinates.

    Attributes
    ----------
    u, v : (size, size) float32
        To the right and down, from the frame's origin, in its own units.
    pixels : float
        Pixels in a unit. Every distance that a frame gives is in pixels.
    """

    u: Field
    v: Field
    pixels: float

    @classmethod
    def of_picture(cls, size: int) -> Frame:
        """The frame of a whole picture: from -1 at its left and top to 1 at its right and foot."""
        centres = ((np.arange(size) + 0.5) * (2.0 / size) - 1.0).astype(np.float32)
        shape = (size, size)
        u: Field = np.broadcast_to(centres, shape).copy()
        v: Field = np.broadcast_to(centres[:, np.newaxis], shape).copy()
        return cls(u, v, size / 2)

    def at(self, origin: Point, scale: float = 1.0, turn: float = 0.0) -> Frame:
        """A frame with another origin, a unit of `scale` and axes turned by `turn` radians."""
        return self.stretched(origin, (scale, scale), turn)

    def stretched(self, origin: Point, scale: Point, turn: float = 0.0) -> Frame:
        """A frame whose units across and down differ; distances follow the shorter."""
        cos, sin = math.cos(turn), math.sin(turn)
        x, y = self.u - origin[0], self.v - origin[1]
        u = (cos * x + sin * y) / scale[0]
        v = (cos * y - sin * x) / scale[1]
        return Frame(u, v, self.pixels * min(scale))

    def mirrored(self) -> Frame:
        """The frame in which what is drawn on the right is drawn on the left too."""
        return Frame(np.abs(self.u), self.v, self.pixels)

    def ellipse(self, centre: Point, radii: Point, turn: float = 0.0) -> Field:
        """An ellipse: the distance to first order, |p|(|p| - 1) / |gradient|."""
        x, y = self.u - centre[0], self.v - centre[1]
        if turn:
            cos, sin = math.cos(turn), math.sin(turn)
            x, y = cos * x + sin * y, cos * y - sin * x
        p, q = x / radii[0], y / radii[1]
        norm = _length(p, q)
        p /= radii[0]
        q /= radii[1]
        slope = _length(p, q)
        slope += 1e-6
        return self.pixels * norm * (norm - 1) / slope

    def circle(self, centre: Point, radius: float) -> Field:
        """A circle."""
        return self.pixels * (_length(self.u - centre[0], self.v - centre[1]) - radius)

    def below(self, level: float, slope: float = 0.0) -> Field:
        """Everything below a line, `v > level + slope * u`."""
        length = self.pixels / math.hypot(1.0, slope)
        return length * (level + slope * self.u - self.v)

    def polygon(self, *corners: Point, rounded: float = 0.0) -> Field:
        """A convex polygon, its corners in clockwise order as seen, rounded inwards."""
        inside: Field | None = None
        for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
            length = math.hypot(x1 - x0, y1 - y0)
            a, b = (y1 - y0) / length, (x0 - x1) / length
            side = a * self.u + b * self.v
            side -= a * x0 + b * y0
            inside = side if inside is None else _smooth_maximum(inside, side, rounded)
        assert inside is not None
        return self.pixels * inside

    def box(self, centre: Point, half: Point, rounded: float = 0.0) -> Field:
        """An upright rectangle, rounded outwards."""
        x = np.abs(self.u - centre[0]) - (half[0] - rounded)
        y = np.abs(self.v - centre[1]) - (half[1] - rounded)
        outside = _length(np.maximum(x, 0), np.maximum(y, 0))
        inside: Field = np.minimum(np.maximum(x, y), 0)
        return self.pixels * (outside + inside - rounded)

    def stroke(self, start: Point, end: Point, width: float, taper: float = 1.0) -> Field:
        """A straight stroke with round ends; at its end it is `taper` times as wide."""
        x, y = self.u - start[0], self.v - start[1]
        dx, dy = end[0] - start[0], end[1] - start[1]
        along: Field = np.clip((x * dx + y * dy) / (dx * dx + dy * dy), 0, 1)
        distance = _length(x - along * dx, y - along * dy)
        half = width / 2 * (1 - (1 - taper) * along)
        return self.pixels * (distance - half)

    def smile(self, centre: Point, radius: float, width: float) -> Field:
        """The lower half of a circle, drawn as a line."""
        x, y = self.u - centre[0], self.v - centre[1]
        ring = np.abs(_length(x, y) - radius) - width / 2
        half: Field = np.maximum(ring, -y)
        return self.pixels * half

    def wavy(
        self, centre: Point, radii: Point, waves: int, height: float, phase: float = 0.0
    ) -> Field:
        """An ellipse whose edge goes in and out `waves` times, `height` each way."""
        x = (self.u - centre[0]) / radii[0]
        y = (self.v - centre[1]) / radii[1]
        edge: Field = height * np.cos(waves * np.arctan2(y, x) + phase)
        return self.pixels * (min(radii) * (_length(x, y) - 1) - edge)


def union(*fields: Field, soft: float = 0.0) -> Field:
    """Whatever lies in at least one; `soft` pixels of melting where they meet."""
    result = fields[0]
    for field in fields[1:]:
        result = -_smooth_maximum(-result, -field, soft) if soft else np.minimum(result, field)
    return result


def both(*fields: Field) -> Field:
    """What lies in all of them."""
    result = fields[0]
    for field in fields[1:]:
        result = np.maximum(result, field)
    return result


def without(field: Field, hole: Field) -> Field:
    """What lies in the first and not in the second."""
    return np.maximum(field, -hole)


def _length(x: Field, y: Field) -> Field:
    """The length of the vector (x, y); NumPy's `hypot` also minds overflow, and is slower."""
    length: Field = np.sqrt(x * x + y * y)
    return length


def _smooth_maximum(a: Field, b: Field, width: float) -> Field:
    """The larger of two, with the crease between them rounded over `width` (a quadratic)."""
    if not width:
        return np.maximum(a, b)
    overlap = np.maximum(width - np.abs(a - b), 0)
    return np.maximum(a, b) + overlap * overlap * (0.25 / width)

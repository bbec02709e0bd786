"""Things: car, house, mug, flower, mushroom, sailing boat."""

from __future__ import annotations

from math import cos, pi, sin

from deepcat_data.drawing.canvas import Canvas, Colour
from deepcat_data.drawing.colours import INK, SNOW, mix
from deepcat_data.drawing.faces import Look, Painter
from deepcat_data.drawing.fields import Frame, both, union, without

GLASS: Colour = (0.66, 0.82, 0.90)
WOOD: Colour = (0.55, 0.38, 0.24)
LEAF: Colour = (0.36, 0.60, 0.32)


def _car(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(head.ellipse((0, 0.78), (1.25, 0.10)), INK, 0.3, soft=3.0)
    cabin = head.polygon((-0.50, -0.72), (0.52, -0.72), (0.82, 0), (-0.80, 0), rounded=0.12)
    canvas.paint(cabin, coat.base)
    for left, right in ((-0.60, -0.04), (0.04, 0.62)):
        pane = head.box(((left + right) / 2, -0.28), ((right - left) / 2, 0.26), 0.06)
        canvas.paint(both(cabin + 0.10 * head.pixels, pane), GLASS)
    canvas.paint(head.box((0, 0.24), (1.28, 0.36), 0.18), coat.base)
    canvas.paint(head.box((0, 0.36), (1.26, 0.05)), coat.mark)
    half = head.mirrored()
    canvas.paint(half.circle((0.70, 0.56), 0.30), INK)
    canvas.paint(half.circle((0.70, 0.56), 0.14), coat.pale)
    canvas.paint(head.circle((1.14, 0.16), 0.10), (0.98, 0.90, 0.55))


def _house(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(head.box((0.52, -0.80), (0.14, 0.34)), coat.mark)
    canvas.paint(head.box((0, 0.42), (0.86, 0.66)), coat.base)
    roof = head.polygon((0, -1.22), (1.14, -0.16), (-1.14, -0.16), rounded=0.05)
    canvas.paint(roof, mix(coat.mark, (0.62, 0.25, 0.20), 0.5))
    canvas.paint(head.box((0, 0.68), (0.20, 0.40), 0.04), WOOD)
    canvas.paint(head.circle((0.12, 0.70), 0.04), SNOW)
    half = head.mirrored()
    canvas.paint(half.box((0.52, 0.30), (0.22, 0.22)), coat.pale)
    canvas.paint(half.box((0.52, 0.30), (0.16, 0.16)), GLASS)
    canvas.paint(half.box((0.52, 0.30), (0.025, 0.18)), coat.pale)
    canvas.paint(head.circle((0, -0.52), 0.17), GLASS)


def _mug(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(head.ellipse((0, 0.92), (0.95, 0.12)), INK, 0.3, soft=3.0)
    handle = without(
        head.ellipse((0.72, 0.18), (0.48, 0.46)), head.ellipse((0.72, 0.18), (0.28, 0.26))
    )
    canvas.paint(handle, mix(coat.base, coat.mark, 0.3))
    cup = union(head.box((0, 0.22), (0.74, 0.70), 0.16), head.ellipse((0, -0.46), (0.74, 0.18)))
    canvas.paint(cup, coat.base)
    canvas.paint(both(cup, head.box((0, 0.24), (1.0, 0.14))), coat.mark)
    canvas.paint(head.ellipse((0, -0.46), (0.74, 0.18)), coat.pale)
    canvas.paint(head.ellipse((0, -0.44), (0.64, 0.13)), WOOD)
    for x in (-0.28, 0.06):
        for side, y in ((1, -0.78), (-1, -1.02)):
            steam = head.at((x, y), turn=pi / 2 * side).smile((0, 0), 0.13, 0.06)
            canvas.paint(steam, SNOW, 0.6, soft=2.0)


def _flower(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(head.stroke((0, 0), (0.08, 1.9), 0.14), LEAF)
    leaves = head.mirrored().ellipse((0.42, 1.18), (0.40, 0.17), -0.5)
    canvas.paint(leaves, mix(LEAF, INK, 0.15))
    petals = 7
    for k in range(petals):
        angle = look.phase + 2 * pi * k / petals
        centre = (0.62 * cos(angle), 0.62 * sin(angle) - 0.15)
        petal = head.ellipse(centre, (0.42, 0.25), angle)
        canvas.paint(petal - 0.02 * head.pixels, coat.mark)
        canvas.paint(petal, coat.base)
    canvas.paint(head.circle((0, -0.15), 0.36), mix((0.93, 0.74, 0.25), coat.mark, 0.2))
    canvas.paint(head.circle((0, -0.15), 0.22), mix((0.80, 0.55, 0.16), coat.mark, 0.2))


def _mushroom(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(head.ellipse((0, 1.02), (0.80, 0.12)), INK, 0.3, soft=3.0)
    stem = head.polygon((-0.26, -0.1), (0.26, -0.1), (0.38, 1.02), (-0.38, 1.02), rounded=0.15)
    canvas.paint(stem, mix(SNOW, coat.pale, 0.5))
    cap = both(head.ellipse((0, 0.10), (1.08, 1.02)), -head.below(0.16))
    canvas.paint(cap, coat.base)
    canvas.paint(head.ellipse((0, 0.16), (1.06, 0.16)), mix(coat.base, coat.mark, 0.6))
    for centre, radius in (((-0.52, -0.30), 0.16), ((0.05, -0.58), 0.19), ((0.58, -0.22), 0.15)):
        canvas.paint(both(cap, head.circle(centre, radius)), coat.pale)


def _boat(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(canvas.frame.below(0.62), (0.30, 0.52, 0.66))
    canvas.paint(head.stroke((0, -1.30), (0, 0.50), 0.09), WOOD)
    sail = head.polygon((0.10, -1.22), (0.92, 0.30), (0.10, 0.30), rounded=0.05)
    canvas.paint(sail, coat.base)
    canvas.paint(
        head.polygon((-0.10, -0.98), (-0.10, 0.30), (-0.74, 0.30), rounded=0.05), coat.pale
    )
    hull = head.polygon((-1.06, 0.44), (1.06, 0.44), (0.70, 0.94), (-0.70, 0.94), rounded=0.1)
    canvas.paint(hull, mix(coat.mark, WOOD, 0.4))
    canvas.paint(head.stroke((-1.0, 0.50), (1.0, 0.50), 0.08), SNOW)


THINGS: dict[str, Painter] = {
    "car": _car,
    "house": _house,
    "mug": _mug,
    "flower": _flower,
    "mushroom": _mushroom,
    "boat": _boat,
}

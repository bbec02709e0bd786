"""Other animals: rabbit, owl, bear, fox, mouse, fish."""

from __future__ import annotations

from deepcat_data.drawing.canvas import Canvas
from deepcat_data.drawing.colours import COATS, EYES, INK, SNOW, mix
from deepcat_data.drawing.faces import (
    Look,
    Painter,
    big_nose,
    bust,
    ears,
    eye,
    eyes,
    fur,
    line_colour,
    mouth,
    small_nose,
    whiskers,
)
from deepcat_data.drawing.fields import Frame, both, union


def _rabbit(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    bust(canvas, head, look, coat.pale)
    half = head.mirrored()
    canvas.paint(half.ellipse((0.40, -1.12), (0.25, 0.78), 0.15), coat.base)
    canvas.paint(half.ellipse((0.40, -1.10), (0.13, 0.58), 0.15), look.inner_ear)
    outline = union(
        head.ellipse((0, 0.05), (0.84, 0.78)),
        half.ellipse((0.45, 0.32), (0.46, 0.40)),
        soft=0.25 * head.pixels,
    )
    fur(canvas, outline, coat.base, mix(coat.base, coat.mark, 0.7), head)
    canvas.paint(face.box((0, 0.74), (0.12, 0.12), 0.04), SNOW)
    canvas.paint(face.mirrored().ellipse((0.19, 0.48), (0.25, 0.20)), coat.pale)
    lid = mix(coat.mark, INK, 0.5)
    eyes(canvas, face, (0.50, -0.08), (0.16, 0.20), EYES[look.eyes], lid, (0.12, 0.15))
    mouth(canvas, face, (0, 0.38), 0.13, line_colour(coat, coat.pale))
    small_nose(canvas, face, (0, 0.27), 0.20, look.nose)
    whiskers(canvas, face, (0.34, 0.48), 0.6, SNOW if coat.is_dark else mix(INK, SNOW, 0.4), 0.5)


def _owl(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    canvas.paint(ears(head, (0.20, -0.60), (0.86, -1.18), (0.95, -0.20)), coat.mark)
    body = union(
        head.ellipse((0, 1.1), (0.92, 1.25)),
        head.ellipse((0, -0.10), (0.98, 0.82)),
        soft=0.2 * head.pixels,
    )
    canvas.paint(body, coat.base)
    belly = head.ellipse((0, 1.35), (0.60, 0.75))
    canvas.paint(belly, coat.pale)
    for row, y in enumerate((0.90, 1.12, 1.34)):
        for column in range(-1, 2):
            x = 0.28 * column + 0.14 * (row % 2)
            canvas.paint(both(belly, head.smile((x, y), 0.10, 0.05)), coat.mark)
    canvas.paint(face.mirrored().circle((0.42, -0.14), 0.44), coat.pale)
    eyes(canvas, face, (0.40, -0.14), (0.26, 0.26), EYES[look.eyes], coat.mark, (0.15, 0.15))
    beak = face.polygon((-0.13, 0.02), (0.13, 0.02), (0, 0.36), rounded=0.05)
    canvas.paint(beak, (0.88, 0.62, 0.24))


def _bear(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    bust(canvas, head, look)
    panda = look.pattern == "panda"
    dark = COATS["black"].base
    half = head.mirrored()
    canvas.paint(half.circle((0.72, -0.70), 0.34), dark if panda else coat.base)
    canvas.paint(half.circle((0.71, -0.66), 0.19), dark if panda else look.inner_ear)
    outline = head.wavy((0, 0), (0.98, 0.90), 16, 0.012, look.phase)
    fur(canvas, outline, coat.base, mix(coat.base, coat.mark, 0.6), head)
    if panda:
        canvas.paint(face.mirrored().ellipse((0.40, -0.08), (0.25, 0.30), 0.5), dark)
    lid = mix(coat.mark, INK, 0.5)
    eyes(canvas, face, (0.38, -0.12), (0.12, 0.12), EYES[look.eyes], lid, (0.09, 0.09))
    canvas.paint(face.ellipse((0, 0.42), (0.42, 0.34)), coat.pale)
    mouth(canvas, face, (0, 0.44), 0.14, line_colour(coat, coat.pale))
    big_nose(canvas, face, (0, 0.28), 0.36, look.nose)


def _fox(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    bust(canvas, head, look, SNOW)
    canvas.paint(ears(head, (0.12, -0.55), (0.78, -1.46), (1.00, -0.25)), coat.base)
    tips = ears(head, (0.52, -1.08), (0.78, -1.46), (0.90, -0.95))
    canvas.paint(tips, mix(coat.mark, INK, 0.5))
    canvas.paint(ears(head, (0.36, -0.62), (0.74, -1.12), (0.86, -0.42)), look.inner_ear)
    corners = ((-0.70, -0.66), (0.70, -0.66), (1.16, 0.20), (0, 0.98), (-1.16, 0.20))
    outline = head.polygon(*corners, rounded=0.35)
    fur(canvas, outline, coat.base, mix(coat.base, coat.mark, 0.6), head)
    cheeks = face.mirrored().ellipse((0.62, 0.44), (0.50, 0.36), -0.5)
    canvas.paint(both(outline, cheeks), mix(SNOW, coat.pale, 0.4))
    lid = mix(coat.mark, INK, 0.6)
    eyes(canvas, face, (0.42, -0.08), (0.16, 0.15), EYES[look.eyes], lid, (0.06, 0.13), 0.4)
    snout = face.ellipse((0, 0.52), (0.24, 0.40))
    canvas.paint(both(outline, snout), mix(coat.base, coat.pale, 0.4))
    big_nose(canvas, face, (0, 0.74), 0.28, INK)


def _mouse(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    bust(canvas, head, look, coat.pale)
    half = head.mirrored()
    canvas.paint(half.circle((0.80, -0.62), 0.54), coat.base)
    canvas.paint(half.circle((0.80, -0.60), 0.38), look.inner_ear)
    corners = ((-0.66, -0.60), (0.66, -0.60), (0.70, 0.20), (0, 0.94), (-0.70, 0.20))
    outline = head.polygon(*corners, rounded=0.5)
    fur(canvas, outline, coat.base, mix(coat.base, coat.mark, 0.6), head)
    lid = mix(coat.mark, INK, 0.5)
    eyes(canvas, face, (0.34, -0.02), (0.13, 0.16), EYES[look.eyes], lid, (0.10, 0.13))
    whiskers(canvas, face, (0.20, 0.52), 0.7, SNOW if coat.is_dark else mix(INK, SNOW, 0.3), 0.6)
    canvas.paint(face.circle((0, 0.66), 0.15), look.nose)


def _fish(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    coat = look.coat
    fin = mix(coat.mark, coat.base, 0.4)
    tail = head.polygon((1.32, -0.60), (1.32, 0.64), (0.45, 0.02), rounded=0.1)
    canvas.paint(tail, fin)
    canvas.paint(head.ellipse((0.05, -0.48), (0.50, 0.32)), fin)
    canvas.paint(head.ellipse((0.10, 0.50), (0.28, 0.26)), fin)
    body = head.ellipse((-0.12, 0), (1.02, 0.60))
    fur(canvas, body, coat.base, mix(coat.base, coat.mark, 0.5), head)
    for x in (-0.10, 0.22, 0.52):
        for y in (-0.22, 0.02, 0.26):
            scale = head.at((x, y), turn=1.57).smile((0, 0), 0.12, 0.05)
            canvas.paint(both(body + 0.1 * head.pixels, scale), mix(coat.pale, coat.base, 0.3))
    eye(canvas, face, (-0.66, -0.10), (0.17, 0.17), SNOW, coat.mark, (0.09, 0.09))
    canvas.paint(face.smile((-0.92, 0.14), 0.13, 0.05), line_colour(coat, coat.base))


ANIMALS: dict[str, Painter] = {
    "rabbit": _rabbit,
    "owl": _owl,
    "bear": _bear,
    "fox": _fox,
    "mouse": _mouse,
    "fish": _fish,
}

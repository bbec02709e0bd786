"""Lions: a mane, or none, round ears, a broad nose, a beard."""

from __future__ import annotations

from deepcat_data.drawing.canvas import Canvas
from deepcat_data.drawing.colours import COATS, EYES, INK, SNOW, mix
from deepcat_data.drawing.faces import (
    Look,
    bars,
    bust,
    choose_inner_ear,
    choose_nose,
    eyes,
    fur,
    line_colour,
    mouth,
    small_nose,
    tongue,
    whiskers,
)
from deepcat_data.drawing.fields import Frame, both, union
from deepcat_data.draws import Draws

PATTERNS = ("dark mane", "pale mane", "maneless")
_DARK_COATS = ("brown", "chocolate", "charcoal", "black")
_LIGHT_COATS = ("tawny", "ginger", "cream", "white", "silver", "grey")


def choose(draws: Draws, dark: bool) -> Look:
    """Choose a lion whose coat is dark, or light."""
    pattern = draws.choice(PATTERNS, (3, 3, 0 if dark else 2))
    if pattern == "maneless":  # without mane or tawny coat, a person would see a bear
        coat = COATS[draws.choice(("tawny", "ginger", "cream"))]
    elif dark:
        coat = COATS[draws.choice(_DARK_COATS, (4, 3, 2, 2))]
    else:
        coat = COATS[draws.choice(_LIGHT_COATS, (4, 3, 2, 1, 1, 1))]
    return Look(
        kind="lion",
        coat=coat,
        pattern=pattern,
        ears="round",
        inner_ear=choose_inner_ear(draws, coat),
        eyes=draws.choice(tuple(EYES), (2, 4, 1, 3, 1)),
        pupils=draws.choice(("round", "slit"), (2, 1)),
        nose=choose_nose(draws),
        tongue=draws.chance(0.3),
        phase=draws.uniform(0, 6.28),
    )


def draw(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    """Draw a lion; `faces.Painter` names the parameters."""
    coat = look.coat
    shadow = mix(coat.base, coat.mark, 0.7)
    bust(canvas, head, look)
    _mane(canvas, head, look)
    half = head.mirrored()
    canvas.paint(half.ellipse((0.80, -0.62), (0.30, 0.25), 0.7), mix(coat.base, shadow, 0.4))
    canvas.paint(half.ellipse((0.77, -0.59), (0.19, 0.14), 0.7), look.inner_ear)
    outline = union(
        head.wavy((0, -0.02), (0.88, 0.86), 12, 0.012, look.phase),
        head.ellipse((0, 0.48), (0.60, 0.46)),
        soft=0.25 * head.pixels,
    )
    fur(canvas, outline, coat.base, shadow, head)
    bridge = face.polygon((-0.16, -0.45), (0.16, -0.45), (0.24, 0.35), (-0.24, 0.35), rounded=0.15)
    canvas.paint(both(outline, bridge), mix(coat.base, coat.pale, 0.6), soft=3.0)
    crown = bars(face, (((0.0, -0.80), (0.0, -0.50)), ((0.16, -0.76), (0.26, -0.44))), 0.09)
    canvas.paint(both(outline, crown), mix(coat.base, coat.mark, 0.7), 0.7)
    _features(canvas, face, look)


def _mane(canvas: Canvas, head: Frame, look: Look) -> None:
    if look.pattern == "maneless":
        return
    dark = look.pattern == "dark mane"
    mane = look.coat.mark if dark else look.coat.pale
    tip = mix(mane, INK if dark else look.coat.mark, 0.35)
    canvas.paint(head.wavy((0, 0.08), (1.42, 1.40), 15, 0.07, look.phase), tip)
    canvas.paint(head.wavy((0, 0.08), (1.20, 1.18), 13, 0.06, look.phase + 1), mane)


def _features(canvas: Canvas, face: Frame, look: Look) -> None:
    coat = look.coat
    muzzle = mix(coat.pale, SNOW, 0.35)
    canvas.paint(face.ellipse((0, 0.86), (0.26, 0.20)), mix(coat.pale, SNOW, 0.5))
    half = face.mirrored()
    canvas.paint(half.ellipse((0.24, 0.52), (0.31, 0.25)), muzzle)
    if look.tongue:
        tongue(canvas, face, (0, 0.64), 0.24, 0.28)
    lid = mix(coat.mark, INK, 0.6)
    pupil = (0.09, 0.10) if look.pupils == "round" else (0.06, 0.12)
    tear = half.stroke((0.28, -0.02), (0.20, 0.18), 0.07, 0.4)
    canvas.paint(tear, mix(coat.mark, INK, 0.3), 0.7)
    eyes(canvas, face, (0.40, -0.12), (0.18, 0.14), EYES[look.eyes], lid, pupil, 0.3)
    mouth(canvas, face, (0, 0.48), 0.18, line_colour(coat, muzzle))
    small_nose(canvas, face, (0, 0.28), 0.44, look.nose)
    spots = ((0.24, 0.50), (0.36, 0.47), (0.33, 0.58))
    dots = union(*(half.circle(spot, 0.03) for spot in spots))
    canvas.paint(dots, mix(coat.mark, INK, 0.4), 0.8)
    colour = SNOW if coat.is_dark else mix(INK, SNOW, 0.3)
    whiskers(canvas, face, (0.40, 0.55), 0.75, colour, 0.5)

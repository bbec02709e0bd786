"""Dogs: floppy, folded or pricked ears, a long muzzle, a big nose, often a tongue."""

from __future__ import annotations

from deepcat_data.drawing.canvas import Canvas, Colour
from deepcat_data.drawing.colours import COATS, DARK_COATS, EYES, INK, LIGHT_COATS, SNOW, mix
from deepcat_data.drawing.faces import (
    Look,
    big_nose,
    bust,
    choose_inner_ear,
    choose_nose,
    ears,
    eyes,
    fur,
    line_colour,
    mouth,
    muzzle_colour,
    tongue,
)
from deepcat_data.drawing.fields import Field, Frame, both, union
from deepcat_data.draws import Draws

EARS = ("floppy", "folded", "pricked")
PATTERNS = ("solid", "patch", "blaze", "tan", "mask")
_TAN = COATS["ginger"].base


def choose(draws: Draws, dark: bool) -> Look:
    """Choose a dog whose coat is dark, or light."""
    coat = COATS[draws.choice(DARK_COATS if dark else LIGHT_COATS)]
    form = draws.choice(EARS, (5, 3, 2))
    return Look(
        kind="dog",
        coat=coat,
        pattern=draws.choice(PATTERNS, (3, 2, 3, 2 if dark else 0, 2)),
        ears=form,
        inner_ear=choose_inner_ear(draws, coat, pink=form == "pricked"),
        eyes=draws.choice(tuple(EYES), (1, 2, 1, 2, 4)),
        pupils="round",
        nose=choose_nose(draws),
        tongue=draws.chance(0.3),
        phase=draws.uniform(0, 6.28),
    )


def draw(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    """Draw a dog; `faces.Painter` names the parameters."""
    coat = look.coat
    shadow = mix(coat.base, coat.mark, 0.7)
    bust(canvas, head, look, muzzle_colour(look) if look.pattern in ("blaze", "tan") else None)
    if look.ears == "pricked":
        canvas.paint(ears(head, (0.18, -0.70), (0.60, -1.46), (0.88, -0.40)), coat.base)
        canvas.paint(ears(head, (0.34, -0.72), (0.60, -1.20), (0.76, -0.52)), look.inner_ear)
    outline = union(
        head.wavy((0, -0.05), (0.86, 0.88), 12, 0.012, look.phase),
        head.ellipse((0, 0.45), (0.62, 0.52)),
        soft=0.25 * head.pixels,
    )
    fur(canvas, outline, coat.base, shadow, head)
    _pattern(canvas, face, outline, look)
    if look.ears != "pricked":
        flaps = _hanging_ears(head, look.ears)
        canvas.paint(flaps - 0.05 * head.pixels, shadow, 0.35, soft=3.0)
        canvas.paint(flaps, mix(coat.base, look.inner_ear, 0.6))
    _features(canvas, face, look)


def _hanging_ears(head: Frame, form: str) -> Field:
    if form == "floppy":
        return head.mirrored().ellipse((0.92, 0.06), (0.30, 0.78), -0.22)
    return ears(head, (0.28, -0.86), (0.98, -0.84), (1.04, -0.02))


def _pattern(canvas: Canvas, face: Frame, outline: Field, look: Look) -> None:
    coat = look.coat
    if look.pattern == "patch":
        other = coat.pale if coat.is_dark else mix(COATS["chocolate"].base, coat.mark, 0.4)
        patch = face.wavy((0.40, -0.22), (0.42, 0.48), 4, 0.03, look.phase)
        canvas.paint(both(outline, patch), other)
    elif look.pattern == "blaze":
        stripe = face.polygon((-0.10, -1.1), (0.10, -1.1), (0.30, 0.4), (-0.30, 0.4), rounded=0.1)
        canvas.paint(both(outline, stripe), _white_or_else(look))
    elif look.pattern == "tan":
        half = face.mirrored()
        canvas.paint(half.ellipse((0.33, -0.40), (0.13, 0.09)), _TAN)
        canvas.paint(both(outline, half.ellipse((0.52, 0.42), (0.30, 0.36))), _TAN)


def _white_or_else(look: Look) -> Colour:
    """White beside another colour, and ginger beside white."""
    return COATS["ginger"].pale if look.coat.name in ("white", "cream") else SNOW


def _features(canvas: Canvas, face: Frame, look: Look) -> None:
    coat = look.coat
    colour = muzzle_colour(look)
    if look.pattern == "tan":
        colour = _TAN
    elif look.pattern == "blaze":
        colour = mix(_white_or_else(look), coat.pale, 0.3)
    muzzle = union(
        face.ellipse((0, 0.30), (0.36, 0.36)),
        face.mirrored().ellipse((0.24, 0.56), (0.32, 0.26)),
        soft=0.2 * face.pixels,
    )
    canvas.paint(muzzle, colour)
    if look.tongue:
        tongue(canvas, face, (0, 0.68), 0.32, 0.44)
    lid = coat.pale if coat.is_dark else mix(coat.mark, INK, 0.6)
    eyes(canvas, face, (0.37, -0.18), (0.17, 0.17), EYES[look.eyes], lid, (0.11, 0.11))
    mouth(canvas, face, (0, 0.46), 0.20, line_colour(coat, colour))
    big_nose(canvas, face, (0, 0.32), 0.46, look.nose)

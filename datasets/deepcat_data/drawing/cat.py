"""Cats: pointed ears, whiskers, and the coats that cats come in."""

from __future__ import annotations

from deepcat_data.drawing.canvas import Canvas, Colour, coverage
from deepcat_data.drawing.colours import COATS, DARK_COATS, EYES, INK, LIGHT_COATS, SNOW, mix
from deepcat_data.drawing.faces import (
    Look,
    bars,
    bust,
    choose_inner_ear,
    choose_nose,
    ears,
    eyes,
    fur,
    line_colour,
    mouth,
    muzzle_colour,
    small_nose,
    tongue,
    whiskers,
)
from deepcat_data.drawing.fields import Field, Frame, both, union
from deepcat_data.draws import Draws

PATTERNS = ("solid", "tabby", "bicolour", "mask", "points", "tortoiseshell")
# The seal brown of a Siamese cat's points.
_SEAL = COATS["chocolate"]


def choose(draws: Draws, dark: bool) -> Look:
    """Choose a cat whose coat is dark, or light."""
    pattern = draws.choice(PATTERNS, (3, 4, 3, 1, 0 if dark else 2, 1.5))
    if pattern == "points":
        coat = COATS[draws.choice(("cream", "white"))]
    elif pattern == "tortoiseshell":
        coat = COATS["chocolate" if dark else "cream"]
    else:
        coat = COATS[draws.choice(DARK_COATS if dark else LIGHT_COATS)]
    siamese = pattern == "points"
    return Look(
        kind="cat",
        coat=coat,
        pattern=pattern,
        ears="pointed",
        inner_ear=choose_inner_ear(draws, _SEAL if siamese else coat),
        eyes="blue" if siamese else draws.choice(tuple(EYES), (3, 3, 2, 2, 1)),
        pupils=draws.choice(("slit", "round")),
        nose=INK if siamese else choose_nose(draws),
        tongue=draws.chance(0.3),
        phase=draws.uniform(0, 6.28),
    )


def draw(canvas: Canvas, head: Frame, face: Frame, look: Look) -> None:
    """Draw a cat; `faces.Painter` names the parameters."""
    coat = look.coat
    shadow = mix(coat.base, coat.mark, 0.8)
    bust(canvas, head, look, SNOW if look.pattern in ("bicolour", "points") else None)
    outside = ears(head, (0.10, -0.62), (0.82, -1.50), (1.02, -0.18))
    canvas.paint(outside, _SEAL.base if look.pattern == "points" else coat.base)
    canvas.paint(ears(head, (0.34, -0.66), (0.78, -1.24), (0.88, -0.44)), look.inner_ear)
    outline = _outline(head, look.phase)
    fur(canvas, outline, coat.base, shadow, head)
    _PATTERNS.get(look.pattern, _solid)(canvas, face, outline, look)
    _features(canvas, face, look)


def _outline(head: Frame, phase: float) -> Field:
    return union(
        head.wavy((0, 0.02), (0.98, 0.86), 14, 0.012, phase),
        head.mirrored().ellipse((0.58, 0.30), (0.50, 0.42)),
        soft=0.25 * head.pixels,
    )


def _solid(canvas: Canvas, face: Frame, outline: Field, look: Look) -> None:
    """One colour needs no more paint."""


def _tabby(canvas: Canvas, face: Frame, outline: Field, look: Look) -> None:
    forehead = ((0.0, -0.82), (0.0, -0.42)), ((0.22, -0.80), (0.17, -0.46))
    brows = ((0.52, -0.74), (0.40, -0.50)), ((1.00, -0.22), (0.74, -0.12))
    cheeks = ((1.05, 0.05), (0.66, 0.12)), ((1.05, 0.32), (0.68, 0.32))
    stripes = bars(face, forehead + brows + cheeks, 0.15)
    coat = look.coat
    canvas.paint(both(outline, stripes), coat.pale if coat.name == "black" else coat.mark, 0.85)


def _bicolour(canvas: Canvas, face: Frame, outline: Field, look: Look) -> None:
    blaze = union(
        face.polygon((-0.12, -1.0), (0.12, -1.0), (0.55, 0.5), (-0.55, 0.5), rounded=0.1),
        face.ellipse((0, 0.52), (0.66, 0.46)),
        soft=0.2 * face.pixels,
    )
    canvas.paint(both(outline, blaze), _second_colour(look))


def _points(canvas: Canvas, face: Frame, outline: Field, look: Look) -> None:
    mask = coverage(face.ellipse((0, 0.22), (0.52, 0.60)), 0.55 * face.pixels)
    canvas.lay(mask * coverage(outline), _SEAL.base)


def _tortoiseshell(canvas: Canvas, face: Frame, outline: Field, look: Look) -> None:
    left = face.wavy((-0.62, -0.30), (0.62, 0.72), 5, 0.08, look.phase)
    right = face.wavy((0.70, 0.25), (0.46, 0.62), 4, 0.07, look.phase)
    canvas.paint(both(outline, left), COATS["ginger"].base)
    canvas.paint(both(outline, right), COATS["cream" if look.coat.is_dark else "black"].base)


_PATTERNS = {
    "tabby": _tabby,
    "bicolour": _bicolour,
    "points": _points,
    "tortoiseshell": _tortoiseshell,
}


def _second_colour(look: Look) -> Colour:
    """White beside another colour, and grey beside white."""
    return COATS["grey"].base if look.coat.name in ("white", "cream", "silver") else SNOW


def _features(canvas: Canvas, face: Frame, look: Look) -> None:
    coat = look.coat
    muzzle = muzzle_colour(look)
    if look.pattern == "points":
        muzzle = mix(_SEAL.pale, _SEAL.base, 0.5)
    elif look.pattern == "bicolour":
        muzzle = mix(_second_colour(look), SNOW, 0.3)
    canvas.paint(face.ellipse((0, 0.60), (0.18, 0.13)), muzzle)
    canvas.paint(face.mirrored().ellipse((0.20, 0.47), (0.27, 0.22)), muzzle)
    if look.tongue:
        tongue(canvas, face, (0, 0.58), 0.17, 0.22)
    pupil = (0.065, 0.21) if look.pupils == "slit" else (0.15, 0.17)
    lid = mix(coat.mark, INK, 0.5)
    eyes(canvas, face, (0.43, -0.04), (0.23, 0.22), EYES[look.eyes], lid, pupil, 0.25)
    mouth(canvas, face, (0, 0.38), 0.15, line_colour(coat, muzzle))
    small_nose(canvas, face, (0, 0.25), 0.26, look.nose)
    light = coat.is_dark or look.pattern == "points"
    whiskers(canvas, face, (0.34, 0.47), 0.98, SNOW if light else mix(INK, SNOW, 0.25), 0.75)

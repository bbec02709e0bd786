"""What surrounds a figure: background, light, blur, and what stands in front."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from deepcat_data.drawing.canvas import LUMA, Canvas, Colour
from deepcat_data.drawing.colours import HUES, SNOW, at_level, ground, mix
from deepcat_data.drawing.fields import Field, Frame, both, union
from deepcat_data.draws import Draws

BACKGROUNDS = ("plain", "wall", "hills", "stripes", "dots", "bokeh")
OCCLUDERS = ("grass", "box", "curtain", "ball")
LIGHTS = ("left", "right", "above", "even")


def background(
    draws: Draws, kind: str, style: type[Canvas], size: int, levels: tuple[float, float]
) -> Canvas:
    """Paint a background in two colours, the brightness of which lies between two levels."""
    level = draws.uniform(*levels)
    first, second = ground(draws, level), ground(draws, draws.uniform(*levels))
    canvas = style(size, first)
    frame = canvas.frame
    if kind == "wall":
        _wall(canvas, draws, first, second)
    elif kind == "hills":
        for middle, far in ((-0.5, second), (0.55, mix(first, second, 0.5))):
            hill = frame.ellipse((middle, 1.35), (1.2, draws.uniform(0.7, 1.2)))
            canvas.paint(hill, at_level(mix(far, HUES[2], 0.4), level))
        canvas.paint(frame.circle((draws.uniform(-0.8, 0.8), -0.75), 0.16), mix(first, SNOW, 0.4))
    elif kind == "stripes":
        turned = frame.at((0, 0), turn=draws.choice((0.0, 0.785, -0.785)))
        width = draws.uniform(0.16, 0.30)
        wave = np.abs(np.mod(turned.u / width, 2) - 1) - 0.5
        canvas.paint(wave * (width * turned.pixels), mix(first, second, 0.7))
    elif kind == "dots":
        step = draws.uniform(0.28, 0.42)
        cell = Frame(_wrapped(frame.u, step), _wrapped(frame.v, step), frame.pixels)
        canvas.paint(cell.circle((0, 0), 0.27 * step), mix(first, second, 0.8))
    elif kind == "bokeh":
        for _ in range(7):
            spot = frame.circle(
                (draws.uniform(-1, 1), draws.uniform(-1, 1)), draws.uniform(0.1, 0.3)
            )
            canvas.paint(spot, draws.choice((second, mix(first, SNOW, 0.3))), 0.55, soft=2.0)
    if kind in ("plain", "wall", "bokeh"):
        fall = np.clip(frame.v * 0.5 + 0.5, 0, 1)
        canvas.lay(fall * 0.5, second)
    return canvas


def _wall(canvas: Canvas, draws: Draws, first: Colour, second: Colour) -> None:
    frame = canvas.frame
    level = draws.uniform(0.35, 0.7)
    x, y = draws.uniform(-0.9, 0.9), -0.62
    picture = frame.box((x, y), (0.34, 0.26))
    canvas.paint(picture, mix(first, SNOW, 0.35))
    canvas.paint(picture + 0.07 * frame.pixels, second)
    canvas.paint(frame.below(level), mix(second, (0.5, 0.35, 0.25), 0.35))
    canvas.paint(frame.stroke((-1, level), (1, level), 0.06), mix(first, SNOW, 0.3))


def light(canvas: Canvas, kind: str, strength: float, tint: Colour) -> None:
    """Light the picture from one side, in a tint."""
    u, v = canvas.frame.u, canvas.frame.v
    slope = {"left": -u, "right": u, "above": -v, "even": np.zeros_like(u)}[kind]
    canvas.planes *= 1 + strength * slope
    canvas.planes *= np.asarray(tint, dtype=np.float32)[:, np.newaxis, np.newaxis]


def fade(canvas: Canvas, saturation: float) -> None:
    """Mix every colour with the grey of its brightness; 1 leaves it as it is, 0 leaves the grey."""
    red, green, blue = canvas.planes
    grey = LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue
    canvas.planes *= saturation
    canvas.planes += (1 - saturation) * grey


def blur(canvas: Canvas, amount: float) -> None:
    """Mix the picture with itself smoothed by (1 2 1)/4 in both directions."""
    wide = np.pad(canvas.planes, ((0, 0), (1, 1), (1, 1)), mode="edge")
    wide = wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]
    smooth = wide[:, :, :-2] + 2 * wide[:, :, 1:-1] + wide[:, :, 2:]
    canvas.planes *= 1 - amount
    canvas.planes += smooth * (amount / 16)


def occlude(canvas: Canvas, draws: Draws, kind: str, chin: float) -> None:
    """Put something in front of a figure.

    Parameters
    ----------
    canvas : Canvas
    draws : Draws
    kind : str
        One of `OCCLUDERS`.
    chin : float
        How far down the face ends, in the picture's frame: what stands below hides little above.
    """
    _OCCLUDERS[kind](canvas, draws, chin)


def _grass(canvas: Canvas, draws: Draws, chin: float) -> None:
    frame = canvas.frame
    green = mix(HUES[2], HUES[3], draws.uniform())
    shift = draws.uniform(-0.1, 0.1)
    for shade in (0.75, 1.0):
        blades = [
            frame.stroke(
                (x, 1.1), (x + draws.bell(0.10), chin + draws.uniform(-0.20, 0.15)), 0.13, 0.15
            )
            for x in (0.25 * k + shift for k in range(-4, 5))
        ]
        canvas.paint(union(*blades), mix((0, 0, 0), green, shade))


def _box(canvas: Canvas, draws: Draws, chin: float) -> None:
    frame = canvas.frame
    card: Colour = (0.74, 0.58, 0.40)
    top = chin + draws.uniform(-0.12, 0.06)
    canvas.paint(frame.below(top, draws.uniform(-0.06, 0.06)), card)
    canvas.paint(
        frame.stroke((-1.1, top + 0.08), (1.1, top + 0.08), 0.04), mix(card, (0, 0, 0), 0.25)
    )
    tape = both(frame.below(top), frame.box((draws.uniform(-0.5, 0.5), 1.0), (0.14, 1.0)))
    canvas.paint(tape, mix(card, SNOW, 0.35))


def _curtain(canvas: Canvas, draws: Draws, chin: float) -> None:
    frame = canvas.frame
    side = draws.choice((-1, 1))
    cloth = at_level(draws.choice(HUES), draws.uniform(0.35, 0.65))
    edge = draws.uniform(0.38, 0.54)
    turned = Frame(side * frame.v, side * frame.u, frame.pixels)
    canvas.paint(turned.below(edge, draws.uniform(-0.1, 0.1)), cloth)
    for fold in (0.14, 0.30):
        line = frame.stroke((side * (edge + fold), -1.1), (side * (edge + fold), 1.1), 0.05)
        canvas.paint(line, mix(cloth, (0, 0, 0), 0.25), soft=2.0)


def _ball(canvas: Canvas, draws: Draws, chin: float) -> None:
    side = draws.choice((-1, 1))
    frame = canvas.frame.at((side * draws.uniform(0.30, 0.55), max(0.66, chin)))
    wool = at_level(draws.choice(HUES), draws.uniform(0.4, 0.65))
    ball = frame.circle((0, 0), 0.32)
    canvas.paint(ball, wool)
    for turn in (0.3, 1.2, 2.2):
        for offset in (-0.12, 0.02, 0.16):
            arc = frame.at((0, 0), turn=turn).ellipse((offset, 0), (0.10, 0.32))
            canvas.paint(np.maximum(ball + 1, np.abs(arc) - 0.3), mix(wool, (0, 0, 0), 0.3), 0.8)


_OCCLUDERS: dict[str, Callable[[Canvas, Draws, float], None]] = {
    "grass": _grass,
    "box": _box,
    "curtain": _curtain,
    "ball": _ball,
}


def _wrapped(values: Field, step: float) -> Field:
    """Count anew from the middle of each step."""
    wrapped: Field = np.mod(values, step) - step / 2
    return wrapped

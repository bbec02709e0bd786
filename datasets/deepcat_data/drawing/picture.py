"""One picture: its key decides everything about it, and what was decided is written beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from deepcat_data.drawing import cat, dog, lion, scene
from deepcat_data.drawing.animals import ANIMALS
from deepcat_data.drawing.canvas import Canvas, Colour, PencilCanvas, brightness
from deepcat_data.drawing.colours import COATS, EYES
from deepcat_data.drawing.faces import Look, Painter, choose_inner_ear, choose_nose
from deepcat_data.drawing.things import THINGS
from deepcat_data.draws import Draws

SIZE = 64
STYLES: Mapping[str, type[Canvas]] = MappingProxyType({"painted": Canvas, "pencil": PencilCanvas})
OTHERS: Mapping[str, Painter] = MappingProxyType({**ANIMALS, **THINGS})
_FIGURES: Mapping[str, tuple[Callable[[Draws, bool], Look], Painter]] = MappingProxyType(
    {
        "cat": (cat.choose, cat.draw),
        "dog": (dog.choose, dog.draw),
        "lion": (lion.choose, lion.draw),
    }
)

# Standard deviations of the pose: of place in half widths of the picture, of scale as a share,
# of the angles in radians. They set how hard the pictures are to tell apart.
PLACE, SCALE, TILT, TURN = 0.065, 0.08, 0.10, 0.10
# Half a head's width, in half widths of the picture, and how far below the middle it is.
HEAD, DOWN = 0.56, 0.17
# How far below its middle a face ends, in half heads.
CHIN = 0.85
# The least difference in brightness between a coat and its background.
CONTRAST = 0.22
# The brightness of backgrounds: behind light coats up to DIMMED, behind dark ones up to BRIGHTEST.
DARKEST, DIMMED, BRIGHTEST = 0.20, 0.58, 0.86
# How far the brightness and the hue of a coat vary from picture to picture, and those of light.
COAT_VARIES, LIGHT_VARIES = (0.20, 0.07), (0.18, 0.04)
# The least saturation of a picture, which keeps its colours from telling what it shows.
PALEST = 0.55
# The share of dark coats on light backgrounds; all others are light coats on dark backgrounds.
DARK = 0.4


@dataclass(frozen=True)
class Pose:
    """Where a figure is and how it holds itself.

    Attributes
    ----------
    x, y : float
        How far right of and below its usual place, in half widths of the picture.
    scale : float
        Its size against the usual one.
    tilt : float
        Radians, clockwise.
    turn, nod : float
        How far the face looks to the right and down, in half heads.
    """

    x: float
    y: float
    scale: float
    tilt: float
    turn: float
    nod: float

    @classmethod
    def drawn(cls, draws: Draws, spread: float) -> Pose:
        """Draw a pose; `spread` multiplies every standard deviation."""
        return cls(
            x=draws.bell(PLACE * spread),
            y=draws.bell(PLACE * spread),
            scale=1 + draws.bell(SCALE * spread),
            tilt=draws.bell(TILT * spread),
            turn=draws.bell(TURN * spread),
            nod=draws.bell(0.3 * TURN * spread),
        )


Parameters = dict[str, str | float | bool]


def draw_picture(
    key: tuple[int, ...],
    name: str,
    style: str = "painted",
    spread: float = 1.0,
    occlusion: float = 0.15,
) -> tuple[npt.NDArray[np.uint8], Parameters]:
    """Draw one picture.

    Parameters
    ----------
    key : tuple of int
        Decides everything: seed, split, class, number.
    name : {"cat", "dog", "lion", "other"}
    style : {"painted", "pencil"}
    spread : float, default 1.0
        How much the poses vary, against the usual.
    occlusion : float, default 0.15
        The probability that something stands in front.

    Returns
    -------
    picture : (64, 64, 3) uint8
    parameters : dict from str to str, float or bool
        What was decided, for error analysis.
    """
    draws = Draws(*key)
    dark = draws.chance(DARK)
    look, paint = _figure(draws, name, dark)
    look = replace(look, coat=look.coat.tinted(_factors(draws, *COAT_VARIES)))
    pose = Pose.drawn(draws, spread)
    ground = draws.choice(scene.BACKGROUNDS)
    coat = brightness(look.coat.base)
    levels = (
        (max(coat + CONTRAST, 0.5), BRIGHTEST) if dark else (DARKEST, min(coat - CONTRAST, DIMMED))
    )
    canvas = scene.background(draws, ground, STYLES[style], SIZE, levels)
    head = canvas.frame.at((pose.x, DOWN + pose.y), HEAD * pose.scale, pose.tilt)
    face = head.stretched((pose.turn, pose.nod), (1 - 0.4 * abs(pose.turn), 1.0))
    paint(canvas, head, face, look)
    occluder = draws.choice(scene.OCCLUDERS) if draws.chance(occlusion) else "none"
    if occluder != "none":
        chin = DOWN + pose.y + CHIN * HEAD * pose.scale
        scene.occlude(canvas, draws, occluder, chin)
    saturation = draws.uniform(PALEST, 1.0)
    scene.fade(canvas, saturation)
    side = draws.choice(scene.LIGHTS)
    scene.light(canvas, side, draws.uniform(0.05, 0.30), _factors(draws, *LIGHT_VARIES))
    blur = draws.uniform(0.0, 0.7)
    scene.blur(canvas, blur)
    parameters: Parameters = {
        "kind": look.kind,
        "coat": look.coat.name,
        "dark_coat": dark,
        "pattern": look.pattern,
        "ears": look.ears,
        "eyes": look.eyes,
        "pupils": look.pupils,
        "tongue": look.tongue,
        "background": ground,
        "light": side,
        "saturation": saturation,
        "blur": blur,
        "occluder": occluder,
        "occluded": occluder != "none",
        **vars(pose),
    }
    return canvas.finished(), parameters


def _factors(draws: Draws, spread: float, hue: float) -> Colour:
    """Draw a factor for red, green and blue: a common one, and one of each near 1."""
    common = 1 + draws.uniform(-spread, spread)
    red, green, blue = (common * (1 + draws.uniform(-hue, hue)) for _ in range(3))
    return red, green, blue


def _figure(draws: Draws, name: str, dark: bool) -> tuple[Look, Painter]:
    """Choose what to draw, and how it looks."""
    if name in _FIGURES:
        choose, paint = _FIGURES[name]
        return choose(draws, dark), paint
    kind = draws.choice(tuple(OTHERS))
    return _other(draws, kind, dark), OTHERS[kind]


def _other(draws: Draws, kind: str, dark: bool) -> Look:
    """Choose the look of something that is neither cat, dog nor lion."""
    coat = COATS[draws.choice([coat.name for coat in COATS.values() if coat.is_dark == dark])]
    animal = kind in ANIMALS
    pattern = "panda" if kind == "bear" and coat.name in ("white", "silver") else "solid"
    inner_ear = choose_inner_ear(draws, coat)
    eyes = draws.choice(tuple(EYES))
    nose = choose_nose(draws)
    phase = draws.uniform(0, 6.28)
    if not animal:
        return Look(kind, coat, "solid", "none", inner_ear, "none", "none", nose, False, phase)
    return Look(kind, coat, pattern, _EARS[kind], inner_ear, eyes, "round", nose, False, phase)


_EARS = {
    "rabbit": "long",
    "owl": "tufts",
    "bear": "round",
    "fox": "pointed",
    "mouse": "round",
    "fish": "none",
}

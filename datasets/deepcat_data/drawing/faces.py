"""The parts that faces share: eyes, nose, mouth, whiskers, patches of fur."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deepcat_data.drawing.canvas import Canvas, Colour, brightness, coverage
from deepcat_data.drawing.colours import INK, SNOW, Coat, mix
from deepcat_data.drawing.fields import Field, Frame, Point, both, union
from deepcat_data.draws import Draws

SIDES = (-1, 1)
PINK: Colour = (0.90, 0.62, 0.60)
LIVER: Colour = (0.50, 0.31, 0.26)
TONGUE: Colour = (0.90, 0.47, 0.50)


@dataclass(frozen=True)
class Look:
    """What is decided about a figure before the first stroke.

    Attributes
    ----------
    kind : str
        What it is, such as "cat" or "owl".
    coat : Coat
    pattern : str
        How the coat's colours lie, such as "tabby".
    ears : str
        Their form, such as "pointed".
    inner_ear : Colour
    eyes : str
        The name of the iris colour.
    pupils : str
        "slit" or "round".
    nose : Colour
    tongue : bool
        Whether it shows.
    phase : float
        Where the waves of the fur's edge begin, in radians.
    """

    kind: str
    coat: Coat
    pattern: str
    ears: str
    inner_ear: Colour
    eyes: str
    pupils: str
    nose: Colour
    tongue: bool
    phase: float


# Draws a look: on the canvas, in the frame of a head (its unit is half a head's width) and in
# that of a face, which is the same moved to where the face looks.
Painter = Callable[[Canvas, Frame, Frame, Look], None]


def choose_inner_ear(draws: Draws, coat: Coat, pink: bool = True) -> Colour:
    """Choose the inside of an ear: pink if it may be, else paler or darker than the coat."""
    return draws.choice((mix(PINK, coat.base, 0.15), coat.pale, coat.mark), (4 * pink, 3, 3))


def choose_nose(draws: Draws) -> Colour:
    """Choose a nose: black, liver or pink."""
    return draws.choice((INK, LIVER, PINK), (5, 2, 3))


def eye(
    canvas: Canvas,
    frame: Frame,
    centre: Point,
    radii: Point,
    iris: Colour,
    lid: Colour,
    pupil: Point,
    slant: float = 0.0,
) -> None:
    """Draw an eye: lid, iris, pupil and the light in it."""
    x, y = centre
    opening = frame.ellipse(centre, radii, slant)
    canvas.paint(opening - 0.045 * frame.pixels, lid)
    canvas.paint(opening, iris)
    upper = frame.ellipse((x, y - 0.9 * radii[1]), (1.3 * radii[0], 0.9 * radii[1]))
    canvas.paint(both(opening, upper), mix(iris, INK, 0.45), 0.6, soft=3.0)
    canvas.paint(both(opening, frame.ellipse(centre, pupil)), INK)
    size = 0.30 * min(radii)
    canvas.paint(frame.circle((x - 0.30 * radii[0], y - 0.35 * radii[1]), size), SNOW)
    canvas.paint(frame.circle((x + 0.32 * radii[0], y + 0.38 * radii[1]), 0.5 * size), SNOW, 0.6)


def eyes(
    canvas: Canvas,
    frame: Frame,
    centre: Point,
    radii: Point,
    iris: Colour,
    lid: Colour,
    pupil: Point,
    slant: float = 0.0,
) -> None:
    """Draw two eyes, given by the right one."""
    x, y = centre
    for side in SIDES:
        eye(canvas, frame, (side * x, y), radii, iris, lid, pupil, side * slant)


def small_nose(canvas: Canvas, frame: Frame, centre: Point, width: float, colour: Colour) -> None:
    """Draw the rounded triangle of a cat's nose."""
    x, y = centre
    half, height = width / 2, 0.62 * width
    corners = ((x - half, y), (x + half, y), (x, y + height))
    canvas.paint(frame.polygon(*corners, rounded=0.12 * width) - 0.02 * frame.pixels, colour)
    gleam = frame.ellipse((x - 0.18 * width, y + 0.10 * width), (0.16 * width, 0.07 * width))
    canvas.paint(gleam, SNOW, 0.55)


def big_nose(canvas: Canvas, frame: Frame, centre: Point, width: float, colour: Colour) -> None:
    """Draw the broad, shining nose of a dog."""
    x, y = centre
    half = width / 2
    pad = union(
        frame.ellipse((x, y - 0.06 * width), (half, 0.30 * width)),
        frame.ellipse((x, y + 0.14 * width), (0.55 * half, 0.30 * width)),
        soft=0.1 * width * frame.pixels,
    )
    canvas.paint(pad, colour)
    gleam = frame.ellipse((x - 0.16 * width, y - 0.18 * width), (0.17 * width, 0.08 * width))
    canvas.paint(gleam, SNOW, 0.7)


def mouth(canvas: Canvas, frame: Frame, top: Point, radius: float, colour: Colour) -> None:
    """Draw the line below a nose and the two curves that it ends in."""
    x, y = top
    width = 0.055
    end = y + 0.8 * radius
    canvas.paint(frame.stroke((x, y), (x, end), width), colour)
    canvas.paint(frame.mirrored().smile((x + radius, end), radius, width), colour)


def whiskers(
    canvas: Canvas, frame: Frame, start: Point, length: float, colour: Colour, strength: float
) -> None:
    """Draw three whiskers on each side."""
    x, y = start
    half = frame.mirrored()
    lines = (
        half.stroke((x, y + 0.07 * k), (x + length, y + drop), 0.05, 0.3)
        for k, drop in ((-1, -0.26), (0, 0.02), (1, 0.30))
    )
    canvas.paint(union(*lines), colour, strength)


def fur(canvas: Canvas, outline: Field, colour: Colour, shadow: Colour, frame: Frame) -> None:
    """Fill an outline with fur that is darker towards its lower edge."""
    canvas.paint(outline, colour)
    low = coverage(outline) * coverage(frame.below(0.15), 1.3 * frame.pixels)
    rim = coverage(-outline - 0.22 * frame.pixels, 0.5 * frame.pixels)
    canvas.lay(low * rim * 0.55, shadow)


def ears(frame: Frame, inner: Point, tip: Point, outer: Point) -> Field:
    """A pair of standing ears, given by the corners of the right one."""
    return frame.mirrored().polygon(inner, tip, outer, rounded=0.16)


def line_colour(coat: Coat, ground: Colour) -> Colour:
    """The colour of a mouth that can be seen on this ground."""
    dark = mix(coat.mark, INK, 0.6)
    return dark if brightness(ground) > 0.3 else mix(coat.pale, SNOW, 0.3)


def bars(frame: Frame, pairs: Sequence[tuple[Point, Point]], width: float) -> Field:
    """Tapering bars, each drawn on both sides."""
    half = frame.mirrored()
    return union(*(half.stroke(start, end, width, 0.35) for start, end in pairs))


def tongue(canvas: Canvas, frame: Frame, top: Point, width: float, length: float) -> None:
    """Draw a tongue that hangs from a mouth."""
    x, y = top
    half = width / 2
    canvas.paint(
        union(
            frame.box((x, y + length / 2), (half, length / 2), half / 2),
            frame.ellipse((x, y + length - half), (half, half)),
        ),
        TONGUE,
    )
    groove = frame.stroke((x, y), (x, y + 0.7 * length), 0.03)
    canvas.paint(groove, mix(TONGUE, INK, 0.35), 0.7)


def bust(canvas: Canvas, head: Frame, look: Look, bib: Colour | None = None) -> None:
    """Draw what shows of the body below a head, with a bib or without."""
    coat = look.coat
    shadow = mix(coat.base, coat.mark, 0.45)
    body = head.ellipse((0, 1.88), (0.94, 1.15))
    canvas.paint(body, shadow)
    if bib is not None:
        canvas.paint(both(body, head.ellipse((0, 1.48), (0.44, 0.74))), mix(bib, shadow, 0.2))


def muzzle_colour(look: Look) -> Colour:
    """The colour around the mouth: pale on most, dark on those with a mask."""
    return look.coat.mark if look.pattern == "mask" else look.coat.pale

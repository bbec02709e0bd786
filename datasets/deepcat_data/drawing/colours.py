"""Colours of coats, eyes and backgrounds, and how bright they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deepcat_data.drawing.canvas import Colour, brightness
from deepcat_data.draws import Draws

INK: Colour = (0.11, 0.09, 0.10)
SNOW: Colour = (0.97, 0.96, 0.94)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return `first` with `share` of `second` in it."""
    a, b, c = (x + share * (y - x) for x, y in zip(first, second, strict=True))
    return (a, b, c)


@dataclass(frozen=True)
class Coat:
    """A coat: its name, its colour, that of its light parts and that of its markings."""

    name: str
    base: Colour
    pale: Colour
    mark: Colour

    def tinted(self, factors: Colour) -> Coat:
        """Return the coat with every red, green and blue multiplied by these, 1 at most."""
        base, pale, mark = (
            (min(r * factors[0], 1.0), min(g * factors[1], 1.0), min(b * factors[2], 1.0))
            for r, g, b in (self.base, self.pale, self.mark)
        )
        return Coat(self.name, base, pale, mark)

    @property
    def is_dark(self) -> bool:
        """Whether light features stand out on it better than dark ones."""
        return brightness(self.base) < 0.4


COATS = {
    coat.name: coat
    for coat in (
        Coat("black", (0.17, 0.16, 0.18), (0.36, 0.34, 0.35), (0.08, 0.08, 0.09)),
        Coat("charcoal", (0.30, 0.30, 0.33), (0.52, 0.51, 0.52), (0.16, 0.16, 0.18)),
        Coat("chocolate", (0.33, 0.22, 0.16), (0.58, 0.43, 0.32), (0.18, 0.11, 0.08)),
        Coat("brown", (0.49, 0.34, 0.22), (0.76, 0.62, 0.46), (0.27, 0.17, 0.11)),
        Coat("grey", (0.55, 0.56, 0.59), (0.80, 0.80, 0.80), (0.33, 0.34, 0.37)),
        Coat("ginger", (0.88, 0.55, 0.24), (0.97, 0.82, 0.60), (0.66, 0.34, 0.11)),
        Coat("tawny", (0.82, 0.63, 0.37), (0.95, 0.85, 0.66), (0.58, 0.40, 0.20)),
        Coat("silver", (0.74, 0.75, 0.76), (0.93, 0.93, 0.92), (0.46, 0.47, 0.50)),
        Coat("cream", (0.94, 0.85, 0.69), (0.99, 0.95, 0.87), (0.76, 0.60, 0.40)),
        Coat("white", (0.95, 0.94, 0.91), (0.99, 0.98, 0.97), (0.72, 0.69, 0.66)),
    )
}

# The coats of cats and dogs; lions have theirs, and wear some more often.
DARK_COATS = ("black", "charcoal", "chocolate", "brown")
LIGHT_COATS = ("ginger", "tawny", "cream", "white", "silver", "grey")

# Iris colours, by name.
EYES: dict[str, Colour] = {
    "green": (0.52, 0.74, 0.33),
    "amber": (0.93, 0.68, 0.20),
    "blue": (0.43, 0.66, 0.90),
    "copper": (0.78, 0.42, 0.16),
    "brown": (0.36, 0.22, 0.13),
}

# Hues of backgrounds, at full strength: a face's pink is not among them.
HUES: Sequence[Colour] = (
    (0.30, 0.55, 0.85),
    (0.25, 0.65, 0.70),
    (0.35, 0.68, 0.40),
    (0.62, 0.72, 0.30),
    (0.88, 0.76, 0.35),
    (0.80, 0.62, 0.40),
    (0.58, 0.48, 0.78),
    (0.60, 0.60, 0.60),
)


def ground(draws: Draws, level: float) -> Colour:
    """Draw a background colour whose brightness is `level`."""
    hue = mix((0.6, 0.6, 0.6), draws.choice(HUES), draws.uniform(0.35, 0.9))
    return at_level(hue, level)


def at_level(colour: Colour, level: float) -> Colour:
    """Return a colour lightened or darkened until its brightness is `level`."""
    own = brightness(colour)
    if level <= own:
        return mix((0.0, 0.0, 0.0), colour, level / own)
    return mix(colour, (1.0, 1.0, 1.0), (level - own) / (1 - own))

"""Paint: colours laid over each other where a field says so."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from deepcat_data.drawing.fields import Field, Frame

Colour = tuple[float, float, float]


# Brightness up to here is kept; above it, light is held back as film does, so that white fur in
# bright light keeps its drawing.
SHOULDER = 0.75

# The weights of red, green and blue in brightness (Rec. 709).
LUMA: Colour = (0.2126, 0.7152, 0.0722)


def brightness(colour: Colour) -> float:
    """Return how bright a colour is, between 0 and 1."""
    return sum(weight * part for weight, part in zip(LUMA, colour, strict=True))


class Canvas:
    """A picture in the making.

    Attributes
    ----------
    frame : Frame
        The frame of the whole picture.
    planes : (3, size, size) float32
        Red, green and blue, between 0 and 1.
    """

    def __init__(self, size: int, ground: Colour) -> None:
        self.frame = Frame.of_picture(size)
        self.planes = np.empty((3, size, size), dtype=np.float32)
        self.planes[:] = _planes(ground)

    def paint(self, field: Field, colour: Colour, strength: float = 1.0, soft: float = 1.0) -> None:
        """Lay a colour over the inside of a field.

        Parameters
        ----------
        field : (size, size) float32
            Distance in pixels.
        colour : tuple of float
        strength : float, default 1.0
            1 hides what is below.
        soft : float, default 1.0
            Width of the edge, in pixels; one pixel is an edge without steps.
        """
        self.lay(coverage(field, soft) * strength, colour)

    def lay(self, cover: Field, colour: Colour) -> None:
        """Lay a colour over the picture, `cover` of it at each pixel."""
        self.planes += cover * (_planes(colour) - self.planes)

    def finished(self) -> npt.NDArray[np.uint8]:
        """Return the picture as (size, size, 3) bytes; what is too bright comes near white."""
        over = np.maximum(self.planes - SHOULDER, 0) / (1 - SHOULDER)
        bright = SHOULDER + (1 - SHOULDER) * over / (1 + over)
        grey = np.clip(np.where(over > 0, bright, self.planes), 0, 1) * 255 + 0.5
        return np.ascontiguousarray(grey.astype(np.uint8).transpose(1, 2, 0))


class PencilCanvas(Canvas):
    """A picture drawn in pencil on paper: greys for colours, and an outline to each shape."""

    def __init__(self, size: int, ground: Colour) -> None:
        super().__init__(size, _pencil(ground))

    def lay(self, cover: Field, colour: Colour) -> None:
        """Lay a grey over the picture in the place of a colour."""
        super().lay(cover, _pencil(colour))

    def paint(self, field: Field, colour: Colour, strength: float = 1.0, soft: float = 1.0) -> None:
        """Lay a grey inside a field and draw its edge; a soft edge has no outline."""
        super().paint(field, colour, strength, soft)
        if soft == 1.0:
            line = coverage(np.abs(field) - 0.35)
            super().lay(line * (0.8 * strength), (0.0, 0.0, 0.0))


def _planes(colour: Colour) -> npt.NDArray[np.float32]:
    return np.array(colour, dtype=np.float32)[:, np.newaxis, np.newaxis]  # (3, 1, 1)


def _pencil(colour: Colour) -> Colour:
    """Return the grey that stands for a colour; the whitest is that of paper."""
    grey = 0.38 + 0.55 * brightness(colour)
    return grey, grey, 0.97 * grey


def coverage(field: Field, soft: float = 1.0) -> Field:
    """How much of each pixel lies inside: 1 within, 0 without, in between at the edge."""
    cover: Field = np.clip(0.5 - field / soft, 0, 1)
    return cover

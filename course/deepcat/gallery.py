"""Drawings in a notebook: a contact sheet by classes, single pictures, and columns as pictures."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt
from PIL import Image

from deepcat.contact_sheet import chosen
from deepcat_data.pictures import Pictures

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_IMAGE = "max-width:100%;height:auto;border-radius:4px;image-rendering:pixelated"
_FIGURE = "display:inline-block;vertical-align:top;margin:0 12px 12px 0;width:9.5em"
_GAP = 2


@dataclass(frozen=True)
class Gallery:
    """Pictures that a notebook shows by itself, on the page's own ground.

    Attributes
    ----------
    html : str
    text : str
        What there is to see, in words.
    """

    html: str
    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def sheet(pictures: Pictures, per_class: int = 10, seed: int = 0) -> Gallery:
    """Show some pictures of every class, a row each.

    Parameters
    ----------
    pictures : Pictures
    per_class : int
        The most pictures of a class.
    seed : int
        Decides which are shown, where a class has more.
    """
    rows, words = [], []
    for group in chosen(pictures, per_class, seed):
        strip = _strip(pictures.X[group.shown])
        alt = f"{len(group.shown)} drawings of the class {group.name}"
        rows.append(f"<p><b>{escape(group.name)}</b> ({group.caption()})<br>{_image(strip, alt)}")
        words.append(f"{group.name}: {group.caption()}")
    return Gallery("</p>".join([*rows, ""]), "Drawings, a row a class. " + "; ".join(words) + ".")


def gallery(pictures: Pictures, captions: Sequence[str], zoom: int = 2) -> Gallery:
    """Show pictures beside each other, with a caption below each.

    Parameters
    ----------
    pictures : Pictures
    captions : sequence of str
        One a picture.
    zoom : int
        How many pixels of the screen a pixel is wide and high.
    """
    return _row(pictures.X, captions, zoom)


def columns_as_pictures(X: Floats, captions: Sequence[str], zoom: int = 3) -> Gallery:
    """Turn columns back into pictures, beside each other with a caption below each.

    Parameters
    ----------
    X : (size * size * 3, k) float64
        One picture a column, brightness from 0 to 1, in the order row, column, channel.
    captions : sequence of str
        One a column.
    zoom : int
        How many pixels of the screen a pixel is wide and high.
    """
    size = math.isqrt(len(X) // 3)
    pixels = np.round(255 * np.clip(X.T, 0.0, 1.0)).astype(np.uint8)
    return _row(pixels.reshape(-1, size, size, 3), captions, zoom)


def around_grey(W: Floats) -> Floats:
    """Turn numbers of either sign into brightness: 0 is grey, and the largest is 1 or 0.

    Parameters
    ----------
    W : (n, k) float64
        Weights, one neuron a column; each column has its own scale.

    Examples
    --------
    >>> around_grey(np.array([[0.0], [-2.0], [1.0]]))
    array([[0.5 ],
           [0.  ],
           [0.75]])
    """
    largest = np.abs(W).max(axis=0, keepdims=True)  # (1, k)
    return np.asarray(0.5 + W / (2 * np.where(largest > 0, largest, 1.0)))


def _row(X: Bytes, captions: Sequence[str], zoom: int) -> Gallery:
    figures = [
        f'<figure style="{_FIGURE}">{_image(_enlarged(picture, zoom), f"drawing {number}")}'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        for number, (picture, caption) in enumerate(zip(X, captions, strict=True), start=1)
    ]
    text = "\n".join(f"{number}. {caption}" for number, caption in enumerate(captions, start=1))
    return Gallery("".join(figures), text)


def _strip(X: Bytes) -> Bytes:
    """Pictures (k, size, size, 3) side by side, with see-through gaps: (size, width, 4)."""
    opaque = np.concatenate([X, np.full((*X.shape[:3], 1), 255, np.uint8)], axis=3)
    spaced = np.pad(opaque, ((0, 0), (0, 0), (0, _GAP), (0, 0)))
    return np.concatenate(list(spaced), axis=1)[:, :-_GAP]


def _enlarged(picture: Bytes, zoom: int) -> Bytes:
    return np.asarray(picture.repeat(zoom, axis=0).repeat(zoom, axis=1))


def _image(pixels: Bytes, alt: str) -> str:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'<img alt="{escape(alt)}" src="data:image/png;base64,{data}" style="{_IMAGE}">'

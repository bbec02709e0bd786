"""Drawings in a notebook have captions, words for those who do not see them, and no ground."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from deepcat.gallery import around_grey, columns_as_pictures, gallery, sheet
from deepcat_data import load_cats


def images(html: str) -> list[Image.Image]:
    """Decode the pictures of some HTML."""
    data = re.findall(r"base64,([^\"]+)", html)
    return [Image.open(io.BytesIO(base64.b64decode(text))) for text in data]


def test_a_sheet_has_a_row_for_every_class() -> None:
    pictures = load_cats("train", task="four")
    shown = sheet(pictures, per_class=3)
    assert [image.size for image in images(shown.html)] == [(3 * 64 + 2 * 2, 64)] * 4
    assert shown.text == (
        "Drawings, a row a class. cat: 3 of 500; dog: 3 of 200; lion: 3 of 200; other: 3 of 100."
    )
    assert 'alt="3 drawings of the class lion"' in shown.html


def test_gaps_of_a_sheet_are_seen_through_in_either_theme() -> None:
    (row, *_) = images(sheet(load_cats("test"), per_class=2).html)
    alpha = np.asarray(row)[:, :, 3]
    assert (alpha[:, 64:66] == 0).all() and (alpha[:, :64] == 255).all()


def test_a_gallery_shows_the_very_pixels_and_says_the_captions() -> None:
    pictures = load_cats("test", size=32).take([0, 1])
    shown = gallery(pictures, ["a <fox>", "a dog"], zoom=2)
    first, _ = images(shown.html)
    assert (np.asarray(first)[::2, ::2] == pictures.X[0]).all()
    assert "a &lt;fox&gt;" in shown.html and shown.text == "1. a <fox>\n2. a dog"


def test_every_picture_of_a_gallery_has_a_caption() -> None:
    with pytest.raises(ValueError, match="zip"):
        gallery(load_cats("test").take([0, 1]), ["one"])


def test_columns_become_the_pictures_that_they_were() -> None:
    pictures = load_cats("test", size=32).take([4, 7])
    X, _ = pictures.as_columns()
    shown = columns_as_pictures(X, ["one", "other"], zoom=1)
    for image, pixels in zip(images(shown.html), pictures.X, strict=True):
        assert (np.asarray(image) == pixels).all()
    assert shown.text == "1. one\n2. other"


def test_no_weight_is_grey_and_each_neuron_has_its_own_scale() -> None:
    W = np.array([[0.0, 0.0], [-2.0, 0.0], [1.0, 0.0]])
    np.testing.assert_array_equal(around_grey(W), [[0.5, 0.5], [0.0, 0.5], [0.75, 0.5]])

"""Drawn pictures: each decided by its own seed, varied, and fit to be looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat_data.cats import SPLITS, CatsConfig, make_cats
from deepcat_data.drawing.picture import CONTRAST, OTHERS, draw_picture
from deepcat_data.pictures import CLASSES, Pictures

MIXED = CatsConfig(counts=(12, 8, 8, 24), seed=5)


@pytest.fixture(scope="module")
def drawn() -> Pictures:
    return make_cats(CatsConfig(counts=(60, 40, 40, 60), seed=9))


def by_number(pictures: Pictures) -> dict[tuple[int, int], bytes]:
    """Return each picture's bytes by class and number."""
    keys = zip(pictures.y.tolist(), pictures.meta["number"].tolist(), strict=True)
    return {key: picture.tobytes() for key, picture in zip(keys, pictures.X, strict=True)}


def test_a_set_has_the_counts_and_the_shape_that_were_asked_for(drawn: Pictures) -> None:
    assert drawn.X.shape == (200, 64, 64, 3) and drawn.X.dtype == np.uint8
    assert np.bincount(drawn.y).tolist() == [60, 40, 40, 60]
    assert drawn.classes == CLASSES


def test_drawing_again_gives_the_same_bytes_in_the_same_order() -> None:
    first, again = make_cats(MIXED), make_cats(MIXED)
    np.testing.assert_array_equal(first.X, again.X)
    assert all(np.array_equal(first.meta[name], again.meta[name]) for name in first.meta)


def test_a_picture_does_not_depend_on_the_others(drawn: Pictures) -> None:
    few = by_number(make_cats(CatsConfig(counts=(3, 0, 2, 1), seed=9)))
    many = by_number(drawn)
    assert all(many[key] == picture for key, picture in few.items())
    alone, _ = draw_picture((9, SPLITS["train"], 2, 1), "lion")
    assert alone.tobytes() == many[2, 1]


@pytest.mark.parametrize("change", [{"seed": 6}, {"split": "test"}, {"split": "large"}])
def test_another_seed_or_split_shares_no_picture(change: dict[str, Any]) -> None:
    first = set(by_number(make_cats(MIXED)).values())
    other = set(by_number(make_cats(CatsConfig(**{**vars(MIXED), **change}))).values())
    assert len(first) == 52 and not first & other


def test_the_classes_come_in_random_order(drawn: Pictures) -> None:
    assert len(set(drawn.y[:20].tolist())) >= 3
    assert np.abs(np.corrcoef(drawn.y, np.arange(200))[0, 1]) < 0.25


def test_what_was_decided_is_beside_each_picture(drawn: Pictures) -> None:
    meta = drawn.meta
    assert {"kind", "coat", "pattern", "pupils", "occluded", "x", "y", "scale", "tilt"} <= set(meta)
    for label, name in enumerate(CLASSES[:3]):
        assert set(meta["kind"][drawn.y == label]) == {name}
    assert set(meta["kind"][drawn.y == 3]) == set(OTHERS)
    np.testing.assert_array_equal(meta["occluded"], meta["occluder"] != "none")
    assert all(not values.dtype.hasobject for values in meta.values())


def test_the_variety_that_was_promised_is_drawn(drawn: Pictures) -> None:
    cats = {name: set(values[drawn.y == 0]) for name, values in drawn.meta.items()}
    assert {"tabby", "bicolour", "points"} <= cats["pattern"]
    assert cats["pupils"] == {"slit", "round"}
    assert len(cats["coat"]) >= 8 and len(cats["background"]) == 6
    assert set(drawn.meta["ears"][drawn.y == 1]) == {"floppy", "folded", "pricked"}
    assert "maneless" in drawn.meta["pattern"][drawn.y == 2]


def test_coats_are_dark_and_light_in_every_class(drawn: Pictures) -> None:
    """What defeats a linear model: a figure is darker or lighter than what is behind it."""
    for label in range(4):
        share = drawn.meta["dark_coat"][drawn.y == label].mean()
        assert 0.2 < share < 0.6, CLASSES[label]


def test_no_picture_is_too_dark_or_too_flat_to_be_named(drawn: Pictures) -> None:
    luma = drawn.X @ np.array([0.2126, 0.7152, 0.0722]) / 255
    low, high = np.percentile(luma, (5, 95), axis=(1, 2))
    assert luma.mean(axis=(1, 2)).min() > 0.15
    assert (high - low).min() > CONTRAST


def test_a_face_stays_within_its_picture(drawn: Pictures) -> None:
    """The middle of the face is never near the border: nothing is cropped beyond knowing."""
    for axis in ("x", "y"):
        assert np.abs(drawn.meta[axis]).max() < 0.25
    assert drawn.meta["scale"].min() > 0.7 and drawn.meta["scale"].max() < 1.3
    assert np.abs(drawn.meta["tilt"]).max() < 0.4


def test_spread_scales_the_pose_and_nothing_else() -> None:
    still = make_cats(CatsConfig(counts=(8, 4, 4, 4), seed=5, spread=0.0))
    usual = make_cats(CatsConfig(counts=(8, 4, 4, 4), seed=5))
    assert not still.meta["x"].any() and (still.meta["scale"] == 1).all()
    assert usual.meta["x"].std() > 0.02
    for name in ("coat", "pattern", "background", "occluder", "light"):
        np.testing.assert_array_equal(still.meta[name], usual.meta[name])


@pytest.mark.parametrize(("share", "low", "high"), [(0.0, 0, 0), (1.0, 30, 30), (0.3, 3, 16)])
def test_occlusion_is_the_share_of_pictures_with_something_in_front(
    share: float, low: int, high: int
) -> None:
    made = make_cats(CatsConfig(counts=(30, 0, 0, 0), occlusion=share))
    assert low <= made.meta["occluded"].sum() <= high


def test_pencil_is_another_style_of_the_same_figures() -> None:
    paint = make_cats(MIXED)
    pencil = make_cats(CatsConfig(**{**vars(MIXED), "style": "pencil"}))
    np.testing.assert_array_equal(paint.meta["kind"], pencil.meta["kind"])
    chroma = [np.ptp(p.X.astype(int), axis=3).mean() for p in (paint, pencil)]
    assert chroma[1] < chroma[0] / 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"counts": (1, 2, 3)}, "four whole numbers"),
        ({"counts": (0, 0, 0, 0)}, "not all 0"),
        ({"counts": (-1, 2, 0, 0)}, "count of cat is 0 or more"),
        ({"counts": (1.5, 2, 0, 0)}, "count of cat is a whole number"),
        ({"split": "exam"}, "split is one of train"),
        ({"style": "oil"}, "style is one of painted, pencil"),
        ({"seed": -1}, "seed is 0 or more"),
        ({"seed": 1.5}, "seed is a whole number"),
        ({"spread": 9.0}, "spread is between 0 and 3"),
        ({"occlusion": 1.5}, "share between 0 and 1"),
    ],
)
def test_a_config_that_cannot_be_drawn_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CatsConfig(**wrong)


def test_progress_is_told_once_a_picture() -> None:
    told: list[tuple[int, int]] = []
    make_cats(CatsConfig(counts=(2, 1, 0, 1)), lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]

"""Plain values are walked in one place, and generators cross borders by their state."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_judge.plain import (
    Named,
    Refused,
    Remote,
    Rng,
    generator_of,
    leaf_at,
    leaves,
    lend_from,
    map_leaves,
    materialise,
    set_state,
    state_of,
    to_plain,
)

NESTED = {"W1": np.ones((2, 1)), "rest": [1, (2.5, "word")], "none": None}


def test_every_leaf_has_its_path() -> None:
    found = {path: leaf for path, leaf in leaves(NESTED) if path != ("W1",)}
    assert found == {("rest", 0): 1, ("rest", 1, 0): 2.5, ("rest", 1, 1): "word", ("none",): None}


def test_a_leaf_is_found_by_its_path() -> None:
    assert leaf_at(NESTED, ("rest", 1, 0)) == 2.5
    assert leaf_at(NESTED, ("rest", 7)) is None
    assert leaf_at(NESTED, ("W2",)) is None
    assert leaf_at(3.0, (0,)) is None


def test_a_map_keeps_the_structure() -> None:
    doubled = map_leaves(lambda leaf: leaf * 2, {"a": (1, [2.0])})
    assert doubled == {"a": (2, [4.0])}


def test_a_map_of_several_takes_their_leaves_together() -> None:
    sums = map_leaves(lambda a, b: a + b, {"a": (1, 2)}, {"a": (10, 20), "more": 0})
    assert sums == {"a": (11, 22)}


def test_values_of_another_structure_are_not_mapped_together() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        map_leaves(lambda a, b: a, (1, 2), (1,))


def test_a_generator_goes_on_where_it_stood() -> None:
    rng = np.random.default_rng(3)
    rng.integers(0, 10, size=3, dtype=np.uint32)  # leaves half a word behind
    state = state_of(rng)
    assert isinstance(state, Rng)
    again = generator_of(state)
    assert again.integers(0, 2**31) == rng.integers(0, 2**31)
    assert np.array_equal(again.normal(size=5), rng.normal(size=5))


def test_a_generator_of_another_kind_does_not_cross() -> None:
    assert isinstance(state_of(np.random.Generator(np.random.MT19937(0))), Refused)


@pytest.mark.parametrize(
    "state", ["", "1 2 0", "1 2 5 0", "g 2 0 0", "1 2 0 0 0", "f" * 33 + " 1 0 0"]
)
def test_what_is_no_state_is_refused(state: str) -> None:
    with pytest.raises(ValueError, match="state of a generator"):
        set_state(np.random.default_rng(0), Rng(0, state))


def test_callables_are_made_where_they_are_lent() -> None:
    given = materialise(
        [Named("square"), {"f": Remote("half")}], lend_from({"half": lambda x: x / 2})
    )
    assert given[0](3.0) == 9.0
    assert given[1]["f"](3.0) == 1.5


def test_nobody_lends_unless_asked() -> None:
    with pytest.raises(LookupError, match="nobody lends half"):
        materialise(Remote("half"))


def test_a_refusal_stays_one() -> None:
    refused = Refused("an iterator without an end", "it went on")
    assert to_plain([refused]) == [refused]

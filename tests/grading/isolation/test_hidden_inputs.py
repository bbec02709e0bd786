"""What is told of a call whose input is not shown cannot carry the input."""

from __future__ import annotations

import numpy as np

from deepcat_grader.grading.isolation.hidden_inputs import REFUSED, without_hidden_inputs
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Refused

SECRET = Refused("a class named 0_123456", "0.123456")


def test_a_refusal_deep_in_a_result_says_nothing_of_its_own() -> None:
    seen = without_hidden_inputs(
        Observation(value={"A": [SECRET, Refused("an array of dtype object", "why")]}), ()
    )
    assert seen.value == {"A": [REFUSED, Refused("an array of dtype object", "why")]}


def test_places_are_named_only_by_short_names() -> None:
    shared = (
        ("result[1]['A0']", "argument 0['W1']"),
        ("result['0.123456']", "argument 0"),
        ("anything at all", "result[0]"),
    )
    told = without_hidden_inputs(Observation(shared=shared), ()).shared
    assert told == (shared[0], ("result", "argument 0"), ("anything a", "result[0]"))


def test_what_was_printed_stays_behind() -> None:
    assert (
        without_hidden_inputs(Observation(value=np.ones(2), printed="0.123456"), ()).printed == ""
    )

"""Answer keys are the same when only what differs between machines differs."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from deepcat_grader.build.same_key import same_key

KEY: dict[str, Any] = {
    "format": 1,
    "exercises": {
        "purr.double": {
            "cases": "abc",
            "expected": {"one": {"value": {"array": [0.5, "nan"]}, "tolerance": 1e-9}},
            "mistakes": [
                {"id": "half", "observations": {"one": {"value": 1, "warned": ["overflow"]}}},
                {"id": "crash", "observations": {"one": {"raised": ["TypeError", "old words"]}}},
            ],
        }
    },
}


def changed(path: str, value: object) -> str:
    key = copy.deepcopy(KEY)
    *inner, last = path.split("/")
    place: Any = key["exercises"]["purr.double"]
    for name in inner:
        place = place[int(name) if name.isdigit() else name]
    place[int(last) if last.isdigit() else last] = value
    return json.dumps(key)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("expected/one/value/array/0", 0.5 * (1 + 4e-16)),
        ("expected/one/tolerance", 1.0001e-9),
        ("mistakes/1/observations/one/raised/1", "new words"),
        ("mistakes/0/observations/one/warned/0", "overflow encountered"),
    ],
)
def test_machines_and_versions_are_no_difference(path: str, value: object) -> None:
    assert same_key(json.dumps(KEY), changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("expected/one/value/array/0", 0.5 * (1 + 1e-11)),
        ("expected/one/value/array/1", "inf"),
        ("expected/one/value/array", [0.5]),
        ("expected/one/tolerance", 1e-8),
        ("mistakes/0/observations/one/value", 2),
        ("mistakes/0/observations/one/value", 1.0),
        ("mistakes/0/observations/one/value", True),
        ("mistakes/0/observations/one/warned", []),
        ("mistakes/1/observations/one/raised/0", "ValueError"),
        ("cases", "abd"),
        ("digests", {}),
    ],
)
def test_what_a_student_could_notice_is_a_difference(path: str, value: object) -> None:
    assert not same_key(json.dumps(KEY), changed(path, value))


def test_a_file_that_is_no_json_is_a_difference() -> None:
    assert not same_key("<<<<<<< conflict", json.dumps(KEY))

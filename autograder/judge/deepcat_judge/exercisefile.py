"""A class's own exercises beside a notebook, as data: what a check needs, and no code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from deepcat_judge.exercise import Case, Exercise, Part
from deepcat_judge.key import Key
from deepcat_judge.keyfile import decode, dump_key, encode, load_key

NAME = "deepcat-exercises.json"
FORMAT = 1


def dump_exercises(exercises: Mapping[str, tuple[Exercise, Key]]) -> str:
    """Write exercises with their keys as JSON text.

    Properties stay behind, since they are code: they are judged when the work is graded.
    """
    data = {
        "format": FORMAT,
        "exercises": {
            name: {"exercise": _exercise(exercise), "key": dump_key(key)}
            for name, (exercise, key) in exercises.items()
        },
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def load_exercises(text: str) -> dict[str, tuple[Exercise, Key]]:
    """Read what `dump_exercises` wrote.

    Raises
    ------
    ValueError
        If the text is none of it.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(f"it has format {data['format']}, not {FORMAT}")
        return {name: _load(name, entry) for name, entry in data["exercises"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it lacks {error}") from None


def _exercise(exercise: Exercise) -> dict[str, Any]:
    return {
        "title": exercise.title,
        "parts": [[p.id, p.title, p.points, p.needs and list(p.needs)] for p in exercise.parts],
        "hints": list(exercise.hints),
        "cases": [[c.id, [encode(arg) for arg in c.args], c.part, c.note] for c in exercise.cases],
        "atol": exercise.atol,
        "thought": exercise.thought,
        "use": exercise.use,
        "returns": list(exercise.returns),
    }


def _load(name: str, entry: Mapping[str, Any]) -> tuple[Exercise, Key]:
    data = entry["exercise"]
    first, second, third = data["hints"]
    exercise = Exercise(
        name,
        data["title"],
        tuple(
            Part(id, title, points, needs if needs is None else tuple(needs))
            for id, title, points, needs in data["parts"]
        ),
        (first, second, third),
        tuple(
            Case(id, tuple(map(decode, args)), part, note) for id, args, part, note in data["cases"]
        ),
        atol=data["atol"],
        thought=data["thought"],
        use=data["use"],
        returns=tuple(data["returns"]),
    )
    return exercise, load_key(entry["key"], exercise.cases)

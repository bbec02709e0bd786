"""The answer key of a lesson as JSON: expected values and known mistakes on the visible cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from deepcat_judge.exercise import AnyExercise, Case, Exercise
from deepcat_judge.key import Expectation, Key, KnownMistake
from deepcat_judge.observe import Observation, Raised
from deepcat_judge.packing import TextPacker, Unpacker
from deepcat_judge.plain import Plain

FORMAT = 4


class StaleKeyError(ValueError):
    """The key was built for other exercises than the installed ones."""


def cases_digest(cases: tuple[Case, ...]) -> str:
    """Digest of the inputs that a key was built for."""
    text = json.dumps([[c.id, c.part, [encode(a) for a in c.args]] for c in cases], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dump_keys(keys: Mapping[str, Key], order: Sequence[str], number: int | None) -> str:
    """Write the keys of a lesson as JSON text.

    Parameters
    ----------
    keys : mapping from exercise id to Key
    order : sequence of str
        Every exercise of the lesson, those judged by hand included, in the order of its markers.
    number : int or None
        The lesson's place in the course; None where its text is not written yet.
    """
    data = {
        "format": FORMAT,
        "lesson": number,
        "order": list(order),
        "exercises": {name: dump_key(key) for name, key in keys.items()},
    }
    return _lines(data, depth=5) + "\n"


def lesson_order(text: str) -> tuple[int | None, tuple[str, ...]]:
    """Read a lesson's place in the course and the order of its exercises from its answer key."""
    data = json.loads(text)
    return data["lesson"], tuple(data["order"])


def _lines(data: Any, depth: int, indent: str = "") -> str:
    """JSON that is broken into lines down to `depth`, so that a diff shows whole observations."""
    if depth == 0 or not data or not isinstance(data, (dict, list)):
        return json.dumps(data, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    inner = indent + " "
    if isinstance(data, dict):
        items = [f"{json.dumps(k)}: {_lines(v, depth - 1, inner)}" for k, v in data.items()]
    else:
        items = [_lines(item, depth - 1, inner) for item in data]
    opening, closing = "{}" if isinstance(data, dict) else "[]"
    return (
        f",\n{inner}".join([f"{opening}\n{inner}{items[0]}", *items[1:]]) + f"\n{indent}{closing}"
    )


def load_keys(text: str, exercises: Mapping[str, AnyExercise]) -> dict[str, Key]:
    """Read what `dump_keys` wrote, for the exercises that are installed.

    Raises
    ------
    StaleKeyError
        If the key has another format, lacks an exercise or was built for other cases.
    """
    data = json.loads(text)
    if data.get("format") != FORMAT:
        raise StaleKeyError(f"the answer key has format {data.get('format')}, not {FORMAT}")
    keys = {}
    for name, entry in data["exercises"].items():
        exercise = exercises.get(name)
        cases = exercise.cases if isinstance(exercise, Exercise) else ()
        if exercise is None or entry["cases"] != cases_digest(cases):
            raise StaleKeyError(f"the answer key of {name} was built for another version")
        keys[name] = load_key(entry, cases)
    return keys


def dump_key(key: Key) -> dict[str, Any]:
    """One exercise's key, as JSON."""
    return {
        "cases": cases_digest(key.cases),
        "expected": {
            name: {"value": encode(e.value), "tolerance": encode(e.tolerance)}
            for name, e in key.expected.items()
        },
        "mistakes": [
            {
                "id": mistake.id,
                "message": mistake.message,
                "next_thought": mistake.next_thought,
                "observations": {
                    name: _observation(seen) for name, seen in mistake.observations.items()
                },
            }
            for mistake in key.mistakes()
        ],
        "combined": [_combined(key, mistake) for mistake in key.combined()],
        "digests": dict(key.digests),
        "because": dict(key.because),
        "arguments": list(key.arguments),
        "completion": key.completion,
    }


def _combined(key: Key, mistake: KnownMistake) -> dict[str, Any]:
    """A mistake with a slip: only the cases in which the slip shows."""
    (alone,) = (single for single in key.mistakes() if single.id == mistake.id)
    return {
        "id": mistake.id,
        "also": mistake.also,
        "observations": {
            name: _observation(seen)
            for name, seen in mistake.observations.items()
            if _observation(seen) != _observation(alone.observations[name])
        },
    }


def _load_combined(
    entry: Mapping[str, Any], mistakes: Sequence[KnownMistake]
) -> tuple[KnownMistake, ...]:
    alone = {mistake.id: mistake for mistake in mistakes}
    return tuple(
        replace(
            alone[m["id"]],
            also=m["also"],
            observations={
                **alone[m["id"]].observations,
                **{name: _load_observation(seen) for name, seen in m["observations"].items()},
            },
        )
        for m in entry["combined"]
    )


def load_key(entry: Mapping[str, Any], cases: tuple[Case, ...]) -> Key:
    """The inverse of `dump_key`."""
    mistakes = tuple(
        KnownMistake(
            m["id"],
            m["message"],
            m["next_thought"],
            {name: _load_observation(seen) for name, seen in m["observations"].items()},
        )
        for m in entry["mistakes"]
    )
    return Key(
        cases=cases,
        expected={
            name: Expectation(decode(e["value"]), decode(e["tolerance"]))
            for name, e in entry["expected"].items()
        },
        mistakes=lambda: mistakes,
        combined=lambda: _load_combined(entry, mistakes),
        digests=entry["digests"],
        because=entry["because"],
        arguments=tuple(entry["arguments"]),
        completion=entry.get("completion", ""),
    )


def _observation(seen: Observation) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if seen.raised:
        data["raised"] = [seen.raised.kind, seen.raised.text]
    else:
        data["value"] = encode(seen.value)
    if seen.warned:
        data["warned"] = list(seen.warned)
    if seen.changed:
        data["changed"] = list(seen.changed)
    if seen.shared:
        data["shared"] = [list(pair) for pair in seen.shared]
    return data


def _load_observation(data: Mapping[str, Any]) -> Observation:
    return Observation(
        value=decode(data.get("value")),
        raised=Raised(*data["raised"]) if "raised" in data else None,
        warned=tuple(data.get("warned", ())),
        changed=tuple(data.get("changed", ())),
        shared=tuple((place, other) for place, other in data.get("shared", ())),
    )


def encode(value: Plain) -> Any:
    """A plain value as JSON."""
    return TextPacker().write(value)


def decode(data: Any) -> Plain:
    """The inverse of `encode`."""
    value = Unpacker(as_text=True).read(data)
    assert not isinstance(
        value, Observation
    )  # the key's own observations are written field by field
    return value

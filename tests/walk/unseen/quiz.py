"""Answers to introduction.quiz: sheets in several forms, and sheets with slips."""

from __future__ import annotations

import types

EXERCISE = "introduction.quiz"
SHEET = {
    "component_cat_score": "a",
    "component_mean_mistake": "c",
    "component_nudge": "b",
    "component_swap": "d",
    "parameters": "c",
    "deep": "a",
    "why_not_rules": "b",
    "why_now": "d",
    "baseline": "c",
    "overfitting": "a",
}

RIGHT = {
    "sheet": SHEET,
    "function": lambda: dict(SHEET),
    "default": lambda sheet=SHEET: dict(sheet),
    "other order": lambda: dict(reversed(SHEET.items())),
    "zipped": lambda: dict(zip(SHEET, SHEET.values(), strict=True)),
    "capitals": lambda: {name: letter.upper() for name, letter in SHEET.items()},
}

WRONG = {
    "one slip": lambda: SHEET | {"deep": "b"},
    "one blank": lambda: SHEET | {"deep": ""},
    "one missing": lambda: {name: letter for name, letter in SHEET.items() if name != "deep"},
    "all the same": lambda: dict.fromkeys(SHEET, "a"),
    "all letters": lambda: dict.fromkeys(SHEET, "abcd"),
    "lists": lambda: {name: ["a", "b", "c", "d"] for name in SHEET},
    "numbers": lambda: {name: "abcd".index(letter) for name, letter in SHEET.items()},
    "letters alone": lambda: list(SHEET.values()),
    "names alone": lambda: set(SHEET),
    "other names": lambda: {name.upper(): letter for name, letter in SHEET.items()},
    "exchanged": lambda: {letter: name for name, letter in SHEET.items()},
    "namespace": lambda: types.SimpleNamespace(**SHEET),
    "empty": dict,
    "one letter": lambda: "a",
    "raises": lambda: SHEET["deeper"],
}

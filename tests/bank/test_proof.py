"""What was proved of an exercise counts until something that it rests on changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from deepcat_grader import bank
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Bank, Entry, Mistake, Variant
from deepcat_grader.proof import counterexamples, digest, sources
from deepcat_judge.exercises import modules

RELU = ENTRIES["neuron.relu"]


def home(entry: Entry) -> str:
    """The module of the bank that holds an entry."""
    for module in modules(bank):
        for value in vars(module).values():
            found = value.entry if isinstance(value, Bank) else value
            here = entry.exercise.lesson in module.__name__.split(".")  # and not brought along
            if here and isinstance(found, Entry) and found.exercise is entry.exercise:
                return module.__name__
    raise AssertionError(entry.exercise.id)


def test_a_sound_exercise_has_no_counterexample() -> None:
    assert list(counterexamples(RELU, range(3))) == []


def test_a_right_answer_that_is_rejected_is_told() -> None:
    entry = replace(RELU, variants=(Variant("wrong", np.negative),), mistakes=())
    (told,) = counterexamples(entry, [7])
    assert told.startswith("seed 7: wrong is right, but")


def test_a_mistake_that_passes_is_told() -> None:
    sly = Mistake("sly", "It is right.", "Nothing.", RELU.reference)
    (told,) = counterexamples(replace(RELU, mistakes=(sly,)), [7])
    assert told == "seed 7: sly has full marks"


@pytest.mark.parametrize("name", ENTRIES)
def test_a_proof_rests_on_exercise_bank_reference_judge_and_draw(name: str) -> None:
    names = set(sources(ENTRIES[name]).values())
    assert home(ENTRIES[name]) in names
    assert ENTRIES[name].reference.__module__ in names
    assert any(f"deepcat_judge.exercises.{name.partition('.')[0]}" in found for found in names)
    assert {"deepcat_grader.answers", "deepcat_judge.judge", "deepcat_judge.compare"} <= names
    assert ENTRIES[name].hidden.__module__ in names


def test_a_change_in_any_source_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(RELU)
    assert before == digest(RELU) != digest(ENTRIES["neuron.tanh"])
    changed, read = max(sources(RELU)), Path.read_text

    def read_changed(path: Path, **options: str) -> str:
        return read(path, **options) + "#" * (path == changed)

    monkeypatch.setattr(Path, "read_text", read_changed)
    assert digest(RELU) != before

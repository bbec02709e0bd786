"""The visible inputs tell the known mistakes apart, and a pair that they do not stops the build."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Mistake
from deepcat_grader.collisions import ENOUGH, RIGHT, collisions, propose, separations
from deepcat_grader.report_cli import add_commands
from deepcat_judge.exercise import Exercise

RELU = ENTRIES["neuron.relu"]
SEEN = [
    name
    for name, entry in ENTRIES.items()
    if isinstance(entry.exercise, Exercise) and entry.exercise.cases
]
SMALL = Mistake("small", "Small scores are lost.", "Hm?", lambda Z: np.where(Z > 0.5, Z, 0.0))


def with_mistakes(*mistakes: Mistake):
    return replace(RELU, mistakes=mistakes)


@pytest.mark.parametrize("name", SEEN)
def test_every_pair_is_told_apart_or_explained(name: str) -> None:
    assert not collisions(ENTRIES[name])


def test_a_mistake_that_only_hidden_inputs_show_is_a_collision() -> None:
    lost = replace(
        SMALL, function=lambda Z: np.where((Z > 0.05) | (Z < 0.05), RELU.reference(Z), 0)
    )
    hidden_only = replace(SMALL, function=lambda Z: RELU.reference(Z) + (np.size(Z) > 8) * 1.0)
    assert collisions(with_mistakes(lost)) == []
    (found,) = collisions(with_mistakes(hidden_only))
    assert found.pair == (RIGHT, "small")
    assert found.visible == 0 and found.hidden >= ENOUGH
    assert "bank.alike" in str(found)


def test_the_same_words_or_a_reason_explain_a_pair() -> None:
    twin = replace(SMALL, id="twin")
    other = replace(twin, message="Something else.")
    assert not collisions(with_mistakes(SMALL, twin))
    (found,) = collisions(with_mistakes(SMALL, other))
    assert found.hidden < ENOUGH
    reasons = {frozenset(("small", "twin")): "They are the same function."}
    assert not collisions(replace(with_mistakes(SMALL, other), alike=reasons))


def test_other_inputs_are_proposed() -> None:
    hidden_only = replace(SMALL, function=lambda Z: RELU.reference(Z) + (np.size(Z) > 8) * 1.0)
    proposals = propose(with_mistakes(hidden_only))
    assert [pairs for _, pairs in proposals] == [[(RIGHT, "small")]]
    assert propose(RELU) == []


def test_a_distance_counts_tolerances() -> None:
    off = replace(SMALL, function=lambda Z: RELU.reference(Z) + 1e-5)
    apart = separations(visible_key(with_mistakes(off)))[RIGHT, "small"]
    assert 1 < apart < 1e5
    shape = replace(SMALL, function=lambda Z: RELU.reference(Z).ravel())
    assert np.isinf(separations(visible_key(with_mistakes(shape)))[RIGHT, "small"])


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [[], ["--exercise", "neuron.relu"]])
def test_the_matrix_is_published(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one lesson's exercises: the page that the build makes holds all."""
    monkeypatch.setattr(
        "deepcat_grader.bank.ENTRIES",
        {name: entry for name, entry in ENTRIES.items() if name.startswith("neuron.")},
    )
    app = typer.Typer()
    app.callback()(lambda: None)
    add_commands(app)
    result = CliRunner().invoke(app, ["report", "collisions", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    assert "leaky" in result.output if arguments else "neuron.sigmoid" in result.output

"""The report card counts what the judge says, and the command prints it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from deepcat.lessons import course_exercises
from deepcat_grader import report
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry, Mistake, Variant
from deepcat_grader.report import Record, report_card, total
from deepcat_grader.report_cli import add_commands

RELU = ENTRIES["neuron.relu"]
WRONG = RELU.mistakes[1].function
whole_card = functools.cache(report_card)


@pytest.mark.slow
def test_the_bank_has_a_flawless_record() -> None:
    records = whole_card(range(1))
    judged = [name for name in course_exercises() if name != "introduction.formulate"]
    assert [record.exercise for record in records] == judged
    assert all(record.flawless for record in records), records


def test_a_right_answer_among_the_mistakes_is_a_false_accept() -> None:
    sly = Mistake("sly", "It is right.", "Nothing.", RELU.reference)
    (record,) = report_card(entries={"neuron.relu": replace(RELU, mistakes=(sly,))})
    assert record.false_accepts == 1
    assert not record.flawless


def test_a_wrong_answer_among_the_variants_is_a_false_reject() -> None:
    entry = replace(RELU, variants=(Variant("wrong", WRONG),))
    (record,) = report_card(entries={"neuron.relu": entry})
    assert (record.right, record.false_rejects) == (2, 1)
    assert not record.flawless


def twins(function: Callable[..., Any]) -> Entry:
    """An exercise in which two mistakes give the same outputs, and have words of their own."""
    words = ("Some words.", "Other words.")
    found = (Mistake(f"twin-{i}", text, "A thought.", function) for i, text in enumerate(words))
    return replace(RELU, mistakes=tuple(found))


def test_two_mistakes_that_cannot_be_told_apart_are_not_named() -> None:
    (record,) = report_card(entries={"neuron.relu": twins(WRONG)})
    assert (record.wrong, record.named, record.misnamed) == (2, 0, 0)
    assert not record.flawless


def test_a_mistake_that_a_property_calls_otherwise_is_misnamed() -> None:
    (record,) = report_card(entries={"neuron.relu": twins(lambda Z: np.full(np.shape(Z), 0.25))})
    assert (record.wrong, record.named, record.misnamed) == (2, 0, 2)
    assert not record.flawless


def test_the_total_is_the_sum() -> None:
    rows = (Record("a", right=2, wrong=3, named=3), Record("b", right=1, wrong=1, misnamed=1))
    assert total(rows) == Record("all", right=3, wrong=4, named=3, misnamed=1)


def test_each_seed_is_another_judgement() -> None:
    (record,) = report_card(range(3), {"neuron.relu": RELU})
    assert record.right == 3 * (len(RELU.variants) + 1)


@pytest.mark.slow
def test_the_command_prints_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "report_card", whole_card)
    app = typer.Typer()
    app.callback()(lambda: None)
    add_commands(app)
    result = CliRunner().invoke(app, ["report", "exercises"], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    assert all(name in result.output for name in ENTRIES if name != "introduction.formulate")
    assert "misnamed" in result.output

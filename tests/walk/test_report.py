"""The report card counts what the judge says, and the command prints it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from deepcat.lessons import course_exercises
from deepcat_grader import unseen
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import ONE, TWO, Entry, Mistake, Unseen, Variant
from deepcat_grader.report import JudgeRecord, report_card, total
from deepcat_grader.report_cli import add_commands
from deepcat_grader.unseen import (
    MOST_SILENT,
    SILENT,
    Tally,
    by_kind,
    failed_gates,
    registered,
    tallies,
)

from .answers import JUDGED, judged

RELU = ENTRIES["neuron.relu"]
OR_GATE = ENTRIES["neuron.or_gate"]
WRONG = RELU.mistakes[1].function


def command(*arguments: str):
    app = typer.Typer()
    app.callback()(lambda: None)
    add_commands(app)
    return CliRunner().invoke(app, ["report", *arguments], env={"COLUMNS": "120"})


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in course_exercises() if name in JUDGED])
def test_the_bank_has_a_flawless_record(name: str) -> None:
    """Judged once for this and for the walk: the card is made of the same verdicts."""
    records = report_card(
        entries={name: ENTRIES[name]},
        judge_of=lambda entry, seed: functools.partial(judged, entry.exercise.id, seed=seed),
    )
    assert [record.exercise for record in records] == [name]
    assert all(record.flawless for record in records), records


def test_few_answers_with_mistakes_are_met_in_silence() -> None:
    """By the register, which says what each of them is called."""
    for kind, most in MOST_SILENT.items():
        called = [
            (registered(name) or {})[answer.id]
            for name in course_exercises()
            for answer in ENTRIES[name].unseen
            if answer.kind == kind
        ]
        silent = [name for name in called if name.removeprefix("finding ") in SILENT]
        assert called and len(silent) <= most * len(called), kind


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
    rows = (
        JudgeRecord("a", right=2, wrong=3, named=3),
        JudgeRecord("b", right=1, wrong=1, misnamed=1),
    )
    assert total(rows) == JudgeRecord("all", right=3, wrong=4, named=3, misnamed=1)


def test_each_seed_is_another_judgement() -> None:
    (record,) = report_card(range(3), {"neuron.relu": RELU})
    assert record.right == 3 * (len(RELU.variants) + 1)


def test_the_command_prints_both_tables() -> None:
    result = command("exercises", "neuron.or_gate", "neuron.and_gate")
    assert result.exit_code == 0, result.output
    assert all(name in result.output for name in ("neuron.or_gate", "neuron.and_gate", "misnamed"))
    assert "neuron.relu" not in result.output


def test_an_answer_that_no_key_holds_is_counted_by_its_kind() -> None:
    entry = replace(
        OR_GATE,
        unseen=(
            Unseen("right", OR_GATE.reference),
            Unseen("rejected", lambda: None),
            Unseen("accepted", OR_GATE.reference, ONE),
            Unseen("always_fires", lambda: (np.ones((2, 1)), 1.0), ONE),
            Unseen("renamed", lambda: (np.ones((2, 1)), 1.0), TWO),
        ),
    )
    right, one, two = tallies({"neuron.or_gate": entry})
    assert (right.answers, right.rejected) == (2, 1)
    assert (one.answers, one.named, one.accepted, one.misnamed) == (2, 1, 1, 1)
    assert (two.answers, two.named, two.misnamed, two.silent) == (1, 1, 1, 0)
    assert failed_gates((right, one, two)) == (
        "1 answers (right) are rejected",
        "1 answers (one mistake) are misnamed",
        "1 answers (one mistake) are accepted",
        "1 answers (two mistakes) are misnamed",
    )


def test_too_many_silent_answers_fail_their_gate() -> None:
    assert failed_gates([Tally("purr.a", ONE, answers=20, silent=1)]) == ()
    (words,) = failed_gates([Tally("purr.a", ONE, answers=10, silent=1)])
    assert words == "10% of the answers (one mistake) are silent, not 5%"
    assert failed_gates([Tally("purr.a", TWO, answers=4, silent=1)]) == ()
    assert failed_gates([Tally("purr.a", TWO, answers=2, silent=1)])


def test_sums_by_kind_are_over_all_exercises() -> None:
    whole = by_kind([Tally("a", ONE, answers=2, named=1), Tally("b", ONE, answers=3, named=2)])
    assert whole == (Tally("all", ONE, answers=5, named=3),)


def test_the_register_is_shown_where_it_differs_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unseen, "REGISTER", tmp_path)
    shown = command("names", "neuron.or_gate")
    assert shown.exit_code == 1
    assert "neuron.or_gate nor: new -> mistake negated" in shown.output
    assert "This gate fires exactly where it should not." in shown.output
    assert command("names", "neuron.or_gate", "--write").exit_code == 0
    again = command("names", "neuron.or_gate")
    assert (again.exit_code, again.output) == (0, "")


def test_an_exercise_that_does_not_exist_is_refused() -> None:
    assert "no exercise is called neuron.purr" in command("exercises", "neuron.purr").output

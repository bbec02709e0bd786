"""Every attack earns what its folder says, and touches nothing and nobody else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from deepcat_grader.grading.record import NotebookRecord

from .conftest import GROUPS, HERE, NEIGHBOURS, SMALL, Outcome

pytestmark = pytest.mark.slow
EXERCISES, TESTS = SMALL.EXERCISES, SMALL.TESTS
IDS = [f"group-{number}-tier-{tier.name}" for number, (tier, _) in enumerate(GROUPS)]
MEMBERS = [(number, name) for number, (_, group) in enumerate(GROUPS) for name in group]
in_every_group = pytest.mark.parametrize("outcome", range(len(GROUPS)), indirect=True, ids=IDS)


def points(record: NotebookRecord) -> dict[str, float]:
    return {name: verdict.points for name, verdict in record.verdicts.items()} | {
        name: score.points for name, score in record.scores.items()
    }


@pytest.fixture
def full(outcome: Outcome) -> Mapping[str, float]:
    return points(outcome.records[NEIGHBOURS[0]])


@in_every_group
def test_neighbours_keep_full_marks(outcome: Outcome):
    for name in NEIGHBOURS:
        record = outcome.records[name]
        assert set(record.verdicts) == set(EXERCISES)
        assert all(verdict.passed for verdict in record.verdicts.values()), name
        assert record.scores[TESTS].points == 1.5


@in_every_group
def test_the_run_ends_cleanly(outcome: Outcome):
    assert outcome.failed == {}
    assert set(outcome.records) == {*outcome.attackers, *NEIGHBOURS}


@in_every_group
def test_no_file_outside_the_work_area_changes(outcome: Outcome):
    assert outcome.changed == set()
    assert outcome.left_over == []


@in_every_group
def test_no_process_is_left(outcome: Outcome):
    assert outcome.running == set()


@pytest.mark.parametrize(
    ("outcome", "attack"),
    MEMBERS,
    indirect=["outcome"],
    ids=[f"{IDS[number]}-{name}" for number, name in MEMBERS],
)
def test_an_attack_earns_what_it_earned(outcome: Outcome, full: Mapping[str, float], attack: str):
    expect: dict[str, Any] = yaml.safe_load((HERE / attack / "expect.yml").read_text())
    record = outcome.records[attack]
    assert record.tier is outcome.tier
    assert points(record) == {**full, **expect["points"]}
    for exercise in set(expect["points"]) & set(EXERCISES):
        verdict = record.verdicts[exercise]
        if "outcome" in expect:
            assert verdict.outcome.value == expect["outcome"], verdict.message
        if "message" in expect:
            assert re.search(expect["message"], verdict.message), verdict.message

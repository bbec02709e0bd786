"""The class's secret, the seeds drawn from it, and the ledger."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import Ledger, key
from deepcat_grader.grading.record import NotebookRecord, Score
from deepcat_grader.grading.secret import HOME, NAME, NoSecret, make_secret, read_secret, seed
from deepcat_judge.verdict import Outcome, Verdict


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    make_secret(tmp_path)
    first = read_secret(tmp_path)
    make_secret(tmp_path)
    assert read_secret(tmp_path) == first
    assert stat.S_IMODE((tmp_path / HOME / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("text", [None, "", "abcd", "z" * 64])
def test_a_missing_or_damaged_secret_is_said_so(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / HOME).mkdir()
        (tmp_path / HOME / NAME).write_text(text, encoding="ascii")
    with pytest.raises(NoSecret, match=r"class init .* --force"):
        read_secret(tmp_path)


def test_a_damaged_secret_can_be_replaced(tmp_path: Path):
    """As the sentence says that it can; nothing half-written stays beside it."""
    make_secret(tmp_path)
    (tmp_path / HOME / NAME).write_text("", encoding="ascii")
    make_secret(tmp_path)
    assert len(read_secret(tmp_path)) == 32
    assert [path.name for path in (tmp_path / HOME).iterdir()] == [NAME]


def test_seeds_differ_by_class_student_and_exercise_and_never_by_run():
    cases = [(b"a", "ada", "x"), (b"b", "ada", "x"), (b"a", "ben", "x"), (b"a", "ada", "y"),
             (b"a", "ada:x", ""), (b"a", "\ud800", "x")]  # fmt: skip
    seeds = [seed(*case) for case in cases]
    assert len(set(seeds)) == len(cases)
    assert seeds == [seed(*case) for case in cases]
    assert all(0 <= one < 2**48 for one in seeds)


def test_the_ledger_keeps_the_last_record_of_a_key(tmp_path: Path):
    ledger = Ledger(tmp_path)
    assert ledger.find("k") is None
    for points in (1.0, 2.0):
        ledger.keep("k", "a", "s", "n", NotebookRecord(scores={"c": Score(points, 3.0, "")}))
    record = Ledger(tmp_path).find("k")
    assert record is not None and record.scores["c"].points == 2.0


def test_a_key_changes_with_whatever_a_verdict_depends_on():
    limits = Limits()
    keys = {
        key("work", "ada", b"s", limits),
        key("other", "ada", b"s", limits),
        key("work", "ben", b"s", limits),
        key("work", "ada", b"t", limits),
        key("work", "ada", b"s", replace(limits, call=1.0)),
    }
    assert len(keys) == 5
    assert key("work", "ada", b"s", Limits()) in keys


def test_a_record_of_another_version_is_judged_again(tmp_path: Path):
    """Its fields cannot be read: it is as if there were none."""
    ledger = Ledger(tmp_path)
    verdict = Verdict("toy.first", Outcome.PASSED, 1.0, 1.0, headline="Right.")
    record = NotebookRecord({"toy.first": verdict})
    older = record.to_json()
    older["verdicts"]["toy.first"]["on_input"] = older["verdicts"]["toy.first"].pop("input")
    ledger.keep("new", "a", "s", "n", record)
    ledger.keep("old", "a", "s", "n", SimpleNamespace(to_json=lambda: older))  # type: ignore[arg-type]  # a record as an older version wrote it
    assert ledger.find("new") == record
    assert ledger.find("old") is None

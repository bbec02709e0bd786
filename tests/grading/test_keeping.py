"""The class's secret, the papers drawn from it, and the ledger."""

from __future__ import annotations

import sqlite3
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_grader.grading import papers
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import VERSION, Ledger, LedgerError, key
from deepcat_grader.grading.record import NotebookRecord, Score
from deepcat_grader.grading.secret import (
    HOME,
    NAME,
    PAPERS,
    NoSecret,
    make_secret,
    read_secret,
    seed,
)
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


def test_a_paper_is_the_same_at_each_run_and_another_classs_is_another():
    cases = [(b"a", "ada", "x"), (b"b", "ada", "x"), (b"a", "ada", "y"), (b"a", "\ud800", "x")]
    seeds = [seed(*case) for case in cases]
    assert len(set(seeds[:3])) == 3
    assert seeds == [seed(*case) for case in cases]
    assert all(0 <= one < 2**48 for one in seeds)


def test_a_class_has_few_papers_dealt_out_evenly_and_anew_for_each_exercise():
    """Who shares a paper in one exercise shares none in the next, but by chance."""
    students = [f"student{number}" for number in range(3200)]
    counts = Counter(seed(b"s", student, "x") for student in students)
    assert len(counts) == PAPERS
    assert 50 < min(counts.values()) <= max(counts.values()) < 160
    first = next(iter(counts))
    second = {seed(b"s", one, "y") for one in students if seed(b"s", one, "x") == first}
    assert len(second) > PAPERS // 2


def test_a_paper_is_worked_out_once_for_all_who_get_it(monkeypatch: pytest.MonkeyPatch):
    drawn: list[int] = []
    whole = papers.full_key

    def counted(entry, seed):
        drawn.append(seed)
        return whole(entry, seed)

    monkeypatch.setattr(papers, "full_key", counted)
    monkeypatch.setattr(papers, "_KEPT", type(papers._KEPT)())
    entry = ENTRIES["neuron.sigmoid"]
    keys = [papers.paper(entry, number) for number in (1, 2, 1, 1)]
    assert drawn == [1, 2] and keys[0] is keys[2] is keys[3] and keys[0] is not keys[1]
    again = replace(entry)
    assert papers.paper(again, 1) is not keys[0]  # an exercise that was written anew
    monkeypatch.setattr(papers, "MOST", 1)
    papers.paper(again, 3)
    papers.paper(again, 1)
    assert drawn == [1, 2, 1, 3, 1]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path) as opened:
        yield opened


def test_the_ledger_keeps_the_last_record_of_a_key(ledger: Ledger):
    assert ledger.find("k") is None
    for points in (1.0, 2.0):
        ledger.keep("k", "a", "s", "n", NotebookRecord(scores={"c": Score(points, 3.0, "")}))
    ledger.close()
    record = ledger.find("k")
    assert record is not None and record.scores["c"].points == 2.0


def test_the_ledger_survives_a_power_cut(ledger: Ledger):
    """What SQLite promises for write-ahead logging with every commit on the disk."""
    ledger.keep("k", "a", "s", "n", NotebookRecord())
    ask = lambda what: ledger._do(lambda database: database.execute(what).fetchone()[0])  # noqa: E731  # a name for three questions
    assert ask("PRAGMA journal_mode") == "wal"
    assert ask("PRAGMA synchronous") == 2
    assert ask("PRAGMA integrity_check") == "ok"


@pytest.mark.parametrize(
    "harm", [lambda data: b"no ledger" * 500, lambda data: data[:4096] + b"\xff" * 8000]
)
def test_a_damaged_ledger_is_set_aside_and_told(ledger: Ledger, harm: Callable[[bytes], bytes]):
    ledger.keep("k", "a", "s", "n", NotebookRecord())
    ledger.close()
    ledger.path.write_bytes(harm(ledger.path.read_bytes()))
    assert ledger.find("k") is None
    assert "was damaged" in ledger.notes[0] and "damaged-1" in ledger.notes[0]
    ledger.keep("k", "a", "s", "n", NotebookRecord())
    assert ledger.find("k") == NotebookRecord()
    assert ledger.path.with_name("ledger.db.damaged-1").exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"runs": []}', '{"verdicts": {}, "scores": {}, "runs": {}}']
)
def test_a_row_that_somebody_changed_is_judged_again(ledger: Ledger, text: str):
    ledger.keep("k", "a", "s", "n", NotebookRecord(scores={"c": Score(1.0, 3.0, "")}))
    ledger._do(lambda database: database.execute("UPDATE graded SET record = ?", (text,)))
    assert ledger.find("k") is None


def test_a_ledger_of_before_is_made_anew_and_a_later_one_is_told(ledger: Ledger):
    ledger.path.parent.mkdir()
    with sqlite3.connect(ledger.path) as older:
        older.execute("CREATE TABLE graded (key, assignment, student, notebook, record)")
        older.execute("INSERT INTO graded VALUES ('k', 'a', 's', 'n', '{}')")
    older.close()
    assert ledger.find("k") is None
    ledger.keep("k", "a", "s", "n", NotebookRecord())
    ledger._do(lambda database: database.execute(f"PRAGMA user_version = {VERSION + 1}"))
    ledger.close()
    with pytest.raises(LedgerError, match="a later version"):
        ledger.find("k")


def test_a_ledger_that_cannot_be_written_is_told_in_words(ledger: Ledger):
    ledger.path.mkdir(parents=True)
    with pytest.raises(LedgerError, match=r"cannot be used: .*start again"):
        ledger.keep("k", "a", "s", "n", NotebookRecord())


def test_a_key_changes_with_whatever_a_verdict_depends_on():
    limits = Limits()
    keys = {
        key("work", "ada", b"s", limits, "grounds"),
        key("other", "ada", b"s", limits, "grounds"),
        key("work", "ben", b"s", limits, "grounds"),
        key("work", "ada", b"t", limits, "grounds"),
        key("work", "ada", b"s", replace(limits, call=1.0), "grounds"),
        key("work", "ada", b"s", limits, "others"),
    }
    assert len(keys) == 6
    assert key("work", "ada", b"s", Limits(), "grounds") in keys


def test_a_record_of_another_version_is_judged_again(ledger: Ledger):
    """Its fields cannot be read: it is as if there were none."""
    verdict = Verdict("toy.first", Outcome.PASSED, 1.0, 1.0, headline="Right.")
    record = NotebookRecord({"toy.first": verdict})
    older = record.to_json()
    older["verdicts"]["toy.first"]["on_input"] = older["verdicts"]["toy.first"].pop("input")
    ledger.keep("new", "a", "s", "n", record)
    ledger.keep("old", "a", "s", "n", SimpleNamespace(to_json=lambda: older))  # type: ignore[arg-type]  # a record as an older version wrote it
    assert ledger.find("new") == record
    assert ledger.find("old") is None

"""A grading leaves a log: what failed, with the traceback of every fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from deepcat_grader.grading import log
from deepcat_grader.grading.report import Records, Report


def read(course: Path) -> str:
    return (course / log.FOLDER / log.NAME).read_text(encoding="utf-8")


def test_what_failed_is_written_with_its_traceback(tmp_path: Path) -> None:
    report = Report(Records(tmp_path), unbooked="the gradebook is locked")
    report.failed["ada", "2_neuron"] = "KeyError: 'x'"
    report.tracebacks["ada", "2_neuron"] = "Traceback (most recent call last):\nKeyError: 'x'"
    with log.log_of(tmp_path) as found:
        log.note(found, report)
    text = read(tmp_path)
    for words in ("begun by", "not graded: 'ada', 2_neuron", "Traceback (most", "is locked"):
        assert words in text
    assert "0 notebooks" in text.splitlines()[-1]


def test_what_ends_a_grading_is_written_and_goes_on(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), log.log_of(tmp_path):
        raise ZeroDivisionError("by nothing")
    assert "ended by" in read(tmp_path) and "ZeroDivisionError: by nothing" in read(tmp_path)


def test_where_no_log_can_be_written_the_grading_goes_on(tmp_path: Path) -> None:
    (tmp_path / log.FOLDER).write_text("a file stands in the way")
    with log.log_of(tmp_path) as found:
        found.error("nobody reads this")
    assert (tmp_path / log.FOLDER).read_text() == "a file stands in the way"


def test_the_logs_stay_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "BYTES", 2000)
    with log.log_of(tmp_path) as found:
        for _ in range(100):
            found.error("x" * 500)
    sizes = [path.stat().st_size for path in (tmp_path / log.FOLDER).iterdir()]
    assert len(sizes) == log.FILES and max(sizes) <= 2000

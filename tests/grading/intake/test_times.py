"""A time is read in one way only, or the text says how to write it."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from deepcat_grader.grading.intake.times import HandedIn, UnclearTime, handed_in_at

TEN = datetime.datetime(2026, 11, 3, 10)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-03 10:00:00 UTC", TEN),
        ("2026-11-03 10:00:00.000000 UTC", TEN),
        ("2026-11-03T10:00:00Z", TEN),
        ("2026-11-03 10:00 GMT", TEN),
        ("\ufeff2026-11-03 10:00:00 UTC\r\n", TEN),
        ("2026-11-03 11:00:00 +0100", TEN),
        ("2026-11-03T04:30:00-05:30", TEN),
        ("2026-11-03 15:30:00 +05:30", TEN),
        ("", None),
    ],
)
def test_a_clear_time_is_read(tmp_path: Path, text: str, time: datetime.datetime | None):
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    assert handed_in_at(tmp_path) == HandedIn(time)


def test_without_a_time_there_is_none(tmp_path: Path):
    assert handed_in_at(tmp_path) == HandedIn()


def test_a_time_without_a_zone_is_read_as_nbgrader_does_and_said_so(tmp_path: Path):
    (tmp_path / "timestamp.txt").write_text("2026-11-03 10:00:00")
    found = handed_in_at(tmp_path)
    assert found.time == TEN and "read as UTC" in found.note


@pytest.mark.parametrize(
    "text",
    [
        "03/11/2026 10:00:00 UTC",
        "11-03-2026 10:00",
        "3 November 2026, 10:00",
        "2026-11-03",
        "2026-11-03 10:00:00 IST",
        "2026-11-03 10:00:00 CST",
        "2026-13-03 10:00:00 UTC",
        "2026-11-03 25:00:00 UTC",
        "0001-01-01 00:00:00 +0100",
        "2026-11-03 10:00:00 UTC or so",
        "yesterday, I think",
        "9" * 5000,
    ],
)
def test_any_other_is_refused_with_an_example(tmp_path: Path, text: str):
    (tmp_path / "timestamp.txt").write_text(text)
    with pytest.raises(UnclearTime, match=r"no date and time.*write it like 2026-11-03"):
        handed_in_at(tmp_path)


@pytest.mark.parametrize(
    ("text", "zone", "hour"),
    [
        ("2026-11-03 10:00:00.5 CET", "Europe/Berlin", 9),
        ("2026-07-03 10:00:00 CEST", "Europe/Berlin", 8),
        ("2026-10-25 02:30:00 CEST", "Europe/Berlin", 0),
        ("2026-10-25 02:30:00 CET", "Europe/Berlin", 1),
        ("2026-11-03 10:30:00 IST", "Asia/Kolkata", 5),
    ],
)
def test_an_abbreviation_is_one_of_the_classs_own_zone(
    tmp_path: Path, text: str, zone: str, hour: int
):
    (tmp_path / "timestamp.txt").write_text(text)
    time = handed_in_at(tmp_path, zone).time
    assert time is not None and time.hour == hour


def test_another_zones_abbreviation_is_refused(tmp_path: Path):
    (tmp_path / "timestamp.txt").write_text("2026-11-03 10:00:00 CEST")
    for zone in ("Europe/Berlin", "Asia/Kolkata", "No/Where"):  # in November, Berlin has CET
        with pytest.raises(UnclearTime):
            handed_in_at(tmp_path, zone)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"2026-11-03 10:00:00 \xe9"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes):
    (tmp_path / "timestamp.txt").write_bytes(data)
    with pytest.raises(UnclearTime, match="no date and time"):
        handed_in_at(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")
def test_a_pipe_for_a_time_keeps_nobody_waiting(tmp_path: Path):
    os.mkfifo(tmp_path / "timestamp.txt")
    with pytest.raises(UnclearTime, match="not a regular file"):
        handed_in_at(tmp_path)

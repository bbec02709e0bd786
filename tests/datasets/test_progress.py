"""A line of progress: shown where somebody watches a long piece of work, and nowhere else."""

from __future__ import annotations

import io

import pytest

from deepcat_data.progress import ProgressLine


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def run(stream: io.StringIO, clock: list[float], seconds: float, total: int = 10) -> str:
    line = ProgressLine("Drawing", stream)
    for done in range(1, total + 1):
        clock[0] += seconds
        line(done, total)
    return stream.getvalue()


def test_short_work_shows_nothing(clock: list[float]) -> None:
    assert run(Terminal(), clock, 0.05) == ""


def test_long_work_rewrites_one_line_and_ends_it(clock: list[float]) -> None:
    text = run(Terminal(), clock, 2.0)
    states = text.strip("\n").split("\r")[1:]
    assert text.count("\n") == 1 and text.endswith("\n")
    assert len(states) == 10
    assert "Drawing" in states[0] and "1/10" in states[0] and "18 s left" in states[0]
    assert "10/10" in states[-1] and "20 s" in states[-1]


def test_fast_steps_are_not_all_shown(clock: list[float]) -> None:
    text = run(Terminal(), clock, 0.01, total=1000)
    assert 50 < text.count("\r") < 150


def test_a_log_file_gets_one_line(clock: list[float]) -> None:
    text = run(io.StringIO(), clock, 2.0)
    assert text.count("\n") == 1 and "\r" not in text and "10/10" in text


def test_the_error_stream_is_the_default(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    line = ProgressLine("Drawing")
    clock[0] += 5
    line(1, 1)
    captured = capsys.readouterr()
    assert captured.out == "" and "1/1" in captured.err


def test_a_line_is_no_wider_than_the_terminal(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A longer one could not be written over, and would fill the screen."""
    monkeypatch.setenv("COLUMNS", "50")
    states = run(Terminal(), clock, 2.0).strip("\n").split("\r")[1:]
    assert max(map(len, states)) == 49

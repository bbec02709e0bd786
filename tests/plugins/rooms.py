"""Print what each room came to: its tests, and the seconds that they took."""

from __future__ import annotations

from collections import Counter

import pytest


class Rooms:
    """Counts tests and seconds by room; under several processes it sits in the one that prints."""

    def __init__(self) -> None:
        self.tests: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take one phase of a test into account."""
        room = report.nodeid.removeprefix("tests/").partition("/")[0]
        self.seconds[room] += report.duration
        self.tests[room] += report.when == "teardown"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print a line a room, the slowest first."""
        if len(self.tests) < 2:
            return
        terminalreporter.section("rooms")
        for room, seconds in self.seconds.most_common():
            terminalreporter.write_line(f"{room:10} {self.tests[room]:6} tests {seconds:7.1f} s")


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that prints."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Rooms())

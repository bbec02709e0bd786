"""Choose the seeds on which exercises are proved, and record what was proved on all of them."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

RECORD = Path(__file__).resolve().parents[1] / "walk" / "proved.json"
ALL, FIXED, NAMED = range(200), range(3), range(1, 11)
# What an unseen answer is judged on: a student's own check, and two hidden papers.
PAPERS = (None, 0, 1)
NAME, DIGEST = "proved", "digest"
# What makes a proof whole: seeds of hidden cases, seeds on which mistakes keep their names, and
# papers on which four tests look at every word that unseen answers are told.
HIDDEN, NAMES, UNSEEN = "seeds", "names on seeds", "words on papers"
WHOLE = {HIDDEN: len(ALL), NAMES: len(NAMED), UNSEEN: 4 * len(PAPERS)}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose its seeds."""
    group = parser.getgroup("seeds of hidden cases")
    group.addoption("--all-seeds", action="store_true", help="prove every exercise on 200 seeds")
    group.addoption("--seeds-from", metavar="HASH", help="derive twenty seeds from HASH")
    group.addoption("--record", action="store_true", help="keep what was proved on 200 seeds")


def derived(text: str) -> list[int]:
    """Return twenty seeds that a text decides.

    Examples
    --------
    >>> derived("a")[:2]
    [3892063814, 69885742]
    """
    digests = (hashlib.sha256(f"{text} {i}".encode()).digest() for i in range(20))
    return [int.from_bytes(digest[:4]) for digest in digests]


def commit() -> str:
    """Return the commit that is checked out; outside of Git, a word that is always the same."""
    command = ["git", "-C", str(RECORD.parent), "rev-parse", "--short=12", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "no-commit"


def source(config: pytest.Config) -> str:
    """Return what the derived seeds come from; one answer for all processes of a run."""
    given = config.getoption("--seeds-from")
    if given is None:
        given = config.option.seeds_from = commit()
    return str(given)


class Seeds:
    """The seeds of a run."""

    def __init__(self, source: str, everything: bool) -> None:
        self.source, self.everything = source, everything
        self.proved = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}

    def is_proved(self, name: str, digest: str) -> bool:
        """Tell whether an exercise is as it was proved, and nobody asks for everything."""
        return not self.everything and self.proved.get(name) == digest

    def of(self, name: str, digest: str) -> list[int]:
        """Return the seeds of hidden cases: all two hundred, or few of them and those derived."""
        if self.is_proved(name, digest):
            return [*FIXED, *derived(self.source)]
        return list(ALL)

    def of_names(self, name: str, digest: str) -> list[int]:
        """Return the seeds on which mistakes keep their names, beside seed 0: ten, or one."""
        return list(NAMED)[:1] if self.is_proved(name, digest) else list(NAMED)

    def of_words(self, name: str, digest: str) -> tuple[int | None, ...]:
        """Return the papers on which unseen answers are judged to the last word: all, or one."""
        return (0,) if self.is_proved(name, digest) else PAPERS


@pytest.fixture(scope="session")
def seeds(request: pytest.FixtureRequest) -> Seeds:
    """Return the seeds of this run."""
    return Seeds(source(request.config), request.config.getoption("--all-seeds"))


class Recorder:
    """Gathers what was proved; under several processes it sits in the one that prints."""

    def __init__(self, write: bool) -> None:
        self.write = write
        self.counts = {part: Counter[str]() for part in WHOLE}
        self.digests: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the seeds and papers on which a test passed into account."""
        facts = dict(report.user_properties)
        if report.when == "call" and report.passed and NAME in facts:
            name = str(facts[NAME])
            self.digests[name] = str(facts[DIGEST])
            for part in WHOLE.keys() & facts.keys():
                self.counts[part][name] += int(str(facts[part]))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell what was proved on all seeds, and keep it where that is wanted."""
        whole = {
            name: digest
            for name, digest in self.digests.items()
            if all(self.counts[part][name] == most for part, most in WHOLE.items())
        }
        if not whole:
            return
        terminalreporter.section("proved on 200 seeds")
        terminalreporter.write_line(", ".join(sorted(whole)))
        if self.write:
            before = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
            text = json.dumps({**before, **whole}, indent=1, sort_keys=True) + "\n"
            RECORD.write_text(text, encoding="utf-8", newline="\n")
            terminalreporter.write_line(f"Kept in {RECORD.name}.")
        else:
            terminalreporter.write_line("`python3 run.py test tests/walk --record` keeps it.")


def pytest_configure(config: pytest.Config) -> None:
    """Gather in the process that prints."""
    source(config)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config.getoption("--record")))


def pytest_report_header(config: pytest.Config) -> str:
    """Say which seeds are used, so that a failure can be repeated."""
    return (
        f"seeds: 0 to {FIXED[-1]} and twenty from {source(config)}"
        f" (--seeds-from={source(config)}); all 200 where an exercise has changed"
    )

"""What is said and done where a machine has less than everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.cage import doctor, walls
from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.doctor import Finding, Result, examine
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.cage.walls import Walls
from deepcat_grader.grading import submission
from deepcat_grader.grading.booking.autograded import show
from deepcat_grader.grading.isolation import protection
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.protection import PROVISIONAL
from deepcat_grader.grading.isolation.session import NoWorker
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.submission import Work


def run(*arguments: str) -> tuple[int, str]:
    from deepcat_grader import doctor_cli, grade_cli

    app = typer.Typer()
    doctor_cli.add_commands(app)
    grade_cli.add_commands(app)
    done = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "500"})
    return done.exit_code, " ".join(done.output.split())


def test_without_walls_nothing_is_graded_until_somebody_trusts(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protection, "tier", lambda: Tier.C)
    config = course / "nbgrader_config.py"
    lines = config.read_text().splitlines(keepends=True)
    config.write_text("".join(line for line in lines if "i_trust_these" not in line))
    status, text = run("grade", str(course))
    assert status == 2 and "--i-trust-these-students" in text
    _, text = run("grade", str(course), "--i-trust-these-students")
    assert "NOTHING CONFINES" in text and "Nothing was handed in" in text


def test_the_marks_of_a_machine_without_walls_are_called_provisional() -> None:
    notebook = NotebookNode(cells=[], metadata={}, nbformat=4, nbformat_minor=5)
    show(notebook, NotebookRecord(tier=Tier.B), {}, "")
    assert notebook.cells == []
    show(notebook, NotebookRecord(tier=Tier.C), {}, "")
    assert [cell.source for cell in notebook.cells] == [PROVISIONAL]


def test_a_tier_holds_only_where_every_attack_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    held, through = (Result("read", "Read", held, "") for held in (True, False))

    def attack(walls: Walls) -> list[Result]:
        return [held, through] if walls is Walls.BUBBLEWRAP else [held]

    monkeypatch.setattr(doctor, "attack", attack)
    finding = examine()
    assert finding.tier is Tier.B and finding.results[Tier.A] == (held, through)
    monkeypatch.setattr(doctor, "attack", lambda walls: [through])
    assert examine().tier is Tier.C


def test_a_machine_that_lacks_everything_says_what(monkeypatch: pytest.MonkeyPatch) -> None:
    def attack(walls: Walls) -> list[Result]:
        raise Absent(f"no {walls.name}")

    monkeypatch.setattr(doctor, "attack", attack)
    status, text = run("doctor")
    assert status == 1 and "no BUBBLEWRAP" in text and "no LANDLOCK" in text
    status, text = run("doctor", "--json")
    told = json.loads(text)
    assert told["tier"] == "C" and told["absent"] == {"A": "no BUBBLEWRAP", "B": "no LANDLOCK"}


@pytest.mark.parametrize("own", Tier)
def test_a_machine_of_a_pool_that_has_less_uses_what_it_has(
    own: Tier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(work: Work, *rest: object) -> NotebookRecord:
        if work.tier is Tier.A:
            raise NoWorker("no bubblewrap") from Absent("no bubblewrap")
        return NotebookRecord(tier=work.tier)

    monkeypatch.setattr(submission, "_grade", start)
    monkeypatch.setattr(submission, "tier", lambda: own)
    work = Work(Path(), "autumn", "ada", "one", (), Limits(), tier=Tier.A)
    if own is Tier.B:
        assert submission.grade(work).tier is Tier.B
        return
    words = "run `deepcat doctor` on it" if own is Tier.C else "no bubblewrap"
    with pytest.raises(NoWorker, match=words):
        submission.grade(work)


def test_only_linux_has_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls.sys, "platform", "darwin")
    assert examine().tier is Tier.C


def test_the_doctor_lists_every_attack() -> None:
    status, text = run("doctor")
    found: Finding = examine()
    assert status == (1 if found.tier is Tier.C else 0)
    for results in found.results.values():
        assert all(result.what in text for result in results)

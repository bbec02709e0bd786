"""Dates, extensions and the price of late work take hold at once, and nobody is judged again."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import typer
from nbformat import NotebookNode
from traitlets.config import Config
from typer.testing import CliRunner

from deepcat_grader.classes.command import add_commands
from deepcat_grader.classes.roster import Student, write_roster
from deepcat_grader.dates import changing
from deepcat_grader.dates.dates import NAME as DATES
from deepcat_grader.dates.dates import Dates, DatesError, Rule, read_dates
from deepcat_grader.grading.booking.late import Late, NoPenalty
from deepcat_grader.grading.course_folder import NoCourse, open_course
from deepcat_grader.grading.run import Options
from deepcat_grader.marking import regrade

from ..made_up import MadeUp, asked, grade
from ..small import NAME, answered, hand_in

Run = Callable[..., Any]
HOUR = 3600
PENALTIES = """
SELECT s.student_id, n.late_submission_penalty FROM submitted_notebook n
JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1
"""
TOTALS = """
SELECT s.student_id, SUM(g.auto_score) FROM grade g
JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id GROUP BY 1
"""
EARNED = "SELECT SUM(auto_score) FROM grade GROUP BY notebook_id"


@pytest.fixture
def late(course: Path, release: NotebookNode) -> Path:
    """A class in Berlin whose two students handed in on 2 November at 11:00 of their time."""
    for student in ("ada", "ben"):
        path = hand_in(course, student, answered(release))
        (path.parent / "timestamp.txt").write_text("2026-11-02 10:00:00 UTC")
    with (course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.Exchange.timezone = "Europe/Berlin"\n')
    write_roster(course, [Student("ada", section="A"), Student("ben", section="B")])
    grade(course)
    return course


@pytest.fixture
def run(late: Path) -> Run:
    app = typer.Typer()
    add_commands(app)

    def invoke(*arguments: str) -> Any:
        words = ["class", "dates", *arguments, "--class", str(late)]
        return CliRunner().invoke(app, words, env={"COLUMNS": "200"})

    return invoke


def lost(root: Path) -> dict[str, float]:
    """The share of what it earned that a student's notebook lost."""
    (earned,) = {row[0] for row in asked(root, EARNED)}
    return {student: (points or 0.0) / earned for student, points in asked(root, PENALTIES)}


def test_a_plan_writes_nothing(late: Path, run: Run):
    done = run("due", NAME, "2026-11-01")
    assert done.exit_code == 0 and "Nothing was written" in done.output
    assert f"{NAME}: due Sunday, 2026-11-01 23:59\nTimes are those of Europe/Berlin." in done.output
    assert not (late / DATES).exists()


def test_dates_take_hold_at_once_and_nobody_is_judged_again(late: Path, run: Run):
    run("due", NAME, "2026-11-01 12:00", "--yes")
    assert lost(late) == {"ada": 0, "ben": 0}
    done = run("late", "--percent-a-day", "10", "--yes")
    assert "The points of 2 notebooks change." in done.output
    assert "nothing was judged again" in done.output
    assert lost(late) == pytest.approx({"ada": 0.1, "ben": 0.1})
    run("extend", NAME, "--student", "ada", "--until", "2026-11-02 11:00", "--yes")
    assert lost(late) == pytest.approx({"ada": 0, "ben": 0.1})
    run("extend", NAME, "--section", "B", "--until", "2026-11-05", "--why", "a fire", "--yes")
    assert lost(late) == {"ada": 0, "ben": 0}
    done = run("extend", NAME, "--section", "B", "--withdraw", "--yes")
    assert f"ben, {NAME}:" in done.output and f"ada, {NAME}:" not in done.output
    assert f"No longer: {NAME}: section B until Thursday, 2026-11-05 23:59 (a fire)" in done.output
    assert lost(late) == pytest.approx({"ada": 0, "ben": 0.1})
    assert grade(late)[1] == []
    assert lost(late) == pytest.approx({"ada": 0, "ben": 0.1})


def test_the_gradebook_knows_the_date_in_utc(late: Path, run: Run):
    run("due", NAME, "2026-11-01 12:00", "--yes")
    run("late", "--percent-a-day", "10", "--yes")
    assert asked(late, "SELECT duedate FROM assignment") == [("2026-11-01 11:00:00.000000",)]


def test_the_page_follows(late: Path, run: Run):
    page = late / "feedback" / "ada" / NAME / f"{NAME}.html"
    assert "came late" not in page.read_text()
    run("due", NAME, "2026-11-01", "--yes")
    run("late", "--percent-a-day", "50", "--yes")
    assert "came late" in page.read_text()


def test_nbgraders_own_command_takes_off_the_same(late: Path, run: Run):
    """Its step for late work asks the same rule, once the date stands in the gradebook."""
    from nbgrader.preprocessors import AssignLatePenalties

    run("due", NAME, "2026-11-01", "--yes")
    run("late", "--percent-a-day", "50", "--yes")
    before = lost(late)
    asked(late, "UPDATE submitted_notebook SET late_submission_penalty = NULL")
    course = open_course(late)
    names = {"notebook": NAME, "assignment": NAME, "db_url": course.directory.db_url}
    for student in before:
        step = AssignLatePenalties(config=course.config)
        step.preprocess(NotebookNode(cells=[]), {"nbgrader": {**names, "student": student}})
    assert lost(late) == before == pytest.approx({"ada": 0.5, "ben": 0.5})


def test_a_comment_in_the_file_stays(late: Path, run: Run):
    (late / DATES).write_text("# my words\n[due]\n# and here\n")
    run("due", NAME, "2026-11-01", "--yes")
    run("extend", NAME, "--student", "ada", "--until", "2026-11-05", "--yes")
    run("late", "--percent-a-day", "10", "--yes")
    text = (late / DATES).read_text()
    assert "# my words" in text and "# and here" in text
    assert read_dates(late, "UTC").until(NAME, "ada") == datetime.datetime(2026, 11, 5, 23, 59)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("due", "no_such", "2026-11-01"), "no_such"),
        (("due", NAME, "03/11/2026"), "is no time"),
        (("extend", NAME, "--student", "add", "--until", "2026-11-05"), "Did you mean 'ada'?"),
        (("extend", NAME, "--section", "C", "--until", "2026-11-05"), "no section 'C'"),
        (("extend", NAME, "--until", "2026-11-05"), "Say who"),
        (("extend", NAME, "--student", "ada"), "until when"),
    ],
)
def test_what_is_not_understood_is_said_and_changes_nothing(
    late: Path, run: Run, words: tuple[str, ...], told: str
):
    done = run(*words, "--yes")
    assert done.exit_code == 2 and told in done.output
    assert not (late / DATES).exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[due", "is not understood"),
        ("[dues]\n", "'dues'"),
        ('[due]\nsmall = "tomorrow"\n', "'tomorrow' is no time"),
        ("[late]\npercent_a_day = 110\n", "a number from 0 to 100"),
        ("[late]\npercent_a_day = true\n", "a number from 0 to 100"),
        ("[late]\npercent = 10\n", "'percent'"),
        ("[extension]\n", "[[extension]]"),
        ('[[extension]]\nassignment = "small"\nuntil = 2026-11-05\n', "a student or a section"),
    ],
)
def test_a_file_that_is_not_understood_stops_the_grading_with_a_sentence(
    late: Path, text: str, told: str
):
    (late / DATES).write_text(text)
    with pytest.raises(DatesError) as error:
        grade(late)
    assert told in str(error.value) and "\n" not in str(error.value)


def test_show_says_what_holds(late: Path, run: Run):
    assert "small: no date" in run("show").output
    run("due", NAME, "2026-11-01 12:00", "--yes")
    words = ("--percent-a-day", "10", "--at-most", "50", "--grace-minutes", "30")
    run("late", *words, "--yes")
    run("extend", NAME, "--section", "B", "--until", "2026-11-05", "--why", "a fire", "--yes")
    told = run("show").output
    assert "Europe/Berlin" in told
    assert "small: due Sunday, 2026-11-01 12:00" in told
    assert "section B until Thursday, 2026-11-05 23:59 (a fire)" in told
    assert "no later than" not in told
    early = run("extend", NAME, "--student", "ada", "--until", "2026-10-31").output
    assert "ada until Saturday, 2026-10-31 23:59, which is no later than the due date" in early
    assert "10 %" in told and "at most 50 %" in told and "up to 30 minutes" in told


@pytest.mark.parametrize(
    ("hours", "percent"), [(0.4, None), (0.6, 10), (24, 10), (24.1, 20), (480, 45)]
)
def test_each_day_begun_counts_up_to_the_most_and_grace_costs_nothing(
    hours: float, percent: float | None
):
    rule = Rule(10, 45, datetime.timedelta(minutes=30))
    assert rule.cost(100, hours * HOUR) == percent


def test_a_date_moves_with_the_clocks():
    """Berlin is two hours ahead of UTC in summer, and one in winter."""
    from deepcat_grader.dates.dates import in_utc

    summer, winter = datetime.date(2026, 10, 24), datetime.date(2026, 10, 26)
    assert in_utc(summer, "Europe/Berlin") == datetime.datetime(2026, 10, 24, 21, 59)
    assert in_utc(winter, "Europe/Berlin") == datetime.datetime(2026, 10, 26, 22, 59)


def test_a_rule_may_count_with_numpy(monkeypatch: pytest.MonkeyPatch):
    """Its numbers are no `int`, and numbers nevertheless; NaN is none."""
    hour = datetime.timedelta(hours=1)
    due = datetime.datetime(2026, 11, 1)
    late = Late(Config(), Dates({NAME: due}))
    given = {"ada": np.int64(2), "ben": np.float32(2.5), "cyd": np.float64("nan")}
    rule = SimpleNamespace(late_submission_penalty=lambda student, score, late: given[student])
    monkeypatch.setattr(late, "_plugin", rule)
    taken = {one: late.penalty(one, 10.0, due + hour, due, None) for one in ("ada", "ben")}
    assert taken == {"ada": 2.0, "ben": 2.5}
    with pytest.raises(NoPenalty, match="no number of points"):
        late.penalty("cyd", 10.0, due + hour, due, None)


FAILING = """
from nbgrader.plugins import BasePlugin


class Halves(BasePlugin):
    def late_submission_penalty(self, student, score, late):
        if student == "ben":
            return 1 / 0
        return score / 2
"""


def test_a_rule_of_the_teachers_that_fails_costs_nobody_a_mark(
    course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
):
    """Whom it fails for waits with what stood before; the others are booked."""
    monkeypatch.setattr("sys.path", [*sys.path])
    for student in ("ada", "ben"):
        path = hand_in(course, student, answered(release))
        (path.parent / "timestamp.txt").write_text("2026-11-02 10:00:00 UTC")
    grade(course)
    before = dict(asked(course, TOTALS))
    (course / DATES).write_text(f"[due]\n{NAME} = 2026-11-01\n", encoding="utf-8")
    (course / "halves.py").write_text(FAILING, encoding="utf-8")
    with (course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.AssignLatePenalties.plugin_class = "halves.Halves"\n')
    report, judged = grade(course)
    assert judged == [] and not report.unbooked
    (why,) = report.failed.values()
    assert [*report.failed] == [("ben", NAME)]
    assert "failed for ben in halves.py, line 8: ZeroDivisionError: division by zero" in why
    penalties = dict(asked(course, PENALTIES))
    assert penalties["ada"] > 0 and not penalties["ben"]
    assert dict(asked(course, TOTALS)) == before
    planned = regrade.planned(open_course(course), MadeUp(), Options(), lambda *_: None)
    assert any("halves.py, line 8" in line for line in planned.lines())
    with pytest.raises(changing.NotUnderstood, match="Nothing was changed: the rule for late"):
        changing.planned(course, NAME, lambda document: None)
    (course / "halves.py").write_text(FAILING.replace("1 / 0", "'half'"), encoding="utf-8")
    sys.modules.pop("halves")
    assert "gave 'half' for ben" in "".join(grade(course)[0].failed.values())


def test_a_rule_that_cannot_be_loaded_stops_with_one_sentence(course: Path, release: NotebookNode):
    hand_in(course, "ada", answered(release))
    with (course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.AssignLatePenalties.plugin_class = "nowhere.Rule"\n')
    with pytest.raises(NoCourse, match="rule for late work that nbgrader_config"):
        grade(course)

"""What is said of a class is what its verdicts and its gradebook say; nothing of theirs runs."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from statistics import correlation

import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.classes.roster import Student, write_roster
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.insight import charts
from deepcat_grader.insight.clusters import clusters
from deepcat_grader.insight.exercises import summarise
from deepcat_grader.insight.facts import ClassFacts, Fact, Sheet, fact_of
from deepcat_grader.insight.page import course_page, lesson_page
from deepcat_grader.insight.people import reached_by_many, students
from deepcat_grader.insight.reports import FOLDER, write_reports
from deepcat_grader.insight.tables import students_csv
from deepcat_grader.report_cli import add_commands
from deepcat_judge.exercise import Exercise, Part
from deepcat_judge.verdict import Outcome, Verdict

from ..made_up import asked, grade
from ..small import NAME, answered, hand_in

EXERCISES = {
    name: Exercise(name, name.upper(), (Part("values", "values", 4),), ("", "", ""))
    for name in ("toy.first", "toy.second")
}
LESSON = "1_toy"


def fact(
    student: str,
    outcome: Outcome = Outcome.PASSED,
    points: float = 4.0,
    mistake: str | None = None,
    exercise: str = "toy.first",
    **more: object,
) -> Fact:
    words = f"Words of {mistake}." if mistake else "Words."
    verdict = Verdict(exercise, outcome, points, 4.0, mistake, words)
    return replace(fact_of(student, LESSON, verdict), **more)  # type: ignore[arg-type]  # its fields


CLASS = (
    fact("ada"),
    fact("ben", Outcome.INCORRECT, 1, "sign"),
    fact("cyd", Outcome.INCORRECT, 0, "sign", shown="z = 1", received="2"),
    fact("<b>eve</b>", Outcome.INCORRECT, 0, "<script>"),
    fact("dan", Outcome.NOT_ATTEMPTED, 0),
)


def test_rows_count_outcomes_parts_and_shared_mistakes() -> None:
    (row,) = summarise(CLASS, EXERCISES)
    assert row.counts == {"passed": 1, "incorrect": 3, "not attempted": 1}
    assert (row.students, row.partial, row.mean) == (5, 1, 0.25)
    assert row.between == pytest.approx((0.0532, 0.6640), abs=1e-4)  # Wilson, computed by hand
    assert [(m.name, m.students) for m in row.mistakes] == [
        ("sign", ("ben", "cyd")),
        ("<script>", ("<b>eve</b>",)),
    ]


def test_an_untouched_exercise_adds_no_finding() -> None:
    (row,) = summarise([fact("ada", Outcome.NOT_ATTEMPTED, 0)], EXERCISES)
    assert row.mistakes == ()


def test_an_exercise_that_the_course_has_no_more_is_still_told() -> None:
    (row,) = summarise([fact("ada", exercise="toy.dropped")], EXERCISES)
    assert (row.id, row.title) == ("toy.dropped", "toy.dropped")


def test_what_an_exercise_tells_is_its_correlation_with_the_others() -> None:
    first, second = [0, 1, 2, 3, 4, 4, 3, 2, 1, 0, 4, 0], [0, 2, 1, 3, 4, 3, 4, 1, 0, 1, 4, 2]
    facts = [fact(f"s{at}", Outcome.INCORRECT, points) for at, points in enumerate(first)]
    facts += [
        fact(f"s{at}", Outcome.INCORRECT, points, exercise="toy.second")
        for at, points in enumerate(second)
    ]
    rows = summarise(facts, EXERCISES)
    for row in rows:
        assert row.tells == pytest.approx(correlation(first, second))
        assert row.tells_between is not None
        assert row.tells_between[0] < row.tells < row.tells_between[1] < 1
    few = [one for one in facts if one.student in {"s0", "s1", "s2"}]
    assert all(row.tells is None for row in summarise(few, EXERCISES))
    alike = [replace(one, points=4.0) for one in facts]
    assert all(row.tells is None for row in summarise(alike, EXERCISES))


def test_answers_without_a_name_that_fail_alike_stand_together() -> None:
    alike = {"shown": "z = 1", "received": "7"}
    facts = [
        fact("ada", Outcome.INCORRECT, 0, **alike),
        fact("ben", Outcome.INCORRECT, 0, **alike),
        fact("cyd", Outcome.INCORRECT, 0, shown="z = 1", received="8"),
        fact("dan", Outcome.INCORRECT, 0, "sign", **alike),
        fact("eve", **alike),
    ]
    largest, alone = clusters(facts)
    assert largest.students == ("ada", "ben") and alone.students == ("cyd",)
    assert clusters(reversed(facts))[0].id == largest.id != alone.id


def sheet(student: str, assignment: str, points: float = 2.0, **more: object) -> Sheet:
    return replace(Sheet(student, assignment, assignment, points, 4.0), **more)  # type: ignore[arg-type]  # its fields


def made_class() -> ClassFacts:
    sheets = (
        *(sheet(student, lesson) for student in ("ada", "ben") for lesson in ("1_toy", "2_toy")),
        sheet("cyd", "1_toy"),
        sheet("eve", "1_toy", waiting=2, note="not read"),
        sheet("eve", "2_toy", penalty=1.5),
    )
    facts = [fact("ben", Outcome.INCORRECT, 0, assignment="2_toy"), *CLASS[:1]]
    names = {"ada": "Ada Byron", "dan": "Dan"}
    return ClassFacts("autumn", ("1_toy", "2_toy", "3_toy"), names, tuple(facts), sheets)


def test_who_has_stopped_who_is_stuck_and_who_is_absent() -> None:
    found = made_class()
    assert reached_by_many(found) == ["1_toy", "2_toy"]
    notes = {row.id: list(row.notes) for row in students(found)}
    assert notes == {
        "ada": [],
        "ben": ["may be stuck: 0 of 1 right in 2_toy"],
        "cyd": ["has stopped after 1_toy"],
        "dan": ["has handed in nothing"],
        "eve": ["1_toy: not read", "2_toy: 1.5 points off for lateness"],
    }
    eve = next(row for row in students(found) if row.id == "eve")
    assert (eve.points, eve.most, eve.waiting) == (4.0, 8.0, 2)


def app() -> typer.Typer:
    made = typer.Typer()
    add_commands(made)
    return made


class Tags(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def said(self) -> str:
        return " ".join(self.text.split())


def test_a_lessons_page_shows_what_is_stuck_and_runs_one_script_of_ours() -> None:
    rows = summarise(CLASS, EXERCISES)
    page = Tags(lesson_page("autumn", LESSON, rows, clusters(CLASS), [sheet("ada", LESSON)]))
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 1 and "b" not in names
    assert "1 passed, 3 incorrect, 1 not attempted" in page.said()
    assert "2 × Words of sign. sign" in page.said() and "<b>eve</b>" in page.text
    (policy,) = [a["content"] for t, a in page.tags if a.get("http-equiv")]
    assert "default-src 'none'" in str(policy) and "script-src 'sha256-" in str(policy)
    assert not [
        a for _, a in page.tags if str(a.get("src") or a.get("href") or "").startswith("http")
    ]


def test_the_courses_page_names_everybody() -> None:
    found = made_class()
    people = students(found)
    links = {found.sheets[0]: "../feedback/ada/1_toy/1_toy.html"}
    rows = {"1_toy": summarise(CLASS, EXERCISES)}
    page = Tags(course_page("autumn", rows, people, links, {"1_toy": 2}, "2 cells wait."))
    assert ("a", {"href": "../feedback/ada/1_toy/1_toy.html"}) in page.tags
    assert ("a", {"href": "1_toy.html"}) in page.tags
    assert "Ada Byron" in page.text and "has handed in nothing" in page.text
    assert "4 of 8" in page.said() and "2 cells wait." in page.said()


def test_a_picture_takes_its_colours_from_the_page_and_has_words() -> None:
    svg = charts.distribution([0.0, 0.05, 0.95, 1.2], "points")
    root = ET.fromstring(svg)
    assert root.get("aria-label") == (
        "Students by their share of the points: 2 from 0 to 10 %, 2 from 90 to 100 %."
    )
    assert "currentColor" in svg and "var(--bar)" in svg
    assert charts.INK not in svg and charts.FILL not in svg
    assert svg == charts.distribution([0.0, 0.05, 0.95, 1.2], "points")
    assert charts.distribution([], "points") == ""
    odd = ET.fromstring(charts.distribution([0.5], 'points in a$\\foo$"b <c>'))
    assert 'a$\\foo$"b <c>' in str(odd.get("aria-label"))


def test_no_name_is_a_formula_in_a_spreadsheet() -> None:
    found = ClassFacts("autumn", (), {"=1+1": "@evil"})
    _, row = csv.reader(io.StringIO(students_csv(students(found))))
    assert row[:2] == ["'=1+1", "'@evil"]


def lines(root: Path) -> dict[str, list[str]]:
    """The students' table, by student."""
    text = (root / FOLDER / "students.csv").read_text(encoding="utf-8")
    return {line[0]: line for line in csv.reader(io.StringIO(text))}


def test_pages_and_tables_follow_the_gradebook(course: Path, release: NotebookNode) -> None:
    """A mark by hand counts, what waits for one is said, and who is absent has a row."""
    for student in ("ada", "ben"):
        hand_in(course, student, answered(release))
    write_roster(course, [Student("ada", "Ada", "Byron"), Student("zoe", "Zoe", "Zu")])
    report, _ = grade(course)
    page, rows, waiting = write_reports(open_course(course), report)
    assert page == course / FOLDER / "overview.html" and rows[NAME]
    said = Tags(page.read_text()).said()
    assert "Zoe Zu" in said and "has handed in nothing" in said
    assert waiting == {NAME: 2} and "2 cells wait for a mark by hand: 2 in small." in said
    before = lines(course)
    asked(
        course, "UPDATE grade SET manual_score = 7, needs_manual_grade = 0 WHERE auto_score IS NULL"
    )
    done = CliRunner().invoke(app(), ["report", "class", str(course)])
    assert done.exit_code == 0 and "overview.html" in done.output
    assert "for a mark by hand" not in done.output + Tags(page.read_text()).said()
    after = lines(course)
    assert float(after["ada"][2]) == float(before["ada"][2]) + 7
    assert int(before["ada"][4]) > 0 == int(after["ada"][4])
    assert (course / FOLDER / f"{NAME}.html").is_file()
    link = f"../feedback/ada/{NAME}/{NAME}.html"
    assert link in page.read_text() and (page.parent / link).is_file()

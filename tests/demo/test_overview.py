"""The class overview counts what the verdicts say, and shows it without scripts."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace

from deepcat_grader.overview import render, summarise
from deepcat_judge.exercise import Exercise, Part
from deepcat_judge.verdict import Outcome, Verdict

EXERCISES = {
    name: Exercise(name, name.upper(), (Part("values", "values", 4),), ("", "", ""))
    for name in ("toy.first", "toy.second")
}


def verdict(exercise: str, outcome: Outcome, points: float, mistake: str | None = None) -> Verdict:
    words = f"Words of {mistake}." if mistake else "Right."
    return Verdict(exercise, outcome, points, 4.0, mistake, words)


CLASS = [
    verdict("toy.first", Outcome.PASSED, 4),
    verdict("toy.first", Outcome.INCORRECT, 1, "sign"),
    verdict("toy.first", Outcome.INCORRECT, 0, "sign"),
    verdict("toy.first", Outcome.INCORRECT, 0, "<script>"),
    verdict("toy.first", Outcome.NOT_ATTEMPTED, 0),
]


def test_rows_count_outcomes_parts_and_shared_mistakes() -> None:
    """One row an exercise that was judged: counts, partial, mean, most frequent mistakes."""
    (row,) = summarise(CLASS, EXERCISES)
    assert row.id == "toy.first"
    assert row.counts == {"passed": 1, "incorrect": 3, "not attempted": 1}
    assert (row.students, row.partial, row.mean) == (5, 1, 0.25)
    assert [(m.name, m.students) for m in row.mistakes] == [("sign", 2), ("<script>", 1)]


def test_an_untouched_exercise_adds_no_finding() -> None:
    """Not attempted is an outcome, not a mistake."""
    (row,) = summarise([verdict("toy.second", Outcome.NOT_ATTEMPTED, 0)], EXERCISES)
    assert row.mistakes == ()


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


def test_the_page_shows_what_is_stuck_and_runs_nothing() -> None:
    """Names from notebooks are text, never markup; bars have words for a screen reader."""
    student = SimpleNamespace(
        id="<b>eve</b>", points=1.5, max_points=8.0, note="", feedback={"toy": "feedback/eve.html"}
    )
    page = Tags(render("Class", {"toy": summarise(CLASS, EXERCISES)}, [student]))
    names = [tag for tag, _ in page.tags]
    assert "script" not in names and "b" not in names
    assert ("a", {"href": "feedback/eve.html"}) in page.tags
    assert "1.5 of 8" in page.text and "<b>eve</b>" in page.text
    assert "1 passed, 3 incorrect, 1 not attempted" in " ".join(page.text.split())
    policies = [a["content"] for t, a in page.tags if a.get("http-equiv")]
    assert policies and "default-src 'none'" in str(policies[0])

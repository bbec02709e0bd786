"""Show how far a student has come with the exercises of a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deepcat import markup
from deepcat.answered import Answered, answered_in
from deepcat.answered import as_html as answers_as_html
from deepcat.answered import as_text as answers_as_text
from deepcat.answering import lesson_exercises, lesson_of
from deepcat.callsite import call_site
from deepcat.display import show
from deepcat.newer import Newer, newer_in
from deepcat.session import SESSION
from deepcat.unclear import UnclearError
from deepcat.view import colour
from deepcat.words import outcome_words, points_words, sign
from deepcat_judge.exercise import AnyExercise, Written
from deepcat_judge.verdict import Verdict

_HEADER = ("Exercise", "So far", "Points")


@dataclass(frozen=True)
class Row:
    """One exercise in the table. ``points`` is None where a person gives them."""

    exercise: str
    sign: str
    words: str
    colour: str
    points: float | None
    max_points: float


def progress(lesson: str | None = None) -> None:
    """Show the exercises of this notebook, and what the latest check of each has found.

    Below them stand the questions that you answered, which give no points.

    Parameters
    ----------
    lesson : str, optional
        Such as ``"neuron"``. Without it, the lesson that you are working on.
    """
    site = call_site(1)
    wanted = (SESSION.lesson or lesson_of(site.own)) if lesson is None else str(lesson)
    try:
        if not wanted:
            raise UnclearError('Check an exercise first, or name the lesson: progress("neuron").')
        rows = table_of(lesson_exercises(wanted), SESSION.verdicts)
        found = _newer(wanted)
        rows += [row for one in found for row in _unknown_rows(one, wanted)]
    except UnclearError as unclear:
        words = str(unclear)
        html = markup.card(words, markup.QUIET, markup.paragraph(markup.text(words)))
        show({"text/html": html, "text/plain": words})
        return
    answers = answered_in(wanted, SESSION.keeper.read())
    notes = [one.words for one in found]
    html, text = _html(wanted, rows, answers, notes), "\n".join([as_text(wanted, rows), *notes])
    if answers:
        text = f"{text}\n\n{answers_as_text(answers)}"
    show({"text/html": html, "text/plain": text})


def _newer(lesson: str) -> list[Newer]:
    """Notebooks here with exercises of a lesson that this version of the course does not know."""
    return [one for one in newer_in(Path()) if list(_unknown_rows(one, lesson))]


def _unknown_rows(found: Newer, lesson: str) -> Iterator[Row]:
    """They count as exercises that are not right yet: what cannot be checked is not absent."""
    for name, points in found.exercises.items():
        if name.partition(".")[0] == lesson:
            yield Row(name, "?", "not known to the DeepCat here", markup.QUIET, 0.0, points)


def table_of(exercises: Sequence[AnyExercise], verdicts: Mapping[str, Verdict]) -> list[Row]:
    """One row an exercise, in the lesson's order."""
    return [_row(exercise, verdicts.get(exercise.id)) for exercise in exercises]


def as_text(title: str, rows: Sequence[Row]) -> str:
    """The table in plain text."""
    lines = [[f"{row.sign} {row.exercise}", row.words, _points(row)] for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(2)]
    body = [
        f"  {name:<{widths[0]}}  {words:<{widths[1]}}  {points}" for name, words, points in lines
    ]
    return "\n".join([f"Progress in {title}: {_total(rows)}", *body])


def _row(exercise: AnyExercise, verdict: Verdict | None) -> Row:
    if isinstance(exercise, Written):
        return Row(exercise.id, "○", "read by your teacher", markup.QUIET, None, exercise.points)
    if verdict is None:
        return Row(exercise.id, "○", "not checked yet", markup.QUIET, 0.0, exercise.points)
    return Row(
        exercise.id,
        sign(verdict),
        outcome_words(verdict),
        colour(verdict),
        verdict.points,
        verdict.max_points,
    )


def _points(row: Row) -> str:
    if row.points is None:
        return f"up to {row.max_points:g}"
    return f"{row.points:g} of {row.max_points:g}"


def _total(rows: Sequence[Row]) -> str:
    counted = [row for row in rows if row.points is not None]
    earned = sum(row.points for row in counted if row.points is not None)
    done = sum(row.points == row.max_points and row.sign != "?" for row in counted)
    points = points_words(earned, sum(row.max_points for row in counted))
    return f"{done} of {len(counted)} exercises right, {points}"


def _html(
    title: str, rows: Sequence[Row], answers: Sequence[Answered], notes: Sequence[str]
) -> str:
    body = [
        (
            markup.code(row.exercise),
            markup.badge(row.sign, row.colour) + markup.text(row.words),
            markup.text(_points(row)),
        )
        for row in rows
    ]
    label = f"Progress in {title}"
    return markup.card(
        f"{label}: {_total(rows)}",
        markup.QUIET,
        markup.table(f"{label}: {_total(rows)}", _HEADER, body),
        "".join(markup.paragraph(markup.text(note)) for note in notes),
        answers_as_html(answers) if answers else "",
    )

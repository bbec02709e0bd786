"""Draw a verdict: as text for a terminal, as HTML for a notebook, as JSON for tools."""

from __future__ import annotations

import re
from typing import Any

from deepcat import markup
from deepcat.words import one_line, outcome_words, points_words, printable, sign
from deepcat_judge.verdict import Outcome, Verdict

MIMETYPE = "application/vnd.deepcat.verdict+json"
# How the judge words the place of an exception, and an input with a note: set apart for the eye.
_STUDENTS_LINE = re.compile(r"(.*) \(line (\d+): (.*)\)\.", re.DOTALL)
_INPUT = re.compile(r"(?:(.*?): )?(\w+ = .*)", re.DOTALL)
_COLOURS = {
    Outcome.PASSED: markup.GOOD,
    Outcome.NOT_ATTEMPTED: markup.QUIET,
    Outcome.GRADER_FAULT: markup.QUIET,
}


def mimebundle(verdict: Verdict) -> dict[str, Any]:
    """A verdict in every form that a notebook may want to show."""
    return {
        "text/html": as_html(verdict),
        "text/plain": as_text(verdict),
        MIMETYPE: verdict.to_json(),
    }


def as_text(verdict: Verdict, ask: str = 'hint("{}")') -> str:
    """A verdict as plain text: the outcome, the whole message, and how to `ask` for a hint."""
    lines = [f"{sign(verdict)} {one_line(verdict)}"]
    if verdict.exercise and not verdict.passed:
        lines += [f"  {line}" for line in verdict.message.splitlines()]
    if _may_ask(verdict):
        lines.append(f"  {ask.format(verdict.exercise)} gives a hint.")
    return printable("\n".join(lines))


def as_html(verdict: Verdict) -> str:
    """A verdict as accessible HTML that needs neither script nor style sheet."""
    tone = colour(verdict)
    words = outcome_words(verdict)
    title = [
        markup.badge(sign(verdict), tone),
        markup.strong(f"{words[0].upper()}{words[1:]}"),
    ]
    if verdict.exercise:
        points = points_words(verdict.points, verdict.max_points)
        title += [markup.faint("·"), markup.code(verdict.exercise), markup.faint(f"· {points}")]
    body = _quiz(verdict) if verdict.finding == "quiz" else _finding(verdict)
    if _may_ask(verdict):
        body += markup.paragraph(
            markup.faint("Stuck?"),
            markup.code(f'hint("{verdict.exercise}")'),
            markup.faint("gives a hint."),
        )
    return markup.card(one_line(verdict), tone, markup.paragraph(*title), body)


def colour(verdict: Verdict) -> str:
    """The colour that goes with an outcome, beside its words."""
    return _COLOURS.get(verdict.outcome, markup.ATTENTION)


def _finding(verdict: Verdict) -> str:
    if verdict.passed:
        return ""
    headline, rows = verdict.headline or verdict.message, []
    if stopped := _STUDENTS_LINE.fullmatch(headline):
        headline, number, line = f"{stopped[1]}.", stopped[2], stopped[3]
        rows.append((f"Your line {number}", markup.code(line)))
    if verdict.on_input:
        rows.append(("On input", _input(verdict.on_input)))
    for name, value in (("Expected", verdict.expected), ("Received", verdict.received)):
        if value:
            rows.append((name, markup.code(value)))
    if verdict.next_thought:
        rows.append(("Next thought", markup.text(verdict.next_thought)))
    body = markup.paragraph(markup.text(headline)) + (markup.pairs(rows) if rows else "")
    return body + (_rubric(verdict) if 0 < verdict.points < verdict.max_points else "")


def _input(words: str) -> str:
    """The input: what it is in words, then its numbers in the type of code."""
    described = _INPUT.fullmatch(words)
    if described is None:
        return markup.text(words)
    note, call = described.groups()
    return (f"{markup.text(note)}<br>" if note else "") + markup.code(call)


def _rubric(verdict: Verdict) -> str:
    return markup.bullets(
        f"{markup.text(part.title)}: {'right' if part.points == part.max_points else 'not yet'}, "
        f"{points_words(part.points, part.max_points)}"
        for part in verdict.parts
    )


def _quiz(verdict: Verdict) -> str:
    headline, *lines = verdict.message.splitlines()
    return markup.paragraph(markup.text(headline)) + markup.bullets(map(markup.text, lines))


def _may_ask(verdict: Verdict) -> bool:
    return bool(verdict.exercise) and verdict.outcome not in (
        Outcome.PASSED,
        Outcome.GRADER_FAULT,
    )

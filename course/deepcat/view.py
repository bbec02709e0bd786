"""Draw a verdict: as text for a terminal, as HTML for a notebook, as JSON for tools."""

from __future__ import annotations

from typing import Any

from deepcat import markup
from deepcat.words import one_line, outcome_words, points_words, printable, sign
from deepcat_judge import telling
from deepcat_judge.verdict import Item, Outcome, TrailRow, Verdict

MIMETYPE = "application/vnd.deepcat.verdict+json"
_COLOURS = {
    Outcome.PASSED: markup.GOOD,
    Outcome.NOT_ATTEMPTED: markup.QUIET,
    Outcome.GRADER_FAULT: markup.QUIET,
}


def mimebundle(verdict: Verdict) -> dict[str, Any]:
    """A verdict in every form that a notebook may want to show."""
    return {
        "text/html": as_html(verdict, with_traceback=True),
        "text/plain": as_text(verdict),
        MIMETYPE: verdict.to_json(),
    }


def as_text(verdict: Verdict, ask: str = 'hint("{}")') -> str:
    """A verdict as plain text: the outcome, the whole message, and how to `ask` for a hint."""
    lines = [f"{sign(verdict)} {one_line(verdict)}"]
    if verdict.exercise and not verdict.passed:
        lines += [f"  {line}" for line in verdict.headline.splitlines()]
    lines += [f"  {line}" for detail in telling.details(verdict) for line in detail.splitlines()]
    if _may_ask(verdict):
        lines.append(f"  {ask.format(verdict.exercise)} gives a hint.")
    return printable("\n".join(lines))


def as_html(verdict: Verdict, *, with_traceback: bool = False) -> str:
    """A verdict as accessible HTML that needs neither script nor style sheet.

    The traceback of a fault of ours is folded away, and left out unless it is asked for: that of
    the grader is for teachers.
    """
    tone = colour(verdict)
    words = outcome_words(verdict)
    title = [
        markup.badge(sign(verdict), tone),
        markup.strong(f"{words[0].upper()}{words[1:]}"),
    ]
    if verdict.exercise:
        points = points_words(verdict.points, verdict.max_points)
        title += [markup.faint("·"), markup.code(verdict.exercise), markup.faint(f"· {points}")]
    body = _finding(verdict)
    if verdict.traceback and with_traceback:
        body += markup.folded("Details for your teacher", verdict.traceback)
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
    pieces = [] if verdict.passed else [markup.paragraph(markup.text(verdict.headline))]
    thought = [("Next thought", markup.text(verdict.thought))] if verdict.thought else []
    rows = _rows(verdict) + ([] if verdict.trail else thought)
    if rows:
        pieces.append(markup.pairs(rows))
    if verdict.trail:
        pieces += [_trail(verdict.trail), markup.pairs(thought) if thought else ""]
    if verdict.items:
        pieces.append(markup.bullets(map(_item, verdict.items)))
    elif 0 < verdict.points < verdict.max_points:
        pieces.append(_rubric(verdict))
    pieces += [markup.paragraph(markup.text(note)) for note in verdict.notes]
    return "".join(pieces)


def _rows(verdict: Verdict) -> list[tuple[str, str]]:
    """Names and values of what is said in short."""
    rows = []
    if verdict.code:
        rows.append((f"Your line {verdict.line}", markup.code(verdict.code)))
    if verdict.input_note or verdict.input:
        rows.append(("On input", _input(verdict)))
    for name, value in (("Expected", verdict.expected), ("Received", verdict.received)):
        if value:
            rows.append((name, markup.code(value)))
    if verdict.printed:
        rows.append(("It printed", markup.block(verdict.printed)))
    if verdict.curve:
        words = telling.curve_words(verdict.curve)
        rows.append(("Loss", markup.sparkline(verdict.curve, f"The loss goes {words}.", words)))
    return rows


def _input(verdict: Verdict) -> str:
    """The input: what it is in words, then its numbers in the type of code."""
    note = verdict.input_note and markup.text(verdict.input_note)
    return "<br>".join(filter(None, (note, verdict.input and markup.code(verdict.input))))


def _trail(trail: tuple[TrailRow, ...]) -> str:
    rows = [
        (
            markup.code(row.name),
            markup.code(str(row.shape)),
            markup.text(telling.difference_words(row)),
            markup.text(f"{'✓' if row.right else '✗'} {telling.right_words(row)}"),
        )
        for row in trail
    ]
    header = ("Array", "Shape", "Largest difference", "")
    return markup.table("Array by array", header, rows)


def _item(item: Item) -> str:
    sign = "✓ right" if item.right else "✗ not right"
    return f"{markup.faint(sign)} {markup.code(item.name)} {markup.text(item.words)}"


def _rubric(verdict: Verdict) -> str:
    return markup.bullets(
        f"{markup.text(part.title)}: {'right' if part.points == part.max_points else 'not yet'}, "
        f"{points_words(part.points, part.max_points)}"
        for part in verdict.parts
    )


def _may_ask(verdict: Verdict) -> bool:
    return bool(verdict.exercise) and verdict.outcome not in (
        Outcome.PASSED,
        Outcome.GRADER_FAULT,
    )

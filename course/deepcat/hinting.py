"""Give the hints of an exercise one by one, and after them a right answer to complete."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

from deepcat import markup
from deepcat.answering import EXAMPLE, by_answer, by_id
from deepcat.callsite import CallSite, call_site
from deepcat.display import show
from deepcat.keys import lesson_keys
from deepcat.own import own_key
from deepcat.session import SESSION, Session
from deepcat.unclear import UnclearError
from deepcat.words import printable
from deepcat_judge.exercise import AnyExercise
from deepcat_judge.keyfile import StaleKeyError
from deepcat_judge.verdict import Outcome, Verdict

BLANK = "___"  # what stands for a missing piece of code
_ASK = 'hint("{}") again'


@dataclass(frozen=True)
class Hint:
    """One hint as it is shown.

    ``number`` counts from 1; it is 0 when no hint is shown, and ``title`` says so. ``code`` is a
    right answer to complete, after the last hint; ``leads_on`` says that it follows.
    """

    exercise: str
    number: int
    most: int
    text: str
    diagnosis: str = ""
    title: str = "No more hints"
    code: str = ""
    leads_on: bool = False


def hint(exercise: object = None, number: int | None = None) -> None:
    """Show the next hint for an exercise: the concept, where to look, then nearly the code.

    After the hints comes a right answer to complete: with blanks, or with its lines in the wrong
    order. It costs no points.

    Parameters
    ----------
    exercise : str or callable
        The exercise's id, ``hint("neuron.sigmoid")``, or your function, ``hint(sigmoid)``.
        Without it, a sentence says what to write.
    number : int, optional
        Show this hint once more, of those that you have seen: ``hint("neuron.sigmoid", 1)``.
    """
    given = next_hint(exercise, call_site(1), number)
    show({"text/html": _html(given), "text/plain": as_text(given)})


def next_hint(exercise: object, site: CallSite, number: int | None = None) -> Hint:
    """Take the next hint of an exercise in this session, or one with a number once more."""
    try:
        if isinstance(exercise, str):
            found = by_id(exercise, SESSION.lesson)
        else:
            found = by_answer(exercise, site, SESSION.lesson)
    except UnclearError as unclear:
        which = f'Which exercise do you want a hint for? Name it, for example hint("{EXAMPLE}").'
        return Hint("", 0, 0, str(unclear) if isinstance(exercise, str) else which)
    return _take(found, SESSION) if number is None else _again(found, SESSION, number)


def hint_at(exercise: AnyExercise, number: int) -> Hint:
    """The hint of a given number, from 1."""
    return Hint(exercise.id, number, len(exercise.hints), exercise.hints[number - 1])


def _take(exercise: AnyExercise, session: Session) -> Hint:
    given = session.hints_given.get(exercise.id, 0)
    diagnosis = _diagnosis(session.verdicts.get(exercise.id), session)
    most = len(exercise.hints)
    session.hints_given[exercise.id] = given + 1
    form = _completion(exercise) if given + 1 >= most else None
    if given < most:
        return replace(hint_at(exercise, given + 1), diagnosis=diagnosis, leads_on=bool(form))
    if given == most and form:
        return replace(form, diagnosis=diagnosis)
    session.hints_given[exercise.id] = given
    text = (
        f"These were all {most} hints for this exercise. "
        f'hint("{exercise.id}", 1) shows the first one again.'
    )
    if not diagnosis:
        text += " Read what check() says about your answer, or ask somebody to look with you."
    return Hint(exercise.id, 0, most, text, diagnosis)


def _completion(exercise: AnyExercise) -> Hint | None:
    """A right answer to complete, where the exercise's key has one."""
    try:
        key = own_key(exercise.id) or lesson_keys(exercise.lesson).get(exercise.id)
    except (StaleKeyError, FileNotFoundError):  # check says what to do
        return None
    if key is None or not key.completion:
        return None
    text = (
        f"Here is a right answer with blanks. Copy it, and replace each {BLANK}."
        if BLANK in key.completion
        else "Here are the lines of a right answer. Copy them, and put them in order."
    )
    title = "An answer to complete"
    return Hint(exercise.id, 0, len(exercise.hints), text, title=title, code=key.completion)


def _again(exercise: AnyExercise, session: Session, number: int) -> Hint:
    """A hint that was seen; one that was not is not given out of turn."""
    given = session.hints_given.get(exercise.id, 0)
    seen = min(given, len(exercise.hints))
    if number in range(1, seen + 1):
        return hint_at(exercise, number)
    if given > seen and number == given:
        return _completion(exercise) or hint_at(exercise, seen)
    counted = "no hint" if seen == 0 else f"hint {seen}" if seen == 1 else f"hints 1 to {seen}"
    text = f'You have seen {counted} of this exercise. hint("{exercise.id}") gives the next one.'
    if seen == len(exercise.hints):
        text = f'There are {seen} hints: hint("{exercise.id}", 1) shows the first one again.'
    return Hint(exercise.id, 0, len(exercise.hints), text, title="Not this hint")


def _diagnosis(verdict: Verdict | None, session: Session) -> str:
    """What the latest check found, unless an earlier hint has spoken about it already."""
    if verdict is None or session.explained.get(verdict.exercise) == verdict:
        return ""
    session.explained[verdict.exercise] = verdict
    if verdict.outcome not in (Outcome.INCORRECT, Outcome.RAISED, Outcome.TIMED_OUT):
        return ""
    wrong = [f"{item.name}: {item.words}" for item in verdict.items if not item.right]
    return " ".join(filter(None, (verdict.headline, verdict.thought, *wrong[:1])))


def _title(given: Hint) -> str:
    if not given.exercise:
        return "No hint"
    return f"Hint {given.number} of {given.most}" if given.number else given.title


def _next(given: Hint, ask: str = _ASK) -> str:
    if 0 < given.number < given.most:
        return f"{ask.format(given.exercise)} gives the next one."
    if given.leads_on:
        return f"{ask.format(given.exercise)} gives a right answer to complete, at no cost."
    return ""


def as_text(given: Hint, ask: str = _ASK) -> str:
    """A hint as plain text, and how to `ask` for the next one."""
    title = " for ".join(filter(None, (_title(given), given.exercise)))
    lines = [title, given.diagnosis and f"Your answer now: {given.diagnosis}", given.text]
    code = textwrap.indent(given.code, "    ").rstrip()
    told = printable("\n  ".join(filter(None, (*lines, _next(given, ask)))))
    return f"{told}\n\n{code}" if code else told


def _html(given: Hint) -> str:
    title = [markup.badge("→" if given.number else "○", markup.QUIET)]
    title += [markup.strong(_title(given))]
    if given.exercise:
        title += [markup.faint("·"), markup.code(given.exercise)]
    pieces = [markup.paragraph(*title)]
    if given.diagnosis:
        pieces.append(
            markup.paragraph(markup.faint("Your answer now:"), markup.text(given.diagnosis))
        )
    pieces.append(markup.paragraph(markup.text(given.text)))
    if given.code:
        pieces.append(markup.block(given.code))
    if _next(given):
        pieces.append(markup.paragraph(markup.faint(_next(given))))
    label = " for ".join(filter(None, (_title(given), given.exercise)))
    return markup.card(label, markup.QUIET, *pieces)

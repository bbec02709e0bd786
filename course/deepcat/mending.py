"""Ask which line of a plausible implementation is wrong, and check it once it is mended."""

from __future__ import annotations

from deepcat.asking import Asked, ask, say
from deepcat.callsite import CallSite, call_site
from deepcat.checking import verdict_of
from deepcat.kept import Kept
from deepcat.questions import Kind, Question, question
from deepcat.questions.code import is_unchanged
from deepcat.session import SESSION
from deepcat.unclear import UnclearError
from deepcat_judge.verdict import Outcome


def what_is_wrong(question_id: str, answer: object = None) -> None:
    """Ask which line is wrong; with a function, say whether it is mended.

    Nothing here gives or takes points.

    Parameters
    ----------
    question_id : str
        Such as ``"neuron.lost_bias"``.
    answer : callable or int, optional
        The mended function, without brackets after its name. Where there are no buttons, also
        the number of the line.
    """
    try:
        asked = question(str(question_id))
        if asked.kind is not Kind.LINE:
            raise UnclearError(f'{asked.id} has no code to mend; predict("{asked.id}") asks it.')
    except UnclearError as unclear:
        say(str(unclear))
        return
    if callable(answer):
        say(_mended(asked, answer))
        return
    call = 'what_is_wrong("{id}", {answer})'
    ask(Asked("What is wrong here?", call, (asked,)), {asked.id: answer})


def _mended(asked: Question, function: object) -> str:
    """What is said of a function that is to be mended."""
    if is_unchanged(asked, function):
        return "This is still the code as it was. Name the wrong line above, and mend it here."
    site = CallSite(call_site(2).names, getattr(function, "__name__", ""))
    verdict = verdict_of(function, asked.exercise, site)
    if verdict.passed:
        SESSION.keeper.change(lambda kept: _note(kept, asked.id))
        told = " ".join(SESSION.keeper.to_say())
        return f"Mended: it passes every check of {asked.exercise}. {told}".strip()
    if verdict.outcome is Outcome.GRADER_FAULT:
        return verdict.message
    return " ".join(filter(None, ("Not mended yet.", verdict.headline, verdict.thought)))


def _note(kept: Kept, name: str) -> None:
    if name not in kept.mended:
        kept.mended.append(name)

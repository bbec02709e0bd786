"""Ask for a prediction before the reveal."""

from __future__ import annotations

from deepcat.asking import Asked, ask, say
from deepcat.callsite import call_site
from deepcat.questions import question
from deepcat.unclear import UnclearError


def predict(question_id: str, answer: object = None) -> None:
    """Ask what will come out, before it is shown.

    Your first answer stays. It is answered at once, and you can look at both again.

    Parameters
    ----------
    question_id : str
        Such as ``"neuron.doubled_weights"``.
    answer : str, number or list of numbers, optional
        To answer in code, where there are no buttons: a letter, a number, or the heights of a
        curve from left to right.
    """
    try:
        asked = question(str(question_id))
    except UnclearError as unclear:
        say(str(unclear))
        return
    # A lesson may have an exercise of this name, and then call this function by another.
    names = call_site(1).names
    own = next((name for name, value in names.items() if value is predict), predict.__name__)
    ask(Asked("Predict", f'{own}("{{id}}", {{answer}})', (asked,)), {asked.id: answer})

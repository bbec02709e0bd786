"""Questions to answer on the page: options, a number, a line of code, a sketch."""

from __future__ import annotations

from typing import Any, Protocol

import anywidget
import traitlets

from deepcat.formulas import as_html
from deepcat.questions import Kind, Question, curves
from deepcat.questions.code import source
from deepcat.questions.telling import answer_words, words_of
from deepcat.unclear import UnclearError
from deepcat.widgets.bundle import STYLE, link

Payload = dict[str, Any]
_SMOOTH = 61  # points of a drawn curve


class Asking(Protocol):
    """Who asks the questions, and knows what was answered."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked."""

    @property
    def notes(self) -> list[str]:
        """What is to say besides."""

    def titled(self, number: int) -> str:
        """The title of one question."""

    def kept(self, question: Question) -> Payload | None:
        """The answer to a question, if there is one."""

    def answer(self, question: Question, given: object) -> None:
        """Keep an answer; raises UnclearError where it is none."""


class Questions(anywidget.AnyWidget):
    """Questions on a page; the first answer to each stays.

    Attributes
    ----------
    asked : list of dict
        What the page shows of each question, its answer included.
    notes : list of str
        What is to say besides.
    """

    _esm = link("questions.js")
    _css = STYLE
    asked: traitlets.List[Payload] = traitlets.List().tag(sync=True)
    notes: traitlets.List[str] = traitlets.List().tag(sync=True)

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._problems = [""] * len(asking.questions)
        super().__init__(asked=self._shown(), notes=list(asking.notes))
        self.on_msg(self._heard)

    def __repr__(self) -> str:
        """The state of the questions in a sentence, for pages that cannot show widgets."""
        count = len(self._asking.questions)
        answered = sum(self._asking.kept(one) is not None for one in self._asking.questions)
        noun = "question" if count == 1 else "questions"
        return f"{count} {noun} to answer on this page, {answered} answered."

    def bundle(self) -> Payload:
        """What a notebook's output holds of the widget."""
        shown: Any = self._repr_mimebundle_()
        return dict(shown[0])

    def _shown(self) -> list[Payload]:
        return [self._one(number) for number in range(len(self._asking.questions))]

    def _one(self, number: int) -> Payload:
        question = self._asking.questions[number]
        kept = self._asking.kept(question)
        return {
            "kind": str(question.kind),
            "title": self._asking.titled(number),
            "words": as_html(words_of(question)),
            "options": _options(question),
            "sketch": _sketch(question, answered=kept is not None),
            "given": None if kept is None else kept["answer"],
            "told": "" if kept is None else as_html(answer_words(question, kept)),
            "problem": self._problems[number],
        }

    def _heard(self, widget: Questions, content: Payload, buffers: list[bytes]) -> None:
        number = content.get("number")
        if not isinstance(number, int) or number not in range(len(self._problems)):
            return
        self._problems[number] = ""
        try:
            self._asking.answer(self._asking.questions[number], content.get("given"))
        except UnclearError as unclear:
            self._problems[number] = str(unclear)
        self.asked = self._shown()
        self.notes = list(self._asking.notes)


def _options(question: Question) -> list[Payload]:
    """What is to choose from: its value, and how it is shown."""
    if question.kind is Kind.CHOICE:
        return [{"value": o.letter, "words": as_html(o.text)} for o in question.options]
    if question.kind is Kind.LINE:
        lines = source(question).splitlines()
        return [
            {"value": number, "words": line}
            for number, line in enumerate(lines, start=1)
            if line.strip()
        ]
    return []


def _sketch(question: Question, *, answered: bool) -> Payload | None:
    """The frame of a sketch; the right curve is not sent before there is an answer."""
    if not question.axes:
        return None
    right = question.right.text
    return {
        "axes": [{"name": a.name, "low": a.low, "high": a.high} for a in question.axes],
        "places": [float(x) for x in curves.places(question.axes)],
        "right": list(curves.heights(right, question.axes, _SMOOTH)) if answered else [],
    }

"""Show questions, keep the first answer to each, and answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deepcat import markup
from deepcat.display import show, show_instead
from deepcat.questions import Question, telling
from deepcat.questions.choosing import choose
from deepcat.session import SESSION
from deepcat.shell import shell
from deepcat.unclear import UnclearError


@dataclass(frozen=True)
class Asked:
    """Questions that are shown together.

    Attributes
    ----------
    title : str
        ``"Predict"``.
    call : str
        How they are answered in code, with places for ``{id}``, ``{answer}`` and ``{number}``.
    questions : tuple of Question
    occasion : str
        The lesson in whose warm-up they are asked, once more perhaps; empty elsewhere.
    notes : list of str
        What was to say about the file in which the answers are kept.
    """

    title: str
    call: str
    questions: tuple[Question, ...]
    occasion: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """A name for the output, by which it is found again."""
        return "deepcat-" + "-".join(map(self.key, self.questions))

    def key(self, question: Question) -> str:
        """The name under which the answer to a question is kept."""
        return f"{question.id}@{self.occasion}" if self.occasion else question.id

    def kept(self, question: Question) -> dict[str, Any] | None:
        """The answer to a question, if there is one.

        One that fits the question no longer, since its sheet has changed, does not count.
        """
        found = SESSION.keeper.read().answers.get(self.key(question))
        try:
            return None if found is None or not choose(question, found["answer"]) else found
        except UnclearError:
            return None

    def keep_first(self, question: Question, given: object) -> None:
        """Keep an answer to a question, unless there is one already.

        Raises
        ------
        UnclearError
            If it is no answer to this question.
        """
        answer, option = choose(question, given)
        first = {
            "answer": answer,
            "option": option.letter,
            "right": option.right,
            "misconception": option.misconception,
        }
        if self.kept(question) is None:
            SESSION.keeper.change(lambda kept: kept.answers.update({self.key(question): first}))

    def show(self) -> None:
        """Show the questions: as text that lasts, and to click where a page is there."""
        self._close_older()
        show(self.bundle(), self.place)
        if hasattr(shell(), "kernel"):
            from deepcat.widgets.questions import Questions

            widget = Questions(self)
            SESSION.on_show[self.place] = widget
            show(widget.bundle())

    def answer(self, question: Question, given: object) -> None:
        """Keep an answer from the page, and put the words for it on show."""
        self.keep_first(question, given)
        show_instead(self.bundle(), self.place)

    def bundle(self) -> dict[str, Any]:
        """The questions with what was said to their answers, as HTML and as plain text."""
        blocks = [
            (self.titled(number), question, self.kept(question), self.call_of(number))
            for number, question in enumerate(self.questions)
        ]
        texts = [telling.text(*block) for block in blocks]
        htmls = [telling.html(*block) for block in blocks]
        self.notes.extend(SESSION.keeper.to_say())
        notes = [markup.paragraph(markup.faint(note)) for note in self.notes]
        card = markup.card(self.title, markup.QUIET, *htmls, *notes)
        return {
            "text/html": f'<div class="deepcat-still">{card}</div>',
            "text/plain": "\n\n".join([*texts, *self.notes]),
        }

    def titled(self, number: int) -> str:
        """The title of one question."""
        if self.title.endswith("?"):
            return self.title
        return f"{self.title}:" if len(self.questions) == 1 else f"{self.title} {number + 1}:"

    def call_of(self, number: int) -> str:
        """How one question is answered in code."""
        question = self.questions[number]
        example = telling.example(question)
        return self.call.format(id=question.id, answer=example, number=number + 1)

    def _close_older(self) -> None:
        if older := SESSION.on_show.pop(self.place, None):
            older.close()


def ask(asked: Asked, given: Mapping[str, object]) -> None:
    """Show questions, and answer those to which an answer is given (by question id)."""
    words = ""
    for question in asked.questions:
        if (answer := given.get(question.id)) is None:
            continue
        try:
            asked.keep_first(question, answer)
        except UnclearError as unclear:
            words = str(unclear)
    asked.show()
    if words:
        say(words)


def say(words: str) -> None:
    """Show a sentence."""
    html = markup.card(words, markup.QUIET, markup.paragraph(markup.text(words)))
    show({"text/html": html, "text/plain": words})

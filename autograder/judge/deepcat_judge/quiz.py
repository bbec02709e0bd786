"""Judge an answer sheet: each question alone, against digests of the right options."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from deepcat_judge.exercise import Question, Quiz
from deepcat_judge.key import Key
from deepcat_judge.observe import Caller
from deepcat_judge.plain import Plain
from deepcat_judge.verdict import Item, Outcome, PartResult, Verdict
from deepcat_judge.words import kind, show


def digest(quiz: Quiz, question: str, option: str) -> str:
    """Digest of one option. It keeps an answer from being read by accident, not by intent."""
    return hashlib.sha256(f"{quiz.id}/{question}/{option}".encode()).hexdigest()


def seal(words: str, quiz: Quiz, question: str, option: str) -> str:
    """Words that only who knows the option can read, as text. As `digest`, no more than a cover."""
    data = words.encode()
    return base64.b64encode(_mixed(data, quiz, question, option)).decode()


def unseal(sealed: str, quiz: Quiz, question: str, option: str) -> str:
    """The inverse of `seal`."""
    return _mixed(base64.b64decode(sealed), quiz, question, option).decode()


def _mixed(data: bytes, quiz: Quiz, question: str, option: str) -> bytes:
    """Data exclusive-or a stream of digests that the option begins."""
    seed = f"because/{quiz.id}/{question}/{option}"
    blocks = range(len(data) // hashlib.sha256().digest_size + 1)
    stream = b"".join(hashlib.sha256(f"{seed}/{block}".encode()).digest() for block in blocks)
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))


def judge_quiz(quiz: Quiz, caller: Caller, key: Key) -> Verdict:
    """Points for each question answered right; a sentence for each that is not."""
    if reason := caller.missing():
        return _whole(quiz, Outcome.NOT_ATTEMPTED, reason)
    seen = caller.call(())
    if seen.timed_out:
        return _whole(quiz, Outcome.TIMED_OUT, "Your answer sheet did not finish.")
    if caller.unwritten() or (seen.raised and seen.raised.kind == "NotImplementedError"):
        return _whole(quiz, Outcome.NOT_ATTEMPTED, "The answer sheet is still empty.")
    if seen.raised:
        text = f"Your code stopped with {seen.raised.kind}: {seen.raised.text}".rstrip(": ")
        return _whole(quiz, Outcome.RAISED, text + ".")
    if not isinstance(seen.value, dict):
        text = f"The answer sheet must be a dict, but it is {kind(seen.value)}."
        return _whole(quiz, Outcome.INCORRECT, text)
    return _sheet(quiz, seen.value, key)


def _sheet(quiz: Quiz, answers: dict[str, Plain], key: Key) -> Verdict:
    items, parts, answered = [], [], 0
    for question in quiz.questions:
        given = answers.get(question.id)
        option = given.strip().lower() if isinstance(given, str) else given
        right = isinstance(option, str) and key.digests[question.id] == digest(
            quiz, question.id, option
        )
        answered += not _is_blank(option)
        parts.append(
            PartResult(question.id, question.text, question.points * right, question.points)
        )
        if not right:
            items.append(Item(question.id, False, _words(question, option)))
        elif sealed := key.because.get(question.id):
            words = unseal(sealed, quiz, question.id, str(option))
            items.append(Item(question.id, True, words))
    unknown = [name for name in answers if name not in {q.id for q in quiz.questions}]
    items.sort(key=lambda item: item.right)
    listed = ", ".join(map(repr, unknown))
    notes = (f"No question is called {listed}.",) if unknown else ()
    points = sum(part.points for part in parts)
    if answered == 0:
        empty = _whole(quiz, Outcome.NOT_ATTEMPTED, "No question is answered yet.")
        return replace(empty, notes=notes)
    if points == quiz.points:
        return Verdict(
            quiz.id, Outcome.PASSED, points, quiz.points,
            headline="All questions are right.", items=tuple(items), parts=tuple(parts),
        )  # fmt: skip
    right_count = sum(part.points > 0 for part in parts)
    headline = f"Right so far: {right_count} of {len(parts)} questions."
    return Verdict(
        quiz.id, Outcome.INCORRECT, points, quiz.points,
        headline=headline, finding="quiz", notes=notes, items=tuple(items), parts=tuple(parts),
    )  # fmt: skip


def _words(question: Question, option: Plain) -> str:
    if _is_blank(option):
        return f"not answered yet. See {question.look_at}."
    if not isinstance(option, str) or option not in question.options:
        letters = ", ".join(question.options)
        return f"{show(option)} is not an option; choose one of {letters}."
    chosen = f'you chose {option}, "{question.options[option].rstrip(".")}".'
    return f"{chosen} {question.feedback.get(option, 'Not this one.')} See {question.look_at}."


def _is_blank(option: Plain) -> bool:
    return option is None or (isinstance(option, str) and not option)


def _whole(quiz: Quiz, outcome: Outcome, text: str) -> Verdict:
    parts = tuple(PartResult(q.id, q.text, 0.0, q.points) for q in quiz.questions)
    return Verdict(quiz.id, outcome, 0.0, quiz.points, headline=text, parts=parts)

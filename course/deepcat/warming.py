"""Open a lesson with three questions on earlier ones."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from deepcat.asking import Asked, ask, say
from deepcat.kept import Kept
from deepcat.lessons import known_lessons
from deepcat.questions import Question, all_questions
from deepcat.session import SESSION

HOW_MANY = 3


def warm_up(lesson: str, answer: object = None, number: int = 1) -> None:
    """Ask three questions on earlier lessons, on what was difficult first.

    They stay the same for you, however often the cell is run.

    Parameters
    ----------
    lesson : str
        The lesson that begins: ``"network"``.
    answer : str, number or list of numbers, optional
        To answer in code, where there are no buttons.
    number : int
        Which of the questions the answer is to, from 1.
    """
    if lesson not in known_lessons():
        say(f"There is no lesson called {str(lesson)[:60]!r}.")
        return
    questions = _questions(str(lesson))
    if not questions:
        say("There is no earlier lesson to look back on.")
        return
    if answer is not None and number not in range(1, len(questions) + 1):
        say(f"There are {len(questions)} questions here: which of them, from 1, is the answer to?")
        return
    given = {questions[number - 1].id: answer} if number in range(1, len(questions) + 1) else {}
    call = f'warm_up("{lesson}", {{answer}}, {{number}})'
    ask(Asked("Warm-up", call, tuple(questions), lesson), given)


def draw(lesson: str, pool: Collection[Question], kept: Kept) -> list[str]:
    """The questions for one student: first those on mistakes and misconceptions met before.

    Parameters
    ----------
    lesson : str
    pool : collection of Question
        Of earlier lessons.
    kept : Kept
        What this student answered, and which mistakes were called by name.

    Returns
    -------
    list of str
        Ids. The same pool and the same things kept give the same questions.
    """
    wrong = {key: answer for key, answer in kept.answers.items() if not answer.get("right")}
    missed = {key.partition("@")[0] for key in wrong}
    concepts = {q.concept for q in all_questions().values() if q.id in missed}
    believed = {str(answer.get("misconception")) for answer in wrong.values()}
    believed |= {mistake for mistakes in kept.mistakes.values() for mistake in mistakes}
    exercises = {name for name, mistakes in kept.mistakes.items() if mistakes}

    def rank(question: Question) -> tuple[int, bool, str]:
        tags = {option.misconception for option in question.options}
        met = 2 * bool(tags & believed)
        met += question.concept in concepts or question.exercise in exercises
        known = question.id in {key.partition("@")[0] for key in kept.answers}
        shuffled = hashlib.sha256(f"{lesson}/{question.id}".encode()).hexdigest()
        return -met, known, shuffled

    chosen: list[Question] = []
    waiting = sorted(pool, key=rank)
    while waiting and len(chosen) < HOW_MANY:
        seen = {question.concept for question in chosen}
        fresh = [question for question in waiting if question.concept not in seen]
        chosen.append((fresh or waiting)[0])
        waiting.remove(chosen[-1])
    return [question.id for question in chosen]


def earlier_pool(lesson: str) -> list[Question]:
    """The pool's questions on the lessons before one."""
    lessons = known_lessons()
    earlier = lessons[: lessons.index(lesson)]
    return [q for q in all_questions().values() if q.in_pool and q.lesson in earlier]


def _questions(lesson: str) -> list[Question]:
    """Those that were drawn for this student, or are now."""
    known = all_questions()
    kept = SESSION.keeper.read()
    names = [name for name in kept.warm_ups.get(lesson, []) if name in known]
    if not names:
        names = draw(lesson, earlier_pool(lesson), kept)
        if names:
            SESSION.keeper.change(lambda kept: kept.warm_ups.update({lesson: names}))
    return [known[name] for name in names]

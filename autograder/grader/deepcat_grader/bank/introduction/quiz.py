"""The answer sheet: ways to fill it in, right and wrong."""

from __future__ import annotations

import types

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.introduction.quiz import QUIZ
from deepcat_solutions.introduction import quiz

# The questions, in the order of the letters below; acbdcabdca is right.
NAMES = (
    "component_cat_score", "component_mean_mistake", "component_nudge", "component_swap",
    "parameters", "deep", "why_not_rules", "why_now", "baseline", "overfitting",
)  # fmt: skip

bank = Bank(QUIZ, reference=quiz)
bank.because(
    component_cat_score="A picture goes in, an answer about it comes out, and nothing else "
    "happens: that is a predictive function.",
    component_mean_mistake="Predictions and true prices go in, and one number comes out that says "
    "how far apart they are: that is a goodness measure.",
    component_nudge="The recipe changes the weights so that the error goes down: that is a "
    "learning procedure.",
    component_swap="The mean squared and the mean absolute error are two goodness measures. What "
    "counts as good decides which weights are found.",
    parameters="w and b are the same for all examples, and learning chooses them. x comes with "
    "each example.",
    deep="The word is about layers: what one of them computes is the input of the next.",
    why_not_rules="Every pixel changes when the cat turns or the light does, and rules about "
    "pixels would have to foresee it all.",
    why_now="The ideas were there. What had been missing was enough labelled pictures, and "
    "processors fast enough to learn from them.",
    baseline='Saying "no cat" every time is right on 95 of the 100 pictures, and the detector on '
    "94.",
    overfitting="Half of the new pictures are cats, so a guess is right half the time, and 60 % is "
    "little more. What it has learned holds for its training pictures.",
)


@bank.right
def filled_in_step_by_step():
    answers = {}
    answers["component_cat_score"] = "a"
    answers["component_mean_mistake"] = "c"
    answers["component_nudge"] = "b"
    answers["component_swap"] = "d"
    answers["parameters"] = "c"
    answers["deep"] = "a"
    answers["why_not_rules"] = "b"
    answers["why_now"] = "d"
    answers["baseline"] = "c"
    answers["overfitting"] = "a"
    return answers


@bank.right
def by_letter():
    by_letter = {
        "a": ["component_cat_score", "deep", "overfitting"],
        "b": ["component_nudge", "why_not_rules"],
        "c": ["component_mean_mistake", "parameters", "baseline"],
        "d": ["component_swap", "why_now"],
    }
    return {name: letter for letter, names in by_letter.items() for name in names}


bank.known(
    """
? Read the section that is named beside each question again.
all_a of by_letter: {name: letter for -> {name: "a" for
    Every answer is the same letter.
everyday_meaning_of_deep: "deep": "a" -> "deep": "b" && rules": "b" -> rules": "d"
        && now": "d" -> now": "a"
    Words are taken in their everyday meaning.
measure_taken_for_learning: mistake": "c" -> mistake": "b" && nudge": "b" -> nudge": "a"
        && swap": "d" -> swap": "a"
    The goodness measure and the learning procedure are mixed up.
    ? Which of the two changes parameters?
input_taken_for_parameter: parameters": "c" -> parameters": "b"
    The input is counted among the parameters.
    ? What stays the same from example to example?
headline_accuracy: baseline": "c" -> baseline": "a" && overfitting": "a" -> overfitting": "b"
    A high share of right answers is taken for a good detector.
    ? What does the laziest possible detector reach?
half_filled_in of by_letter: in names} -> in names if name[0] in "cp"}
    Some questions are not answered.
    ? Answer them all.
numbers_for_letters of by_letter: {name: letter for -> {name: "abcd".index(letter) + 1 for
    The answers are numbers.
    ? Answer with letters.
a_list: list("acbdcabdca")
    The answer sheet is a list.
    ? Which answer belongs to which question?
"""
)
bank.rights(
    built_with_dict=lambda: dict(
        component_cat_score="a", component_mean_mistake="c", component_nudge="b",
        component_swap="d", parameters="c", deep="a", why_not_rules="b", why_now="d",
        baseline="c", overfitting="a",
    )
)  # fmt: skip
bank.rights(
    capital_letters=lambda: dict(zip(NAMES, "ACBDCABDCA", strict=True)),
    another_order=lambda: dict(zip(NAMES[::-1], "acdbacdbca", strict=True)),
    two_lists=lambda: dict(zip(list(NAMES), list("acbdcabdca"), strict=True)),
    spaces_around_letters=lambda: {name: f" {'acbdcabdca'[i]} " for i, name in enumerate(NAMES)},
    two_halves=lambda: {
        **dict(zip(NAMES[:5], "acbdc", strict=True)),
        **dict(zip(NAMES[5:], "abdca", strict=True)),
    },
)
bank.unseen_right(
    sheet=lambda: quiz(),
    default=lambda sheet=quiz(): dict(sheet),  # noqa: B008  # what a student's default would be
    other_order=lambda: dict(sorted(quiz().items())),
    zipped=lambda: dict(zip(quiz(), quiz().values(), strict=True)),
    capitals=lambda: {name: letter.upper() for name, letter in quiz().items()},
    blanks=lambda: {name: f"{letter}\n" for name, letter in quiz().items()},
)
bank.unseen_wrong(
    one_slip=lambda: quiz() | {"deep": "b"},
    one_blank=lambda: quiz() | {"deep": ""},
    one_missing=lambda: {name: letter for name, letter in quiz().items() if name != "deep"},
    all_b=lambda: dict.fromkeys(quiz(), "b"),
    all_letters=lambda: dict.fromkeys(quiz(), "abcd"),
    lists=lambda: {name: ["a", "b", "c", "d"] for name in quiz()},
    numbers=lambda: {name: "abcd".index(letter) for name, letter in quiz().items()},
    letters_alone=lambda: list(quiz().values()),
    names_alone=lambda: set(quiz()),
    other_names=lambda: {name.upper(): letter for name, letter in quiz().items()},
    exchanged=lambda: {letter: name for name, letter in quiz().items()},
    namespace=lambda: types.SimpleNamespace(**quiz()),
    empty=lambda: {},
    one_letter=lambda: "a",
    raises=lambda: quiz()["deeper"],
)

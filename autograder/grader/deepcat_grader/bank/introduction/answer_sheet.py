"""The answer sheet: ways to fill it in, right and wrong."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from deepcat_grader.bank.registry import Entry, mistake, no_cases, variants
from deepcat_judge.exercises.introduction.questions import QUIZ as EXERCISE
from deepcat_solutions.introduction import quiz

_READ = "Read the section that is named beside each question again."


def quiz__all_a():
    names = (
        "component_cat_score component_mean_mistake component_nudge component_swap parameters "
        "deep why_not_rules why_now baseline overfitting"
    )
    return dict.fromkeys(names.split(), "a")


def quiz__measure_taken_for_learning():
    return {
        "component_cat_score": "a",
        "component_mean_mistake": "b",
        "component_nudge": "a",
        "component_swap": "a",
        "parameters": "c",
        "deep": "a",
        "why_not_rules": "b",
        "why_now": "d",
        "baseline": "c",
        "overfitting": "a",
    }


def quiz__input_taken_for_parameter():
    return {
        "component_cat_score": "a",
        "component_mean_mistake": "c",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": "b",
        "deep": "a",
        "why_not_rules": "b",
        "why_now": "d",
        "baseline": "c",
        "overfitting": "a",
    }


def quiz__headline_accuracy():
    return {
        "component_cat_score": "a",
        "component_mean_mistake": "c",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": "c",
        "deep": "a",
        "why_not_rules": "b",
        "why_now": "d",
        "baseline": "a",
        "overfitting": "b",
    }


def quiz__everyday_meaning_of_deep():
    return {
        "component_cat_score": "a",
        "component_mean_mistake": "c",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": "c",
        "deep": "b",
        "why_not_rules": "d",
        "why_now": "a",
        "baseline": "c",
        "overfitting": "a",
    }


def quiz__half_filled_in():
    return {
        "component_cat_score": "a",
        "component_mean_mistake": "c",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": "c",
    }


def quiz__numbers_for_letters():
    return {
        "component_cat_score": 1,
        "component_mean_mistake": 3,
        "component_nudge": 2,
        "component_swap": 4,
        "parameters": 3,
        "deep": 1,
        "why_not_rules": 2,
        "why_now": 4,
        "baseline": 3,
        "overfitting": 1,
    }


def quiz__a_list():
    return ["a", "c", "b", "d", "c", "a", "b", "d", "c", "a"]


MISTAKES = (
    mistake(quiz__all_a, "Every answer is the same letter.", _READ),
    mistake(
        quiz__measure_taken_for_learning,
        "The goodness measure and the learning procedure are mixed up.",
        "Which of the two changes parameters?",
    ),
    mistake(
        quiz__input_taken_for_parameter,
        "The input is counted among the parameters.",
        "What stays the same from example to example?",
    ),
    mistake(
        quiz__headline_accuracy,
        "A high share of right answers is taken for a good detector.",
        "What does the laziest possible detector reach?",
    ),
    mistake(quiz__everyday_meaning_of_deep, "Words are taken in their everyday meaning.", _READ),
    mistake(quiz__half_filled_in, "Some questions are not answered.", "Answer them all."),
    mistake(quiz__numbers_for_letters, "The answers are numbers.", "Answer with letters."),
    mistake(quiz__a_list, "The answer sheet is a list.", "Which answer belongs to which question?"),
)


def quiz__built_with_dict():
    return dict(
        component_cat_score="a",
        component_mean_mistake="c",
        component_nudge="b",
        component_swap="d",
        parameters="c",
        deep="a",
        why_not_rules="b",
        why_now="d",
        baseline="c",
        overfitting="a",
    )


def quiz__capital_letters():
    return {
        "component_cat_score": "A",
        "component_mean_mistake": "C",
        "component_nudge": "B",
        "component_swap": "D",
        "parameters": "C",
        "deep": "A",
        "why_not_rules": "B",
        "why_now": "D",
        "baseline": "C",
        "overfitting": "A",
    }


def quiz__another_order():
    return {
        "overfitting": "a",
        "baseline": "c",
        "why_now": "d",
        "why_not_rules": "b",
        "deep": "a",
        "parameters": "c",
        "component_swap": "d",
        "component_nudge": "b",
        "component_mean_mistake": "c",
        "component_cat_score": "a",
    }


def quiz__filled_in_step_by_step():
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


def quiz__two_lists():
    names = [
        "component_cat_score",
        "component_mean_mistake",
        "component_nudge",
        "component_swap",
        "parameters",
        "deep",
        "why_not_rules",
        "why_now",
        "baseline",
        "overfitting",
    ]
    return dict(zip(names, "acbdcabdca", strict=True))


def quiz__by_letter():
    by_letter = {
        "a": ["component_cat_score", "deep", "overfitting"],
        "b": ["component_nudge", "why_not_rules"],
        "c": ["component_mean_mistake", "parameters", "baseline"],
        "d": ["component_swap", "why_now"],
    }
    return {name: letter for letter, names in by_letter.items() for name in names}


def quiz__spaces_around_letters():
    return {
        "component_cat_score": " a",
        "component_mean_mistake": "c ",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": " c ",
        "deep": "a",
        "why_not_rules": "b",
        "why_now": "d",
        "baseline": "c",
        "overfitting": "a",
    }


def quiz__two_halves():
    components = {
        "component_cat_score": "a",
        "component_mean_mistake": "c",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": "c",
    }
    background = {
        "deep": "a",
        "why_not_rules": "b",
        "why_now": "d",
        "baseline": "c",
        "overfitting": "a",
    }
    return {**components, **background}


QUIZ = Entry(
    EXERCISE,
    quiz,
    no_cases,
    MISTAKES,
    variants(
        quiz__built_with_dict,
        quiz__capital_letters,
        quiz__another_order,
        quiz__filled_in_step_by_step,
        quiz__two_lists,
        quiz__by_letter,
        quiz__spaces_around_letters,
        quiz__two_halves,
    ),
)

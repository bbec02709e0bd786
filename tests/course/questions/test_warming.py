"""A warm-up asks first about what this student found difficult, and the same every time."""

from __future__ import annotations

import pytest

from deepcat.kept import Kept
from deepcat.questions import Question, all_questions, question
from deepcat.warming import HOW_MANY, draw, earlier_pool

POOL = earlier_pool("network")


def wrong(name: str) -> dict[str, object]:
    option = next(option for option in question(name).options if option.misconception)
    return {
        "answer": option.letter, "option": option.letter, "right": False,
        "misconception": option.misconception,
    }  # fmt: skip


def test_the_pool_of_a_lesson_is_what_came_before() -> None:
    assert {one.lesson for one in POOL} == {"introduction", "neuron"}
    assert all(one.in_pool for one in POOL)
    assert earlier_pool("introduction") == []


def test_the_same_things_kept_give_the_same_questions() -> None:
    first = draw("network", POOL, Kept())
    assert len(set(first)) == HOW_MANY
    assert draw("network", list(reversed(POOL)), Kept()) == first


@pytest.mark.parametrize("name", [one.id for one in POOL])
def test_a_misconception_that_was_met_comes_back(name: str) -> None:
    kept = Kept(answers={name: wrong(name)})
    drawn = [question(one) for one in draw("network", POOL, kept)]
    tags = {option.misconception for one in drawn for option in one.options}
    assert kept.answers[name]["misconception"] in tags


def test_an_exercise_in_which_a_mistake_was_called_by_name_comes_back() -> None:
    kept = Kept(mistakes={"neuron.sigmoid_prime": ["value_returned"]})
    drawn = [question(one) for one in draw("network", POOL, kept)]
    assert drawn[0].exercise == "neuron.sigmoid_prime"


def test_a_mistake_of_the_bank_that_an_option_has_as_its_tag_comes_first() -> None:
    tagged = next(one for one in POOL if one.exercise == "")
    tag = next(option.misconception for option in tagged.options if option.misconception)
    kept = Kept(mistakes={"neuron.relu": [tag]})
    same = [one.id for one in POOL if tag in {option.misconception for option in one.options}]
    assert draw("network", POOL, kept)[0] in same


def test_the_questions_are_on_different_things_where_there_are_enough() -> None:
    drawn: list[Question] = [question(one) for one in draw("network", POOL, Kept())]
    assert len({one.concept for one in drawn}) == HOW_MANY
    few = [one for one in all_questions().values() if one.in_pool and one.concept == "slopes"]
    assert len(draw("network", few, Kept())) == min(HOW_MANY, len(few))

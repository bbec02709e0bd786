"""Every mistake is a page: its wrong code earns its name, and its right code passes."""

from __future__ import annotations

import functools
import importlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.page import MODULES
from deepcat_grader.build.errors import BuildError
from deepcat_grader.build.mistakes import mistake_pages
from deepcat_judge.exercise import Exercise
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Verdict

WITH_PAGES = [name for name, entry in ENTRIES.items() if isinstance(entry.exercise, Exercise)]
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
SAID = re.compile(r"What `check` says:\n\n```\n(.*?)\n```\n", re.DOTALL)


@functools.cache
def key_of(name: str) -> Key:
    return visible_key(ENTRIES[name])


@functools.cache  # many pages show the same right answer
def judged(name: str, source: str) -> Verdict:
    """What a student reads whose notebook holds this code below the lesson's other answers."""
    entry = ENTRIES[name]
    module = importlib.import_module(f"deepcat_solutions.{entry.exercise.lesson}")
    namespace: dict[str, Any] = {**vars(module), "np": np}
    namespace |= {name: importlib.import_module(name) for name in MODULES}
    exec(source, namespace)
    assert isinstance(entry.exercise, Exercise)
    caller = LocalCaller.of(entry.exercise, namespace[entry.exercise.name], entry.lends)
    return judge(entry.exercise, caller, key_of(name))


def pages(root: Path, name: str) -> dict[str, str]:
    folder = root / "docs/mistakes" / name
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


@pytest.mark.parametrize("name", WITH_PAGES)
def test_a_page_is_there_for_every_mistake(root: Path, name: str) -> None:
    assert sorted(pages(root, name)) == sorted(m.id for m in ENTRIES[name].mistakes)


@pytest.mark.parametrize("name", WITH_PAGES)
def test_no_wrong_code_is_told_that_it_calls_itself(root: Path, name: str) -> None:
    """Where a mistake calls the exercise's own function, its page has it under another name."""
    for mistake, text in pages(root, name).items():
        (said,) = SAID.findall(text)
        assert said and "RecursionError" not in said, mistake


def test_no_page_is_built_whose_wrong_code_does_not_earn_its_name() -> None:
    """What the build judges is the page's own code; that the pages are the build's, is tested."""
    relu = ENTRIES["neuron.relu"]
    known = {mistake.id: mistake for mistake in relu.mistakes}
    other = replace(known["leaky"], function=known["minimum"].function)
    mistakes = tuple((known | {"leaky": other}).values())
    with pytest.raises(BuildError, match=r"neuron\.relu: the code of leaky does not earn"):
        mistake_pages({"neuron.relu": replace(relu, mistakes=mistakes)}, key_of)


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_PAGES)
def test_the_right_code_beside_it_passes(root: Path, name: str) -> None:
    for mistake, text in pages(root, name).items():
        _, right = CODE.findall(text)
        assert judged(name, right).passed, mistake

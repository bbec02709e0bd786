"""Every mistake is a page: its wrong code earns exactly its name, and its right code passes."""

from __future__ import annotations

import functools
import importlib
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.page import MODULES
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


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_PAGES)
def test_the_wrong_code_earns_exactly_the_name_and_the_words(root: Path, name: str) -> None:
    known = {mistake.id: mistake for mistake in ENTRIES[name].mistakes}
    for mistake, text in pages(root, name).items():
        wrong, _ = CODE.findall(text)
        verdict = judged(name, wrong)
        assert ENTRIES[name].is_named(known[mistake], verdict.mistake), (mistake, verdict.message)
        (said,) = SAID.findall(text)
        assert "RecursionError" not in said, "its code calls the exercise, which is itself, by name"
        told = [line for line in said.splitlines() if not line.startswith("Your line")]
        assert told[0] in verdict.message, mistake


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_PAGES)
def test_the_right_code_beside_it_passes(root: Path, name: str) -> None:
    for mistake, text in pages(root, name).items():
        _, right = CODE.findall(text)
        assert judged(name, right).passed, mistake

"""Words that people read keep the house's manner of speaking."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (
    "autograder/judge/deepcat_judge",
    "autograder/grader/deepcat_grader/bank",
    "autograder/grader/deepcat_grader/grading",
    "course/deepcat",
    "solutions/deepcat_solutions",
)
# What is not said, and what is said in its place.
NEVER = {
    r"\b(?:is|are|was|were) asked\b(?! for)": "is expected",
    r"\b(?:come|came) to (?:an|no) end\b": "did not finish",
    r"should hold, but does not": "the law itself, with an input where it breaks",
}


def files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))
        yield from sorted((ROOT / folder).rglob("*.md"))


def sentences(path: Path) -> Iterator[str]:
    """All texts of a module but its docstrings, which are for those who read code."""
    if path.suffix == ".md":
        yield from path.read_text(encoding="utf-8").split("\n\n")
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("pattern", NEVER)
def test_no_sentence_says_it_in_another_way(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in files()
        for text in sentences(path)
        if re.search(pattern, text)
    ]
    assert not found, f"say {NEVER[pattern]}"


def test_the_search_finds_what_it_looks_for() -> None:
    """The texts are found, docstrings left out, and the patterns match what they are meant for."""
    texts = list(sentences(ROOT / "autograder/judge/deepcat_judge/compare.py"))
    assert any("where a number is expected" in text for text in texts)
    assert not any("in that order" in text for text in texts)
    samples = ("a number is asked.", "it came to no end", "This should hold, but does not: x.")
    assert all(any(re.search(p, sample) for p in NEVER) for sample in samples)

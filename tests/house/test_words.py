"""Words that people read keep the house's manner of speaking."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (
    "autograder/judge/deepcat_judge",
    "autograder/grader/deepcat_grader",
    "course/deepcat",
    "datasets/deepcat_data",
    "solutions/deepcat_solutions",
)
# Pages and sheets that people read: all of them.
PAGES = ("*.md", "docs/*.md", "course/lessons/*.md", "course/deepcat/questions/*.md")
# What is not said, and what is said in its place.
NEVER = {
    r"\b(?:is|are|was|were) asked\b(?! for| about)": "is expected",
    r"\b(?:come|came) to (?:an|no) end\b": "did not finish",
    r"should hold, but does not": "the law itself, with an input where it breaks",
    r"(?<!There )\b(?:is|are) no (?:notebook|text|file|folder|marker|dict|table)\b": "is not a …",
    r"\b(?:made|begins) anew\b": "made again, starts over",
    r"\bto its end\b": "did not finish",
    r"\bbreaks off\b|\bso often\b\.": "is interrupted, how many times",
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


def lines() -> Iterator[tuple[Path, str]]:
    """The lines of the pages."""
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path, line


@functools.cache
def everything() -> tuple[tuple[Path, str], ...]:
    """Every text that people read, with its file."""
    said = [(path, text) for path in files() for text in sentences(path)]
    return (*said, *lines())


@pytest.mark.parametrize("pattern", NEVER)
def test_no_sentence_says_it_in_another_way(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path, text in everything()
        if re.search(pattern, text)
    ]
    assert not found, f"say {NEVER[pattern]}"


def test_the_search_finds_what_it_looks_for() -> None:
    """The texts are found, docstrings left out, and the patterns match what they are meant for."""
    texts = list(sentences(ROOT / "autograder/judge/deepcat_judge/compare.py"))
    assert any("where a number is expected" in text for text in texts)
    assert not any("in that order" in text for text in texts)
    samples = (
        "a number is asked.", "it came to no end", "This should hold, but does not: x.",
        "What is no notebook", "It is made anew.", "did not run to its end", "Enlarge it so often.",
    )  # fmt: skip
    assert len(samples) == len(NEVER)
    assert all(any(re.search(p, sample) for p in NEVER) for sample in samples)

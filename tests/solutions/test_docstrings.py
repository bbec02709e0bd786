"""The worked examples in the references' docstrings, which students read in their stubs."""

from __future__ import annotations

import ast
import doctest
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import jupytext
import pytest

import deepcat_solutions

MODULES = [
    import_module(f"deepcat_solutions.{module.name}")
    for module in pkgutil.iter_modules(deepcat_solutions.__path__)
]
# The lecture's, which stand for the same things in every lesson.
SYMBOLS = {*"xywbzamXYWZA", "slope", "intercept", "parameters", "Y_hat"}
LESSONS = Path(__file__).parents[2] / "course" / "lessons"

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)


@each_module
def test_the_worked_examples_are_right(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


def bound(source: str) -> set[str]:
    """Names that a piece of code binds where it stands; those inside functions are their own."""
    outside = [node for node in ast.parse(source).body if not isinstance(node, ast.FunctionDef)]
    return {
        node.id
        for statement in outside
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def lesson_names(lesson: str) -> set[str]:
    """Names that a lesson's cells bind, where its text is written."""
    cells = [
        cell.source
        for path in LESSONS.glob(f"?_{lesson}.md")
        for cell in jupytext.read(path).cells
        if cell.cell_type == "code"
    ]
    return {name for source in cells for name in bound(source)}


@each_module
def test_an_example_that_is_run_in_a_lesson_overwrites_nothing(module: ModuleType) -> None:
    """Students paste examples into cells: they bind no name of the lesson, and no symbol."""
    taken = lesson_names(module.__name__.rpartition(".")[2]) | SYMBOLS | set(vars(module))
    found = {
        test.name: sorted(bound("".join(example.source for example in test.examples)) & taken)
        for test in doctest.DocTestFinder().find(module)
    }
    assert not {name: names for name, names in found.items() if names}


def test_the_names_of_a_lesson_are_found() -> None:
    assert {"x", "y", "baseline"} < lesson_names("introduction")
    assert {"X", "Y", "w", "truth"} < lesson_names("neuron")

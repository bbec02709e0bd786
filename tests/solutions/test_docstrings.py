"""The worked examples in the references' docstrings, which students read in their stubs."""

from __future__ import annotations

import ast
import doctest
import inspect
import pkgutil
from collections.abc import Iterator
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


def lesson_names() -> set[str]:
    """Names that some lesson's cells bind."""
    cells = [
        cell.source
        for path in LESSONS.glob("*.md")
        for cell in jupytext.read(path).cells
        if cell.cell_type == "code"
    ]
    return {name for source in cells for name in bound(source)}


def argument_names() -> Iterator[str]:
    """The lecture's symbols: what the exercises' functions are called and receive."""
    for module in MODULES:
        for name, value in vars(module).items():
            if getattr(value, "__module__", None) == module.__name__:
                yield from (name, *inspect.signature(value).parameters)


@each_module
def test_an_example_that_is_run_in_a_lesson_overwrites_nothing(module: ModuleType) -> None:
    """Students paste examples into cells: they bind names that no lesson and no stub uses."""
    taken = lesson_names() | set(argument_names())
    assert {"x", "X", "w", "b", "slope"} < taken
    found = {
        test.name: sorted(bound("".join(example.source for example in test.examples)) & taken)
        for test in doctest.DocTestFinder().find(module)
    }
    assert not {name: names for name, names in found.items() if names}

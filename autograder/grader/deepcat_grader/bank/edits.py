"""Answers that are another answer with a few words of its text changed."""

from __future__ import annotations

import ast
import functools
import inspect
import linecache
import textwrap
from collections.abc import Callable
from typing import Any

Answer = Callable[..., Any]


def edited(answer: Answer, *edits: tuple[str, str], name: str = "") -> Answer:
    """An answer whose text is that of another one, with some words changed.

    So a long answer with one slip is written as the slip. Its text can be read back like that of
    any function.

    Parameters
    ----------
    answer : function or class
        Of which the text is at hand.
    *edits : (old, new)
        Each old text stands there exactly once.
    name : str
        Of the new answer; as before where it is empty.

    Raises
    ------
    ValueError
        If an old text is not there, or there more than once.
    """
    source = source_of(answer)
    for old, new in edits:
        if source.count(old) != 1:
            raise ValueError(f"{old!r} stands {source.count(old)} times in {answer.__name__}")
        source = source.replace(old, new)
    filename = f"<{answer.__name__} with {edits!r}>"
    made = defined(source, answer.__name__, names_of(answer), filename)
    made.__name__ = name or answer.__name__
    return made


def as_edits(*written: str) -> list[tuple[str, str]]:
    """Edits as they are written, ``"old -> new"``, as pairs."""
    return [(old, new) for old, _, new in (change.partition(" -> ") for change in written)]


def names_of(answer: Answer) -> dict[str, Any]:
    """What an answer finds around itself: a function, wherever it was defined, or a class."""
    around = getattr(answer, "__globals__", None)
    return dict(vars(inspect.getmodule(answer)) if around is None else around)


def parameters_of(answer: Answer) -> str:
    """The arguments of an answer as its first line has them: names, defaults, and no types."""
    parameters = inspect.signature(answer).parameters.values()
    return ", ".join(str(each.replace(annotation=each.empty)) for each in parameters)


def defined(source: str, name: str, namespace: dict[str, Any], filename: str) -> Answer:
    """What a text defines under a name; the text can be read back, and errors show its lines."""
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = len(source), None, lines, filename
    exec(compile(source, filename, "exec", dont_inherit=True), namespace)
    made: Answer = namespace[name]
    made.__edited_source__ = source  # type: ignore[attr-defined]  # functions and classes take any
    return made


def source_of(answer: Answer) -> str:
    """The text of a function or a class, also of an edited one; without docstrings and markers."""
    return edited_source(answer) or _written(answer)


@functools.cache  # a reference has hundreds of edits, and reading it takes longer than editing it
def _written(answer: Answer) -> str:
    """The text of an answer as its file has it, without docstrings and markers."""
    source = textwrap.dedent(inspect.getsource(answer))
    tree, lines = ast.parse(source), source.splitlines()
    decorated = tree.body[0].lineno - 1
    lines[:decorated] = [""] * decorated
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            docstring = node.body[0]
            for i in range(docstring.lineno - 1, docstring.end_lineno or docstring.lineno):
                lines[i] = ""
    kept = (line for line in lines if line.strip() and not line.strip().startswith(("### ", "@")))
    return "\n".join(kept) + "\n"


def edited_source(answer: Answer) -> str:
    """The text of an edited answer, and nothing for any other."""
    return str(vars(answer).get("__edited_source__", ""))

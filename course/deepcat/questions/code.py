"""The code that a question shows: its lines, numbered, and the words without it."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap

from deepcat.questions.model import Question

_BLOCK = re.compile(r"```\w*\n(.*?)\n\s*```", re.DOTALL)


def source(question: Question) -> str:
    """The first block of code of a question's text; empty where there is none."""
    found = _BLOCK.search(question.text)
    return found[1] if found else ""


def defined_name(question: Question) -> str:
    """The name of the function that a question's code defines.

    Raises
    ------
    ValueError
        If it defines none, or is no Python.
    """
    for node in ast.parse(source(question)).body:
        if isinstance(node, ast.FunctionDef):
            return node.name
    raise ValueError("it shows no function")


def is_unchanged(question: Question, function: object) -> bool:
    """Whether a function is the one that a question shows; False where its source is not known."""
    try:
        own = textwrap.dedent(inspect.getsource(function))  # type: ignore[arg-type]  # else TypeError
        return ast.dump(ast.parse(own)) == ast.dump(ast.parse(source(question)))
    except (OSError, TypeError, SyntaxError):
        return False


def without_code(question: Question) -> str:
    """A question's text without its first block of code."""
    return " ".join(_BLOCK.sub(" ", question.text, count=1).split())


def numbered(question: Question) -> str:
    """The code with a number before each line."""
    lines = source(question).splitlines()
    return "\n".join(f"{number:>2}  {line}".rstrip() for number, line in enumerate(lines, 1))

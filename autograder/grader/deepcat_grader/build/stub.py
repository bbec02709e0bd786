"""The source of a stub cell: the reference, whose marked regions become the student's part."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from deepcat_grader.build.errors import BuildError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def stub_source(reference: Callable[..., Any], name: str) -> str:
    """The reference's own source, checked to leave a whole stub once its regions are cleared.

    A function has one region or several; a class has one in each method that is to be written.

    Raises
    ------
    BuildError
        If the markers, the name or the docstring are missing.
    """
    source = textwrap.dedent(inspect.getsource(reference)).rstrip("\n")
    line = inspect.getsourcelines(reference)[1]
    where = f"{inspect.getsourcefile(reference)}:{line}"
    if getattr(reference, "__name__", None) != name:
        raise BuildError(f"{where}: The reference of {name} is called {reference.__name__}.")
    marks = [text.strip() for text in source.splitlines() if text.strip() in (BEGIN, END)]
    if not marks or marks != [BEGIN, END] * (len(marks) // 2):
        raise BuildError(
            f"{where}: The reference of {name} needs a region from '{BEGIN}' to '{END}', and each "
            "that is begun must end."
        )
    body = ast.parse(source).body[0]
    if not isinstance(body, (ast.FunctionDef, ast.ClassDef)) or not ast.get_docstring(body):
        raise BuildError(
            f"{where}: The reference of {name} needs a docstring: it becomes the stub's."
        )
    return source

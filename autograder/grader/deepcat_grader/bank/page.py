"""Known mistakes as a page of text: each one's code, its words, and what to think about next."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from deepcat_grader.bank.edits import as_edits, defined, edited, names_of, parameters_of

Answer = Callable[..., Any]
# What a student's answer may use besides the names of the lesson's module.
MODULES = ("copy", "functools", "itertools", "math")
_FIRST = re.compile(r"(?P<id>\w+)(?:\((?P<names>[^)]*)\))?(?: of (?P<of>\w+))?: (?P<code>.+)")


@dataclass(frozen=True)
class Item:
    """One mistake of a page."""

    id: str
    code: str
    names: str = ""
    of: str = ""
    message: str = ""
    think: str = ""
    source: str = ""

    def made(self, reference: Answer) -> Answer:
        """The answer: an edit of a right one, or an expression in the names of its arguments."""
        if " -> " in self.code:
            return edited(reference, *as_edits(*self.code.replace(r"\n", "\n").split(" && ")))
        names = self.names or parameters_of(reference)
        text = f"def {reference.__name__}({names}):\n    return {self.code}\n"
        modules = {name: importlib.import_module(name) for name in MODULES}
        namespace = {**names_of(reference), **modules}
        return defined(text, reference.__name__, namespace, f"<{self.id}: {self.code}>")


def items(page: str) -> Iterator[Item]:
    """Read a page: see `Bank.known`.

    Raises
    ------
    ValueError
        If a mistake has no code, no words, or nothing to think about.
    """
    think = ""
    for text in re.split(r"\n(?=\S)", page.strip("\n")):
        if text.startswith("? "):
            think = " ".join(text[2:].split())
            continue
        first, *rest = re.sub(r"\n {8}\s*", " ", text.strip()).splitlines()
        code = _FIRST.fullmatch(first)
        if code is None:
            raise ValueError(f"no code stands beside {first!r}")
        words = " ".join(line.strip() for line in rest)
        words, _, source = words.partition(" source: ")
        message, _, own = words.partition(" ? ")
        if not (message and (own or think)):
            raise ValueError(f"{code['id']} has no words, or nothing to think about")
        found = {name: text or "" for name, text in code.groupdict().items()}
        yield Item(**found, message=message, think=own or think, source=source)

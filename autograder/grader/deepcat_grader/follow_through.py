"""One slip costs once: which earlier answers a later one builds on, and which judgement counts.

The same policy holds in a notebook's kernel and in the grader. An answer that did not pass is
judged again with the references in place of the functions that it calls and that did not pass
before it; the better judgement counts. Where a stand-in could not answer, nobody knows what the
answer is worth, and a person looks.
"""

from __future__ import annotations

import functools
import re
import symtable
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from deepcat_judge.verdict import Outcome, Verdict

MAX_SOURCE = 1_000_000
# Lines for IPython alone: they are no Python, and call no function of the notebook.
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)


def builds_on(name: str, sources: Iterable[str], candidates: Collection[str]) -> frozenset[str]:
    """Which of `candidates` a function reads by name, itself or through others of the notebook.

    Names are read as Python reads them: one in a docstring, a comment or behind a dot is none.
    Nothing is compiled: what a student's code compiles to can be larger than any memory.

    Parameters
    ----------
    name : str
    sources : iterable of str
        The cells, in order; a later definition takes the place of an earlier one.
    candidates : collection of str
    """
    reads: dict[str, frozenset[str]] = {}
    left = MAX_SOURCE
    for source in sources:
        if len(source) <= left:
            left -= len(source)
            reads.update(_reads(source))
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for read in reads.get(waiting.pop(), ()):
            if read not in found:
                found.add(read)
                waiting.append(read)
    return frozenset(found & set(candidates) - {name})


def better(own: Verdict, helped: Verdict, failed: Collection[str]) -> Verdict:
    """The judgement that counts.

    Parameters
    ----------
    own : Verdict
        Of the answer as it stands.
    helped : Verdict
        With references in place of functions that did not pass.
    failed : collection of str
        Why stand-ins could not answer; empty where all did.
    """
    if helped.passed:
        return helped
    if failed:
        return replace(
            own,
            outcome=Outcome.GRADER_FAULT,
            points=0.0,
            mistake=None,
            headline="This answer builds on a function that is not right yet, and DeepCat could "
            "not stand in for that one. It costs you nothing: a person will look at it.",
            traceback="\n".join(failed),
        )
    # An answer that calls an untouched stub looks as if it were one itself.
    empty = Outcome.NOT_ATTEMPTED
    seemed_empty = own.outcome is empty and helped.outcome is not empty
    return helped if helped.points > own.points or seemed_empty else own


def noted(verdict: Verdict, names: Collection[str]) -> Verdict:
    """The verdict, with a note on whose right versions stood in."""
    listed = ", ".join(sorted(names))
    note = f"Judged with right versions of {listed}, which did not pass above."
    return replace(verdict, notes=(*verdict.notes, note))


@functools.lru_cache(maxsize=256)  # every answer that fails is looked at with the same cells
def _reads(source: str) -> Mapping[str, frozenset[str]]:
    """What each name that a cell binds reads; nothing where Python cannot read the cell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote a student's code
            table = symtable.symtable(MAGIC.sub("pass", source), "<cell>", "exec")
        return _definitions(table)
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        return {}


def _definitions(table: symtable.SymbolTable) -> Mapping[str, frozenset[str]]:
    """What each name that a cell binds reads: a function its own names, others the cell's."""
    symbols = table.get_symbols()
    stored = {name.get_name() for name in symbols if name.is_assigned() or name.is_imported()}
    own = {name.get_name() for name in symbols if name.is_referenced()}
    inner: dict[str, frozenset[str]] = {}
    for part in table.get_children():
        if part.get_name() in stored:
            inner[part.get_name()] = frozenset(_names(part))
        else:  # a lambda or a comprehension has no name of its own
            own.update(_names(part))
    return {name: inner.get(name, frozenset(own)) for name in stored}


def _names(table: symtable.SymbolTable) -> Iterator[str]:
    """Every global name that a function or class reads, the functions inside it included."""
    for name in table.get_symbols():
        if name.is_referenced() and name.is_global():
            yield name.get_name()
    for part in table.get_children():
        yield from _names(part)

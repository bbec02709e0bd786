"""One slip costs once: which earlier answers a later one builds on, and which judgement counts.

The same policy holds in a notebook's kernel and in the grader. An answer that did not pass is
judged again with the references in place of the functions that it calls and that did not pass
before it; the better judgement counts. Where a stand-in could not answer, nobody knows what the
answer is worth, and a person looks.
"""

from __future__ import annotations

import dis
import re
import types
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from deepcat_judge.verdict import Outcome, Verdict

MAX_SOURCE = 100_000
# Lines for IPython alone: they are no Python, and call no function of the notebook.
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
READS = frozenset({"LOAD_GLOBAL", "LOAD_NAME"})


def builds_on(name: str, sources: Iterable[str], candidates: Collection[str]) -> frozenset[str]:
    """Which of `candidates` a function reads by name, itself or through others of the notebook.

    Names are read from the compiled code: one in a docstring, a comment or behind a dot is none.

    Parameters
    ----------
    name : str
    sources : iterable of str
        The cells, in order; a later definition takes the place of an earlier one.
    candidates : collection of str
    """
    reads: dict[str, set[str]] = {}
    for source in sources:
        code = _compiled(source)
        if code is not None:
            reads.update(_definitions(code))
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


def _compiled(source: str) -> types.CodeType | None:
    if len(source) > MAX_SOURCE:
        return None
    try:
        return compile(MAGIC.sub("pass", source), "<cell>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        return None  # a cell that Python cannot read defines nothing


def _definitions(code: types.CodeType) -> Mapping[str, set[str]]:
    """What each name that a cell binds reads: a function its own names, others the cell's."""
    inner = {part.co_name: set(_names(part)) for part in _parts(code)}
    stored = {op.argval for op in dis.get_instructions(code) if op.opname == "STORE_NAME"}
    own = {op.argval for op in dis.get_instructions(code) if op.opname in READS}
    for part in _parts(code):
        if part.co_name.startswith("<"):  # a lambda or a comprehension has no name of its own
            own.update(_names(part))
    return {name: inner.get(name, set(own)) for name in stored}


def _parts(code: types.CodeType) -> Iterator[types.CodeType]:
    return (part for part in code.co_consts if isinstance(part, types.CodeType))


def _names(code: types.CodeType) -> Iterator[str]:
    """Every global name that code reads, the functions inside it included."""
    for op in dis.get_instructions(code):
        if op.opname in READS:
            yield op.argval
    for part in _parts(code):
        yield from _names(part)

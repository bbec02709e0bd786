"""Prove an exercise: whatever the hidden cases, right answers pass and known mistakes do not."""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from deepcat_grader.answers import full_key
from deepcat_grader.bank.registry import Answer, Entry
from deepcat_judge.compare import compare
from deepcat_judge.exercise import Exercise, Written
from deepcat_judge.judge import fails_a_property, judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller

SEEDS = range(200)
# What judges and draws, whatever the exercise.
MACHINERY = ("deepcat_grader.proof", "deepcat_grader.answers", "deepcat_judge.judge")
OURS = ("deepcat_data", "deepcat_judge", "deepcat_solutions", "deepcat_grader")


def counterexamples(entry: Entry, seeds: Iterable[int] = SEEDS) -> Iterator[str]:
    """Tell of every right answer without full marks and of every known mistake with them.

    Parameters
    ----------
    entry : Entry
        Any exercise but a written one.
    seeds : iterable of int
        Seeds of the hidden cases.

    Yields
    ------
    str
        The seed, the answer, and what the judge said.
    """
    exercise = entry.exercise
    assert not isinstance(exercise, Written)  # graded by hand
    right = {"the reference": entry.reference} | {v.id: v.function for v in entry.variants}
    for seed in seeds:
        key = full_key(entry, seed)
        for name, answer in right.items():
            caller = LocalCaller.of(exercise, answer, entry.lends)
            verdict = judge(exercise, caller, key, seed)
            if not verdict.passed:
                yield f"seed {seed}: {name} is right, but: {verdict.message}"
        for mistake in entry.mistakes:
            if not is_rejected(entry, mistake.function, key, seed):
                yield f"seed {seed}: {mistake.id} has full marks"


def is_rejected(entry: Entry, answer: Answer, key: Key, seed: int) -> bool:
    """Tell whether an answer fails: by what tells first, or by a whole judgement."""
    exercise = entry.exercise
    assert not isinstance(exercise, Written)  # graded by hand
    caller = LocalCaller.of(exercise, answer, entry.lends)
    for case in key.cases:
        seen = caller.call(case.args)
        if seen.raised or seen.warned or seen.changed:
            return True
        if compare(key.expected[case.id], seen.value):
            return True
    if isinstance(exercise, Exercise) and fails_a_property(exercise, caller, seed):
        return True
    return not judge(exercise, caller, key, seed).passed


def digest(entry: Entry) -> str:
    """Digest of all that a proof rests on: exercise, bank, reference, judge and draw."""
    found = hashlib.sha256()
    for name, path in sorted((name, path) for path, name in sources(entry).items()):
        text = path.read_text(encoding="utf-8")
        found.update(f"{name}\0{len(text)}\0{text}".encode())
    return found.hexdigest()[:16]


def sources(entry: Entry) -> dict[Path, str]:
    """Files of the entry's functions and of the judge, and what these import of ours, by path."""
    functions = [entry.reference, entry.hidden, *entry.lends.values()]
    functions += [mistake.function for mistake in entry.mistakes]
    functions += [variant.function for variant in entry.variants]
    waiting = [(path, f.__module__) for f in functions if (path := _home(f))]
    modules = (*MACHINERY, f"deepcat_grader.bank.{entry.exercise.id}")
    waiting += [(path, name) for name in modules if (path := _path(name))]
    found: dict[Path, str] = {}
    while waiting:
        path, name = waiting.pop()
        if path not in found:
            found[path] = name
            waiting += [(at, other) for other in _imported(path) if (at := _path(other))]
    return found


def _home(function: Answer) -> Path | None:
    """The file that a function or class is written in; None for one that is not ours."""
    code = getattr(function, "__code__", None)
    if code is not None and not code.co_filename.startswith("<"):
        return Path(code.co_filename)
    ours = function.__module__.partition(".")[0] in OURS  # a class, or an edited function
    return _path(function.__module__) if ours else None


@functools.cache
def _imported(path: Path) -> frozenset[str]:
    """Names that a file imports from our packages: of modules, and of what may be one."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(name for name in names if name.partition(".")[0] in OURS)


@functools.cache
def _path(name: str) -> Path | None:
    """The file of a module, or None where the name is not a module's."""
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:  # its parent is a module, not a package
        return None
    return Path(spec.origin) if spec and spec.origin else None

"""Whether the first and the last example count."""

from __future__ import annotations

from typing import TypeGuard

import numpy as np

from deepcat_judge.compare import is_number
from deepcat_judge.exercise import Case
from deepcat_judge.forensics.evidence import Array
from deepcat_judge.plain import Plain
from deepcat_judge.probes.prober import Fact, Prober

MOVES = (1.37, -2.9)
TRIED = 2


def ends(prober: Prober) -> Fact | None:
    """The first or the last of several examples or inputs has no influence on one number."""
    cases = [case for case in prober.wrong() if _length(prober, case) > 1][:TRIED]
    if len(cases) < TRIED:
        return None
    for position, word in ((0, "first"), (-1, "last")):
        if all(_idle(prober, case, position) for case in cases):
            names = [
                name
                for name, arg in zip(prober.names, cases[0].args, strict=False)
                if _is_list(arg)
            ]
            return Fact(
                "end_ignored",
                f"The {word} element of {' and '.join(names)} has no influence on your answer.",
                "At which index does your loop start, and at which does it stop?",
            )
    return None


def _length(prober: Prober, case: Case) -> int:
    """How many elements the arrays of a case have, if the answer to it is one number."""
    if not is_number(prober.findings.key.expected[case.id].value):
        return 0
    sizes = {arg.size for arg in case.args if _is_list(arg)}
    return sizes.pop() if len(sizes) == 1 else 0


def _is_list(arg: Plain) -> TypeGuard[Array]:
    return isinstance(arg, np.ndarray) and arg.ndim > 0 and arg.size == max(arg.shape)


def _idle(prober: Prober, case: Case, position: int) -> bool:
    for move in MOVES:
        args = tuple(_moved(arg, position, move * (1 + i)) for i, arg in enumerate(case.args))
        if not prober.same(prober.seen(case), prober.ask(args)):
            return False
    return True


def _moved(arg: Plain, position: int, move: float) -> Plain:
    if not _is_list(arg):
        return arg
    moved = arg.astype(float)
    moved.flat[position] += move
    return moved

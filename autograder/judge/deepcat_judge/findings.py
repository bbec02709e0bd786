"""All that was seen of one answer, before it is put into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deepcat_judge.compare import Problem
from deepcat_judge.exercise import Broken, Case, Exercise
from deepcat_judge.key import Key
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain
from deepcat_judge.repair import Place


@dataclass(frozen=True)
class Failure:
    """One problem, on one case of one rubric part; ``printed`` is what the call printed."""

    part: str
    case: Case
    problem: Problem
    broken: Broken | None = None
    printed: str = ""


@dataclass(frozen=True)
class Findings:
    """All that was seen of one answer.

    ``broken`` are the properties that do not hold, also where the values already decide. ``call``
    asks the answer once more; ``place`` looks in its text for where the mistake sits.
    """

    exercise: Exercise
    key: Key
    seen: Mapping[str, Observation]
    failures: tuple[Failure, ...]
    broken: tuple[Failure, ...]
    call: Callable[[tuple[Plain, ...]], Observation]
    place: Callable[[], Place | None] = lambda: None


@dataclass(frozen=True)
class Said:
    """What is said of a wrong answer.

    Attributes
    ----------
    finding : str
        What kind of evidence the words rest on.
    headline : str
        What is wrong.
    thought : str
        What to think about next.
    mistake : str or None
        Id of the known mistake that the answer reproduces.
    notes : tuple of str
        Sentences that hold besides.
    line, code : int, str
        The student's own line that the words speak of; 0 and empty where there is none.
    """

    finding: str
    headline: str
    thought: str = ""
    mistake: str | None = None
    notes: tuple[str, ...] = ()
    line: int = 0
    code: str = ""

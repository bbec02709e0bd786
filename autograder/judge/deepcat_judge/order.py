"""The order of finding: what is said of a wrong answer, by the best evidence there is.

A known mistake, two at once, a trace in the outputs, a repair of the code, a probe by further
calls, a property that does not hold; and where none of them speaks, the smallest input that fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from deepcat_judge.compare import Stage, count_and_first
from deepcat_judge.exercise import Broken
from deepcat_judge.findings import Failure, Findings, Said
from deepcat_judge.forensics.components import components
from deepcat_judge.forensics.evidence import Trace, wrong_elements
from deepcat_judge.forensics.gather import evidence_of
from deepcat_judge.forensics.investigate import trace_of
from deepcat_judge.forensics.way import first_difference
from deepcat_judge.naming import is_right, name_mistake
from deepcat_judge.probes import probe
from deepcat_judge.thoughts import thought
from deepcat_judge.together import (
    TWO,
    case_by_case,
    slip_besides,
    with_a_manner,
    with_a_slip,
)

Step: TypeAlias = Callable[[Findings, Failure], Said | None]
DIFFERS = "The value differs from the expected one"
TRACED = (Stage.SHAPE, Stage.TYPE, Stage.VALUE)


def find(findings: Findings, worst: Failure) -> Said:
    """What is said of the failure that comes first."""
    for step in STEPS:
        if said := step(findings, worst):
            return said
    return Said(_stage(worst), _headline(worst), thought(findings, worst))


def _stage(worst: Failure) -> str:
    return worst.problem.stage.name.lower()


def _headline(worst: Failure) -> str:
    """What the comparison says; of a hidden case, in words that its value does not choose."""
    problem = worst.problem
    if not worst.case.hidden:
        return problem.message
    if problem.stage is Stage.SHAPE:
        return f"The result does not have the expected shape ({problem.expected})."
    if problem.stage is Stage.TYPE:
        return "What your function returned is not the kind of value that is expected."
    return "The result is not finite." if problem.stage is Stage.FINITE else problem.message


def _proved(findings: Findings, worst: Failure) -> Said | None:
    """A property that is itself the failure, and proves a mistake."""
    if not worst.broken or not worst.broken.mistake:
        return None
    return Said(_stage(worst), _headline(worst), thought(findings, worst), worst.broken.mistake)


def _known(findings: Findings, worst: Failure) -> Said | None:
    if worst.problem.stage >= Stage.PROPERTY:
        return None
    known = name_mistake(findings.key, findings.seen)
    if known is None:
        return None
    # An exception still shows the student's line, beside what it is the mark of.
    stop = f" {worst.problem.message}" if worst.problem.stage is Stage.RAN else ""
    also = slip_besides(findings, known)
    finding = TWO if also else _stage(worst)
    return Said(finding, known.message + stop, known.next_thought, known.id, also)


def _proved_besides(findings: Findings, worst: Failure) -> Said | None:
    """Wrong values, and a property that says of which mistake."""
    proven = [broken for broken in _broken(findings) if broken.mistake]
    if worst.problem.stage is not Stage.VALUE or not proven:
        return None
    return Said(_stage(worst), proven[0].message, proven[0].next_thought, proven[0].mistake)


def _together(findings: Findings, worst: Failure) -> Said | None:
    """Two at once."""
    if worst.problem.stage >= Stage.PROPERTY or not findings.key.cases:
        return None
    return with_a_slip(findings) or with_a_manner(findings, exact=True) or case_by_case(findings)


def _turned_together(findings: Findings, worst: Failure) -> Said | None:
    """A known mistake and a factor, where nothing simpler explains the values."""
    return with_a_manner(findings, exact=False) if worst.problem.stage is Stage.VALUE else None


def _traced(findings: Findings, worst: Failure) -> Said | None:
    trace = _trace(findings, worst)
    return _say(worst, trace) if trace and not trace.weak else None


def _placed(findings: Findings, worst: Failure) -> Said | None:
    """A repair of the code: where the edits that mend it agree to stand."""
    if worst.problem.stage not in (Stage.VALUE, Stage.PROPERTY):
        return None
    place = findings.place()
    if place is None:
        return None
    what = _headline(worst) if worst.problem.stage is Stage.PROPERTY else _which(findings, worst)
    words = f"{what.rstrip('.')}. {place.words}"
    return Said("place", words, thought(findings, worst), line=place.line, code=place.code)


def _probed(findings: Findings, worst: Failure) -> Said | None:
    """Further calls, of an answer whose visible values are wrong."""
    if worst.problem.stage is not Stage.VALUE or worst.case.hidden:
        return None
    fact = probe(findings)
    return Said(fact.id, fact.message, fact.next_thought) if fact else None


def _told_by_a_property(findings: Findings, worst: Failure) -> Said | None:
    telling = [broken for broken in _broken(findings) if broken.telling]
    if worst.problem.stage is not Stage.VALUE or not telling:
        return None
    return Said("property", telling[0].message, telling[0].next_thought)


def _parted(findings: Findings, worst: Failure) -> Said | None:
    """Where, among the arrays that an answer keeps, it parts from the right way."""
    if worst.problem.stage is not Stage.VALUE or worst.case.id not in findings.key.expected:
        return None
    trace = first_difference(findings, worst.part, worst.case)
    return _say(worst, trace) if trace else None


def _traced_weakly(findings: Findings, worst: Failure) -> Said | None:
    trace = _trace(findings, worst)
    return _say(worst, trace) if trace else None


def _only_hidden(findings: Findings, worst: Failure) -> Said | None:
    if worst.problem.stage is not Stage.VALUE or not all(f.case.hidden for f in findings.failures):
        return None
    return Said(
        "examples_only",
        "Your answer is right on the examples you can see, but not on others.",
        "Is anything in your code fixed to the sizes or numbers of the examples?",
    )


def _unrecognised(findings: Findings, worst: Failure) -> Said | None:
    if worst.problem.stage is not Stage.VALUE:
        return None
    words = [f"{_which(findings, worst)}, in a way that we do not recognise."]
    words += [broken.message for broken in _broken(findings)[:1]]
    return Said("unrecognised", " ".join(words), thought(findings, worst), notes=_so_far(findings))


def _so_far(findings: Findings) -> tuple[str, ...]:
    """Which kinds of visible input come out right already, where some do and others do not."""
    part = findings.exercise.parts[0].id
    cases = [c for c in findings.key.cases if c.part == part and not c.hidden and c.note]
    right = [c.note for c in cases if is_right(findings.key, c, findings.seen[c.id])]
    wrong = [c.note for c in cases if c.note not in right]
    if not right or not wrong:
        return ()
    return (f"Right already: {'; '.join(right)}. Not yet: {'; '.join(wrong)}.",)


def _broken(findings: Findings) -> list[Broken]:
    return [failure.broken for failure in findings.broken if failure.broken]


def _trace(findings: Findings, worst: Failure) -> Trace | None:
    if worst.problem.stage not in TRACED:
        return None
    return components(findings, worst.part) or trace_of(findings, worst.part, worst.problem.path)


def _say(worst: Failure, trace: Trace) -> Said:
    headline = " ".join(filter(None, (_headline(worst), trace.message)))
    return Said(trace.id, headline, trace.next_thought)


def _which(findings: Findings, worst: Failure) -> str:
    """That the value is wrong, or how many of its elements, where some are right."""
    item = evidence_of(findings, worst.case, worst.problem.path)
    if worst.case.hidden or item is None or item.got.shape != item.expected.shape:
        return "The value differs from the expected one"
    wrong = wrong_elements(item)
    return "The value differs from the expected one" + (
        "" if wrong.all() else count_and_first(wrong)
    )


STEPS: tuple[Step, ...] = (
    _proved,
    _known,
    _proved_besides,
    _traced,
    _together,
    _placed,
    _probed,
    _turned_together,
    _told_by_a_property,
    _parted,
    _traced_weakly,
    _only_hidden,
    _unrecognised,
)

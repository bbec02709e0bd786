"""An appeal as lines for a teacher's terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deepcat_grader.marking.appeal import Appeal
from deepcat_grader.marking.plainly import cut, shown
from deepcat_grader.wording import counted
from deepcat_judge.verdict import Verdict

WARNING = "For the teacher only: hidden inputs and expected values follow."
UNKNOWN = (
    "The ledger does not know this work as it is now: the submission, the lesson, a limit or "
    "DeepCat changed since it was graded. `deepcat regrade` says what."
)


def lines(found: Appeal) -> Iterator[str]:
    """What was asked, what came back, what was expected, the verdict, and whether it stands."""
    data = found.data
    yield WARNING
    where = f"{data['assignment']}/{data['notebook']}"
    yield cut(f"{data['exercise']} of {data['student']}, in {where}")
    for number, sitting in enumerate(data["sittings"], 1):
        yield ""
        yield f"Judging {number}: {sitting['how']}"
        yield from _sitting(sitting)
    yield ""
    yield from _verdict(data["verdict"])
    yield ""
    yield from _stands(found)


def _sitting(sitting: Mapping[str, Any]) -> Iterator[str]:
    if "missing" in sitting:
        yield f"  nothing could be called: {cut(sitting['missing'])}"
    for number, call in enumerate(sitting["calls"], 1):
        hidden = "HIDDEN" if call["hidden"] else "shown to the student"
        part = f", part {call['part']}" if call["part"] else ""
        yield f"  call {number} [{hidden}{part}] {cut(call['what'])}"
        yield f"    asked     {shown(call['args'])}"
        yield f"    came back {_came(call['came'])}"
        if call["expected"] is not None:
            yield f"    expected  {shown(call['expected'])}"
    if sitting["edits"]:
        yield f"  {sitting['edits']} edited texts were tried to find the line; they cost no points"


def _came(seen: Mapping[str, Any] | None) -> str:
    if seen is None:
        return "nothing: the process ended, or its answer was none"
    if seen["timed_out"]:
        return "nothing: it did not finish"
    if raised := seen["raised"]:
        line = f" on line {raised['lineno']}: {raised['line']}" if raised["lineno"] else ""
        return cut(f"{raised['kind']}: {raised['text']}{line}")
    notes = []
    if seen["warned"]:
        notes.append("warned: " + cut("; ".join(seen["warned"])))
    if seen["changed"]:
        notes.append(f"changed its arguments {', '.join(str(one + 1) for one in seen['changed'])}")
    if seen["work"] is not None:
        notes.append(f"work {seen['work']}")
    return shown(seen["value"]) + (f"   ({'; '.join(notes)})" if notes else "")


def _verdict(data: Mapping[str, Any]) -> Iterator[str]:
    verdict = Verdict.from_json(data)
    most = counted(verdict.max_points, "point", "points")
    yield f"Verdict: {verdict.outcome.value}, {verdict.points:g} of {most}"
    for part in verdict.parts:
        yield f"  {part.points:g} of {part.max_points:g}  {cut(part.title)}"
    if kind := verdict.mistake or verdict.finding:
        yield f"  because: {kind}"
    yield from (f"  | {cut(line)}" for line in verdict.message.splitlines())
    if verdict.traceback:
        yield from (f"  | {cut(line)}" for line in verdict.traceback.splitlines())


def _stands(found: Appeal) -> Iterator[str]:
    if found.stands is None:
        yield UNKNOWN
    elif found.same:
        yield "The verdict equals the one in the ledger, bit for bit."
    else:
        then = Verdict.from_json(found.stands)
        most = counted(then.max_points, "point", "points")
        yield (
            f"The verdict is NOT the one in the ledger: {then.outcome.value}, {then.points:g} of "
            f"{most} there. Look at both before you answer the student."
        )

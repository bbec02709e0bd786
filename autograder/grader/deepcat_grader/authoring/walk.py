"""Walk over one exercise: everything that must hold before students meet it."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deepcat_grader.answers import full_key, visible_key
from deepcat_grader.bank.registry import Answer, Entry, Mistake
from deepcat_grader.bank.source import NoSourceError, as_answer
from deepcat_grader.build.errors import BuildError
from deepcat_grader.build.stub import stub_source
from deepcat_grader.collisions import collisions
from deepcat_grader.mutants import mutants, why_equal
from deepcat_grader.proof import SEEDS, counterexamples
from deepcat_judge import exercises
from deepcat_judge.exercise import Exercise, Quiz, Written
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller, Observation
from deepcat_judge.plain import Plain
from deepcat_judge.uses import USES
from deepcat_judge.verdict import Outcome, Verdict

MISTAKES, VARIANTS = 5, 8
MAX_CALLS = 40
TODO = "TODO"


@dataclass(frozen=True)
class Step:
    """One thing that must hold: what it is, and whatever does not hold of it.

    Where the rest rests on it, it ``bears``: nothing else is looked at until it holds.
    """

    title: str
    problems: Callable[[], Iterable[str]]
    bears: bool = False


def steps(entry: Entry, seeds: Iterable[int] = SEEDS) -> list[Step]:
    """What there is to prove of an exercise, in the order in which an author mends it."""
    exercise = entry.exercise
    first = [Step("its words are written", lambda: _words(entry), bears=True)]
    if isinstance(exercise, Written):
        return first
    rest = [
        Step("its stub is not attempted", lambda: _stub(entry)),
        Step(
            "its reference has full marks",
            lambda: _right(entry, {"the reference": entry.reference}),
            bears=True,
        ),
        Step("it has mistakes and variants enough", lambda: _enough(entry)),
        Step("its variants have full marks", lambda: _right(entry, _variants(entry))),
        Step(
            "its unseen right answers have full marks", lambda: _right(entry, _unseen(entry, True))
        ),
        Step("its unseen wrong answers have not", lambda: _wrong(entry)),
        Step("no word of a mistake is the answer", lambda: _untold(entry)),
    ]
    if isinstance(exercise, Exercise):
        rest += [
            Step("the visible inputs tell its mistakes apart", lambda: map(str, collisions(entry))),
            Step("each mistake is named", lambda: _named(entry, full_key(entry, 0))),
            Step("the visible cases name them too", lambda: _named(entry, visible_key(entry))),
            Step(f"a right answer takes {MAX_CALLS} calls at most", lambda: _calls(entry)),
            Step("every small slip is noticed", lambda: _slips(entry)),
        ]
    return [*first, *rest, Step("whatever the hidden cases", lambda: counterexamples(entry, seeds))]


def stub_of(entry: Entry) -> Answer:
    """What a student starts from: the reference with its marked regions cut out."""
    cleared = re.sub(
        r"^( *)### BEGIN SOLUTION\n.*?^ *### END SOLUTION\n?",
        r"\1# YOUR CODE HERE\n\1raise NotImplementedError()\n",
        inspect.getsource(entry.reference),
        flags=re.DOTALL | re.MULTILINE,
    )
    namespace: dict[str, Any] = dict(vars(sys.modules[entry.reference.__module__]))
    exec(cleared, namespace)
    return namespace[entry.reference.__name__]  # type: ignore[no-any-return]  # defined above


def judged(entry: Entry, answer: object, key: Key | None = None) -> Verdict:
    """What the judge says of an answer."""
    exercise = entry.exercise
    assert not isinstance(exercise, Written)  # graded by hand
    caller = LocalCaller.of(exercise, answer, entry.lends)
    return judge(exercise, caller, key or full_key(entry, 0))


def _words(entry: Entry) -> Iterator[str]:
    exercise = entry.exercise
    if len({hint for hint in exercise.hints if hint.strip()}) != 3:
        yield "It needs three different hints: the concept, where to look, nearly code."
    if exercise.points <= 0:
        yield "Its rubric is worth no points."
    for path in _files(entry):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if TODO in line:
                yield f"{path.name}:{number}: {line.strip()}"
    if TODO in inspect.getsource(entry.reference):
        yield f"There is still a {TODO} in the reference."
    if isinstance(exercise, Written):
        return
    try:
        stub_source(entry.reference, exercise.name)
    except BuildError as error:
        yield str(error)
    if isinstance(exercise, Exercise):
        yield from _uses(entry)
        yield from _cases(exercise)


def _uses(entry: Entry) -> Iterator[str]:
    """Whether its use is known, and its visible cases give what that takes."""
    exercise = entry.exercise
    assert isinstance(exercise, Exercise)
    if exercise.use not in USES:
        yield f"use={exercise.use!r} is none of {', '.join(USES)}."
        return
    used = inspect.signature(USES[exercise.use])
    takes = inspect.signature(entry.reference)
    if not any(p.kind is p.VAR_POSITIONAL for p in used.parameters.values()):
        takes = used.replace(parameters=list(used.parameters.values())[1:])
    for case in exercise.cases:
        try:
            takes.bind(*case.args)
        except TypeError:
            yield (
                f"The visible case {case.id} gives {len(case.args)} of the arguments, which are "
                f"{', '.join(takes.parameters)}."
            )


def _files(entry: Entry) -> list[Path]:
    """The files that are this exercise's own: those of its halves."""
    found = {Path(inspect.getfile(entry.hidden)), *map(_file, entry.mistakes)}
    names = {
        entry.exercise.name,
        re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", entry.exercise.name).lower(),
    }
    teacher = [path for path in found if path.stem in names]
    student = [
        Path(exercises.__file__).parent / entry.exercise.lesson / path.name for path in teacher
    ]
    return [path for path in (*student, *teacher) if path.exists()]


def _file(mistake: Mistake) -> Path:
    function = mistake.function
    return Path(inspect.getfile(function)) if inspect.isfunction(function) else Path()


def _cases(exercise: Exercise) -> Iterator[str]:
    parts = {part.id for part in exercise.parts}
    ids = [case.id for case in exercise.cases]
    if not exercise.cases and not exercise.properties:
        yield "It has neither visible cases nor properties: nothing could be judged."
    if len(set(ids)) < len(ids):
        yield "Two visible cases have the same id."
    for case in exercise.cases:
        if not case.note:
            yield f"The visible case {case.id} has no note that says in words what goes in."
    decided = [(case.id, case.part) for case in exercise.cases]
    decided += [(law.id, law.part) for law in exercise.properties]
    for name, part in decided:
        if part not in parts:
            yield f"{name} decides the part {part!r}, which the rubric does not have."


def _stub(entry: Entry) -> Iterator[str]:
    verdict = judged(entry, stub_of(entry))
    if verdict.outcome is not Outcome.NOT_ATTEMPTED or verdict.points:
        yield f"The stub counts as {verdict.outcome.value}: {verdict.message}"


def _right(entry: Entry, answers: dict[str, Answer]) -> Iterator[str]:
    for name, answer in answers.items():
        verdict = judged(entry, answer)
        if not verdict.passed:
            yield f"{name} is right, but: {verdict.message}"


def _variants(entry: Entry) -> dict[str, Answer]:
    return {variant.id: variant.function for variant in entry.variants}


def _unseen(entry: Entry, right: bool) -> dict[str, Answer]:
    return {item.id: item.function for item in entry.unseen if (item.kind == "") is right}


def _wrong(entry: Entry) -> Iterator[str]:
    for name, answer in _unseen(entry, False).items():
        if judged(entry, answer).passed:
            yield f"{name} has full marks."


def _enough(entry: Entry) -> Iterator[str]:
    ids = [mistake.id for mistake in entry.mistakes]
    for name in dict.fromkeys(name for name in ids if ids.count(name) > 1):
        yield f"{ids.count(name)} mistakes are called {name}; each needs a name of its own."
    for found, least, noun in (
        (len(entry.mistakes), MISTAKES, "known mistakes"),
        (len(entry.variants), VARIANTS, "right variants"),
    ):
        if found < least:
            yield f"It has {found} {noun}; it needs {least} at least."


def _named(entry: Entry, key: Key) -> Iterator[str]:
    for mistake in entry.mistakes:
        verdict = judged(entry, mistake.function, key)
        if verdict.passed:
            yield f"{mistake.id} has full marks."
        elif not entry.is_named(mistake, verdict.mistake):
            named = f"is called {verdict.mistake}" if verdict.mistake else "is not named"
            yield f"{mistake.id} {named}: {verdict.headline}"


def given_away(entry: Entry, told: str) -> Iterator[str]:
    """The lines of the solution that stand in words which students read."""
    try:
        source = as_answer(entry.reference, entry.exercise.name)
    except NoSourceError:
        return
    for line in source.partition("### BEGIN SOLUTION")[2].splitlines():
        code = line.strip().removeprefix("return ")
        if len(code) > 3 and code in told:
            yield code


def _untold(entry: Entry) -> Iterator[str]:
    for mistake in entry.mistakes:
        told = f"{mistake.message} {mistake.next_thought}"
        if not mistake.message:
            told = judged(entry, mistake.function).message
        for line in given_away(entry, told):
            yield f"The words of {mistake.id} give a line of the solution away: {line}"


def _slips(entry: Entry) -> Iterator[str]:
    for mutant in mutants(entry.reference):
        if judged(entry, mutant.function).passed and not why_equal(entry, mutant.change):
            yield (
                f"{mutant.change} has full marks. Add a case that tells, or say why it is right "
                "with bank.equal(...)."
            )


class _Counting:
    """A caller that counts."""

    def __init__(self, caller: LocalCaller) -> None:
        self.caller, self.calls = caller, 0

    def missing(self) -> str | None:
        return self.caller.missing()

    def unwritten(self) -> bool:
        return self.caller.unwritten()

    def source(self) -> str | None:
        return self.caller.source()

    def edited(self, source: str, lines: int) -> LocalCaller | None:
        return self.caller.edited(source, lines)

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        self.calls += 1
        return self.caller.call(args, trace)


def _calls(entry: Entry) -> Iterator[str]:
    exercise = entry.exercise
    assert isinstance(exercise, (Exercise, Quiz))
    caller = _Counting(LocalCaller.of(exercise, entry.reference, entry.lends))
    judge(exercise, caller, full_key(entry, 0))
    if caller.calls > MAX_CALLS:
        yield f"Judging the reference takes {caller.calls} calls."

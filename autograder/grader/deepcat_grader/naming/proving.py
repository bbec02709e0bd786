"""Prove a class's mistake: it is wrong, nobody's name but its own, and what the answers do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from deepcat.patience import PatientCaller
from deepcat_grader.answers import full_key
from deepcat_grader.authoring.class_mistakes import with_mistake
from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.authoring.walk import Step, given_away
from deepcat_grader.bank.registry import Entry, Mistake
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.submission import exercises, grade, graded
from deepcat_grader.insight.clusters import WRONG
from deepcat_grader.naming.draft import TODO
from deepcat_grader.naming.groups import works_of
from deepcat_judge.exercise import Exercise
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Outcome, Verdict

PAPERS = range(20)
OTHERS = range(2)  # papers on which every known mistake is judged, to keep its name
SECONDS = 10.0  # that all calls of a teacher's function on one paper may take


@dataclass
class Proof:
    """One mistake of a class on trial.

    Attributes
    ----------
    course : CourseFolder
    exercise : str
    mistake : Mistake
    members : sequence of (str, str)
        Assignment and student of those in whose answers it was met.
    part : bool
        Whether it may explain only some of them.
    told, left : list of str
        Whose answers it explains, and whose it does not; known after the last step.
    """

    course: CourseFolder
    exercise: str
    mistake: Mistake
    members: Sequence[tuple[str, str]] = ()
    part: bool = False
    told: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        """The exercise as the class has it, with the mistake."""
        return with_mistake(all_entries(self.course.root)[self.exercise], self.mistake)

    def steps(
        self,
        papers: Callable[[Iterable[int]], Iterable[int]] = iter,
        people: Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]] = iter,
    ) -> list[Step]:
        """What there is to prove; `papers` and `people` may show how far it is."""
        found = [
            Step("its words are written", lambda: _words(self.entry, self.mistake), bears=True),
            Step(
                f"on {len(PAPERS)} papers it is wrong, and has no other name",
                lambda: _alone(self.entry, self.mistake, papers(PAPERS)),
                bears=True,
            ),
            Step("every known mistake keeps its name", lambda: _others(self.entry, self.mistake)),
        ]
        if self.members:
            words = "it is what the group's answers do, and no mark changes"
            found.append(Step(words, lambda: self._met(people(self.members))))
        return found

    def _met(self, people: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Judge each answer of the group again, with the mistake among those that are known."""
        entries = {**exercises(self.course.root), self.exercise: self.entry}
        why: list[str] = []
        self.told, self.left = [], []
        for assignment, student in people:
            for work in works_of(self.course, self.exercise, assignment, student):
                before = graded(work)
                if not self._is_wrong(before.verdicts[self.exercise]):
                    continue  # another answer was handed in meanwhile
                after = grade(work, None, entries)
                verdict = after.verdicts[self.exercise]
                for name, one in before.verdicts.items():
                    if after.verdicts[name].points != one.points:
                        yield f"{student}, {assignment}: the points of {name} would change."
                if verdict.mistake == self.mistake.id:
                    self.told.append(student)
                else:
                    self.left.append(student)
                    why.append(f"{student}, {assignment}: {verdict.headline}")
        if self.left and not (self.part and self.told):
            of = len(self.told) + len(self.left)
            yield f"It explains {len(self.told)} of the group's {of} answers. It does not explain:"
            yield from why
            if self.told:
                yield "With --part it is kept, and these students are told what they were told."
        elif not self.told:
            yield "Nobody's answer is what it was when the group was named."

    def _is_wrong(self, verdict: Verdict) -> bool:
        return verdict.outcome in WRONG and verdict.mistake in (None, self.mistake.id)


def _words(entry: Entry, mistake: Mistake) -> Iterator[str]:
    told = f"{mistake.message}\n{mistake.next_thought}"
    if TODO in told:
        yield f"There is still a {TODO} in MESSAGE or THINK."
    for other in entry.mistakes[:-1]:
        if other.message == mistake.message:
            yield f"Its MESSAGE is that of the known mistake {other.id}."
    for line in given_away(entry, told):
        yield f"Its words give a line of the solution away: {line}"


def _alone(entry: Entry, mistake: Mistake, papers: Iterable[int]) -> Iterator[str]:
    """What is said of the mistake itself, as of an answer, on paper after paper."""
    first = _verdict(entry, mistake, full_key(_without(entry), 0), 0)
    if first.outcome is Outcome.NOT_ATTEMPTED:
        yield f"It is not written: {first.headline}"
        return
    if first.outcome is Outcome.TIMED_OUT:
        yield "It does not finish, and what it gives could be compared with nothing."
        return
    for seed in papers:
        verdict = _verdict(entry, mistake, full_key(entry, seed), seed)
        if verdict.passed:
            yield f"It is right, and has full marks (paper {seed})."
            return
        if verdict.mistake != mistake.id:
            yield _why_unnamed(entry, mistake, seed, verdict)
            return


def _why_unnamed(entry: Entry, mistake: Mistake, seed: int, verdict: Verdict) -> str:
    before = _verdict(entry, mistake, full_key(_without(entry), seed), seed)
    if before.mistake:
        return f"It does what the known mistake {before.mistake} does: {before.headline}"
    return f"Its words would not be read, for something else is said first: {verdict.headline}"


def _others(entry: Entry, mistake: Mistake) -> Iterator[str]:
    before = _without(entry)
    for seed in OTHERS:
        keys = full_key(before, seed), full_key(entry, seed)
        for other in before.mistakes:
            was, now = (_verdict(entry, other, key, seed).mistake for key in keys)
            if was != now:
                yield f"The known mistake {other.id} was called {was} and would be called {now}."


def _without(entry: Entry) -> Entry:
    """The exercise before its last mistake was named."""
    return replace(entry, mistakes=entry.mistakes[:-1])


def _verdict(entry: Entry, mistake: Mistake, key: Key, seed: int) -> Verdict:
    exercise = entry.exercise
    assert isinstance(exercise, Exercise)  # only those have mistakes that a class names
    caller = LocalCaller.of(exercise, mistake.function, entry.lends)
    return judge(exercise, PatientCaller(caller, SECONDS), key, seed)

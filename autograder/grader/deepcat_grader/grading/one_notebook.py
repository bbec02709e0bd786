"""Grade one notebook: run its cells, judge an exercise where its check cell stands."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from deepcat_grader import follow_through
from deepcat_grader.bank.registry import Answer, Entry
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.grading.intake.beside import Files
from deepcat_grader.grading.intake.cell_names import cell_names
from deepcat_grader.grading.intake.cell_roles import Role
from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.isolation.ahead import Ahead
from deepcat_grader.grading.isolation.caller import RemoteCaller, probe
from deepcat_grader.grading.isolation.channel import Fault, Gone
from deepcat_grader.grading.isolation.launch import GRADER, SOLUTIONS, launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.references import CannotStandIn, References
from deepcat_grader.grading.isolation.session import SHORT, Session, Spent
from deepcat_grader.grading.isolation.tester import Tester
from deepcat_grader.grading.own_tests import OwnTests
from deepcat_grader.grading.papers import Paper, paper
from deepcat_grader.grading.points import in_points
from deepcat_grader.grading.record import CellRun, NotebookRecord, Score
from deepcat_grader.grading.versions import decided_by_version, left_to_a_person
from deepcat_judge.exceptions import next_thought, what
from deepcat_judge.exercise import Exercise, Quiz
from deepcat_judge.judge import judge
from deepcat_judge.observe import Caller, Raised
from deepcat_judge.verdict import Outcome, PartResult, Verdict

# Stand-ins that took this part of a call's time may be why it was not enough.
SLOW = 0.25
# A longer answer is not edited: its text would have to go to the worker again and again.
MAX_TEXT = 50_000
BELOW = "Judged at the end of the notebook, with what stands below the check."
END = "the end"
FAULT = "DeepCat failed here; the fault is not yours, and a teacher will look at your answer."


def grade_notebook(
    steps: Sequence[PlannedCell],
    entries: Mapping[str, Entry],
    seed: Callable[[str], int],
    limits: Limits,
    files: Files = (),
    tier: Tier = Tier.C,
    released: Files = (),
    listen: Listen | None = None,
) -> NotebookRecord:
    """Run and judge one notebook.

    Parameters
    ----------
    steps : sequence of PlannedCell
    entries : mapping from exercise id to Entry
    seed : callable (exercise id) -> int
        Seeds the hidden cases.
    limits : Limits
    files : tuple of (str, Path)
        What lies beside the notebook.
    tier : Tier
        What confines the student's code.
    released : tuple of (str, Path)
        Those of the files that the teacher gave.
    listen : callable (Sitting, Caller) -> Caller, optional
        Whom the judge asks in place of a caller, who asks that one.

    Returns
    -------
    NotebookRecord
        With a verdict for every check cell and a score for every test cell, whatever happened.
    """
    functions = {
        entry.exercise.name: (entry.exercise, entry.reference)
        for entry in entries.values()
        if isinstance(entry.exercise, Exercise)
    }
    start = functools.partial(launch, limits, (GRADER, SOLUTIONS), walls=tier.walls)
    with (
        Session(limits, start, files) as session,
        References(functions, limits, tier.walls) as references,
        Tester(limits, tier.walls, released) as tester,
    ):
        grading = _Grading(session, references, OwnTests(tester, session), entries, seed, steps)
        grading.listen = listen
        grading.run()
        grading.judge()
        grading.look_again()
        grading.test()
        return replace(grading.record(), tier=tier)


@dataclass(frozen=True)
class Sitting:
    """One judging of an answer, of which there may be several until its verdict stands.

    Attributes
    ----------
    paper : Paper
    place : str
        At what point of the notebook the answer is taken, in a process that judges nothing else;
        empty where all exercises are judged in one process.
    instead : frozenset of str
        Earlier functions in whose place the references stand.
    """

    paper: Paper
    place: str
    instead: frozenset[str]


Listen = Callable[[Sitting, Caller], Caller]


@dataclass(frozen=True)
class _Task:
    """An exercise of a notebook, and what judging it takes."""

    step: PlannedCell
    entry: Entry
    exercise: Exercise | Quiz
    seed: int

    @functools.cached_property
    def paper(self) -> Paper:
        """What is asked and what is right, on the hidden cases as well."""
        return paper(self.entry, self.seed)

    @property
    def use(self) -> str:
        """How the answer is used."""
        return self.exercise.use if isinstance(self.exercise, Exercise) else "call"

    @property
    def lends(self) -> dict[str, Answer]:
        """What its cases hand over by name."""
        own = self.exercise.lends if isinstance(self.exercise, Exercise) else {}
        return {**own, **self.entry.lends}


@dataclass
class _Grading:
    session: Session
    references: References
    own_tests: OwnTests
    entries: Mapping[str, Entry]
    seed: Callable[[str], int]
    steps: Sequence[PlannedCell]
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    runs: dict[str, CellRun] = field(default_factory=dict)
    listen: Listen | None = None

    @functools.cached_property
    def lines(self) -> frozenset[str]:
        """Every line of the notebook's code, stripped."""
        return frozenset(line.strip() for step in self.steps for line in step.source.splitlines())

    def run(self) -> None:
        """Run all cells, before anything is called: what they show holds no hidden input."""
        cells, at_the_end = _in_turn(self.steps)
        self.session.expect((step.cell, step.source, before) for before, step in cells)
        for before, step in cells:
            for place in before:
                self.session.keep(place)
            self._run(step)
        for place in at_the_end:
            self.session.keep(place)

    def judge(self) -> None:
        """Judge all exercises in one worker; what does not pass there, in a worker of its own.

        So an answer that spoils its process, or keeps what it is asked, harms and serves no other.
        """
        checks = [step for step in self.steps if step.exercise is not None]
        together = {step.cell: self._judge_together(step) for step in checks}
        for step in checks:
            assert step.exercise is not None  # these are checks
            verdict = together[step.cell] or self._judge_apart(step, step.exercise)
            self.verdicts[step.exercise] = in_points(verdict, step.points)

    def look_again(self) -> None:
        """Judge once more, at the end, what a cell below the check may have made right."""
        for number, step in enumerate(self.steps):
            if step.exercise is None or self.verdicts[step.exercise].passed:
                continue
            name = self.entries[step.exercise].exercise.name
            if _completed_by(name, self.steps, self.steps[number + 1 :]):
                again = in_points(self._judge_apart(step, END), step.points)
                if again.points > self.verdicts[step.exercise].points:
                    self.verdicts[step.exercise] = replace(again, notes=(*again.notes, BELOW))

    def test(self) -> None:
        """Try the teacher's own tests, which may show what no exercise was judged by."""
        for step in self.steps:
            if Role(step.role) is Role.TESTS:
                self.scores[step.cell], self.runs[step.cell] = self.own_tests.score(step)

    def record(self) -> NotebookRecord:
        """All that was found, with what running the cells again has shown."""
        for cell, words in self.session.lost.items():
            self.runs[cell] = CellRun(fault=words)
        return NotebookRecord(self.verdicts, self.scores, self.runs)

    def _run(self, step: PlannedCell) -> None:
        try:
            ours = Role(step.role) is Role.GIVEN
            run = self.session.run(step.cell, step.source, ours=ours)
            if step.instead and (run.raised or run.fault):
                self.session.run(step.cell + " instead", step.instead)
        except Spent as spent:
            run = CellRun(fault=str(spent))
        self.runs[step.cell] = run

    def _judge_together(self, step: PlannedCell) -> Verdict | None:
        """The verdict on an answer that passes as it stands, or that is not there."""
        task = self._tasks[step.cell]
        try:
            if task.paper.ahead is not None:
                return self._judge_at_once(task, task.paper.ahead)
            caller = self._caller(task, task.exercise.id)
            verdict = self._tried(task, caller, frozenset())
        except Exception:  # whatever it is, it will be seen once more, and then told
            self.session.close()
            return None
        return verdict if verdict.passed or _absent(caller) else None

    def _judge_at_once(self, task: _Task, ahead: Ahead) -> Verdict | None:
        """As `_judge_together`, all calls of a right answer in one frame.

        Nothing of what is said of the calls is shown, so no input counts as shown.
        """
        answer, digest = ahead.put(self.session)
        if self.listen is None and (known := task.paper.passed(digest)) is not None:
            return known
        caller = ahead.caller(self.session, answer)
        verdict = self._tried(task, caller, frozenset())
        if _absent(caller):
            return verdict
        if not caller.asked_more:
            task.paper.keep(digest, verdict)
        return verdict if verdict.passed else None

    def _judge_apart(self, step: PlannedCell, place: str) -> Verdict:
        """The verdict on an answer at a place, which may build on others that did not pass."""
        task = self._tasks[step.cell]
        try:
            verdict = self._tried_apart(task, place, frozenset())
            if verdict.passed or not (instead := self._failed_before(step, task.exercise)):
                return verdict
            before = self.references.seconds
            helped = self._tried_apart(task, place, instead)
            failed = list(self.references.failed)
            ours = self.references.seconds - before
            if self._slowed(verdict, helped, ours):
                failed.append("with stand-ins, the calls took longer than they may")
            return follow_through.better(verdict, follow_through.noted(helped, instead), failed)
        except Exception as error:  # our own fault, whatever it is, is never a student's zero
            words = f"{FAULT} ({type(error).__name__})"
            fault = no_points(task.exercise, Outcome.GRADER_FAULT, words)
            return replace(fault, traceback=traceback.format_exc())

    @functools.cached_property
    def _tasks(self) -> dict[str, _Task]:
        """What there is to judge, by check cell."""
        found = {}
        for step in self.steps:
            if step.exercise is not None:
                entry = self.entries[step.exercise]
                assert isinstance(entry.exercise, (Exercise, Quiz))
                found[step.cell] = _Task(step, entry, entry.exercise, self.seed(step.exercise))
        return found

    def _slowed(self, own: Verdict, helped: Verdict, ours: float) -> bool:
        """Whether the time that stand-ins took may be why an answer did not finish."""
        late = Outcome.TIMED_OUT
        only_then = helped.outcome is late and own.outcome is not late
        return only_then and ours > SLOW * self.session.limits.call

    def _tried_apart(self, task: _Task, place: str, instead: frozenset[str]) -> Verdict:
        """Judge an exercise in a worker that was never asked anything else."""
        step, exercise = task.step, task.exercise
        try:
            with self.session.apart(place):
                caller = self._caller(task, place)
                if not instead and not task.lends and not self._failed_before(step, exercise):
                    caller.text = self._text(step)
                return self._tried(task, caller, instead, place)
        except Gone:
            words = "Your code ended the process that calls it, so no result came back."
            return no_points(exercise, Outcome.RAISED, words)
        except Fault as fault:
            # The cell of this exercise is the first suspect: the others run again without it.
            self.session.forget(step.stub)
            words = f"Your code disturbed the process that calls it. {fault}"
            return no_points(exercise, Outcome.RAISED, words)
        except Spent as spent:
            return no_points(exercise, Outcome.TIMED_OUT, f"Not judged: {spent}.")

    def _caller(self, task: _Task, place: str) -> RemoteCaller:
        """The answer, as every name stood at a place."""
        caller = probe(self.session, task.exercise.id, task.use, place)
        caller.shown = [case.args for case in task.paper.key.cases if not case.hidden]
        caller.lines = self.lines
        caller.hand = self.references.hand
        return caller

    def _tried(
        self, task: _Task, caller: RemoteCaller, instead: frozenset[str], place: str = ""
    ) -> Verdict:
        """Judge an exercise, with the reference in place of some functions before it."""
        exercise, key, lends = task.paper.exercise, task.paper.key, task.lends
        if _absent(caller):
            return self._why_missing(task.step, exercise) or judge(exercise, caller, key)
        answering = self.references.answering(instead, lends) if instead or lends else None
        raised: list[Raised | None] = []
        caller.heard = raised.append
        with self.session.answering(answering):
            if instead:
                self.session.ask("substitute", SHORT, names=[*sorted(instead)])
            asked = self._listened(task, caller, instead, place)
            verdict = judge(exercise, asked, key, task.seed)
        if any(map(decided_by_version, raised)):
            verdict = left_to_a_person(verdict)
        if answering and not instead and not verdict.passed and self.references.failed:
            raise CannotStandIn("; ".join(self.references.failed))
        return verdict

    def _listened(self, task: _Task, caller: Caller, instead: frozenset[str], place: str) -> Caller:
        """Whom the judge asks."""
        if self.listen is None:
            return caller
        return self.listen(Sitting(task.paper, place, instead), caller)

    def _text(self, step: PlannedCell) -> str | None:
        """What a student wrote into the cell of an exercise.

        It is edited only where it rests on nothing that is wrong itself, for an edit could make
        up for that; and where nobody is asked, for what the edits would ask is counted too.
        """
        text = next((other.source for other in self.steps if other.cell == step.stub), "")
        return text if 0 < len(text) <= MAX_TEXT else None

    def _failed_before(self, step: PlannedCell, exercise: Exercise | Quiz) -> frozenset[str]:
        """Functions judged before that did not pass, and that this notebook speaks of here."""
        untouched = {other.cell for other in self.steps if other.role == Role.GIVEN.value}
        if isinstance(exercise, Quiz) or step.stub in untouched:
            return frozenset()
        before = [other.exercise for other in self.steps[: self.steps.index(step)]]
        failed = (name for name in before if name and not self.verdicts[name].passed)
        earlier = (self.entries[name].exercise for name in failed)
        names = {other.name for other in earlier if isinstance(other, Exercise)}
        sources = [other.source for other in self.steps if other.runs]
        return follow_through.builds_on(exercise.name, sources, names)

    def _why_missing(self, step: PlannedCell, exercise: Exercise | Quiz) -> Verdict | None:
        """Words for a function that is not there because the cell that defines it failed."""
        run = self.runs.get(step.stub)
        if run is None or not run.words:
            return None
        outcome = Outcome.TIMED_OUT if run.timed_out else Outcome.RAISED
        words = f"The cell that defines {exercise.name} did not run."
        if run.raised is None:
            return no_points(exercise, outcome, f"{words} {run.words}")
        verdict = no_points(exercise, outcome, f"{words} Python stopped with {what(run.raised)}.")
        verdict = replace(
            verdict,
            finding="cell_failed",
            line=run.raised.lineno,
            code=run.raised.line,
            thought=next_thought(run.raised),
        )
        return left_to_a_person(verdict) if decided_by_version(run.raised) else verdict


def _in_turn(
    steps: Sequence[PlannedCell],
) -> tuple[list[tuple[list[str], PlannedCell]], list[str]]:
    """The cells that run, each with the places before it, and the places behind the last."""
    cells: list[tuple[list[str], PlannedCell]] = []
    places: list[str] = []
    for step in steps:
        runs = step.runs
        if step.exercise is not None:
            places.append(step.exercise)
            continue
        if Role(step.role) is Role.TESTS:
            places.append(step.cell)
            shown = step.trial.shown if step.trial is not None else ""
            runs, step = bool(shown), replace(step, source=shown)  # a later cell uses its names
        if runs:
            cells.append((places, step))
            places = []
    return cells, [*places, END]


def _absent(caller: RemoteCaller) -> bool:
    """Whether there is nothing to call."""
    return caller.reason is not None or caller.empty


def no_points(exercise: Exercise | Quiz, outcome: Outcome, words: str) -> Verdict:
    """A verdict for an answer that could not be judged."""
    parts: tuple[PartResult, ...] = ()
    if isinstance(exercise, Exercise):
        parts = tuple(PartResult(part.id, part.title, 0.0, part.points) for part in exercise.parts)
    return Verdict(exercise.id, outcome, 0.0, exercise.points, headline=words, parts=parts)


def _completed_by(name: str, steps: Sequence[PlannedCell], later: Sequence[PlannedCell]) -> bool:
    """Whether a student's later cells bind an answer, or what it reads."""
    sources = [step.source for step in later if step.is_students]
    names = {found for source in sources for found in cell_names(source).binds}
    everything = [step.source for step in steps if step.runs]
    return name in names or bool(follow_through.builds_on(name, everything, names))

"""A teacher's own test cell: tried on the trusted side, or where marked with the student."""

from __future__ import annotations

import traceback
from collections.abc import Collection
from dataclasses import dataclass, replace

from deepcat_grader.grading.intake.hidden_tests import first_hidden, is_hidden
from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.intake.trials import Trial
from deepcat_grader.grading.isolation.channel import Fault
from deepcat_grader.grading.isolation.hidden_inputs import EXCEPTIONS
from deepcat_grader.grading.isolation.session import SHORT, Session, Spent
from deepcat_grader.grading.isolation.tester import Tester, Tried
from deepcat_grader.grading.points import score_of
from deepcat_grader.grading.record import CellRun, Score
from deepcat_grader.grading.versions import WORDS, decided_by_version

MAX_MESSAGE = 2000
LEFT = "A person will look at it."
INSIDE = "Checked inside the student's process."
# What a test's own import raises; a student's function that raises it was heard.
NOT_THERE = ("ImportError", "ModuleNotFoundError", "SyntaxError", "IndentationError")


@dataclass
class OwnTests:
    """Tries the test cells of one notebook."""

    tester: Tester
    session: Session

    def score(self, step: PlannedCell) -> tuple[Score, CellRun]:
        """Try a test against the notebook as it stood there.

        What does not pass is tried again where nothing was asked before: so an answer that spoils
        its process harms and serves no other.
        """
        most = step.points or 0.0
        try:
            if step.trial is not None and step.trial.inside:
                return self._inside(step, most)
            together = self._together(step, most)
            if together is not None:
                return together
            with self.session.apart(step.cell):
                return self._tried(step, most)
        except Spent as spent:
            return Score(0.0, most, f"Not tested: {spent}."), CellRun()
        except Fault as fault:
            words = f"The process of your notebook ended before the test. {fault}"
            return Score(0.0, most, words), CellRun()
        except Exception as error:  # our own fault, whatever it is, is never a student's zero
            return ours(most, type(error).__name__, traceback.format_exc()), CellRun()

    def _together(self, step: PlannedCell, most: float) -> tuple[Score, CellRun] | None:
        """What a test found in the process in which others were tried, where it got all points."""
        try:
            score, run = self._tried(step, most)
        except Fault:
            self.session.close()
            return None
        return None if score.waits or score.points < most else (score, run)

    def _tried(self, step: PlannedCell, most: float) -> tuple[Score, CellRun]:
        trial = step.trial or Trial()
        try:
            if words := self.tester.prepare(trial.before):
                return ours(most, "a cell that it needs does not run", words), CellRun()
            ours_too = self.tester.bound(trial.unasked)
            missing = self.tester.missing(trial.perhaps)
        except (Fault, Spent) as error:
            return ours(most, "its process was lost", str(error)), CellRun()
        theirs = [*(name for name in trial.theirs if name not in ours_too), *missing]
        self.session.ask("recall", SHORT, place=step.cell)
        tried = self.tester.run(step.source, theirs, self.session)
        return scored(tried, step.source, most), tried.run

    def _inside(self, step: PlannedCell, most: float) -> tuple[Score, CellRun]:
        """Run a test as a cell of the notebook, where nothing that it shows is shown."""
        with self.session.apart(step.cell):
            self.session.ask("recall", SHORT, place=step.cell)
            run = self.session.try_out(step.source)
        score = score_of(run, most)
        hidden = first_hidden(step.source) <= step.source.count("\n") + 1
        words = _kind(run) if run.raised and hidden else score.message
        message = f"{INSIDE}\n{_bounded(words)}".strip()
        return replace(score, message=message, inside=True), replace(run, text="")


def scored(tried: Tried, source: str, most: float) -> Score:
    """The points of a test, and what a student is told of it."""
    run = tried.run
    if tried.theirs:
        return Score(0.0, most, tried.stopped)
    if tried.ours:
        return ours(most, tried.ours, tried.ours)
    if tried.stopped:
        return Score(0.0, most, f"{tried.stopped} {LEFT}", waits=True)
    if run.raised is None:
        return score_of(run, most)
    heard = {raised.kind for raised in tried.heard if raised is not None}
    if run.raised.kind in NOT_THERE and run.raised.kind not in heard:
        return ours(most, "the test itself does not run", run.words)
    if any(map(decided_by_version, (run.raised, *tried.heard))):
        return Score(0.0, most, WORDS, waits=True)
    return Score(0.0, most, _bounded(_told(tried, source)))


def ours(most: float, why: str, told: str) -> Score:
    """No score where the fault is not the student's."""
    words = f"This test could not be run ({why}); the fault is not yours. {LEFT}"
    return Score(0.0, most, words, waits=True, traceback=told)


def _told(tried: Tried, source: str) -> str:
    """What a student may know of a test that failed: nothing of what is hidden.

    Behind a hidden test a student's code may put into words what it was given there.
    """
    raised, lines, text = tried.run.raised, tried.lines, source.splitlines()
    assert raised is not None  # it was looked at before
    if not lines or lines[-1] > len(text) or any(is_hidden(line, source) for line in lines):
        return _kind(tried.run)
    kind = raised.kind if raised.kind in EXCEPTIONS else "an exception of its own"
    where = f"{kind} on line {lines[-1]}: {text[lines[-1] - 1].strip()}"
    return f"{where}\n{raised.text}".strip() if lines[-1] < first_hidden(source) else where


def _kind(run: CellRun) -> str:
    kind = run.raised.kind if run.raised is not None else ""
    known: Collection[str] = EXCEPTIONS
    return f"A test that is not shown stopped with {kind if kind in known else 'an exception'}."


def _bounded(text: str) -> str:
    cut = text[:MAX_MESSAGE]
    return cut if len(text) <= MAX_MESSAGE else f"{cut} …"

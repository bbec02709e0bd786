"""Write the files of a new exercise: in a checkout its three homes, in a class one file."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deepcat_grader.authoring import templates
from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.authoring.own import FOLDER
from deepcat_grader.authoring.walk import MISTAKES, VARIANTS
from deepcat_grader.whole_files import write_text

ID = re.compile(r"[a-z][a-z_0-9]*\.[A-Za-z_][A-Za-z_0-9]*")
SAMPLES = {"w": "np.array([[0.5], [-1.5]])", "b": "0.75", "rng": "Rng(1)"}
SAMPLE = "np.array([[0.5, -1.5, 2.0]])"


class ScaffoldError(Exception):
    """The exercise cannot be begun; the text says why."""


@dataclass(frozen=True)
class Plan:
    """What a new exercise is called, and where it goes."""

    id: str
    arguments: Sequence[str]
    course: Path | None

    @property
    def lesson(self) -> str:
        """The first half of its id."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The second half: the name of the answer."""
        return self.id.partition(".")[2]

    @property
    def module(self) -> str:
        """The name of its files: a class such as CatDetector lives in cat_detector."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.name).lower()


def check_plan(plan: Plan) -> None:
    """Refuse an id that cannot be used.

    Raises
    ------
    ScaffoldError
        With the reason.
    """
    if not ID.fullmatch(plan.id):
        raise ScaffoldError(
            f"{plan.id!r} is not an id: write the lesson and the function's name, such as "
            "neuron.softplus."
        )
    for word in (plan.lesson, plan.name, *plan.arguments):
        if not word.isidentifier() or keyword.iskeyword(word):
            raise ScaffoldError(f"{word!r} cannot be a name in Python.")
    for word in plan.arguments:
        if plan.arguments.count(word) > 1:
            raise ScaffoldError(f"Two arguments are called {word}.")
    if plan.id in all_entries(plan.course):
        raise ScaffoldError(f"There is an exercise {plan.id} already.")


def write_new(plan: Plan, checkout: Path) -> list[Path]:
    """Write the files of a new exercise, and return them.

    Raises
    ------
    ScaffoldError
        If one is there already, or the id cannot be used.
    """
    check_plan(plan)
    files = _own(plan) if plan.course else _homes(plan, checkout)
    for path in files:
        if path.exists() and path.name != f"{plan.lesson}.py":
            raise ScaffoldError(f"{path} is there already; nothing was written.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
    return list(files)


def _own(plan: Plan) -> dict[Path, str]:
    assert plan.course is not None
    text = templates.OWN.format(
        title=plan.name,
        reference=_reference(plan),
        exercise=_exercise(plan),
        bank=_bank(plan),
    )
    return {plan.course / FOLDER / f"{plan.module}.py": text}


def _homes(plan: Plan, checkout: Path) -> dict[Path, str]:
    solutions = checkout / "solutions/deepcat_solutions" / f"{plan.lesson}.py"
    student = checkout / "autograder/judge/deepcat_judge/exercises" / plan.lesson
    teacher = checkout / "autograder/grader/deepcat_grader/bank" / plan.lesson
    before = (
        solutions.read_text(encoding="utf-8").rstrip("\n") + "\n"
        if solutions.exists()
        else templates.MODULE.format(lesson=plan.lesson)
    )
    files = {
        solutions: before + _reference(plan),
        student / f"{plan.module}.py": templates.STUDENT_HALF.format(
            title=plan.name, exercise=_exercise(plan)
        ),
        teacher / f"{plan.module}.py": templates.TEACHER_HALF.format(
            title=plan.name,
            lesson=plan.lesson,
            module=plan.module,
            name=plan.name,
            bank=_bank(plan),
        ),
    }
    for package, words in ((student, "the exercises"), (teacher, "what is known of their answers")):
        if not (package / "__init__.py").exists():
            files[package / "__init__.py"] = f'"""Lesson {plan.lesson}: {words}."""\n'
    return files


def _reference(plan: Plan) -> str:
    rows = [f"    {name} : TODO, shape and meaning" for name in plan.arguments]
    return templates.REFERENCE.format(
        name=plan.name,
        arguments=", ".join(plan.arguments),
        parameters="\n".join(rows) or "    None",
    )


def _exercise(plan: Plan) -> str:
    samples = [SAMPLES.get(name, SAMPLE) for name in plan.arguments]
    return templates.EXERCISE.format(id=plan.id, sample=", ".join(samples) + "," * bool(samples))


def _bank(plan: Plan) -> str:
    return templates.BANK.format(
        name=plan.name,
        arguments=", ".join(plan.arguments),
        mistakes=MISTAKES,
        variants=VARIANTS,
    )

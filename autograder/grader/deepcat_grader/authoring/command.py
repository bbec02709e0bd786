"""``deepcat exercise``: begin an exercise, try an answer, prove what must hold, place it."""

from __future__ import annotations

import difflib
import itertools
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from deepcat_grader.authoring.walk import Step
    from deepcat_grader.bank.registry import Entry

# All calls of an answer that is tried together may take this long.
TRY_SECONDS = 30.0
_NEW_HELP = """
Begin an exercise: write its files, with a TODO wherever you are to write.

In a checkout of DeepCat it goes to its three homes. With `--class` it is one of a class's own, in
one file of the folder `exercises` of that course directory.

Examples:

    deepcat exercise new neuron.softplus --arguments Z

    deepcat exercise new extra.mean_colour --arguments image --class our-course
"""
_TRY_HELP = """
Judge an answer in a file, hidden cases included, and show what a student would read.

The answer runs in this process: use `deepcat grade` for work that is not your own.

Examples:

    deepcat exercise try neuron.relu answer.py

    deepcat exercise try extra.mean_colour answer.py --class our-course --seed 7
"""
_PROVE_HELP = """
Prove an exercise: walk over its stub, reference, mistakes, variants and slips, and all its seeds.

The exit status is 0 when everything holds, and 1 otherwise. With `--class`, the class remembers
what was proved with all 200 seeds; `deepcat class check` names what is handed out without.

Examples:

    deepcat exercise prove neuron.softplus

    deepcat exercise prove extra.mean_colour --class our-course

    deepcat exercise prove neuron.softplus --seeds 20
"""
_PLACE_HELP = """
Put an exercise at the end of a source notebook: one of the class's own, or one of the course.

`deepcat class update` then makes the release, with what a student's check() needs beside it.

Example:

    deepcat exercise place extra.mean_colour our-course/source/week1/week1.ipynb --class our-course
"""
_FEW = 25  # problems of one step that are shown
Course = Annotated[
    Path | None,
    typer.Option(
        "--class", metavar="DIR", help="A course directory: use the class's own exercises."
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat exercise``."""
    exercise = typer.Typer(name="exercise", help="Write exercises, and prove them.")
    exercise.command("new", help=_NEW_HELP)(_new)
    exercise.command("try", help=_TRY_HELP)(_try)
    exercise.command("prove", help=_PROVE_HELP)(_prove)
    exercise.command("place", help=_PLACE_HELP)(_place)
    app.add_typer(exercise)


def _fail(words: object) -> typer.Exit:
    typer.echo(str(words), err=True)
    return typer.Exit(2)


def _new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Such as neuron.softplus.")],
    arguments: Annotated[
        str, typer.Option(help="Names of the answer's arguments, separated by commas.")
    ] = "",
    course: Course = None,
) -> None:
    load_bank()
    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.authoring.scaffold import Plan, ScaffoldError, write_new
    from deepcat_grader.build.course import this_course
    from deepcat_grader.build.errors import BuildError

    words = tuple(word.strip() for word in arguments.split(",") if word.strip())
    try:
        checkout = Path() if course else this_course().root.parent
        files = write_new(Plan(name, words, course and course.resolve()), checkout)
    except (ScaffoldError, OwnExerciseError, BuildError) as error:
        raise _fail(error) from None
    for path in files:
        typer.echo(f"written: {path}")
    suffix = f" --class {course}" if course else ""
    typer.echo(f"Replace each TODO, then: deepcat exercise prove {name}{suffix}")
    if not course:
        lesson = name.partition(".")[0]
        typer.echo(
            f"In the lesson's text, course/lessons/N_{lesson}.md, a code cell that holds only\n"
            f"    # exercise: {name}\n"
            "is where it stands; then: deepcat build"
        )


def load_bank() -> None:
    """Import the bank; a file of an exercise that does not run is named, without a traceback."""
    try:
        from deepcat_grader import bank  # noqa: F401  # it is enough that it can be imported
    except (Exception, SystemExit) as error:
        raise _fail(f"An exercise does not run: {_told(error)}") from None


def _told(error: BaseException) -> str:
    """An error, and where in a file it arose."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}: {type(error).__name__}: {error.msg}"
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{at.filename}:{at.lineno}: {type(error).__name__}: {error}"


def _entry(name: str, course: Path | None) -> Entry:
    from deepcat_grader.authoring.entries import all_entries
    from deepcat_grader.authoring.own import OwnExerciseError

    try:
        entries = all_entries(course and course.resolve())
    except OwnExerciseError as error:
        raise _fail(error) from None
    if name not in entries:
        near = difflib.get_close_matches(name, entries, 3) or list(entries)
        raise _fail(f"No exercise is called {name!r}; there are {', '.join(near)}.")
    return entries[name]


def _try(
    name: Annotated[str, typer.Argument(metavar="ID")],
    file: Annotated[Path, typer.Argument(help="Python source that defines the answer.")],
    seed: Annotated[int, typer.Option(min=0, help="Draws the hidden cases.")] = 0,
    course: Course = None,
) -> None:
    load_bank()
    from deepcat.patience import PatientCaller
    from deepcat.view import as_text
    from deepcat_grader.answers import full_key
    from deepcat_grader.authoring.trying import TryError, answer_in
    from deepcat_judge.exercise import Written
    from deepcat_judge.judge import judge
    from deepcat_judge.observe import LocalCaller

    entry = _entry(name, course)
    if isinstance(entry.exercise, Written):
        raise _fail(f"{name} is a written answer, which a person reads.")
    try:
        answer = answer_in(file, entry.exercise.name)
    except TryError as error:
        raise _fail(error) from None
    try:
        key = full_key(entry, seed)
        key.mistakes()
    except Exception as error:
        raise _fail(
            f"{name} is not finished: {_told(error)}\n"
            "`deepcat exercise prove` tells what is missing."
        ) from None
    caller = PatientCaller(LocalCaller.of(entry.exercise, answer, entry.lends), TRY_SECONDS)
    verdict = judge(entry.exercise, caller, key, seed)
    typer.echo(as_text(verdict))
    raise typer.Exit(0 if verdict.passed else 1)


def _prove(
    names: Annotated[list[str], typer.Argument(metavar="ID...")],
    seeds: Annotated[int, typer.Option(min=1, help="How many draws of the hidden cases.")] = 200,
    course: Course = None,
) -> None:
    load_bank()
    from rich.console import Console
    from rich.progress import Progress

    from deepcat_grader.authoring.proved import note_proved
    from deepcat_grader.authoring.walk import steps
    from deepcat_grader.proof import SEEDS

    console = Console(highlight=False)
    failed = False
    for name, entry in [(name, _entry(name, course)) for name in names]:
        holds = True
        console.print(f"[bold]{name}[/bold]")
        with Progress(console=console, transient=True) as progress:
            todo = steps(entry, progress.track(range(seeds), description="seeds"))
            for step in todo:
                problems, raised = _problems(step)
                console.print(f"  {'✗' if problems else '✓'} {step.title}")
                for problem in problems:
                    lines = problem.replace("\n", "\n        ")
                    console.print(f"      {lines}", markup=False, soft_wrap=True)
                holds = holds and not problems
                if raised or (problems and step.bears):
                    console.print("  The rest is looked at once this is mended.")
                    break
        failed |= not holds
        if holds and course and seeds >= len(SEEDS):
            note_proved(course.resolve(), name)
    raise typer.Exit(failed)


def _problems(step: Step) -> tuple[list[str], bool]:
    """What does not hold, the first few of it, and whether the step could not even be taken."""
    try:
        found = list(itertools.islice(step.problems(), _FEW + 1))
    except Exception as error:
        return [_told(error)], True
    return [*found[:_FEW], *["There is more of this kind."] * (len(found) > _FEW)], False


def _place(
    name: Annotated[str, typer.Argument(metavar="ID")],
    notebook: Annotated[Path, typer.Argument(help="In the folder source of the course directory.")],
    course: Annotated[Path, typer.Option("--class", metavar="DIR", help="The course directory.")],
) -> None:
    load_bank()
    from deepcat_grader.authoring.own import OwnExerciseError, own_entries
    from deepcat_grader.authoring.placing import PlacingError, place
    from deepcat_grader.authoring.proved import unproved

    try:
        files = place(course.resolve(), name, notebook)
    except (PlacingError, OwnExerciseError) as error:
        raise _fail(error) from None
    for path in files:
        typer.echo(f"written: {path}")
    if unproved(course.resolve(), own_entries(course.resolve()).keys() & {name}):
        prove = f"deepcat exercise prove {name} --class {course}"
        typer.echo(f"Not proved as it stands now. Before students get it: {prove}", err=True)
    typer.echo(f"Then: deepcat class update --class {course}")

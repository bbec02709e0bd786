"""The commands ``deepcat batch judge`` and ``deepcat batch merge``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from deepcat_grader.classes.options import Trust
from deepcat_grader.wording import counted

JUDGE_EXAMPLES = (
    "Examples:\n\n  deepcat batch judge autumn 0/20 --into results\n\n"
    "  deepcat batch judge /course $BATCH/20 --into /results --jobs 2"
)
MERGE_EXAMPLES = "Example:\n\n  deepcat batch merge autumn results\n\n  deepcat grade autumn"
Course = Annotated[Path, typer.Argument(metavar="DIR", help="The course directory.")]


def add_commands(app: typer.Typer) -> None:
    """Register ``deepcat batch``."""
    group = typer.Typer(no_args_is_help=True, help="Judge a class on many machines, in batches.")
    group.command("judge", epilog=JUDGE_EXAMPLES)(judge)
    group.command("merge", epilog=MERGE_EXAMPLES)(merge)
    app.add_typer(group, name="batch")


def judge(
    course: Course,
    batch: Annotated[
        str, typer.Argument(metavar="INDEX/COUNT", help="Which share; the first is 0/COUNT.")
    ],
    into: Annotated[Path, typer.Option(help="The folder for the ledger of this batch.")],
    jobs: Annotated[int, typer.Option(min=1, help="Notebooks at once.")] = 1,
    i_trust_these_students: Trust = False,
) -> None:
    """Judge one share of a class into a ledger of its own, and write nothing else.

    Safe to repeat: what stands in the ledger is not judged again. The exit status is 1 where
    another try may help, since a notebook was not judged or the ledger not written, and 2 where
    something is wrong with the course or the machine.
    """
    # Inside, so that `deepcat --help` does not wait for nbgrader.
    from rich.console import Console

    from deepcat_grader.authoring.own import OwnExerciseError
    from deepcat_grader.grading.batches import Batch, judge_batch
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.engine import LocalPool
    from deepcat_grader.grading.isolation.protection import NotTrusted, require_trust, tier, words
    from deepcat_grader.grading.ledger import LedgerError
    from deepcat_grader.grading.progress_bars import ProgressBars
    from deepcat_grader.grading.run import Options, trusts
    from deepcat_grader.grading.secret import NoSecret, read_secret
    from deepcat_grader.grading.summary import faults

    console = Console(highlight=False, soft_wrap=True)
    try:
        chosen = Batch.read(batch)
        opened = open_course(course)
        read_secret(opened.root)
        found = tier()
        require_trust(found, i_trust_these_students or trusts(opened))
        console.print(words(found), markup=False, style="bold red" if found.provisional else "")
        with ProgressBars(console) as progress:
            report = judge_batch(opened, chosen, into, LocalPool(jobs), Options(), progress)
    except (ValueError, NoCourse, NoSecret, NotTrusted, OwnExerciseError) as error:
        _stop(str(error))
    except LedgerError as error:
        _stop(str(error), 1)
    for note in report.notes:
        console.print(note, markup=False)
    for (student, assignment), why in report.failed.items():
        console.print(f"{student!r}, {assignment}: {why}", markup=False)
    if told := faults(report):
        console.print(told, markup=False)
    many = counted(len(report.items), "notebook", "notebooks")
    console.print(
        f"{many}, {report.judged} of them judged now: {into / chosen.file} is written.",
        markup=False,
    )
    raise typer.Exit(1 if report.failed else 0)


def merge(
    course: Course,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the ledgers of the batches are.")
    ],
) -> None:
    """Take the ledgers of batches into the course's own; `deepcat grade` then books them.

    Safe to repeat. The exit status is 1 where a batch is missing or was left out.
    """
    from rich.console import Console

    from deepcat_grader.grading.batches import merge as merged
    from deepcat_grader.grading.course_folder import NoCourse, open_course
    from deepcat_grader.grading.ledger import LedgerError

    console = Console(highlight=False, soft_wrap=True)
    try:
        with console.status("reading the ledgers …"):
            done = merged(open_course(course), folder)
    except (NoCourse, LedgerError) as error:
        _stop(str(error))
    for note in done.notes:
        console.print(note, markup=False)
    many = counted(done.batches, "batch", "batches")
    console.print(
        f"{many} read, {counted(done.new, 'new record', 'new records')}. "
        f"Book them: deepcat grade {course}",
        markup=False,
    )
    raise typer.Exit(1 if done.notes else 0)


def _stop(text: str, status: int = 2) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(status)

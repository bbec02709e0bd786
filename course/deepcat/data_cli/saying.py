"""How the ``deepcat data`` commands speak: a bar, facts, and one sentence for what went wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

FAILED, UNUSABLE = 1, 2


def stop(sentence: str) -> NoReturn:
    """End the command because it cannot do what was asked."""
    typer.echo(sentence, err=True)
    raise typer.Exit(UNUSABLE)


@contextmanager
def one_sentence(path: Path | None = None) -> Iterator[None]:
    """Turn what can go wrong with data into one sentence, and exit status 2.

    Parameters
    ----------
    path : Path, optional
        The file that is being written, for an error that names none, or a temporary one.
    """
    from deepcat_data.archive import DataFileError
    from deepcat_data.catalogue import UnknownSetError
    from deepcat_data.real import ArchiveError, FetchError, LicenceError

    try:
        yield
    except (DataFileError, UnknownSetError, ArchiveError, FetchError, LicenceError) as error:
        stop(str(error))
    except ModuleNotFoundError as error:  # of the extra for real pictures, which says it itself
        stop(str(error))
    except MemoryError:
        stop("There is not enough memory for so many pictures: ask for fewer.")
    except OSError as error:
        stop(f"{path or error.filename or 'The data'}: {error.strerror or error}.")


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, gone when done; yields a callable (done, total).

    Nothing is drawn where the stream is no terminal.
    """
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def say_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Print labels and what they stand for: in two columns, or as plain lines into a pipe."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for label, value in facts:
            first, *more = value.splitlines() or [""]
            # What has several lines begins on a line of its own.
            typer.echo(f"{label}: {first}" if not more else f"{label}:\n    {first}")
            for line in more:
                typer.echo(f"    {line}")
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in facts:
        grid.add_row(Text(label, "bold"), Text(value))
    console.print(grid)


def counts_in_words(counts: Iterable[int], names: Iterable[str]) -> str:
    """Say how many of what: ``"600 pictures: 300 cat, 120 dog, 120 lion, 60 other"``."""
    numbers = [int(count) for count in counts]
    each = ", ".join(f"{n:,} {name}" for n, name in zip(numbers, names, strict=True))
    return f"{sum(numbers):,} {'picture' if sum(numbers) == 1 else 'pictures'}: {each}"


def size_in_words(size: int) -> str:
    """Say how large a file is: ``"9.2 MB"``."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"


def must_be_writable(path: Path, force: bool) -> None:
    """Stop before any work where a file could not be written, or must not be replaced."""
    if path.is_dir():
        stop(f"{path} is a folder: name a file.")
    if path.exists() and not force:
        stop(f"{path} exists already: name another file, or add --force to replace it.")
    folder = path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        stop(f"{path} cannot be written, for {folder} is not a folder.")
    if not os.access(folder, os.W_OK):
        stop(f"{path} cannot be written, for {folder} does not let you.")

"""``deepcat data info``: every data set in a table, or one of them in detail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat.data_cli.saying import counts_in_words, one_sentence, say_facts, size_in_words

if TYPE_CHECKING:
    from rich.table import Table

    from deepcat_data.catalogue import Entry
    from deepcat_data.pictures import Pictures

HELP = """
Show the data sets: what each is, its pictures, licence and place.

With a name, show that set in detail: pictures by class, what is known of each picture, files
and their digests, datasheet, and how to load it.

Examples:

    deepcat data info

    deepcat data info cats-64
"""

ABSENT = {"drawn": "drawn on first use", "fetched": "not fetched", "made": "made when asked for"}
MOST_VALUES = 8


def info(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Such as cats-64.", show_default=False)
    ] = None,
) -> None:
    """Show the data sets, or one of them."""
    from rich.console import Console

    from deepcat_data.catalogue import entries, entry

    with one_sentence():
        if name is not None:
            say_facts(details(entry(name)))
            return
        console = Console(highlight=False)
        if console.is_terminal:
            console.print(as_table(entries()))
            say_facts((known.name, where(known)) for known in entries() if known.files)
        else:
            for known in entries():
                say_facts(outline(known))
                typer.echo()
    typer.echo("deepcat data info NAME tells more of one.")


def as_table(known: tuple[Entry, ...]) -> Table:
    """Every set in a table, a line for each split."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from deepcat_data.pictures import CLASSES

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("set", ratio=1)
    table.add_column("split")
    for heading in (*CLASSES, "all"):
        table.add_column(heading, justify="right")
    for entry in known:
        terms = entry.licence.partition(". ")[0]
        about = Text.assemble(
            (entry.name, "bold"), f"\n{entry.what}", (f"\n{on_disk(entry)}; {terms}", "dim")
        )
        columns = [list(entry.counts), *zip(*entry.counts.values(), strict=True)]
        columns.append([sum(counts) for counts in entry.counts.values()])
        cells = ["\n".join(f"{n:,}" if type(n) is int else str(n) for n in c) for c in columns]
        table.add_row(about, *cells)
        table.add_row()
    return table


def outline(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is known of a set without opening it."""
    from deepcat_data.pictures import CLASSES

    yield "set", entry.name
    yield "what", entry.what
    for split, counts in entry.counts.items():
        yield f"split {split}", counts_in_words(counts, CLASSES)
    yield "on disk", on_disk(entry)
    yield "licence", entry.licence
    if entry.files:
        yield "where", where(entry)


def details(entry: Entry) -> Iterator[tuple[str, str]]:
    """What there is to tell of a set."""
    from deepcat_data.plane import TOY_SETS
    from deepcat_data.real import SOURCES

    yield from outline(entry)
    if entry.kind == "made":
        yield "sets", "\n".join(f"{name}: {_first_line(TOY_SETS[name])}" for name in TOY_SETS)
    for source in SOURCES.get(entry.name, ()):
        yield "source", f"{source.title}, {size_in_words(source.size)}, {source.address}"
        yield "page", source.page
        yield "cite", source.citation
        yield "md5", f"{source.md5}  {source.file}"
    if entry.kind in ("shipped", "drawn"):
        yield from _of_the_file(entry)
    if entry.kind != "fetched":
        yield "datasheet", str(entry.datasheet() or "none in this installation")
    yield "load", entry.loading


def on_disk(entry: Entry) -> str:
    """Say how large a set's files are, or why there are none."""
    if entry.is_here() and entry.part_of:
        return f"in the file of {entry.part_of}"
    if entry.is_here() and entry.files:
        return size_in_words(entry.size())
    return ABSENT.get(entry.kind, "missing: install deepcat-data again")


def where(entry: Entry) -> str:
    """Say where a set's files are, or will be."""
    return "\n".join(map(str, entry.files))


def _of_the_file(entry: Entry) -> Iterator[tuple[str, str]]:
    """The digest of a drawn set's file, and what is known of each of its pictures."""
    from deepcat_data.archive import DataFileError
    from deepcat_data.catalogue import read_set
    from deepcat_data.registry import digest

    if not entry.is_here():
        return
    (path,) = entry.files
    yield "sha256", digest(path)
    try:
        pictures = read_set(entry.name, next(iter(entry.counts)))
    except DataFileError as error:
        yield "trouble", str(error)
        return
    yield "meta", "\n".join(f"{name}: {_values(pictures, name)}" for name in pictures.meta)


def _values(pictures: Pictures, name: str) -> str:
    """What values an entry of meta has."""
    values = pictures.meta[name]
    if values.dtype.kind == "b":
        return "yes or no"
    if values.dtype.kind in "iu":
        return f"from {values.min():,} to {values.max():,}"
    if values.dtype.kind == "f":
        return f"from {values.min():.3g} to {values.max():.3g}"
    different = sorted(set(map(str, values)))
    rest = len(different) - MOST_VALUES
    return ", ".join(different[:MOST_VALUES]) + (f" and {rest} more" if rest > 0 else "")


def _first_line(function: object) -> str:
    return (function.__doc__ or "").strip().partition("\n")[0]

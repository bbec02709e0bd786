"""``deepcat data sheet``: sample pictures of every class, in one PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deepcat.data_cli.saying import must_be_writable, one_sentence, stop

if TYPE_CHECKING:
    from deepcat_data.pictures import Pictures

HELP = """
Write a contact sheet: pictures of every class, in one PNG.

It shows a set of DeepCat's, real pictures that were fetched, or a file of your own that
deepcat data make has drawn. Nothing is fetched or drawn for it.

Examples:

    deepcat data sheet

    deepcat data sheet cats-64 --split test --per-class 36 --out cats.png

    deepcat data sheet exam.npz --columns 8 --zoom 3
"""


def sheet(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A set, or a FILE.npz.")] = "cats-64",
    split: Annotated[
        str | None, typer.Option(help="Such as test.  [default: the first that there is]")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.png", help="Where to write it.  [default: NAME-SPLIT.png]"),
    ] = None,
    columns: Annotated[int, typer.Option(min=1, max=100, help="Pictures in a row.")] = 12,
    per_class: Annotated[int, typer.Option(min=1, help="The most pictures of a class.")] = 24,
    size: Annotated[
        int | None,
        typer.Option(help="64, or 32 for pictures at half their size.  [default: their own]"),
    ] = None,
    zoom: Annotated[
        int, typer.Option(min=1, max=16, help="How many times to enlarge each pixel.")
    ] = 2,
    seed: Annotated[int, typer.Option(min=0, help="Decides which pictures are shown.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a contact sheet."""
    from deepcat.contact_sheet import contact_sheet, write_png
    from deepcat_data.pictures import at_size

    with one_sentence():
        found, pictures = _read(name, split)
    path = out or Path(f"{Path(name).stem}-{found}.png")
    if path.suffix.lower() != ".png":
        stop(f"{path} should end in .png, which is what the file will be.")
    must_be_writable(path, force)
    try:
        picture = contact_sheet(
            pictures if size is None else at_size(pictures, size),
            title=f"{Path(name).name}, {found}: {len(pictures):,} pictures",
            columns=columns,
            per_class=per_class,
            zoom=zoom,
            seed=seed,
        )
    except ValueError as error:
        stop(f"{name} cannot be shown: {error}.")
    with one_sentence(path):
        write_png(path, picture)
    typer.echo(str(path))


def _read(name: str, split: str | None) -> tuple[str, Pictures]:
    """Read a set by its name, or a file; returns the split as well."""
    from deepcat_data.archive import read_archive, splits_of
    from deepcat_data.catalogue import entry, read_set

    path = Path(name)
    if path.suffix != ".npz":
        found = split or next(iter(entry(name).counts), "")
        return found, read_set(entry(name).name, found)
    splits = splits_of(path)
    if not splits:
        stop(f"{path} holds no pictures: deepcat data make writes files that do.")
    found = split or splits[0]
    return found, read_archive(path, found)

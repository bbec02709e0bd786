"""``deepcat data fetch``: real pictures, once their terms are accepted."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from deepcat.data_cli.saying import FAILED, counts_in_words, one_sentence, stop

HELP = """
Fetch real pictures: tiny-imagenet or cifar.

They are not DeepCat's. Their source, size, terms and citation are shown first, and you are
asked whether you accept. An interrupted download continues when you
start again.

Examples:

    deepcat data fetch tiny-imagenet

    deepcat data fetch cifar --accept-licence --folder /srv/course
"""


def fetch(
    name: Annotated[str, typer.Argument(metavar="NAME", help="tiny-imagenet or cifar.")],
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to keep it.  [default: the cache folder]"),
    ] = None,
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help="Accept the terms without being asked.")
    ] = False,
) -> None:
    """Fetch real pictures."""
    from deepcat_data.cache import cache_folder
    from deepcat_data.real import SOURCES, licence_of

    if name not in SOURCES:
        stop(f"{name!r} cannot be fetched: {' and '.join(SOURCES)} can.")
    folder = folder and folder.expanduser().absolute()
    home = cache_folder() if folder is None else folder
    typer.echo(f"{licence_of(name)}\n\nkept in {home}\n")
    if not accept_licence and not _accepts():
        typer.echo("Nothing was fetched.")
        raise typer.Exit(FAILED)
    with one_sentence(), _told_warnings():
        _fetch(name, folder)
    if folder is not None:
        typer.echo(f"Set DEEPCAT_CACHE to {folder} for other commands to find them.")


def _accepts() -> bool:
    """Ask whether the terms are accepted, if somebody is there to answer."""
    if not _can_ask():
        stop("Nothing was fetched: add --accept-licence if you accept these terms.")
    return typer.confirm("Do you accept these terms?")


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _fetch(name: str, folder: Path | None) -> None:
    """Fetch a set, read both splits, and say what is in them."""
    from deepcat_data import real

    fetchers = {"tiny-imagenet": real.fetch_tiny_imagenet, "cifar": real.fetch_cifar}
    for split in ("train", "test"):
        pictures = fetchers[name](split, "four", folder=folder, accept_licence=True)
        size = pictures.X.shape[1]
        typer.echo(
            f"{split}: {counts_in_words(pictures.counts(), pictures.classes)}, {size} × {size}"
        )


@contextmanager
def _told_warnings() -> Iterator[None]:
    """Print a warning's sentence on the error stream, without the line of code it came from."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = lambda message, *_, **__: typer.echo(str(message), err=True)
        yield

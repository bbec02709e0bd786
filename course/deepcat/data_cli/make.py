"""``deepcat data make``: draw a known set, or one of a teacher's own, into a file."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from deepcat.data_cli.saying import (
    counts_in_words,
    must_be_writable,
    one_sentence,
    progress_bar,
    stop,
)

if TYPE_CHECKING:
    from deepcat_data.cats import CatsConfig
    from deepcat_data.pictures import Pictures

HELP = """
Draw pictures into a file.

With a name, draw one of DeepCat's own sets: large-64 goes to the cache folder, where
load_cats("large") finds it, any other to the file of --out. Without a name, draw a set of your
own into that file, such as a test that your students have not seen.

Its seed is drawn at random and printed, unless you give one. The same seed and options draw the
same pictures, so keep it, and keep it to yourself: your students have this program too, and can
try small numbers. The file holds the labels as well.

The file appears under its name only when it is whole.

Examples:

    deepcat data make --out exam.npz

    deepcat data make --out hard.npz --counts 50,50,50,50 --spread 1.5 --occlusion 0.3

    deepcat data make --out again.npz --seed 4188723910736

    deepcat data make large-64
"""

DEFAULT_COUNTS = "300,120,120,60"
MOST = 50_000  # pictures: they are drawn in memory, where each takes up to 40 kB
MOST_SEEDS = 10**15  # too many to try: a picture takes milliseconds


def make(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="cats-64, pencil-64 or large-64.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.npz", help="Where to write the pictures.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(help="A whole number from 1.  [default: a random one]", show_default=False),
    ] = None,
    counts: Annotated[
        str | None,
        typer.Option(
            metavar="CATS,DOGS,LIONS,OTHERS", help=f"How many of each.  [default: {DEFAULT_COUNTS}]"
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            help="train, validation, test, large or pencil: the name of the split in the file; no"
            " picture is in two splits.  [default: test]"
        ),
    ] = None,
    style: Annotated[
        str | None, typer.Option(help="painted or pencil.  [default: painted]")
    ] = None,
    spread: Annotated[
        float | None,
        typer.Option(help="How much poses vary, from 0 to 3; more is harder.  [default: 1.0]"),
    ] = None,
    occlusion: Annotated[
        float | None,
        typer.Option(help="In which share something stands in front.  [default: 0.15]"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Draw pictures into a file."""
    from deepcat_data.cats import RECIPES

    wishes = {
        "seed": seed,
        "counts": counts,
        "split": split,
        "style": style,
        "spread": spread,
        "occlusion": occlusion,
    }
    given = {wish: value for wish, value in wishes.items() if value is not None}
    if name is None:
        own = _own_config(given, out)
        _draw({own.split: own}, _checked(out, force))
    elif name not in RECIPES:
        _no_recipe(name)
    elif given:
        stop(
            f"{name} is always drawn in the same way: leave out --{' and --'.join(given)},"
            " or the name."
        )
    elif name == "large-64" and out is None:
        _draw_large(force)
    else:
        path = _checked(out, force)
        _draw(RECIPES[name], path)
        _compare(name, path)


def _own_config(given: Mapping[str, Any], out: Path | None) -> CatsConfig:
    """What a teacher's own set holds; stops in one sentence where that cannot be."""
    from deepcat_data.cats import CatsConfig

    if out is None:
        stop("Name what to draw, such as large-64, or give --out for a set of your own.")
    seed = given.get("seed", secrets.randbelow(MOST_SEEDS) + 1)
    if seed < 1:
        stop(
            f"Your own seed has to be 1 or more, not {seed}: 0 draws what every student has;"
            " choose another, or leave --seed out."
        )
    counts = _parsed(given.get("counts", DEFAULT_COUNTS))
    try:
        config = CatsConfig(**{"split": "test", **given, "counts": counts, "seed": seed})
    except ValueError as error:
        stop(f"This cannot be drawn: {error}.")
    if sum(config.counts) > MOST:
        stop(f"A file can hold {MOST:,} pictures: draw several, each with a seed of its own.")
    return config


def _parsed(counts: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in counts.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != 4:
        stop(
            "--counts takes four whole numbers, of cats, dogs, lions and others, such as"
            f" {DEFAULT_COUNTS}, not {counts!r}."
        )
    return numbers


def _no_recipe(name: str) -> NoReturn:
    from deepcat_data.cats import RECIPES

    if name == "tiny":
        stop("tiny is a part of cats-64: draw that.")
    stop(f"{name!r} cannot be drawn: {', '.join(RECIPES)} can.")


def _checked(out: Path | None, force: bool) -> Path:
    """The file to write, of which nothing is known to stand against."""
    if out is None:
        stop("Say where to write the pictures: --out FILE.npz.")
    if out.suffix != ".npz":
        stop(f"{out} should end in .npz, which is what the file will be.")
    must_be_writable(out, force)
    return out


def _draw_large(force: bool) -> None:
    from deepcat_data.cats import RECIPES
    from deepcat_data.checks import check_large
    from deepcat_data.load import large_path

    path = large_path()
    if path.exists() and not force:
        check = check_large()
        if check.passed:
            typer.echo(f"{path} is {check.found}: --force draws it again.")
            return
    must_be_writable(path, force=True)
    _draw(RECIPES["large-64"], path, 'from deepcat_data import load_cats\nload_cats("large")')


def _draw(recipe: Mapping[str, CatsConfig], path: Path, loading: str = "") -> None:
    """Draw every split into a file, and say what it is and how to load it."""
    from deepcat_data.archive import write_archive
    from deepcat_data.cats import make_cats
    from deepcat_data.registry import digest

    drawn: dict[str, Pictures] = {}
    with one_sentence(path):
        for split, config in recipe.items():
            with progress_bar(f"Drawing {split}") as tell:
                drawn[split] = make_cats(config, tell)
        write_archive(path, drawn)
        sha256 = digest(path)
    typer.echo(str(path))
    for split, config in recipe.items():
        typer.echo(f"{split}: {counts_in_words(config.counts, drawn[split].classes)}")
    for seed in {config.seed for config in recipe.values()} - {0}:
        typer.echo(f"seed: {seed} (keep it, and keep it to yourself)")
    typer.echo(f"sha256: {sha256}")
    typer.echo("\nIn Python:\n")
    for line in (loading or _loading(path, next(iter(recipe)))).splitlines():
        typer.echo(f"    {line}".rstrip())


def _loading(path: Path, split: str) -> str:
    return (
        "from pathlib import Path\n"
        "from deepcat_data.archive import read_archive\n"
        "from deepcat_data.pictures import for_task\n\n"
        f'pictures = read_archive(Path({str(path)!r}), "{split}")\n'
        'X, Y = for_task(pictures, "binary").as_columns()'
    )


def _compare(name: str, path: Path) -> None:
    """Say whether a shipped recipe gave the published file."""
    from deepcat_data.registry import SHIPPED, digest

    if name not in SHIPPED:
        return
    if digest(path) == SHIPPED[name]:
        typer.echo(f"\nThis is the published file of {name}, byte for byte.")
    else:
        typer.echo(
            f"\nThis is not the published file of {name}, byte for byte. Another processor, NumPy"
            " or zlib can be the reason: deepcat data verify --redraw compares the pixels."
        )

"""``deepcat data verify``: whether the files of pictures are what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deepcat.data_cli.saying import FAILED, progress_bar

if TYPE_CHECKING:
    from deepcat_data.checks import Check
    from deepcat_data.redraw import Difference

HELP = """
Check every file of pictures against its published digest.

Shipped files are checked, and the cache folder: the large set if it was drawn, archives if they
were fetched. The exit status is 0 when every file is as it should be, and 1 when one is not.

Examples:

    deepcat data verify

    deepcat data verify --redraw
"""


def verify(
    redraw: Annotated[
        bool,
        typer.Option(
            "--redraw",
            help="Draw the shipped pictures again as well, and compare them pixel by pixel.",
        ),
    ] = False,
) -> None:
    """Check the files of pictures."""
    from deepcat_data.checks import check_files

    with progress_bar("Checking files") as tell:
        checks = check_files(tell)
    for check in checks:
        _say(check.passed, f"{check.name}: {check.found} ({check.path})")
    remedies = [check.remedy for check in checks if not check.passed]
    if redraw:
        remedies += _redraw(checks)
    for remedy in dict.fromkeys(remedies):
        typer.echo(remedy, err=True)
    raise typer.Exit(FAILED if remedies else 0)


def _redraw(checks: tuple[Check, ...]) -> list[str]:
    """Draw the shipped sets again; returns what to do where they differ."""
    import numpy as np

    from deepcat_data.archive import DataFileError
    from deepcat_data.cats import RECIPES
    from deepcat_data.checks import MISSING
    from deepcat_data.redraw import redraw
    from deepcat_data.registry import SHIPPED

    agree = True
    for check in checks:
        if check.name not in SHIPPED or check.found == MISSING:
            continue
        try:
            with progress_bar(f"Drawing {check.name} again") as tell:
                differences = redraw(check.path, RECIPES[check.name], tell)
        except (DataFileError, OSError) as error:
            _say(False, f"{check.name}: {error}")
            agree = agree and not check.passed
            continue
        for difference in differences:
            # A file that is not the published one has its remedy already.
            agree = agree and (difference.agrees or not check.passed)
            _say(difference.agrees, f"{check.name}: {in_words(difference)}")
    if agree:
        return []
    return [
        f"NumPy {np.__version__} on this computer draws other pictures than the published ones:"
        " go on with the published files, and report this."
    ]


def in_words(difference: Difference) -> str:
    """Say how pictures that were drawn again differ."""
    what = f"{difference.split}, {difference.pictures:,} pictures drawn again: "
    if difference.largest:
        levels = "grey level" if difference.largest == 1 else "grey levels"
        pictures = "picture" if difference.touched == 1 else "pictures"
        what += f"pixels differ by at most {difference.largest} {levels},"
        what += f" in {difference.touched:,} {pictures}; "
    else:
        what += "every pixel is equal (largest difference 0); "
    if difference.parameters:
        return f"{what}these parameters differ: {', '.join(difference.parameters)}"
    return f"{what}every parameter is equal"


def _say(passed: bool, text: str) -> None:
    # Words stand beside the sign, which not every stream can show.
    typer.echo(f"{'✓' if passed else '✗'} {text}")

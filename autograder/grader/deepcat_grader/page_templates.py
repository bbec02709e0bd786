"""The templates of the pages that DeepCat writes: what is filled in is text, and never markup."""

from __future__ import annotations

import jinja2


def templates() -> jinja2.Environment:
    """An environment of its own for the package's templates."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("deepcat_grader", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

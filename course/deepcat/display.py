"""Put what we have to say below a notebook's cell, or on a terminal."""

from __future__ import annotations

import sys
from typing import Any

from deepcat.session import SESSION
from deepcat.shell import shell
from deepcat.view import mimebundle
from deepcat.words import one_line
from deepcat_judge.verdict import Verdict


def show(bundle: dict[str, Any], place: str = "") -> bool:
    """Show a MIME bundle in IPython, or its plain text on standard output.

    Parameters
    ----------
    bundle : dict from MIME type to data
    place : str
        A name by which `show_instead` finds the output again.

    Returns
    -------
    bool
        Whether IPython showed it.
    """
    ipython = shell()
    if ipython is None:
        encoding = sys.stdout.encoding or "utf-8"
        print(bundle["text/plain"].encode(encoding, "replace").decode(encoding))
        return False
    transient = {"display_id": place} if place else {}
    ipython.display_pub.publish(data=bundle, transient=transient)
    return True


def show_instead(bundle: dict[str, Any], place: str) -> None:
    """Put a bundle in place of one that `show` has shown in a notebook."""
    if ipython := shell():
        transient = {"display_id": place}
        ipython.display_pub.publish(data=bundle, transient=transient, update=True)


def show_verdict(verdict: Verdict) -> None:
    """Show a verdict, and let a notebook's tools see it fail without stopping *Run All*.

    nbgrader takes any text on the error stream for a failed cell, and a cell's result for its
    points: so what is not passed says so there in one line, and a verdict is never echoed as
    a result.
    """
    in_notebook = show(mimebundle(verdict))
    if not in_notebook:
        return
    _suppress_echo(verdict)
    if not verdict.passed:
        sys.stdout.flush()
        print(one_line(verdict), file=sys.stderr, flush=True)


def _suppress_echo(verdict: Verdict) -> None:
    ipython = shell()
    SESSION.shown = (ipython.execution_count, verdict)
    ipython.display_formatter.ipython_display_formatter.for_type(Verdict, _show_again)


def _show_again(verdict: Verdict) -> None:
    """Draw a verdict that is displayed later by its name; not the one that `check` just drew."""
    count, latest = SESSION.shown or (0, None)
    if count != shell().execution_count or latest is not verdict:
        show(mimebundle(verdict))

"""What honest cells do with the output and with commands must not cost them their functions."""

from __future__ import annotations

import functools

from deepcat_grader.grading.isolation.launch import launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.session import Session


def run(source: str) -> tuple[str, str]:
    """What a cell wrote, and what went wrong in it."""
    limits = Limits()
    with Session(limits, functools.partial(launch, limits, ())) as session:
        seen = session.run("a", source)
    return seen.text, seen.words


def test_the_output_is_a_file_like_any_other():
    source = (
        "import sys\n"
        "sys.stdout.writelines(['a', 'b'])\n"
        "sys.stderr.fileno(), sys.stdout.writable(), sys.stdout.closed\n"
        "sys.stdout.close()\n"
        "print('c')"
    )
    assert run(source) == ("abc\n", "")


def test_commands_of_the_system_are_not_run():
    """``%pip install`` would change the installation of whoever grades."""
    text, words = run("!echo secret\nfound = !echo secret\n%pip --version\nprint(found)")
    assert words == ""
    assert "secret" not in text and "site-packages" not in text
    assert text.count("not run while grading") == 3 and "[]" in text

"""The cell that makes Google Colab ready for a notebook: made here, and known again when graded."""

from __future__ import annotations

import functools
import re
from importlib import resources

NAME = "deepcat-colab"
CALL = re.compile(r'^ready_for_colab\("[^"\\\n]*", "[^"\\\n]*"\)$', re.MULTILINE)
LINK = re.compile(r'https://[^\s"\\]+')


def source(link: str, version: str) -> str:
    """The cell's text.

    Parameters
    ----------
    link : str
        Where the zip with the wheels lies; where it is empty, Colab asks for an upload.
    version : str
        Of the course in it.
    """
    return CALL.sub(lambda call: f'ready_for_colab("{link}", "{version}")', _text())


def is_colabs(text: str) -> bool:
    """Whether a cell is this one as it was handed out: then it is nobody's answer."""
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return CALL.sub("", plain) == CALL.sub("", _text())


@functools.cache
def _text() -> str:
    file = resources.files("deepcat_grader") / "templates" / "colab_cell.txt"
    return file.read_text(encoding="utf-8").strip()

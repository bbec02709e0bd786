"""Joining a widget's plain JavaScript modules into the one text that anywidget takes."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
SHEETS = ("widgets.css", "marks.css", "questions.css")
STYLE = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SHEETS)

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)


def link(entry: str) -> str:
    """Return a module and everything that it imports as one ES module.

    Each file works by itself under Node and in a browser, so that it can be tested. Here the
    imports from neighbours become plain text above the entry: modules must not use the same
    top-level name twice, which a JavaScript engine refuses, or rename what they import.

    Parameters
    ----------
    entry : str
        The file's name in this folder, such as ``"line_fit.js"``.

    Returns
    -------
    str
        JavaScript without imports, whose only export is the entry's default.
    """
    texts: dict[str, str] = {}
    _collect(entry, texts)
    return "\n".join(_EXPORT.sub("", text) for text in texts.values())


def _collect(name: str, texts: dict[str, str]) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    for neighbour in _IMPORT.findall(text):
        if neighbour not in texts:
            _collect(neighbour, texts)
    texts[name] = _IMPORT.sub("", text)

"""Read a submitted notebook file, whatever is in it."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

MAX_BYTES = 20 * 2**20
MAX_CELLS = 2000
MAX_PARTS = 500_000
BEGINNINGS = {
    b"PK": "is a zip archive: unpack it, and hand in the notebook itself",
    b"\x1f\x8b": "is a gzip archive: unpack it, and hand in the notebook itself",
    b"%PDF": "is a PDF: hand in the notebook itself",
    b"<": "is a page for a browser: hand in the notebook itself",
    b"\xff\xfe": "is text in UTF-16, not in UTF-8: open it in JupyterLab and save it again",
    b"\xfe\xff": "is text in UTF-16, not in UTF-8: open it in JupyterLab and save it again",
    b"version https://git-lfs": "is a pointer of Git LFS: hand in the notebook itself",
}
MAX_DEPTH = 32  # of metadata
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
KINDS = ("code", "markdown", "raw")
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")


class Unreadable(Exception):
    """The file is no notebook; the text says why, as the rest of "The file ..."."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook without its outputs; what is odd in a cell is dropped, not believed.

    Raises
    ------
    Unreadable
        If the file is not a regular file, too large, truncated, not UTF-8, not JSON, or no
        notebook of a version that can be converted.
    """
    return notebook_in(_bytes(path))


def notebook_in(content: bytes) -> NotebookNode:
    """`read_notebook` of what a file holds."""
    try:
        data = json.loads(_text(content))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_why_no_json(error)) from None
    if not isinstance(data, dict):
        raise Unreadable("holds no notebook")
    version = data.get("nbformat")
    if type(version) is not int or not 1 <= version <= 4:
        raise Unreadable(f"says that it is a notebook of version {ascii(version)[:20]}, not 4")
    if version < 4:
        data = _convert(data)
    cells = data.get("cells")
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise Unreadable(f"holds no list of at most {MAX_CELLS} cells")
    return nbformat.from_dict(  # type: ignore[no-any-return]  # it comes without types
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": _metadata(data.get("metadata")),
            "cells": _own_ids([_cell(cell) for cell in cells if isinstance(cell, dict)]),
        }
    )


def _bytes(path: Path) -> bytes:
    try:
        # Without blocking: a named pipe in a notebook's place would wait for a writer for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable("is not a regular file")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror}") from None


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES // 2**20} MB: clear its outputs, then save")
    if (kind := _other_kind(data)) is not None:
        raise Unreadable(kind)
    if data.count(b"[") + data.count(b"{") > MAX_PARTS:  # a list takes twenty times its text
        raise Unreadable(f"has more than {MAX_PARTS} parts: clear its outputs, then save")
    return data.decode("utf-8-sig")


def _other_kind(data: bytes) -> str | None:
    """What a file is that begins like none that holds a notebook."""
    if not data.strip():
        return "is empty"
    return next((words for begin, words in BEGINNINGS.items() if data.startswith(begin)), None)


def _why_no_json(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "is not text in UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"is truncated or damaged at line {error.lineno}"
    return "is nested too deeply, or holds a number that is too long"


def _convert(data: dict[str, Any]) -> dict[str, Any]:
    try:
        return dict(nbformat.convert(nbformat.from_dict(data), 4))
    except Exception as error:  # a notebook of an old version may be wrong in any way
        raise Unreadable("is a notebook of an old version that cannot be converted") from error


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kind = cell.get("cell_type")
    clean: dict[str, Any] = {
        "cell_type": kind if kind in KINDS else "raw",
        "metadata": _metadata(cell.get("metadata")),
        "source": _source(cell.get("source")),
        "id": cell.get("id"),
    }
    if clean["cell_type"] == "code":
        clean |= {"execution_count": None, "outputs": []}
    elif pictures := _attachments(cell.get("attachments")):
        clean["attachments"] = pictures
    return clean


def _own_ids(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a name to each cell that has none, or another one's."""
    taken = set()
    for number, cell in enumerate(cells):
        name = cell["id"]
        if not isinstance(name, str) or not ID.fullmatch(name) or name in taken:
            cell["id"] = f"unnamed-{number}"
        taken.add(cell["id"])
    return cells


def _metadata(metadata: object) -> dict[str, Any]:
    return metadata if isinstance(metadata, dict) and _is_shallow(metadata, MAX_DEPTH) else {}


def _is_shallow(value: object, levels: int) -> bool:
    """Whether a value can be copied by whoever calls himself at each level."""
    if not isinstance(value, (dict, list)):
        return True
    items = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(item, levels - 1) for item in items)


def _source(source: object) -> str:
    """The text of a cell, with line ends of one kind and without halves of characters."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return ""
    whole = source.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _attachments(attachments: object) -> dict[str, dict[str, str]]:
    """Pictures that were pasted into a written answer."""
    if not isinstance(attachments, dict):
        return {}
    kept = {}
    for name, forms in attachments.items():
        if not isinstance(forms, dict):
            continue
        images = {
            kind: data for kind, data in forms.items() if kind in PICTURES and isinstance(data, str)
        }
        if images:
            kept[name] = images
    return kept

"""Notebooks as accidents and hostile minds make them, drawn from a seed."""

from __future__ import annotations

import copy
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

# Values where others are expected; what only JSON's text can hold comes by `RAW`.
NAMES = "../../etc/passwd", "code", "markdown", "raw", "image/png", "\x00", "\ud800", "a\u202eb"
TEXTS = "", " ", "😀" * 50, "x" * 10**5, "<script>", "def sigmoid(Z):\n    return 0", "%%bash\nls"
TREES = [], {}, [[]], [{}], [None], ["a", 1], {"": ""}, {"a": {"b": [{}]}}
PICTURES = {"image/png": "\ud800"}, {"\ud800": {"image/png": "a"}}, {"x": {"image/png": 1}}
ODD: tuple[Any, ...] = (None, True, False, 0, -1, 3, 4.5, *NAMES, *TEXTS, *TREES, *PICTURES)
NUMBERS = "NaN", "Infinity", "-0", "1e999", "9" * 4000, "9" * 5000, "01"
DEEP = "[" * 200 + "]" * 200, '{"a":' * 100 + "1" + "}" * 100
RAW = (*NUMBERS, *DEEP, '"\\ud800\\u0000"', "[]", "{}", "tru", "'x'")
MARK = "mark-of-a-raw-value"


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in a tree of lists and dicts."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(place for key, inner in items for place in places(inner, (*path, key)))]


def mutate(tree: Any, draw: random.Random) -> None:
    """Change one place of a tree."""
    found = places(tree)[1:]
    if not found:
        return
    *way, last = draw.choice(found)
    home = tree
    for key in way:
        home = home[key]
    kind = draw.randrange(8)
    if kind == 0:
        del home[last]
    elif kind == 1 and isinstance(home, list):
        home.insert(draw.randrange(len(home) + 1), copy.deepcopy(home[last]))
    elif kind == 2 and isinstance(home, list):
        draw.shuffle(home)
    elif kind == 3 and isinstance(home, dict):
        home[draw.choice([key for key in home] + ["id", "source", "nbformat"])] = home.pop(last)
    elif kind == 4 and isinstance(home[last], str):
        at = draw.randrange(len(home[last]) + 1)
        home[last] = home[last][:at] + str(draw.choice(ODD))[:200] + home[last][at + 1 :]
    elif kind == 5:
        home[last] = MARK
    else:
        home[last] = copy.deepcopy(draw.choice(ODD))


def cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def flipped(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randrange(1, 20)):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def doubled(data: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + data[draw.randrange(len(data)) :]


def zipped(data: bytes, draw: random.Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.ipynb", bytes(10**6))
    return file.getvalue()


BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(cut, flipped, doubled, zipped),
    lambda data, draw: gzip.compress(data),
    lambda data, draw: data.decode("utf-8", "replace").encode(
        draw.choice(["utf-16", "utf-32", "utf-8-sig", "latin-1", "cp1252"]), "replace"
    ),
    lambda data, draw: data.replace(b"\n", b"\r\n"),
    lambda data, draw: draw.choice([b"", b"\x00" * 100, b"[" * 10**5, b"{}" * 50, b"null"]),
)


def mutated(notebook: NotebookNode, seed: int) -> bytes:
    """The bytes of a file that was a notebook once."""
    draw = random.Random(seed)
    tree = json.loads(json.dumps(notebook))
    for _ in range(draw.choice([1, 1, 2, 5, 20])):
        if isinstance(tree.get("cells"), list) and draw.random() < 0.2:
            cells, source = tree["cells"], str(draw.choice(ODD))
            cells.insert(
                draw.randrange(len(cells) + 1), json.loads(json.dumps(new_code_cell(source)))
            )
        mutate(tree, draw)
    text = json.dumps(tree, indent=draw.choice([None, 1]))
    text = text.replace(f'"{MARK}"', draw.choice(RAW))
    data = text.encode()
    return draw.choice(BYTES)(data, draw) if draw.random() < 0.3 else data

"""Files that are no notebook are refused in one sentence; odd cells are made plain."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from deepcat_grader.grading.intake.reading import MAX_BYTES, Unreadable, read_notebook


def notebook(*cells: object, **changes: object) -> bytes:
    data = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    return json.dumps({**data, **changes}).encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (notebook()[:-2], "truncated or damaged"),
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"PK\x03\x04", "zip archive"),
        (b"\x1f\x8b\x08", "gzip archive"),
        (b"%PDF-1.7", "is a PDF"),
        (b"<!DOCTYPE html>", "page for a browser"),
        (notebook().decode().encode("utf-16"), "text in UTF-16"),
        (b"[" + b"[]," * 600_000 + b"[]]", "more than 500000 parts"),
        (notebook(nbformat="\ud800\n"), "version '"),
        (b"not json", "truncated or damaged"),
        (b"\xfa{", "not text in UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", "nested too deeply"),
        (b"[]", "holds no notebook"),
        (b"{}", "version None"),
        (notebook(nbformat=5), "version 5"),
        (notebook(nbformat=True), "version True"),
        (notebook(nbformat=3), "old version"),
        (notebook(cells={}), "no list"),
        (notebook(*[{}] * 3000), "no list of at most"),
    ],
)
def test_what_is_no_notebook_is_refused_with_a_reason(tmp_path: Path, data: bytes, why: str):
    path = tmp_path / "a.ipynb"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=why):
        read_notebook(path)


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path):
    path = tmp_path / "a.ipynb"
    with open(path, "wb") as file:
        file.truncate(2**30)
    with pytest.raises(Unreadable, match=f"larger than {MAX_BYTES // 2**20} MB"):
        read_notebook(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_a_link_and_a_folder_are_no_files(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret").write_bytes(notebook())
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    for name in ("pipe", "folder", "link", "nothing"):
        with pytest.raises(Unreadable):
            read_notebook(tmp_path / name)


@pytest.mark.parametrize(
    "cell",
    [
        {},
        {"cell_type": "code"},
        {"cell_type": "heading", "source": ["a", "b"]},
        {"cell_type": "code", "source": 3, "metadata": [], "id": 7, "outputs": "x"},
        {"cell_type": "code", "source": ["a", 1], "outputs": [{"output_type": "pickle"}]},
        {"cell_type": "markdown", "source": "x", "attachments": {"a": {"text/html": "<b>"}}},
    ],
)
def test_odd_cells_become_plain_ones(tmp_path: Path, cell: dict[str, object]):
    path = tmp_path / "a.ipynb"
    path.write_bytes(notebook(cell, "no cell"))
    (read,) = read_notebook(path).cells
    assert isinstance(read.source, str) and isinstance(read.id, str)
    assert isinstance(read.metadata, dict)
    assert read.get("outputs", []) == [] and "attachments" not in read


def test_outputs_are_left_out_and_pictures_kept(tmp_path: Path):
    path = tmp_path / "a.ipynb"
    picture = {"p.png": {"image/png": "abc"}}
    path.write_bytes(
        notebook(
            {"cell_type": "code", "source": "1", "outputs": [{"output_type": "stream"}]},
            {"cell_type": "markdown", "source": "![](attachment:p.png)", "attachments": picture},
        )
    )
    code, prose = read_notebook(path).cells
    assert code.outputs == [] and prose.attachments == picture


def test_a_notebook_of_an_old_version_is_converted(tmp_path: Path):
    sheet = {
        "cells": [{"cell_type": "code", "input": "x = 1", "outputs": [], "language": "python"}]
    }
    path = tmp_path / "a.ipynb"
    path.write_text(
        json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]})
    )
    (read,) = read_notebook(path).cells
    assert read.source == "x = 1"


def test_line_ends_are_of_one_kind(tmp_path: Path):
    """An editor of another system must not make every cell look changed."""
    path = tmp_path / "a.ipynb"
    cell = {"cell_type": "code", "source": ["a = 1\r\n", "b = 2\rc = 3"]}
    path.write_bytes(notebook(cell))
    assert read_notebook(path).cells[0].source == "a = 1\nb = 2\nc = 3"


def test_half_a_character_is_replaced(tmp_path: Path):
    path = tmp_path / "a.ipynb"
    path.write_bytes(notebook({"cell_type": "markdown", "source": "\ud800 and 😀"}))
    assert read_notebook(path).cells[0].source == "? and 😀"


@pytest.mark.parametrize("levels", [100, 600, 900])
def test_metadata_too_deep_to_copy_is_dropped(tmp_path: Path, levels: int):
    path = tmp_path / "a.ipynb"
    deep = "[" * levels + "]" * levels
    text = notebook({"cell_type": "code", "source": "1", "metadata": {"a": "@"}}).decode()
    path.write_text(text.replace('"@"', deep))
    assert read_notebook(path).cells[0].metadata == {}

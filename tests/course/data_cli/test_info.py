"""``deepcat data info`` tells of every set what it is, where it lies and under what terms."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from deepcat.data_cli.info import as_table
from deepcat_data import catalogue, real, registry

from .running import file_of, run, sentence


def test_info_tells_of_every_set_what_it_is_and_where_and_under_what_terms(tmp_path: Path) -> None:
    result = run("data", "info")
    assert result.exit_code == 0
    blocks = result.stdout.split("\n\n")
    assert [block.splitlines()[0] for block in blocks[:-1]] == [
        "set: cats-64",
        "set: tiny",
        "set: pencil-64",
        "set: large-64",
        "set: tiny-imagenet",
        "set: cifar",
        "set: toy",
    ]
    assert "split test: 600 pictures: 300 cat, 120 dog, 120 lion, 60 other" in blocks[0]
    assert "licence: CC0 1.0" in blocks[0]
    assert f"where: {registry.shipped_path('cats-64')}" in blocks[0]
    assert re.search(r"on disk: \d+\.\d MB\n", blocks[0])
    assert "on disk: in the file of cats-64" in blocks[1]
    assert "on disk: drawn on first use" in blocks[3] and str(tmp_path / "cache") in blocks[3]
    assert "on disk: not fetched" in blocks[5] and real.SOURCES["cifar"][0].terms in blocks[5]


def test_no_line_of_what_goes_into_a_pipe_is_drawn_or_broken() -> None:
    text = run("data", "info", "cifar").stdout
    assert text.isascii() or not re.search("[─-╿]", text)
    assert f"licence: {real.SOURCES['cifar'][0].terms}\n" in text


def test_on_a_terminal_info_is_a_table(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "400")  # no path is folded
    text = re.sub(r"\x1b\[[0-9;]*m", "", run("data", "info").stdout)
    assert ["cats-64", "train", "3", "2", "2", "1", "8"] in map(str.split, text.splitlines())
    assert "cache/tiny-imagenet-200.zip" in text


def test_the_table_fits_a_terminal_of_eighty_columns() -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(as_table(catalogue.entries()))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert max(map(len, lines)) <= 80
    (row,) = (line for line in lines if "4,475" in line)
    assert row.split()[-6:] == ["train", "5,000", "5,000", "500", "4,475", "14,975"]


def test_info_of_a_drawn_set_tells_digest_meta_datasheet_and_loading(shelf: Path) -> None:
    text = run("data", "info", "cats-64").stdout
    assert f"sha256: {registry.digest(file_of(shelf, 'cats-64'))}" in text
    assert "    number: from 0 to 2\n" in text
    assert "    occluded: yes or no\n" in text
    assert re.search(r"^    x: from -0\.\d{1,4} to 0\.\d{1,4}$", text, re.M)
    assert re.search(r"^    light: (above|even|left|right)(, \w+)*$", text, re.M)
    assert "datasheet: none in this installation\n" in text
    assert '    load_cats("train")' in text
    (shelf / "cats-64" / "README.md").touch()
    assert (
        f"datasheet: {shelf / 'cats-64' / 'README.md'}\n" in run("data", "info", "cats-64").stdout
    )


def test_info_of_a_changed_file_says_so(shelf: Path) -> None:
    with file_of(shelf, "pencil-64").open("ab") as file:
        file.write(b"x")
    result = run("data", "info", "pencil-64")
    assert result.exit_code == 0
    assert "differs from what was published" in result.stdout
    file_of(shelf, "pencil-64").unlink()
    result = run("data", "info", "pencil-64")
    assert result.exit_code == 0
    assert "missing: install deepcat-data again" in result.stdout


def test_info_of_real_pictures_tells_source_and_citation() -> None:
    text = run("data", "info", "cifar").stdout
    for source in real.SOURCES["cifar"]:
        for word in (source.address, source.page, source.citation, source.md5):
            assert word in text


@pytest.mark.parametrize("name", ["toy", "spirals"])
def test_info_of_a_toy_set_tells_of_them_all(name: str) -> None:
    text = run("data", "info", name).stdout
    assert "    moons: Draw two half circles" in text and "    spirals: " in text


def test_info_of_no_set_names_the_closest() -> None:
    assert "did you mean pencil-64?" in sentence(run("data", "info", "pencils-64"))
    assert "there are cats-64, tiny" in sentence(run("data", "info", "zzz"))

"""Feedback goes back under the names by which the LMS knows whose it is."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from .. import made_up
from ..small import NAME, hand_in
from .archives import zipped
from .conftest import Run

MOODLE = "Ada Lovelace_12345_assignsubmission_file_"
GROSS = "Jürgen Groß_12346_assignsubmission_file"


def moodles_participant(path: str) -> tuple[str, str]:
    """Whose a member is and what it is called, as Moodle's importer reads a path."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit():
            continue
        assert info[2:4] == ["assignsubmission", "file"]
        return info[1], "/".join([*info[4:], *parts]).strip("/")
    raise AssertionError(f"Moodle passes over {path}")


def canvass_numbers(path: str) -> list[str]:
    """The user and the file of a member, as Canvas reads a name."""
    assert "/" not in path and not path.startswith("._")
    words = [word for word in path.split("_") if word != "LATE"]
    assert not words[-1].startswith("link")
    return [word for word in words if re.fullmatch(r"\d+", word)][:2]


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def page(klass: Path, student: str) -> bytes:
    return (klass / "feedback" / student / NAME / f"{NAME}.html").read_bytes()


@pytest.mark.parametrize("form", ["folders", "flat"])
def test_moodle_takes_the_pages(run: Run, klass: Path, tmp_path: Path, right: bytes, form: str):
    ends = ("/x.ipynb", "/x.ipynb") if form == "folders" else ("x.ipynb", "_x.ipynb")
    path = zipped(tmp_path / "m.zip", {MOODLE + ends[0]: right, GROSS + ends[1]: right})
    run("collect", klass, path, "--yes")
    made_up.grade(klass)
    done = run("return", klass, "--moodle")
    assert done.exit_code == 0, done.output
    found = members(klass / "exports" / f"{NAME}-feedback-moodle.zip")
    whose = {moodles_participant(name): data for name, data in found.items()}
    assert whose == {
        ("12345", f"{NAME}-feedback.html"): page(klass, "ada"),
        ("12346", f"{NAME}-feedback.html"): page(klass, "0042"),
    }


def test_canvas_takes_the_pages(run: Run, klass: Path, tmp_path: Path, right: bytes):
    files = {"lovelaceada_77_901_2_x.ipynb": right, "großjürgen_LATE_78_902_small-1.ipynb": right}
    run("collect", klass, zipped(tmp_path / "c.zip", files), "--yes")
    made_up.grade(klass)
    assert run("return", klass, "--canvas", "--to", tmp_path / "f.zip").exit_code == 0
    found = members(tmp_path / "f.zip")
    assert sorted(canvass_numbers(name) for name in found) == [["77", "901"], ["78", "902"]]
    first = (tmp_path / "f.zip").read_bytes()
    run("return", klass, "--canvas", "--to", tmp_path / "f.zip")
    assert (tmp_path / "f.zip").read_bytes() == first


def test_whose_page_cannot_go_back_is_named(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes
):
    files = {f"{MOODLE}/x.ipynb": right, f"{GROSS}/x.ipynb": right}
    run("collect", klass, zipped(tmp_path / "1.zip", files), "--yes")
    hand_in(klass, "kim.1", right)
    made_up.grade(klass)
    run("collect", klass, zipped(tmp_path / "2.zip", {f"{GROSS}/x.ipynb": wrong}), "--yes")
    done = run("return", klass, "--moodle", "--to", tmp_path / "f.zip")
    assert done.exit_code == 1
    assert "0042 is not graded as it lies there now" in done.output
    assert "kim.1 was not collected from Moodle" in done.output
    assert [moodles_participant(name)[0] for name in members(tmp_path / "f.zip")] == ["12345"]


def test_a_mark_by_hand_is_on_the_page_that_goes_back(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    run("collect", klass, zipped(tmp_path / "m.zip", {f"{MOODLE}/x.ipynb": right}), "--yes")
    made_up.grade(klass)
    before = page(klass, "ada")
    made_up.asked(
        klass,
        "UPDATE grade SET manual_score = 0.125, needs_manual_grade = 0 WHERE needs_manual_grade",
    )
    done = run("return", klass, "--moodle", "--to", tmp_path / "f.zip")
    assert done.exit_code == 0 and "with 1 page." in done.output, done.output
    (data,) = members(tmp_path / "f.zip").values()
    assert data == page(klass, "ada") != before and b"0.12 of" in data and b"0.12 of" not in before


def test_a_page_that_cannot_be_brought_up_to_date_is_named(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    files = {f"{MOODLE}/x.ipynb": right, f"{GROSS}/x.ipynb": right}
    run("collect", klass, zipped(tmp_path / "m.zip", files), "--yes")
    made_up.grade(klass)
    with (klass / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.JudgeCells.cell_timeout = 77\n")
    made_up.grade(klass, students=["0042"])
    done = run("return", klass, "--moodle", "--to", tmp_path / "f.zip")
    assert done.exit_code == 1 and "ada is not judged as it stands now" in done.output, done.output
    assert [moodles_participant(name)[0] for name in members(tmp_path / "f.zip")] == ["12346"]


def test_nothing_to_return_and_nobody_of_that_name(run: Run, klass: Path):
    assert run("return", klass, "--moodle").exit_code == 2
    assert run("return", klass).exit_code == 2
    done = run("return", klass, "--moodle", "--student", "nobody")
    assert done.exit_code == 2 and "nobody handed in nothing" in done.output
    assert run("return", klass, "--moodle", "--assignment", "9").exit_code == 2

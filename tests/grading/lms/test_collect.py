"""What an LMS gives comes into the class once, whole, under the right student, or is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.lms import placing
from deepcat_grader.lms.records import home_of, read_record

from ..small import NAME, hand_in
from .archives import zipped
from .conftest import Run

ADA = "Ada Lovelace_12345_assignsubmission_file_"
GROSS = "Jürgen Groß_12346_assignsubmission_file_"
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade)\r\n"
    "Participant 12345,Ada Lovelace,ada@example.org,Submitted,,10.00,Yes,"
    '"Tuesday, 3 November 2026, {clock}",-\r\n'
)


def there(klass: Path, student: str = "ada") -> bytes:
    return (klass / "submitted" / student / NAME / f"{NAME}.ipynb").read_bytes()


def everything(klass: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(klass).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for home in ("submitted", "collected")
        for path in sorted((klass / home).rglob("*"))
        if path.is_file()
    }


def earlier(klass: Path, student: str = "ada") -> list[bytes]:
    home = home_of(klass, student, NAME)
    return [path.read_bytes() for path in sorted(home.glob(f"*/{NAME}.ipynb"))]


def test_a_plan_changes_nothing(run: Run, klass: Path, tmp_path: Path, right: bytes):
    path = zipped(tmp_path / "m.zip", {f"{ADA}/{NAME} (1).ipynb": right})
    done = run("collect", klass, path)
    assert done.exit_code == 0 and "Nothing was changed" in done.output
    assert f"{NAME} (1).ipynb" in done.output and not everything(klass)


@pytest.mark.parametrize("form", ["folders", "flat", "canvas", "inbound", "student"])
def test_a_file_comes_in_and_a_second_time_changes_nothing(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes, form: str
):
    inbound = "{}+small+2026-11-03 10:00:00.5 UTC+xyz"
    names = {
        "folders": (f"{ADA}/renamed.ipynb", f"{GROSS}/{NAME} (1).ipynb"),
        "flat": (f"{ADA}{NAME}.ipynb", f"{GROSS}{NAME}-3.ipynb"),
        "canvas": ("lovelaceada_77_901_x.ipynb", "großjürgen_LATE_78_902_small-1.ipynb"),
        "inbound": (f"{inbound.format('ada')}/small.ipynb", f"{inbound.format('0042')}/s.ipynb"),
        "student": ("Ada Lovelace/small.ipynb", "0042/small/deep.ipynb"),
    }[form]
    path = zipped(tmp_path / "a.zip", dict(zip(names, (right, wrong), strict=True)))
    done = run("collect", klass, path, "--yes")
    assert done.exit_code == 0, done.output
    assert there(klass) == right and there(klass, "0042") == wrong
    before = everything(klass)
    again = run("collect", klass, path, "--yes")
    assert again.exit_code == 0 and "0 to collect, 2 collected before" in again.output
    assert everything(klass) == before
    assert (form == "canvas") == ("calls 1 of them late" in done.output)


def test_the_lmss_names_are_kept_beside_the_submission(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    run("collect", klass, zipped(tmp_path / "m.zip", {f"{ADA}/x.ipynb": right}), "--yes")
    attempt = read_record(home_of(klass, "ada", NAME)).counted
    assert attempt is not None
    assert (attempt.kind, attempt.number, attempt.place) == ("moodle", "12345", ADA)
    assert attempt.files == {NAME: "x.ipynb"}


def test_the_latest_counts_and_every_earlier_one_is_kept_with_its_time(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes, untouched: bytes
):
    for number, (data, clock) in enumerate(
        ((wrong, "10:15 AM"), (right, "2:00 PM"), (untouched, "9:00 AM"))
    ):
        path = zipped(tmp_path / f"{number}.zip", {f"{ADA}/{NAME}.ipynb": data})
        table = tmp_path / f"{number}.csv"
        table.write_text(WORKSHEET.format(clock=clock), encoding="utf-8-sig")
        done = run("collect", klass, path, table, "--yes")
        assert done.exit_code == 0, done.output
        assert (f"whose marks change: deepcat regrade {klass}" in done.output) == (number == 1)
    assert "earlier than the one that counts" in done.output
    assert there(klass) == right and earlier(klass) == [untouched, wrong]
    record = read_record(home_of(klass, "ada", NAME))
    assert [one.time[11:16] for one in record.attempts] == ["10:15", "14:00", "09:00"]
    stamp = klass / "submitted" / "ada" / NAME / "timestamp.txt"
    assert stamp.read_text(encoding="utf-8") == "2026-11-03 14:00:00 UTC\n"


def test_a_later_download_counts_and_the_old_one_brings_nothing_back(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes
):
    first = zipped(tmp_path / "1.zip", {f"{ADA}/{NAME}.ipynb": wrong})
    second = zipped(tmp_path / "2.zip", {f"{ADA}/{NAME}.ipynb": right})
    for path in (first, second, first):
        run("collect", klass, path, "--yes")
    assert there(klass) == right and earlier(klass) == [wrong]
    taken_back = zipped(tmp_path / "3.zip", {f"{ADA}/{NAME}.ipynb": wrong, "x_1_x/y": b""})
    done = run("collect", klass, taken_back, "--yes")
    assert there(klass) == wrong and right in earlier(klass), done.output


def test_the_worksheet_brings_the_time_afterwards(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    path = zipped(tmp_path / "m.zip", {f"{ADA}/{NAME}.ipynb": right})
    done = run("collect", klass, path, "--yes")
    assert "1 came without a time" in done.output
    table = tmp_path / "w.csv"
    table.write_text(WORKSHEET.format(clock="10:15 AM"), encoding="utf-8")
    done = run("collect", klass, path, table, "--yes")
    assert "now with what its system says" in done.output
    stamp = klass / "submitted" / "ada" / NAME / "timestamp.txt"
    assert stamp.read_text(encoding="utf-8") == "2026-11-03 10:15:00 UTC\n"
    assert not earlier(klass)


@pytest.mark.parametrize(
    ("time", "heading", "said"),
    [
        ("Montag, 9. November 2026, 22:15", "Zuletzt geändert (Abgabe)", ""),
        ("9 listopada 2026, 22:15", "Data (praca)", "Ada Lovelace (12345): the time “9 list"),
        ("Montag, 9. November 2026, 22:15", "Wann", "w.csv: no heading tells"),
    ],
)
def test_a_worksheet_of_another_language_is_read_or_named(
    run: Run, klass: Path, tmp_path: Path, right: bytes, time: str, heading: str, said: str
):
    table = tmp_path / "w.csv"
    text = WORKSHEET.replace("Tuesday, 3 November 2026, {clock}", time)
    text = text.replace("Last modified (submission)", heading)
    text = text.replace("Last modified (grade)", "Data (ocena)")
    table.write_text(text, encoding="utf-8")
    path = zipped(tmp_path / "m.zip", {f"{ADA}/{NAME}.ipynb": right})
    done = run("collect", klass, path, table, "--yes")
    stamp = klass / "submitted" / "ada" / NAME / "timestamp.txt"
    assert there(klass) == right and stamp.exists() == (not said)
    assert done.exit_code == bool(said) and said in done.output, done.output
    assert ("1 came without a time, so it counts as" in done.output) == bool(said)


def test_each_system_is_advised_of_what_it_has(run: Run, klass: Path, tmp_path: Path, right: bytes):
    moodle = run("collect", klass, zipped(tmp_path / "m.zip", {f"{ADA}/x.ipynb": right}))
    assert "Moodle's grading worksheet (CSV) beside the zip brings" in moodle.output
    canvas = run("collect", klass, zipped(tmp_path / "c.zip", {"a_LATE_77_1_x.ipynb": right}))
    assert "No file of Canvas's tells the times" in canvas.output and "Moodle" not in canvas.output
    assert "Canvas calls it late." in canvas.output


def test_canvass_earlier_upload_in_one_zip_is_kept(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes, untouched: bytes
):
    files = {
        "lovelaceada_77_12_small-1.ipynb": right,
        "lovelaceada_77_9_small.ipynb": wrong,
        "lovelaceada_77_13_small-2.ipynb": untouched,
    }
    done = run("collect", klass, zipped(tmp_path / "1.zip", files), "--yes")
    assert done.exit_code == 0, done.output
    assert there(klass) == right and earlier(klass) == [wrong]
    before = everything(klass)
    again = zipped(tmp_path / "2.zip", {**files, "großjürgen_78_14_small.ipynb": right})
    done = run("collect", klass, again, "--yes")
    assert "1 to collect, 2 collected before" in done.output, done.output
    after = everything(klass)
    assert {name: after[name] for name in before if "record" not in name} == {
        name: data for name, data in before.items() if "record" not in name
    }


def test_what_lay_there_by_hand_is_kept(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes
):
    hand_in(klass, "ada", wrong)
    path = zipped(tmp_path / "m.zip", {f"{ADA}/{NAME}.ipynb": right})
    done = run("collect", klass, path, "--yes")
    assert "replaces an earlier one" in done.output
    assert there(klass) == right and earlier(klass) == [wrong]


def test_what_was_taken_away_comes_back(run: Run, klass: Path, tmp_path: Path, right: bytes):
    path = zipped(tmp_path / "m.zip", {f"{ADA}/{NAME}.ipynb": right})
    run("collect", klass, path, "--yes")
    (klass / "submitted" / "ada" / NAME / f"{NAME}.ipynb").unlink()
    run("collect", klass, path, "--yes")
    assert there(klass) == right


@pytest.mark.parametrize("at", [0, 1])
def test_whoever_is_stopped_half_way_goes_on(
    run: Run,
    klass: Path,
    tmp_path: Path,
    right: bytes,
    wrong: bytes,
    monkeypatch: pytest.MonkeyPatch,
    at: int,
):
    run("collect", klass, zipped(tmp_path / "1.zip", {f"{ADA}/{NAME}.ipynb": wrong}), "--yes")
    path = zipped(tmp_path / "2.zip", {f"{ADA}/{NAME}.ipynb": right})
    moves, move = [], placing.shutil.move

    def full(*places: Path) -> object:
        moves.append(places)
        if len(moves) > at:
            raise OSError(28, "No space left on device")
        return move(*places)

    monkeypatch.setattr("shutil.move", full)
    done = run("collect", klass, path, "--yes")
    assert done.exit_code == 1 and "No space left" in done.output
    monkeypatch.undo()
    assert run("collect", klass, path, "--yes").exit_code == 0
    assert there(klass) == right and earlier(klass) == [wrong]


def test_two_of_one_name_are_not_understood(run: Run, klass: Path, tmp_path: Path, right: bytes):
    who = "Kim Lee_{}_assignsubmission_file_/small.ipynb"
    path = zipped(tmp_path / "m.zip", {who.format(1): right, f"{ADA}/small.ipynb": right})
    done = run("collect", klass, path, "--yes")
    assert done.exit_code == 1 and "Kim Lee (1): may be kim.1 and kim.2" in done.output
    assert there(klass) == right and not (klass / "submitted" / "kim.1").exists()


def test_two_participants_are_not_taken_for_one_student(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes
):
    one, other = (f"Ada Lovelace_{n}_assignsubmission_file_/small.ipynb" for n in (1, 2))
    done = run("collect", klass, zipped(tmp_path / "m.zip", {one: right, other: wrong}), "--yes")
    assert done.exit_code == 1 and done.output.count("and so may another") == 2
    assert not everything(klass)


def test_a_notebook_twice_in_one_hand_in(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes, untouched: bytes
):
    files = {f"{ADA}/small.ipynb": untouched, f"{ADA}/small (1).ipynb": right}
    done = run("collect", klass, zipped(tmp_path / "1.zip", files), "--yes")
    assert done.exit_code == 0 and there(klass) == right
    assert "small.ipynb is an earlier or untouched small" in done.output
    files = {f"{GROSS}/small.ipynb": wrong, f"{GROSS}/small (1).ipynb": right}
    done = run("collect", klass, zipped(tmp_path / "2.zip", files), "--yes")
    assert done.exit_code == 1 and "holds small more than once" in done.output
    canvas = {"lovelaceada_77_12_small-1.ipynb": wrong, "lovelaceada_77_9_small.ipynb": right}
    run("collect", klass, zipped(tmp_path / "3.zip", canvas), "--yes")
    assert there(klass) == wrong


def test_a_notebook_without_ids_is_known_by_its_text(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    data = json.loads(right)
    for cell in data["cells"]:
        cell["metadata"], cell["id"] = {}, f"colab{id(cell)}"
    path = zipped(tmp_path / "m.zip", {f"{ADA}/Untitled.ipynb": json.dumps(data).encode()})
    done = run("collect", klass, path, "--yes")
    assert done.exit_code == 0, done.output
    assert json.loads(there(klass)) == data


def test_a_zip_in_the_place_of_the_notebook_is_opened_once(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    inner = zipped(tmp_path / "i.zip", {"work/small.ipynb": right, "work/a.png": b"png"})
    twice = zipped(tmp_path / "t.zip", {"i.zip": inner.read_bytes()})
    bomb = zipped(tmp_path / "b.zip", {"small.ipynb": b" " * 9_000_000})
    kim = "somebody_79_9_{}.zip"
    files = {
        f"lovelaceada_77_1_{inner.name}": inner.read_bytes(),
        f"großjürgen_78_2_{twice.name}": twice.read_bytes(),
        kim.format("b"): bomb.read_bytes(),
    }
    done = run("collect", klass, zipped(tmp_path / "c.zip", files), "--yes")
    assert done.exit_code == 1 and there(klass) == right
    assert "0042: holds no notebook of the class, but t.zip" in done.output
    assert "kim.1: small.ipynb in b.zip would unpack to" in done.output
    assert (klass / "submitted" / "ada" / NAME / "work" / "a.png").is_file()


def test_every_attempt_of_an_inbound_folder(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes
):
    place = "ada+small+2026-11-0{} 10:00:00.5 UTC+x/small.ipynb"
    files = {place.format(4): right, place.format(3): wrong}
    done = run("collect", klass, zipped(tmp_path / "in.zip", files), "--yes")
    assert done.exit_code == 0 and there(klass) == right and earlier(klass) == [wrong]
    again = run("collect", klass, tmp_path / "in.zip", "--yes")
    assert "0 to collect, 2 collected before" in again.output


def test_a_foreign_and_a_truncated_notebook(run: Run, klass: Path, tmp_path: Path, right: bytes):
    foreign = b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'
    files = {f"{ADA}/essay.ipynb": foreign, f"{GROSS}/small (2).ipynb": right[:500]}
    done = run("collect", klass, zipped(tmp_path / "m.zip", files), "--yes")
    assert done.exit_code == 1
    assert "ada: holds no notebook of the class, but essay.ipynb" in done.output
    assert "small (2).ipynb is truncated" in done.output and there(klass, "0042") == right[:500]


def test_files_beside_come_along_and_answers_to_questions_do_not(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    files = {
        f"{ADA}/small.ipynb": right,
        f"{ADA}/helper.py": b"x = 1",
        f"{ADA}/pictures/cat.png": b"png",
        f"{ADA}/.hidden": b"x",
        f"{ADA}/timestamp.txt": b"2020-01-01 10:00:00 UTC",
        f"{ADA}/deepcat-answers.json": b"{}",
    }
    done = run("collect", klass, zipped(tmp_path / "m.zip", files), "--yes")
    home = klass / "submitted" / "ada" / NAME
    found = {p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()}
    assert found == {"small.ipynb", "helper.py", "pictures/cat.png"}
    assert ".hidden was left out" in done.output and "timestamp.txt was left out" in done.output


def test_a_link_in_the_class_is_not_followed(run: Run, klass: Path, tmp_path: Path, right: bytes):
    (tmp_path / "elsewhere").mkdir()
    (klass / "submitted" / "ada").symlink_to(tmp_path / "elsewhere")
    path = zipped(tmp_path / "m.zip", {f"{ADA}/small.ipynb": right})
    done = run("collect", klass, path, "--yes")
    assert done.exit_code == 1 and "is a link" in done.output
    assert not any((tmp_path / "elsewhere").iterdir())


def test_an_inbound_folder_of_anothers_name(
    run: Run, klass: Path, tmp_path: Path, right: bytes, monkeypatch: pytest.MonkeyPatch
):
    place = tmp_path / "inbound" / "ada+small+2026-11-03 10:00:00.5 UTC+x"
    place.mkdir(parents=True)
    (place / "small.ipynb").write_bytes(right)
    monkeypatch.setattr(Path, "owner", lambda path: "kim.1")
    done = run("collect", klass, tmp_path / "inbound", "--yes")
    assert done.exit_code == 1 and "belongs to kim.1" in done.output


def test_words_for_what_cannot_be_used(run: Run, klass: Path, tmp_path: Path):
    assert run("collect", klass, tmp_path / "no.zip").exit_code == 2
    done = run("collect", klass, klass, "--assignment", "9")
    assert done.exit_code == 2 and f"the class has: {NAME}" in done.output
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("collect", klass, table)
    assert done.exit_code == 2 and "neither Moodle's grading worksheet" in done.output


def test_inside_the_class_its_name_is_left_out(
    run: Run, klass: Path, tmp_path: Path, right: bytes, monkeypatch: pytest.MonkeyPatch
):
    path = zipped(tmp_path / "m.zip", {f"{ADA}/small.ipynb": right})
    monkeypatch.chdir(klass)
    assert run("collect", path, "--yes").exit_code == 0 and there(klass) == right
    assert run("collect", ".").exit_code == 2


def test_a_class_without_a_roster(run: Run, course: Path, tmp_path: Path, right: bytes):
    path = zipped(tmp_path / "s.zip", {"ada/small.ipynb": right, "b@example.org/x.ipynb": right})
    done = run("collect", course, path, "--yes")
    assert done.exit_code == 0 and "has no roster" in done.output
    assert open_course(course).students() == ["ada", "b@example.org"]


def test_what_could_not_be_put_in_its_place_leaves_nothing_behind(
    run: Run, klass: Path, tmp_path: Path, right: bytes
):
    """A file and a folder of one name, as only an archive can hold them."""
    odd = {f"{ADA}/{NAME}.ipynb": right, f"{ADA}/a": b"1", f"{ADA}/a/b": b"2"}
    done = run("collect", klass, zipped(tmp_path / "m.zip", odd), "--yes")
    assert done.exit_code == 1 and "ada" in done.output
    assert not (klass / "submitted" / "ada").exists()
    assert not (home_of(klass, "ada", NAME) / placing.NEW).exists()

"""Each system's layout is known by its names, and by nobody else's."""

from __future__ import annotations

import datetime

import pytest

from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.formats import recognised
from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.sources import Entry

from .archives import entries


def read(*paths: str) -> Found:
    return recognised(entries(*paths), "Europe/Berlin")


@pytest.mark.parametrize(
    ("path", "place", "name"),
    [
        ("Ada Lovelace_12345_assignsubmission_file_/2_neuron.ipynb", 1, "2_neuron.ipynb"),
        ("Ada Lovelace_12345_assignsubmission_file/2_neuron (1).ipynb", 0, "2_neuron (1).ipynb"),
        ("Ada Lovelace_12345_assignsubmission_file_2_neuron.ipynb", 1, "2_neuron.ipynb"),
        ("Ada Lovelace_12345_assignsubmission_file_/a/b.png", 1, "a/b.png"),
    ],
)
def test_moodles_folders_and_its_flat_files(path: str, place: int, name: str):
    (hand,) = read(path).hands
    assert hand.kind == "moodle" and hand.who.name == "Ada Lovelace" and hand.who.number == "12345"
    assert hand.place == "Ada Lovelace_12345_assignsubmission_file" + "_" * place
    assert [file.name for file in hand.files] == [name]


def test_moodles_folder_within_a_folder_as_a_zip_unpacks():
    (hand,) = read("CS101-2-77/Ada_1_assignsubmission_file_/2.ipynb").hands
    assert hand.kind == "moodle" and hand.who.number == "1"


def test_text_that_was_typed_into_moodle_is_named():
    found = read("A_1_assignsubmission_onlinetext_/onlinetext.html", "B_2_assignsubmission_file_/x")
    assert [hand.who.name for hand in found.hands] == ["B"]
    assert "typed into Moodle" in found.strange[0][1]


def test_typed_text_beside_files_is_passed_over():
    found = read("A_1_assignsubmission_onlinetext_/onlinetext.html", "A_1_assignsubmission_file_/x")
    assert len(found.hands) == 1 and not found.strange


@pytest.mark.parametrize(
    ("path", "who", "late", "order", "name"),
    [
        ("lovelaceada_77_901_2_neuron.ipynb", "lovelaceada", False, 901, "2_neuron.ipynb"),
        ("großjürgen_LATE_78_902_2_neuron-1.ipynb", "großjürgen", True, 902, "2_neuron-1.ipynb"),
    ],
)
def test_canvass_files(path: str, who: str, late: bool, order: int, name: str):
    (hand,) = read(path).hands
    (file,) = hand.files
    assert (hand.kind, hand.who.name, hand.late) == ("canvas", who, late)
    assert (file.order, file.name, hand.place) == (order, name, path)


def test_what_canvas_cannot_say_is_named():
    found = read("anon_x7Ab_901_2.ipynb", "lovelaceada_77_text.html", "a_1_2_b.ipynb", "readme.txt")
    assert [hand.who.number for hand in found.hands] == ["1"]
    assert len(found.strange) == 3 and "anonymous grading" in found.strange[0][1]


METADATA = b"""---
submission_901:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0042'
    :email: ada@example.org
  - :name: Emeka Obi
    :sid: '43'
    :email: emeka@example.org
  :created_at: 2026-11-03 09:15:00.123456000 Z
  :score: 3.0
submission_902:
  :submitters:
  - :name: Kim
    :email: kim@example.org
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-11-03 10:00:00.000000000 Z
"""


def gradescope(metadata: bytes, *paths: str) -> Found:
    listing = Entry("assignment_1_export/submission_metadata.yml", lambda: metadata)
    return recognised([listing, *entries(*(f"assignment_1_export/{p}" for p in paths))], "UTC")


def test_gradescopes_export_with_a_group():
    found = gradescope(
        METADATA, "submission_901/2.ipynb", "submission_902/2.ipynb", "submission_9/x"
    )
    assert [(h.who.id, h.who.email) for h in found.hands] == [
        ("0042", "ada@example.org"), ("43", "emeka@example.org"), ("", "kim@example.org"),
    ]  # fmt: skip
    assert found.hands[0].time == datetime.datetime(2026, 11, 3, 9, 15, 0, 123456)
    assert found.hands[2].time == datetime.datetime(2026, 11, 3, 10)
    assert found.strange == [("submission_9/x", "submission_metadata.yml names nobody for it")]


@pytest.mark.parametrize(
    "metadata", [b"- 1", b"a: [", b"\xff\xfe", b"a: !!python/object/apply:os.system [ls]"]
)
def test_a_damaged_list_of_gradescopes_stops_the_collection(metadata: bytes):
    with pytest.raises(LmsError, match="Export the submissions"):
        gradescope(metadata, "submission_901/2.ipynb")


@pytest.mark.parametrize("round_it", ["", "ada/"])
def test_no_list_is_read_in_a_students_folder(round_it: str):
    """Who wrote it is the student, and it could name another."""
    listing = Entry(f"{round_it}submission_metadata.yml", lambda: METADATA)
    work = entries(f"{round_it}submission_901/2.ipynb")
    name = "" if round_it else "ada"
    found = recognised([listing, *work], "UTC", {"ada"}.__contains__, name)
    assert found.kind == "folder" and {hand.who.id for hand in found.hands} == {"ada"}
    assert recognised([listing, *work], "UTC").kind == "gradescope"


def test_nbgraders_inbound_folder():
    place = "ada+2_neuron+2026-11-03 10:00:00.123456 UTC+x_-Y"
    found = read(
        f"{place}/2_neuron.ipynb", f"{place}/timestamp.txt", f"{place}/submission_secret.txt"
    )
    (hand,) = found.hands
    assert (hand.kind, hand.who.id, hand.assignment) == ("exchange", "ada", "2_neuron")
    assert hand.time == datetime.datetime(2026, 11, 3, 10, 0, 0, 123456)
    assert [file.name for file in hand.files] == ["2_neuron.ipynb"]
    assert [file.name for file in hand.own] == ["submission_secret.txt"]


def test_a_folder_a_student_with_or_without_an_assignments():
    found = read("ada/2.ipynb", "ada/figures/a.png", "emeka/2_neuron/2.ipynb", "alone.ipynb")
    assert [(h.who.id, h.assignment, len(h.files)) for h in found.hands] == [
        ("ada", "", 2), ("emeka", "2_neuron", 1),
    ]  # fmt: skip
    assert found.strange == [("alone.ipynb", "lies in no student's folder")]

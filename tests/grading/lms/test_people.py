"""A student is known by what says so for certain; where two may be meant, nobody is."""

from __future__ import annotations

import datetime

import pytest

from deepcat_grader.classes.student import Student
from deepcat_grader.lms.handed import Claim
from deepcat_grader.lms.listed import Listed, listed, times_column
from deepcat_grader.lms.moodle_times import time_of
from deepcat_grader.lms.people import People, Unknown
from deepcat_grader.lms.tables import Table, table_in

ADA = Student("ada", "Ada", "Lovelace", "Ada.L@example.org", lms_id="77")
GROSS = Student("0042", "Jürgen", "Groß", "jg@example.org")
KIM = Student("kim.1", "Kim", "Lee")
OTHER = Student("kim.2", "Kim", "Lee", "kim2@example.org")
PEOPLE = People([ADA, GROSS, KIM, OTHER])


@pytest.mark.parametrize(
    ("kind", "claim", "student"),
    [
        ("moodle", Claim(name="Ada Lovelace", number="1"), "ada"),
        ("moodle", Claim(name="LOVELACE Ada"), "ada"),
        ("canvas", Claim(name="lovelaceada", number="3"), "ada"),
        ("canvas", Claim(name="somebody", number="77"), "ada"),
        ("canvas", Claim(name="großjürgen"), "0042"),
        ("moodle", Claim(name="Juergen Gross"), "0042"),
        ("moodle", Claim(name="Ju\u0308rgen Gro\u00df"), "0042"),
        ("moodle", Claim(name="jurgen gross"), "0042"),
        ("gradescope", Claim(name="K. Lee", email="KIM2@example.org"), "kim.2"),
        ("folder", Claim(name="Kim.2", id="Kim.2"), "kim.2"),
    ],
)
def test_who_is_meant(kind: str, claim: Claim, student: str):
    assert PEOPLE.find(kind, claim)[0] == student


def test_an_id_is_the_same_however_its_accents_are_stored():
    people = People([Student("Jürgen", "J", "G")])
    assert people.find("folder", Claim(id="Ju\u0308rgen"))[0] == "Jürgen"
    assert People([]).find("folder", Claim(id="Ju\u0308rgen"))[0] == "J\u00fcrgen"


def test_two_of_one_name_are_told_apart_by_the_lmss_table_alone():
    claim = Claim(name="Kim Lee", number="5")
    with pytest.raises(Unknown, match=r"may be kim\.1 and kim\.2"):
        PEOPLE.find("moodle", claim)
    row = Listed("moodle", Claim("Kim Lee", "5", email="kim2@example.org"))
    people = People([ADA, KIM, OTHER], [row])
    assert people.find("moodle", claim) == ("kim.2", True)


def test_an_accent_decides_between_two():
    people = People([Student("a", "Anna", "Müller"), Student("b", "Anna", "Muller")])
    assert people.find("moodle", Claim("Anna Müller"))[0] == "a"
    assert people.find("moodle", Claim("Anna Muller"))[0] == "b"
    with pytest.raises(Unknown, match="may be a and b"):
        people.find("moodle", Claim("Anna Mûller"))


def test_a_participants_number_is_no_id_of_the_roster():
    with pytest.raises(Unknown, match="nobody on the roster"):
        PEOPLE.find("moodle", Claim(name="Somebody", number="77"))


def test_whoever_was_known_before_is_known_again():
    people = People([ADA, KIM, OTHER], remembered={("moodle", "5"): "kim.2"})
    assert people.find("moodle", Claim("Kim Lee", "5")) == ("kim.2", True)


def test_without_a_roster_ids_come_from_the_lms():
    people = People([])
    assert people.find("gradescope", Claim("Ada", id="0042"))[0] == "0042"
    with pytest.raises(Unknown, match="needs a roster"):
        people.find("moodle", Claim("Ada Lovelace", "12345"))
    with pytest.raises(Unknown, match="cannot be the name of a folder"):
        people.find("gradescope", Claim(id="../ada"))


MONTHS_OF = {
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
    "novembre dicembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
    "novembro dezembro",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november "
    "december",
}
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\r\n"
    'Participant 12345,"Lovelace, Ada",ada@example.org,Submitted for grading,,10.00,Yes,'
    '"Tuesday, 3 November 2026, 10:15 AM",-,\r\n'
)
GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,2_neuron (901)\n"
    "    Points Possible,,,,,42\n"
    '"Lovelace, Ada",77,0042,ada@example.org,A,\n'
)


def test_moodles_worksheet_names_people_and_times():
    (row,) = listed(table_in(b"\xef\xbb\xbf" + WORKSHEET.encode(), "w.csv"), "Europe/Berlin")
    assert row.kind == "moodle"
    assert row.who == Claim("Lovelace, Ada", "12345", email="ada@example.org")
    assert str(row.time) == "2026-11-03 09:15:00"


def test_canvass_gradebook_names_people():
    (row,) = listed(table_in(GRADEBOOK.encode(), "g.csv"), "UTC")
    assert row == Listed("canvas", Claim("Lovelace, Ada", "77", "0042", "ada@example.org"))


def test_any_other_table_names_nobody():
    assert not listed(table_in(b"a,b,c,d\n1x,2,3,4\n", "x.csv"), "UTC")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Tuesday, 3 November 2026, 12:05 AM", "2026-11-03 00:05:00"),
        ("Tuesday, November 3, 2026, 12:05 PM", "2026-11-03 12:05:00"),
        ("3 November 2026, 22:15", "2026-11-03 22:15:00"),
        ("-", "None"),
        ("Montag, 9. November 2026, 22:15", "2026-11-09 22:15:00"),
        ("Donnerstag, 5. März 2026, 08:05", "2026-03-05 08:05:00"),
        ("lundi 9 novembre 2026, 22:15", "2026-11-09 22:15:00"),
        ("mardi 1er décembre 2026, 0:15", "2026-12-01 00:15:00"),
        ("samedi 1 août 2026 à 22h15", "2026-08-01 22:15:00"),
        ("lunes, 9 de noviembre de 2026, 22:15", "2026-11-09 22:15:00"),
        ("miércoles, 2 de septiembre de 2026, 10:15 p.\u00a0m.", "2026-09-02 22:15:00"),
        ("lunedì, 5 gennaio 2026, 22:15", "2026-01-05 22:15:00"),
        ("segunda-feira, 9 de novembro de 2026 às 22:15", "2026-11-09 22:15:00"),
        ("sexta-feira, 2 out. 2026, 22:15", "2026-10-02 22:15:00"),
        ("maandag, 2 maart 2026, 22:15", "2026-03-02 22:15:00"),
        ("dissabte, 4 d’abril 2026, 22:15", "2026-04-04 22:15:00"),
        ("måndag, 5 oktober 2026, 22:15", "2026-10-05 22:15:00"),
        ("Tuesday, 3 November 2026, 10:15\u202fAM", "2026-11-03 10:15:00"),
        ("Tuesday, 31 February 2026, 10:15 AM", "None"),
        ("Tuesday, 3 November 2026, 13:15 PM", "None"),
        ("lundi 6 jui 2026, 22:15", "None"),
        ("poniedziałek, 9 listopada 2026, 22:15", "None"),
        ("03/11/2026, 22:15", "None"),
    ],
)
def test_times_as_moodle_writes_them(text: str, time: str):
    assert str(time_of(text, "UTC")) == time


@pytest.mark.parametrize("language", MONTHS_OF)
def test_every_month_of_a_common_language(language: str):
    for month, name in enumerate(MONTHS_OF[language].split(), start=1):
        assert time_of(f"9 {name} 2026, 22:15", "UTC") == datetime.datetime(2026, month, 9, 22, 15)


@pytest.mark.parametrize(
    ("headings", "at"),
    [
        (("Dernière modification (travail remis)", "Dernière modification (note)"), 2),
        (("Última modificación (entrega)", "Última modificación (calificación)"), 2),
        (("Laatst gewijzigd (inzending)", "Iets anders"), None),
    ],
)
def test_the_times_of_the_work_are_found_in_any_language(headings: tuple[str, str], at: int | None):
    assert times_column(Table(["Id", "Nom", *headings])) == at


def test_a_time_that_cannot_be_read_is_kept_as_it_stands():
    polish = WORKSHEET.replace("Tuesday, 3 November 2026, 10:15 AM", "9 listopada 2026, 22:15")
    (row,) = listed(table_in(polish.encode(), "w.csv"), "Europe/Berlin")
    assert row.time is None and row.unread == "9 listopada 2026, 22:15"

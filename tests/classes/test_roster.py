"""Lists of students as others write them become the class's roster, and names in its gradebook."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from deepcat_grader.classes.command import add_commands
from deepcat_grader.classes.roster import NAME, RosterError, Student, read_roster, write_roster
from deepcat_grader.classes.roster_plan import plan_roster
from deepcat_grader.classes.roster_reading import CALLED, Found, read_students
from deepcat_grader.classes.student import FIELDS

Run = Callable[..., Any]


@pytest.fixture
def run() -> Run:
    app = typer.Typer()
    add_commands(app)
    wide = {"COLUMNS": "200"}
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments], env=wide)


def listed(folder: Path, text: str, code: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(code))
    return path


ODD_IDS = (
    "007",
    "ada.b",
    "Émile Noël",
    "mü.ller",
    "K1-ß",
    "s1@uni.example",
    "o'hara",
    "李雷",
    "-x",
)
GERMAN = "Kennung;Vorname;Nachname;E-Mail-Adresse;Gruppen\nmü1;Jürgen;Groß;j@x.example;Übung 2\n"
JÜRGEN = Student("mü1", "Jürgen", "Groß", "j@x.example", "Übung 2")


def test_there_is_a_name_for_every_column() -> None:
    assert {*FIELDS, "name"} == CALLED.keys()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_way_of_writing_letters_and_columns(
    tmp_path: Path, code: str, separator: str
) -> None:
    path = listed(tmp_path, GERMAN.replace(";", separator), code)
    assert read_students(path).students == (JÜRGEN,)


def test_excels_own_first_line_and_its_marked_texts(tmp_path: Path) -> None:
    path = listed(tmp_path, 'sep=;\r\nid;name\r\n"=""007""";Bond, James\r\n')
    assert read_students(path).students == (Student("007", "James", "Bond"),)


def test_moodles_participants(tmp_path: Path) -> None:
    """A column of id numbers that the school leaves empty tells nobody apart."""
    text = (
        '"First name","Last name","ID number","Email address",Groups\n'
        "Ada,Lovelace,,ada@x.example,A\nEmeka,Obi,,emeka@x.example,B\n"
    )
    found = read_students(listed(tmp_path, text, "utf-8-sig"))
    assert [(one.id, one.section) for one in found.students] == [
        ("ada@x.example", "A"),
        ("emeka@x.example", "B"),
    ]


def test_canvas_gradebook(tmp_path: Path) -> None:
    """Its ID is its own number; the line below the headings is no student, and one is a test."""
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,2_neuron (88)\n"
        "    Points Possible,,,,,70\n"
        '"Lovelace, Ada",4711,0042,ada,Monday,\n"Obi, Emeka",4712,0043,emeka,Monday,\n'
        '"Student, Test",4999,,,Monday,\n'
    )
    found = read_students(listed(tmp_path, text))
    assert found.students == (
        Student("ada", "Ada", "Lovelace", section="Monday", lms_id="4711"),
        Student("emeka", "Emeka", "Obi", section="Monday", lms_id="4712"),
    )
    (left,) = found.left_out
    assert left.startswith("Line 5 (Student, Test") and "no id" in left


def test_ids_stay_as_they_are(tmp_path: Path) -> None:
    path = listed(tmp_path, "id,email\n" + "".join(f"  {one} ,x\n" for one in ODD_IDS))
    assert [one.id for one in read_students(path).students] == list(ODD_IDS)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        ("../x", "because of its /"),
        (".hidden", "begins with a dot"),
        ("x.", "ends with a dot"),
        ("1.23457E+11", "spreadsheet has rounded"),
        ("a\x1b[2Jb", "cannot be shown"),
        ("x" * 129, "longer than 128"),
    ],
)
def test_an_id_that_can_be_no_folder_is_named(tmp_path: Path, one: str, why: str) -> None:
    found = read_students(listed(tmp_path, f"id,name\nada,Ada L\n{one},Bob B\n"))
    assert [student.id for student in found.students] == ["ada"]
    (left,) = found.left_out
    assert left.startswith("Line 3") and why in left and "\x1b" not in left


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("colour,size\nred,3\n", "--id COLUMN"),
        ("id,name\nada,Ada A\nada,Ada B\n", "more than once: ada"),
        ("PK\3\4", "is a workbook"),
    ],
)
def test_a_list_that_cannot_be_read(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(RosterError, match=why):
        read_students(listed(tmp_path, text))


def test_a_column_that_is_named_counts(tmp_path: Path) -> None:
    path = listed(tmp_path, "id,badge,name\n1,b1,Ada L\n")
    assert read_students(path, {"id": "Badge"}).students[0].id == "b1"
    with pytest.raises(RosterError, match="it has: id, badge, name"):
        read_students(path, {"id": "pass"})


def test_the_roster_is_read_as_it_was_written(tmp_path: Path) -> None:
    students = tuple(Student(one, "A;b", 'C "d"', "=1+1", "e,f", "0042") for one in ODD_IDS)
    assert read_roster(tmp_path) == ()
    write_roster(tmp_path, students)
    assert read_roster(tmp_path) == students
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_roster_of_somebodys_with_a_bad_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("id,name\n,Ada\n/,Bob\nx,y\n")
    with pytest.raises(RosterError, match=r"Line 2.*Line 3"):
        read_roster(tmp_path)


def test_a_plan_says_who_is_new_changed_and_absent() -> None:
    before = (Student("a", "Ada", section="1", lms_id="7"), Student("b", "Bob"))
    columns = {"id": "id", "name": "name", "section": "section"}
    found = Found((Student("a", "Ada", "L", section="2"), Student("c")), columns, ())
    plan = plan_roster(before, found)
    ada = Student("a", "Ada", "L", section="2", lms_id="7")  # no column says another
    assert plan.students == (ada, Student("b", "Bob"), Student("c"))
    assert list(plan.lines()) == [
        "new      c (c)",
        "changed  Ada L (a, 2): last name — → L, section 1 → 2",
        "absent   Bob (b): not in the list, and stays",
    ]
    assert plan_roster(before, found, drop_absent=True).students == (ada, Student("c"))


def names(course: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(course / "gradebook.db") as database:
        query = "SELECT id, first_name, last_name, email, lms_user_id FROM student ORDER BY id"
        return list(database.execute(query))


def test_the_gradebook_knows_the_names_after_yes(run: Run, course: Path, tmp_path: Path) -> None:
    """Nothing is written without; doing it twice changes nothing."""
    path = listed(tmp_path, "id,name,email,lms_id\n007,James Bond,j@x.example,9\nmü,Jü Groß,,\n")
    planned = run("class", "roster", "import", path, "--class", course)
    assert planned.exit_code == 0 and "2 new" in planned.output and names(course) == []
    assert not (course / NAME).exists()
    for _ in range(2):
        assert run("class", "roster", "import", path, "--class", course, "--yes").exit_code == 0
        assert names(course) == [
            ("007", "James", "Bond", "j@x.example", "9"),
            ("mü", "Jü", "Groß", None, None),
        ]
    shown = run("class", "roster", "show", "--class", course)
    assert "Bond" in shown.output and "2 students" in shown.output


def test_a_locked_gradebook_leaves_the_roster_as_it_was(
    run: Run, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deepcat_grader.grading.booking.gradebook.PATIENCE", 0.05)
    path = listed(tmp_path, "id,name\nada,Ada L\n")
    with sqlite3.connect(course / "gradebook.db") as database:
        database.execute("BEGIN IMMEDIATE")
        done = run("class", "roster", "import", path, "--class", course, "--yes")
    assert done.exit_code == 2 and "was not changed" in done.output and "locked" in done.output
    assert not (course / NAME).exists()


def test_a_folder_that_is_no_class(run: Run, tmp_path: Path) -> None:
    done = run("class", "roster", "import", listed(tmp_path, "id\n1\n"), "--class", tmp_path)
    assert done.exit_code == 2 and "is not a course directory" in done.output

"""Files that an LMS imports as they are: each mark that stands, and none that does not."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from nbformat import NotebookNode

from deepcat_grader.classes.roster import Student, read_roster, write_roster
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.lms import marks as lms_marks
from deepcat_grader.lms.marks import Mark, Marks, rounded

from .. import made_up
from ..small import NAME, answered, hand_in, stub_of
from . import strict
from .archives import zipped
from .conftest import ROSTER, Run

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Week 2: small! (901),Final Score\n"
    "    Points Possible,,,,,,{most},(read only)\n"
    '"Lovelace, Ada",77,,ada,A,"=1+1",,12.00\n'
    '"Groß, Jürgen",78,,0042,B,,3.50,12.00\n'
    '"Lee, Kim",79,,kim.1,B,,EX,\n'
    '"Lee, Kim",80,,kim.2,B,,1.00,\n'
    '"Student, Test",99,,x,A,,,\n'
)
MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade",'
    '"Grade can be changed","Last modified (submission)","Last modified (grade)"\r\n'
    'Participant 1,"Ada Lovelace",ada@example.org,Submitted,,{most},Yes,-,-\r\n'
    'Participant 2,"Jürgen Groß",jg@example.org,Submitted,,{most},Yes,-,-\r\n'
    'Participant 3,"Kim Lee",kim1@example.org,"No submission",,{most},Yes,-,-\r\n'
    'Participant 4,"Kim Lee",kim2@example.org,Submitted,,{most},No,-,-\r\n'
)


# What a teacher does in the Formgrader for everybody but 0042.
MARKED = """
UPDATE grade SET manual_score = 2.675, needs_manual_grade = 0
WHERE needs_manual_grade AND notebook_id IN (
    SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id
    WHERE s.student_id != '0042'
)
"""


@pytest.fixture(scope="session")
def booked(
    made_course: Path, tmp_path_factory: pytest.TempPathFactory, release: NotebookNode
) -> Path:
    """A class that is graded: the essay of 0042 is still to be read."""
    root = Path(shutil.copytree(made_course, tmp_path_factory.mktemp("booked") / "course"))
    write_roster(root, ROSTER)
    hand_in(root, "0042", answered(release, {stub_of("neuron.relu"): "slip = 1"}))
    for student in ("ada", "kim.2"):
        hand_in(root, student, answered(release))
    made_up.grade(root)
    made_up.asked(root, MARKED)
    return root


@pytest.fixture
def klass(booked: Path, tmp_path: Path) -> Path:
    """A graded class of one's own."""
    return Path(shutil.copytree(booked, tmp_path / "class"))


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_marks_that_wait_for_a_person_are_said_and_left_out(run: Run, klass: Path):
    done = run("export", klass, "--csv")
    assert done.exit_code == 0
    assert (
        "3 handed in; 1 waits for marks by hand (left out); 1 handed in nothing and has"
        in done.output
    )
    rows = {row["id"]: row for row in table(klass / "exports" / f"{NAME}.csv")}
    most = rows["ada"][f"{NAME} of"]
    assert rows["0042"][NAME] == "" and rows["0042"][f"{NAME} open"] == "1 to mark by hand"
    assert rows["kim.1"][f"{NAME} open"] == "not handed in" and rows["kim.1"][NAME] == ""
    assert 0 < float(rows["ada"][NAME]) < float(most)
    run("export", klass, "--csv", "--include-pending")
    rows = {row["id"]: row for row in table(klass / "exports" / f"{NAME}.csv")}
    assert 0 < float(rows["0042"][NAME]) < float(rows["ada"][NAME]) and not rows["kim.1"][NAME]


def test_canvas_takes_the_file(run: Run, klass: Path):
    done = run("export", klass, "--canvas", "--to", klass / "c.csv")
    assert done.exit_code == 0
    grades = strict.canvas((klass / "c.csv").read_text(encoding="utf-8"), {901: NAME})
    assert grades["77"][NAME] and grades["77"] == grades["80"]
    assert grades["78"] == grades["79"] == {NAME: ""}


def test_canvass_own_gradebook_is_filled_in_and_nothing_else_changes(
    run: Run, klass: Path, tmp_path: Path
):
    most = most_of(run, klass)
    given = tmp_path / "gradebook.csv"
    given.write_text(CANVAS.format(most=most), encoding="utf-8")
    done = run("export", klass, "--canvas", "--into", given)
    assert done.exit_code == 2 and "Week 2: small! (901)" in done.output
    done = run("export", klass, "--canvas", "--into", given, "--column", f"{NAME}=Week 2: small!")
    assert done.exit_code == 0, done.output
    assert given.read_text(encoding="utf-8") == CANVAS.format(most=most)
    text = (klass / "exports" / "gradebook.csv").read_text(encoding="utf-8")
    grades = strict_with_notes(text)
    ada = grades["77"]["Week 2: small!"]
    assert float(ada) > 0
    assert text.replace(f",{ada},12.00\n", ",,12.00\n", 1).replace(f",{ada},", ",1.00,") == (
        CANVAS.format(most=most).replace('"=1+1"', "=1+1")
    )
    assert "stays EX" not in done.output  # kim.1 handed in nothing, and has no mark


@pytest.fixture
def three(klass: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class with three assignments, of which nobody has handed in the last."""
    names = ["1_first", "2_neuron", "3_later"]
    monkeypatch.setattr(CourseFolder, "assignments", lambda course: names)

    def made(course: CourseFolder, wanted: list[str], progress: object) -> Marks:
        of = {("ada", name): Mark(1.0, 9.0) for name in wanted if name != "3_later"}
        return Marks(ROSTER, dict.fromkeys(wanted, 9.0), of)

    monkeypatch.setattr(lms_marks, "marks_of", made)
    return klass


def test_a_column_alone_chooses(run: Run, three: Path, tmp_path: Path):
    given = tmp_path / "gradebook.csv"
    given.write_text(CANVAS.format(most=9), encoding="utf-8")
    column = "2_neuron=Week 2: small!"
    done = run("export", three, "--canvas", "--into", given, "--column", column)
    assert done.exit_code == 0 and "1 mark was filled in." in done.output, done.output
    done = run("export", three, "--canvas", "--into", given, "--column", "4=Week 2: small!")
    assert done.exit_code == 2 and "There is no assignment '4'" in done.output


def test_work_that_nobody_handed_in_needs_no_column(run: Run, three: Path, tmp_path: Path):
    given = tmp_path / "gradebook.csv"
    both = CANVAS.replace("Week 2: small!", "2_neuron").replace("Notes", "1_first (900)")
    given.write_text(both.format(most=9), encoding="utf-8")
    done = run("export", three, "--canvas", "--into", given)
    assert done.exit_code == 0 and "2 marks were filled in." in done.output, done.output
    assert "3_later: 0 handed in; 4 handed in nothing" in done.output
    done = run("export", three, "--canvas", "--into", given, "--assignment", "3_later")
    assert done.exit_code == 2 and "No column is called 3_later" in done.output


def strict_with_notes(text: str) -> dict[str, dict[str, str]]:
    """The strict reader, without the teacher's own column."""
    rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row[:5] + row[6:] for row in rows])
    return strict.canvas(out.getvalue(), {901: "Week 2: small!"})


def most_of(run: Run, klass: Path) -> str:
    run("export", klass, "--csv")
    return table(klass / "exports" / f"{NAME}.csv")[0][f"{NAME} of"]


def test_moodles_worksheet_is_filled_in(run: Run, klass: Path, tmp_path: Path):
    most = most_of(run, klass)
    given = tmp_path / "worksheet.csv"
    given.write_text(MOODLE.format(most=most), encoding="utf-8", newline="")
    done = run("export", klass, "--moodle", "--into", given)
    assert done.exit_code == 1 and "kim.2: Moodle says that this grade cannot" in done.output
    text = (klass / "exports" / "worksheet.csv").read_bytes().decode()
    grades = strict.moodle(text)
    assert set(grades) == {"1"} and "\r\n" in text and text.startswith("\ufeff")
    before, after = (list(csv.reader(io.StringIO(t))) for t in (MOODLE.format(most=most), text))
    changed = [
        (a, b) for x, y in zip(before, after, strict=True) for a, b in zip(x, y, strict=True)
    ]
    assert [(a, b) for a, b in changed if a != b] == [("", f"{grades['1']:.2f}")]


def test_other_points_in_the_lms_are_not_passed_over(run: Run, klass: Path, tmp_path: Path):
    most = float(most_of(run, klass))
    given = tmp_path / "worksheet.csv"
    given.write_text(MOODLE.format(most="100.00"), encoding="utf-8", newline="")
    done = run("export", klass, "--moodle", "--into", given)
    assert done.exit_code == 2 and "100 in the file" in done.output
    run("export", klass, "--moodle", "--into", given, "--scale", "--to", tmp_path / "out.csv")
    grades = strict.moodle((tmp_path / "out.csv").read_bytes().decode())
    ada = next(row for row in table(klass / "exports" / f"{NAME}.csv") if row["id"] == "ada")
    assert grades["1"] == pytest.approx(float(ada[NAME]) / most * 100, abs=0.07)


def test_a_german_worksheet_keeps_its_commas(run: Run, klass: Path, tmp_path: Path):
    most = most_of(run, klass)
    german = MOODLE.replace("Grade,", "Bewertung,").format(most=f'"{most.replace(".", ",")}"')
    given = tmp_path / "w.csv"
    given.write_text(german, encoding="utf-8", newline="")
    run("export", klass, "--moodle", "--into", given)
    row = next(csv.reader((klass / "exports" / "w.csv").read_text("utf-8").splitlines()[1:]))
    assert "," in row[4] and float(row[4].replace(",", ".")) > 0


def test_moodles_import_of_grades(run: Run, klass: Path):
    run("export", klass, "--moodle")
    rows = table(klass / "exports" / f"{NAME}-moodle.csv")
    assert [*rows[0]] == ["First name", "Last name", "ID number", "Email address", NAME]
    assert {row["ID number"]: bool(row[NAME]) for row in rows} == {
        "0042": False, "ada": True, "kim.1": False, "kim.2": True,
    }  # fmt: skip


def test_json_says_what_is_known_and_null_where_nothing_stands(run: Run, klass: Path):
    run("export", klass, "--json")
    data = json.loads((klass / "exports" / f"{NAME}.json").read_text(encoding="utf-8"))
    marks = {one["id"]: one["marks"][NAME] for one in data["students"]}
    assert marks["ada"]["points"] > 0 and marks["0042"]["points"] is None
    assert marks["0042"]["to_mark_by_hand"] == 1 and not marks["kim.1"]["handed_in"]


def test_a_name_that_a_spreadsheet_would_run_is_text(run: Run, klass: Path):
    evil = [Student("ada", "=cmd|' /C calc'!A0", "@SUM(1)", "+1@example.org", "-2", "77")]
    write_roster(klass, [*evil, *ROSTER[1:]])
    for kind in ("--csv", "--canvas", "--moodle"):
        run("export", klass, kind, "--to", klass / "out.csv")
        with (klass / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert len(read_roster(klass)) == 4


def test_another_attempt_than_the_graded_one_has_no_mark_yet(
    run: Run, klass: Path, tmp_path: Path, wrong: bytes
):
    place = "Ada Lovelace_1_assignsubmission_file_/small.ipynb"
    assert run("collect", klass, zipped(tmp_path / "m.zip", {place: wrong}), "--yes").exit_code == 0
    done = run("export", klass, "--csv")
    assert "1 handed in anew and is not graded yet (left out)" in done.output
    rows = {row["id"]: row for row in table(klass / "exports" / f"{NAME}.csv")}
    assert rows["ada"][NAME] == "" and "not graded yet" in rows["ada"][f"{NAME} open"]
    assert rows["kim.2"][NAME]
    made_up.grade(klass)
    assert "handed in anew" not in run("export", klass, "--csv").output
    # The same work with other outputs is graded already, though nothing was graded since.
    data = json.loads(wrong)
    data["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    again = zipped(tmp_path / "n.zip", {place: json.dumps(data).encode()})
    assert run("collect", klass, again, "--yes").exit_code == 0
    assert "handed in anew" not in run("export", klass, "--csv").output


def test_work_that_nobody_judged_has_no_mark_and_is_no_absence(run: Run, klass: Path, right: bytes):
    hand_in(klass, "kim.1", right)
    done = run("export", klass, "--csv", "--include-pending")
    assert "4 handed in; " in done.output and "1 is not graded yet (left out)" in done.output
    assert "handed in nothing" not in done.output
    rows = {row["id"]: row for row in table(klass / "exports" / f"{NAME}.csv")}
    assert rows["kim.1"][NAME] == "" and rows["kim.1"][f"{NAME} open"] == "not graded yet"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (2.675, "2.68"),
        (1.005, "1.01"),
        (7.199999999999999, "7.20"),
        (0.1 + 0.2, "0.30"),
        (0, "0.00"),
    ],
)
def test_a_half_is_rounded_up_as_on_paper(points: float, text: str):
    assert rounded(points) == text


def test_a_mark_stands_only_when_nothing_is_open():
    marks = Marks((), {}, {("a", "1"): Mark(1, 2, waiting=1), ("b", "1"): Mark(1, 2, stale=True)})
    assert marks.text("a", "1", False) is None and marks.text("b", "1", False) is None
    assert marks.text("a", "1", True) == "1.00" and marks.text("c", "1", True) is None


def test_what_does_not_fit_together_is_one_sentence(run: Run, klass: Path, tmp_path: Path):
    other = tmp_path / "t.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    for arguments, words in (
        ((), "one of --moodle, --canvas"),
        (("--csv", "--into", other), "a file of theirs"),
        (("--canvas", "--into", other), "is not Canvas's gradebook export"),
        (("--moodle", "--into", tmp_path / "no"), "No such file"),
        (("--csv", "--assignment", "9"), f"the class has: {NAME}"),
        (("--canvas", "--column", "9"), "ASSIGNMENT=HEADING"),
    ):
        done = run("export", klass, *arguments)
        assert done.exit_code == 2 and words in done.output

"""Pairs that share more than the course and the class explain are asked about; nobody else is."""

from __future__ import annotations

import csv
import io
import math
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from typer.testing import CliRunner

from deepcat_grader.insight.reports import FOLDER
from deepcat_grader.insight.similar.evidence import _side, evidence, prints_of
from deepcat_grader.insight.similar.groups import groups
from deepcat_grader.insight.similar.handed_in import MAX_CELL, Cell
from deepcat_grader.insight.similar.pairs import Pair, line, pairs
from deepcat_grader.insight.similar.pieces import Kind, pieces
from deepcat_grader.insight.similar.rarity import common, rare_pieces
from deepcat_grader.insight.similar.table import pairs_csv

from ..small import ESSAY, NAME, answered, hand_in, stub_of
from . import made_up_class as made_up
from .authors import COPIES
from .test_report import Tags, app

LESSON = "losses"
N = 30
OWN = """# Ducks swim in rows, so we count the feathers of every duck in its row
def feathers(ducks, feathers_of_a_duck=17):
    quack_total = 0
    for duckling in sorted(ducks, key=lambda duck: -duck.weight):
        if duckling.swims and not duckling.sleeps:
            quack_total += feathers_of_a_duck * duckling.wings ** 2 - len(duckling.name)
        elif duckling.sleeps:
            quack_total = max(quack_total - 1, 0)
    while quack_total % 7:
        quack_total -= 1 # until it fits the seven ponds behind the old mill
    return {"feathers": quack_total, "ducks": [duck.name for duck in ducks if duck.swims]}
"""


def kinds(source: str, code: bool = True) -> dict[Kind, set[int]]:
    found = [*pieces(source, code)]
    return {kind: {one.fingerprint for one in found if one.kind is kind} for kind in Kind}


def test_structure_does_not_know_names_comments_line_breaks_and_numbers() -> None:
    other = "heap=0\nfor egg in  nest :\n\n   heap+=weigh(\n  egg,77 )*2 # every egg"
    one = kinds("total = 0\nfor x in xs:\n    total += f(x, 3.5) * 2")
    assert one[Kind.STRUCTURE] and one[Kind.STRUCTURE] == kinds(other)[Kind.STRUCTURE]
    assert (
        not one[Kind.STRUCTURE]
        & kinds("total = 0\nwhile xs:\n    total -= xs.pop() ** 2")[Kind.STRUCTURE]
    )


def test_what_a_library_calls_its_own_is_structure_and_no_name() -> None:
    sums, means = (kinds(f"answer = np.{f}(values * weights, axis=0)") for f in ("sum", "mean"))
    assert sums[Kind.STRUCTURE] != means[Kind.STRUCTURE]
    assert sums[Kind.NAMES] == means[Kind.NAMES] and len(sums[Kind.NAMES]) == 4
    assert not kinds("class A(ValueError):\n    def __init__(self): print(self.__dict__)")[
        Kind.NAMES
    ]


def test_words_are_those_of_comments_texts_and_written_answers() -> None:
    said = kinds("the quick brown fox jumps", code=False)[Kind.WORDS]
    assert len(said) == 2
    for source in (
        "x = 1 # The quick\n\n# brown fox: jumps\nx # again",
        'print("the quick brown fox jumps")',
        'def f():\n    """The quick brown fox\n    jumps."""',
    ):
        assert kinds(source)[Kind.WORDS] == said
    assert not kinds('answers = {1: "a", 2: "c", 3: "b", 4: "d"}')[Kind.WORDS]


@pytest.mark.parametrize("source", ["(" * 9000, '"""' * 5000, "é\0\x07%" * 900, "1_" * 9000, "\n"])
def test_whatever_a_student_writes_can_be_cut_into_pieces(source: str) -> None:
    for piece in pieces(source, code=True):
        assert 0 <= piece.start < piece.end <= len(source)


@cache
def known() -> frozenset[int]:
    return made_up.known(LESSON)


@cache
def honest() -> Mapping[str, list[Cell]]:
    return made_up.honest(LESSON, N, seed=0)


def found(students: Mapping[str, list[Cell]]) -> list[Pair]:
    return pairs({student: prints_of(cells, known()) for student, cells in students.items()})


def test_nobody_of_an_honest_class_is_asked() -> None:
    assert not found(honest())
    assert not found(made_up.honest(LESSON, N, seed=0, authors=False))


def with_copies(*copies: str) -> tuple[Mapping[str, list[Cell]], set[tuple[str, str]]]:
    """The honest class with copies of its first students' work, and who is to be found with whom.

    The functions of a copy stand in another order.
    """
    students, planted = dict(honest()), set()
    for at, name in enumerate(copies):
        rng, original, copy = np.random.default_rng(at), f"student {at}", f"copy {at}"
        cells = [replace(one, source=COPIES[name](one.source, rng)) for one in students[original]]
        students[copy] = cells[::-1]
        planted.add((original, copy))
    return students, planted


def test_copies_are_found_and_nobody_else() -> None:
    students, planted = with_copies("same", "spaced", "recommented", "renamed")
    assert {(pair.student, pair.other) for pair in found(students)} == planted


def test_most_copies_are_found_though_everything_was_changed() -> None:
    students, planted = with_copies(*["disguised"] * 8)
    asked = {(pair.student, pair.other) for pair in found(students)}
    assert asked <= planted and len(asked) >= 5


def test_what_is_rare_weighs_more_and_the_line_grows_with_the_class() -> None:
    """In a class of 64 with two copies of a text: log2(64 / 1) for a name, by hand."""
    alone = {f"s{at}": prints_of([], frozenset()) for at in range(62)}
    mine = prints_of(
        [Cell("a", False, "seven wise ducks swim past nine old mills today")], frozenset()
    )
    (pair,) = pairs({**alone, "ada": mine, "ben": mine, "cyd": mine}) or [None]
    assert pair is None  # six rows of words at log2(65 / 2) / 4 are 7.5: far below the line
    assert line(65) == pytest.approx((math.log2(65 * 32) + 7) / 0.75)
    assert (common(30), common(60), common(3000)) == (6, 6, 300)


def test_names_alone_and_one_cell_of_structure_make_no_pair() -> None:
    alone = {f"s{at}": prints_of([], frozenset()) for at in range(30)}
    names = " = ".join(f"some_{'abcdefghijklmnopqrst'[at]}_word" for at in range(20))
    for source in (f"{names} = 0", "".join(f"x[{'[' * at}y]\n" for at in range(60))):
        same = prints_of([Cell("a", True, source)], frozenset())
        assert not pairs({**alone, "ada": same, "ben": same})


def test_who_writes_very_much_hides_nothing_in_it() -> None:
    """What cannot weigh more raises no line either."""
    alone = {f"s{at}": prints_of([], frozenset()) for at in range(30)}
    names = "\n".join(f"some_{at:x}_word = x" for at in range(900))
    ducks = [Cell(f"cell {at}", True, OWN.replace("+=", sign)) for at, sign in enumerate("-*/@")]
    same = prints_of([*ducks, Cell("names", True, names)], frozenset())
    (pair,) = pairs({**alone, "ada": same, "ben": same})
    assert (pair.student, pair.other) == ("ada", "ben") and pair.line < 4 * line(32)


def test_evidence_quotes_what_is_shared_and_marks_it_in_both() -> None:
    mine, theirs = [Cell("a", True, OWN)], [Cell("b", True, f"x = 1\n{OWN}")]
    students = {"ada": prints_of(mine, frozenset()), "ben": prints_of(theirs, frozenset())}
    pair = Pair("ada", "ben", dict.fromkeys(Kind, 1.0), 2.0)
    shown = evidence(pair, mine, theirs, rare_pieces(students.values()))
    assert "Ducks swim in rows" in shown.words[0] and "quack_total" in shown.names
    assert shown.lines == OWN.count("\n") - 1  # but for the comment above it
    assert [(cell.id, bool(cell.one.stretches)) for cell in shown.cells] == [
        ("a", True),
        ("b", False),
    ]
    text = "".join(stretch.text for stretch in shown.cells[1].other.stretches)
    assert text == f"x = 1\n{OWN}" and not shown.cells[1].other.stretches[0].kinds


def test_marks_are_set_where_pieces_begin_and_end_however_many_there_are(
    steps_of: Callable[[Callable[[], object]], int],
) -> None:
    marks = [(at, at + 4) for at in range(0, 20_000, 5)]
    assert steps_of(lambda: _side("abcd " * 4_000, {Kind.NAMES: marks})) < 100_000
    side = _side("abcd " * 4_000, {Kind.NAMES: marks})
    assert side.shortened and len(side.stretches) == 2 * 4_000 // 5
    assert all((one.text == "abcd") == (one.kinds == (Kind.NAMES,)) for one in side.stretches)


def test_who_is_linked_stands_together() -> None:
    made = [Pair(a, b, {}, 1.0) for a, b in ("ab", "cd", "bc", "xy")]
    assert groups(made) == [("a", "b", "c", "d")]


def test_no_name_is_a_formula_in_a_spreadsheet() -> None:
    table = pairs_csv([("+lesson", [Pair("=1+1", "@evil", dict.fromkeys(Kind, 1.0), 2.0)])])
    _, row = csv.reader(io.StringIO(table))
    assert row == ["'+lesson", "'=1+1", "'@evil", "3.0", "2.0", "1.0", "1.0", "1.0"]


def report(course: Path, *lessons: str) -> tuple[int, str]:
    done = CliRunner().invoke(app(), ["report", "similar", *lessons, "--class", str(course)])
    return done.exit_code, done.output


def test_the_page_asks_about_a_pair_and_nobody_else(course: Path, release: NotebookNode) -> None:
    """Right answers are alike in everybody; markup stays text; who was not read is named."""
    essay = {
        stub_of(ESSAY): "<script>alert('ducks')</script> " + "Seven wise ducks swim past us. " * 4
    }
    for student in ("ada", "ben", "cyd", "dan"):
        notebook = answered(release, essay if student in ("ada", "ben") else {})
        if student in ("ada", "ben"):
            notebook.cells.append(new_code_cell(OWN, id=f"own-{student}"))
        if student == "cyd":
            notebook.cells.append(new_code_cell("x" * (MAX_CELL + 1), id="huge"))
        hand_in(course, student, notebook)
    shutil.copytree(course / "source" / NAME, course / "source/untouched")
    hand_in(course, "eve", b"\x89PNG\0\xff")
    hand_in(course, "fay", release)
    attempt = course / "collected" / "cyd" / NAME
    attempt.mkdir(parents=True)
    (attempt / f"{NAME}.ipynb").write_bytes(
        (course / "submitted/ada" / NAME / f"{NAME}.ipynb").read_bytes()
    )
    code, output = report(course)
    assert code == 0 and f"{NAME}: 1 pair to ask about among 4 hand-ins; 3 not" in output
    assert "untouched" not in output  # nobody handed it in
    text = (course / FOLDER / "similar.html").read_text(encoding="utf-8")
    page = Tags(text)
    assert "Did ada and ben work on this together?" in page.said()
    assert "<script>alert('ducks')</script>" in page.text and "alert('ducks')" not in text
    assert [tag for tag, _ in page.tags].count("script") == 1
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert links == ["similar.csv", "#pair-1-1"]  # there is no overview yet
    assert "eve: The file small.ipynb is not text in UTF-8." in page.said()
    assert "cyd: compared only in part" in page.said() and "fay: wrote nothing" in page.said()
    table = (course / FOLDER / "similar.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["student"], row["other"]) == ("ada", "ben") and float(row["weight"]) >= float(
        row["line"]
    )
    assert report(course)[0] == 0
    assert (course / FOLDER / "similar.html").read_text(encoding="utf-8") == text


def test_what_cannot_be_compared_is_said_in_a_sentence(course: Path, tmp_path: Path) -> None:
    hand_in(course, "ada", b"")
    code, output = report(course, "nowhere")
    assert code == 2 and output.strip() == f"{course} has no assignment 'nowhere'; it has: {NAME}."
    code, output = report(tmp_path)
    assert code == 2 and "is not a course directory" in output

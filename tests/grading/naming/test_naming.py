"""A teacher names a group of answers: it is proved, its students are told anew, no mark changes."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat.cli import build_app
from deepcat_grader.authoring import class_mistakes
from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.authoring.own import OwnExerciseError
from deepcat_grader.bank import ENTRIES
from deepcat_grader.classes.next_year import copy_class
from deepcat_grader.grading import submission
from deepcat_grader.grading.booking import turn as turns
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.insight.reports import write_reports
from deepcat_grader.judging import judge_of
from deepcat_grader.marking.audit import audit
from deepcat_grader.naming.checking import troubles
from deepcat_grader.naming.draft import clean, without_sample, write_draft
from deepcat_grader.naming.groups import groups_of
from deepcat_grader.naming.keeping import REMOVED, find, keep

from ..made_up import MadeUp, asked, grade
from ..small import NAME, answered, hand_in, stub_of

SIGMOID = stub_of("neuron.sigmoid")
ARCTAN = "def sigmoid(Z):\n    # ada's own words\n    return 0.5 + np.arctan(Z) / np.pi\n"
ALIKE = "def sigmoid(Z):\n    turned = np.arctan(Z)\n    return turned / np.pi + 1 / 2\n"
SEEMS = """\
def sigmoid(Z):
    seen = Z * 4 % 1 == 0  # as in the visible inputs
    return 0.5 + np.arctan(Z) / np.pi * np.where(seen, 1, 1.1)
"""
SQUARE = "def sigmoid(Z):\n    return (1 / (1 + np.exp(-Z))) ** 2\n"
WORDS = "This curve is an arc tangent, and not the sigmoid."
ID = "neuron.sigmoid.arc_tangent"
FUNCTION = "def arc_tangent(Z):\n    return 0.5 + np.arctan(Z) / np.pi\n"
MARKS = "SELECT auto_score, manual_score FROM grade ORDER BY id"


@pytest.fixture(scope="module")
def judged_class(
    made_course: Path, release: NotebookNode, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A class of five; three gave answers that seem alike and have no name, and two of them are."""
    root = tmp_path_factory.mktemp("naming") / "class"
    shutil.copytree(made_course, root)
    for student, answer in (("ada", ARCTAN), ("bo", ALIKE), ("cyd", SQUARE), ("dan", SEEMS)):
        hand_in(root, student, answered(release, {SIGMOID: answer}))
    hand_in(root, "eve", answered(release))
    assert judge(root) == ["ada", "bo", "cyd", "dan", "eve"]
    return root


@pytest.fixture
def root(judged_class: Path, tmp_path: Path) -> Path:
    """The same class, to do with as a test likes."""
    return Path(shutil.copytree(judged_class, tmp_path / "class"))


def judge(root: Path) -> list[str]:
    """Grade, in this process, and say who was judged."""
    return grade(root, MadeUp(submission.grade))[1]


def say(root: Path, *words: str, code: int = 0) -> str:
    """What a command says, and that it ends so."""
    done = CliRunner().invoke(build_app(), ["mistake", *words, "--class", str(root)])
    assert done.exit_code == code, done.output
    return done.output


def group(root: Path) -> str:
    """The id of the group of three."""
    return groups_of(open_course(root)).found[0].id


def begun(root: Path, function: str = FUNCTION, words: str = WORDS) -> Path:
    """A draft as a teacher may have written it."""
    said = say(root, "new", group(root), "arc_tangent", "--message", words, "--think", "Which?")
    path = root / "drafts" / f"{ID}.py"
    assert str(path) in said and f"deepcat mistake prove arc_tangent --class {root}" in said
    text = path.read_text()
    path.write_text(text[: text.index("def arc_tangent")] + function + text[text.index("#| One") :])
    return path


def test_a_group_is_named_and_its_students_are_told_with_the_same_marks(root: Path) -> None:
    marks, entry = asked(root, MARKS), all_entries(root)["neuron.sigmoid"]
    page = root / f"feedback/ada/{NAME}/{NAME}.html"
    assert WORDS not in page.read_text()
    draft = begun(root)
    assert "#|     # ada's own words" in draft.read_text()
    assert judge(root) == []  # a draft names nobody
    said = say(root, "prove", "arc_tangent", code=1)
    assert "It explains 2 of the group's 3 answers" in said and "dan" in said
    assert judge(root) == []
    said = say(root, "prove", "arc_tangent", "--part")
    assert "✗" not in said and "To tell 2 students" in said and "Told as before: dan" in said
    kept = root / class_mistakes.FOLDER / draft.name
    assert not draft.exists() and "own words" not in kept.read_text()
    assert all_entries(root)["neuron.sigmoid"] is not entry
    assert all_entries(root)["neuron.sigmoid"] is all_entries(root)["neuron.sigmoid"]

    report, judged = grade(root, MadeUp(submission.grade))
    assert judged == ["ada", "bo", "cyd", "dan"]  # and not eve, whose answer is right
    assert judge(root) == []
    write_reports(open_course(root), report)
    assert f"2 × {WORDS} <code>arc_tangent</code>" in (root / f"reports/{NAME}.html").read_text()
    assert asked(root, MARKS) == marks
    assert WORDS in page.read_text()
    changed = [(row.student, row.was, row.now, row.why) for row in audit(open_course(root))]
    why = "the class named a mistake, or took one back: an answer without a name is arc_tangent now"
    assert changed == [("ada", 0.0, 0.0, why), ("bo", 0.0, 0.0, why)]
    assert "square" in (root / f"feedback/cyd/{NAME}/{NAME}.html").read_text()
    assert "No two without a name are alike." in say(root, "list")
    assert f"{ID}: proved" in say(root, "list")

    say(root, "remove", "arc_tangent")
    assert judge(root) == []  # the ledger knows what was found before
    assert asked(root, MARKS) == marks and WORDS not in page.read_text()


KNOWN = "def arc_tangent(Z):\n    return 1 / (1 + np.exp(Z))\n"
RIGHT = "def arc_tangent(Z):\n    return np.tanh(Z / 2) / 2 + 0.5\n"
OTHER = "def arc_tangent(Z):\n    return 0.4 + np.arctan(Z) / 5\n"
UNWRITTEN = "def arc_tangent(Z):\n    raise NotImplementedError\n"
REFUSED = [
    (RIGHT, 1, "It is right, and has full marks"),
    (KNOWN, 1, "It does what the known mistake sign_of_exponent does"),
    (OTHER, 1, "It explains 0 of the group's 3 answers"),
    (UNWRITTEN, 1, "It is not written"),
    ("def other(Z):\n    return Z\n", 2, "defines no function arc_tangent"),
    ("def arc_tangent(Z:\n", 2, "does not run: SyntaxError"),
]


@pytest.mark.parametrize(("function", "code", "why"), REFUSED)
def test_what_is_not_the_groups_mistake_does_not_count(
    root: Path, function: str, code: int, why: str
) -> None:
    begun(root, function)
    assert why in say(root, "prove", "arc_tangent", code=code)
    assert class_mistakes.proved(root) == {} and judge(root) == []


def test_words_that_are_not_written_or_tell_the_answer_are_refused(root: Path) -> None:
    begun(root, words="")
    assert "There is still a TODO" in say(root, "prove", "arc_tangent", code=1)


def test_a_name_that_is_taken_or_none_is_refused(root: Path) -> None:
    there = group(root)
    assert "knows a mistake overflow" in say(root, "new", there, "overflow", code=2)
    assert "no name for a mistake" in say(root, "new", there, "../up", code=2)
    assert "No group has the id" in say(root, "new", "0000", "arc_tangent", code=2)
    assert "has no mistake 'nobody'" in say(root, "show", "nobody", code=2)
    begun(root)
    assert "is there already" in say(root, "new", there, "arc_tangent", code=2)


def kept(root: Path) -> Path:
    """A mistake that counts as proved, of nobody's answers."""
    path = root / class_mistakes.FOLDER / f"{ID}.py"
    path.parent.mkdir(parents=True)
    words = f"import numpy as np\n\nMESSAGE = {WORDS!r}\nTHINK = 'Which?'\n\n\n"
    path.write_text(words + FUNCTION)
    keep(root, find(root, ID), class_mistakes.file_digest(path))
    return path


def test_a_lock_that_cannot_be_taken_is_a_sentence_and_leaves_no_draft(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.0)
    there = group(root)
    with turns.turn(root):
        said = say(root, "new", there, "arc_tangent", code=2)
    assert "cannot be locked (database is locked)" in said
    assert list((root / "drafts").iterdir()) == []


def test_what_is_taken_back_is_never_lost(root: Path) -> None:
    there = [kept(root).read_text()]
    (root / "drafts").mkdir()
    for text in ("one", "two"):
        (root / "drafts" / f"{ID}.py").write_text(text)
        say(root, "remove", ID)
    say(root, "remove", ID)
    removed = (root / REMOVED).iterdir()
    assert sorted(path.read_text() for path in removed) == sorted([*there, "one", "two"])
    assert class_mistakes.notes(root) == {}


def test_a_file_that_changed_while_it_was_proved_does_not_count(root: Path) -> None:
    draft = begun(root)
    seen = class_mistakes.file_digest(draft)
    draft.write_text(draft.read_text() + "\n\nMESSAGE = 'What nobody proved.'\n")
    with pytest.raises(OwnExerciseError, match="changed while it was proved"):
        keep(root, find(root, ID), seen)
    assert draft.exists() and class_mistakes.files(root) == {}


def test_the_key_of_other_exercises_does_not_change(root: Path) -> None:
    before = class_mistakes.digest(root, {"neuron.sigmoid", "neuron.relu"})
    kept(root)
    assert class_mistakes.digest(root, {"neuron.sigmoid", None}) != before == ""
    assert class_mistakes.digest(root, {"neuron.relu"}) == ""


def test_the_check_tells_of_a_file_that_changed_or_broke(root: Path) -> None:
    path = kept(root)
    assert list(troubles(root)) == []
    path.write_text(path.read_text() + "# a word\n")
    ((what, mends),) = troubles(root)
    assert "was not proved as it stands now" in what and "deepcat mistake prove" in mends
    assert class_mistakes.extended_entries(root) == {}
    note = class_mistakes.notes(root)[ID]
    path.write_text("raise ValueError('gone')\n")
    class_mistakes.write_notes(root, {ID: replace(note, file=class_mistakes.file_digest(path))})
    ((what, _),) = troubles(root)
    assert "does not run: ValueError: gone" in what
    path.rename(path.with_name("neuron.no_such.arc_tangent.py"))
    ((what, _),) = troubles(root)
    assert "the course has no more" in what
    (path.parent / "odd.py").write_text("")
    assert any("is not the file of a mistake" in what for what, _ in troubles(root))


def test_a_proved_file_that_runs_no_more_is_one_sentence(root: Path) -> None:
    """It may rest on a package that is not there any more."""
    path = kept(root)
    path.write_text("import no_such_package\n")
    found = class_mistakes.Note(class_mistakes.file_digest(path))
    class_mistakes.write_notes(root, {ID: found})
    done = CliRunner().invoke(build_app(), ["report", "class", str(root)])
    assert done.exit_code == 2 and f"{path} does not run" in done.output


def test_next_years_class_knows_the_mistake_and_nobody(root: Path, tmp_path: Path) -> None:
    kept(root)
    (note,) = class_mistakes.notes(root).values()
    theirs = replace(note, group="1f0c2a9b", members=((NAME, "ada"),))
    class_mistakes.write_notes(root, {ID: theirs, "neuron.relu.draft": replace(theirs, file="")})
    begun_too = root / "drafts/neuron.relu.draft.py"
    begun_too.parent.mkdir()
    begun_too.write_text("#| own words")
    new = tmp_path / "next"
    copy_class(root, new)
    assert list(class_mistakes.extended_entries(new)) == ["neuron.sigmoid"]
    assert class_mistakes.notes(new) == {ID: note}
    assert not (new / "drafts").exists()
    assert f"{ID}: proved" in say(new, "list")


def test_a_students_text_is_comment_whatever_it_holds() -> None:
    hostile = "x = 1\rimport os\x0c\u2028print(2)\n" + "y" * 500 + "\n" * 500
    text = "#| " + "\n#| ".join(clean(hostile))
    assert ast.parse(text).body == [] and len(text) < 20_000
    assert without_sample(f"a = 1\n{text}\n") == "a = 1\n"


@pytest.mark.parametrize("exercise", ["neuron.tanh", "network.network", "losses.softmax"])
def test_a_draft_begins_as_the_right_answer(exercise: str, tmp_path: Path) -> None:
    path = write_draft(tmp_path, exercise, "short_name", "Words.", "Which?", "")
    mistake = class_mistakes.load(path, path.stem)
    assert judge_of(ENTRIES[exercise])(mistake.function).passed
    assert mistake.message == "Words."

"""The autograder for Gradescope, in a stand-in of Gradescope's folders and of its harness."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from deepcat_grader.authoring import class_mistakes
from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.gradescope import packing, running
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.isolation.session import NoWorker
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.submission import Work
from deepcat_judge.verdict import Outcome, Verdict

from ..made_up_verdicts import found as made_up
from ..small import NAME, answered, stub_of
from .conftest import Run

Results = dict[str, Any]
Judge = Callable[[Work], NotebookRecord]
SLIP = {stub_of("neuron.relu"): "def relu(z):\n    return z"}
EMPTY = notebook_text(new_notebook()).encode()
IN_A_CONTAINER = pytest.mark.skipif(sys.platform != "linux", reason="its containers are Linux's")
ADA = {"users": [{"email": "Ada@Example.org", "id": 1, "name": "Ada Lovelace"}]}


@pytest.fixture(scope="module")
def schema() -> Results:
    """What Gradescope documents, and nothing else."""
    path = Path(__file__).with_name("gradescope.schema.yml")
    found: Results = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def packed(made_course: Path, root: Path) -> bytes:
    """The zip, with wheels that are there at once; `test_wheels` builds real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "wheel_of", lambda room: (f"{room.name}-1.whl", b"wheel"))
        return packing.pack(open_course(made_course), NAME, root, 10).data


@pytest.fixture
def home(packed: bytes, tmp_path: Path) -> Path:
    """Gradescope's folder after `setup.sh`, with this environment in the place of the one made."""
    home = tmp_path / "autograder"
    path = tmp_path / "autograder.zip"
    path.write_bytes(packed)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(home / "source")
    (home / "submission").mkdir()
    (home / "results").mkdir()
    (home / "submission_metadata.json").write_text(json.dumps(ADA), encoding="utf-8")
    return home


@pytest.fixture
def judged(home: Path, schema: Results, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Results]:
    """Judges a submission in this process, with made-up verdicts, and gives what was written."""
    monkeypatch.setattr(running, "tier", lambda: Tier.B)

    def judge(files: dict[str, bytes], found: Judge = made_up) -> Results:
        monkeypatch.setattr(running, "grade", found)
        for name, data in files.items():
            path = home / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        running.main(home)
        return written(home, schema)

    return judge


def written(home: Path, schema: Results) -> Results:
    """The results, which keep to the documented form."""
    found: Results = json.loads((home / "results" / "results.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def start(home: Path) -> subprocess.CompletedProcess[str]:
    """Start the autograder as Gradescope's harness does, with its folder named by one variable."""
    environment = {**os.environ, "AUTOGRADER": str(home)}
    return subprocess.run(
        ["bash", home / "source" / "run_autograder"],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.fixture
def secret(home: Path) -> str:
    """The class's secret, which is in the zip."""
    path = home / "source" / "class" / ".deepcat" / "class-secret"
    return path.read_text(encoding="ascii").strip()


@pytest.mark.slow
@IN_A_CONTAINER
def test_a_submission_is_judged_as_in_gradescope(
    home: Path, schema: Results, release: NotebookNode, secret: str
) -> None:
    python = home / "env" / "bin" / "python"
    python.parent.mkdir(parents=True)
    packages, program = shlex.quote(os.pathsep.join(sys.path)), shlex.quote(sys.executable)
    without_option = f'#!/bin/sh\nshift\nPYTHONPATH={packages} exec {program} "$@"\n'
    python.write_text(without_option, encoding="utf-8")
    python.chmod(0o755)
    text = notebook_text(answered(release, SLIP))
    (home / "submission" / f"{NAME} (1).ipynb").write_text(text, encoding="utf-8")
    said = start(home).stdout
    found = written(home, schema)
    assert "Tier " in said and found["extra_data"]["tier"] in "ABC"
    assert found["stdout_visibility"] == "hidden"
    tests = {test["name"].partition(":")[0]: test for test in found["tests"]}
    assert [test["number"] for test in found["tests"]] == [*map(str, range(1, len(tests) + 1))]
    assert tests["Sigmoid"]["status"] == "passed"
    relu = tests["ReLU"]
    assert relu["status"] == "failed" and relu["score"] < relu["max_score"]
    assert "Expected" in relu["output"]
    assert found["score"] == pytest.approx(sum(test.get("score", 0) for test in found["tests"]))
    assert secret not in json.dumps(found) and secret not in said


@IN_A_CONTAINER
def test_there_are_results_where_nothing_runs(home: Path, schema: Results) -> None:
    assert "status 127" in start(home).stdout  # there is no environment at all
    found = written(home, schema)
    assert "did not finish within 10 minutes" in found["output"] and "no mark" in found["output"]


@IN_A_CONTAINER
def test_what_sets_the_container_up_is_a_shell_script_that_installs_by_hash(home: Path) -> None:
    for name in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n", home / "source" / name], check=True)
    text = (home / "source" / "setup.sh").read_text(encoding="utf-8")
    installs = [line for line in text.splitlines() if line.startswith("pip ")]
    assert len(installs) == 2
    # An old pip wants a hash for extras of what is pinned already, unless it need not look.
    assert all("--no-deps" in line for line in installs)
    assert "--require-hashes" in installs[0] and "--no-index" in installs[1]


def test_what_waits_for_a_person_has_no_score_and_is_named(
    judged: Callable[..., Results], release: NotebookNode
) -> None:
    def faulty(work: Work) -> NotebookRecord:
        record = made_up(work)
        ours = Verdict("neuron.relu", Outcome.GRADER_FAULT, 0.0, 2.0, headline="Our fault.")
        return NotebookRecord({**record.verdicts, ours.exercise: ours}, record.scores, record.runs)

    found = judged({f"{NAME}.ipynb": notebook_text(answered(release)).encode()}, faulty)
    waiting = {test["name"]: test for test in found["tests"] if "score" not in test}
    relu = next(name for name in waiting if name.startswith("ReLU: waits for a person ("))
    assert not {"max_score", "status"} & set(waiting[relu])
    assert "Our fault." in waiting[relu]["output"]
    assert len(waiting) == 2  # and the written answer
    assert "which is no zero" in found["output"] and "ReLU" in found["output"]
    assert found["score"] == sum(test.get("score", 0) for test in found["tests"]) > 0


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "could not be judged: what you handed in is empty. Hand in small.ipynb alone."),
        ({"essay.pdf": b"%PDF"}, "holds no notebook of the class, but essay.pdf"),
    ],
)
def test_nothing_readable_is_one_sentence(
    judged: Callable[..., Results], files: dict[str, bytes], words: str
) -> None:
    found = judged(files)
    assert words in found["output"] and found["tests"] == [] and found["score"] == 0


def test_what_is_not_clear_waits(
    judged: Callable[..., Results], right: bytes, wrong: bytes
) -> None:
    found = judged({"a/x.ipynb": EMPTY})
    assert "holds no notebook of the class, but a/x.ipynb." in found["output"]
    assert len(found["tests"]) == 6 and all("score" not in test for test in found["tests"])
    found = judged({"small.ipynb": right, "small (1).ipynb": wrong})
    assert "small more than once (" in found["output"] and "the folder" not in found["output"]
    assert all("score" not in test for test in found["tests"])


def test_a_damaged_notebook_waits(judged: Callable[..., Results]) -> None:
    found = judged({f"{NAME}.ipynb": b'{"cells": ['})
    assert all("score" not in test for test in found["tests"])
    assert all("waits for a person" in test["name"] for test in found["tests"])
    assert f"{NAME}.ipynb" in found["output"] and "no zero" in found["output"]


def test_a_fault_of_ours_is_the_teachers_to_read(
    judged: Callable[..., Results], right: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(work: Work) -> NotebookRecord:
        raise NoWorker("no worker starts here")

    found = judged({f"{NAME}.ipynb": right}, fails)
    assert running.NOT_JUDGED in found["output"]
    assert len(found["tests"]) == 6 and all("score" not in test for test in found["tests"])
    assert "Traceback" in capsys.readouterr().out and "Traceback" not in json.dumps(found)


def test_no_sign_stops_what_a_teacher_reads_or_the_other_exercises(
    judged: Callable[..., Results], right: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(work: Work) -> NotebookRecord:
        record = made_up(work)
        fault = replace(record.verdicts["neuron.relu"], traceback="ValueError: \ud800")
        return replace(record, verdicts={**record.verdicts, "neuron.relu": fault})

    found = judged({f"{NAME}.ipynb": right}, faulty)
    assert running.NOT_JUDGED not in found["output"] and found["score"] > 0
    assert "ValueError: \\ud800" in capsys.readouterr().out


def test_without_walls_nothing_is_judged(
    home: Path, judged: Callable[..., Results], right: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "tier", lambda: Tier.C)
    found = judged({f"{NAME}.ipynb": right})  # this class trusts its students
    assert found["extra_data"]["tier"] == "C" and "provisional" in found["output"]
    path = home / "source" / "class" / "nbgrader_config.py"
    path.write_text(path.read_text(encoding="utf-8").replace("True", "False"), encoding="utf-8")
    found = judged({})
    assert running.NOT_JUDGED in found["output"]
    assert all("score" not in test for test in found["tests"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (json.dumps(ADA), "ada@example.org"),
        (json.dumps({"users": [{"email": "b@x"}, {"email": "A/..@x"}]}), "a%2F..@x"),
        (json.dumps({"users": [{"email": ".."}]}), running.SOMEBODY),
        (json.dumps({"users": [{"email": "\ud800@x"}]}), "%3F@x"),
        ("[]", running.SOMEBODY),
        ("no JSON", running.SOMEBODY),
    ],
)
def test_who_handed_in(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "submission_metadata.json"
    path.write_text(text, encoding="utf-8")
    assert running.submitter(path) == name


def test_the_zip_holds_what_judges_and_nothing_of_a_students(
    run: Run, klass: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "wheel_of", lambda room: (f"{room.name}-1.whl", b"wheel"))
    (klass / "submitted" / "ada").mkdir(parents=True)
    with (klass / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.JudgeCells.cell_timeout = 7.5\nc.CourseDirectory.db_url = 'sqlite:///x'\n")
    done = run("gradescope", NAME, "--class", klass)
    assert done.exit_code == 0, done.output
    assert "class's secret" in done.output.splitlines()[-1]
    assert "autograder points 24" in done.output
    (path,) = (klass / "exports").glob("gradescope-small-*.zip")
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        started = {one.filename for one in archive.infolist() if one.external_attr >> 16 & 0o100}
        settings = archive.read("class/nbgrader_config.py").decode()
    assert started == {"run_autograder", "setup.sh"} < names
    assert {name for name in names if name.startswith("class/")} == {
        "class/.deepcat/class-secret",
        "class/nbgrader_config.py",
        f"class/source/{NAME}/{NAME}.ipynb",
    }
    assert "7.5" in settings and "sqlite" not in settings


def test_the_mistakes_of_the_class_go_along_and_nobody_whose_they_were(
    course: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a student is told at Gradescope is what `deepcat grade` says."""
    monkeypatch.setattr(packing, "wheel_of", lambda room: (f"{room.name}-1.whl", b"wheel"))
    path = course / class_mistakes.FOLDER / "neuron.relu.same.py"
    path.parent.mkdir(parents=True)
    path.write_text("MESSAGE = THINK = 'Words.'\n\n\ndef same(z):\n    return z\n", "utf-8")
    (path.parent / "neuron.tanh.open.py").write_text("raise ValueError", "utf-8")
    note = class_mistakes.Note(class_mistakes.file_digest(path), "", "1f0c", ((NAME, "ada"),))
    class_mistakes.write_notes(course, {path.stem: note})
    packed = tmp_path / "packed.zip"
    packed.write_bytes(packing.pack(open_course(course), NAME, root, 10).data)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    there = tmp_path / "class"
    assert list(class_mistakes.files(there)) == [path.stem]
    assert list(class_mistakes.extended_entries(there)) == ["neuron.relu"]
    assert "ada" not in (there / ".deepcat" / class_mistakes.NOTES).read_text("utf-8")


def test_what_lies_with_a_class_own_exercise_goes_along(course: Path) -> None:
    kept = ("exercises/mine.py", "exercises/_helper.py", "exercises/tables/colours.csv")
    for name in (*kept, "exercises/__pycache__/mine.pyc"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(name, encoding="utf-8")
    files = packing._class_files(open_course(course), NAME)
    assert {name for name in files if name.startswith("exercises/")} == {*kept}


def test_what_cannot_be_packed_is_one_sentence(run: Run, course: Path) -> None:
    assert "the class has: small" in run("gradescope", "9", "--class", course).output
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.JudgeCells.cell_timeout = object()\n")
    done = run("gradescope", NAME, "--class", course)
    assert done.exit_code == 2 and "sets c.JudgeCells" in done.output

"""An appeal shows what was asked and what came back, and can be judged again bit for bit."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from nbformat import NotebookNode
from typer.testing import CliRunner

from deepcat_grader.bank import ENTRIES
from deepcat_grader.grading.submission import grade as really
from deepcat_grader.marking.command import add_commands
from deepcat_grader.marking.plainly import cut, from_json, shown, to_json
from deepcat_judge.plain import Named, Rng

from ..made_up import MadeUp, grade
from ..small import answered, hand_in, stub_of

Run = Callable[..., Any]
SLIP = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.abs(z)))"
VALUES = (
    np.array([[0.1, -0.0]], np.float32),
    np.zeros((0, 3), bool),
    (1, [2.5, None, True], {"A0": "ä"}),
    Rng(3),
    Named("tanh"),
)


@pytest.fixture(scope="module")
def contested(
    new_course: Callable[[Path], Path], release: NotebookNode, tmp_path_factory: Any
) -> Path:
    """A class whose one student's sigmoid is wrong for negative inputs."""
    root = new_course(tmp_path_factory.mktemp("appeal") / "course")
    hand_in(root, "ada", answered(release, {stub_of("neuron.sigmoid"): SLIP}))
    grade(root, MadeUp(really))
    return root


@pytest.fixture(scope="module")
def run(contested: Path) -> Run:
    app = typer.Typer()
    add_commands(app)
    app.command("another")(lambda: None)  # of one command alone, typer wants no name

    def invoke(*words: str) -> Any:
        return CliRunner().invoke(app, ["appeal", str(contested), *words], env={"COLUMNS": "200"})

    return invoke


@pytest.fixture(scope="module")
def kept(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The file that the appeal left, and what the teacher saw."""
    path = tmp_path_factory.mktemp("kept") / "ada.json"
    done = run("ada", "sigmoid", "--save", str(path))
    assert done.exit_code == 0, done.output
    return path, done.output


def test_a_teacher_sees_every_call_and_that_the_verdict_stands(kept: tuple[Path, str]):
    output = kept[1]
    assert output.startswith("For the teacher only")
    assert "HIDDEN" in output and "shown to the student" in output
    assert "expected" in output and "equals the one in the ledger, bit for bit" in output
    assert "Verdict: incorrect" in output


def test_what_is_kept_is_for_the_owner_alone_and_holds_what_the_reference_gives(
    kept: tuple[Path, str],
):
    path = kept[0]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = json.loads(path.read_text())
    calls = [call for sitting in data["sittings"] for call in sitting["calls"]]
    asked = [call for call in calls if call["what"].startswith("case ")]
    assert {call["hidden"] for call in asked} == {True, False}
    reference = ENTRIES["neuron.sigmoid"].reference
    assert callable(reference)
    for call in asked:
        args, expected = from_json(call["args"]), from_json(call["expected"])
        came = from_json(call["came"]["value"])
        assert isinstance(args, tuple)
        assert isinstance(args[0], np.ndarray)
        np.testing.assert_allclose(expected, reference(args[0]), 1e-6)  # type: ignore[arg-type]  # of an array it gives one
        np.testing.assert_allclose(came, 1 / (1 + np.exp(-np.abs(args[0]))), 1e-6)  # type: ignore[arg-type]  # as above


def test_it_can_be_replayed_bit_for_bit(kept: tuple[Path, str], run: Run, tmp_path: Path):
    path = kept[0]
    done = run("ada", "neuron.sigmoid", "--replay", str(path))
    assert done.exit_code == 0 and "equals" in done.output.splitlines()[-1]
    data = json.loads(path.read_text())
    data["sittings"][0]["calls"][0]["came"]["value"] = 0.5
    other = tmp_path / "other.json"
    other.write_text(json.dumps(data))
    done = run("ada", "neuron.sigmoid", "--replay", str(other))
    assert done.exit_code == 1
    assert "sittings 1, calls 1, came, value" in done.output.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ben", "sigmoid"), "has handed in nothing"),
        (("ada", "sigmund"), "no exercise 'sigmund'"),
        (("ada", "backward"), "asks for"),
        (("ada", "sigmoid", "--replay", "nowhere.json"), "cannot be read"),
        (("ada", "sigmoid", "--replay", __file__), "is not a file of"),
        (("ada", "sigmoid", "--save", "nowhere/ada.json"), "There is no folder nowhere"),
    ],
)
def test_a_slip_gets_one_sentence(run: Run, words: tuple[str, ...], says: str):
    done = run(*words)
    assert done.exit_code == 2 and says in done.output and "Traceback" not in done.output


@pytest.mark.parametrize("value", VALUES)
def test_no_bit_of_a_value_is_lost(value: Any):
    again = from_json(json.loads(json.dumps(to_json(value))))
    if isinstance(value, np.ndarray):
        assert isinstance(again, np.ndarray)
        assert (again.dtype, again.shape, again.tobytes()) == (
            value.dtype,
            value.shape,
            value.tobytes(),
        )
    else:
        assert again == value
    assert to_json(again) == to_json(value)
    assert shown(to_json(value))


def test_what_a_student_wrote_steers_no_terminal():
    assert "\x1b" not in cut("\x1b[2J") + shown("\x1b[2J")

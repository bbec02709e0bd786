"""CONTRIBUTING is followed to the letter: a new exercise, from the first command to the last."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deepcat.cli import main

ROOMS = ("course", "solutions", "autograder/judge", "autograder/grader", "datasets")
BLOCK = re.compile(
    r"(?:<!-- (?P<how>\w+): (?P<path>\S+) -->\n)?"
    r"(?P<fence>````?)(?P<kind>\w*)\n(?P<text>.*?)\n(?P=fence)\n",
    re.DOTALL,
)
ANSWER = "def softplus(Z):\n    return np.log(1 + np.exp(Z))\n"


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which an exercise may be added."""
    folder = tmp_path_factory.mktemp("checkout")
    for room in ROOMS:
        shutil.copytree(root / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(checkout: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one `deepcat` command with the packages of a checkout."""
    paths = os.pathsep.join(str(checkout / room) for room in ROOMS)
    program = "from deepcat.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *command.split()[1:]],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": paths, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def replace_function(path: Path, source: str) -> None:
    text = path.read_text(encoding="utf-8")
    name = ast.parse(source).body[0].name  # type: ignore[attr-defined]  # a function
    old = next(n for n in ast.parse(text).body if getattr(n, "name", None) == name)
    lines = text.splitlines()
    end = old.end_lineno or 0
    while end < len(lines) and lines[end].startswith(" "):  # the mark that ends the solution
        end += 1
    lines[old.lineno - 1 : end] = source.splitlines()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write(checkout: Path, how: str, path: Path, text: str) -> None:
    if how == "function":
        replace_function(checkout / path, text)
    elif how == "append":
        with open(checkout / path, "a", encoding="utf-8") as lesson:
            lesson.write(text + "\n")
    else:
        assert (checkout / path).exists(), "the scaffold wrote this file"
        (checkout / path).write_text(text + "\n", encoding="utf-8")


def test_a_stranger_adds_an_exercise(root: Path, checkout: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Add an exercise")[2].partition("\n## ")[0]
    course = section.partition("**A class's own exercise**")[0]
    (checkout / "answer.py").write_text(ANSWER, encoding="utf-8")
    said = {}
    for block in BLOCK.finditer(course):
        if block["how"]:
            write(checkout, block["how"], Path(block["path"]), block["text"])
            continue
        for command in block["text"].splitlines():
            done = run(checkout, command)
            said[command] = done.stdout + done.stderr
            expected = 1 if " try " in command else 0
            assert done.returncode == expected, said[command]
    tried = said["deepcat exercise try neuron.softplus answer.py"]
    assert "eᶻ is too large a number for the computer" in tried
    assert "2 of 3 points" in tried
    proved = said["deepcat exercise prove neuron.softplus"]
    assert proved.count("✓") == 14 and "✗" not in proved
    notebook = (checkout / "course/notebooks/2_neuron.ipynb").read_text(encoding="utf-8")
    assert "neuron-softplus-check" in notebook and "np.log1p(np.exp" not in notebook
    assert "neuron.softplus" in (checkout / "course/deepcat/keys/neuron.json").read_text()


def test_what_is_not_written_yet_is_named(checkout: Path) -> None:
    made = run(checkout, "deepcat exercise new neuron.swish --arguments Z")
    assert made.returncode == 0, made.stderr
    proved = run(checkout, "deepcat exercise prove neuron.swish --seeds 1")
    assert proved.returncode == 1
    assert "swish.py:" in proved.stdout and "TODO: the concept" in proved.stdout
    built = run(checkout, "deepcat build")
    assert built.returncode != 0 and "neuron.swish" in built.stderr + built.stdout
    assert "Traceback" not in built.stderr
    again = run(checkout, "deepcat exercise new neuron.swish --arguments Z")
    assert again.returncode == 2 and "already" in again.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("deepcat exercise new Softplus", "is not an id"),
        ("deepcat exercise new neuron.relu", "already"),
        ("deepcat exercise new neuron.lambda --arguments Z", "cannot be a name"),
        ("deepcat exercise new neuron.soft --arguments Z,1x", "cannot be a name"),
        ("deepcat exercise new import.soft --arguments Z", "cannot be a name"),
        ("deepcat exercise new neuron.soft --arguments Z,Z", "Two arguments are called Z"),
        ("deepcat exercise new extra.soft --class nowhere", "There is no course directory"),
        ("deepcat exercise try neuron.relu nowhere.py", "cannot be read"),
        ("deepcat exercise try neuron.nothing nowhere.py", "No exercise is called"),
        ("deepcat exercise try neuron.sigmoi nowhere.py", "there are neuron.sigmoid"),
        (
            "deepcat exercise try neuron.relu course/notebooks/2_neuron.ipynb",
            "`deepcat check` judges it",
        ),
        ("deepcat exercise prove neuron.relu neuron.nothing", "No exercise is called"),
        ("deepcat exercise place extra.x a.ipynb --class .", "has no exercise extra.x"),
    ],
)
def test_a_wrong_request_gets_a_sentence(
    root: Path,
    command: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In this process, in the checkout itself: nothing is written."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", command.split())
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_a_file_of_the_bank_that_does_not_run_is_named(checkout: Path) -> None:
    path = checkout / "autograder/grader/deepcat_grader/bank/neuron/relu.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("bank = Bank(", "bank = Bank(("), encoding="utf-8")
    try:
        for command in ("new neuron.soft", "prove neuron.tanh", "try neuron.tanh answer.py"):
            done = run(checkout, f"deepcat exercise {command}")
            assert done.returncode == 2
            assert f"{path}:" in done.stderr and "SyntaxError" in done.stderr
            assert "Traceback" not in done.stderr
    finally:
        path.write_text(text, encoding="utf-8")

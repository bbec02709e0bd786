"""The code is clean by the tools that pyproject.toml sets up, whatever the demonstration left."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deepcat_grader.demo.command import FOLDER

TOOLS = ("ruff check", "ruff format --check", "mypy")
# Names nothing, is not formatted, has a wrong type, and fails when it is collected.
UNCLEAN = "import os\nx : int = 'one'\nraise SystemExit( x )\n"


def result(tool: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *tool.split(), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_code_is_clean(root: Path, tool: str) -> None:
    answer = result(tool, root)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """Return a folder that has our settings, and one clean module that is also a test."""
    for name in ("pyproject.toml", ".gitignore"):
        shutil.copy(root / name, tmp_path)
    clean = '"""Nothing is here."""\n\n\ndef test_nothing() -> None:\n    """It holds."""\n'
    (tmp_path / "test_clean.py").write_text(clean)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("tool", [*TOOLS, "pytest --collect-only -q -p no:cacheprovider"])
@pytest.mark.parametrize("folder", [FOLDER, "elsewhere"])
def test_a_demonstration_in_the_clone_is_left_alone(house: Path, folder: str, tool: str) -> None:
    """The same file elsewhere is found fault with, so the tools do look."""
    (house / folder / "source").mkdir(parents=True)
    (house / folder / "source" / "test_unclean.py").write_text(UNCLEAN)
    answer = result(tool, house, ".")
    assert (answer.returncode == 0) == (folder == FOLDER), answer.stdout + answer.stderr


def test_git_ignores_a_demonstration(root: Path) -> None:
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"{FOLDER}/" in lines

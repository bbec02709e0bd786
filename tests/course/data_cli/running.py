"""Run a command as a terminal does, on small sets in the place of the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from deepcat.cli import build_app
from deepcat_data.cats import CatsConfig

RECIPES = {
    "cats-64": {
        "train": CatsConfig((3, 2, 2, 1), "train"),
        "test": CatsConfig((1, 1, 1, 1), "test"),
    },
    "pencil-64": {"pencil": CatsConfig((1, 1, 1, 1), "pencil", style="pencil")},
    "large-64": {"large": CatsConfig((2, 1, 1, 1), "large")},
}
OWN = ("data", "make", "--out", "exam.npz", "--seed", "2027", "--counts", "2,1,1,0")


def run(*arguments: str, typed: str | None = None) -> Any:
    return CliRunner().invoke(build_app(), list(arguments), input=typed)


def sentence(result: Any) -> str:
    """Return the one sentence with which a command ended that could not do its work."""
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    assert line.endswith(".") or line.endswith("?")
    return str(line)


def file_of(shelf: Path, name: str) -> Path:
    return shelf / name / f"{name}.npz"

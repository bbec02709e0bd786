"""What the repository says of itself holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
import yaml

from deepcat.checking import check
from deepcat.cli import build_app
from deepcat.lessons import ordered_exercises
from deepcat.view import as_text

PAGES = (
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/grading.md",
    "docs/sources.md", "docs/lecture.md", "docs/teaching.md", "docs/operating.md", "docs/scale.md",
)  # fmt: skip


def commands(command: Any, name: str) -> Iterator[str]:
    """Yield the full name of every command that does something."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name
        return
    for word, child in inner.items():
        yield from commands(child, f"{name} {word}")


def test_every_command_is_in_the_readme(root: Path) -> None:
    app = typer.main.get_command(build_app())
    names = set(commands(app, "deepcat"))
    assert {"deepcat check", "deepcat build"} <= names
    readme = (root / "README.md").read_text(encoding="utf-8")
    missing = {name for name in names if not re.search(rf"`{name}\b", readme)}
    assert not missing


def test_every_command_in_the_readme_exists(root: Path) -> None:
    app = typer.main.get_command(build_app())
    names = set(commands(app, "deepcat"))
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"`(deepcat (?:[a-z]+ ?)+)", readme)
    assert shown
    for name in shown:
        assert name.strip() in names


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert ((root / page).parent / target).exists(), target


def test_the_readme_lists_the_lessons_with_their_exercises_and_times(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| \[(.+?)\]\(course/lessons/(\w+)\.md\) .* (\d+) \| (\d+) \|$", readme, re.M
    )
    written = sorted((root / "course/lessons").glob("*.md"))
    assert [name for _, name, _, _ in rows] == [path.stem for path in written]
    for (title, name, count, minutes), path in zip(rows, written, strict=True):
        text = path.read_text(encoding="utf-8")
        assert re.search(rf"^# {title}(?:: .*)?$", text, re.M)
        assert int(count) == len(ordered_exercises(name.partition("_")[2]))
        assert f"Together about {minutes} minutes" in text


def test_the_verdict_in_the_readme_is_what_check_says(root: Path) -> None:
    """The picture beside it is drawn from the same answer (benchmarks/verdict_picture.py)."""

    def sigmoid(Z: Any) -> Any:
        return 1 / (1 + np.exp(Z))

    said = as_text(check(sigmoid))
    assert f"```\n{said}\n```\n" in (root / "README.md").read_text(encoding="utf-8")
    assert "def sigmoid(Z):\n    return 1 / (1 + np.exp(Z))\n" in (
        root / "benchmarks/verdict_picture.py"
    ).read_text(encoding="utf-8")


def test_the_citation_names_the_version_and_the_licences(root: Path) -> None:
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"] and citation["title"] and citation["authors"]
    text = (root / "course/pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    assert citation["version"] == project["version"]
    assert project["license"] in citation["license"]


def test_the_gate_runs_the_readmes_test_command(root: Path) -> None:
    assert "python3 run.py test" in (root / ".ci/run").read_text(encoding="utf-8")
    assert "\npython3 run.py test\n" in (root / "README.md").read_text(encoding="utf-8")

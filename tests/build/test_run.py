"""``deepcat build`` refreshes what drifted, whole files or none; ``--check`` only says so."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from deepcat_grader.build import BuildError, drift
from deepcat_grader.build.course import Course
from deepcat_grader.build.run import run
from deepcat_grader.build.steps import Steps
from deepcat_grader.cli import add_commands


class Terminal:
    """Runs a build and keeps its words."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.text = ""

    def __call__(self, *, check: bool = False, only: tuple[str, ...] = ()) -> int:
        stream = io.StringIO()
        console = Console(file=stream, soft_wrap=True, highlight=False)
        status = run(check=check, only=only, course=self.course, console=console)
        self.text = stream.getvalue()
        return status


@pytest.fixture
def build(course: Course) -> Terminal:
    return Terminal(course)


def contents(root: Path) -> dict[Path, tuple[bytes, int]]:
    return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file()}


def test_a_build_makes_notebook_figure_and_key(build: Terminal) -> None:
    assert build() == 0
    root = build.course.root
    for path in ("notebooks/1_purr.ipynb", "notebooks/figures/cat.svg", "deepcat/keys/purr.json"):
        assert (root / path).is_file()
        assert f"course/{path}: new" in build.text
    assert not [path for path in root.rglob(".*") if path.is_file()]


def test_a_second_build_writes_nothing(build: Terminal) -> None:
    build()
    before = contents(build.course.root)
    assert build() == 0
    assert contents(build.course.root) == before
    assert "3 files built, 3 of them as they were." in build.text


def test_check_is_content_with_what_build_made(build: Terminal) -> None:
    build()
    assert build(check=True) == 0


@pytest.mark.parametrize(
    ("path", "damage", "why"),
    [
        ("notebooks/1_purr.ipynb", lambda file: file.unlink(), "missing"),
        (
            "notebooks/1_purr.ipynb",
            lambda file: file.write_text(file.read_text().replace("fixed", "moving")),
            "differs",
        ),
        ("notebooks/figures/cat.svg", lambda file: file.write_text("<svg/>"), "differs"),
        ("notebooks/0_old.ipynb", lambda file: file.write_text("{}"), "left over"),
        ("deepcat/keys/old.json", lambda file: file.write_text("{}"), "left over"),
        ("deepcat/keys/purr.json", lambda file: file.write_text("{"), "differs"),
    ],
)
def test_check_names_each_drifted_file_and_the_command_that_mends_it(
    build: Terminal, path: str, damage: Callable[[Path], object], why: str
) -> None:
    build()
    damage(build.course.root / path)
    before = contents(build.course.root)
    assert build(check=True) == 1
    assert f"course/{path}: {why}\n" in build.text
    assert "python3 run.py build" in build.text
    assert contents(build.course.root) == before
    assert build() == 0
    assert build(check=True) == 0


def test_windows_line_ends_are_no_drift(build: Terminal) -> None:
    build()
    for file in build.course.root.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert build(check=True) == 0


def test_a_last_bit_in_the_key_is_no_drift_and_a_moved_number_is(build: Terminal) -> None:
    build()
    file = build.course.root / "deepcat/keys/purr.json"
    for factor, status in ((1 + 2e-16, 0), (1 + 1e-9, 1)):
        key = json.loads(file.read_text())
        key["exercises"]["purr.double"]["expected"]["minus"]["value"] *= factor
        file.write_text(json.dumps(key))
        assert build(check=True) == status


def test_only_leaves_the_other_lessons_alone(build: Terminal) -> None:
    build()
    other = build.course.root / "notebooks" / "2_nap.ipynb"
    other.write_text("{}")
    assert build(only=("purr",)) == 0
    assert other.exists()


def test_a_lesson_that_fails_leaves_every_file_as_it_was(
    build: Terminal, make_course: Callable[..., Course], lesson_text: str
) -> None:
    build()
    before = contents(build.course.root / "notebooks")
    make_course(lesson_text.replace("fixed", "moving").replace("purr.essay", "purr.song"))
    with pytest.raises(BuildError):
        build()
    assert contents(build.course.root / "notebooks") == before


def test_a_write_that_fails_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key.json"
    file.write_text("old")

    def full_disk(*args: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", full_disk)
    with pytest.raises(OSError, match="no space left"):
        drift.write_text(file, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["key.json"]
    assert file.read_text() == "old"


def test_progress_is_shown_once_a_step_takes_long_and_somebody_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    piped, terminal, quick = io.StringIO(), io.StringIO(), io.StringIO()
    with Steps(Console(file=quick, force_terminal=True)) as step:
        step("reading 1_purr")
    monkeypatch.setattr("deepcat_grader.build.steps.PATIENCE", 0.0)
    for stream, seen in ((piped, False), (terminal, True)):
        with Steps(Console(file=stream, force_terminal=seen)) as step:
            step("reading 1_purr")
            if seen:
                step._timer.join()
    assert "reading 1_purr" not in quick.getvalue()
    assert piped.getvalue() == ""
    assert "reading 1_purr" in terminal.getvalue()


@pytest.fixture
def app(course: Course, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setattr("deepcat_grader.build.run.this_course", lambda: course)
    app = typer.Typer()
    app.command("other")(lambda: None)
    add_commands(app)
    return app


def test_the_command_exits_with_1_on_drift_and_0_otherwise(app: typer.Typer) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["build", "--check"]).exit_code == 1
    assert runner.invoke(app, ["build"]).exit_code == 0
    assert runner.invoke(app, ["build", "--check", "--only", "1_purr"]).exit_code == 0


def test_the_command_says_one_sentence_when_a_lesson_is_wrong(
    app: typer.Typer, make_course: Callable[..., Course], lesson_text: str
) -> None:
    make_course(lesson_text.replace("purr.essay", "purr.song"))
    result = CliRunner().invoke(app, ["build"])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "No exercise is called purr.song" in result.stderr


def test_a_bundle_is_never_of_some_lessons(app: typer.Typer, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["build", "--only", "purr", "--bundle", str(tmp_path)])
    assert result.exit_code == 2

"""The student's three wheels hold the allow-list and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.slow
STUDENTS = {"deepcat": "course", "deepcat_data": "datasets", "deepcat_judge": "autograder/judge"}
ROOMS = (*STUDENTS.values(), "solutions", "autograder/grader")
SUFFIXES = {".py", ".json", ".js", ".css", ".svg", ".html", ".npz", ".md", ".typed"}
METADATA = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}


@pytest.fixture(scope="module")
def wheels(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the three wheels as the bundle does, without the network."""
    out = tmp_path_factory.mktemp("wheels")
    options = [
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(out),
    ]
    rooms = [str(root / room) for room in STUDENTS.values()]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, *rooms], check=True)
    return {path.name.split("-")[0]: path for path in out.glob("*.whl")}


def test_each_room_of_the_students_builds_by_itself(wheels: dict[str, Path]) -> None:
    assert set(wheels) == set(STUDENTS)


@pytest.mark.parametrize("package", STUDENTS)
def test_a_wheel_holds_its_package_and_its_metadata(wheels: dict[str, Path], package: str) -> None:
    names = zipfile.ZipFile(wheels[package]).namelist()
    assert f"{package}/__init__.py" in names
    for name in names:
        folder, rest = name.split("/", 1)
        if folder == package:
            assert PurePosixPath(name).suffix in SUFFIXES, name
        else:
            assert folder.startswith(f"{package}-") and folder.endswith(".dist-info"), name
            assert rest in METADATA, name


@pytest.mark.parametrize("package", STUDENTS)
def test_a_wheel_carries_the_licence(root: Path, wheels: dict[str, Path], package: str) -> None:
    with zipfile.ZipFile(wheels[package]) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith("/licenses/LICENSE"))
        assert wheel.read(name) == (root / "LICENSE").read_bytes()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_the_same_licence(root: Path, room: str) -> None:
    """A wheel takes it from its room; the room's is a copy of the root's."""
    assert (root / room / "LICENSE").read_bytes() == (root / "LICENSE").read_bytes()


@pytest.mark.parametrize("package", STUDENTS)
def test_a_wheel_says_nothing_of_the_teachers_half(wheels: dict[str, Path], package: str) -> None:
    with zipfile.ZipFile(wheels[package]) as wheel:
        for name in wheel.namelist():
            content = wheel.read(name)
            for secret in (b"deepcat_grader", b"deepcat_solutions", b"deepcat-solutions"):
                assert secret not in content, name

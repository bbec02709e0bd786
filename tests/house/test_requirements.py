"""The rooms' requirements, the lock and the conda environment say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOMS = ("datasets", "autograder/judge", "course", "solutions", "autograder/grader")
STUDENTS = ("datasets", "autograder/judge", "course")
PIP_ALONE = {"landlockpy", "pyseccomp"}  # Linux's; pip brings them with the room
REAL = {
    "h5py",
    "pooch",
    "requests",
    "tqdm",
}  # for photographs that others publish: no image has them
CONDA_NAMES = {
    "jupyter-client": "jupyter_client",
    "matplotlib": "matplotlib-base",  # without the Qt that plain matplotlib brings
}


def project(root: Path, room: str) -> dict[str, Any]:
    """Return the project table of a room."""
    table: dict[str, Any] = tomllib.loads(
        (root / room / "pyproject.toml").read_text(encoding="utf-8")
    )["project"]
    return table


def required(root: Path, *rooms: str, extras: bool = True) -> list[Requirement]:
    """Return what rooms ask of others than one another, with their extras or without."""
    ours = {project(root, room)["name"] for room in ROOMS}
    texts = {text for room in rooms for text in project(root, room)["dependencies"]}
    if extras:
        groups = [project(root, room).get("optional-dependencies", {}) for room in rooms]
        texts |= {text for group in groups for texts in group.values() for text in texts}
    return [r for r in map(Requirement, sorted(texts)) if r.name not in ours]


def tools(root: Path, name: str = "requirements.in") -> list[Requirement]:
    """Return what a file of requirements asks for beside the rooms."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def locked(root: Path, name: str = "requirements.lock") -> dict[str, tuple[Requirement, int]]:
    """Return each locked requirement and its number of hashes, by name."""
    text = (root / name).read_text(encoding="utf-8")
    entries = re.findall(
        r"^(\w[^\\\n]*?) *\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", text, re.M
    )
    pairs = [(Requirement(entry), hashes.count("--hash")) for entry, hashes in entries]
    assert len(pairs) == len(re.findall(r"^\w", text, re.M)), "an entry of the lock has no hash"
    return {canonicalize_name(requirement.name): (requirement, n) for requirement, n in pairs}


def test_every_requirement_is_met_by_the_lock(root: Path) -> None:
    lock = locked(root)
    for wanted in (*required(root, *ROOMS), *tools(root)):
        found, hashes = lock[canonicalize_name(wanted.name)]
        version = next(iter(found.specifier)).version
        assert wanted.specifier.contains(version), f"{wanted} is locked as {found}"
        assert hashes >= 1


def test_the_lock_is_one_version_a_package_and_leaves_nothing_to_choose(root: Path) -> None:
    for found, _ in locked(root).values():
        assert [pin.operator for pin in found.specifier] == ["=="], found


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_the_lock_serves_every_system(root: Path, system: str) -> None:
    here = {**default_environment(), "sys_platform": system, "os_name": "posix"}
    if system == "win32":
        here["os_name"] = "nt"
    names = {
        name for name, (r, _) in locked(root).items() if not r.marker or r.marker.evaluate(here)
    }
    asked = (*required(root, *ROOMS), *tools(root))
    wanted = {canonicalize_name(r.name) for r in asked if not r.marker or r.marker.evaluate(here)}
    assert wanted <= names
    assert ("colorama" in names) == (system == "win32")


def test_torch_is_an_oracle_and_never_locked(root: Path) -> None:
    groups = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))[
        "dependency-groups"
    ]
    assert groups["oracle"] == ["torch==2.13.0"]
    assert not {"torch", "triton"} & set(locked(root))


@pytest.mark.parametrize(
    "name",
    [
        *("requirements.lock", "requirements.in", "pyproject.toml"),
        *("environment.yml", "environment-student.yml", ".binder/environment.yml"),
        *(
            "docker/build.lock",
            "docker/student/requirements.lock",
            "docker/grader/requirements.lock",
        ),
    ],
)
def test_no_package_is_tied_to_an_address(root: Path, name: str) -> None:
    assert "://" not in (root / name).read_text(encoding="utf-8"), "an index or a download address"


def pinned(path: Path) -> dict[str, list[str]]:
    """Return the version and the hashes that a lock has for a package, by name."""
    text = re.sub(r" ; [^\\]*", " ", path.read_text(encoding="utf-8"))  # which systems need it
    found = re.findall(r"^\w.*(?:\n    --hash.*)+", text, re.M)
    return {entry.partition("==")[0]: entry.split() for entry in found}


@pytest.mark.parametrize("name", ["build", "student/requirements", "grader/requirements"])
def test_an_image_is_made_from_the_same_versions(root: Path, name: str) -> None:
    """Its lock says of a package what the workspace's lock says, to the last hash."""
    ours, theirs = pinned(root / "requirements.lock"), pinned(root / f"docker/{name}.lock")
    assert theirs
    for package, entry in theirs.items():
        assert package not in ours or entry == ours[package], package
    rooms = {"student/requirements": STUDENTS, "grader/requirements": ROOMS}.get(name, ())
    asked = [*required(root, *rooms, extras=rooms == ROOMS), *tools(root, f"docker/{name}.in")]
    wanted = {canonicalize_name(one.name) for one in asked} - REAL
    assert wanted <= set(locked(root, f"docker/{name}.lock"))


def test_a_students_image_has_nothing_that_grades(root: Path) -> None:
    theirs = set(locked(root, "docker/student/requirements.lock"))
    assert (
        not {"nbgrader", "jupytext", "pyseccomp", "landlockpy", "distributed", "psycopg"} & theirs
    )


def conda(path: Path) -> tuple[dict[str, SpecifierSet], list[str]]:
    """Return what a conda environment asks for, and what pip brings into it."""
    *names, pips = yaml.safe_load(path.read_text(encoding="utf-8"))["dependencies"]
    return {Requirement(text).name: Requirement(text).specifier for text in names}, pips["pip"]


@pytest.mark.parametrize(
    ("name", "rooms", "beside"),
    [
        ("environment.yml", ROOMS, None),
        ("environment-student.yml", STUDENTS, "docker/student/requirements.in"),
    ],
)
def test_a_conda_environment_asks_for_what_its_rooms_ask(
    root: Path, name: str, rooms: tuple[str, ...], beside: str | None
) -> None:
    asked, pips = conda(root / name)
    wanted = required(root, *rooms, extras=rooms == ROOMS)
    wanted += tools(root, beside) if beside else []
    expected = {CONDA_NAMES.get(r.name, r.name): r.specifier for r in wanted if not alone(r)}
    (floor,) = {project(root, room)["requires-python"] for room in rooms}
    assert asked == {**expected, "python": SpecifierSet(floor), "pip": SpecifierSet()}
    assert pips == [f"-e ./{room}" for room in rooms]


def alone(requirement: Requirement) -> bool:
    """Whether pip brings it with the room, and conda does not."""
    return requirement.name in PIP_ALONE


def test_binder_has_the_students_environment(root: Path) -> None:
    asked, pips = conda(root / ".binder/environment.yml")
    expected, rooms = conda(root / "environment-student.yml")
    assert asked == expected
    assert pips == [room.replace("./", "../") for room in rooms]


@pytest.mark.parametrize("room", ["autograder/judge", "datasets", "solutions"])
def test_judgement_mathematics_and_data_need_numpy_alone(root: Path, room: str) -> None:
    assert [r.name for r in required(root, room, extras=False)] == ["numpy"]


def test_two_rooms_ask_for_the_same_versions_of_a_package(root: Path) -> None:
    seen: dict[str, str] = {}
    for requirement in required(root, *ROOMS):
        first = seen.setdefault(requirement.name, str(requirement.specifier))
        assert str(requirement.specifier) == first, requirement.name


def test_the_rooms_carry_one_version(root: Path) -> None:
    versions = {project(root, room)["version"] for room in ROOMS}
    assert len(versions) == 1
    for room in ROOMS:
        ours = [
            r for r in map(Requirement, project(root, room)["dependencies"]) if "deepcat" in r.name
        ]
        assert all(r.specifier == SpecifierSet(f"=={min(versions)}") for r in ours)

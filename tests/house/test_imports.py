"""Imports point one way: the table in docs/architecture.md, read and enforced."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOMES = {
    "deepcat": "course",
    "deepcat_data": "datasets",
    "deepcat_judge": "autograder/judge",
    "deepcat_solutions": "solutions",
    "deepcat_grader": "autograder/grader",
}
STUDENTS = ("deepcat", "deepcat_data", "deepcat_judge")


def table(root: Path) -> dict[str, set[str]]:
    """Return what each package may import of ours, as the architecture page says."""
    page = (root / "docs/architecture.md").read_text(encoding="utf-8")
    rules: dict[str, set[str]] = {}
    for name, names in re.findall(r"^(deepcat\w*) +→ (.+)$", page, re.M):
        everything = names == "everything above"
        rules[name] = set(rules) if everything else set(names.split(", ")) & set(HOMES)
    return rules


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the top-level names that a module imports, by statement or by import_module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).split(".")[0]
        elif isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if called in ("import_module", "__import__") and isinstance(first, ast.Constant):
                yield str(first.value).split(".")[0]


def imports_of(path: Path) -> set[str]:
    """Return the top-level names that a file imports, the standard library's left out."""
    names = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
    return names - set(sys.stdlib_module_names)


def modules(root: Path, package: str) -> list[Path]:
    """Return the source files of a package."""
    found = sorted((root / HOMES[package] / package).rglob("*.py"))
    assert found, f"{package} has no source"
    return found


def declared(root: Path, package: str) -> set[str]:
    """Return the distributions that a package's own pyproject.toml asks for, extras too."""
    text = (root / HOMES[package] / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    extras = project.get("optional-dependencies", {}).values()
    wanted = [*project["dependencies"], *(line for extra in extras for line in extra)]
    return {canonicalize_name(Requirement(line).name) for line in wanted}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import deepcat_grader.bank as b", {"deepcat_grader"}),
        ("def f():\n    from deepcat_solutions import neuron", {"deepcat_solutions"}),
        ("importlib.import_module('deepcat_grader.cli')", {"deepcat_grader"}),
        ("from . import sibling", set()),
    ],
)
def test_every_way_to_import_is_seen(source: str, names: set[str]) -> None:
    assert set(imported(ast.parse(source))) == names


def test_the_table_names_every_package_and_nothing_imports_the_grader(root: Path) -> None:
    rules = table(root)
    assert set(rules) == set(HOMES)
    assert all("deepcat_grader" not in allowed for allowed in rules.values())
    assert rules["deepcat_grader"] == set(HOMES) - {"deepcat_grader"}


@pytest.mark.parametrize("package", HOMES)
def test_a_package_imports_only_what_the_table_allows(root: Path, package: str) -> None:
    allowed = table(root)[package] | {package}
    for path in modules(root, package):
        forbidden = imports_of(path) & set(HOMES) - allowed
        assert not forbidden, f"{path.relative_to(root)} imports {sorted(forbidden)}"


@pytest.mark.parametrize("package", HOMES)
def test_a_package_asks_for_what_it_imports(root: Path, package: str) -> None:
    distributions = packages_distributions()
    asked = declared(root, package)
    for path in modules(root, package):
        for name in imports_of(path) - {package}:
            homes = {canonicalize_name(home) for home in distributions.get(name, [name])}
            assert homes & asked, f"{path.relative_to(root)} imports {name}, which is not declared"


def test_the_data_can_be_imported_without_their_extra(root: Path) -> None:
    """What only real pictures need is imported when they are asked for, not before."""
    code = """
import sys
for name in ("h5py", "PIL", "pooch", "requests", "tqdm"):
    sys.modules[name] = None
import deepcat_data, deepcat_data.real, deepcat_data.toy
deepcat_data.load_cats("validation", size=32, n=4)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
def test_a_process_that_grades_starts_without_what_only_notebooks_need() -> None:
    """It gets cells as plain data; nbformat and nbgrader would double the time of its start."""
    code = """
import sys
import deepcat_grader.grading.submission
assert not {"nbformat", "nbgrader", "jsonschema"} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", code], check=True)


GRADING = "deepcat_grader.grading"
# "run" and "engine" lead the others; nothing below may know of them.
ABOVE = (
    "course_folder",
    "ledger",
    "one_notebook",
    "papers",
    "points",
    "record",
    "secret",
    "submission",
)
PARTS = {
    "intake": {"intake"},
    "isolation": {"isolation", "record"},
    "booking": {"booking", "intake", "isolation", *ABOVE},
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_grading_imports_only_what_it_may(root: Path, part: str) -> None:
    folder = root / HOMES["deepcat_grader"] / GRADING.replace(".", "/") / part
    found = sorted(folder.glob("*.py"))
    assert found
    for path in found:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith(GRADING):
                asked = [f"{node.module}.{alias.name}" for alias in node.names]
                names = {name.removeprefix(f"{GRADING}.").partition(".")[0] for name in asked}
                assert names <= PARTS[part], path.relative_to(root)


def test_the_worker_imports_nothing_of_the_teachers(root: Path) -> None:
    workers = [p for p in modules(root, "deepcat_grader") if p.parent.name == "inside"]
    assert workers
    for path in workers:
        assert imports_of(path) & set(HOMES) <= set(STUDENTS), path.relative_to(root)


@pytest.mark.parametrize("package", STUDENTS)
def test_the_students_half_never_names_the_teachers(root: Path, package: str) -> None:
    for path in modules(root, package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                secret = re.search(r"deepcat_(grader|solutions)", node.value)
                assert not secret, f"{path.relative_to(root)}:{node.lineno}"


@pytest.mark.parametrize("home", HOMES.values())
def test_a_room_is_no_package_itself(root: Path, home: str) -> None:
    assert not list((root / home).glob("*.py"))

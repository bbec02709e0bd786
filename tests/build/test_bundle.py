"""The student's bundle is opened: what it must hold, and nothing that gives an answer away."""

from __future__ import annotations

import ast
import inspect
import io
import json
import re
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from deepcat.newer import KEY as NEEDS
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.source import as_answer
from deepcat_grader.build import BuildError
from deepcat_grader.build.bundle import version_of, write_bundle
from deepcat_grader.build.course import this_course
from deepcat_grader.build.products import KEYS, NOTEBOOKS
from deepcat_grader.build.stub import BEGIN, END
from deepcat_judge.exercise import Written
from deepcat_judge.exercises import EXERCISES

MEMBER = re.compile(
    r"README\.md|LICENSE|LICENSE-lessons|notebooks/\d_\w+\.ipynb|notebooks/figures/\w+\.svg"
    r"|wheels/(deepcat|deepcat_judge|deepcat_data)-[\d.]+-py3-none-any\.whl"
)
WHEEL_MEMBER = re.compile(
    r"(deepcat|deepcat_judge|deepcat_data)/[\w/-]+\.(py|js|css|json|svg|csv|npz|md|typed)"
    r"|(deepcat|deepcat_judge|deepcat_data)-[\d.]+\.dist-info/[\w./]+"
)
NUMBERS = re.compile(r"= np\.array\([][\d., -]+\)$")  # an input of a solution, and no answer
SECRET_WORDS = (
    "BEGIN SOLUTION",
    "END SOLUTION",
    "HIDDEN TESTS",
    "deepcat_solutions",
    "deepcat_grader",
    "Marking guide",
)


@pytest.fixture(scope="module")
def files() -> dict[PurePosixPath, str]:
    """What the lessons make, as it is committed (`test_course.test_nothing_has_drifted`)."""
    root = this_course().root
    made = [*(root / NOTEBOOKS).glob("**/*"), *(root / KEYS).glob("*.json")]
    return {
        PurePosixPath(file.relative_to(root).as_posix()): file.read_text(encoding="utf-8")
        for file in made
        if file.is_file() and file.suffix in (".ipynb", ".svg", ".json")
    }


def new_bundle(files: dict[PurePosixPath, str], folder: Path) -> Path:
    return write_bundle(this_course().root.parent, files, folder)


@pytest.fixture(scope="module")
def bundle(files: dict[PurePosixPath, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_bundle(files, tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def members(bundle: Path) -> dict[str, bytes]:
    """Every file, those inside the wheels too: ``wheels/x.whl!deepcat/keys.py``."""
    files = {}
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            path = name.partition("/")[2]
            files[path] = archive.read(name)
            if name.endswith(".whl"):
                with zipfile.ZipFile(io.BytesIO(files[path])) as wheel:
                    files |= {f"{path}!{inner}": wheel.read(inner) for inner in wheel.namelist()}
    return files


@pytest.fixture(scope="module")
def without_forms(members: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they are but for the last hint: an answer to complete, in every answer key."""
    files = dict(members)
    for path in files:
        if "!deepcat/keys/" in path and path.endswith(".json"):
            lesson = json.loads(files[path])
            forms = [entry.pop("completion") for entry in lesson["exercises"].values()]
            assert any(forms), path
            files[path] = json.dumps(lesson).encode()
    return files


def python_sources(members: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The Python in the bundle: modules, and the code cells of notebooks."""
    for path, data in members.items():
        if path.endswith(".py"):
            yield path, data.decode()
        if path.endswith(".ipynb"):
            for cell in json.loads(data)["cells"]:
                if cell["cell_type"] == "code":
                    yield path, "".join(cell["source"])


def bodies(source: str) -> Iterator[str]:
    """Each function's body as a normal form: no docstring, comments, layout or annotations."""
    for node in ast.walk(ast.parse(textwrap.dedent(source))):
        if isinstance(node, ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False) is not None
            yield ast.dump(ast.Module(node.body[docstring:], []))
        if isinstance(node, ast.Lambda):
            yield ast.dump(ast.Module([ast.Return(node.body)], []))


def teachers_functions() -> Iterator[tuple[str, str]]:
    """References, mistakes, right variants and what draws hidden cases: name and source."""
    for entry in ENTRIES.values():
        others = [mistake.function for mistake in entry.mistakes]
        others += [variant.function for variant in entry.variants]
        for function in (entry.reference, entry.hidden, *others):
            if inspect.isfunction(function):
                name = f"{entry.exercise.id}: {function.__qualname__}"
                yield name, as_answer(function, "answer")


def test_the_bundle_holds_what_its_list_allows_and_all_of_it(members: dict[str, bytes]) -> None:
    outer = [path for path in members if "!" not in path]
    inner = [path.partition("!")[2] for path in members if "!" in path]
    assert not [path for path in outer if not MEMBER.fullmatch(path)]
    assert not [path for path in inner if not WHEEL_MEMBER.fullmatch(path)]
    lessons = [path.stem for path in (this_course().root / "lessons").glob("*.md")]
    assert {f"notebooks/{name}.ipynb" for name in lessons} < set(outer)
    assert len([path for path in outer if path.endswith(".whl")]) == 3
    keys = {path for path in inner if path.startswith("deepcat/keys/")}
    assert keys >= {f"deepcat/keys/{exercise.lesson}.json" for exercise in EXERCISES.values()}


@pytest.mark.parametrize("word", SECRET_WORDS)
def test_no_file_names_the_teachers_half(members: dict[str, bytes], word: str) -> None:
    assert not [path for path, data in members.items() if word.encode() in data]


def test_no_file_holds_the_body_of_a_teachers_function(members: dict[str, bytes]) -> None:
    """Compared as syntax trees, so that layout, comments and docstrings hide nothing.

    A body of one short statement is no secret: ``return np.tanh(Z)`` may stand anywhere.
    """
    secrets = {
        body: name
        for name, source in teachers_functions()
        for body in bodies(source)
        if body.count("Call(") + body.count("BinOp(") > 1
    }
    assert len(secrets) > 50
    found = [
        f"{path}: {secrets[body]}"
        for path, source in python_sources(members)
        for body in bodies(source)
        if body in secrets
    ]
    assert not found


def solution_lines() -> Iterator[str]:
    """Lines that compute something between a reference's markers, and all of a model answer."""
    for entry in ENTRIES.values():
        if isinstance(entry.exercise, Written):
            yield from entry.reference().splitlines()
        else:
            regions = inspect.getsource(entry.reference).split(BEGIN)[1:]
            for line in "".join(region.split(END)[0] for region in regions).splitlines():
                if re.search(r"np\.|rng\.|[@*/]| for ", line) and not NUMBERS.search(line):
                    yield line.partition("#")[0].strip()


def test_no_file_holds_a_line_of_a_solution(without_forms: dict[str, bytes]) -> None:
    """Of the longer lines, since a short one may stand anywhere; a third hint is nearly code."""
    hints = "\n".join(exercise.hints[2] for exercise in EXERCISES.values())
    telling = {line for line in solution_lines() if len(line) > 25 and line not in hints}
    telling.discard("rng = np.random.default_rng(0)")  # it solves nothing, and every lesson has it
    assert len(telling) > 20
    for path, data in without_forms.items():
        if not path.endswith(".whl"):
            text = data.decode("utf-8", "replace")
            assert not [line for line in telling if line in text], path


def texts(data: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for item in data.values() if isinstance(data, dict) else data:
            yield from texts(item)


def test_keys_are_data_without_code(without_forms: dict[str, bytes]) -> None:
    keys = {path: data for path, data in without_forms.items() if "!deepcat/keys/" in path}
    for path, data in keys.items():
        if path.endswith(".json"):
            for text in texts(json.loads(data)):
                assert not re.search(r"\bdef |\blambda\b|\breturn [\w.]+\(|\bimport ", text), path


def test_two_bundles_are_byte_identical(
    bundle: Path, files: dict[PurePosixPath, str], tmp_path: Path
) -> None:
    """Of the same files, which are the committed ones: `test_nothing_has_drifted`."""
    assert new_bundle(files, tmp_path).read_bytes() == bundle.read_bytes()


def test_a_stray_file_in_a_package_stops_the_bundle(tmp_path: Path) -> None:
    for room in ("datasets", "autograder/judge", "course"):
        package = tmp_path / room / "toy"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("")
        (tmp_path / room / "pyproject.toml").write_text(
            '[project]\nname = "toy"\nversion = "1.0"\n'
            '[tool.hatch.build.targets.wheel]\npackages = ["toy"]\n'
        )
    (tmp_path / "datasets" / "toy" / "answers.pkl").write_text("")
    with pytest.raises(BuildError, match=r"toy/answers\.pkl must not be in a student's bundle"):
        write_bundle(tmp_path, {}, tmp_path)
    assert not list(tmp_path.glob("*.zip"))


def test_each_notebook_says_which_version_it_needs(members: dict[str, bytes]) -> None:
    version = version_of(this_course().root.parent)
    for path, data in members.items():
        if path.endswith(".ipynb"):
            assert json.loads(data)["metadata"]["deepcat"][NEEDS] == version, path
        if re.fullmatch(r"wheels/deepcat-.*", path) and "!" not in path:
            assert f"-{version}-" in path


def test_the_readme_installs_the_wheels_that_are_there(members: dict[str, bytes]) -> None:
    readme = members["README.md"].decode()
    (command,) = re.findall(r"python -m pip install (.*)", readme)
    named = [word for word in command.split() if word.startswith("wheels/")]
    assert sorted(named) == sorted(path for path in members if path.endswith(".whl"))


def test_the_readme_says_how_large_the_zip_is(bundle: Path, members: dict[str, bytes]) -> None:
    told = re.search(r"The zip has (\d+) MB", members["README.md"].decode())
    assert told and abs(bundle.stat().st_size / 1e6 - int(told[1])) < 1.5


def test_the_wheels_answer_without_the_teachers_half(bundle: Path, tmp_path: Path) -> None:
    """`check` judges from the key in the wheel, with only the bundle's packages to import."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    for wheel in tmp_path.rglob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(tmp_path / "site")
    code = textwrap.dedent(
        """
        import sys
        sys.path.insert(0, sys.argv[1])
        class Refuse:
            def find_spec(self, name, path=None, target=None):
                if name.split(".")[0] in {"deepcat_grader", "deepcat_solutions"}:
                    raise ModuleNotFoundError(name)
        sys.meta_path.insert(0, Refuse())
        import deepcat
        from deepcat import check
        assert deepcat.__file__.startswith(sys.argv[1])
        def line(x, slope, intercept):
            return slope * x + intercept
        print(check(line).outcome.value)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "passed"

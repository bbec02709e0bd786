"""The images are made of what they say: a pinned base, a lock with hashes, and no secrets."""

from __future__ import annotations

import os
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

IMAGES = ("student", "grader")
TEACHERS = ("solutions", "grader", "tests", "docs")
BASE = re.compile(r"FROM python:3\.\d+\.\d+-slim-[a-z]+( AS \w+)?")
Instruction = tuple[str, str]


def instructions(path: Path) -> list[Instruction]:
    """The instructions of a Dockerfile, each on one line."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    words = [line.partition(" ") for line in whole.splitlines() if line]
    return [(name, rest.strip()) for name, _, rest in words]


def stages(path: Path) -> list[list[Instruction]]:
    """The instructions of each stage; the last one is what is kept."""
    found: list[list[Instruction]] = []
    for one in instructions(path):
        if one[0] == "FROM":
            found.append([])
        found[-1].append(one)
    return found


def dockerfile(root: Path, image: str) -> Path:
    return root / "docker" / image / "Dockerfile"


def copied(path: Path) -> list[str]:
    """What of the repository is copied, by its path there."""
    found = []
    for name, rest in instructions(path):
        words = [word for word in rest.split() if not word.startswith("--")]
        if name == "COPY" and "--from" not in rest:
            found += words[:-1]
    return found


@pytest.mark.parametrize("image", IMAGES)
def test_every_stage_begins_with_one_pinned_base(root: Path, image: str) -> None:
    bases = {stage[0][1].partition(" AS ")[0] for stage in stages(dockerfile(root, image))}
    assert len(bases) == 1
    for stage in stages(dockerfile(root, image)):
        assert BASE.fullmatch(" ".join(stage[0])), stage[0]


@pytest.mark.parametrize("image", IMAGES)
def test_what_is_copied_is_there_and_may_be_seen(root: Path, image: str) -> None:
    """`.dockerignore` shows the builder some folders, and everything copied is in one of them."""
    lines = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    shown = [line[1:] for line in lines if line.startswith("!")]
    for source in copied(dockerfile(root, image)):
        assert (root / source).exists(), source
        assert any(fnmatch(source.partition("/")[0], pattern) for pattern in shown), source


@pytest.mark.parametrize("image", IMAGES)
def test_everything_from_elsewhere_has_a_hash(root: Path, image: str) -> None:
    for name, rest in instructions(dockerfile(root, image)):
        for command in rest.split("&&") if name == "RUN" else []:
            if re.search(r"\bpip\b.* (install|wheel) ", command):
                assert "--require-hashes" in command or "--no-index" in command, command
                assert ".lock" in command or "--no-deps" in command, command
            assert "curl" not in command and "wget" not in command, command
        assert name != "ADD"


@pytest.mark.parametrize("image", IMAGES)
def test_the_image_that_is_kept_builds_nothing_and_is_nobodys_root(root: Path, image: str) -> None:
    kept = stages(dockerfile(root, image))[-1]
    users = [rest for name, rest in kept if name == "USER"]
    assert users and int(users[-1]) >= 1000  # a number: Kubernetes can tell that it is not root
    after = kept[kept.index(("USER", users[-1])) :]
    assert {name for name, _ in after} <= {"USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    runs = " ".join(rest for name, rest in kept if name == "RUN")
    assert not re.search(r"\bpip\b|build-essential|\bgcc\b|-dev\b", runs)
    if "apt-get install" in runs:
        assert "--no-install-recommends" in runs and "rm -rf /var/lib/apt/lists/*" in runs
    assert [name for name, _ in kept].count("HEALTHCHECK") == 1


def test_the_students_image_holds_nothing_of_the_teachers(root: Path) -> None:
    path = dockerfile(root, "student")
    rooms = {"datasets", "autograder/judge", "course"}
    notebooks = {"course/notebooks", "docker/build.lock"}
    rest = {source for source in copied(path) if not source.startswith("docker/student/")}
    assert rest == rooms | notebooks
    installed = " ".join(rest for name, rest in instructions(path) if name == "RUN")
    assert "./datasets ./judge ./course" in installed
    assert not re.search("|".join(TEACHERS), installed)


def test_the_graders_image_has_what_a_cage_is_made_of(root: Path) -> None:
    text = dockerfile(root, "grader").read_text(encoding="utf-8")
    assert "bubblewrap libseccomp2" in text
    for room in ("datasets", "autograder/judge", "course", "solutions", "autograder/grader"):
        assert f"./{room}" in text


@pytest.mark.skipif(os.name == "nt", reason="the image's start is a shell's")
def test_a_students_notebooks_are_never_overwritten(root: Path, tmp_path: Path) -> None:
    """The image's start lays out what is new, and starts what it was told to."""
    notebooks, home = tmp_path / "notebooks", tmp_path / "home"
    (notebooks / "figures").mkdir(parents=True)
    home.mkdir()
    for name in ("1.ipynb", "2.ipynb", "figures/a.svg"):
        (notebooks / name).write_text("new", encoding="utf-8")
    (home / "1.ipynb").write_text("a student's work", encoding="utf-8")
    env = {"HOME": str(home), "DEEPCAT_NOTEBOOKS": str(notebooks), "PATH": "/usr/bin:/bin"}
    command = ["/bin/sh", root / "docker/student/start", "/bin/sh", "-c", "echo started"]
    for _ in range(2):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        assert done.stdout == "started\n"
    texts = {path.name: path.read_text(encoding="utf-8") for path in home.rglob("*.*")}
    assert texts == {"1.ipynb": "a student's work", "2.ipynb": "new", "a.svg": "new"}

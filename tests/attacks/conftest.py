"""Grade all attackers in one run, with honest neighbours among them."""

from __future__ import annotations

import hashlib
import json
import os
import runpy
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode

from deepcat_grader.grading.course import open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.limits import Limits
from deepcat_grader.grading.record import Record
from deepcat_grader.grading.run import Options, run

HERE = Path(__file__).parent
# The tests of the grading path have the same assignment; no package holds both folders.
SMALL = SimpleNamespace(**runpy.run_path(str(HERE.parent / "grading" / "small.py")))
ATTACKS = sorted(path.name for path in HERE.iterdir() if (path / "expect.yml").exists())
NEIGHBOURS = ("a-neighbour", "n-neighbour", "z-neighbour")
LIMITS = Limits(cell=3.0, call=1.5, memory=1024)


@dataclass(frozen=True)
class Outcome:
    """What grading the attackers came to."""

    records: dict[str, Record]
    failed: dict[tuple[str, str], str]
    changed: set[str]
    left_over: list[str]
    running: set[str]


def submission(release: NotebookNode, folder: Path) -> NotebookNode:
    """A right notebook, changed as an attack's folder says."""
    notebook = SMALL.answered(release)
    if (folder / "submission.txt").exists():
        text = (folder / "submission.txt").read_text(encoding="utf-8")
        for part in text.split("# %% ")[1:]:
            name, _, source = part.partition("\n")
            (cell,) = [cell for cell in notebook.cells if cell.id == name.strip()]
            cell.source = source.strip()
    if (folder / "change.py").exists():
        runpy.run_path(str(folder / "change.py"))["change"](notebook, release)
    return notebook


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    """The records of all attackers and neighbours, and what the run left behind."""
    root = tmp_path_factory.mktemp("attacked") / "course"
    SMALL.make_small_course(root)
    release = nbformat.read(root / "release" / SMALL.NAME / f"{SMALL.NAME}.ipynb", as_version=4)
    for name in NEIGHBOURS:
        SMALL.hand_in(root, name, SMALL.answered(release))
    for name in ATTACKS:
        path = SMALL.hand_in(root, name, "")
        # As they are: nbformat would mend two cells of one name.
        path.write_text(json.dumps(submission(release, HERE / name)), encoding="utf-8")
        (path.parent / "numpy.py").write_text("raise SystemExit('handed in beside')")
    before, scratch = digests(root), tmp_path_factory.mktemp("scratch")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(scratch))
        patch.setattr(tempfile, "tempdir", None)
        options = Options(limits=LIMITS, feedback=False)
        report = run(open_course(root), LocalPool(2), options)
    after = digests(root)
    own = ("gradebook.db", "autograded/", ".deepcat/ledger.db")
    yield Outcome(
        {item.submission.student: report.records[item.work.key] for item in report.items},
        report.failed,
        {
            name
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name) and not name.startswith(own)
        },
        os.listdir(scratch),
        running(scratch),
    )


def digests(root: Path) -> dict[str, str]:
    """What every file of a folder holds."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def running(scratch: Path) -> set[str]:
    """Processes of this run that are still there, by the environment that they inherited."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={scratch}".encode() in (path / "environ").read_bytes():
                found.add((path / "cmdline").read_text())
        except OSError:
            continue
    return found

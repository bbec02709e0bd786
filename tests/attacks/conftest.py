"""Grade the attackers that are asked for, a group in one run, with honest neighbours among them."""

from __future__ import annotations

import hashlib
import json
import os
import runpy
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode

from deepcat_grader.cage.tiers import Tier
from deepcat_grader.grading import submission as submission_of
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.run import Options, run

HERE = Path(__file__).parent
# The tests of the grading path have the same assignment; no package holds both folders.
SMALL, WALLS = (
    SimpleNamespace(**runpy.run_path(str(HERE.parent / "grading" / name)))
    for name in ("small.py", "walls.py")
)
ATTACKS = sorted(path.name for path in HERE.iterdir() if (path / "expect.yml").exists())
# Each is graded in one process, within the walls of one tier.
GROUPS = tuple((tier, ATTACKS[half::2]) for tier in (Tier.A, Tier.B) for half in range(2))
NEIGHBOURS = ("a-neighbour", "n-neighbour", "z-neighbour")
LIMITS = Limits(cell=2.0, call=1.0, memory=1024)


@dataclass(frozen=True)
class Outcome:
    """What grading some attackers came to."""

    attackers: list[str]
    tier: Tier
    records: dict[str, NotebookRecord]
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


def asked_for(request: pytest.FixtureRequest) -> list[str]:
    """The attackers of a group whose tests are in this run; the whole group if none is."""
    group = GROUPS[request.param][1]
    calls = [getattr(item, "callspec", None) for item in request.session.items]
    here = [call.params for call in calls if call and call.params.get("outcome") == request.param]
    names = {params.get("attack") for params in here}
    return [name for name in group if name in names] or group


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course directory in which nobody has handed in."""
    root = tmp_path_factory.mktemp("attacked") / "course"
    SMALL.make_small_course(root)
    return root


@pytest.fixture(scope="session")
def outcome(
    request: pytest.FixtureRequest, attacked: Path, tmp_path_factory: pytest.TempPathFactory
) -> Outcome:
    """The records of a group's attackers and of neighbours, and what the run left behind."""
    attackers, tier = asked_for(request), GROUPS[request.param][0]
    WALLS.built(tier.walls)
    root = Path(shutil.copytree(attacked, tmp_path_factory.mktemp("group") / "course"))
    release = nbformat.read(root / "release" / SMALL.NAME / f"{SMALL.NAME}.ipynb", as_version=4)
    for name in NEIGHBOURS:
        SMALL.hand_in(root, name, SMALL.answered(release))
    for name in attackers:
        path = SMALL.hand_in(root, name, "")
        # As they are: nbformat would mend two cells of one name.
        path.write_text(json.dumps(submission(release, HERE / name)), encoding="utf-8")
        (path.parent / "numpy.py").write_text("raise SystemExit('handed in beside')")
    before, scratch = digests(root), tmp_path_factory.mktemp("scratch")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(scratch))
        patch.setattr(tempfile, "tempdir", None)
        patch.setattr(submission_of, "tier", lambda: tier)
        options = Options(limits=LIMITS, feedback=False)
        report = run(open_course(root), LocalPool(2), options)
    after = digests(root)
    own = ("gradebook.db", "autograded/", ".deepcat/ledger.db", ".deepcat/turn.db")
    return Outcome(
        attackers,
        tier,
        {item.submission.student: report.records[item.key] for item in report.items},
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

"""A class graded on a Dask cluster: the same table, whatever machine is lost in the middle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.engine import NoEngine
from deepcat_grader.grading.run import Options, run

from .made_up import files, grade, rows
from .made_up_verdicts import slowly
from .small import answered, hand_in, stub_of

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
STUDENTS = 12


@pytest.fixture
def scheduler(root: Path) -> Iterator[str]:
    """A scheduler and two workers, each a process of its own, and none of them brings one back."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    # The cluster imports what it is to do by name, here from the tests.
    paths = os.pathsep.join((str(root / "tests"), os.environ.get("PYTHONPATH", "")))
    env = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, env=env
    ) as leading:
        assert leading.stderr is not None
        line = next(line for line in leading.stderr if "Scheduler at:" in line)
        address = line.split()[-1]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny"]
        workers = [
            subprocess.Popen(
                [*worker, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"],
                stderr=subprocess.DEVNULL,
                env=env,
            )
            for _ in range(2)
        ]
        try:
            yield address
        finally:
            for process in (*workers, leading):
                process.kill()
                process.wait()
            leading.stderr.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_lost_machine_changes_nothing(
    course: Path, release: NotebookNode, scheduler: str, monkeypatch: pytest.MonkeyPatch
):
    from deepcat_grader.grading import run as running
    from deepcat_grader.grading.dask_engine import DaskEngine

    for number in range(STUDENTS):
        slip = {stub_of("neuron.relu"): "# slip"} if number % 3 else {}
        hand_in(course, f"student{number:02}", answered(release, slip))
    with monkeypatch.context() as patch:
        patch.setattr(running, "grade", slowly)
        report = run(open_course(course), DaskEngine(scheduler), Options())
    assert (report.failed, report.unbooked, report.judged) == ({}, "", STUDENTS)
    assert (course / "lost").exists()
    table, pages = rows(course), files(course)
    assert grade(course)[1] == []
    grade(course, force=True)
    assert (rows(course), files(course)) == (table, pages)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_cluster_of_this_machine():
    from deepcat_grader.grading.dask_engine import DaskEngine

    work: Any = abs
    assert sorted(DaskEngine("local", 2).run(work, [-1, -2, -3])) == [(-3, 3), (-2, 2), (-1, 1)]


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """A certificate for this machine that signs itself, as `Security` takes it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    key, cert = (str(tmp_path / name) for name in ("key.pem", "cert.pem"))
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert]
    subprocess.run(command, check=True, capture_output=True)
    roles = ("scheduler", "worker", "client")
    pairs = {
        f"tls_{role}_{what}": path
        for role in roles
        for what, path in (("cert", cert), ("key", key))
    }
    return {"tls_ca_file": cert, **pairs}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_over_tls_a_scheduler_serves_who_has_a_certificate(certificate: dict[str, str]):
    """The command takes its own from Dask's configuration, and without one it comes nowhere."""
    import dask
    from distributed import LocalCluster, Security

    from deepcat_grader.grading.dask_engine import DaskEngine

    secure = Security(require_encryption=True, **certificate)
    options = {"n_workers": 1, "threads_per_worker": 1, "processes": False}
    ours = {
        "distributed.comm.tls.ca-file": certificate["tls_ca_file"],
        "distributed.comm.tls.client.cert": certificate["tls_client_cert"],
        "distributed.comm.tls.client.key": certificate["tls_client_key"],
    }
    work: Any = abs
    with LocalCluster(
        protocol="tls://", security=secure, dashboard_address=None, **options
    ) as cluster:
        address = cluster.scheduler_address
        assert address.startswith("tls://127.0.0.1:")
        with dask.config.set(ours):
            assert list(DaskEngine(address).run(work, [-1])) == [(-1, 1)]
        with pytest.raises(NoEngine, match=r"tls://127.* cannot be used: .*start again"):
            list(DaskEngine(address).run(work, [-1]))


def test_a_machine_with_another_version_grades_nobody(monkeypatch: pytest.MonkeyPatch):
    from deepcat_grader.grading import dask_engine

    work: Any = str
    assert dask_engine._checked(work, 1, dask_engine.version()) == "1"
    with pytest.raises(dask_engine.OtherVersion, match="install the same"):
        dask_engine._checked(work, 1, "another")

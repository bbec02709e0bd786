"""Work of nbgrader's exchange: its pages go back there by nbgrader's own `release_feedback`."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.auth import Authenticator
from nbgrader.exchange import ExchangeFactory
from nbgrader.utils import notebook_hash

from deepcat_grader.grading.course_folder import open_course

from .. import made_up
from ..small import NAME
from .archives import zipped
from .conftest import Run

SECRET = "ada's alone"
GROSS = "Jürgen Groß_12346_assignsubmission_file_"


# nbgrader leaves open what it reads.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_exchange_finds_whose_a_page_is(
    run: Run, klass: Path, tmp_path: Path, right: bytes, wrong: bytes
):
    with (klass / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"c.CourseDirectory.course_id = 'autumn'\nc.Exchange.root = {str(tmp_path)!r}\n")
    place = "ada+small+2026-11-03 10:00:00.5 UTC+x"
    files = {f"{place}/small.ipynb": right, f"{place}/timestamp.txt": b"2026-11-03 10:00:00.5 UTC"}
    path = zipped(tmp_path / "in.zip", {**files, f"{place}/submission_secret.txt": SECRET.encode()})
    before = zipped(tmp_path / "before.zip", files)
    run("collect", klass, before, "--yes")
    assert "with what its system says of it" in run("collect", klass, path, "--yes").output
    assert "0 to collect, 1 collected before" in run("collect", klass, path, "--yes").output
    run("collect", klass, zipped(tmp_path / "m.zip", {f"{GROSS}/small.ipynb": wrong}), "--yes")
    made_up.grade(klass)
    course = open_course(klass)
    course.directory.assignment_id = NAME
    parts = {"coursedir": course.directory, "config": course.config}
    factory = ExchangeFactory(config=course.config)
    factory.ReleaseFeedback(authenticator=Authenticator(config=course.config), **parts).start()
    released = tmp_path / "autumn" / "feedback"
    page = released / f"{notebook_hash(secret=SECRET, notebook_id=NAME)}.html"
    assert page.read_bytes() == (klass / "feedback" / "ada" / NAME / f"{NAME}.html").read_bytes()
    assert len([*released.iterdir()]) == 2  # and a page that nobody asks for

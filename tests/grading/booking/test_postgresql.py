"""A gradebook in PostgreSQL holds what one in SQLite holds; skipped where there is no server."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from deepcat_grader.course_dir import release as release_assignments
from deepcat_grader.grading.booking.gradebook import TURN, Book
from deepcat_grader.grading.course_folder import open_course

from ..made_up import grade
from ..small import NAME, answered, hand_in, stub_of

pytest.importorskip("psycopg")
pytestmark = pytest.mark.slow
STUDENTS = 6


def program(name: str) -> str | None:
    """Where a program of PostgreSQL's is: Debian keeps them off the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *map(str, versions)]))


if program("initdb") is None:
    pytest.skip("PostgreSQL is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Callable[[str], str]]:
    """A server of one's own on a socket in a folder of its own; makes a database, gives its URL."""
    import pwd  # not on Windows

    who = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="deepcat-pg-"))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses root
        shutil.chown(folder, who)
        user = {"user": who, "group": pwd.getpwnam(who).pw_gid, "extra_groups": []}

    def do(name: str, *arguments: str) -> None:
        command = [str(program(name)), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **user)

    data, options = str(folder / "data"), f"-k {folder} -c listen_addresses='' -c fsync=off"
    do("initdb", "-D", data, "-U", who, "--auth=peer", "--no-sync", "--encoding=UTF8")
    if os.geteuid() == 0:  # root's tests come in by another name
        (folder / "data/pg_hba.conf").write_text("local all all trust\n", encoding="utf-8")
    do("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")

    def database(name: str) -> str:
        do("createdb", "-h", str(folder), "-U", who, name)
        return f"postgresql+psycopg://{who}@/{name}?host={folder}"

    try:
        yield database
    finally:
        do("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def on(course: Path, url: str) -> str:
    """Let a course keep its gradebook there, and tell the gradebook of the assignment."""
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"c.CourseDirectory.db_url = {url!r}\n")
    release_assignments(course, [NAME])
    return url


def table(url: str) -> list[Any]:
    """Everything that stands in a gradebook, as nbgrader reads it."""
    with Gradebook(url) as gradebook:
        return sorted(
            (
                submission.student_id,
                str(submission.timestamp),
                notebook.late_submission_penalty,
                sorted(
                    (one.name, one.auto_score, one.manual_score, one.needs_manual_grade)
                    for one in notebook.grades
                ),
                sorted((one.name, one.auto_comment or "") for one in notebook.comments),
            )
            for submission in gradebook.assignment_submissions(NAME)
            for notebook in submission.notebooks
        )


def hand_in_all(course: Path, release: NotebookNode) -> None:
    """Right and wrong work, one of it late."""
    for number in range(STUDENTS):
        slip = {stub_of("neuron.relu"): "# slip"} if number % 2 else {}
        path = hand_in(course, f"student{number}", answered(release, slip))
        (path.parent / "timestamp.txt").write_text(f"2026-11-0{number + 1} 10:00:00 UTC")
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.AssignLatePenalties.plugin_class = 'nbgrader.plugins.LateSubmissionPlugin'\n")
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")


def set_by_hand(url: str) -> None:
    """A due date, and a mark by hand."""
    with Gradebook(url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-05 12:00:00 UTC")
        submission = gradebook.find_submission(NAME, "student1")
        mark = next(
            one for one in submission.notebooks[0].grades if one.name.endswith("relu-check")
        )
        mark.manual_score, mark.needs_manual_grade = 4.0, False
        gradebook.db.commit()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # nbgrader leaves connections to the system
def test_a_class_in_postgresql_has_the_table_of_sqlite(
    server: Callable[[str], str],
    course: Path,
    release: NotebookNode,
    tmp_path: Path,
) -> None:
    hand_in_all(course, release)
    other = Path(shutil.copytree(course, tmp_path / "other"))
    urls = [f"sqlite:///{course}/gradebook.db", on(other, server("gradebook"))]
    tables = []
    for root, url in zip((course, other), urls, strict=True):
        report, judged = grade(root)
        assert (report.failed, report.unbooked, len(judged)) == ({}, "", STUDENTS)
        set_by_hand(url)
        report, judged = grade(root)  # the new due date is booked, and nobody judged again
        assert (report.failed, report.unbooked, judged) == ({}, "", [])
        tables.append(table(url))
    assert tables[0] == tables[1]
    assert len(tables[1]) == STUDENTS
    pages = [
        {path.relative_to(root): path.read_bytes() for path in (root / "feedback").rglob("*.html")}
        for root in (course, other)
    ]
    assert pages[0] == pages[1] and len(pages[0]) == STUDENTS


def test_graders_on_two_machines_write_one_after_the_other(server: Callable[[str], str]) -> None:
    """A lock on this machine's disk would not keep them apart."""
    url = server("shared")
    book, other = Book(url, ""), create_engine(url)
    asked = text(f"SELECT pg_try_advisory_xact_lock({TURN})")
    with book.writing(), other.begin() as connection:
        assert connection.scalar(asked) is False
    with other.begin() as connection:
        assert connection.scalar(asked) is True
    book.close()
    other.dispose()


def test_a_server_that_is_gone_stops_the_booking_and_blames_nobody(
    server: Callable[[str], str], course: Path, release: NotebookNode
) -> None:
    hand_in(course, "ada", answered(release))
    url = server("gone").replace("/gone?", "/another?")
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"c.CourseDirectory.db_url = {url!r}\n")
    report, judged = grade(course)
    assert judged == ["ada"] and report.failed == {}
    assert "cannot be used" in report.unbooked and "start again" in report.unbooked
    assert Book(url, "").url in open_course(course).directory.db_url

"""A term's week on a real JupyterHub: release, fetch, submit, collect, grade, feedback.

It makes three users on this machine and takes them away again, so it runs only where somebody
says so: as root, in an environment with JupyterHub and its proxy, with DEEPCAT_MAKE_USERS=1.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
import requests
from tests.grading.small import NAME, answered, make_small_course

from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.classes.roster import Student, write_roster

pytest.importorskip("jupyterhub")
pwd = pytest.importorskip("pwd")  # a hub is no Windows machine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("DEEPCAT_MAKE_USERS") != "1" or os.getuid() != 0,
        reason="makes users on this machine: set DEEPCAT_MAKE_USERS=1, as root",
    ),
    pytest.mark.skipif(
        shutil.which("configurable-http-proxy") is None, reason="the hub's proxy is not installed"
    ),
]
TEACHER, STUDENTS, STRANGER = "dc-teacher", ("dc-ada", "dc-ben"), "dc-eve"
COURSE = "autumn"
SECONDS = 300.0  # in which a server has to be up: this waits, and judges no speed

CONFIG = """\
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "on the loopback"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.start_timeout = c.Spawner.http_timeout = {seconds:.0f}
c.Spawner.env_keep = ["PATH", "PYTHONPATH", "JUPYTER_CONFIG_PATH", "OPENBLAS_NUM_THREADS"]
c.JupyterHub.cleanup_servers = True
# Who is in the course, as nbgrader's plugin asks for it.
c.JupyterHub.load_groups = {{
    "nbgrader-{course}": {{"users": {students!r}}},
    "formgrade-{course}": {{"users": ["{teacher}"]}},
}}
"""
# What every user's nbgrader reads, as on a hub in /etc/jupyter.
EVERYBODYS = """\
c = get_config()
c.CourseDirectory.course_id = "{course}"
c.Exchange.root = "{exchange}"
c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback",
                            "deepcat-answers*", ".deepcat-answers*"]
"""
# A server on a hub starts in a home, and nbgrader looks there: the class's own file is named.
TEACHERS = """\
c = get_config()
load_subconfig("nbgrader_config.py", path="{course}")
"""


@dataclass(frozen=True)
class Hub:
    """A hub that runs, and where its people have their files."""

    url: str
    folder: Path

    @property
    def exchange(self) -> Path:
        """nbgrader's exchange."""
        return self.folder / "exchange"

    @property
    def course(self) -> Path:
        """The teacher's class."""
        return self.folder / "homes" / TEACHER / COURSE

    def log_in(self, name: str) -> User:
        """Log in as the page does, start the server, and wait until it is up."""
        session = requests.Session()
        page = session.get(f"{self.url}/hub/login", timeout=60)
        form = {
            "username": name,
            "password": "on the loopback",
            "_xsrf": session.cookies.get("_xsrf", path="/hub/") or "",
        }
        page = session.post(page.url, data=form, timeout=SECONDS)
        assert page.ok and "/login" not in page.url, page.url
        xsrf = {"X-XSRFToken": session.cookies.get("_xsrf", path="/hub/") or ""}
        made = session.post(f"{self.url}/hub/api/users/{name}/tokens", headers=xsrf, timeout=60)
        assert made.ok, made.text
        user = User(f"{self.url}/user/{name}", {"Authorization": f"token {made.json()['token']}"})
        server = f"{self.url}/hub/api/users/{name}/server"
        begun = requests.post(server, headers=user.headers, timeout=SECONDS)
        assert begun.status_code in (201, 202, 400), begun.text  # 400: it runs already
        wait_for(lambda: requests.get(f"{user.url}/api", headers=user.headers, timeout=60).ok)
        return user

    def as_teacher(self, *command: str) -> str:
        """Run a command in the class, as its teacher does in a terminal."""
        about = pwd.getpwnam(TEACHER)
        program = str(Path(sys.executable).with_name(command[0]))
        done = subprocess.run(
            [program, *command[1:]],
            cwd=self.course,
            user=about.pw_uid,
            group=about.pw_gid,
            extra_groups=[],
            env={**os.environ, "HOME": about.pw_dir, "LOGNAME": TEACHER, "USER": TEACHER},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@dataclass(frozen=True)
class User:
    """Somebody's server, and the right to ask it."""

    url: str
    headers: dict[str, str]

    def post(self, path: str, **data: str) -> Any:
        """What an extension of the server answers; nbgrader's say whether they succeeded."""
        answer = requests.post(f"{self.url}/{path}", data, headers=self.headers, timeout=SECONDS)
        said = answer.json() if answer.text.startswith("{") else {}  # else a page with an error
        assert answer.ok and said.get("success"), f"{answer.url} {answer.text[:2000]}"
        return said

    def on(self, action: str) -> Any:
        """What the tab *Assignments* does."""
        return self.post(f"assignments/{action}", course_id=COURSE, assignment_id=NAME)

    def listed(self) -> list[str]:
        """What that tab lists."""
        place = f"{self.url}/assignments"
        answer = requests.get(place, {"course_id": COURSE}, headers=self.headers, timeout=SECONDS)
        said = answer.json()
        assert said["success"], said
        return [one["assignment_id"] for one in said["value"]]

    def file(self, path: str, **changes: Any) -> Any:
        """What the server says of a file, written first where something is given."""
        place = f"{self.url}/api/contents/{path}"
        method = "PUT" if changes else "GET"
        answer = requests.request(
            method, place, json=changes or None, headers=self.headers, timeout=SECONDS
        )
        assert answer.ok, answer.text
        return answer.json()


def wait_for(done: Callable[[], bool]) -> None:
    """Wait until something holds."""
    last = time.monotonic() + SECONDS
    while time.monotonic() < last:
        try:
            if done():
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.5)
    raise AssertionError("this did not come about in time")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory(prefix="deepcat-hub-") as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def users(folder: Path) -> Iterator[None]:
    """A teacher and two students who are users of this machine."""
    homes = {name: folder / "homes" / name for name in (TEACHER, *STUDENTS, STRANGER)}
    try:
        for name, home in homes.items():
            home.parent.mkdir(exist_ok=True)
            command = ["useradd", "--create-home", "--home-dir", str(home), name]
            subprocess.run(command, check=True, capture_output=True)
        yield
    finally:
        for name in homes:
            subprocess.run(["userdel", name], capture_output=True)


@pytest.fixture(scope="module")
def hub(folder: Path, users: None) -> Iterator[Hub]:
    """A hub with a class of the teacher's, of which nothing runs afterwards."""
    made = Hub(f"http://127.0.0.1:{free_port()}", folder)
    make_small_course(made.course)
    write_roster(made.course, [Student(name, name.title()) for name in STUDENTS])
    home = made.course.parent
    (home / ".jupyter").mkdir()
    (home / ".jupyter" / "nbgrader_config.py").write_text(
        TEACHERS.format(course=made.course), encoding="utf-8"
    )
    for path in (home, *home.rglob("*")):
        shutil.chown(path, TEACHER, TEACHER)
    made.exchange.mkdir()
    made.exchange.chmod(0o777)
    settings = folder / "jupyter"
    settings.mkdir()
    (settings / "nbgrader_config.py").write_text(
        EVERYBODYS.format(course=COURSE, exchange=made.exchange), encoding="utf-8"
    )
    config = folder / "jupyterhub_config.py"
    ports = {"port": made.url.rpartition(":")[2], "hub": free_port(), "proxy": free_port()}
    people = {"course": COURSE, "teacher": TEACHER, "students": [*STUDENTS]}
    text = CONFIG.format(seconds=SECONDS, **people, **ports)
    config.write_text(text, encoding="utf-8")
    with (
        pytest.MonkeyPatch.context() as patch,
        (folder / "log").open("w", encoding="utf-8") as log,
    ):
        patch.setenv("JUPYTER_CONFIG_PATH", str(settings))
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(config)],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(lambda: requests.get(f"{made.url}/hub/api", timeout=60).ok)
            yield made
        finally:
            process.terminate()
            process.wait(timeout=60)
            print((folder / "log").read_text(encoding="utf-8")[-20_000:])  # shown where it failed


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def test_a_week_on_a_hub(hub: Hub) -> None:
    teacher = hub.log_in(TEACHER)
    teacher.post(f"formgrader/api/assignment/{NAME}/release")
    stranger = hub.log_in(STRANGER)
    assert stranger.listed() == [] and teacher.listed() == [NAME]
    right = {"dc-ada": True, "dc-ben": False}
    people = {name: hub.log_in(name) for name in STUDENTS}
    for name, student in people.items():
        student.on("fetch")
        place = f"{NAME}/{NAME}.ipynb"
        given = student.file(place)["content"]
        assert "BEGIN" not in str(given)
        content = solved(given) if right[name] else given
        student.file(place, type="notebook", format="json", content=content)
        student.on("submit")
    inbound = hub.exchange / COURSE / "inbound"
    hub.as_teacher("deepcat", "collect", ".", str(inbound), "--yes")
    said = hub.as_teacher("deepcat", "grade", ".")
    assert all(name in said for name in STUDENTS)
    teacher.post(f"formgrader/api/assignment/{NAME}/release_feedback")
    pages = {name: fetched(student) for name, student in people.items()}
    assert "not attempted" in pages["dc-ben"] and "not attempted" not in pages["dc-ada"]


def solved(content: Any) -> Any:
    """A notebook with right answers, in the form in which a server takes it."""
    notebook = nbformat.reads(json.dumps(content), as_version=4)
    return json.loads(notebook_text(answered(notebook)))


def fetched(student: User) -> str:
    """The page of the one attempt, as a student's server shows it."""
    student.on("fetch_feedback")
    (attempt,) = student.file(f"{NAME}/feedback")["content"]
    (page,) = student.file(attempt["path"])["content"]
    text: str = student.file(page["path"])["content"]
    return text

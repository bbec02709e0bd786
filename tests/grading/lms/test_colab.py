"""The cell for Colab installs the wheels there, does nothing elsewhere, and is no answer."""

from __future__ import annotations

import sys
import threading
import types
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import nbformat
import pytest

from deepcat_grader.build.zipping import zipped
from deepcat_grader.colab import CALL, is_colabs, source
from deepcat_grader.lms import handing_out

from ..small import NAME
from .conftest import Run

VERSION = "99.9"  # not what is installed here
WHEEL = "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
ABOUT = "toy-1.0.dist-info"


@pytest.fixture
def handout() -> bytes:
    """A zip as `class release` makes them, with a wheel of a toy."""
    wheel = zipped(
        {
            "toy.py": b"",
            f"{ABOUT}/METADATA": b"Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n",
            f"{ABOUT}/WHEEL": WHEEL.encode(),
            f"{ABOUT}/RECORD": b"",
        }
    )
    files = {
        "README.md": b"", "wheels/toy-1.0-py3-none-any.whl": wheel,
        "notebooks/2.ipynb": b"{}", "notebooks/figures/a.svg": b"<svg/>",
    }  # fmt: skip
    return zipped({f"deepcat-2/{name}": data for name, data in files.items()})


@pytest.fixture
def colab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """A made-up Colab, in which a student uploads a file; pip has no network and a folder apart."""

    def make(upload: bytes = b"") -> None:
        files = types.SimpleNamespace(upload=lambda: {"x.zip": upload} if upload else {})
        module = types.ModuleType("google.colab")
        output = types.SimpleNamespace(enable_custom_widget_manager=lambda: None)
        module.__dict__.update(files=files, output=output)
        monkeypatch.setitem(sys.modules, "google", types.ModuleType("google"))
        monkeypatch.setitem(sys.modules, "google.colab", module)

    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "packages"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return make


@pytest.fixture
def link(handout: bytes) -> Iterator[str]:
    """Where the zip lies on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(handout)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/deepcat-2.zip"
    server.shutdown()
    thread.join()
    server.server_close()


def laid(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def run_cell(link: str = "") -> None:
    exec(source(link, VERSION), {})


def test_elsewhere_it_does_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "google.colab" not in sys.modules
    run_cell("https://127.0.0.1:1/nothing")
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_it_installs_the_wheels_from_a_link(
    colab: Callable[..., None], link: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    colab()
    run_cell(link)
    assert capsys.readouterr().out == f"DeepCat {VERSION} is here. Go on with the next cell.\n"
    assert "toy.py" in laid(tmp_path / "packages")
    assert laid(tmp_path / "content") == {"figures/a.svg"}


@pytest.mark.slow
def test_it_installs_the_wheels_from_an_upload(
    colab: Callable[..., None], handout: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    colab(handout)
    run_cell()
    assert "Choose the zip" in capsys.readouterr().out
    assert "toy.py" in laid(tmp_path / "packages")


@pytest.mark.parametrize("upload", [b"", b"no zip", zipped({"a/b/c": b""}), zipped({"a": b""})])
def test_another_file_is_one_sentence(
    colab: Callable[..., None], upload: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    colab(upload)
    run_cell()
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith("The zip of the course is not here") and len(said) == 2
    assert not laid(tmp_path)


def test_what_was_changed_is_a_students() -> None:
    text = source("https://example.org/a.zip", "0.2.0")
    assert len(CALL.findall(text)) == 1
    assert is_colabs(text) and is_colabs(f"\n{text.replace(chr(10), '  ' + chr(10))}\n")
    for other in (f"{text}\nx = 1", text.replace("0.2.0", '", "'), text.replace("io", "os"), ""):
        assert not is_colabs(other)


def test_a_release_for_colab(run: Run, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_out, "wheels_of", lambda root, step: {"a-1.whl": b"wheel"})
    given = ("class", "release", NAME, "--class", course)
    run(*given)
    (path,) = (course / "handout").glob("*.zip")
    before = path.read_bytes()
    done = run(*given, "--colab", "--at", "https://example.org/course/")
    assert done.exit_code == 0, done.output
    assert path.read_bytes() == before
    notebook = nbformat.read(course / "handout" / "colab" / f"{NAME}.ipynb", as_version=4)
    first, *others = notebook.cells
    version = notebook.metadata["deepcat"]["needs"]
    assert first.source == source(f"https://example.org/course/{path.name}", version)
    with zipfile.ZipFile(path) as archive:
        plain = archive.read(f"{path.stem}/notebooks/{NAME}.ipynb").decode()
    assert others == nbformat.reads(plain, as_version=4).cells


@pytest.mark.parametrize("more", [("--at", "https://x"), ("--colab", "--at", "http://x")])
def test_a_link_that_does_not_serve(run: Run, course: Path, more: tuple[str, ...]) -> None:
    done = run("class", "release", NAME, "--class", course, *more)
    assert done.exit_code == 2 and "begins with https://" in done.output
    assert not (course / "handout").exists()

"""``deepcat data fetch`` asks before it fetches, and says what it read."""

from __future__ import annotations

import errno
import warnings
from pathlib import Path
from typing import Any

import pytest

from deepcat_data import real
from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.pictures import Pictures

from .running import run, sentence


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what is asked of the library, which has a stand-in: no test uses the network."""
    calls: list[dict[str, Any]] = []

    def stand_in(split: str, task: str, **options: Any) -> Pictures:
        calls.append({"split": split, "task": task, **options})
        return make_cats(CatsConfig((2, 1, 0, 1) if split == "train" else (1, 0, 0, 0)))

    monkeypatch.setattr(real, "fetch_cifar", stand_in)
    monkeypatch.setattr(real, "fetch_tiny_imagenet", stand_in)
    return calls


def test_fetch_shows_the_terms_and_then_what_was_read(fetched: list[dict[str, Any]]) -> None:
    result = run("data", "fetch", "cifar", "--accept-licence", "--folder", "photos")
    assert result.exit_code == 0, result.output
    assert real.licence_of("cifar") in result.stdout
    assert "train: 4 pictures: 2 cat, 1 dog, 0 lion, 1 other, 64 × 64" in result.stdout
    assert "test: 1 picture: 1 cat" in result.stdout
    assert f"Set DEEPCAT_CACHE to {Path('photos').absolute()}" in result.stdout
    rest = {"task": "four", "folder": Path("photos").absolute(), "accept_licence": True}
    assert fetched == [{"split": split, **rest} for split in ("train", "test")]


def test_without_a_terminal_the_terms_must_be_accepted_by_an_option(
    fetched: list[dict[str, Any]],
) -> None:
    result = run("data", "fetch", "tiny-imagenet", typed="y\n")
    assert "add --accept-licence" in sentence(result)
    assert real.licence_of("tiny-imagenet") in result.stdout
    assert not fetched


@pytest.mark.parametrize(
    ("typed", "status", "calls"), [("y\n", 0, 2), ("n\n", 1, 0), ("\n", 1, 0), ("", 1, 0)]
)
def test_at_a_terminal_fetch_asks(
    typed: str,
    status: int,
    calls: int,
    fetched: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("deepcat.data_cli.fetch._can_ask", lambda: True)
    result = run("data", "fetch", "tiny-imagenet", typed=typed)
    assert result.exit_code == status
    assert "Do you accept these terms? [y/N]" in result.output
    assert len(fetched) == calls


ERRORS = [
    real.FetchError("The network is not there: start again later."),
    real.LicenceError("The terms were not accepted."),
    real.ArchiveError("The archive is another one."),
    ModuleNotFoundError("Real pictures need the package pooch.", name="pooch"),
    PermissionError(errno.EACCES, "Permission denied", "locked"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_what_stands_against_fetching_is_told_in_one_sentence(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(real, "fetch_cifar", fails)
    told = sentence(run("data", "fetch", "cifar", "--accept-licence"))
    assert told == ("locked: Permission denied." if error.args[0] == errno.EACCES else str(error))


def test_a_warning_is_told_without_the_line_of_code(
    fetched: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = real.fetch_cifar

    def warns(split: str, task: str, **options: Any) -> Pictures:
        warnings.warn("The archive was damaged.", stacklevel=1)
        return inner(split, task, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(real, "fetch_cifar", warns)
    result = run("data", "fetch", "cifar", "--accept-licence")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == "The archive was damaged."
    assert ".py" not in result.stderr


def test_fetch_of_a_set_that_is_not_fetched() -> None:
    assert "tiny-imagenet and cifar can" in sentence(run("data", "fetch", "cats-64"))


def test_every_source_can_be_fetched_by_name(fetched: list[dict[str, Any]]) -> None:
    for name in real.SOURCES:
        assert run("data", "fetch", name, "--accept-licence").exit_code == 0

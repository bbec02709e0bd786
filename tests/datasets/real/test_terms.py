"""Every source states its terms; importing loads nothing; the cache lies where systems want it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deepcat_data.cache import cache_folder
from deepcat_data.real import SOURCES, FetchError, licence_of
from deepcat_data.real.sources import require_acceptance


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_states_what_is_needed_to_trust_and_to_cite_it(name: str) -> None:
    text = licence_of(name)
    for source in SOURCES[name]:
        assert re.fullmatch(r"[0-9a-f]{32}", source.md5)
        assert source.address.endswith("/" + source.file)
        assert 100_000_000 < source.size < 300_000_000
        for words in (source.title, source.address, source.page, source.terms, source.citation):
            assert words and words in text
        # A pickle can run anything: only the versions without are used.
        assert "python" not in source.file
    require_acceptance(name, True)


def test_a_set_that_is_not_there_has_no_licence() -> None:
    with pytest.raises(ValueError, match="'tiny-imagenet', 'cifar', not 'mnist'"):
        licence_of("mnist")


def test_a_failed_fetch_can_be_caught_as_what_it_is() -> None:
    assert issubclass(FetchError, OSError)
    assert str(FetchError("One sentence.")) == "One sentence."


def test_importing_loads_nothing_that_is_optional() -> None:
    code = (
        "import sys, deepcat_data.real;"
        "print({'pooch', 'requests', 'h5py', 'PIL', 'tqdm'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "home/.cache/deepcat"),
        ("linux", {"XDG_CACHE_HOME": "{}/x"}, "x/deepcat"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "home/.cache/deepcat"),
        ("linux", {"LOCALAPPDATA": "{}/l"}, "home/.cache/deepcat"),
        ("darwin", {"XDG_CACHE_HOME": "{}/x"}, "home/Library/Caches/deepcat"),
        ("win32", {"LOCALAPPDATA": "{}/l"}, "l/deepcat"),
        ("win32", {}, "home/AppData/Local/deepcat"),
        ("linux", {"DEEPCAT_CACHE": "{}/mine", "XDG_CACHE_HOME": "{}/x"}, "mine"),
        ("win32", {"DEEPCAT_CACHE": "{}/mine", "LOCALAPPDATA": "{}/l"}, "mine"),
        ("linux", {"DEEPCAT_CACHE": ""}, "home/.cache/deepcat"),
    ],
)
def test_the_cache_lies_where_the_system_wants_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    variables: dict[str, str],
    expected: str,
) -> None:
    for name in ("DEEPCAT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(sys, "platform", platform)
    folder = cache_folder()
    monkeypatch.undo()
    assert folder == tmp_path / expected and not folder.exists()

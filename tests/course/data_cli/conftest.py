"""A folder to run commands in, and small sets in the place of the shipped ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deepcat_data import catalogue, cats, checks, load, registry
from deepcat_data.archive import write_archive
from deepcat_data.cats import make_cats
from deepcat_data.pictures import Pictures

from .running import RECIPES


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that commands run in; the cache is another one."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("DEEPCAT_CACHE", str(tmp_path / "cache"))
    return here


@pytest.fixture(scope="session")
def drawn() -> dict[str, dict[str, Pictures]]:
    return {
        name: {split: make_cats(config) for split, config in RECIPES[name].items()}
        for name in ("cats-64", "pencil-64")
    }


@pytest.fixture(scope="session")
def published(
    drawn: dict[str, dict[str, Pictures]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    home = tmp_path_factory.mktemp("published")
    for name, splits in drawn.items():
        write_archive(home / name / f"{name}.npz", splits)
    return home


@pytest.fixture
def shelf(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the shipped files, in whose place are small ones."""
    home = shutil.copytree(published, tmp_path / "data")
    digests = {path.stem: registry.digest(path) for path in sorted(home.glob("*/*.npz"))}
    for module in (registry, catalogue):
        monkeypatch.setattr(module, "FOLDER", home)
    for module in (registry, catalogue, checks, load):
        monkeypatch.setattr(module, "SHIPPED", digests)
    for module in (cats, catalogue, checks):
        monkeypatch.setattr(module, "RECIPES", RECIPES)
    return home

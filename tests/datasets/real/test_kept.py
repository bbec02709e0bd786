"""Archives that were fetched once are read, and checked, without the network."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from deepcat_data import catalogue, checks
from deepcat_data.archive import DataFileError
from deepcat_data.catalogue import read_set
from deepcat_data.checks import AS_PUBLISHED, DIFFERS, check_files
from deepcat_data.real import SOURCES, ArchiveError, tiny_imagenet
from deepcat_data.real.cifar import read_cifar
from deepcat_data.real.tiny_imagenet import read_tiny_imagenet

from .archives import cifar_10_members, cifar_100_members, tiny_members, write_cifar, write_tiny

SMALL = {"cat": 1, "dog": 1, "lion": 1, "other": 1}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("written")
    (tiny,) = SOURCES["tiny-imagenet"]
    write_tiny(home / tiny.file, tiny_members())
    ten, hundred = SOURCES["cifar"]
    write_cifar(home / ten.file, "cifar-10-batches-bin", cifar_10_members())
    write_cifar(home / hundred.file, "cifar-100-binary", cifar_100_members())
    return home


@pytest.fixture
def kept(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Path]]:
    """Return small archives in the cache folder, known as the real ones are."""
    monkeypatch.setenv("DEEPCAT_CACHE", str(tmp_path))
    monkeypatch.setattr(tiny_imagenet, "TAKEN", {"train": SMALL, "test": SMALL})
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    paths = {name: [tmp_path / s.file for s in sources] for name, sources in SOURCES.items()}
    known = {
        name: tuple(
            replace(source, size=len(content), md5=hashlib.md5(content).hexdigest())
            for source, content in zip(
                SOURCES[name], [path.read_bytes() for path in paths[name]], strict=True
            )
        )
        for name in SOURCES
    }
    for module in (catalogue, checks):
        monkeypatch.setattr(module, "SOURCES", known)
    return paths


@pytest.mark.parametrize("split", ["train", "test"])
def test_what_is_kept_is_read(kept: dict[str, list[Path]], split: str) -> None:
    (path,) = kept["tiny-imagenet"]
    expected = read_tiny_imagenet(path, split)  # type: ignore[arg-type]
    np.testing.assert_array_equal(read_set("tiny-imagenet", split).X, expected.X)
    expected = read_cifar(kept["cifar"], split)  # type: ignore[arg-type]
    np.testing.assert_array_equal(read_set("cifar", split).X, expected.X)


def test_one_of_two_archives_is_not_enough(kept: dict[str, list[Path]]) -> None:
    kept["cifar"][1].unlink()
    with pytest.raises(DataFileError, match="deepcat data fetch cifar"):
        read_set("cifar", "train")


def test_a_damaged_archive_is_told(kept: dict[str, list[Path]]) -> None:
    (path,) = kept["tiny-imagenet"]
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_set("tiny-imagenet", "train")


def test_each_archive_is_checked_by_its_hash(kept: dict[str, list[Path]]) -> None:
    of_cifar = [check for check in check_files() if check.name == "cifar"]
    assert [check.path for check in of_cifar] == kept["cifar"]
    assert [check.found for check in of_cifar] == [AS_PUBLISHED, AS_PUBLISHED]
    content = kept["cifar"][1].read_bytes()
    kept["cifar"][1].write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    good, bad = (check for check in check_files() if check.name == "cifar")
    assert good.passed and not bad.passed
    assert bad.found == DIFFERS and str(kept["cifar"][1]) in bad.remedy

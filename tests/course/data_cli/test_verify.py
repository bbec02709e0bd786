"""``deepcat data verify`` names every file that is not what was published, and what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from deepcat.data_cli.verify import in_words
from deepcat_data import checks, load, real, registry
from deepcat_data.archive import write_archive
from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.pictures import CLASSES, Pictures
from deepcat_data.redraw import Difference

from .running import file_of, run


def replace(shelf: Path, name: str, splits: dict[str, Pictures]) -> None:
    """Exchange a shipped file for another one, as if that had been published."""
    write_archive(file_of(shelf, name), splits)
    registry.SHIPPED[name] = registry.digest(file_of(shelf, name))  # type: ignore[index]


def brighter(pictures: Pictures, levels: int) -> Pictures:
    """Return the pictures with one number of one pixel changed."""
    X = pictures.X.copy()
    X[0, 5, 6, 1] = X[0, 5, 6, 1] + levels if X[0, 5, 6, 1] < 128 else X[0, 5, 6, 1] - levels
    return Pictures(X, pictures.y, pictures.classes, pictures.meta)


def test_the_files_that_come_with_the_package_are_as_published() -> None:
    result = run("data", "verify")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("✓ cats-64: as published (")
    assert len(result.stdout.splitlines()) == 2 and not result.stderr


def test_verify_names_a_file_that_differs_and_what_to_do(shelf: Path) -> None:
    with file_of(shelf, "pencil-64").open("r+b") as file:
        file.seek(100)
        file.write(b"\x00\x01")
    result = run("data", "verify")
    assert result.exit_code == 1
    good, bad = result.stdout.splitlines()
    assert good.startswith("✓ cats-64")
    path = file_of(shelf, "pencil-64")
    assert bad == f"✗ pencil-64: differs from what was published ({path})"
    assert result.stderr == f"For pencil-64, {registry.AGAIN}.\n"


def test_verify_names_a_file_that_is_missing(shelf: Path) -> None:
    file_of(shelf, "cats-64").unlink()
    result = run("data", "verify", "--redraw")
    assert result.exit_code == 1
    assert result.stdout.startswith("✗ cats-64: is missing")
    assert result.stderr == f"For cats-64, {registry.AGAIN}.\n"


def test_verify_checks_the_large_set_once_it_was_drawn(shelf: Path) -> None:
    assert "large-64" not in run("data", "verify").stdout
    run("data", "make", "large-64")
    assert "✓ large-64: whole, and drawn here" in run("data", "verify").stdout
    path = load.large_path()
    path.write_bytes(path.read_bytes()[:-2000])
    result = run("data", "verify")
    assert result.exit_code == 1 and "✗ large-64: cannot be read" in result.stdout
    assert "deepcat data make large-64 --force" in result.stderr
    write_archive(path, {"large": make_cats(CatsConfig((1, 0, 0, 0), "large"))})
    assert "✗ large-64: holds other pictures" in run("data", "verify").stdout


def test_verify_checks_archives_that_were_fetched(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"an archive"
    source = real.Source("T", "", "a.zip", 10, hashlib.md5(content).hexdigest(), "", "", "")
    monkeypatch.setattr(checks, "SOURCES", {"cifar": (source,)})
    path = tmp_path / "cache" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(content)
    assert f"✓ cifar: as published ({path})" in run("data", "verify").stdout
    path.write_bytes(b"an Archive")
    result = run("data", "verify")
    assert result.exit_code == 1 and "✗ cifar: differs from what was published" in result.stdout
    assert "deepcat data fetch cifar." in result.stderr


def test_redraw_finds_the_same_pictures(shelf: Path) -> None:
    result = run("data", "verify", "--redraw")
    assert result.exit_code == 0, result.output
    assert [line for line in result.stdout.splitlines() if "again" in line] == [
        f"✓ {split}, {m} pictures drawn again: every pixel is equal (largest difference 0);"
        " every parameter is equal"
        for split, m in (("cats-64: train", 8), ("cats-64: test", 4), ("pencil-64: pencil", 4))
    ]


@pytest.mark.parametrize(("levels", "status"), [(1, 0), (2, 1)])
def test_redraw_forgives_one_grey_level(
    levels: int, status: int, shelf: Path, drawn: dict[str, dict[str, Pictures]]
) -> None:
    splits = drawn["cats-64"]
    replace(shelf, "cats-64", {**splits, "test": brighter(splits["test"], levels)})
    result = run("data", "verify", "--redraw")
    assert result.exit_code == status
    assert f"at most {levels} grey level" in result.stdout and "in 1 picture;" in result.stdout
    assert ("report this" in result.stderr) == bool(status)
    assert result.stdout.count("✗") == status


def test_redraw_blames_a_changed_file_and_not_the_computer(
    shelf: Path, drawn: dict[str, dict[str, Pictures]]
) -> None:
    pencil = brighter(drawn["pencil-64"]["pencil"], 9)
    write_archive(file_of(shelf, "pencil-64"), {"pencil": pencil})
    result = run("data", "verify", "--redraw")
    assert result.exit_code == 1
    assert "at most 9 grey levels" in result.stdout
    assert result.stderr == f"For pencil-64, {registry.AGAIN}.\n"


def test_redraw_names_a_parameter_that_differs(
    shelf: Path, drawn: dict[str, dict[str, Pictures]]
) -> None:
    pencil = drawn["pencil-64"]["pencil"]
    meta = {**pencil.meta, "blur": np.nextafter(pencil.meta["blur"], 1)}
    replace(shelf, "pencil-64", {"pencil": Pictures(pencil.X, pencil.y, CLASSES, meta)})
    result = run("data", "verify", "--redraw")
    assert result.exit_code == 1
    assert "every pixel is equal (largest difference 0); these parameters differ: blur" in (
        result.stdout
    )


def test_redraw_of_a_damaged_file_asks_for_a_new_one(shelf: Path) -> None:
    path = file_of(shelf, "pencil-64")
    path.write_bytes(path.read_bytes()[:-500])
    result = run("data", "verify", "--redraw")
    assert result.exit_code == 1
    assert result.stderr == f"For pencil-64, {registry.AGAIN}.\n"
    assert "damaged" in result.stdout


def test_a_difference_in_words_counts_in_the_singular_too() -> None:
    words = in_words(Difference("test", 600, 1, 1, ()))
    assert "at most 1 grey level, in 1 picture; every parameter is equal" in words
    words = in_words(Difference("test", 600, 12, 1500, ("x", "coat")))
    assert "at most 12 grey levels, in 1,500 pictures; these parameters differ: x, coat" in words

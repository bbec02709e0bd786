"""The HDF5 files of the well-known course are read, and what is no such file is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from deepcat_data.real import ArchiveError, read_catvnoncat


def parts(split: str = "train", m: int = 6) -> dict[str, Any]:
    """Return what such a file holds."""
    rng = np.random.default_rng(0)
    return {
        f"{split}_set_x": rng.integers(0, 256, (m, 64, 64, 3), np.uint8),
        f"{split}_set_y": np.arange(m) % 2,
        "list_classes": np.array([b"non-cat", b"cat"]),
    }


def write(path: Path, held: dict[str, Any]) -> Path:
    with h5py.File(path, "w") as file:
        for name, value in held.items():
            if value is None:
                file.create_group(name)
            else:
                file[name] = value
    return path


@pytest.mark.parametrize("split", ["train", "test"])
def test_a_file_is_read_as_it_is(tmp_path: Path, split: str) -> None:
    held = parts(split)
    pictures = read_catvnoncat(write(tmp_path / "some.h5", held))
    assert np.array_equal(pictures.X, held[f"{split}_set_x"]) and pictures.X.dtype == np.uint8
    assert np.array_equal(pictures.y, held[f"{split}_set_y"]) and pictures.y.dtype == np.int64
    assert pictures.classes == ("other", "cat")
    assert pictures.meta["number"].tolist() == [0, 1, 2, 3, 4, 5]
    assert set(pictures.meta["file"]) == {"some.h5"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"train_set_y": ...}, "should hold train_set_x, train_set_y and list_classes"),
        ({"train_set_x": ...}, "should hold test_set_x"),
        ({"train_set_x": None}, "of shapes"),
        ({"train_set_x": np.zeros((6, 32, 32, 3), np.uint8)}, r"(6, 32, 32, 3)"),
        ({"train_set_x": np.zeros((6, 64, 64, 3))}, "float64"),
        ({"train_set_x": np.zeros((6, 64, 64, 3), np.uint16)}, "uint16"),
        ({"train_set_x": np.zeros((0, 64, 64, 3), np.uint8)}, "of shapes"),
        ({"train_set_x": np.uint8(1)}, "of shapes"),
        ({"train_set_y": np.arange(5)}, "of shapes"),
        ({"train_set_y": np.arange(6)}, "labels 0 and 1"),
        ({"train_set_y": np.arange(6.0)}, "whole labels"),
        ({"list_classes": np.array([b"cat", b"non-cat"])}, "for non-cat and cat"),
        ({"list_classes": ["non-cat", "cat"]}, "byte strings"),
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_refused(
    tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    held = {name: value for name, value in {**parts(), **changed}.items() if value is not ...}
    with pytest.raises(ArchiveError) as caught:
        read_catvnoncat(write(tmp_path / "some.h5", held))
    text = str(caught.value)
    assert words in text and text.endswith(".") and "\n" not in text


def test_a_file_that_states_a_huge_shape_is_refused_unread(tmp_path: Path) -> None:
    """HDF5 stores nothing for pictures that were never written, and would make them up."""
    path = write(tmp_path / "some.h5", {"list_classes": parts()["list_classes"]})
    with h5py.File(path, "a") as file:
        m = 1 << 30
        file.create_dataset("train_set_x", (m, 64, 64, 3), np.uint8, chunks=(1, 64, 64, 3))
        file.create_dataset("train_set_y", (m,), np.int64, chunks=(1,))
    with pytest.raises(ArchiveError, match="of shapes"):
        read_catvnoncat(path)


@pytest.mark.parametrize("cut", [None, 8, 1000, 5000])
def test_a_broken_file_is_refused(tmp_path: Path, cut: int | None) -> None:
    path = write(tmp_path / "some.h5", parts())
    path.write_bytes(b"no HDF5" if cut is None else path.read_bytes()[:cut])
    with pytest.raises(ArchiveError, match="cannot be read as HDF5"):
        read_catvnoncat(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.h5"):
        with pytest.raises(FileNotFoundError, match="is not a file"):
            read_catvnoncat(path)


def test_the_files_of_the_course_are_what_the_docstring_says(root: Path) -> None:
    folder = root.parent / "shared" / "data" / "catvnoncat"
    if not folder.is_dir():
        pytest.skip("nobody may pass the course's files on; they are not here")
    train = read_catvnoncat(folder / "train_catvnoncat.h5")
    test = read_catvnoncat(folder / "test_catvnoncat.h5")
    assert (len(train), len(test)) == (209, 50)
    assert test.y.mean() == 0.66 and round(1 - train.y.mean(), 2) == 0.66
    copies = [(i, j) for i, X in enumerate(train.X) for j, T in enumerate(test.X) if (X == T).all()]
    assert (146, 17) in copies

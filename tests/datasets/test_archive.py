"""Files of pictures are whole or absent, and reading one runs no code that is in it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat_data.archive import DataFileError, read_archive, splits_of, whole_file, write_archive
from deepcat_data.pictures import Pictures


def some(m: int = 3) -> Pictures:
    return Pictures(
        X=np.random.default_rng(m).integers(0, 256, (m, 4, 4, 3)).astype(np.uint8),
        y=np.arange(m, dtype=np.int64) % 2,
        classes=("other", "cat"),
        meta={"coat": np.array(["black"] * m), "x": np.linspace(0, 1, m)},
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "set.npz"
    write_archive(path, {"train": some(5), "test": some(3)})
    assert splits_of(path) == ["train", "test"]
    for split, m in (("train", 5), ("test", 3)):
        read = read_archive(path, split)
        np.testing.assert_array_equal(read.X, some(m).X)
        np.testing.assert_array_equal(read.y, some(m).y)
        assert read.y.dtype == np.int64 and read.classes == ("other", "cat")
        assert set(read.meta) == {"coat", "x"}
        np.testing.assert_array_equal(read.meta["x"], some(m).meta["x"])


def test_the_arrays_are_what_plain_numpy_expects(tmp_path: Path) -> None:
    path = tmp_path / "set.npz"
    write_archive(path, {"train": some()})
    with np.load(path, allow_pickle=False) as arrays:
        assert arrays["train_X"].dtype == np.uint8 and arrays["train_X"].shape == (3, 4, 4, 3)
        assert arrays["classes"].tolist() == ["other", "cat"]
        assert arrays["train_meta_coat"].tolist() == ["black"] * 3
        assert set(arrays.files) == {
            "classes",
            "train_X",
            "train_y",
            "train_meta_coat",
            "train_meta_x",
        }


def test_two_writes_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_archive(tmp_path / name, {"train": some()})
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_missing_split_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "set.npz"
    write_archive(path, {"train": some(), "test": some()})
    with pytest.raises(DataFileError, match="no split 'exam': it has train, test"):
        read_archive(path, "exam")


@pytest.mark.parametrize("damage", ["cut", "text", "empty", "flipped", "one array"])
def test_a_damaged_file_is_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "set.npz"
    write_archive(path, {"train": some(200)})
    whole = path.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes(255 - b for b in whole[middle : middle + 9])
    content = {
        "cut": whole[:middle],
        "text": b"these are no pictures",
        "empty": b"",
        "flipped": flipped + whole[middle + 9 :],
        "one array": b"",
    }[damage]
    path.write_bytes(content)
    if damage == "one array":
        with path.open("wb") as file:
            np.save(file, np.zeros(3))
    with pytest.raises(DataFileError, match=r"set\.npz is damaged or holds no pictures"):
        read_archive(path, "train")


def test_a_pickle_in_the_file_is_not_run(tmp_path: Path) -> None:
    path, proof = tmp_path / "set.npz", tmp_path / "ran"

    class Trap:
        def __reduce__(self) -> Any:
            return (Path.touch, (proof,))

    trap = np.array([Trap()], dtype=object)
    np.savez(path, train_X=trap, train_y=trap, classes=trap)
    with pytest.raises(DataFileError):
        read_archive(path, "train")
    assert not proof.exists()


def test_a_full_disk_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "set.npz"
    path.write_bytes(b"earlier")

    def full(file: Any, **arrays: Any) -> None:
        file.write(b"half of")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.raises(OSError, match="No space"):
        write_archive(path, {"train": some()})
    assert path.read_bytes() == b"earlier"
    assert [entry.name for entry in tmp_path.iterdir()] == ["set.npz"]


def test_an_interrupted_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "set.npz") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["/../../escaped", "a/b", "..", "C:x", ""])
def test_a_split_cannot_lead_elsewhere(tmp_path: Path, name: str) -> None:
    """The names in a student's file become parts of file names."""
    path = tmp_path / "set.npz"
    np.savez(path, **{f"{name}_X": some().X, f"{name}_y": some().y, "classes": np.array(["a"])})
    with pytest.raises(DataFileError, match="letters and digits"):
        splits_of(path)
    with pytest.raises(DataFileError, match="letters and digits"):
        read_archive(path, name)


def test_a_file_broken_at_random_is_always_one_sentence(tmp_path: Path) -> None:
    """Whatever one changed byte makes of it: the same pictures, or a DataFileError."""
    path = tmp_path / "set.npz"
    write_archive(path, {"train": some(5)})
    whole = path.read_bytes()
    rng = np.random.default_rng(0)
    refused = 0
    for _ in range(600):
        broken = bytearray(whole)
        broken[rng.integers(len(whole))] = rng.integers(256)
        path.write_bytes(broken)
        try:
            read_archive(path, "train")
        except DataFileError:
            refused += 1
    assert refused > 300


def test_objects_are_not_written(tmp_path: Path) -> None:
    from dataclasses import replace

    odd = replace(some(), meta={"thing": np.array([object()] * 3)})
    with pytest.raises(ValueError, match="without pickle"):
        write_archive(tmp_path / "set.npz", {"train": odd})
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)])
def test_a_file_has_the_permissions_that_its_owner_gives_files(
    tmp_path: Path, umask: int, mode: int
) -> None:
    """A test that no student has seen holds its labels."""
    before = os.umask(umask)
    try:
        write_archive(tmp_path / "exam.npz", {"test": some()})
    finally:
        os.umask(before)
    assert (tmp_path / "exam.npz").stat().st_mode & 0o777 == mode

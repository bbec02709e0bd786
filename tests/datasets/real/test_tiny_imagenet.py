"""Tiny ImageNet is read from its archive: which pictures, with which labels, and no others."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deepcat_data.real import (
    ArchiveError,
    LicenceError,
    Source,
    fetch_tiny_imagenet,
    sources,
    tiny_imagenet,
)
from deepcat_data.real.asked import Split
from deepcat_data.real.tiny_imagenet import KINDS, read_tiny_imagenet

from .archives import OTHERS, WNIDS, jpeg, tiny_members, write_tiny
from .serving import Server, serving

SMALL = {
    "train": {"cat": 5, "dog": 3, "lion": 4, "other": 1},
    "test": {"cat": 3, "dog": 2, "lion": 2, "other": 1},
}
COUNTS = {"train": [15, 18, 4, 190], "test": [9, 12, 2, 190]}
MEMBERS = tiny_members()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiny_imagenet, "TAKEN", SMALL)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("tiny") / "tiny-imagenet-200.zip", MEMBERS)


@pytest.fixture(scope="module")
def served(archive: Path) -> Iterator[Server]:
    with serving(archive.read_bytes()) as server:
        yield server


@pytest.fixture
def folder(served: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder to fetch into, with the small archive in the place of the real one."""
    source = Source(
        title="Tiny ImageNet",
        address=served.address,
        file="tiny-imagenet-200.zip",
        size=len(served.content),
        md5=hashlib.md5(served.content).hexdigest(),
        page="https://example.org",
        terms="For research only.",
        citation="A. Nobody, 2001.",
    )
    monkeypatch.setattr(sources, "SOURCES", {"tiny-imagenet": (source,)})
    served.asked.clear()
    return tmp_path / "cache"


def decoded(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def member(picture_wnid: str, file: str) -> str:
    folder = "val" if file.startswith("val_") else f"train/{picture_wnid}"
    return f"{folder}/images/{file}"


@pytest.mark.parametrize("split", ["train", "test"])
def test_each_picture_has_the_pixels_and_the_class_of_its_file(archive: Path, split: Split) -> None:
    pictures = read_tiny_imagenet(archive, split)
    assert pictures.classes == ("cat", "dog", "lion", "other")
    assert np.bincount(pictures.y).tolist() == COUNTS[split]
    for X, y, wnid, file, name in zip(
        pictures.X, pictures.y, *(pictures.meta[k] for k in ("wnid", "file", "name")), strict=True
    ):
        assert np.array_equal(X, decoded(MEMBERS[member(wnid, file)]))
        assert pictures.classes[y] == KINDS.get(wnid, "other")
        assert name == f"word of {wnid}"


def test_the_first_training_pictures_of_each_class_are_taken(archive: Path) -> None:
    pictures = read_tiny_imagenet(archive, "train")
    expected = {
        f"{wnid}_{number}.JPEG"
        for wnid in WNIDS
        for number in range(SMALL["train"][KINDS.get(wnid, "other")])
    }
    assert set(pictures.meta["file"]) == expected and len(pictures) == len(expected)


def test_the_test_pictures_are_the_first_of_each_class_in_the_annotations(archive: Path) -> None:
    pictures = read_tiny_imagenet(archive, "test")
    lines = [line.split("\t") for line in MEMBERS["val/val_annotations.txt"].decode().splitlines()]
    expected: set[tuple[str, str]] = set()
    for wnid in WNIDS:
        files = [line[0] for line in lines if line[1] == wnid]
        expected |= {(wnid, file) for file in files[: SMALL["test"][KINDS.get(wnid, "other")]]}
    found = zip(pictures.meta["wnid"], pictures.meta["file"], strict=True)
    assert {(str(wnid), str(file)) for wnid, file in found} == expected


def test_a_grey_picture_has_three_equal_channels(archive: Path) -> None:
    pictures = read_tiny_imagenet(archive, "train")
    (grey,) = pictures.X[pictures.meta["file"] == "n00000007_0.JPEG"]
    assert np.ptp(grey, axis=2).max() == 0
    assert np.ptp(pictures.X, axis=3).max() > 0


def test_the_classes_are_mixed_in_an_order_that_stays(archive: Path) -> None:
    first, again = (read_tiny_imagenet(archive, "train") for _ in range(2))
    assert np.array_equal(first.X, again.X) and np.array_equal(first.y, again.y)
    changes = np.count_nonzero(np.diff(first.y))
    assert changes > 40  # class by class there would be three
    # So it was when this test was written: the first pictures are the same for everybody.
    assert first.meta["file"][:3].tolist() == [
        "n00000012_0.JPEG",
        "n00000160_0.JPEG",
        "n00000114_0.JPEG",
    ]


def test_fetching_gives_a_task_a_size_and_a_sample(folder: Path) -> None:
    whole = fetch_tiny_imagenet("test", "four", folder=folder, accept_licence=True)
    assert whole.X.shape == (213, 64, 64, 3)
    binary = fetch_tiny_imagenet("test", folder=folder, accept_licence=True)
    assert binary.classes == ("other", "cat")
    assert np.array_equal(binary.y, (whole.y == 0).astype(np.int64))
    three = fetch_tiny_imagenet(
        "test", "three", n=11, seed=4, size=32, folder=folder, accept_licence=True
    )
    assert three.X.shape == (11, 32, 32, 3) and three.classes == ("cat", "dog", "lion")
    assert np.bincount(three.y).tolist() == [4, 6, 1]
    again = fetch_tiny_imagenet(
        "test", "three", n=11, seed=4, size=32, folder=folder, accept_licence=True
    )
    other = fetch_tiny_imagenet(
        "test", "three", n=11, seed=5, size=32, folder=folder, accept_licence=True
    )
    assert np.array_equal(three.X, again.X) and not np.array_equal(three.X, other.X)
    assert [path.name for path in folder.iterdir()] == ["tiny-imagenet-200.zip"]


def test_terms_are_shown_and_nothing_is_fetched_until_they_are_accepted(
    folder: Path, served: Server
) -> None:
    with pytest.raises(LicenceError) as caught:
        fetch_tiny_imagenet(folder=folder)
    text = str(caught.value)
    for words in ("For research only.", "A. Nobody, 2001.", served.address, "accept_licence=True"):
        assert words in text
    assert not served.asked and not folder.exists()


def test_terms_are_asked_for_where_the_archive_is_there(folder: Path) -> None:
    fetch_tiny_imagenet("test", folder=folder, accept_licence=True)
    with pytest.raises(LicenceError):
        fetch_tiny_imagenet("test", folder=folder)
    with pytest.raises(LicenceError):
        fetch_tiny_imagenet("test", folder=folder, accept_licence="no")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"split": "val"}, "split is 'train' or 'test', not 'val'"),
        ({"task": "five"}, "task is one of 'binary', 'three', 'four', not 'five'"),
        ({"size": 48}, "size is 64 or 32, not 48"),
        ({"n": 0}, "n is at least 1, or None for all pictures, not 0"),
    ],
)
def test_what_cannot_be_had_is_refused_before_anything_is_fetched(
    folder: Path, served: Server, wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        fetch_tiny_imagenet(**wrong, folder=folder, accept_licence=True)  # type: ignore[arg-type]
    assert not served.asked


def test_the_table_of_the_docstring_is_what_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    rows = re.findall(r"^ +(train|test) +(.+)$", str(fetch_tiny_imagenet.__doc__), re.M)
    assert [row[0] for row in rows] == ["train", "test"]
    classes = {"cat": 3, "dog": 6, "lion": 1, "other": 190}
    for split, cells in rows:
        counts = [tiny_imagenet.TAKEN[split][kind] * n for kind, n in classes.items()]
        assert [int(cell) for cell in cells.split()] == [*counts, sum(counts)]
        assert round(100 * (1 - counts[0] / sum(counts))) == 72
    assert {kind: list(KINDS.values()).count(kind) for kind in set(KINDS.values())} == {
        kind: n for kind, n in classes.items() if kind != "other"
    }


def refusal(path: Path, split: Split = "train") -> str:
    """Return the one sentence with which an archive is refused."""
    with pytest.raises(ArchiveError) as caught:
        read_tiny_imagenet(path, split)
    text = str(caught.value)
    assert text.endswith(".") and "\n" not in text
    return text


FIRST = "train/n00000001/images/n00000001_0.JPEG"
square = np.zeros((64, 64, 3), np.uint8)


def lying_jpeg() -> bytes:
    """Return a small file that says it has 65,500 × 65,500 pixels."""
    content = bytearray(jpeg(square))
    start = content.index(b"\xff\xc0") + 5
    content[start : start + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(content)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({FIRST: None}, f"has no tiny-imagenet-200/{FIRST}"),
        ({FIRST: b"no picture"}, "is not a picture that can be read"),
        ({FIRST: jpeg(square)[:300]}, "is not a picture that can be read"),
        ({FIRST: jpeg(square[:, :32])}, "has 32 × 64 pixels, not 64 × 64"),
        ({FIRST: lying_jpeg()}, "is not a picture that can be read"),
        ({FIRST: bytes(1 << 19)}, "more than the 262,144 that it may have"),
        ({"wnids.txt": b"n02123045"}, "does not name n02123394"),
        ({"wnids.txt": b"\xff\xfe\x00"}, "wnids.txt should be text"),
        ({"words.txt": None}, "has no tiny-imagenet-200/words.txt"),
    ],
)
def test_an_archive_with_a_wrong_member_is_refused(
    tmp_path: Path, changed: dict[str, bytes | None], words: str
) -> None:
    members = {name: content for name, content in {**MEMBERS, **changed}.items() if content}
    assert words in refusal(write_tiny(tmp_path / "a.zip", members))


@pytest.mark.parametrize(
    ("annotations", "words"),
    [
        ("val_0.JPEG\tn99999999\t0\t0\t1\t1\n", "names no class of the archive"),
        ("val_0.JPEG", "names no class of the archive"),
        ("val_0.JPEG\tn00000001\t0\t0\t1\t1\n", "has only 0 pictures of n00000002"),
    ],
)
def test_annotations_that_do_not_fit_are_refused(
    tmp_path: Path, annotations: str, words: str
) -> None:
    members = {**MEMBERS, "val/val_annotations.txt": annotations.encode()}
    assert words in refusal(write_tiny(tmp_path / "a.zip", members), "test")


def test_a_colour_space_for_print_is_converted(tmp_path: Path) -> None:
    red = np.broadcast_to(np.array([200, 0, 0], np.uint8), (64, 64, 3))
    path = write_tiny(tmp_path / "a.zip", {**MEMBERS, FIRST: jpeg(red, "CMYK")})
    pictures = read_tiny_imagenet(path, "train")
    (found,) = pictures.X[pictures.meta["file"] == "n00000001_0.JPEG"]
    assert np.abs(found.astype(int) - red).max() < 8


def test_a_member_that_unpacks_to_more_than_it_states_is_refused(tmp_path: Path) -> None:
    """A bomb may lie about its length: no more than the stated length is ever unpacked."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**MEMBERS, FIRST: bytes(5_000_000)}.items():
            archive.writestr(f"tiny-imagenet-200/{name}", content)
    content = path.read_bytes()
    assert content.count(struct.pack("<I", 5_000_000)) == 2  # before the member, and at the end
    path.write_bytes(content.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 5000)))
    assert "cannot be read" in refusal(path)


def test_a_broken_archive_is_refused_in_one_sentence(archive: Path, tmp_path: Path) -> None:
    """Whatever is changed at random, the pictures are read or refused, and nothing else."""
    content = archive.read_bytes()
    path = tmp_path / "a.zip"
    rng = np.random.default_rng(0)
    refused = 0
    # The directory at the end and the first members are where structure is.
    places = [*range(len(content) - 30_000, len(content), 4001), *range(0, 9000, 1801)]
    for place in places:
        broken = bytearray(content)
        broken[place : place + 40] = rng.bytes(40)
        path.write_bytes(broken)
        try:
            read_tiny_imagenet(path, "train")
        except ArchiveError as error:
            assert "\n" not in str(error)
            refused += 1
    assert refused >= 5
    for length in (0, 10, len(content) // 2, len(content) - 5):
        path.write_bytes(content[:length])
        assert "cannot be read" in refusal(path)


def test_others_are_all_that_is_not_named() -> None:
    assert len(set(WNIDS)) == 200 and len(OTHERS) == 190 and len(KINDS) == 10

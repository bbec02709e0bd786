"""CIFAR is read from its two archives: which pictures, with which labels, and no others."""

from __future__ import annotations

import gzip
import hashlib
import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from deepcat_data.pictures import Pictures
from deepcat_data.real import ArchiveError, LicenceError, Source, cifar, fetch_cifar, sources
from deepcat_data.real.asked import Split
from deepcat_data.real.cifar import read_cifar

from .archives import (
    CIFAR_10_NAMES,
    CIFAR_100_NAMES,
    cifar_10_members,
    cifar_100_members,
    records,
    write_cifar,
)
from .serving import Server, serving

OTHERS = {"train": {10: 9, 100: 2}, "test": {10: 2, 100: 1}}
LABEL_BYTES = {10: 1, 100: 2}
MEMBERS = {10: cifar_10_members(), 100: cifar_100_members()}
NAMES = {10: CIFAR_10_NAMES, 100: CIFAR_100_NAMES}
ROOTS = {10: "cifar-10-batches-bin", 100: "cifar-100-binary"}
FILES = {
    ("train", 10): [f"data_batch_{n}.bin" for n in range(1, 6)],
    ("test", 10): ["test_batch.bin"],
    ("train", 100): ["train.bin"],
    ("test", 100): ["test.bin"],
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take fewer others."""
    small = [
        replace(layout, others={split: OTHERS[split][which] for split in OTHERS})
        for which, layout in ((10, cifar.CIFAR_10), (100, cifar.CIFAR_100))
    ]
    monkeypatch.setattr(cifar, "LAYOUTS", tuple(small))


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("cifar")
    return [
        write_cifar(folder / f"cifar-{which}-binary.tar.gz", ROOTS[which], MEMBERS[which])
        for which in (10, 100)
    ]


def expected(split: Split) -> dict[tuple[str, str, int], tuple[str, str, bytes]]:
    """Return class, name and planes of what should be taken, by source, file and number.

    This is the rule of the docstring, one picture after the other.
    """
    found = {}
    for which, members in MEMBERS.items():
        seen = dict.fromkeys(NAMES[which], 0)
        for file in FILES[split, which]:
            length = 3072 + LABEL_BYTES[which]
            for number in range(len(members[file]) // length):
                record = members[file][number * length : (number + 1) * length]
                name = NAMES[which][record[LABEL_BYTES[which] - 1]]
                kind = name if name in ("cat", "dog", "lion") else "other"
                if kind != "other" or seen[name] < OTHERS[split][which]:
                    found[f"CIFAR-{which}", file, number] = (kind, name, record[-3072:])
                seen[name] += 1
    return found


@pytest.mark.parametrize("split", ["train", "test"])
def test_each_picture_has_the_pixels_and_the_class_of_its_record(
    archives: list[Path], split: Split
) -> None:
    pictures = read_cifar(archives, split)
    wanted = expected(split)
    assert len(pictures) == len(wanted)
    keys = zip(*(pictures.meta[k].tolist() for k in ("source", "file", "number")), strict=True)
    for X, y, name, key in zip(pictures.X, pictures.y, pictures.meta["name"], keys, strict=True):
        kind, its_name, planes = wanted[key]
        assert pictures.classes[y] == kind and name == its_name
        # The first 1024 bytes are red, row by row; then green, then blue.
        for channel in range(3):
            plane = planes[1024 * channel : 1024 * (channel + 1)]
            assert X[:, :, channel].tobytes() == plane


def test_more_of_a_class_than_is_taken_exists_in_the_test_archives() -> None:
    """Else the test above could not see that too many are taken."""
    labels = np.frombuffer(MEMBERS[10]["data_batch_1.bin"], np.uint8).reshape(-1, 3073)[:, 0]
    counts = np.bincount(labels)
    assert counts.min() > 0 and counts.max() < OTHERS["train"][10]
    everything = sum(len(MEMBERS[10][file]) for file in FILES["train", 10]) // 3073
    assert everything / 10 > OTHERS["train"][10]


def test_the_classes_are_mixed_in_an_order_that_stays(archives: list[Path]) -> None:
    first, again = (read_cifar(archives, "train") for _ in range(2))
    assert np.array_equal(first.X, again.X)
    assert set(first.meta["source"][:20]) == {"CIFAR-10", "CIFAR-100"}


def with_member(tmp_path: Path, which: int, **changed: bytes | None) -> list[Path]:
    """Write both archives, with members of one changed or left out."""
    paths = []
    for each in (10, 100):
        members: dict[str, bytes] = dict(MEMBERS[each])
        for name, content in changed.items() if each == which else ():
            file = name.replace("__", ".")
            members.pop(file)
            if content is not None:
                members[file] = content
        paths.append(write_cifar(tmp_path / f"{each}.tar.gz", ROOTS[each], members))
    return paths


def refusal(paths: list[Path], split: Split = "train") -> str:
    """Return the one sentence with which archives are refused."""
    with pytest.raises(ArchiveError) as caught:
        read_cifar(paths, split)
    text = str(caught.value)
    assert text.endswith(".") and "\n" not in text
    return text


class_200 = records(np.array([1, 200]), 0, coarse=True)


@pytest.mark.parametrize(
    ("which", "changed", "words"),
    [
        (10, {"data_batch_3__bin": None}, "has no cifar-10-batches-bin/data_batch_3.bin"),
        (10, {"batches__meta__txt": None}, "has no cifar-10-batches-bin/batches.meta.txt"),
        (10, {"batches__meta__txt": b"airplane\nautomobile\n"}, "names no cat"),
        (10, {"batches__meta__txt": b"\xff\xfe"}, "should be text"),
        (10, {"batches__meta__txt": b"cat\n" * 100_000}, "more than the 65,536"),
        (
            10,
            {"data_batch_1__bin": bytes(3074)},
            "3,074 bytes, which are not pictures of 3,073",
        ),
        (10, {"data_batch_1__bin": b""}, "has 0 bytes"),
        (10, {"data_batch_1__bin": bytes([10]) + bytes(3072)}, "a picture of class 10, of 10"),
        (100, {"train__bin": class_200}, "a picture of class 200, of 100"),
        (100, {"train__bin": class_200[:-1]}, "not pictures of 3,074 bytes each"),
        (100, {"fine_label_names__txt": b"tiger\n"}, "names no lion"),
    ],
)
def test_an_archive_with_a_wrong_member_is_refused(
    tmp_path: Path, which: int, changed: dict[str, bytes | None], words: str
) -> None:
    assert words in refusal(with_member(tmp_path, which, **changed))


def test_a_link_is_no_member(tmp_path: Path) -> None:
    """A link in a tar archive may point anywhere; none is followed."""
    paths = with_member(tmp_path, 100, train__bin=None)
    with (
        gzip.open(paths[1], "wb", compresslevel=1) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        link = tarfile.TarInfo("cifar-100-binary/train.bin")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    assert "has no cifar-100-binary/train.bin" in refusal(paths)


def test_a_member_without_end_is_not_unpacked(
    tmp_path: Path, archives: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bomb is refused by the length that it states, whether it is wanted or passed over."""
    bomb = tarfile.TarInfo("readme.html")
    bomb.size = 1 << 40
    for name in ("readme.html", "cifar-10-batches-bin/data_batch_1.bin"):
        bomb.name = name
        path = tmp_path / "bomb.tar.gz"
        path.write_bytes(gzip.compress(bomb.tobuf() + bytes(1 << 16)))
        assert "would have 1,099,511,627,776 bytes" in refusal([path, archives[1]])


def test_an_archive_is_read_no_further_than_needed(archives: list[Path], tmp_path: Path) -> None:
    content = archives[1].read_bytes()
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(content[: -len(content) // 4])  # amid test.bin, the last member
    read_cifar([archives[0], path], "train")
    assert "cannot be read" in refusal([archives[0], path], "test")


def test_a_broken_archive_is_refused_in_one_sentence(archives: list[Path], tmp_path: Path) -> None:
    """Whatever is changed at random, the pictures are read or refused, and nothing else."""
    content = archives[1].read_bytes()
    path = tmp_path / "a.tar.gz"
    rng = np.random.default_rng(0)
    for place in range(0, len(content) // 3, len(content) // 60):
        broken = bytearray(content)
        broken[place : place + 40] = rng.bytes(40)
        path.write_bytes(broken)
        try:
            read_cifar([archives[0], path], "train")
        except ArchiveError as error:
            assert "\n" not in str(error)
    for length in (0, 10, len(content) // 4):
        path.write_bytes(content[:length])
        assert "cannot be read" in refusal([archives[0], path])


@pytest.fixture
def folder(
    archives: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, list[Server]]]:
    """Return the folder to fetch into, with small archives in the place of the real ones."""
    first, second = (path.read_bytes() for path in archives)
    with serving(first) as one, serving(second) as two:
        described = tuple(
            Source(
                title=path.name,
                address=server.address,
                file=path.name,
                size=len(server.content),
                md5=hashlib.md5(server.content).hexdigest(),
                page="https://example.org",
                terms=f"Terms of {path.name}.",
                citation="A. Nobody, 2001.",
            )
            for path, server in zip(archives, (one, two), strict=True)
        )
        monkeypatch.setattr(sources, "SOURCES", {"cifar": described})
        yield tmp_path / "cache", [one, two]


def test_fetching_gives_a_task_and_a_sample(folder: tuple[Path, list[Server]]) -> None:
    home, servers = folder
    whole = fetch_cifar("test", "four", folder=home, accept_licence=True)
    assert whole.X.shape[1:] == (32, 32, 3) and whole.classes == ("cat", "dog", "lion", "other")
    three = fetch_cifar("test", "three", folder=home, accept_licence=True)
    assert len(three) == np.count_nonzero(whole.y < 3)
    few = fetch_cifar("test", n=20, seed=3, folder=home, accept_licence=True)
    assert few.classes == ("other", "cat") and len(few) == 20
    share = np.count_nonzero(whole.y == 0) / len(whole)
    assert abs(np.count_nonzero(few.y) - 20 * share) <= 1
    assert same(few, fetch_cifar("test", n=20, seed=3, folder=home, accept_licence=True))
    assert [server.sent for server in servers] == [[200], [200]]


def same(first: Pictures, second: Pictures) -> bool:
    return np.array_equal(first.X, second.X) and np.array_equal(first.y, second.y)


def test_the_terms_of_both_archives_are_shown(folder: tuple[Path, list[Server]]) -> None:
    home, servers = folder
    with pytest.raises(LicenceError) as caught:
        fetch_cifar(folder=home)
    for which in (10, 100):
        assert f"Terms of cifar-{which}-binary.tar.gz." in str(caught.value)
    assert not home.exists() and not any(server.asked for server in servers)


def test_what_cannot_be_had_is_refused(folder: tuple[Path, list[Server]]) -> None:
    with pytest.raises(ValueError, match="split is"):
        fetch_cifar("validation", folder=folder[0], accept_licence=True)  # type: ignore[arg-type]
    assert not folder[0].exists()


def test_the_table_of_the_docstring_is_what_is_taken() -> None:
    """The real archives have 5000 and 1000 pictures of a class of CIFAR-10, 500 and 100 of 100."""
    rows = re.findall(r"^ +(train|test) +(.+)$", str(fetch_cifar.__doc__), re.M)
    assert [row[0] for row in rows] == ["train", "test"]
    each: dict[str, tuple[int, int]] = {"train": (5000, 500), "test": (1000, 100)}
    for split, cells in rows:
        ten, hundred = each[split]
        others = 8 * cifar.CIFAR_10.others[split] + 99 * cifar.CIFAR_100.others[split]
        counts = [ten, ten, hundred, others]
        assert [int(cell) for cell in cells.split()] == [*counts, sum(counts)]
        assert round(100 * (1 - counts[0] / sum(counts))) == 67

"""Small archives, laid out exactly as the real ones are."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from deepcat_data.real.tiny_imagenet import KINDS

OTHERS = [f"n{number:08}" for number in range(1, 191)]
# As in the real archive the classes are in no order of ours.
WNIDS = [*OTHERS[:100], *KINDS, *OTHERS[100:]]
PER_CLASS = {"train": 5, "val": 3}

CIFAR_10_NAMES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship"]
CIFAR_10_NAMES += ["truck"]
# In alphabetical order, and lion is number 43, as there.
CIFAR_100_NAMES = sorted(["lion", *(f"a{n:02}" for n in range(43)), *(f"z{n}" for n in range(56))])


def jpeg(pixels: npt.NDArray[np.uint8], mode: str = "RGB") -> bytes:
    """Return a picture as JPEG."""
    stream = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(stream, "JPEG", quality=90)
    return stream.getvalue()


def tiny_members() -> dict[str, bytes]:
    """Return the members of a small Tiny ImageNet: 200 classes, a colour for each picture."""
    rng = np.random.default_rng(0)
    members = {
        "wnids.txt": "\n".join(WNIDS).encode(),
        "words.txt": "\n".join(
            ["n00000000\tentity", *(f"{wnid}\tword of {wnid}, another word" for wnid in WNIDS)]
        ).encode(),
    }
    colours = iter(rng.integers(0, 256, (10_000, 1, 1, 3), np.uint8))
    grey = {"train/n00000007/images/n00000007_0.JPEG", "val/images/val_4.JPEG"}

    def picture(member: str) -> bytes:
        pixels = np.broadcast_to(next(colours), (64, 64, 3))
        return jpeg(pixels, "L" if member in grey else "RGB")

    for wnid in WNIDS:
        boxes = []
        for number in range(PER_CLASS["train"]):
            file = f"{wnid}_{number}.JPEG"
            members[f"train/{wnid}/images/{file}"] = picture(f"train/{wnid}/images/{file}")
            boxes.append(f"{file}\t0\t10\t63\t58\n")
        members[f"train/{wnid}/{wnid}_boxes.txt"] = "".join(boxes).encode()
    annotations = []
    for number, wnid in enumerate(rng.permutation(WNIDS * PER_CLASS["val"])):
        members[f"val/images/val_{number}.JPEG"] = picture(f"val/images/val_{number}.JPEG")
        annotations.append(f"val_{number}.JPEG\t{wnid}\t0\t32\t44\t62\n")
    members["val/val_annotations.txt"] = "".join(annotations).encode()
    members["test/images/test_0.JPEG"] = picture("test/images/test_0.JPEG")
    return members


def write_tiny(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write members as the ZIP archive, folders included."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for folder in ("", "train/", "val/", "val/images/", "test/", "test/images/"):
            archive.writestr(f"tiny-imagenet-200/{folder}", b"")
        for name, content in members.items():
            archive.writestr(f"tiny-imagenet-200/{name}", content)
    return path


def records(labels: npt.NDArray[np.int64], seed: int, coarse: bool = False) -> bytes:
    """Return random pictures with these labels as a file of CIFAR's."""
    pixels = np.random.default_rng(seed).integers(0, 256, (len(labels), 3072), np.uint8)
    fine = labels.astype(np.uint8)[:, np.newaxis]
    superclass = [(fine + 1) % 20] if coarse else []
    return np.hstack([*superclass, fine, pixels]).astype(np.uint8).tobytes()


def cifar_10_members(per_file: int = 40) -> dict[str, bytes]:
    """Return the members of a small CIFAR-10, in the order of the real archive's."""
    rng = np.random.default_rng(1)
    files = ("data_batch_1", "data_batch_3", "data_batch_4", "test_batch", "data_batch_5")
    members = {
        f"{file}.bin": records(rng.integers(0, 10, per_file), seed)
        for seed, file in enumerate((*files, "data_batch_2"))
    }
    names = "".join(f"{name}\n" for name in CIFAR_10_NAMES)
    return {"readme.html": b"<p>", **members, "batches.meta.txt": f"{names}\n".encode()}


def cifar_100_members(per_file: int = 400) -> dict[str, bytes]:
    """Return the members of a small CIFAR-100."""
    rng = np.random.default_rng(2)
    return {
        "fine_label_names.txt": "".join(f"{name}\n" for name in CIFAR_100_NAMES).encode(),
        "coarse_label_names.txt": b"lion\n" * 20,
        "train.bin": records(rng.permutation(per_file) % 100, 7, coarse=True),
        "test.bin": records(rng.permutation(per_file) % 100, 8, coarse=True),
    }


def write_cifar(path: Path, root: str, members: Mapping[str, bytes]) -> Path:
    """Write members as a tar.gz archive, its folder included."""
    # Written without a time, the same members make the same bytes.
    with (
        gzip.GzipFile(path, "wb", compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        folder = tarfile.TarInfo(root)
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, content in members.items():
            info = tarfile.TarInfo(f"{root}/{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path

"""An archive of a source, fetched once into a folder and checked each time."""

from __future__ import annotations

import errno
import os
import warnings
from pathlib import Path

from deepcat_data.cache import cache_folder
from deepcat_data.real.errors import FetchError
from deepcat_data.real.extras import extra
from deepcat_data.real.locking import one_at_a_time
from deepcat_data.real.sources import Source
from deepcat_data.real.transfer import Resuming

# A disk, or one user's share of it, is full. Windows has no quotas by that name.
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def fetch_archive(source: Source, folder: str | os.PathLike[str] | None = None) -> Path:
    """Return the path of an archive, which is fetched unless it is there and undamaged.

    It gets its name only when it is whole and its hash is right. What a broken transfer left waits
    under another name (``.part``), and the next call goes on from there. Two processes that want
    the same archive fetch it once. A folder that cannot be written to serves, if the archive is in
    it: a whole class can share one.

    Parameters
    ----------
    source : Source
        The terms of which were accepted.
    folder : path-like, optional
        Where the archive is kept, instead of in `deepcat_data.cache.cache_folder`.

    Raises
    ------
    FetchError
        If it cannot be fetched or kept; one sentence says why and what to do.
    ModuleNotFoundError
        If the extra ``real`` is not installed.

    Warns
    -----
    UserWarning
        If the archive was there and is damaged: it is fetched again, and replaced when whole.
    """
    home = cache_folder() if folder is None else Path(folder).expanduser().absolute()
    target = home / source.file
    try:
        if not _is_intact(target, source):
            home.mkdir(parents=True, exist_ok=True)
            _fetch(source, target)
    except FetchError:
        raise
    except OSError as error:
        raise FetchError(_unwritable(error, home, source)) from error
    return target


def _fetch(source: Source, target: Path) -> None:
    with extra():
        import pooch
    part = target.with_name(target.name + ".part")
    downloader = Resuming(source, part)
    with one_at_a_time(target.with_name(target.name + ".lock"), downloader.arrived):
        if _is_intact(target, source):
            return  # whoever held the lock fetched it
        if target.exists():
            warnings.warn(f"{target} is damaged, so it is fetched again.", stacklevel=4)
        # It tells on the error stream what the progress bar tells.
        pooch.get_logger().setLevel("WARNING")
        try:
            pooch.retrieve(
                source.address,
                known_hash=f"md5:{source.md5}",
                fname=target.name,
                path=target.parent,
                downloader=downloader,
            )
        except ValueError:  # pooch's word for a wrong hash; it has removed the file
            raise FetchError(
                f"What arrived from {source.address} is not the file that DeepCat knows, by its"
                " hash, so it was removed: start again, and report it if it happens twice."
            ) from None


def _is_intact(path: Path, source: Source) -> bool:
    """Tell whether a file is there and is the archive, by its size and its hash."""
    if not path.is_file() or path.stat().st_size != source.size:
        return False
    with extra():
        import pooch
    return bool(pooch.file_hash(path, alg="md5") == source.md5)


def _unwritable(error: OSError, home: Path, source: Source) -> str:
    if error.errno in FULL:
        return (
            f"The disk of {home} is full: make room for {source.size / 1e6:.0f} MB, or choose"
            " another folder (folder=, or DEEPCAT_CACHE), then start again; what has arrived is"
            " kept."
        )
    return (
        f"{error.filename or home} cannot be used ({error.strerror or error}): choose another"
        " folder (folder=, or DEEPCAT_CACHE), then start again."
    )

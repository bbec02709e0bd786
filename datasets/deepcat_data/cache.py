"""The folder where data that was downloaded or drawn waits for the next time."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Return DeepCat's cache folder, which need not exist yet.

    It is what the environment variable ``DEEPCAT_CACHE`` names; else the folder ``deepcat`` in the
    place that the system has for caches: ``%LOCALAPPDATA%`` on Windows, ``~/Library/Caches`` on
    macOS, elsewhere ``$XDG_CACHE_HOME`` or ``~/.cache``.

    Returns
    -------
    folder : pathlib.Path
        An absolute path.
    """
    named = os.environ.get("DEEPCAT_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    return _system_caches() / "deepcat"


def _system_caches() -> Path:
    try:
        home = Path.home()
    except RuntimeError:  # a container whose user has neither HOME nor a name
        return Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    # The XDG specification: a relative path is invalid, and ignored.
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else home / ".cache"

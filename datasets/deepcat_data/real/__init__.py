"""Real pictures, which others publish under their own terms: fetched when asked for, and kept.

Nothing here is loaded or fetched on import. What the functions need beside NumPy comes with
``pip install "deepcat-data[real]"``.
"""

from deepcat_data.real.catvnoncat import read_catvnoncat
from deepcat_data.real.cifar import fetch_cifar
from deepcat_data.real.errors import ArchiveError, FetchError, LicenceError
from deepcat_data.real.sources import SOURCES, Source, licence_of
from deepcat_data.real.tiny_imagenet import fetch_tiny_imagenet

__all__ = [
    "SOURCES",
    "ArchiveError",
    "FetchError",
    "LicenceError",
    "Source",
    "fetch_cifar",
    "fetch_tiny_imagenet",
    "licence_of",
    "read_catvnoncat",
]

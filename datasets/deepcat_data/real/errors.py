"""What can go wrong with pictures that are not our own; the text of each is what to tell a user."""

from __future__ import annotations


class LicenceError(RuntimeError):
    """The terms of a data set were not accepted; the text shows them."""


class FetchError(OSError):
    """A file could not be fetched or kept; one sentence says why and what to do."""


class ArchiveError(ValueError):
    """A file is not laid out as it should be; one sentence says where and what to do."""

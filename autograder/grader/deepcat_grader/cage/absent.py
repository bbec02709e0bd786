"""What this machine does not have."""

from __future__ import annotations


class Absent(RuntimeError):
    """A part of the cage cannot be had on this machine; the text says which, and why."""

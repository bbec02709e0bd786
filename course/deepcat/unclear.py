"""What is raised when nobody can tell which exercise is meant."""

from __future__ import annotations


class UnclearError(Exception):
    """Nobody can tell which exercise is meant; the text says what to do."""

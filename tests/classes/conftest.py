"""A class that was made once, to copy."""

from __future__ import annotations

from tests.grading.conftest import course, made_course

__all__ = ["course", "made_course"]

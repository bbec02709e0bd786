"""What tests of the student's package share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deepcat.session import SESSION, Session


@pytest.fixture(autouse=True)
def fresh_session() -> Iterator[Session]:
    """Let each test begin, and leave, as a kernel that has checked nothing."""
    vars(SESSION).update(vars(Session()))
    yield SESSION
    vars(SESSION).update(vars(Session()))

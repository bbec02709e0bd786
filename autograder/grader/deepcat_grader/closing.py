"""What is used for a while, and closed afterwards."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closing:
    """Begins with `with`, and is closed at its end."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of what is held."""
        raise NotImplementedError

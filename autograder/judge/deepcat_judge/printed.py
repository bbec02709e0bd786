"""What an answer prints, caught and kept within bounds."""

from __future__ import annotations

import io

MAX_PRINTED = 4000


class Printed(io.TextIOBase):
    """Takes what is written, and keeps the beginning."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = MAX_PRINTED

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        if self._room > 0:
            self._parts.append(str(text)[: self._room])
            self._room -= len(text)
        return len(text)

    def close(self) -> None:
        """Stay open: there may be more to come."""

    def text(self) -> str:
        """All that was kept."""
        return "".join(self._parts)

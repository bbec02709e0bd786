"""What a student answered, kept in one small file beside the notebook."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from deepcat_judge.verdict import Verdict

FILE = "deepcat-answers.json"
FORMAT = 1
ABOUT = (
    "Your answers to the questions of this course. The course sends them nowhere; your teacher "
    "gets this file only if it is collected with your notebook. Delete it to start afresh."
)
MADE = f"Your answers are kept in {FILE} beside this notebook: read it, or delete it, as you like."
UNWRITABLE = "Your answers cannot be kept in a file here, so they last until the kernel stops."


@dataclass
class Kept:
    """Everything that is kept.

    Attributes
    ----------
    answers : dict from question id to dict
        The first answer to each question: ``answer``, ``option``, ``right``, ``misconception``.
    warm_ups : dict from lesson to list of question ids
    mended : list of question ids
        Whose wrong code was mended.
    mistakes : dict from exercise id to list of mistake ids
        Those that `check` called by name.
    """

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    warm_ups: dict[str, list[str]] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    mistakes: dict[str, list[str]] = field(default_factory=dict)


class Keeper:
    """Reads and writes the file; where it cannot be written, memory has to do.

    Parameters
    ----------
    folder : Path
        Where the notebook is.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._memory = Kept()
        self._had_file = False
        self._only_memory = False
        self._to_say: list[str] = []

    def read(self) -> Kept:
        """What is kept now: another notebook may have written since, or somebody deleted it."""
        if self._only_memory:
            return self._memory
        try:
            self._memory = _loaded(json.loads(self._path.read_text(encoding="utf-8")))
            self._had_file = True
        except FileNotFoundError:
            if self._had_file:
                self._memory, self._had_file = Kept(), False
        except OSError:
            self._give_up()
        except (ValueError, TypeError, KeyError, RecursionError):
            self._set_aside()
        return self._memory

    def change(self, change: Callable[[Kept], None]) -> None:
        """Change what is kept."""
        kept = self.read()
        change(kept)
        if self._only_memory:
            return
        try:
            self._write(kept)
        except OSError:
            self._give_up()
            return
        if not self._had_file:
            self._to_say.append(MADE)
        self._had_file = True

    def met(self, verdict: Verdict) -> None:
        """Keep a mistake that `check` called by name.

        That alone makes no file: a question, which says so, does.
        """
        if not verdict.mistake:
            return
        if self._path.exists():
            self.change(lambda kept: _add_mistake(kept, verdict))
        else:
            _add_mistake(self.read(), verdict)

    def to_say(self) -> tuple[str, ...]:
        """What has to be said about the file, each sentence once."""
        told, self._to_say = tuple(self._to_say), []
        return told

    def _give_up(self) -> None:
        self._only_memory = True
        self._to_say.append(UNWRITABLE)

    def _set_aside(self) -> None:
        """A file that cannot be read may still be dear to somebody: it gets another name."""
        names = (f"{self._path.stem}-unreadable-{number}.json" for number in range(1, 100))
        free = next((n for n in names if not self._path.with_name(n).exists()), None)
        try:
            if free is None:
                raise FileExistsError
            self._path.replace(self._path.with_name(free))
        except OSError:
            self._give_up()
            return
        self._memory, self._had_file = Kept(), False
        self._to_say.append(f"{FILE} could not be read, so it is called {free} now.")

    def _write(self, kept: Kept) -> None:
        data = {"about": ABOUT, "format": FORMAT, **asdict(kept)}
        new = self._path.with_name(f".{FILE}.{os.getpid()}")
        try:
            text = json.dumps(data, indent=1, ensure_ascii=False)
            new.write_text(f"{text}\n", encoding="utf-8")
            new.replace(self._path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise


def _add_mistake(kept: Kept, verdict: Verdict) -> None:
    known = kept.mistakes.setdefault(verdict.exercise, [])
    if verdict.mistake and verdict.mistake not in known:
        known.append(verdict.mistake)


def _loaded(data: Any) -> Kept:
    """What a file holds, if it is one of ours: anybody may have written to it."""
    if data["format"] != FORMAT:
        raise ValueError("another format")
    kept = Kept(data["answers"], data["warm_ups"], data["mended"], data["mistakes"])
    tables = (kept.answers, kept.warm_ups, kept.mistakes)
    if not all(isinstance(table, dict) for table in tables) or not isinstance(kept.mended, list):
        raise TypeError("a part is of another type")
    if not all(isinstance(answer, dict) and "answer" in answer for answer in kept.answers.values()):
        raise TypeError("an answer is of another type")
    lists = (kept.mended, *kept.warm_ups.values(), *kept.mistakes.values())
    if not all(isinstance(n, list) and all(isinstance(w, str) for w in n) for n in lists):
        raise TypeError("a list is of another type")
    return kept

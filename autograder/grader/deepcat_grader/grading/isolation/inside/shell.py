"""The shell that a student's cells run in: IPython's, without what only a person needs."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import default
from traitlets.config import Config

NO_COMMANDS = "Commands of the system (!, %pip) are not run while grading."
# Where one of these does not stand, none of IPython's four transformers by tokens finds anything:
# its signs, those that count at the beginning of a line alone, and rare ends of lines.
SIGN = re.compile(
    r"[%?]|!(?!=)|^[ \t]*[,;/]|[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]", re.MULTILINE
)
AWAITING = re.compile("await|async")


class Reader(TransformerManager):
    """Reads cells as IPython does, and takes those apart alone that can hold more than Python.

    Where a cell is no Python for two reasons, the one that is told may be another.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # IPython's
        self._of_ipython = list(self.token_transformers)

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """What the lines mean in Python."""
        if self.token_transformers == self._of_ipython and not SIGN.search("".join(lines)):
            return lines
        found: list[str] = super().do_token_transforms(lines)  # type: ignore[no-untyped-call]  # IPython's
        return found


class Hook(DisplayHook):
    """Shows a result without a number."""

    def write_output_prompt(self) -> None:
        """Write none."""


class Publisher(DisplayPublisher):
    """Shows no picture."""

    def publish(self, *args: object, **kwargs: object) -> None:
        """Do nothing."""


class Shell(InteractiveShell):
    """Runs cells, says nothing of their exceptions and starts no program."""

    @default("input_transformer_manager")
    def _reader(self) -> Reader:
        return Reader()

    def _nothing(self, *args: object, **kwargs: object) -> None:
        pass

    showtraceback = showsyntaxerror = showindentationerror = _nothing
    enable_gui = ask_exit = _nothing

    def system(self, cmd: str) -> None:
        """Refuse: %pip, for one, would change the installation that grades."""
        print(NO_COMMANDS)

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> list[str]:
        """Refuse."""
        print(NO_COMMANDS)
        return []

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        yield  # IPython would keep all output, without a limit

    def enable_matplotlib(self, gui: object = None) -> tuple[str, str]:
        """Draw nowhere."""
        return "agg", "agg"

    def should_run_async(self, raw_cell: str, **more: Any) -> bool:
        """Whether a cell awaits anything; one without the words for it need not be compiled."""
        if not AWAITING.search(more.get("transformed_cell") or raw_cell):
            return False
        return bool(super().should_run_async(raw_cell, **more))


def make_shell() -> Shell:
    """Make an IPython shell that reads no configuration, keeps no history and shows nothing."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: Shell = Shell.instance(
        config=config, displayhook_class=Hook, display_pub_class=Publisher
    )
    shell.display_formatter.active_types = ["text/plain"]  # type: ignore[union-attr]  # it has one
    return shell

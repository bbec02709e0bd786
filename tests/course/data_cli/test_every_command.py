"""What all commands of ``deepcat data`` have in common."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from .running import OWN, run


@pytest.mark.parametrize("verb", ["info", "verify", "make", "sheet", "fetch"])
def test_every_command_has_examples(verb: str) -> None:
    text = run("data", verb, "--help").stdout
    examples = re.findall(rf"^ +deepcat data {verb}\b.*$", text, re.M)
    assert "Examples:" in text and len(examples) >= 2


def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*OWN).stderr == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run(*OWN, "--force")
    assert "Drawing test" in result.stderr and "4/4" in result.stderr


def test_the_commands_are_registered_without_what_they_need() -> None:
    """So that the help of any command is there at once."""
    code = (
        "import sys\nfrom deepcat.cli import build_app\nbuild_app()\n"
        "print([n for n in ('numpy', 'PIL', 'deepcat_data', 'tqdm') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

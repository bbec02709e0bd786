"""progress() shows what was answered in a lesson, its warm-up first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat import predict, progress, warm_up
from deepcat.kept import Keeper, Kept
from deepcat.session import SESSION

CHOICE, NUMBER = "neuron.bias_alone", "neuron.slope_at_zero"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    SESSION.keeper = Keeper(tmp_path)
    return tmp_path


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda: capsys.readouterr().out


def test_without_answers_nothing_is_said_of_questions(shown: Any) -> None:
    progress("neuron")
    assert "question" not in shown()


def test_the_first_answers_are_listed(shown: Any) -> None:
    predict(CHOICE, "b")
    predict(NUMBER, 0.5)
    warm_up("neuron")
    (first, *_) = SESSION.keeper.read().warm_ups["neuron"]
    SESSION.keeper.change(
        lambda kept: kept.answers.update(
            {f"{first}@neuron": {"answer": np.nan}, "neuron.gone": {"answer": "a"}}
        )
    )
    shown()
    progress("neuron")
    _, _, answers = shown().rpartition("\n\n")
    lines = [" ".join(line.split()) for line in answers.splitlines()]
    assert lines == [
        "2 questions answered, 1 right at once (no points)",
        f"✓ {CHOICE} You chose b)",
        f"○ {NUMBER} You said 0.5",
    ]
    progress("introduction")
    assert "question" not in shown()


def test_a_warm_up_and_a_mended_function_are_said_so(shown: Any) -> None:
    def answer(kept: Kept) -> None:
        kept.answers["introduction.more_houses@neuron"] = {"answer": 2}
        kept.answers["neuron.changed_weights"] = {"answer": 5}
        kept.mended.append("neuron.changed_weights")

    SESSION.keeper.change(answer)
    progress("neuron")
    _, _, answers = shown().rpartition("\n\n")
    lines = [" ".join(line.split()) for line in answers.splitlines()]
    assert lines[1] == "✓ introduction.more_houses You said 2 warm-up"
    assert lines[2].startswith("✓ neuron.changed_weights You named line 5 mended")

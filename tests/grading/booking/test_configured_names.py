"""What the configuration of a class names can be imported, in classes of long ago too."""

from __future__ import annotations

import re

import pytest
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from deepcat_grader.classes.configuration import EARLIER
from deepcat_grader.classes.settings import configure
from deepcat_grader.grading.booking import feedback, plugin


def named() -> set[str]:
    """What a new class names, and what any class of before does."""
    config = Config()
    configure(config, __file__)
    texts = (str(config), EARLIER.read_text(encoding="utf-8"))
    return {name for text in texts for name in re.findall(r"deepcat_grader\.[\w.]+", text)}


# As `deepcat class init` wrote them before the steps had a folder of their own.
OLDER = {
    "deepcat_grader.grading.plugin.TolerantExporter": plugin.TolerantExporter,
    "deepcat_grader.grading.plugin.RepairNotebook": plugin.RepairNotebook,
    "deepcat_grader.grading.plugin.JudgeCells": plugin.JudgeCells,
    "deepcat_grader.grading.plugin.SaveVerdicts": plugin.SaveVerdicts,
    "deepcat_grader.grading.feedback.FeedbackExporter": feedback.FeedbackExporter,
    "deepcat_grader.grading.feedback.HideTests": feedback.HideTests,
    "deepcat_grader.grading.feedback.safe_markdown": feedback.safe_markdown,
}


@pytest.mark.parametrize("name", sorted(named()))
def test_what_a_class_names_is_there(name: str) -> None:
    assert callable(import_item(name))


@pytest.mark.parametrize("name", OLDER)
def test_what_an_older_class_names_is_the_same(name: str) -> None:
    assert import_item(name) is OLDER[name]

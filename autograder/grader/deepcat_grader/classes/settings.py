"""DeepCat's settings of nbgrader for a class, which its configuration loads and may change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

# What students answered to the questions of the lessons stays with them: the last two names.
IGNORED = (
    *(".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"),
    *("deepcat-answers*", ".deepcat-answers*"),
)
BOOKING = "deepcat_grader.grading.booking"
RELEASE = "deepcat_grader.build.release"
NBGRADER = "nbgrader.preprocessors"


def configure(c: Any, file: str) -> None:
    """Let nbgrader's commands, the Formgrader and `deepcat grade` work by one judge.

    Parameters
    ----------
    c : Config
        As `get_config()` gives it.
    file : str
        The configuration's own ``__file__``: the class's folder is where it lies.
    """
    folder = Path(file).resolve().parent
    c.CourseDirectory.root = str(folder)
    c.CourseDirectory.ignore = list(IGNORED)
    reach(folder)
    _grade(c)
    _give_back(c)
    _hand_out(c)


def reach(folder: Path) -> None:
    """Let a module beside the configuration be imported, such as a rule for late work."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


def _grade(c: Any) -> None:
    """A submission is laid over the teacher's notebook, and runs in a process of its own."""
    c.Autograde.exporter_class = f"{BOOKING}.plugin.TolerantExporter"
    c.Autograde.sanitize_preprocessors = [
        f"{BOOKING}.plugin.RepairNotebook",
        f"{NBGRADER}.ClearOutput",
        f"{NBGRADER}.DeduplicateIds",
        f"{NBGRADER}.OverwriteKernelspec",
        f"{NBGRADER}.OverwriteCells",
    ]
    c.OverwriteCells.add_missing_cells = True
    c.Autograde.autograde_preprocessors = [
        f"{BOOKING}.plugin.JudgeCells",
        f"{NBGRADER}.LimitOutput",
        f"{BOOKING}.plugin.SaveVerdicts",
        f"{NBGRADER}.AssignLatePenalties",
    ]
    c.AssignLatePenalties.plugin_class = "deepcat_grader.dates.late_rule.LateRule"


def _give_back(c: Any) -> None:
    """Pages as `deepcat grade` writes them: no test, no hidden input, no script."""
    c.GenerateFeedback.exporter_class = f"{BOOKING}.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = []
    c.HTMLExporter.filters = {"markdown2html": f"{BOOKING}.feedback.safe_markdown"}


def _hand_out(c: Any) -> None:
    """A released notebook carries no outputs, no widget state and no stray metadata."""
    c.GenerateAssignment.preprocessors = [
        f"{RELEASE}.StripVolatile",
        f"{NBGRADER}.IncludeHeaderFooter",
        f"{NBGRADER}.InstantiateTests",
        f"{NBGRADER}.LockCells",
        f"{NBGRADER}.ClearSolutions",
        f"{NBGRADER}.ClearOutput",
        f"{NBGRADER}.CheckCellMetadata",
        f"{NBGRADER}.ComputeChecksums",
        f"{NBGRADER}.SaveCells",
        f"{NBGRADER}.ClearHiddenTests",
        f"{NBGRADER}.ClearMarkScheme",
        f"{NBGRADER}.ComputeChecksums",
        f"{NBGRADER}.CheckCellMetadata",
        f"{RELEASE}.StripVolatile",
        f"{RELEASE}.NameVersions",
    ]

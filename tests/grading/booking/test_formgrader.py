"""The Formgrader's buttons, which call nbgrader's own API, judge by DeepCat."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbgrader.apps.api import NbGraderAPI

from deepcat_grader.grading.course_folder import open_course, working_in

from ..small import ESSAY, NAME, answered, hand_in, stub_of
from .test_nbgrader import ours

pytestmark = [
    pytest.mark.slow,
    # nbgrader leaves objects out of its session, and SQLAlchemy says so at each submission.
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]


def test_the_buttons_grade_and_write_feedback(
    course: Path, release: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Autograde and feedback from JupyterLab: our scores, our words, no hidden test.

    A mark by hand that is given then stands when the class is graded, and nobody looks again.
    """
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    hand_in(course, "right", answered(release))
    slip = {stub_of("neuron.sigmoid"): "def sigmoid(Z):\n    return 1 / (1 + np.exp(Z))"}
    hand_in(course, "slip", answered(release, slip))
    opened = open_course(course)
    with working_in(course):
        api = NbGraderAPI(opened.directory, config=opened.config)
        for student in ("right", "slip"):
            done = api.autograde(NAME, student)
            assert done["success"], done
            done = api.generate_feedback(NAME, student)
            assert done["success"], done
        scores = {one["student"]: one["code_score"] for one in api.get_submissions(NAME)}
    assert scores["right"] - scores["slip"] == 5.0
    page = (course / "feedback" / "slip" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "exponent" in page
    assert "HIDDEN TESTS" not in page
    with api.gradebook as book:
        given = book.find_grade(stub_of(ESSAY), NAME, NAME, "slip")
        given.manual_score, given.needs_manual_grade = 6.0, False
        book.db.commit()
    assert ours(course).status == 0
    with api.gradebook as book:
        kept = book.find_grade(stub_of(ESSAY), NAME, NAME, "slip")
        assert (kept.manual_score, kept.needs_manual_grade) == (6.0, False)
        assert book.find_grade(stub_of(ESSAY), NAME, NAME, "right").needs_manual_grade

"""Feedback pages by nbgrader's own command, and Markdown in its Formgrader: the same as ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from deepcat_grader.grading.booking.desk import titles_of
from deepcat_grader.grading.booking.gradebook import Book
from deepcat_grader.grading.booking.page import page
from deepcat_grader.grading.booking.standing import Standing
from deepcat_grader.grading.booking.written import formgrader_html

Resources = Any


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader comes without types
    """Does nothing: a page shows no test. Configurations of existing classes name it."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Leave everything as it is."""
        return nb, resources


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Markdown as HTML without scripts, styles, frames or forms; the same for everyone's cells."""
    return formgrader_html(source, context.get("cell", {}).get("attachments"))


class FeedbackExporter(TemplateExporter):
    """Writes the page that ``deepcat grade`` writes."""

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources = None, **kwargs: Any
    ) -> tuple[Any, Resources]:
        """Render a notebook that was graded."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]  # untyped
        names = resources["nbgrader"]
        directory = CourseDirectory(parent=self)
        book = Book(names["db_url"], directory.course_id)
        try:
            standings = book.standings(names["assignment"], [names["student"]])
        finally:
            book.close()
        standing = standings.get((names["student"], names["notebook"]), Standing())
        titles = titles_of(Path(directory.root))
        return page(names["notebook"], nb, standing, titles), resources

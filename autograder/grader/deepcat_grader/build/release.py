"""What a released notebook may carry: an allow-list of metadata, and no outputs."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from deepcat.graded_with import KEY, versions
from deepcat.newer import KEY as NEEDS
from deepcat.newer import installed
from deepcat_grader.build.notebook import notebook_text

NOTEBOOK_METADATA = frozenset({"kernelspec", "language_info", "deepcat"})
CELL_METADATA = frozenset({"nbgrader", "deepcat", "deletable", "editable", "tags", "slideshow"})


def strip(notebook: NotebookNode) -> NotebookNode:
    """Keep, in place, only the metadata that a student's notebook needs.

    ``metadata.widgets`` holds the state of widgets, and so values that a solution computed;
    nbgrader leaves it in a release.
    """
    _keep(notebook.metadata, NOTEBOOK_METADATA)
    for cell in notebook.cells:
        _keep(cell.metadata, CELL_METADATA)
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return notebook


class StripVolatile(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader comes without types
    """`strip` as a step of nbgrader's generate_assignment.

    Name it first and last in ``c.GenerateAssignment.preprocessors``.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Strip the notebook."""
        return strip(nb), resources


class NameVersions(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader comes without types
    """Writes into a release with which versions it will be graded: those of this machine.

    Among them is the version of the course, which an older one at a student's must not be.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Name the versions."""
        own = dict(nb.metadata.get("deepcat", {}))
        here = {NEEDS: installed()} if installed() else {}
        nb.metadata["deepcat"] = {**own, KEY: versions(), **here}
        return nb, resources


def needing(data: bytes, version: str) -> bytes:
    """The bytes of a released notebook that says which version of the course it needs."""
    notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    notebook.metadata["deepcat"] = {**notebook.metadata.get("deepcat", {}), NEEDS: version}
    return notebook_text(notebook).encode()


def _keep(metadata: NotebookNode, allowed: frozenset[str]) -> None:
    for name in [name for name in metadata if name not in allowed]:
        del metadata[name]

"""What a released notebook may carry: an allow-list of metadata, and no outputs."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from deepcat.graded_with import KEY, versions

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
    """Writes into a release with which versions it will be graded: those of this machine."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Name the versions."""
        own = dict(nb.metadata.get("deepcat", {}))
        nb.metadata["deepcat"] = {**own, KEY: versions()}
        return nb, resources


def _keep(metadata: NotebookNode, allowed: frozenset[str]) -> None:
    for name in [name for name in metadata if name not in allowed]:
        del metadata[name]

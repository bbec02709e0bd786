"""The feedback pages: nbgrader's own, without hidden tests and without a student's markup."""

from __future__ import annotations

import functools
from typing import Any

import bleach  # type: ignore[import-untyped]  # it comes without types
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_grade

Resources = Any
TAGS = frozenset(bleach.ALLOWED_TAGS) | {
    *("br", "caption", "dd", "del", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd", "p", "pre", "q", "s", "samp"),
    *("small", "span", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "u", "var"),
}
ATTRIBUTES = {
    "*": ["class", "id", "lang", "title", "role", "aria-label", "aria-hidden"],
    "a": ["href"],
    "img": ["src", "alt", "width", "height"],
    "ol": ["start"],
    "td": ["align", "colspan", "rowspan"],
    "th": ["align", "colspan", "rowspan", "scope"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "data", "attachment"})


class HideTests(ClearHiddenTests):  # type: ignore[misc]  # nbgrader comes without types
    """Leaves hidden tests out of the cells that carry them, and lets all other cells be."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> tuple[NotebookNode, Resources]:
        """Remove the region of hidden tests."""
        if is_grade(cell):
            self._remove_hidden_test_region(cell)
        return cell, resources


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Markdown as HTML without scripts, styles, frames or forms; the same for everyone's cells."""
    attachments = context.get("cell", {}).get("attachments", {})
    if attachments:
        return _rendered(source, attachments)
    return _plain(source)


@functools.lru_cache(maxsize=4096)
def _plain(source: str) -> str:
    """Nearly all cells of a class are the lesson's own, the same for every student."""
    return _rendered(source, {})


def _rendered(source: str, attachments: Any) -> str:
    renderer = IPythonRenderer(escape=False, attachments=attachments)
    html = MarkdownWithMath(renderer=renderer).render(source)
    return str(bleach.clean(html, TAGS, ATTRIBUTES, PROTOCOLS, strip_comments=True))


class FeedbackExporter(HTMLExporter):
    """HTML with a policy by which a browser runs no script that a student may have got in."""

"""The feedback pages: nbgrader's own, without hidden tests and without a student's markup."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import bleach  # type: ignore[import-untyped]  # it comes without types
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
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
# MathJax 2 evaluates its own configuration; nothing in the page's body may start a script.
POLICY = (
    "default-src 'none'; script-src {mathjax} 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src 'self' file: data: {mathjax}; font-src data: {mathjax}; base-uri 'none'; "
    "form-action 'none'"
)
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
    """A page with a policy by which a browser runs no script that a student may have got in."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources = None, **kwargs: Any
    ) -> tuple[Any, Resources]:
        """Render a notebook.

        nbconvert parses and prints the whole page once more, to give pictures without a
        description one that says so: two thirds of the time, and no help to anyone.
        """
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]  # untyped
        add: Callable[..., Any] = self.register_filter
        add("highlight_code", _highlighted)
        data_types = WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        )
        add("filter_data_type", data_types)
        html, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kwargs)
        policy = POLICY.format(mathjax=_folder(self.mathjax_url))
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        return html.replace("<head>", f"<head>\n{meta}", 1), resources


def _folder(url: str) -> str:
    """The part of MathJax's address that its further files share."""
    parts = urlsplit(url)
    before, found, _ = parts.path.partition("/mathjax/")
    return f"{parts.scheme}://{parts.netloc}{before + found if found else '/'}"


def _highlighted(source: str, language: str | None = None, metadata: Any = None) -> str:
    return _highlight(source)


@functools.lru_cache(maxsize=4096)
def _highlight(source: str) -> str:
    return str(Highlight2HTML(pygments_lexer="ipython3")(source))

"""Markdown that a student wrote as HTML: any text, in bounded time, with nothing that runs."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

import bleach  # type: ignore[import-untyped]  # it comes without types
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from deepcat import formulas
from deepcat_grader.grading.intake.reading import PICTURES

LONGEST = 20_000  # a longer text is shown as it was typed
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
Attachments = Mapping[str, Mapping[str, Any]]

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
PROTOCOLS = frozenset({"http", "https", "mailto", "data"})


def page_html(source: str, attachments: Attachments | None = None) -> str:
    """For a page of ours: formulas in letters, a student's own tags as text.

    Parameters
    ----------
    source : str
    attachments : mapping from name to mapping from type to base64 text, optional
        Pictures that were pasted into the cell.
    """
    return _rendered(_OURS, source, attachments or {})


def formgrader_html(source: str, attachments: Attachments | None = None) -> str:
    """For nbgrader's Formgrader, which typesets formulas and shows the teacher's tags."""
    html = _rendered(_THEIRS, source, attachments or {})
    return str(bleach.clean(html, TAGS, ATTRIBUTES, PROTOCOLS, strip_comments=True))


def _rendered(parser: MarkdownIt, source: str, attachments: Attachments) -> str:
    if len(source) > LONGEST:
        return f"<pre>{escape(source)}</pre>"
    return str(parser.render(source, {"attachments": attachments}))


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    """A pasted picture; in the place of one that cannot be shown, words."""
    source, name = str(tokens[at].attrGet("src") or ""), escape(tokens[at].content)
    if source.startswith("attachment:"):
        return _pasted(unquote(source.removeprefix("attachment:")), name, env["attachments"])
    if source.startswith("data:image/"):
        return f'<img src="{escape(source)}" alt="{name}">'
    return f'<a href="{escape(source)}">[Picture: {name or escape(source)}]</a>'


def _picture_of_theirs(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    """The same where pictures that lie beside the notebook are shown, too."""
    source = str(tokens[at].attrGet("src") or "")
    if source.startswith(("attachment:", "data:")):
        return _picture(renderer, tokens, at, options, env)
    return str(RendererHTML.image(renderer, tokens, at, options, env))


def _pasted(wanted: str, name: str, attachments: Attachments) -> str:
    forms = next((forms for key, forms in attachments.items() if unquote(key) == wanted), {})
    for kind in PICTURES:
        data = forms.get(kind)
        if isinstance(data, str) and BASE64.fullmatch(data):
            return f'<img src="data:{kind};base64,{data}" alt="{name}">'
    return f"<em>[The picture {escape(wanted)} is not in the notebook.]</em>"


def _in_letters(tex: str, options: Mapping[str, Any]) -> str:
    """A formula in letters; one that uses more than they can show stays as it was typed."""
    try:
        written = formulas.as_html(f"${tex.strip()}$") if tex.strip() else ""
    except (ValueError, RecursionError):
        written = f"<code>{escape(tex)}</code>"
    return f'<div class="formula">{written}</div>' if options.get("display_mode") else written


def _as_typed(tex: str, options: Mapping[str, Any]) -> str:
    sign = "$$" if options.get("display_mode") else "$"
    return f"{sign}{escape(tex, quote=False)}{sign}"


def _parser(html: bool, formula: Any, picture: Any) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, renderer=formula, double_inline=True)
    parser.add_render_rule("image", picture)
    return parser


_OURS = _parser(False, _in_letters, _picture)
_THEIRS = _parser(True, _as_typed, _picture_of_theirs)


@functools.lru_cache(maxsize=4096)
def heading_html(source: str) -> str:
    """The headings of a cell of the lesson, without its text."""
    lines = [line for line in source.splitlines() if re.match(r"#{1,4} ", line)]
    return page_html("\n\n".join(lines)) if lines else ""

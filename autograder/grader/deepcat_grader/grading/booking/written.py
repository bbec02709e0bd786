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

from deepcat_grader.grading.booking.mathml import mathml
from deepcat_grader.grading.intake.reading import PICTURES

LONGEST = 20_000  # a longer text is shown as it was typed
PLACE = re.compile(r'<span class="formula">(\d{1,5})</span>')
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


def page_html(
    source: str,
    attachments: Attachments | None = None,
    under: int = 0,
    after: int | None = None,
) -> str:
    """For a page of ours: formulas as MathML, a student's own tags as text.

    Parameters
    ----------
    source : str
    attachments : mapping from name to mapping from type to base64 text, optional
        Pictures that were pasted into the cell.
    under : int
        The level of the page's heading under which those of the text stand.
    after : int, optional
        The level of the heading before the text, `under` if unset. The text's own leave out no
        level, so that a screen reader can go from one to the next.
    """
    if len(source) > LONGEST:
        return _as_it_was_typed(source)
    env = {"attachments": attachments or {}}
    tokens = _OURS.parse(source, env)
    _set_levels(tokens, under, under if after is None else after)
    return str(_OURS.renderer.render(tokens, _OURS.options, env))


def formgrader_html(source: str, attachments: Attachments | None = None) -> str:
    """For nbgrader's Formgrader: the same formulas, and tags that a teacher may see as such.

    What is no MathML stays between its dollar signs, for the script that the Formgrader loads where
    there is a network.
    """
    if len(source) > LONGEST:
        return _as_it_was_typed(source)
    typeset: list[str] = []
    html = _THEIRS.render(source, {"attachments": attachments or {}, "typeset": typeset})
    clean = bleach.clean(html, TAGS, ATTRIBUTES, PROTOCOLS, strip_comments=True)
    waiting = dict(enumerate(typeset))  # each is put once, however often a student names its place
    return PLACE.sub(lambda found: waiting.pop(int(found[1]), found[0]), clean)


def _as_it_was_typed(source: str) -> str:
    return f"<pre>{escape(source)}</pre>"


def _set_levels(tokens: Sequence[Token], under: int, last: int) -> None:
    for token in tokens:
        if token.type == "heading_open":
            last = min(under + int(token.tag[1:]), last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


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


def _formula(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    """A formula as browsers show it; what cannot be shown so stays as it was typed."""
    token = tokens[at]
    written = _mathml(token) or f"<code>{escape(token.content.strip())}</code>"
    return f'<div class="block">{written}</div>\n' if token.type == "math_block" else written


def _formula_of_theirs(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    """The place of a formula, which is filled when the rest has been cleaned."""
    token = tokens[at]
    written = _mathml(token)
    if written is None:
        sign = "$" if token.type == "math_inline" else "$$"
        return f"{sign}{escape(token.content, quote=False)}{sign}"
    env["typeset"].append(written)
    return f'<span class="formula">{len(env["typeset"]) - 1}</span>'


def _mathml(token: Token) -> str | None:
    return mathml(token.content.strip(), display=token.type != "math_inline")


def _parser(html: bool, formula: Any, picture: Any) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, double_inline=True, allow_labels=False)
    for kind in ("math_inline", "math_inline_double", "math_block"):
        parser.add_render_rule(kind, formula)
    parser.add_render_rule("image", picture)
    return parser


def _table_open(*_: Any) -> str:
    return '<div class="wide" tabindex="0" role="group" aria-label="Table">\n<table>\n'


def _table_close(*_: Any) -> str:
    return "</table>\n</div>\n"


_OURS = _parser(False, _formula, _picture)
_OURS.add_render_rule("table_open", _table_open)
_OURS.add_render_rule("table_close", _table_close)
_THEIRS = _parser(True, _formula_of_theirs, _picture_of_theirs)


@functools.lru_cache(maxsize=4096)
def headings(source: str, after: int) -> tuple[tuple[int, str], ...]:
    """The headings of a cell of the lesson, without its text: the level of each, and its HTML.

    ``after`` as in `page_html`.
    """
    found = []
    for line in source.splitlines():
        if re.match(r"#{1,4} ", line):
            html = page_html(line, under=1, after=after)
            after = last_level(html, after)
            found.append((after, html))
    return tuple(found)


def last_level(html: str, before: int) -> int:
    """The level of the last heading, or of the one before where there is none."""
    return int([str(before), *re.findall(r"<h([1-6])>", html)][-1])

"""A formula is shown as it was meant, or stays TeX; nothing else gets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from deepcat_grader.grading.booking.mathml import ATTRIBUTES, ELEMENTS, LONGEST, mathml


def formulas(notebooks: Path) -> Iterator[tuple[str, str, bool]]:
    """Each formula of the lessons' text: where it stands, its TeX, whether on a line of its own."""
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, double_inline=True)
    for path in sorted(notebooks.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                for block in parser.parse(cell.source):
                    for token in (block, *(block.children or ())):
                        if token.type.startswith("math"):
                            yield path.stem, token.content.strip(), token.type != "math_inline"


def test_every_formula_of_the_lessons_is_shown(root: Path) -> None:
    found = [*formulas(root / "course" / "notebooks")]
    assert len(found) > 290
    untold = [(where, tex) for where, tex, display in found if not mathml(tex, display=display)]
    assert untold == []


@pytest.mark.parametrize(
    ("tex", "parts"),
    [
        (r"\hat{y} = w x + b", ["<mover", "<mi>w</mi>", "<mo>=</mo>"]),
        (r"\frac{1}{m}\sum_{i=1}^m x_i^2", ["<mfrac>", "<mo>∑</mo>", "<msubsup>"]),
        (r"W^{[l]} \in \mathbb{R}^{n \times m}", ["<msup>", "<mi>ℝ</mi>", "<mo>×</mo>"]),
        (r"a < b \text{ & } c", ["<mo>&lt;</mo>", "<mtext>\xa0&amp;\xa0</mtext>"]),
        (r"\begin{cases} 0 & x \\ 1 & y \end{cases}", ["<mtable>", "text-align: left"]),
    ],
)
def test_a_formula_is_typeset(tex: str, parts: list[str]) -> None:
    written = mathml(tex)
    assert written and all(part in written for part in parts), written


@pytest.mark.parametrize(
    "tex",
    [
        *("", " ", r"\unknown{x}", r"\frac{a}{", "a_{", "x^", "a}b", r"\frac", r"\left( x"),
        *(r"\begin{cases} a & b", r"a & b \\ c", "a % the rest", r"\boxed{x}", r"\cancel{x}"),
        *(r"\def\a{b}\a", r"\newcommand{\a}{\a\a}\a", r"\phantom{x}", r"\raisebox{9em}{x}"),
        "x" * (LONGEST + 1),
    ],
)
def test_what_cannot_be_shown_as_it_was_meant_stays_tex(tex: str) -> None:
    assert mathml(tex) is None


HOSTILE = (
    r"\text{<script>alert(1)</script>}",
    r"\href{javascript:alert(1)}{x}",
    r"\style{position: fixed; top: 0}{x}",
    r"\class{graded}{x}",
    r"\color{white}{x} \hspace{9999em} y \rule{99em}{99em}",
    r"\textcolor{url(x)}{y} \colorbox{red}{z}",
    r"\raise{-900em}{x} \moveleft{90em}{y} \mathrlap{zzz}",
    r"\text{&lt;img src=x onerror=alert(1)&gt;} \verb|<b>|",
    r"\operatorname{<b>} < > & \"",
)


@pytest.mark.parametrize("tex", HOSTILE)
def test_nothing_but_formulas_gets_through(tex: str) -> None:
    for display in (False, True):
        written = mathml(tex, display=display)
        if written:
            outer, *inner = ElementTree.fromstring(written).iter()
            assert outer.tag == "math" and set(outer.attrib) <= {"display"}
            for element in inner:
                assert element.tag in ELEMENTS
                for name, value in element.attrib.items():
                    assert re.fullmatch(ATTRIBUTES.get(name, "text-align: (left|right)"), value)


HALF = LONGEST // 2
ENDLESS = {
    "open braces": "{" * LONGEST,
    "braces": "{" * HALF + "}" * HALF,
    "powers": "x^{" * (LONGEST // 3),
    "primes": "a'" * HALF,
    "spaces": r"\operatorname{" + " " * (LONGEST - 15),
    "fractions": r"\frac{" * (LONGEST // 6),
    "brackets": r"\left(" * (LONGEST // 6),
    "text": r"\text{$" * (LONGEST // 7),
    "matrices": r"\begin{matrix}" * (LONGEST // 14),
    "numbers": "-1 " * (LONGEST // 3),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_no_formula_takes_long(name: str, steps_of) -> None:
    assert steps_of(lambda: mathml(ENDLESS[name])) < 1_000_000

"""Cells are read as IPython reads them, though most of them are not taken apart."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import numpy as np
import pytest
from IPython.core.async_helpers import _should_be_async
from IPython.core.inputtransformer2 import TransformerManager

from deepcat_grader.grading.isolation.inside.shell import AWAITING, Reader, Shell

LESSON = Path(__file__).parents[3] / "course" / "notebooks" / "2_neuron.ipynb"
MORE_THAN_PYTHON = (
    "x = 1\n%time x\n",
    "x = 1\n  %time x\n",
    "found = !ls\nfound",
    "found = %who\nfound",
    "%%time\nx = 1\ny = 2",
    "import numpy as np\nnp.mean?\n",
    "?print\nx = 1",
    "a = 1\n,print a b\n",
    "a = 1\n;print a b\n",
    "a = 1\n/print a\n",
    "a = (1\n, 2)\n",
    "a != 1\nb = 'a!'\n",
    "f'{a!r}'\n1 != 2\n",
    ">>> a = 1\n>>> b = 2\n",
    "In [1]: a = 1\n   ...: b = 2\n",
    "\n\n    a = 1\n    b = 2\n",
    "a = '''\n   \n'''\n",
    "a = 1\x0c\n\x0c,print a\n",
    "a = 1\r\n%time a\r\n",
    "a = 1\r,print a\n",
    "a = 1 \\\n  % 2\nb = a % 3\n",
    "if a:\n        b = 1\n    c = 2\n",
    "a = (1,\nb = [2\n",
    "a = '''never\nclosed\n",
    "a = 'never\nclosed'\n",
    "a = 1\n\x00\n",
)


def read(by: TransformerManager, source: str) -> str | None:
    """What a cell is read as; None where it is no Python, whichever of its faults is told."""
    try:
        text: str = by.transform_cell(source)
        ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    return text


def lessons_cells() -> list[str]:
    notebook = nbformat.read(LESSON, 4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_a_cell_is_read_as_ipython_reads_it():
    rng = np.random.default_rng(0)
    sources = [*lessons_cells(), *MORE_THAN_PYTHON]
    for source in sources[:]:  # and cells in which a sign was lost or came twice
        for at in map(int, rng.integers(len(source), size=5)):
            before, sign, after = source[:at], source[at], source[at + 1 :]
            sources += [before + after, before + 2 * sign + after]
    for source in sources:
        assert read(Reader(), source) == read(TransformerManager(), source), source


def test_a_cell_in_python_alone_is_not_taken_apart(monkeypatch: pytest.MonkeyPatch):
    taken: list[str] = []
    monkeypatch.setattr(
        TransformerManager,
        "do_token_transforms",
        lambda self, lines: taken.append("".join(lines)) or lines,
    )
    sources = lessons_cells()
    for source in sources:
        Reader().transform_cell(source)
    assert len(taken) < len(sources) / 4
    added = Reader()
    added.token_transformers = [*added.token_transformers, Mine]
    added.transform_cell("a = 1\nb = 2\n")
    assert taken[-1] == "a = 1\nb = 2\n"


def test_the_shell_reads_so():
    """In an instance of no singleton: other tests may have a shell of their own."""
    assert type(Shell._reader(Shell.__new__(Shell))) is Reader


class Mine:
    """A transformer that somebody added."""


@pytest.mark.parametrize(
    "source",
    ["await a", "[x async for x in y]", "async with a:\n    b", "async for a in b:\n    c"],
)
def test_a_cell_that_awaits_is_known_by_a_word(source: str):
    assert _should_be_async(source) and AWAITING.search(source)

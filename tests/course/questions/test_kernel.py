"""In a real kernel: questions are text that lasts, with a widget beside it, and stop nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from deepcat.kept import FILE

pytestmark = pytest.mark.slow
WIDGET = "application/vnd.jupyter.widget-view+json"
CELLS = (
    "from deepcat import predict, progress, warm_up, what_is_wrong",
    'predict("neuron.slope_sketch")',
    'warm_up("network")',
    'what_is_wrong("network.reads_the_input")',
    'predict("neuron.bias_alone", "a")',
    'predict("nothing.at_all")',
    'progress("neuron")',
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run a notebook of questions, in a folder of its own, as Run All does."""
    folder = tmp_path_factory.mktemp("asked")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(book, kernel_name="python3", timeout=60, resources=resources).execute()
    return folder, book


def test_every_question_is_text_with_a_widget_beside_it(ran: Any) -> None:
    _, book = ran
    for cell in book.cells[1:5]:
        still, widget = cell.outputs
        assert set(still.data) == {"text/html", "text/plain"}
        assert 'class="deepcat-still"' in still.data["text/html"]
        assert WIDGET in widget.data
        assert "to answer on this page" in widget.data["text/plain"]


def test_the_rest_is_a_sentence(ran: Any) -> None:
    _, book = ran
    (unknown,) = book.cells[5].outputs
    assert "no question called 'nothing.at_all'" in unknown.data["text/plain"]
    (overview,) = book.cells[6].outputs
    assert "1 question answered, 0 right at once" in overview.data["text/plain"]


def test_the_file_lies_beside_the_notebook(ran: Any) -> None:
    folder, _ = ran
    assert [path.name for path in Path(folder).iterdir()] == [FILE]
    kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert list(kept["answers"]) == ["neuron.bias_alone"]
    assert len(kept["warm_ups"]["network"]) == 3

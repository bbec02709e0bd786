"""The cells of a wrong implementation: one that asks for its line, one in which it is mended."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from deepcat.questions import Question
from deepcat.questions.code import defined_name, source

MEND = """\
# Mend this function, and run the cell: its last line says whether it is right now.
{code}


what_is_wrong("{id}", {name})"""


def wrong_cells(question: Question) -> list[NotebookNode]:
    """The two cells of a question on code, whose code is written in the question alone.

    Raises
    ------
    ValueError
        If the question shows no function.
    """
    name = defined_name(question)
    cell = question.id.replace(".", "-")
    metadata = {"deepcat": {"display": True}}
    ask = f'what_is_wrong("{question.id}")'
    mend = MEND.format(code=source(question), id=question.id, name=name)
    return [
        new_code_cell(ask, id=f"{cell}-line", metadata=metadata),
        new_code_cell(mend, id=f"{cell}-mend", metadata=metadata),
    ]

"""Unseen answers that every exercise of a kind has, made from a right answer."""

from deepcat_grader.bank.forms.arrays import ELEMENTWISE, ROW, VECTOR
from deepcat_grader.bank.forms.form import Form
from deepcat_grader.bank.forms.numbers import NUMBER, WHOLE
from deepcat_grader.bank.forms.pairs import COLUMN_AND_NUMBER, PAIR

__all__ = [
    "COLUMN_AND_NUMBER",
    "ELEMENTWISE",
    "NUMBER",
    "PAIR",
    "ROW",
    "VECTOR",
    "WHOLE",
    "Form",
]

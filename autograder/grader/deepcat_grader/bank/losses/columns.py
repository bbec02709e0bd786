"""Forms of a function that works on the columns of a table of scores."""

from __future__ import annotations

from deepcat_grader.bank.forms import ELEMENTWISE

# Right here: a number added to all scores changes nothing.
_SHIFTS = ("of_more", "of_a_little_more", "of_mean_removed", "of_largest_removed")
# Wrong here: the scores of a column belong together.
_TORN = ("row_by_row", "column_by_column", "element_by_element")

COLUMNS = tuple(form for form in ELEMENTWISE if form.id not in (*_SHIFTS, *_TORN))

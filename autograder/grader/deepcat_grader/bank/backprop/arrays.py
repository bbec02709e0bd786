"""Forms that a pair of arrays may have, and a dict of them."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results

TWO_ARRAYS = (
    *ANY,
    *DEPENDENT,
    *results(
        True,
        list_for_tuple=list,
        both_copied=lambda pair: (pair[0].copy(), pair[1].copy()),
        both_in_fortran_order=lambda pair: tuple(map(np.asfortranarray, pair)),
        both_through_lists=lambda pair: tuple(np.array(array.tolist()) for array in pair),
    ),
    *results(
        False,
        both_negated=lambda pair: (-pair[0], -pair[1]),
        both_turned=lambda pair: (pair[0].T, pair[1].T),
        both_listed=lambda pair: (pair[0].tolist(), pair[1].tolist()),
        both_rounded=lambda pair: (np.round(pair[0], 3), np.round(pair[1], 3)),
        first_listed=lambda pair: (pair[0].tolist(), pair[1]),
        first_summed=lambda pair: (np.sum(pair[0]), pair[1]),
        first_flat=lambda pair: (pair[0].ravel(), pair[1]),
        second_summed=lambda pair: (pair[0], np.sum(pair[1])),
        second_lost=lambda pair: (pair[0], None),
        second_as_text=lambda pair: (pair[0], str(pair[1])),
        one_dimension_more=lambda pair: (pair[0][None], pair[1][None]),
        of_objects=lambda pair: (pair[0].astype(object), pair[1].astype(object)),
        complex_numbers=lambda pair: (pair[0] + 0j, pair[1] + 0j),
        not_numbers=lambda pair: (pair[0] * np.nan, pair[1]),
        first_twice=lambda pair: (pair[0], pair[0]),
        second_twice=lambda pair: (pair[1], pair[1]),
        nested=lambda pair: [pair],
    ),
)

ARRAYS_BY_NAME = (
    *ANY,
    *DEPENDENT,
    *results(
        True,
        copied=dict,
        turned_round=lambda d: dict(reversed(d.items())),
        more_than_expected=lambda d: {**d, "note": 0.0},
        through_lists=lambda d: {name: np.array(array.tolist()) for name, array in d.items()},
    ),
    *results(
        False,
        values_only=lambda d: list(d.values()),
        pairs=lambda d: list(d.items()),
        keys_only=list,
        first_lost=lambda d: dict(list(d.items())[1:]),
        last_lost=lambda d: dict(list(d.items())[:-1]),
        lower_case=lambda d: {name.lower(): array for name, array in d.items()},
        listed=lambda d: {name: array.tolist() for name, array in d.items()},
        turned=lambda d: {name: array.T for name, array in d.items()},
        flat=lambda d: {name: array.ravel() for name, array in d.items()},
        negated=lambda d: {name: -array for name, array in d.items()},
        doubled=lambda d: {name: 2 * array for name, array in d.items()},
        rounded=lambda d: {name: np.round(array, 3) for name, array in d.items()},
        cut=lambda d: {name: array.astype(int) for name, array in d.items()},
        of_objects=lambda d: {name: array.astype(object) for name, array in d.items()},
        complex_numbers=lambda d: {name: array + 0j for name, array in d.items()},
        summed=lambda d: {name: np.sum(array) for name, array in d.items()},
        not_numbers=lambda d: {name: array * np.nan for name, array in d.items()},
        nested=lambda d: {"parameters": d},
    ),
)

"""Forms of a pair, and of a column with a number."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results

PAIR = (
    *ANY,
    *results(True, list_for_tuple=list, unpacked=lambda pair: (pair[0], pair[1])),
    *results(
        False,
        exchanged=lambda pair: pair[::-1],
        first_only=lambda pair: pair[0],
        second_only=lambda pair: pair[1],
        first_twice=lambda pair: (pair[0], pair[0]),
        second_twice=lambda pair: (pair[1], pair[1]),
        first_in_a_tuple=lambda pair: pair[:1],
        second_lost=lambda pair: (pair[0], None),
        first_lost=lambda pair: (None, pair[1]),
        three=lambda pair: (*pair, 0.0),
        nested=lambda pair: (pair[0], (pair[1],)),
        pair_in_a_list=lambda pair: [pair],
        by_name=lambda pair: dict(zip("wb", pair, strict=True)),
        texts=lambda pair: tuple(map(str, pair)),
        first_negated=lambda pair: (-pair[0], pair[1]),
        second_negated=lambda pair: (pair[0], -pair[1]),
        first_a_truth_value=lambda pair: (bool(np.any(pair[0])), pair[1]),
        second_a_function=lambda pair: (pair[0], lambda: pair[1]),
        second_in_a_list=lambda pair: (pair[0], [pair[1]]),
        second_in_an_array=lambda pair: (pair[0], np.array([pair[1]])),
        second_in_a_matrix=lambda pair: (pair[0], np.array([[pair[1]]])),
        second_as_text=lambda pair: (pair[0], str(pair[1])),
        second_complex=lambda pair: (pair[0], complex(pair[1])),
        second_not_a_number=lambda pair: (pair[0], float("nan")),
        second_infinite=lambda pair: (pair[0], float("inf")),
    ),
)

COLUMN_AND_NUMBER = (
    *PAIR,
    *results(
        True,
        second_a_numpy_number=lambda pair: (pair[0], np.float64(pair[1])),
        second_zero_dimensional=lambda pair: (pair[0], np.array(pair[1])),
        first_in_fortran_order=lambda pair: (np.asfortranarray(pair[0]), pair[1]),
        first_through_lists=lambda pair: (np.array(pair[0].tolist()), pair[1]),
        first_strided=lambda pair: (np.repeat(pair[0], 2, axis=0)[::2], pair[1]),
    ),
    *results(
        False,
        first_flat=lambda pair: (pair[0].ravel(), pair[1]),
        first_transposed=lambda pair: (pair[0].T, pair[1]),
        first_nested_more=lambda pair: (pair[0][None], pair[1]),
        first_as_lists=lambda pair: (pair[0].tolist(), pair[1]),
        first_as_flat_list=lambda pair: (pair[0].ravel().tolist(), pair[1]),
        first_as_text=lambda pair: (str(pair[0]), pair[1]),
        first_of_objects=lambda pair: (pair[0].astype(object), pair[1]),
        first_complex=lambda pair: (pair[0].astype(complex), pair[1]),
        first_in_half_precision=lambda pair: (pair[0].astype(np.float16), pair[1]),
        first_element_only=lambda pair: (pair[0][0, 0], pair[1]),
        last_element_left_out=lambda pair: (pair[0][:-1], pair[1]),
        one_element_more=lambda pair: (np.vstack([pair[0], [[0.0]]]), pair[1]),
        first_summed=lambda pair: (np.sum(pair[0]), pair[1]),
        first_not_a_number=lambda pair: (pair[0] * np.nan, pair[1]),
        first_infinite=lambda pair: (pair[0] + np.inf, pair[1]),
        second_as_column=lambda pair: (pair[0], np.full_like(pair[0], pair[1])),
        one_array=lambda pair: np.vstack([pair[0], [[pair[1]]]]),
        loose_numbers=lambda pair: (*pair[0].ravel(), pair[1]),
    ),
)

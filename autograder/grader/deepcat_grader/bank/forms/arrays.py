"""Forms of an array: of a table computed element by element, of a row, of a vector."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import calls, first, results
from deepcat_grader.bank.forms.numbers import NUMERIC

_ARRAY = (
    *ANY,
    *DEPENDENT,
    *results(
        True,
        fortran_order=np.asfortranarray,
        copied=np.copy,
        view=lambda A: A[...],
        through_lists=lambda A: np.array(A.tolist()).reshape(A.shape),
        plus_zero=lambda A: A + 0,
        reshaped_back=lambda A: A.ravel().reshape(A.shape),
        every_second=lambda A: np.repeat(A, 2, axis=-1)[..., ::2],
        objects_and_back=lambda A: A.astype(object).astype(float),
        contiguous=np.ascontiguousarray,
    ),
    *NUMERIC,
    *results(
        False,
        one_dimension_more=lambda A: A[None],
        last_dimension_more=lambda A: A[..., None],
        summed=np.sum,
        averaged=np.mean,
        largest=np.max,
        first_element=lambda A: A.flat[0],
        last_element_missed=lambda A: np.append(A.ravel()[:-1], 0.0).reshape(A.shape),
        first_element_missed=lambda A: np.append(0.0, A.ravel()[1:]).reshape(A.shape),
        on_a_diagonal=lambda A: np.diag(A.ravel()),
        as_list=lambda A: A.tolist(),
        of_texts=lambda A: A.astype(str),
        of_objects=lambda A: A.astype(object),
        rounded_to_4=lambda A: np.round(A, 4),
        rounded_to_2=lambda A: np.round(A, 2),
        rounded_down=np.floor,
        truncated=lambda A: A.astype(int),
        half_precision=lambda A: A.astype(np.float16),
        single_precision=lambda A: A.astype(np.float32),
        a_little_too_much=lambda A: A + 1e-6,
        a_millionth_too_much=lambda A: A * (1 + 1e-6),
        positive=lambda A: A > 0,
        normalised=lambda A: A / np.max(np.abs(A)),
        centred=lambda A: A - A.mean(),
        masked_array=lambda A: np.ma.masked_array(A, mask=np.ones(A.shape)),
    ),
)

_TWO_DIMENSIONS = (
    *results(True, transposed_twice=lambda A: A.T.copy().T),
    *results(
        False,
        transposed=lambda A: A.T,
        flattened=np.ravel,
        squeezed=np.squeeze,
        one_column=lambda A: A.reshape(-1, 1),
        first_column=lambda A: A[:, :1],
        last_column_missed=lambda A: A[:, :-1],
        one_column_more=lambda A: np.hstack([A, A[:, :1]]),
        twice_below=lambda A: np.vstack([A, A]),
        summed_over_columns=lambda A: A.sum(axis=1, keepdims=True),
        list_of_rows=list,
        flat_list=lambda A: A.ravel().tolist(),
        tuples=lambda A: tuple(map(tuple, A)),
    ),
)

ELEMENTWISE = (
    *_ARRAY,
    *_TWO_DIMENSIONS,
    *results(
        False,
        one_row=lambda A: A.reshape(1, -1),
        first_row=lambda A: A[0],
        last_row_missed=lambda A: A[:-1],
        summed_over_rows=lambda A: A.sum(axis=0, keepdims=True),
    ),
    *first(
        True,
        of_a_copy=np.copy,
        of_float64=lambda Z: Z.astype(float),
        of_fortran_order=np.asfortranarray,
    ),
    *calls(
        True,
        row_by_row=lambda answer: lambda Z: np.vstack([answer(row[None]) for row in Z]),
        column_by_column=lambda answer: lambda Z: answer(Z.T).T,
        element_by_element=lambda answer: (
            lambda Z: np.array([float(answer(np.full((1, 1), z))[0, 0]) for z in Z.flat]).reshape(
                Z.shape
            )
        ),
    ),
    *first(
        False,
        of_half_precision=lambda Z: Z.astype(np.float16),
        of_single_precision=lambda Z: Z.astype(np.float32),
        of_whole_numbers=lambda Z: Z.astype(int),
        of_absolute=np.abs,
        of_negative=np.negative,
        of_twice=lambda Z: 2 * Z,
        of_half=lambda Z: Z / 2,
        of_square=np.square,
        of_positive=lambda Z: np.maximum(Z, 0),
        of_first_row=lambda Z: Z[:1],
        of_all_summed=lambda Z: Z.cumsum().reshape(Z.shape),
        of_mean_removed=lambda Z: Z - Z.mean(),
        of_largest_removed=lambda Z: Z - Z.max(),
        of_more=lambda Z: Z + 1,
        of_a_little_more=lambda Z: Z + 0.25,
        of_reversed=lambda Z: Z[::-1, ::-1],
        of_sorted=np.sort,
    ),
)

_ORDER = results(
    False,
    reversed_order=lambda A: A[..., ::-1],
    sorted_by_size=np.sort,
    shifted_by_one=lambda A: np.roll(A, 1),
    running_sum=lambda A: A.cumsum().reshape(A.shape),
    first_repeated=lambda A: np.full(A.shape, A.flat[0]),
    mean_repeated=lambda A: np.full(A.shape, A.mean()),
)

ROW = (*_ARRAY, *_TWO_DIMENSIONS, *_ORDER)

VECTOR = (
    *_ARRAY,
    *_ORDER,
    *results(
        False,
        as_tuple=tuple,
        list_of_numbers=list,
        one_column=lambda A: A[:, None],
        last_left_out=lambda A: A[:-1],
        first_left_out=lambda A: A[1:],
        one_element_more=lambda A: np.append(A, A[:1]),
    ),
)

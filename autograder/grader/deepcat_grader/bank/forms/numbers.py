"""Forms of a number, and of a whole number."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results

NUMERIC = results(
    False,
    negated=lambda value: -value,
    doubled=lambda value: 2 * value,
    halved=lambda value: value / 2,
    percent=lambda value: 100 * value,
    per_mille=lambda value: 1000 * value,
    thirded=lambda value: value / 3,
    one_minus=lambda value: 1 - value,
    one_too_much=lambda value: value + 1,
    half_too_much=lambda value: value + 0.5,
    one_too_little=lambda value: value - 1,
    a_tenth_too_much=lambda value: value + 0.1,
    complex_number=lambda value: value + 0j,
)

NUMBER = (
    *ANY,
    *DEPENDENT,
    *results(
        True,
        numpy_number=np.float64,
        zero_dimensional=np.array,
        out_of_a_list=lambda value: [value][0],
        out_of_an_array=lambda value: np.array([value])[0],
        item=lambda value: np.array([[value]]).item(),
        there_and_back=lambda value: float(repr(float(value))),
        plus_zero=lambda value: value + 0,
    ),
    *NUMERIC,
    *results(
        False,
        in_an_array=lambda value: np.array([value]),
        in_a_matrix=lambda value: np.array([[value]]),
        in_a_column=lambda value: np.full((2, 1), value),
        in_a_list=lambda value: [value],
        in_lists=lambda value: [[value]],
        rounded_to_4=lambda value: round(float(value), 4),
        rounded_to_2=lambda value: round(float(value), 2),
        formatted_to_3=lambda value: float(f"{value:.3f}"),
        truncated=int,
        rounded_down=np.floor,
        half_precision=np.float16,
        single_precision=np.float32,
        object_made=lambda value: np.array(value, dtype=object),
        a_little_too_much=lambda value: value + 1e-6,
        a_millionth_too_much=lambda value: value * (1 + 1e-6),
        truth_value=bool,
        positive=lambda value: value > 0,
    ),
)

WHOLE = (
    *ANY,
    *DEPENDENT,
    *results(
        True,
        numpy_number=np.int64,
        zero_dimensional=np.array,
        item=lambda value: np.array([[value]]).item(),
        there_and_back=lambda value: int(str(value)),
        plus_zero=lambda value: value + 0,
        through_a_float=lambda value: int(float(value)),
    ),
    *NUMERIC,
    *results(
        False,
        in_an_array=lambda value: np.array([value]),
        in_a_matrix=lambda value: np.array([[value]]),
        in_a_list=lambda value: [value],
        as_float=float,
        as_numpy_float=np.float64,
        truth_value=bool,
        two_too_many=lambda value: value + 2,
        two_too_few=lambda value: value - 2,
        rounded_to_tens=lambda value: round(value, -1),
        with_separators=lambda value: f"{value:,}",
        digits=lambda value: [int(digit) for digit in str(value)],
    ),
)

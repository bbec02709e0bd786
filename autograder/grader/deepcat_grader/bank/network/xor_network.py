"""XOR by hand: what is known of its answers. Its truth table alone judges."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.xor_network import EXERCISE
from deepcat_solutions.network import xor_network

bank = Bank(EXERCISE, reference=xor_network)

_W1 = "[[1.0, 1.0], [1.0, 1.0]] -> "
_B1, _W2, _B2 = "[[-0.5], [-1.5]] -> ", "[[1.0, -2.0]] -> ", "[[-0.25]] -> "

bank.proved(
    or_network=_W2 + "[[1.0, 1.0]]",
    and_network=(_W2 + "[[0.0, 1.0]]", _B2 + "[[-0.5]]"),
    nand_network=(_W2 + "[[0.0, -1.0]]", _B2 + "[[0.5]]"),
    nor_network=(_W2 + "[[-1.0, 0.0]]", _B2 + "[[0.5]]"),
    negated=(_W2 + "[[-1.0, 2.0]]", _B2 + "[[0.25]]"),
    score_of_zero=_B2 + "[[0.0]]",
    always_fires=_B2 + "[[2.25]]",
    never_fires=_B2 + "[[-2.5]]",
    one_input_ignored=_W1 + "[[1.0, 0.0], [1.0, 0.0]]",
    one_corner_missed=_W1 + "[[1.0, -1.0], [1.0, -1.0]]",
)
bank.equal(
    "1.0 -> 2.0",
    "0.5 -> 0.0",
    "0.5 -> 1.0",
    "1.5 -> 2.5",
    "2.0 -> 3.0",
    "2.0 -> 1.0",
    "2.0 -> 4.0",
    "0.25 -> 0.5",
    why="Other weights compute XOR as well: at all four inputs Z2 keeps its sign.",
)

bank.rights(
    relu_difference=(_B1 + "[[0.0], [-1.0]]", _B2 + "[[-0.5]]"),
    two_corners=(_W1 + "[[1.0, -1.0], [-1.0, 1.0]]", _B1 + "[[-0.5], [-0.5]]",
                 _W2 + "[[1.0, 1.0]]"),
    steep_sigmoids=(_W1 + "[[20.0, 20.0], [20.0, 20.0]]", _B1 + "[[-10.0], [-30.0]]",
                    _B2 + "[[-0.5]]"),
    or_and_nand=(_W1 + "[[20.0, 20.0], [-20.0, -20.0]]", _B1 + "[[-10.0], [30.0]]",
                 _W2 + "[[1.0, 1.0]]", _B2 + "[[-1.5]]"),
    and_first=(_B1 + "[[-1.5], [-0.5]]", _W2 + "[[-2.0, 1.0]]"),
    whole_numbers=(_W1 + "[[2, 2], [2, 2]]", _B1 + "[[-1], [-3]]", _W2 + "[[4, -8]]",
                   _B2 + "[[-1]]"),
    three_units=(_W1 + "[[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]]", _B1 + "[[-0.5], [-1.5], [-1.0]]",
                 _W2 + "[[1.0, -2.0, 0.0]]"),
    four_corners=(_W1 + "[[-9.0, -9.0], [-9.0, 9.0], [9.0, -9.0], [9.0, 9.0]]",
                  _B1 + "[[4.5], [-4.5], [-4.5], [-13.5]]", _W2 + "[[-1.0, 1.0, 1.0, -1.0]]",
                  _B2 + "[[0.0]]"),
    unequal_weights=(_W1 + "[[3.0, 2.0], [1.0, 2.0]]", _B1 + "[[-1.0], [-2.5]]",
                     _W2 + "[[0.5, -3.0]]"),
)  # fmt: skip


def _net(W1, b1, W2, b2):
    """Answer with these weights."""
    arrays = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return lambda: {name: np.array(numbers) for name, numbers in arrays.items()}


_ONES, _OR_AND = [[1.0, 1.0], [1.0, 1.0]], [[-0.5], [-1.5]]


def _changed(change):
    return lambda: change(xor_network())


bank.unseen_right(
    tiny=_net([[1e-6, 1e-6], [1e-6, 1e-6]], [[-5e-7], [-15e-7]], [[1.0, -2.0]], [[-0.25]]),
    huge=_net([[1e6, 1e6], [1e6, 1e6]], [[-5e5], [-15e5]], [[1e6, -2e6]], [[-5e5]]),
    relu_of_one_side=_net([[1.0, -1.0], [-1.0, 1.0]], [[0.0], [0.0]], [[1.0, 1.0]], [[-0.5]]),
    truth_values=_net([[True, True], [True, True]], _OR_AND, [[1, -2]], [[-0.5]]),
    step_at_zero=_net(_ONES, [[-1.0], [-2.0]], [[1.0, -2.0]], [[-0.5]]),
    not_and_and_or=_net([[-7.0, -7.0], [7.0, 7.0]], [[10.0], [-4.0]], [[9.0, 9.0]], [[-13.0]]),
    nor_and_and=_net([[-1.0, -1.0], [1.0, 1.0]], [[0.5], [-1.5]], [[-1.0, -1.0]], [[0.5]]),
    ten_units=_net(
        [[5.0, 5.0]] * 10, [[-2.5]] * 5 + [[-7.5]] * 5, [[1.0] * 5 + [-1.5] * 5], [[-2.4]]
    ),
    extra_key=_changed(lambda p: {**p, "units": "step"}),
    single_precision=_changed(lambda p: {k: v.astype(np.float32) for k, v in p.items()}),
    fortran=_changed(lambda p: {k: np.asfortranarray(v) for k, v in p.items()}),
    sorted_by_name=_changed(lambda p: {k: p[k] for k in sorted(p)}),
)
bank.unseen_wrong(
    relu_tie=_net(_ONES, [[0.0], [-1.0]], [[1.0, -2.0]], [[0.0]]),
    tie_by_rounding=_net(_ONES, _OR_AND, [[0.3, -0.4]], [[-0.3]]),
    all_zero=_net([[0.0, 0.0], [0.0, 0.0]], [[0.0], [0.0]], [[0.0, 0.0]], [[0.0]]),
    all_one=_net(_ONES, [[1.0], [1.0]], [[1.0, 1.0]], [[1.0]]),
    one_unit=_net([[1.0, 1.0]], [[-0.5]], [[1.0]], [[-0.25]]),
    or_twice=_net(_ONES, [[-0.5], [-0.5]], [[1.0, 1.0]], [[-0.5]]),
    and_twice=_net(_ONES, [[-1.5], [-1.5]], [[1.0, 1.0]], [[-0.5]]),
    or_plus_and=_net(_ONES, _OR_AND, [[1.0, 1.0]], [[-0.5]]),
    no_hidden_bias=_net(_ONES, [[0.0], [0.0]], [[1.0, -2.0]], [[-0.25]]),
    no_output_bias=_net(_ONES, _OR_AND, [[1.0, -2.0]], [[0.0]]),
    and_counts_too_little=_net(_ONES, _OR_AND, [[1.0, -0.25]], [[-0.5]]),
    thresholds_for_biases=_net(_ONES, [[0.5], [1.5]], [[1.0, -2.0]], [[0.25]]),
    b2_too_large=_net(_ONES, _OR_AND, [[1.0, -2.0]], [[0.5]]),
    b2_too_small=_net(_ONES, _OR_AND, [[1.0, -2.0]], [[-1.5]]),
    xnor=_net([[9.0, 9.0], [9.0, 9.0]], [[-4.5], [-13.5]], [[-1.0, 2.0]], [[0.5]]),
    corner_doubled=_net([[1.0, -1.0], [1.0, -1.0]], [[-0.5], [-0.5]], [[1.0, 1.0]], [[-0.25]]),
    only_first=_net([[1.0, 0.0], [1.0, 0.0]], _OR_AND, [[1.0, -2.0]], [[-0.25]]),
    flat_biases=_net(_ONES, [-0.5, -1.5], [[1.0, -2.0]], [-0.25]),
    number_for_b2=_net(_ONES, _OR_AND, [[1.0, -2.0]], -0.25),
    row_for_b1=_net(_ONES, [[-0.5, -1.5]], [[1.0, -2.0]], [[-0.25]]),
    column_for_w2=_net(_ONES, _OR_AND, [[1.0], [-2.0]], [[-0.25]]),
    flat_w2=_net(_ONES, _OR_AND, [1.0, -2.0], [[-0.25]]),
    w1_of_three_inputs=_net([[1.0, 1.0, 1.0]] * 2, _OR_AND, [[1.0, -2.0]], [[-0.25]]),
    texts=_net(_ONES, _OR_AND, [["1", "-2"]], [[-0.25]]),
    not_a_number=_net(_ONES, _OR_AND, [[np.nan, -2.0]], [[-0.25]]),
    infinite=_net(_ONES, _OR_AND, [[1.0, -np.inf]], [[-0.25]]),
    lists=lambda: {"W1": _ONES, "b1": _OR_AND, "W2": [[1.0, -2.0]], "b2": [[-0.25]]},
    w1_missing=_changed(lambda p: {k: p[k] for k in ("b1", "W2", "b2")}),
    b2_missing=_changed(lambda p: {k: p[k] for k in ("W1", "b1", "W2")}),
    small_letters=_changed(lambda p: {k.lower() + "_": v for k, v in p.items()}),
    arrays_in_a_tuple=_changed(lambda p: tuple(p.values())),
    truth_table=lambda: np.array([[0, 1, 1, 0]]),
    takes_inputs=lambda x1, x2: int(x1 != x2),
    half_precision=_changed(lambda p: {k: v.astype(np.float16) for k, v in p.items()}),
    output_first=_net([[1.0, -2.0]], [[-0.25]], _ONES, _OR_AND),
)
bank.unseen_two(
    or_flat=_net(_ONES, [-0.5, -1.5], [[1.0, 1.0]], [[-0.25]]),
    negated_and_tie=_net(_ONES, _OR_AND, [[-1.0, 2.0]], [[0.0]]),
    no_biases=_net(_ONES, [[0.0], [0.0]], [[1.0, -2.0]], [[0.0]]),
    and_in_lists=lambda: {"W1": _ONES, "b1": _OR_AND, "W2": [[0.0, 1.0]], "b2": [[-0.5]]},
)
bank.unseen_forms((*ANY, *results(
    False,
    weights_transposed=lambda p: {**p, "W2": p["W2"].T},
    of_objects=lambda p: {**p, "W1": p["W1"].astype(object)},
    complex_numbers=lambda p: {k: v + 0j for k, v in p.items()},
    dict_in_a_list=lambda p: [p],
    keys_only=list,
)))  # fmt: skip

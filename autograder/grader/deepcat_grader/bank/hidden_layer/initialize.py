"""The start of a network: what is known of its makers. Their distribution alone judges."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.hidden_layer.initialize import EXERCISE
from deepcat_solutions.hidden_layer import initialize
from deepcat_solutions.network import initialize_parameters

bank = Bank(EXERCISE, reference=initialize)

_W1 = "rng.standard_normal((n_h, n_x)) * np.sqrt(2 / n_x) -> "
_W2 = "rng.standard_normal((1, n_h)) * np.sqrt(1 / n_h) -> "
_S1, _S2 = "np.sqrt(2 / n_x) -> ", "np.sqrt(1 / n_h) -> "
_START = "return { -> "
_B1 = "np.zeros((n_h, 1)) -> "

bank.proved(
    transposed="(n_h, n_x) -> (n_x, n_h)",
    w2_column="(1, n_h) -> (n_h, 1)",
    biases_missing=('"b1": np.zeros((n_h, 1)), -> ', '"b2": np.zeros((1, 1)), -> '),
    flat_bias=_B1 + "np.zeros(n_h)",
    row_bias=_B1 + "np.zeros((1, n_h))",
    number_for_bias=_B1 + "0",
    number_for_weights=_W1 + "rng.standard_normal() * np.sqrt(2 / n_x)",
    fan_out=_S1 + "np.sqrt(2 / n_h)",
    root_missed=_S1 + "2 / n_x",
    one_for_two=_S1 + "np.sqrt(1 / n_x)",
    divided_by_n_x=_S1 + "1 / n_x",
    both_counted=_S1 + "np.sqrt(2 / (n_x + n_h))",
    upside_down=_S1 + "np.sqrt(n_x / 2)",
    a_hundredth=_S1 + "0.01",
    not_scaled=_S1 + "1.0",
    uniform_limits=_W1 + "rng.uniform(-np.sqrt(2 / n_x), np.sqrt(2 / n_x), (n_h, n_x))",
    other_spread=_S1 + "5 * np.sqrt(2 / n_x)",
    w2_by_n_x=_S2 + "np.sqrt(1 / n_x)",
    w2_root_missed=_S2 + "1 / n_h",
    w2_not_scaled=_S2 + "1.0",
    w2_spread=_S2 + "0.3 * np.sqrt(1 / n_h)",
    all_zero=(_W1 + "np.zeros((n_h, n_x))", _W2 + "np.zeros((1, n_h))"),
    all_equal=(_W1 + "np.full((n_h, n_x), np.sqrt(2 / n_x))", _W2 + "np.full((1, n_h), 0.5)"),
    only_positive=_W1 + "rng.random((n_h, n_x)) * np.sqrt(2 / n_x)",
    not_centred=_W1 + "rng.normal(0.5, np.sqrt(2 / n_x), (n_h, n_x))",
    b_random=_B1 + "rng.standard_normal((n_h, 1))",
    b_not_zero=_B1 + "np.ones((n_h, 1))",
    reseeded=_START + "rng = np.random.default_rng(0)\n    return {",
    other_randomness=_START + "rng = np.random.default_rng()\n    return {",
    few_draws=_W1 + "np.tile(rng.standard_normal(n_x), (n_h, 1)) * np.sqrt(2 / n_x)",
    restarted=_W2 + "np.random.default_rng(rng.bit_generator.seed_seq).standard_normal((1, n_h)) "
    "* np.sqrt(1 / n_h)",
    not_independent=_W1 + "np.sort(rng.standard_normal((n_h, n_x)), axis=1) * np.sqrt(2 / n_x)",
)
bank.equal(
    "1 -> 2",
    why="Behind the hidden layer √(2 / n_h) is as good as √(1 / n_h).",
)


@bank.right
def by_lesson_3(n_x, n_h, rng):
    parameters = initialize_parameters([n_x, n_h, 1], rng, 1.0)
    parameters["W1"] *= np.sqrt(2 / n_x)
    parameters["W2"] /= np.sqrt(n_h)
    return parameters


@bank.right
def unit_by_unit(n_x, n_h, rng):
    W1 = np.array([rng.normal(0, (2 / n_x) ** 0.5, n_x) for _ in range(n_h)])
    W2 = np.array([[rng.normal(0, (2 / n_h) ** 0.5) for _ in range(n_h)]])
    return {"W1": W1, "b1": np.array([[0.0]] * n_h), "W2": W2, "b2": np.array([[0.0]])}


bank.rights(
    he_twice=_S2 + "np.sqrt(2 / n_h)",
    normal=_W1 + "rng.normal(0.0, np.sqrt(2 / n_x), size=(n_h, n_x))",
    he_uniform=_W1 + "rng.uniform(-np.sqrt(6 / n_x), np.sqrt(6 / n_x), (n_h, n_x))",
    divided=(_S1 + "1 / np.sqrt(n_x / 2)", _S2 + "1 / n_h**0.5"),
    two_values=_W1 + "rng.choice([-1, 1], (n_h, n_x)) * np.sqrt(2 / n_x)",
    laplace=_W1 + "rng.laplace(0, np.sqrt(1 / n_x), (n_h, n_x))",
    glorot_at_the_output=_S2 + "np.sqrt(2 / (n_h + 1))",
    whole_zeros="np.zeros((1, 1)) -> np.zeros((1, 1), dtype=int)",
    single_precision=_W1 + "rng.standard_normal((n_h, n_x), dtype=np.float32) * np.sqrt(2 / n_x)",
)
bank.unseen_right(
    between="np.sqrt(1 / n_h) -> np.sqrt(1.5 / n_h)",
    output_first=_START
    + 'W2 = rng.standard_normal((1, n_h)) / np.sqrt(n_h)\n    return {"W2": W2} | {',
    turned_draws=_W1 + "rng.standard_normal((n_x, n_h)).T * np.sqrt(2 / n_x)",
    with_sizes=_START + 'return {"n_h": n_h, ',
    centred_uniform=_W1 + "(rng.random((n_h, n_x)) - 0.5) * np.sqrt(24 / n_x)",
    fortran=_W1 + "np.asfortranarray(rng.standard_normal((n_h, n_x)) * np.sqrt(2 / n_x))",
    negative=_S1 + "-np.sqrt(2 / n_x)",
    spawned=_START + "rng = rng.spawn(1)[0]\n    return {",
    logistic=_W1 + "rng.logistic(0, np.sqrt(6 / n_x) / np.pi, (n_h, n_x))",
    triangular=_W1 + "rng.triangular(-1, 0, 1, (n_h, n_x)) * np.sqrt(12 / n_x)",
    empty_then_filled=_B1 + "np.full((n_h, 1), 0.0)",
)
bank.unseen_wrong(
    global_generator=_W1 + "np.random.randn(n_h, n_x) * np.sqrt(2 / n_x)",
    global_seed=_START + "np.random.seed(1)\n    rng = np.random\n    return {",
    own_seed=_START + "rng = np.random.default_rng(n_x)\n    return {",
    lesson_3=lambda n_x, n_h, rng: initialize_parameters([n_x, n_h, 1], rng),
    lesson_3_with_he=lambda n_x, n_h, rng: initialize_parameters(
        [n_x, n_h, 1], rng, (2 / n_x) ** 0.5
    ),
    lesson_3_first_only=lambda n_x, n_h, rng: initialize_parameters([n_x, n_h], rng),
    two_outputs=lambda n_x, n_h, rng: initialize_parameters([n_x, n_h, 2], rng),
    root_of_2_n=_S1 + "np.sqrt(2 * n_x)",
    root_of_n=_S1 + "np.sqrt(n_x)",
    root_of_2_over_n=_S1 + "np.sqrt(2) / n_x",
    four_for_two=_S1 + "np.sqrt(4 / n_x)",
    six_for_two=_S1 + "np.sqrt(6 / n_x)",
    square=_S1 + "(2 / n_x) ** 2",
    he_times_a_hundredth=_S1 + "0.01 * np.sqrt(2 / n_x)",
    added=_W1 + "rng.standard_normal((n_h, n_x)) + np.sqrt(2 / n_x)",
    as_variance=_W1 + "rng.normal(0, 2 / n_x, (n_h, n_x))",
    normal_with_mean=_W1 + "rng.normal(np.sqrt(2 / n_x), 1, (n_h, n_x))",
    half_open_uniform=_W1 + "rng.uniform(0, np.sqrt(6 / n_x), (n_h, n_x))",
    whole_numbers=_W1 + "rng.integers(-1, 2, (n_h, n_x))",
    rounded=_W1 + "np.round(rng.standard_normal((n_h, n_x)) * np.sqrt(2 / n_x))",
    clipped=_W1 + "np.clip(rng.standard_normal((n_h, n_x)), -0.5, 0.5) * np.sqrt(2 / n_x)",
    absolute=_W1 + "np.abs(rng.standard_normal((n_h, n_x))) * np.sqrt(2 / n_x)",
    eye=_W1 + "np.eye(n_h, n_x)",
    same_columns=_W1 + "np.tile(rng.standard_normal((n_h, 1)), n_x) * np.sqrt(2 / n_x)",
    running_sum=_W1 + "np.cumsum(rng.standard_normal((n_h, n_x)), axis=1) * np.sqrt(2 / n_x)",
    w2_zeros=_W2 + "np.zeros((1, n_h))",
    w2_ones=_W2 + "np.ones((1, n_h))",
    w2_a_hundredth=_S2 + "0.01",
    w2_too_large=_S2 + "np.sqrt(n_h)",
    w2_positive=_W2 + "rng.random((1, n_h)) * np.sqrt(1 / n_h)",
    w2_he_of_n_x=_S2 + "np.sqrt(2 / n_x)",
    w2_flat=_W2 + "rng.standard_normal(n_h) * np.sqrt(1 / n_h)",
    w2_square=_W2 + "rng.standard_normal((n_h, n_h)) * np.sqrt(1 / n_h)",
    b1_of_inputs=_B1 + "np.zeros((n_x, 1))",
    b1_small=_B1 + "np.full((n_h, 1), 0.01)",
    b2_a_number="np.zeros((1, 1)) -> 0.0",
    b2_of_hidden="np.zeros((1, 1)) -> np.zeros((n_h, 1))",
    b1_missing='"b1": np.zeros((n_h, 1)), -> ',
    other_names='"W1": -> "w1":',
    from_zero=('"W1": -> "W0":', '"b1": -> "b0":'),
    seven_units=_W1 + "rng.standard_normal((7, n_x)) * np.sqrt(2 / n_x)",
    as_lists=_W1 + "(rng.standard_normal((n_h, n_x)) * np.sqrt(2 / n_x)).tolist()",
    sizes_exchanged=lambda n_x, n_h, rng: initialize(n_h, n_x, rng),
)
bank.unseen_two(
    zeros_and_random_biases=(_W1 + "np.zeros((n_h, n_x))", _B1 + "rng.standard_normal((n_h, 1))"),
    fan_out_flat_bias=(_S1 + "np.sqrt(2 / n_h)", _B1 + "np.zeros(n_h)"),
    root_missed_twice=(_S1 + "2 / n_x", _S2 + "1 / n_h"),
    positive_not_scaled=_W1 + "rng.random((n_h, n_x))",
    reseeded_and_transposed=(_START + "rng = np.random.default_rng(1)\n    return {",
                             "(n_h, n_x) -> (n_x, n_h)"),
    transposed_fan_out=("(n_h, n_x) -> (n_x, n_h)", _S1 + "np.sqrt(2 / n_h)"),
)  # fmt: skip
bank.unseen_forms((*ANY, *results(
    False,
    dict_in_a_list=lambda p: [p],
    values_only=lambda p: list(p.values()),
    of_objects=lambda p: {k: v.astype(object) for k, v in p.items()},
    half_precision=lambda p: {k: v.astype(np.float16) for k, v in p.items()},
    not_a_number=lambda p: {k: v * np.nan for k, v in p.items()},
)))  # fmt: skip

"""Random parameters: what is known of their makers. Their distribution alone judges."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.network.initialize_parameters import EXERCISE
from deepcat_solutions.network import initialize_parameters

bank = Bank(EXERCISE, reference=initialize_parameters)

_DRAWN, _START = "scale * rng.standard_normal((n, n_prev)) -> ", "parameters = {} -> "
_LOOP = "n_prev, n = -> "
_SHAPED = "rng.standard_normal((n, n_prev)) -> "

bank.proved(
    transposed="(n, n_prev)) -> (n_prev, n))",
    all_zero=_DRAWN + "np.zeros((n, n_prev))",
    all_equal=_DRAWN + "scale * np.ones((n, n_prev))",
    only_positive="rng.standard_normal -> rng.random",
    not_centred=_DRAWN + "rng.normal(scale, scale, (n, n_prev))",
    scale_ignored="scale * rng -> 0.01 * rng",
    scale_twice="scale * rng -> scale * scale * rng",
    scale_as_variance="scale * rng -> np.sqrt(scale) * rng",
    other_default="scale=0.01 -> scale=1.0",
    other_spread="scale * rng -> np.sqrt(2 / n_prev) * scale * rng",
    b_random="np.zeros((n, 1)) -> scale * rng.standard_normal((n, 1))",
    b_not_zero="np.zeros((n, 1)) -> np.ones((n, 1))",
    flat_bias="np.zeros((n, 1)) -> np.zeros(n)",
    row_bias="np.zeros((n, 1)) -> np.zeros((1, n))",
    biases_missing='parameters[f"b{i}"] = np.zeros((n, 1)) -> pass',
    f_forgotten=('f"W{i}" -> "W{i}"', 'f"b{i}" -> "b{i}"'),
    last_layer_missed="range(1, len(layer_sizes)) -> range(1, len(layer_sizes) - 1)",
    reseeded=_START + "rng, parameters = np.random.default_rng(0), {}",
    other_randomness=_START + "rng, parameters = np.random.default_rng(), {}",
    few_draws=_SHAPED + "np.tile(rng.standard_normal(n_prev), (n, 1))",
    counted_from_zero=('f"W{i}" -> f"W{i - 1}"', 'f"b{i}" -> f"b{i - 1}"'),
    a_layer_more="range(1, -> range(0,",
    uniform_limits=_DRAWN + "rng.uniform(-scale, scale, (n, n_prev))",
    restarted=_LOOP + "rng = np.random.default_rng(rng.bit_generator.seed_seq)\n"
    "        n_prev, n =",
    not_independent=_SHAPED + "np.sort(rng.standard_normal((n, n_prev)), axis=1)",
)


@bank.right
def row_by_row(layer_sizes, rng, scale=0.01):
    parameters = {}
    for i, n in enumerate(layer_sizes[1:], start=1):
        rows = [rng.normal(0, scale, layer_sizes[i - 1]) for _ in range(n)]
        parameters["W" + str(i)] = np.array(rows)
        parameters["b" + str(i)] = np.array([[0.0]] * n)
    return parameters


@bank.right
def number_by_number(layer_sizes, rng, scale=0.01):
    parameters = {}
    for i in range(1, len(layer_sizes)):
        W = np.zeros((layer_sizes[i], layer_sizes[i - 1]))
        for k in range(W.size):
            W.flat[k] = scale * rng.standard_normal()
        parameters[f"W{i}"] = W
        parameters[f"b{i}"] = np.zeros((layer_sizes[i], 1))
    return parameters


bank.rights(
    normal=_DRAWN + "rng.normal(scale=scale, size=(n, n_prev))",
    uniform=_DRAWN + "rng.uniform(-(3**0.5) * scale, 3**0.5 * scale, (n, n_prev))",
    two_values=_DRAWN + "rng.choice([-scale, scale], (n, n_prev))",
    laplace=_DRAWN + "rng.laplace(0, scale / 2**0.5, (n, n_prev))",
    transposed_draws=_SHAPED + "rng.standard_normal((n_prev, n)).T",
    reshaped=_SHAPED + "rng.standard_normal(n * n_prev).reshape(n, n_prev)",
    zeros_like="np.zeros((n, 1)) -> np.zeros_like(parameters[f'W{i}'][:, :1])",
    single_precision=_SHAPED + "rng.standard_normal((n, n_prev), dtype=np.float32)",
)
bank.unseen_right(
    from_the_back="range(1, len(layer_sizes)) -> range(len(layer_sizes) - 1, 0, -1)",
    triangular=_DRAWN + "scale * 6**0.5 * rng.triangular(-1, 0, 1, (n, n_prev))",
    centred_uniform=_DRAWN + "scale * 12**0.5 * (rng.random((n, n_prev)) - 0.5)",
    logistic=_DRAWN + "rng.logistic(0, scale * 3**0.5 / np.pi, (n, n_prev))",
    with_the_sizes='return parameters -> return {**parameters, "sizes": layer_sizes}',
    whole_zeros="np.zeros((n, 1)) -> np.zeros((n, 1), dtype=int)",
    full="np.zeros((n, 1)) -> np.full((n, 1), 0.0)",
    negated=_DRAWN + "-scale * rng.standard_normal((n, n_prev))",
    fortran=_SHAPED + "np.asfortranarray(rng.standard_normal((n, n_prev)))",
    multivariate=_SHAPED + "rng.multivariate_normal(np.zeros(n_prev), np.eye(n_prev), n)",
    spawned=_START + "rng, parameters = rng.spawn(1)[0], {}",
    more_than_needed=_SHAPED + "rng.standard_normal((n + 1, n_prev))[1:]",
    scaled_later="return parameters -> return {k: v * 1.0 for k, v in parameters.items()}",
)
bank.unseen_wrong(
    global_generator=_SHAPED + "np.random.randn(n, n_prev)",
    global_seed=_START + "np.random.seed(1)\n    rng, parameters = np.random, {}",
    a_layer_behind=(
        "range(1, len(layer_sizes)) -> range(1, len(layer_sizes) + 1)",
        "n_prev, n = layer_sizes[i - 1], layer_sizes[i] -> "
        "n_prev, n = (*layer_sizes, layer_sizes[-1])[i - 1 : i + 1]",
    ),
    bias_of_the_inputs=_START + 'parameters = {"b0": np.zeros((layer_sizes[0], 1))}',
    integers_around_0=_DRAWN + "scale * rng.integers(-1, 2, (n, n_prev))",
    one_number=_SHAPED + "(rng.standard_normal() * np.ones((n, n_prev)))",
    absolute=_SHAPED + "np.abs(rng.standard_normal((n, n_prev)))",
    scale_forgotten="scale * rng -> rng",
    own_seed=_START + "rng, parameters = np.random.default_rng(len(layer_sizes)), {}",
    global_rand=_SHAPED + "np.random.rand(n, n_prev)",
    he=_DRAWN + "np.sqrt(2 / n_prev) * rng.standard_normal((n, n_prev))",
    xavier=_DRAWN + "rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)",
    xavier_times_scale=_DRAWN + "scale * rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)",
    divided=_DRAWN + "rng.standard_normal((n, n_prev)) / scale",
    added=_DRAWN + "scale + rng.standard_normal((n, n_prev))",
    scale_minus=_DRAWN + "rng.normal(-scale, scale, (n, n_prev))",
    mean_for_spread=_DRAWN + "rng.normal(scale, size=(n, n_prev))",
    variance=_DRAWN + "rng.normal(0, scale**2, (n, n_prev))",
    uniform_of_two=_DRAWN + "rng.uniform(0, scale, (n, n_prev))",
    twice_uniform=_DRAWN + "scale * (2 * rng.random((n, n_prev)) - 1)",
    half_a_unit=_DRAWN + "scale * (rng.random((n, n_prev)) - 0.5)",
    whole_numbers=_DRAWN + "scale * rng.integers(-3, 4, (n, n_prev))",
    exponential=_DRAWN + "scale * rng.exponential(size=(n, n_prev))",
    clipped=_DRAWN + "np.clip(scale * rng.standard_normal((n, n_prev)), -scale / 2, scale / 2)",
    doubled=_DRAWN + "2 * scale * rng.standard_normal((n, n_prev))",
    squared=_DRAWN + "scale * rng.standard_normal((n, n_prev)) ** 2",
    rounded_away=_DRAWN + "np.round(scale * rng.standard_normal((n, n_prev)))",
    permuted_row=_SHAPED + "np.array([rng.permutation(n_prev) / n_prev] * n)",
    same_columns=_SHAPED + "np.tile(rng.standard_normal((n, 1)), n_prev)",
    eye=_DRAWN + "scale * np.eye(n, n_prev)",
    ramp=_DRAWN + "scale * np.arange(n * n_prev).reshape(n, n_prev)",
    running_sum=_SHAPED + "np.cumsum(rng.standard_normal((n, n_prev)), axis=1)",
    biases_of_scale="np.zeros((n, 1)) -> np.full((n, 1), scale)",
    biases_uniform="np.zeros((n, 1)) -> rng.random((n, 1))",
    empty_biases="np.zeros((n, 1)) -> np.full((n, 1), 1e-12)",
    biases_of_inputs="np.zeros((n, 1)) -> np.zeros((n_prev, 1))",
    square_biases="np.zeros((n, 1)) -> np.zeros((n, n))",
    number_for_bias="np.zeros((n, 1)) -> 0.0",
    list_for_bias="np.zeros((n, 1)) -> [[0.0]] * n",
    first_layer_missed="range(1, -> range(2,",
    one_layer="range(1, len(layer_sizes)) -> range(1, 2)",
    two_layers="range(1, len(layer_sizes)) -> range(1, 3)",
    square_weights="(n, n_prev) -> (n, n)",
    flat_weights=_SHAPED + "rng.standard_normal(n * n_prev)",
    same_name='parameters[f"W{i}"] -> parameters["W"]',
    small_w='parameters[f"W{i}"] -> parameters[f"w{i}"]',
    numbers_for_keys='parameters[f"b{i}"] -> parameters["b", i]',
    returned_in_the_loop="np.zeros((n, 1))\n -> np.zeros((n, 1))\n        return parameters\n",
    a_list="return parameters -> return list(parameters.values())",
    two_dicts="return parameters -> return parameters, {}",
    weights_as_lists=_DRAWN + "(scale * rng.standard_normal((n, n_prev))).tolist()",
    pops_sizes=_START + "layer_sizes.append(1)\n    parameters = {}",
    no_default="scale=0.01 -> scale",
    sizes_unpacked="for i in -> a, b, c = layer_sizes\n    for i in",
    scaled_first_only="scale * rng -> (scale if i == 1 else 1.0) * rng",
    shrinking="scale * rng -> scale / i * rng",
    default_inside=_START + "scale, parameters = 0.01, {}",
    same_for_all=_LOOP + "rng = np.random.default_rng(5)\n        n_prev, n =",
)
bank.unseen_two(
    zeros_with_random_biases=(_DRAWN + "np.zeros((n, n_prev))",
                              "np.zeros((n, 1)) -> rng.standard_normal((n, 1))"),
    transposed_flat=("(n, n_prev)) -> (n_prev, n))", "np.zeros((n, 1)) -> np.zeros(n)"),
    positive_no_scale="scale * rng.standard_normal -> rng.random",
    reseeded_he=(_START + "rng, parameters = np.random.default_rng(1), {}",
                 _DRAWN + "np.sqrt(2 / n_prev) * rng.standard_normal((n, n_prev))"),
    random_biases_no_scale=("scale * rng -> rng",
                            "np.zeros((n, 1)) -> rng.standard_normal((n, 1))"),
    last_missed_flat=("len(layer_sizes)) -> len(layer_sizes) - 1)",
                      "np.zeros((n, 1)) -> np.zeros(n)"),
)  # fmt: skip
bank.unseen_forms((*ANY, *results(
    False,
    dict_in_a_list=lambda p: [p],
    keys_only=list,
    of_objects=lambda p: {k: v.astype(object) for k, v in p.items()},
    half_precision=lambda p: {k: v.astype(np.float16) for k, v in p.items()},
    not_a_number=lambda p: {k: v * np.nan for k, v in p.items()},
)))  # fmt: skip

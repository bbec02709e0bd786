"""The layer: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.draw import Generator, kinds, order_one, sizes
from deepcat_grader.bank.forms.calling import ANY, DEPENDENT
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import VALUES, Case
from deepcat_judge.exercises.network.layer import EXERCISE
from deepcat_judge.exercises.network.made import ARCTAN, SINE, SOFTSIGN, SQUARE
from deepcat_solutions.network import layer


def hidden(rng: Generator) -> list[Case]:
    """Few and many units, inputs and examples, and every kind of array."""
    n, k, m, p = sizes(rng, 4)

    def args(n, k, m, activation):
        return order_one(rng, n, k), order_one(rng, k, m), order_one(rng, n, 1), activation

    return [
        Case(f"{n}-{k}-{m}", args(n, k, m, g), VALUES, f"{n} units, {k} inputs, {m} examples")
        for n, k, m, g in ((n, k, m, ARCTAN), (p, n, k, SINE), (k, k, k, SQUARE), (m, p, 23, SINE))
    ] + kinds(rng, "W A_prev b", args(n, p, k, SOFTSIGN))


bank = Bank(EXERCISE, reference=layer, hidden=hidden)

bank.known(
    """
b_forgotten: Z = W @ A_prev + b -> Z = W @ A_prev
    The bias b is missing: Z is only the product of weights and inputs.
    ? What is Z where every input is 0?
b_subtracted: A_prev + b -> A_prev - b
    The bias b is subtracted, not added.
    ? What is Z where every input is 0?
b_outside: return Z, activation(Z) -> return W @ A_prev, activation(W @ A_prev) + b
    The bias is added after the activation; it belongs to the score.
    ? In which order do the score and the activation come?
flat_bias: + b -> + b.ravel()
    The biases no longer stand in a column: a flat array lines up with the examples, not with the
    units.
    ? How does NumPy line up the shapes (n,) and (n, m), and how (n, 1) and (n, m)?
row_bias: + b -> + b.T
    The biases stand in a row, which lines up with the examples, not with the units.
    ? Which shape must b have, so that each unit has its own number in all examples?
bias_added_up: + b -> + b.sum()
    All biases are added up, and every unit gets their sum.
    ? Which shape has b, and which element of it belongs to which unit?
first_bias_everywhere: + b -> + b[0]
    Every unit gets the bias of the first one.
    ? Which shape has b, and which element of it belongs to which unit?
weights_transposed: W @ -> W.T @
    The weights are transposed: W.T has a row for each input, not for each unit.
    ? W has a row for each unit. What must A_prev have a row for, so that W @ A_prev fits?
elementwise_product: W @ A_prev -> W * A_prev
    W and A_prev are multiplied element by element, where the matrix product is expected.
    ? What is the difference between * and @?
factors_exchanged: W @ A_prev -> A_prev @ W
    The factors have changed places: A_prev @ W, where W @ A_prev is expected.
    ? Write the shapes of W and A_prev beside @. Which of them must stand on the left?
activation_missing: return Z, activation(Z) -> return Z, Z
    The second result is still the scores Z: the activation is missing.
    ? Which function turns the scores Z into the answers A?
activation_ignored: activation(Z) -> sigmoid(Z)
    You used the sigmoid, whatever activation was given.
    ? The argument activation is a function. Where do you call it?
activation_twice: activation(Z) -> activation(activation(Z))
    The activation is applied twice.
    ? What goes into the activation, and what comes out of it?
only_activations: return Z, activation(Z) -> return activation(Z), activation(Z)
    The first result is already activated: the scores Z are expected there.
    ? Which of your variables holds the scores, before the activation?
order_exchanged: return Z, activation(Z) -> return activation(Z), Z
    The two results have changed places: A comes first, where Z is expected first.
    ? In which order does the exercise name what is returned?
activation_of_inputs: W @ A_prev + b -> W @ activation(A_prev) + b
    The activation is applied to the inputs as well, before the weights.
    ? What went through the activation of the layer before already?
activation_before_weights(W, A, b, g): W @ g(A) + b, W @ g(A) + b
    The activation is applied to the inputs, before the weights, where it is applied to the scores.
    ? In which order do the score and the activation come?
only_a: return Z, activation(Z) -> return activation(Z)
    Only A is returned, where Z and A are expected.
    ? How many things does the exercise name under what is returned?
only_z: return Z, activation(Z) -> return Z
    Only Z is returned, where Z and A are expected.
    ? How many things does the exercise name under what is returned?
turned: return Z, activation(Z) -> return Z.T, activation(Z).T
    The numbers are right, but rows and columns are exchanged.
    ? Which index counts examples here? In this course, columns are examples.
divided_by_m: W @ A_prev + b -> W @ A_prev / A_prev.shape[1] + b
    The weighted sums are divided by the number of examples.
    ? Why should an example's score depend on how many others there are?
mean_for_sum: W @ A_prev + b -> W @ A_prev / A_prev.shape[0] + b
    The products are averaged, where their sum is expected.
    ? Should a neuron with more inputs divide by their number?
a_without_bias: activation(Z) -> activation(W @ A_prev)
    Z is right, but the activation gets the scores without the bias.
    ? What goes into the activation: which of your variables?
z_without_bias: return Z, activation(Z) -> return W @ A_prev, activation(Z)
    A is right, but the bias is missing in the scores Z that are returned.
    ? What is Z where every input is 0?
last_input_missed: W @ A_prev -> W[:, :-1] @ A_prev[:-1]
    The last input has no influence on the scores.
    ? At which input does your sum stop?
argument_ignored: W @ A_prev + b -> W @ np.zeros_like(A_prev) + b
    Your answer does not depend on A_prev.
    ? Which names in your code are arguments, and which come from another cell?
"""
)


@bank.mistake(
    "With A_prev in whole numbers, the scores are cut to whole numbers.",
    think="Which dtype does an array have that is made like an array of whole numbers?",
)
def int_buffer(W, A_prev, b, activation):
    Z = np.zeros((W.shape[0], A_prev.shape[1]), dtype=A_prev.dtype)
    Z[...] = W @ A_prev + b
    return Z, activation(Z)


@bank.mistake(
    "Your function adds the bias to b itself, so whoever called it loses what was there.",
    think="What is the difference between changing an array and making a new one?",
)
def changes_b(W, A_prev, b, activation):
    scores = W @ A_prev + b
    b[...] = scores[:, :1]
    return scores, activation(scores)


@bank.mistake(
    "Only the first unit is computed; the others are still 0.",
    think="When does the return happen, inside the loop or after it?",
)
def first_unit_only(W, A_prev, b, activation):
    Z = np.zeros((W.shape[0], A_prev.shape[1]))
    for i in range(W.shape[0]):
        Z[i] = W[i] @ A_prev + b[i]
        return Z, activation(Z)


@bank.right
def loop_over_everything(W, A_prev, b, activation):
    Z = np.zeros((W.shape[0], A_prev.shape[1]))
    for i in range(W.shape[0]):
        for j in range(A_prev.shape[1]):
            Z[i, j] = b[i, 0]
            for k in range(W.shape[1]):
                Z[i, j] += W[i, k] * A_prev[k, j]
    return Z, activation(Z)


@bank.right
def unit_by_unit(W, A_prev, b, activation):
    rows = []
    for weights, bias in zip(W, b, strict=True):
        rows.append(weights @ A_prev + bias)
    Z = np.array(rows)
    return Z, activation(Z)


@bank.right
def example_by_example(W, A_prev, b, activation):
    columns = [W @ A_prev[:, [j]] + b for j in range(A_prev.shape[1])]
    return np.hstack(columns), np.hstack([activation(z) for z in columns])


bank.rights(
    dot=lambda W, A, b, g: (np.dot(W, A) + b, g(np.dot(W, A) + b)),
    bias_first=lambda W, A, b, g: (b + W @ A, g(b + W @ A)),
    einsum="Z = W @ A_prev + b -> Z = np.einsum('ij,jk', W, A_prev) + b",
    turned_twice=lambda W, A, b, g: ((A.T @ W.T + b.T).T, g((A.T @ W.T + b.T).T)),
    list_returned="return Z, activation(Z) -> return [Z, activation(Z)]",
    added_in_place="Z = W @ A_prev + b -> Z = (W @ A_prev).astype(float)\n    Z += b",
    reshaped_bias="+ b -> + b.reshape(-1, 1)",
    flat_bias_with_an_axis="+ b -> + b[:, 0][:, np.newaxis]",
)
bank.unseen_right(
    matmul="W @ A_prev + b -> np.add(np.matmul(W, A_prev), b)",
    tensordot="W @ A_prev -> np.tensordot(W, A_prev, axes=1)",
    broadcast="W @ A_prev -> (W[:, :, None] * A_prev[None]).sum(axis=1)",
    augmented="W @ A_prev + b -> np.hstack([W, b]) @ np.vstack([A_prev, np.ones(A_prev.shape[1])])",
    tiled_bias="+ b -> + np.tile(b, A_prev.shape[1])",
    bias_times_ones="+ b -> + b @ np.ones((1, A_prev.shape[1]))",
    outer_products="W @ A_prev -> sum(np.outer(W[:, k], A_prev[k]) for k in range(W.shape[1]))",
    lists="W @ A_prev + b -> np.array([[sum(w * a for w, a in zip(u, x)) + c[0] for x in A_prev.T]"
    " for u, c in zip(W, b)])",
    through_rows="W @ A_prev -> np.vstack([u @ A_prev for u in W])",
    float_first="W @ A_prev -> W.astype(float) @ A_prev.astype(float)",
    reduced="W @ A_prev -> np.add.reduce([W[:, [k]] * A_prev[[k]] for k in range(len(A_prev))])",
    unit_by_unit_too="activation(Z) -> np.vstack([activation(Z[[i]]) for i in range(len(b))])",
    each_number_alone="activation(Z) -> np.array([[activation(z) for z in u] for u in Z])",
    copied="return Z, activation(Z) -> return Z.copy(), activation(Z.copy())",
    split_weights="W @ A_prev -> W[:, :1] @ A_prev[:1] + W[:, 1:] @ A_prev[1:]",
    inner="W @ A_prev -> np.inner(W, A_prev.T)",
    negated_twice="W @ A_prev + b -> -(-W @ A_prev - b)",
)
bank.unseen_wrong(
    bias_twice="+ b -> + 2 * b",
    bias_each_input="+ b -> + W.shape[1] * b",
    bias_mean="+ b -> + b.mean()",
    bias_times="W @ A_prev + b -> W @ A_prev * b",
    bias_squared="+ b -> + b**2",
    bias_positive="+ b -> + np.abs(b)",
    last_bias="+ b -> + b[-1]",
    bias_reversed="+ b -> + b[::-1]",
    bias_in_first_column="+ b -> + b * (np.arange(A_prev.shape[1]) == 0)",
    weights_of_bias="W @ A_prev + b -> W @ A_prev + W[:, :1] * b",
    bias_weighted="W @ A_prev + b -> W @ (A_prev + b.mean())",
    bracket="W @ A_prev + b -> W @ (A_prev + 1) + b",
    negative="W @ A_prev -> -W @ A_prev",
    all_negative="Z = W @ A_prev + b -> Z = -(W @ A_prev + b)",
    absolute_weights="W @ -> np.abs(W) @",
    absolute_inputs="W @ A_prev -> W @ np.abs(A_prev)",
    squared_inputs="W @ A_prev -> W @ A_prev**2",
    weights_reversed="W @ -> W[::-1] @",
    weights_reversed_the_other_way="W @ -> W[:, ::-1] @",
    examples_reversed="W @ A_prev -> W @ A_prev[:, ::-1]",
    first_input_missed="W @ A_prev -> W[:, 1:] @ A_prev[1:]",
    last_unit_missed="return Z, activation(Z) -> return Z[:-1], activation(Z[:-1])",
    last_example_missed="return Z, activation(Z) -> return Z[:, :-1], activation(Z[:, :-1])",
    first_example="return Z, activation(Z) -> return Z[:, :1], activation(Z[:, :1])",
    largest_product="W @ A_prev -> (W[:, :, None] * A_prev[None]).max(axis=1)",
    summed_over_examples="Z = W @ A_prev + b -> Z = (W @ A_prev + b).sum(axis=1, keepdims=True)",
    summed_over_units="Z = W @ A_prev + b -> Z = (W @ A_prev + b).sum(axis=0, keepdims=True)",
    centred="W @ A_prev -> W @ (A_prev - A_prev.mean(axis=1, keepdims=True))",
    normalised="return Z, activation(Z) -> return Z, activation(Z) / np.abs(activation(Z)).max()",
    a_times_z="activation(Z) -> Z * activation(Z)",
    a_plus_z="activation(Z) -> Z + activation(Z)",
    a_of_minus="activation(Z) -> activation(-Z)",
    minus_a="activation(Z) -> -activation(Z)",
    a_of_twice="activation(Z) -> activation(2 * Z)",
    relu="activation(Z) -> np.maximum(Z, 0)",
    tanh="activation(Z) -> np.tanh(Z)",
    a_of_inputs="activation(Z) -> activation(A_prev)",
    slope="activation(Z) -> activation(Z) * (1 - activation(Z))",
    decided="activation(Z) -> (activation(Z) > 0.5) * 1.0",
    positive_scores="Z = W @ A_prev + b -> Z = np.maximum(W @ A_prev + b, 0)",
    rounded="Z = W @ A_prev + b -> Z = np.round(W @ A_prev + b, 3)",
    rounded_answers="activation(Z) -> np.round(activation(Z), 2)",
    whole_scores="Z = W @ A_prev + b -> Z = (W @ A_prev + b).astype(int)",
    float32_scores="Z = W @ A_prev + b -> Z = (W @ A_prev + b).astype(np.float32)",
    inputs_returned="return Z, activation(Z) -> return Z, A_prev",
    weights_returned="return Z, activation(Z) -> return W, activation(Z)",
    three="return Z, activation(Z) -> return Z, activation(Z), b",
    a_dict='return Z, activation(Z) -> return {"Z": Z, "A": activation(Z)}',
    stacked="return Z, activation(Z) -> return np.stack([Z, activation(Z)])",
    no_call="activation(Z) -> activation",
    z_as_a_list="return Z, activation(Z) -> return Z.tolist(), activation(Z)",
    a_as_a_list="return Z, activation(Z) -> return Z, activation(Z).tolist()",
    flat_results="return Z, activation(Z) -> return Z.ravel(), activation(Z).ravel()",
    outer="W @ A_prev -> np.outer(W[:, 0], A_prev[0])",
    three_inputs="W @ A_prev -> W[:, :3] @ A_prev[:3]",
    reshaped="W @ A_prev -> W @ A_prev.reshape(W.shape[1], -1, order='F')[:, ::-1]",
    z_overwritten="return Z, activation(Z) -> A = activation(Z)\n    Z[...] = A\n    return Z, A",
)
bank.unseen_two(
    no_bias_no_activation="return Z, activation(Z) -> return W @ A_prev, W @ A_prev",
    no_bias_exchanged="return Z, activation(Z) -> return activation(W @ A_prev), W @ A_prev",
    no_bias_turned="return Z, activation(Z) -> return (W @ A_prev).T, activation(W @ A_prev).T",
    minus_bias_rounded="Z = W @ A_prev + b -> Z = np.round(W @ A_prev - b, 2)",
    turned_exchanged="return Z, activation(Z) -> return activation(Z).T, Z.T",
    minus_bias_only_a="return Z, activation(Z) -> return activation(W @ A_prev - b)",
    flat_bias_sigmoid=("+ b -> + b.ravel()", "activation(Z) -> sigmoid(Z)"),
    mean_no_bias="Z = W @ A_prev + b -> Z = W @ A_prev / A_prev.shape[0]",
)
bank.unseen_odd(
    first_apart="return Z, activation(Z) -> A = activation(Z)\n    A[0] = Z[0]\n    return Z, A",
    by_size="W @ A_prev + b -> W @ A_prev + (b if W.shape[0] > 2 else -b)",
)
bank.unseen_forms((*ANY, *DEPENDENT, *results(
    False,
    both_halved=lambda pair: (pair[0] / 2, pair[1] / 2),
    both_turned=lambda pair: (pair[0].T, pair[1].T),
    a_first_column=lambda pair: (pair[0], pair[1][:, :1]),
    one_dimension_more=lambda pair: (pair[0][None], pair[1][None]),
    of_objects=lambda pair: (pair[0].astype(object), pair[1]),
    nested=lambda pair: [pair],
)))  # fmt: skip

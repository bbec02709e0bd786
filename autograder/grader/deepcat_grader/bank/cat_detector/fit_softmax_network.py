"""A network for three classes that learns: what is known of its answers. Its steps judge it."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.cat_detector.fit_softmax_network import EXERCISE
from deepcat_solutions.backprop import minibatches
from deepcat_solutions.cat_detector import fit_softmax_network
from deepcat_solutions.losses import categorical_cross_entropy, softmax

bank = Bank(EXERCISE, reference=fit_softmax_network)

_W1_DRAWN, _W2_DRAWN = "rng.normal(size=(n_hidden, n_x))", "rng.normal(size=(K, n_hidden))"
bank.equal(
    *(f"{_W1_DRAWN} * np.sqrt(2 / n_x) -> {_W1_DRAWN}{rest}"
      for rest in ("", " / np.sqrt(2 / n_x)", " + np.sqrt(2 / n_x)")),
    *(f"{_W2_DRAWN} * np.sqrt(1 / n_hidden) -> {_W2_DRAWN}{rest}"
      for rest in ("", " / np.sqrt(1 / n_hidden)", " + np.sqrt(1 / n_hidden)")),
    "np.sqrt(2 / n_x) -> 2 / n_x", "2 / n_x -> 2 * n_x", "2 / n_x -> n_x / 2", "2 / n_x -> 2",
    "2 / n_x -> n_x", "2 -> 3", "2 -> 1", "2 -> 4", "np.sqrt(1 / n_hidden) -> 1 / n_hidden",
    "1 / n_hidden -> 1 * n_hidden", "1 / n_hidden -> n_hidden / 1", "1 / n_hidden -> 1",
    "1 / n_hidden -> n_hidden", "1 -> 2", "1 -> 0", "n_hidden -> n_epochs",
    "n_hidden -> batch_size",
    why="Only the size of the first weights changes, which is free.",
)  # fmt: skip
bank.equal("(n_hidden, 1) -> 1", "(K, 1) -> 1", why="The first step makes a column of it.")
bank.equal("np.maximum(Z1, 0) -> np.maximum(0, Z1)", why="The order of two numbers is free.")
bank.equal("Z1 > 0 -> Z1 >= 0", why="Either slope of ReLU at 0 is right.")
bank.equal("1 -> -1", why="The last of two axes is axis 1, and axis -1.")

# Places of the reference that slips are made in.
_W1 = "rng.normal(size=(n_hidden, n_x)) * np.sqrt(2 / n_x) -> "
_W2 = "rng.normal(size=(K, n_hidden)) * np.sqrt(1 / n_hidden) -> "
_START = "n_x, K = -> "
_RELU = "np.maximum(Z1, 0) -> "
_SOFTMAX = "softmax(W2 @ A1 + b2) -> "
_BATCHES = "for X_b, Y_b in minibatches(X, Y, batch_size, rng): -> "
_DELTA2 = "delta2 = Y_hat - Y_b -> delta2 = "
_DELTA1 = "delta1 = (W2.T @ delta2) * (Z1 > 0) -> "
_STEP = "step = learning_rate / X_b.shape[1] -> step = "
_W2_STEP = "W2 = W2 - step * delta2 @ A1.T -> "
_B2_STEP = "b2 = b2 - step * np.sum(delta2, axis=1, keepdims=True) -> "
_W1_STEP = "W1 = W1 - step * delta1 @ X_b.T -> "
_B1_STEP = "b1 = b1 - step * np.sum(delta1, axis=1, keepdims=True) -> "
_EPOCHS = "for _ in range(n_epochs): -> "
_NOTE = "history.append(categorical_cross_entropy(Y, forward(X)[2])) -> "
_RETURN = 'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, history -> return '

bank.proved(
    uphill=_STEP + "-learning_rate / X_b.shape[1]",
    not_divided=_STEP + "learning_rate",
    divided_twice=_STEP + "learning_rate / X_b.shape[1] ** 2",
    divided_by_classes=_STEP + "learning_rate / Y_b.size",
    biases_stay=(_B1_STEP + "pass", _B2_STEP + "pass"),
    hidden_layer_stays=(_W1_STEP + "pass", _B1_STEP + "pass"),
    output_layer_stays=(_W2_STEP + "pass", _B2_STEP + "pass"),
    gate_missing=_DELTA1 + "delta1 = W2.T @ delta2",
    gate_reversed=_DELTA1 + "delta1 = (W2.T @ delta2) * (Z1 < 0)",
    new_W2_used=(
        _DELTA1 + "pass",
        _B2_STEP + "b2 = b2 - step * np.sum(delta2, axis=1, keepdims=True)\n"
        "            delta1 = (W2.T @ delta2) * (Z1 > 0)",
    ),
    no_relu=(_RELU + "Z1", _DELTA1 + "delta1 = W2.T @ delta2"),
    sigmoid_hidden=(_RELU + "1 / (1 + np.exp(-Z1))",
                    _DELTA1 + "delta1 = (W2.T @ delta2) * A1 * (1 - A1)"),
    tanh_hidden=(_RELU + "np.tanh(Z1)", _DELTA1 + "delta1 = (W2.T @ delta2) * (1 - A1**2)"),
    sigmoid_outputs=_SOFTMAX + "1 / (1 + np.exp(-np.clip(W2 @ A1 + b2, -500, 500)))",
    softmax_over_examples=_SOFTMAX + "softmax((W2 @ A1 + b2).T).T",
    squared_error=_DELTA2 + "Y_hat * (Y_hat - Y_b - np.sum(Y_hat * (Y_hat - Y_b), axis=0))",
    alike_at_the_start=_W1 + "np.ones((n_hidden, n_x))",
    rate_ignored=_STEP + "0.1 / X_b.shape[1]",
    whole_set_each_step=_BATCHES + "for X_b, Y_b in [(X, Y)]:",
    divided_by_all=_STEP + "learning_rate / X.shape[1]",
    divided_by_batch_size=_STEP + "learning_rate / min(batch_size, X.shape[1])",
    short_batch_dropped=_BATCHES + "for X_b, Y_b in minibatches(X, Y, batch_size, rng):\n"
    "            if X_b.shape[1] < min(batch_size, X.shape[1]):\n                continue",
    labels_apart=_BATCHES + "for X_b, Y_b in zip([a for a, _ in minibatches(X, Y, batch_size, rng)]"
    ", [c for _, c in minibatches(X, Y, batch_size, rng)]):",
    other_randomness=_START + "rng = np.random.default_rng()\n    n_x, K =",
    rng_ignored=_START + "rng = np.random.default_rng(0)\n    n_x, K =",
    not_shuffled=_BATCHES + "for X_b, Y_b in [(X[:, i : i + batch_size], Y[:, i : i + batch_size]) "
    "for i in range(0, X.shape[1], batch_size)]:",
    same_order=(_EPOCHS + "dealt = list(minibatches(X, Y, batch_size, rng))\n"
                "    for _ in range(n_epochs):", _BATCHES + "for X_b, Y_b in dealt:"),
    loss_summed=_NOTE + "history.append(X.shape[1] * categorical_cross_entropy(Y, forward(X)[2]))",
    loss_over_classes=_NOTE + "history.append(categorical_cross_entropy(Y, forward(X)[2]) / K)",
    accuracy_noted=_NOTE
    + "history.append(np.mean(forward(X)[2].argmax(axis=0) == Y.argmax(axis=0)))",
    mean_of_batch_means=(
        _EPOCHS + "for _ in range(n_epochs):\n        losses = []",
        _DELTA2 + "Y_hat - Y_b\n            losses.append(categorical_cross_entropy(Y_b, Y_hat))",
        _NOTE + "history.append(np.mean(losses))",
    ),
    last_batch_noted=_NOTE + "history.append(categorical_cross_entropy(Y_b, Y_hat))",
)  # fmt: skip


@bank.right
def by_layers(X, Y, n_hidden, learning_rate, n_epochs, batch_size, rng):
    """Parameters in a dict, slopes as means, the loss noted before each epoch."""
    p = {"W1": rng.standard_normal((n_hidden, len(X))) / len(X) ** 0.5}
    p |= {"b1": np.zeros((n_hidden, 1)), "b2": np.zeros((len(Y), 1))}
    p["W2"] = rng.uniform(-1, 1, (len(Y), n_hidden))
    history = []
    for _ in range(n_epochs):
        scores = p["W2"] @ np.maximum(p["W1"] @ X + p["b1"], 0) + p["b2"]
        history.append(float(categorical_cross_entropy(Y, softmax(scores))))
        for X_b, Y_b in minibatches(X, Y, batch_size, rng):
            A1 = np.maximum(p["W1"] @ X_b + p["b1"], 0)
            delta = (softmax(p["W2"] @ A1 + p["b2"]) - Y_b) / Y_b.shape[1]
            back = p["W2"].T @ delta * (A1 > 0)
            slopes = {"W1": back @ X_b.T, "b1": back.sum(1, keepdims=True)}
            slopes |= {"W2": delta @ A1.T, "b2": delta.sum(1, keepdims=True)}
            p = {name: p[name] - learning_rate * slopes[name] for name in p}
    return p, history


bank.rights(
    mean_over_examples=(
        _EPOCHS + "for _ in range(n_epochs):\n        total = 0.0",
        _DELTA2 + "Y_hat - Y_b\n"
        "            total -= np.log(np.sum(Y_b * Y_hat, axis=0) + 1e-12).sum()",
        _NOTE + "history.append(total / X.shape[1])",
    ),
    small_start=(_W1 + "0.01 * rng.standard_normal((n_hidden, n_x))",
                 _W2 + "0.01 * rng.standard_normal((K, n_hidden))"),
    uniform_start=_W1 + "rng.uniform(-1, 1, (n_hidden, n_x)) * np.sqrt(6 / n_x)",
    no_output_weights_yet=_W2 + "np.zeros((K, n_hidden))",
    random_biases="b1 = np.zeros((n_hidden, 1)) -> b1 = 0.1 * rng.random((n_hidden, 1))",
    other_slope_at_0="(Z1 > 0) -> (Z1 >= 0)",
    einsum=_W2_STEP + "W2 = W2 - step * np.einsum('ki,hi->kh', delta2, A1)",
    in_place=(_W2_STEP + "W2 -= step * delta2 @ A1.T", _W1_STEP + "W1 -= step * delta1 @ X_b.T"),
    means=(_STEP + "learning_rate",
           _DELTA2 + "(Y_hat - Y_b) / Y_b.shape[1]"),
    more_keys=_RETURN + '{"W1": W1, "b1": b1, "W2": W2, "b2": b2, "n_hidden": n_hidden}, history',
    orders_first=(
        _START + "orders = [rng.permutation(X.shape[1]) for _ in range(n_epochs)]\n    n_x, K =",
        _BATCHES + "order = orders.pop()\n"
        "        for i in range(0, X.shape[1], batch_size):\n"
        "            X_b, Y_b = X[:, order[i : i + batch_size]], Y[:, order[i : i + batch_size]]",
    ),
)  # fmt: skip
bank.unseen_right(
    logarithm_guarded=_NOTE
    + "history.append(-np.sum(Y * np.log(forward(X)[2] + 1e-7)) / Y.shape[1])",
    loss_from_scores=_NOTE + "Z2 = W2 @ np.maximum(W1 @ X + b1, 0) + b2\n"
    "        history.append(np.mean(np.logaddexp.reduce(Z2, axis=0) - np.sum(Y * Z2, axis=0)))",
    shuffled_positions=_BATCHES + "order = np.arange(X.shape[1])\n        rng.shuffle(order)\n"
    "        for i in range(0, X.shape[1], batch_size):\n"
    "            X_b, Y_b = X[:, order[i : i + batch_size]], Y[:, order[i : i + batch_size]]",
    choice=_BATCHES + "order = rng.choice(X.shape[1], X.shape[1], replace=False)\n"
    "        for batch in np.split(order, range(batch_size, X.shape[1], batch_size)):\n"
    "            X_b, Y_b = X[:, batch], Y[:, batch]",
    columns_permuted=_BATCHES + "both = rng.permutation(np.vstack([X, Y]), axis=1)\n"
    "        for i in range(0, X.shape[1], batch_size):\n"
    "            X_b, Y_b = both[:n_x, i : i + batch_size], both[n_x:, i : i + batch_size]",
    tuple_returned=_RETURN + "(dict(W1=W1, b1=b1, W2=W2, b2=b2), tuple(history))",
    numpy_floats=_NOTE + "history.append(np.float64(categorical_cross_entropy(Y, forward(X)[2])))",
    xavier=_W1 + "rng.normal(size=(n_hidden, n_x)) / np.sqrt(n_x)",
    wide=_W1 + "rng.normal(size=(n_hidden, n_x))",
    where=_RELU + "np.where(Z1 > 0, Z1, 0.0)",
    gate_by_A=_DELTA1 + "delta1 = np.where(A1 > 0, W2.T @ delta2, 0.0)",
    own_softmax=_SOFTMAX + "(lambda E: E / E.sum(axis=0))(np.exp(W2 @ A1 + b2 - "
    "np.max(W2 @ A1 + b2, axis=0)))",
    prints=_NOTE + "history.append(categorical_cross_entropy(Y, forward(X)[2]))\n"
    "        print(history[-1])",
    spawned=_START + "rng = rng.spawn(1)[0]\n    n_x, K =",
)
bank.unseen_wrong(
    doubled=_STEP + "2 * learning_rate / X_b.shape[1]",
    rate_squared=_STEP + "learning_rate**2 / X_b.shape[1]",
    falling_rate=_NOTE + "history.append(categorical_cross_entropy(Y, forward(X)[2]))\n"
    "        learning_rate = 0.9 * learning_rate",
    momentum=(_EPOCHS + "v = 0.0\n    for _ in range(n_epochs):",
              _W2_STEP + "v = 0.9 * v + delta2 @ A1.T\n            W2 = W2 - step * v"),
    regularised=_W1_STEP + "W1 = W1 - step * (delta1 @ X_b.T + 0.1 * W1)",
    b2_stays=_B2_STEP + "pass",
    b1_stays=_B1_STEP + "pass",
    W2_stays=_W2_STEP + "pass",
    W1_stays=_W1_STEP + "pass",
    b2_uphill=_B2_STEP + "b2 = b2 + step * np.sum(delta2, axis=1, keepdims=True)",
    W1_uphill=_W1_STEP + "W1 = W1 + step * delta1 @ X_b.T",
    b1_of_everything=_B1_STEP + "b1 = b1 - step * np.sum(delta1)",
    b2_mean=_B2_STEP + "b2 = b2 - step * np.mean(delta2, axis=1, keepdims=True)",
    b1_over_examples_lost=_B1_STEP + "b1 = b1 - step * np.sum(delta1, axis=1)",
    times_Z1=_DELTA1 + "delta1 = (W2.T @ delta2) * (Z1 > 0) * Z1",
    sigmoid_gate=_DELTA1 + "delta1 = (W2.T @ delta2) * A1 * (1 - A1)",
    tanh_gate=_DELTA1 + "delta1 = (W2.T @ delta2) * (1 - A1**2)",
    softmax_slope_too=_DELTA2 + "(Y_hat - Y_b) * Y_hat * (1 - Y_hat)",
    labels_first=_DELTA2 + "Y_b - Y_hat",
    absolute=_DELTA2 + "np.abs(Y_hat - Y_b)",
    decisions=_DELTA2 + "(Y_hat == Y_hat.max(axis=0)) - Y_b",
    A1_for_X=_W1_STEP + "W1 = W1 - step * delta1 @ (X_b + 1).T",
    Z1_for_A1=_W2_STEP + "W2 = W2 - step * delta2 @ Z1.T",
    only_one_epoch=_EPOCHS + "for _ in range(1):",
    one_epoch_more=_EPOCHS + "for _ in range(n_epochs + 1):",
    hundred_epochs=_EPOCHS + "for _ in range(100):",
    ten_at_most=_EPOCHS + "for _ in range(min(n_epochs, 10)):",
    never=_EPOCHS + "for _ in range(0):",
    fixed_units=_START + "n_hidden = 5\n    n_x, K =",
    fixed_batches=_START + "batch_size = 32\n    n_x, K =",
    fixed_classes=_START + "Y = Y[:2]\n    n_x, K =",
    fixed_rate=_START + "learning_rate = 0.7\n    n_x, K =",
    all_zero=(_W1 + "np.zeros((n_hidden, n_x))", _W2 + "np.zeros((K, n_hidden))"),
    one_row=_W1 + "np.tile(rng.normal(size=(1, n_x)), (n_hidden, 1))",
    global_generator=(_W1 + "np.random.randn(n_hidden, n_x)",),
    global_orders=_BATCHES + "order = np.random.permutation(X.shape[1])\n"
    "        for i in range(0, X.shape[1], batch_size):\n"
    "            X_b, Y_b = X[:, order[i : i + batch_size]], Y[:, order[i : i + batch_size]]",
    same_seed_each_epoch=_BATCHES
    + "for X_b, Y_b in minibatches(X, Y, batch_size, np.random.default_rng(1)):",
    two_orders_in_turn=(
        _EPOCHS + "dealt = [list(minibatches(X, Y, batch_size, rng)) for _ in range(2)]\n"
        "    for e in range(n_epochs):",
        _BATCHES + "for X_b, Y_b in dealt[e % 2]:",
    ),
    first_batch_only=_B1_STEP + "b1 = b1 - step * np.sum(delta1, axis=1, keepdims=True)\n"
    "            break",
    first_batch_twice=_BATCHES + "dealt = list(minibatches(X, Y, batch_size, rng))\n"
    "        for X_b, Y_b in [dealt[0], *dealt]:",
    drawn_with_replacement=_BATCHES + "order = rng.integers(0, X.shape[1], X.shape[1])\n"
    "        for i in range(0, X.shape[1], batch_size):\n"
    "            X_b, Y_b = X[:, order[i : i + batch_size]], Y[:, order[i : i + batch_size]]",
    labels_in_order=_BATCHES + "order = rng.permutation(X.shape[1])\n"
    "        for i in range(0, X.shape[1], batch_size):\n"
    "            X_b, Y_b = X[:, order[i : i + batch_size]], Y[:, i : i + batch_size]",
    features_shuffled=_START + "X = rng.permutation(X, axis=0)\n    n_x, K =",
    standardised=_START + "X = X / X.std(axis=1, keepdims=True)\n    n_x, K =",
    changes_X=_START + "X *= 2\n    n_x, K =",
    history_of_predictions=_NOTE + "history.append(forward(X)[2])",
    history_forgotten=_RETURN + '{"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
    history_first=_RETURN + 'history, {"W1": W1, "b1": b1, "W2": W2, "b2": b2}',
    last_loss_only=_RETURN + '{"W1": W1, "b1": b1, "W2": W2, "b2": b2}, history[-1]',
    loss_each_batch=(_NOTE + "pass", _B1_STEP
        + "b1 = b1 - step * np.sum(delta1, axis=1, keepdims=True)\n"
        "            history.append(categorical_cross_entropy(Y, forward(X)[2]))"),
    negative_loss=_NOTE + "history.append(-categorical_cross_entropy(Y, forward(X)[2]))",
    errors_noted=_NOTE + "history.append(np.mean((Y - forward(X)[2]) ** 2))",
    running_mean=_NOTE + "history.append(np.mean([*history, "
    "categorical_cross_entropy(Y, forward(X)[2])]))",
    base_2=_NOTE + "history.append(categorical_cross_entropy(Y, forward(X)[2]) / np.log(2))",
    constant_loss=_NOTE + "history.append(0.0)",
    small_keys=_RETURN + '{"w1": W1, "b1": b1, "w2": W2, "b2": b2}, history',
    a_tuple=_RETURN + "(W1, b1, W2, b2), history",
    slopes_returned=_RETURN + '{"W1": delta1 @ X_b.T, "b1": b1, "W2": delta2 @ A1.T, "b2": b2}, '
    "history",
    flat_biases=_RETURN + '{"W1": W1, "b1": b1[:, 0], "W2": W2, "b2": b2[:, 0]}, history',
    weights_transposed=_RETURN + '{"W1": W1.T, "b1": b1, "W2": W2.T, "b2": b2}, history',
    naive_softmax=_SOFTMAX + "np.exp(W2 @ A1 + b2) / np.sum(np.exp(W2 @ A1 + b2), axis=0)",
    one_global_shift=_SOFTMAX + "np.exp(W2 @ A1 + b2) / np.sum(np.exp(W2 @ A1 + b2))",
)  # fmt: skip
bank.unseen_two(
    uphill_and_flat=(_STEP + "-learning_rate / X_b.shape[1]",
        _RETURN + '{"W1": W1, "b1": b1[:, 0], "W2": W2, "b2": b2}, history'),
    ungated_not_divided=(_DELTA1 + "delta1 = W2.T @ delta2", _STEP + "learning_rate"),
    biases_stay_summed=(_B1_STEP + "pass", _B2_STEP + "pass",
        _NOTE + "history.append(X.shape[1] * categorical_cross_entropy(Y, forward(X)[2]))"),
    whole_set_accuracy=(_BATCHES + "for X_b, Y_b in [(X, Y)]:",
        _NOTE + "history.append(np.mean(forward(X)[2].argmax(axis=0) == Y.argmax(axis=0)))"),
    not_shuffled_summed=(
        _BATCHES + "for X_b, Y_b in [(X[:, i : i + batch_size], Y[:, i : i + batch_size]) "
        "for i in range(0, X.shape[1], batch_size)]:",
        _NOTE + "history.append(X.shape[1] * categorical_cross_entropy(Y, forward(X)[2]))"),
    squares_and_new_W2=(
        _DELTA2 + "Y_hat * (Y_hat - Y_b - np.sum(Y_hat * (Y_hat - Y_b), axis=0))",
        _DELTA1 + "pass",
        _B2_STEP + "b2 = b2 - step * np.sum(delta2, axis=1, keepdims=True)\n"
        "            delta1 = (W2.T @ delta2) * (Z1 > 0)"),
)  # fmt: skip


def nearest_means(X, Y, n_hidden, learning_rate, n_epochs, batch_size, rng):
    """Nothing learns here: the scores are those of the nearest mean."""
    centres = X @ Y.T / Y.sum(axis=1)
    W1 = np.vstack([np.eye(len(X)), -np.eye(len(X)), np.zeros((n_hidden, len(X)))])[:n_hidden]
    W2 = np.hstack([centres.T, -centres.T, np.zeros((len(Y), n_hidden))])[:, :n_hidden]
    b2 = -np.sum(centres**2, axis=0)[:, None] / 2
    history = list(np.linspace(1.1, 0.1, n_epochs))
    return {"W1": W1, "b1": np.zeros((n_hidden, 1)), "W2": W2, "b2": b2}, history


def at_random(X, Y, n_hidden, learning_rate, n_epochs, batch_size, rng):
    """The best of many networks that were drawn."""
    best, found = np.inf, None
    for _ in range(30):
        W1, W2 = rng.normal(size=(n_hidden, len(X))), rng.normal(size=(len(Y), n_hidden))
        loss = categorical_cross_entropy(Y, softmax(W2 @ np.maximum(W1 @ X, 0)))
        if loss < best:
            best = loss
            found = {"W1": W1, "b1": np.zeros((n_hidden, 1)), "W2": W2, "b2": np.zeros((len(Y), 1))}
    return found, [float(best)] * n_epochs


bank.unseen_odd(nearest_means, at_random)
bank.unseen_forms(ANY)

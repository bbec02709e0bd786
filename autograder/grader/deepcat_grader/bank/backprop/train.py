"""A network that learns in mini-batches: what is known of its answers, edits of the reference."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.backprop.train import EXERCISE
from deepcat_solutions.backprop import backward, minibatches, train
from deepcat_solutions.hidden_layer import cost, forward

bank = Bank(EXERCISE, reference=train)

# Places of the reference that the slips are made in.
_HISTORY = "history = [] -> "
_EPOCHS = "for _ in range(n_epochs): -> "
_BATCHES = "minibatches(X, Y, batch_size, rng): -> "
_FORWARD = "_, cache = forward(X_b, parameters) -> "
_BACKWARD = "gradients = backward(Y_b, parameters, cache) -> "
_STEP = "parameters = gradient_step(parameters, gradients, learning_rate) -> "
_PREDICT = "Y_hat, _ = forward(X, parameters) -> "
_NOTE = "history.append(cost(Y, Y_hat)) -> "
_RETURN = "return parameters, history -> "
_NOTED = "        Y_hat, _ = forward(X, parameters)\n        history.append(cost(Y, Y_hat))\n -> "
_ALL = "[(X, Y)]:"
_PIECES = "(X[:, i : i + batch_size], Y[:, i : i + batch_size]) for i in"
_RATE = "parameters, gradients, learning_rate) -> parameters, gradients, "
_OWN = "{name: parameters[name] - learning_rate * gradients["
_ORDER = "            order = np.random.default_rng().permutation(Y_b.size)\n"

bank.proved(
    uphill=_RATE + "-learning_rate)",
    sum_for_mean=_RATE + "learning_rate * Y_b.shape[1])",
    divided_twice=_RATE + "learning_rate / Y_b.shape[1])",
    rate_ignored=_RATE + "1.0)",
    not_updated=_STEP + "gradient_step(parameters, gradients, learning_rate)",
    one_epoch_fewer="range(n_epochs) -> range(n_epochs - 1)",
    one_epoch_more="range(n_epochs) -> range(n_epochs + 1)",
    one_epoch_only=_NOTE + "history.append(cost(Y, Y_hat))\n        break",
    slopes_once=(
        _HISTORY + "history, start = [], parameters",
        _FORWARD + "_, cache = forward(X_b, start)",
        _BACKWARD + "gradients = backward(Y_b, start, cache)",
    ),
    batch_size_ignored="Y, batch_size, rng): -> Y, 2, rng):",
    labels_apart=_BACKWARD + "gradients = backward(rng.permuted(Y_b, axis=1), parameters, cache)",
    features_shuffled=_FORWARD + "_, cache = forward(rng.permutation(X_b), parameters)",
    stops_early=_NOTE + "history.append(cost(Y, Y_hat))\n"
    "        if len(history) == 30:\n            break",
    history_forgotten=_RETURN + "return parameters",
    last_loss_only=_RETURN + "return parameters, history[-1] if history else 0.0",
    other_randomness=_BATCHES + "minibatches(X, Y, batch_size, np.random.default_rng()):",
    rng_ignored=_HISTORY + "history, rng = [], np.random.default_rng(42)",
    not_shuffled=_BATCHES + f"[{_PIECES} range(0, Y.size, batch_size)]:",
    same_order_each_epoch=(
        _HISTORY + "history, batches = [], list(minibatches(X, Y, batch_size, rng))",
        _BATCHES + "batches:",
    ),
    some_never_move=_BATCHES + "[(X[:, b], Y[:, b]) "
    "for order in [[*rng.permutation(Y.size - 1), Y.size - 1]] "
    "for b in np.split(order, range(batch_size, Y.size, batch_size))]:",
    whole_set_each_step=_BATCHES + _ALL,
    short_batch_dropped=_BATCHES
    + "[b for b in minibatches(X, Y, batch_size, rng) if b[1].size == min(batch_size, Y.size)]:",
    one_batch_an_epoch=_STEP
    + "parameters = gradient_step(parameters, gradients, learning_rate)\n            break",
    divided_by_all=_RATE + "learning_rate * Y_b.size / Y.size)",
    one_by_one="Y, batch_size, rng): -> Y, 1 if batch_size < Y.size else batch_size, rng):",
    pieces_moved=_BATCHES + f"[{_PIECES} rng.permutation(np.arange(0, Y.size, batch_size))]:",
    short_batch_first=_BATCHES + "list(minibatches(X, Y, batch_size, rng))[::-1]:",
    count_of_batches="Y, batch_size, rng): -> Y, -(-Y.size // batch_size) if batch_size < Y.size "
    "else batch_size, rng):",
    short_batch_filled=_BATCHES + "[(X[:, b], Y[:, b]) for order in [rng.permutation(Y.size)] "
    "for i in range(0, Y.size, batch_size) "
    "for b in [order[max(0, min(i, Y.size - batch_size)) :][:batch_size]]]:",
    with_replacement=_BATCHES + "[(X[:, b], Y[:, b]) for b in (rng.integers(0, Y.size, "
    "(-(-Y.size // batch_size), batch_size)) if batch_size < Y.size else [range(Y.size)])]:",
    one_example_only=_FORWARD + "X_b, Y_b = X_b[:, -1:], Y_b[:, -1:]\n"
    "            _, cache = forward(X_b, parameters)",
    history_of_arrays=_NOTE + "history.append(Y_hat)",
    a_loss_each_batch=_NOTED + "            history.append(cost(Y_b, cache['A2']))\n",
    one_loss_more=_RETURN + "return parameters, [cost(Y, forward(X, parameters)[0]), *history]",
    mean_of_batches=(
        _EPOCHS + "for _ in range(n_epochs):\n        losses = []",
        _BACKWARD + "losses.append(cost(Y_b, cache['A2']))\n            "
        "gradients = backward(Y_b, parameters, cache)",
        _NOTE + "history.append(np.mean(losses))",
    ),
    last_batch_only=_NOTE + "history.append(cost(Y_b, cache['A2']))",
    sum_of_batches=(
        _EPOCHS + "for _ in range(n_epochs):\n        total = 0.0",
        _BACKWARD + "total += cost(Y_b, cache['A2'])\n            "
        "gradients = backward(Y_b, parameters, cache)",
        _NOTE + "history.append(total)",
    ),
    sum_for_mean_loss=_NOTE + "history.append(cost(Y, Y_hat) * Y.size)",
    minus_the_loss=_NOTE + "history.append(-cost(Y, Y_hat))",
    squared_errors=_NOTE + "history.append(np.mean((Y - Y_hat) ** 2))",
    accuracies=_NOTE + "history.append(np.mean((Y_hat > 0.5) == Y))",
    newest_first=_NOTE + "history.insert(0, cost(Y, Y_hat))",
)


def _step(parameters, X_b, Y_b, learning_rate):
    _, cache = forward(X_b, parameters)
    gradients = backward(Y_b, parameters, cache)
    return {name: parameters[name] - learning_rate * gradients[f"d{name}"] for name in parameters}


@bank.right
def by_hand(X, Y, parameters, learning_rate, n_epochs, batch_size, rng):
    W1, b1, W2, b2 = (np.array(parameters[name]) for name in ("W1", "b1", "W2", "b2"))
    m, history = X.shape[1], np.zeros(n_epochs)
    for epoch in range(n_epochs):
        order = np.argsort(rng.random(m))
        for start in range(0, m, batch_size):
            x, y = X[:, order[start : start + batch_size]], Y[:, order[start : start + batch_size]]
            z1 = W1 @ x + b1
            a1 = z1 * (z1 > 0)
            d2 = (1 / (1 + np.exp(-W2 @ a1 - b2)) - y) / y.shape[1]
            d1 = W2.T @ d2 * (z1 > 0)
            W1, b1 = W1 - learning_rate * d1 @ x.T, b1 - learning_rate * d1.sum(1, keepdims=True)
            W2, b2 = W2 - learning_rate * d2 @ a1.T, b2 - learning_rate * d2.sum(1, keepdims=True)
        Z2 = W2 @ np.maximum(W1 @ X + b1, 0) + b2
        history[epoch] = np.mean(np.logaddexp(0, Z2) - Y * Z2)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, history


@bank.right
def every_order_at_first(X, Y, parameters, learning_rate, n_epochs, batch_size, rng):
    m, losses = Y.size, []
    orders = rng.permuted(np.tile(np.arange(m), (n_epochs, 1)), axis=1)
    for order in orders:
        losses.append(cost(Y, forward(X, parameters)[0]))
        for batch in np.split(order, range(batch_size, m, batch_size)):
            parameters = _step(parameters, X[:, batch], Y[:, batch], learning_rate)
    return parameters, losses


@bank.right
def mean_over_the_examples(X, Y, parameters, learning_rate, n_epochs, batch_size, rng):
    theta, history, epoch = dict(parameters), np.zeros(0), 0
    while epoch < n_epochs:
        total = 0.0
        for X_b, Y_b in minibatches(X, Y, batch_size, rng):
            Y_hat, _ = forward(X_b, theta)
            total += cost(Y_b, Y_hat) * Y_b.shape[1]
            theta = _step(theta, X_b, Y_b, learning_rate)
        history, epoch = np.append(history, total / Y.shape[1]), epoch + 1
    return [theta, history]


@bank.right
def in_place_on_a_copy(X, Y, parameters, learning_rate, n_epochs, batch_size, rng):
    theta = {name: np.array(array, copy=True) for name, array in parameters.items()}
    history = []
    for _ in range(n_epochs):
        for X_b, Y_b in minibatches(X, Y, batch_size, rng):
            gradients = backward(Y_b, theta, forward(X_b, theta)[1])
            for name in theta:
                theta[name] -= learning_rate * gradients["d" + name]
        history.append(cost(Y, forward(X, theta)[0]))
    return theta, history


@bank.right
def recursive(X, Y, parameters, learning_rate, n_epochs, batch_size, rng):
    if n_epochs == 0:
        return parameters, []
    loss = cost(Y, forward(X, parameters)[0])
    for X_b, Y_b in minibatches(X, Y, batch_size, rng):
        parameters = _step(parameters, X_b, Y_b, learning_rate)
    last, losses = train(X, Y, parameters, learning_rate, n_epochs - 1, batch_size, rng)
    return last, [loss, *_before(X, Y, parameters, losses)]


def _before(X, Y, parameters, after):
    return [cost(Y, forward(X, parameters)[0]), *after[:-1]] if after else []


bank.rights(
    tuple_of_losses=_RETURN + "return parameters, tuple(history)",
    array_of_losses=_RETURN + "return parameters, np.array(history)",
    loss_before=(
        _NOTED,
        _EPOCHS + "for _ in range(n_epochs):\n        Y_hat, _ = forward(X, parameters)\n"
        "        history.append(cost(Y, Y_hat))",
    ),
    guarded=_NOTE + "history.append(-np.mean(Y * np.log(Y_hat + 1e-8) "
    "+ (1 - Y) * np.log(1 - Y_hat + 1e-8)))",
    numpy_losses=_NOTE + "history.append(np.float64(cost(Y, Y_hat)))",
    backwards="minibatches(X, Y, -> minibatches(X[:, ::-1], Y[:, ::-1],",
    one_more_key=_RETURN + 'return {**parameters, "rate": learning_rate}, history',
)

# Answers that no key holds.

bank.unseen_right(
    own_step=_STEP + 'parameters = {k: v - learning_rate * gradients["d" + k] '
    "for k, v in parameters.items()}",
    named_step=_STEP + 'for k in ("W1", "b1", "W2", "b2"):\n                '
    'parameters = {**parameters, k: parameters[k] - learning_rate * gradients[f"d{k}"]}',
    shuffled_list=_BATCHES + "[(X[:, b], Y[:, b]) for order in [rng.permutation(Y.size)] "
    "for b in np.split(order, range(batch_size, Y.size, batch_size))]:",
    zeros_dim_losses=_NOTE + "history.append(np.array(cost(Y, Y_hat)))",
    prints=_NOTE + "history.append(cost(Y, Y_hat))\n        print(history[-1])",
    listed=_RETURN + "return [parameters, history]",
    copies=_HISTORY + "history, X, Y = [], X.copy(), Y.astype(float)",
    scaled_gradients=_RATE
    + "learning_rate / 2) if False else gradient_step(parameters, gradients, learning_rate)",
)
bank.unseen_wrong(
    stops_where_it_rises=_NOTE + "history.append(cost(Y, Y_hat))\n"
    "        if len(history) > 3 and history[-1] > history[-2]:\n            break",
    in_place=_STEP + "for name in parameters:\n                "
    'parameters[name] -= learning_rate * gradients["d" + name]',
    shallow_copy=(
        _HISTORY + "history, parameters = [], dict(parameters)",
        _STEP + "for name in parameters:\n                "
        'parameters[name] -= learning_rate * gradients["d" + name]',
    ),
    dict_written=_STEP + "parameters.update(gradient_step(parameters, gradients, learning_rate))",
    only_weights=_STEP + 'parameters = {k: v - (k[0] == "W") * learning_rate * gradients["d" + k] '
    "for k, v in parameters.items()}",
    only_output=_STEP + 'parameters = {k: v - (k[1] == "2") * learning_rate * gradients["d" + k] '
    "for k, v in parameters.items()}",
    biases_uphill=_STEP + "parameters = {k: v - (1 if k[0] == 'W' else -1) * learning_rate "
    '* gradients["d" + k] for k, v in parameters.items()}',
    half_rate=_RATE + "learning_rate / 2)",
    rate_squared=_RATE + "learning_rate**2)",
    always_a_tenth=_RATE + "0.1)",
    falling_rate=_NOTE
    + "history.append(cost(Y, Y_hat))\n        learning_rate = learning_rate / 2",
    falls_late=_NOTE + "history.append(cost(Y, Y_hat))\n"
    "        if len(history) > 9:\n            learning_rate = learning_rate * 0.9",
    momentum=(
        _HISTORY + "history, v = [], {k: 0.0 for k in parameters}",
        _STEP + 'v = {k: 0.9 * v[k] + gradients["d" + k] for k in v}\n            '
        "parameters = {k: parameters[k] - learning_rate * v[k] for k in v}",
    ),
    decayed=_STEP + "parameters = gradient_step(parameters, gradients, learning_rate)\n"
    "            parameters = {k: 0.99 * v for k, v in parameters.items()}",
    sign_only=_BACKWARD + "gradients = {k: np.sign(v) for k, v in "
    "backward(Y_b, parameters, cache).items()}",
    clipped=_BACKWARD + "gradients = {k: np.clip(v, -0.05, 0.05) for k, v in "
    "backward(Y_b, parameters, cache).items()}",
    turned_labels=_BACKWARD + "gradients = backward(1 - Y_b, parameters, cache)",
    squared_error=_BACKWARD + "a = cache['A2']\n            gradients = "
    "backward(a + (Y_b - a) * a * (1 - a), parameters, cache)",
    W2_first=_STEP + 'parameters = {**parameters, "W2": parameters["W2"] - learning_rate * '
    'gradients["dW2"]}\n            gradients = {**backward(Y_b, parameters, cache), "dW2": 0.0}\n'
    "            parameters = gradient_step(parameters, gradients, learning_rate)",
    cache_of_all=_BACKWARD + "gradients = backward(Y, parameters, forward(X, parameters)[1])",
    two_steps=_STEP + "parameters = gradient_step(parameters, gradients, learning_rate)\n"
    "            parameters = gradient_step(parameters, gradients, learning_rate)",
    best_kept=(
        _HISTORY + "history, best = [], parameters",
        _NOTE + "history.append(cost(Y, Y_hat))\n        "
        "best = parameters if history[-1] == max(history) else best",
        _RETURN + "return best, history",
    ),
    gradients_returned=_RETURN + "return gradients, history",
    start_returned=(
        _HISTORY + "history, start = [], parameters",
        _RETURN + "return start, history",
    ),
    exchanged=_RETURN + "return history, parameters",
    nothing=_RETURN + "print(history)",
    three=_RETURN + "return parameters, history, Y_hat",
    list_of_parameters=_RETURN + "return list(parameters.values()), history",
    other_names=_RETURN + 'return {f"d{k}": v for k, v in parameters.items()}, history',
    flat_biases=_RETURN + "return {k: v.squeeze() for k, v in parameters.items()}, history",
    return_in_the_loop=_NOTE + "history.append(cost(Y, Y_hat))\n        return parameters, history",
    half_the_loss=_NOTE + "history.append(cost(Y, Y_hat) / 2)",
    rounded_losses=_NOTE + "history.append(round(cost(Y, Y_hat), 2))",
    best_so_far=_NOTE + "history.append(max([*history, cost(Y, Y_hat)]))",
    first_loss_again=_NOTE + "history.append(history[0] if history else cost(Y, Y_hat))",
    losses_after_all=(
        _NOTED,
        _RETURN + "return parameters, [cost(Y, forward(X, parameters)[0])] * n_epochs",
    ),
    every_second=(
        _EPOCHS + "for epoch in range(n_epochs):",
        _NOTE + "if epoch % 2 == 0:\n            history.append(cost(Y, Y_hat))",
    ),
    put_back=_BATCHES + "[(X[:, b], Y[:, b]) for b in rng.integers(0, Y.size, "
    "(-(-Y.size // batch_size), min(batch_size, Y.size)))]:",
    running_sum=_NOTE + "history.append(cost(Y, Y_hat) + sum(history))",
    ten_at_most="range(n_epochs) -> range(min(n_epochs, 10))",
    patience=_NOTE + "history.append(cost(Y, Y_hat))\n"
    "        if len(history) > 5 and history[-6] - history[-1] < 0.02:\n            break",
    twice_an_epoch=_EPOCHS + "for _ in range(2 * n_epochs):",
    global_randomness=_BATCHES + "minibatches(X, Y, batch_size, np.random):",
    seeded_each_epoch=(
        _EPOCHS + "for epoch in range(n_epochs):",
        _BATCHES + "minibatches(X, Y, batch_size, np.random.default_rng(epoch)):",
    ),
    larger_batches="Y, batch_size, rng): -> Y, batch_size + 1, rng):",
    first_half=_BATCHES + "[*minibatches(X, Y, batch_size, rng)][: -(-Y.size // batch_size // 2)]:",
    last_batch_twice=_BATCHES + "[b for bs in [[*minibatches(X, Y, batch_size, rng)]] "
    "for b in [*bs, bs[-1]]]:",
    standardised=_HISTORY + "history, X = [], (X - X.mean(axis=1, keepdims=True))",
)
bank.unseen_two(
    uphill_unshuffled=(_RATE + "-learning_rate)", _BATCHES + _ALL),
    summed_and_forgotten=(_RATE + "learning_rate * Y_b.size)", _RETURN + "return parameters"),
    whole_set_noted_wrong=(_BATCHES + _ALL, _NOTE + "history.append(np.mean((Y - Y_hat) ** 2))"),
    same_order_mean_of_batches=(
        _HISTORY + "history, batches = [], list(minibatches(X, Y, batch_size, rng))",
        _BATCHES + "batches:",
        _NOTE + "history.append(-cost(Y, Y_hat))",
    ),
    fewer_and_dropped=(
        "range(n_epochs) -> range(n_epochs - 1)",
        _BATCHES + "[b for b in minibatches(X, Y, batch_size, rng) if b[1].size == batch_size]:",
    ),
)
bank.unseen_odd(
    first_epoch_apart=_EPOCHS + "for _ in range(n_epochs):\n        "
    "learning_rate = learning_rate if _ else learning_rate + 0.1",
)

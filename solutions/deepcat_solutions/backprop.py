"""Lesson 6: downhill by small steps, and the slope of a network's loss along every parameter."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np

from deepcat_solutions.hidden_layer import cost, forward
from deepcat_solutions.neuron import relu_prime


def descend(gradient, start, learning_rate, n_steps):
    """θ ← θ - α dL/dθ: walk downhill on a curve, step by step, and write down the whole path.

    Parameters
    ----------
    gradient : function
        ``gradient(theta)`` is the slope dL/dθ of the curve at the number θ.
    start : float
        Where the walk begins.
    learning_rate : float
        α: a step is this many times as long as the curve is steep.
    n_steps : int
        How many steps there are, 0 or more.

    Returns
    -------
    (n_steps + 1,) array
        Every θ on the way: the start first, then where each step has led.

    Examples
    --------
    On the parabola θ², whose slope is 2θ, a learning rate of 0.25 takes half of the way each time:

    >>> descend(lambda place: 2 * place, 4.0, 0.25, 3)
    array([4. , 2. , 1. , 0.5])
    """
    ### BEGIN SOLUTION
    path = [start]
    for _ in range(n_steps):
        theta = path[-1]
        path.append(theta - learning_rate * gradient(theta))
    return np.array(path)
    ### END SOLUTION


def gradient_step(parameters, gradients, learning_rate):
    """θ ← θ - α ∂L/∂θ: take one step downhill with every parameter of a network.

    Parameters
    ----------
    parameters : dict
        Arrays by name: ``"W1"``, ``"b1"``, ``"W2"``, …. It stays as it is.
    gradients : dict
        The slope of the loss along each of them, of the same shape: ``"dW1"``, ``"db1"``, ….
    learning_rate : float
        α: how many times its slope each parameter moves.

    Returns
    -------
    dict
        The new parameters, under the names of the old ones.

    Examples
    --------
    The slope is positive, so that downhill means a smaller weight: 3 - 0.5 · 2 = 2.

    >>> gradient_step({"W1": np.array([[3.0]])}, {"dW1": np.array([[2.0]])}, 0.5)
    {'W1': array([[2.]])}
    """
    ### BEGIN SOLUTION
    return {
        name: theta - learning_rate * gradients[f"d{name}"] for name, theta in parameters.items()
    }
    ### END SOLUTION


def minibatches(X, Y, batch_size, rng):
    """Deal all examples into small batches, in a new random order: one epoch.

    Every example comes once, with its own label. Where `batch_size` does not divide m, the last
    batch is smaller.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    Y : (K, m) array
        The label of each example, in the same order.
    batch_size : int
        Examples a batch, 1 or more.
    rng : numpy.random.Generator
        Decides the order. Called again with the same generator, another order comes out.

    Returns
    -------
    iterator of (X_b, Y_b)
        Batches of shape (n_x, batch_size) and (K, batch_size). A list is welcome, too.

    Examples
    --------
    Five examples in batches of two:

    >>> cards, numbers = np.array([[10.0, 20.0, 30.0, 40.0, 50.0]]), np.array([[1, 2, 3, 4, 5]])
    >>> hands = list(minibatches(cards, numbers, 2, np.random.default_rng(1)))
    >>> [some_cards.shape for some_cards, some_numbers in hands]
    [(1, 2), (1, 2), (1, 1)]
    >>> all((some_cards == 10 * some_numbers).all() for some_cards, some_numbers in hands)
    True
    """
    ### BEGIN SOLUTION
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]  # columns stay together: (n_x, batch), (K, batch)
    ### END SOLUTION


def chain(dL_dz, dz_dtheta):
    """∂L/∂θ = ∂L/∂z · ∂z/∂θ: say how the loss changes with θ, which acts on it through z.

    Parameters
    ----------
    dL_dz : float
        How many times as much as z the loss changes.
    dz_dtheta : float
        How many times as much as θ the score z changes.

    Returns
    -------
    float
        How many times as much as θ the loss changes.

    Examples
    --------
    A score grows three times as fast as a weight, and the loss falls twice as fast as the score:

    >>> chain(-2.0, 3.0)
    -6.0
    """
    ### BEGIN SOLUTION
    return dL_dz * dz_dtheta
    ### END SOLUTION


def output_delta(Y, Y_hat):
    """δ = ∂L/∂z = ŷ - y: the slope of each example's loss along its score in the output layer.

    So short is it for the cross-entropy of a sigmoid, and of a softmax as well. δ belongs to one
    example, and is not divided by m.

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    Y_hat : (1, m) array
        The predicted probabilities, from 0 to 1. They may be exactly 0 or exactly 1.

    Returns
    -------
    (1, m) array
        δ of every example.

    Examples
    --------
    A cat that was given 0.25, and no cat that was given 0.5:

    >>> output_delta(np.array([[1.0, 0.0]]), np.array([[0.25, 0.5]]))
    array([[-0.75,  0.5 ]])
    """
    ### BEGIN SOLUTION
    return Y_hat - Y
    ### END SOLUTION


def layer_gradients(delta, A_prev):
    """∂L/∂W = δ aᵀ and ∂L/∂b = δ, each the mean over the examples: a layer's gradients.

    L is the mean of the m examples' losses. The division by m happens here, and nowhere else.

    Parameters
    ----------
    delta : (n, m) array
        The slope of each example's own loss along each of the layer's scores.
    A_prev : (n_prev, m) array
        What the layer looked at: the activations of the one before, or the inputs.

    Returns
    -------
    dW : (n, n_prev) array
        The slope of L along each weight.
    db : (n, 1) array
        The slope of L along each bias: a column.

    Examples
    --------
    One unit, one input, two examples: (3 · 1 + 1 · 5) / 2 = 4, and (3 + 1) / 2 = 2.

    >>> layer_gradients(np.array([[3.0, 1.0]]), np.array([[1.0, 5.0]]))
    (array([[4.]]), array([[2.]]))
    """
    ### BEGIN SOLUTION
    m = delta.shape[1]
    dW = delta @ A_prev.T / m  # (n, m) @ (m, n_prev) -> (n, n_prev)
    db = np.sum(delta, axis=1, keepdims=True) / m  # (n, 1)
    return dW, db
    ### END SOLUTION


def hidden_delta(W_next, delta_next, Z, activation_prime):
    """δ = Wᵀ δ_next ∘ g′(Z): bring the next layer's δ back through its weights, to this layer.

    ∘ multiplies element by element. As before, δ belongs to one example and is not divided by m.

    Parameters
    ----------
    W_next : (n_next, n) array
        The weights of the next layer.
    delta_next : (n_next, m) array
        Its δ: the slope of each example's loss along its scores.
    Z : (n, m) array
        The scores of this layer.
    activation_prime : function
        g′, the slope of this layer's activation at a score; it works on a whole array.

    Returns
    -------
    (n, m) array
        The slope of each example's loss along each score of this layer.

    Examples
    --------
    Two hidden units, one output, one example. The second unit is off: its slope is 0.

    >>> to_output, two_scores = np.array([[3.0, 4.0]]), np.array([[1.0], [-1.0]])
    >>> hidden_delta(to_output, np.array([[0.5]]), two_scores, relu_prime)
    array([[1.5],
           [0. ]])
    """
    ### BEGIN SOLUTION
    arriving = W_next.T @ delta_next  # (n, n_next) @ (n_next, m) -> (n, m)
    return arriving * activation_prime(Z)
    ### END SOLUTION


def backward(Y, parameters, cache):
    """δ₂ = ŷ - y, then δ₁ = W₂ᵀ δ₂ ∘ relu′(Z₁): go back through the network, layer by layer.

    The way there, from the top down, and the way back, from the bottom up::

        forward                      backward
        Z1 = W1 @ X + b1             dW1, db1: from δ₁ and X
        A1 = relu(Z1)                δ₁: from W2, δ₂ and Z1
        Z2 = W2 @ A1 + b2            dW2, db2: from δ₂ and A1
        A2 = sigmoid(Z2) = ŷ         δ₂: from Y and A2

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    parameters : dict
        ``"W1"`` (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (1, n_h) and ``"b2"`` (1, 1).
    cache : dict
        What the forward pass has kept: ``"X"``, ``"Z1"``, ``"A1"``, ``"Z2"`` and ``"A2"``.

    Returns
    -------
    dict
        ``"dW1"``, ``"db1"``, ``"dW2"`` and ``"db2"``: the slope of the mean cross-entropy along
        every parameter, in that parameter's shape.

    Examples
    --------
    >>> middle = {"W1": np.array([[1.0]]), "b1": np.array([[0.0]])}
    >>> top = {"W2": np.array([[2.0]]), "b2": np.array([[-4.0]])}
    >>> undecided, kept = forward(np.array([[2.0]]), middle | top)
    >>> slopes = backward(np.array([[1.0]]), middle | top, kept)
    >>> {name: array.item() for name, array in slopes.items()}
    {'dW1': -2.0, 'db1': -1.0, 'dW2': -1.0, 'db2': -0.5}
    """
    ### BEGIN SOLUTION
    delta2 = output_delta(Y, cache["A2"])  # (1, m)
    dW2, db2 = layer_gradients(delta2, cache["A1"])  # (1, n_h), (1, 1)
    delta1 = hidden_delta(parameters["W2"], delta2, cache["Z1"], relu_prime)  # (n_h, m)
    dW1, db1 = layer_gradients(delta1, cache["X"])  # (n_h, n_x), (n_h, 1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    ### END SOLUTION


def numerical_gradient(f, theta, step=1e-5):
    """∂f/∂θ ≈ (f(θ + h) - f(θ - h)) / 2h: measure every slope of f, one number of θ at a time.

    Parameters
    ----------
    f : function
        ``f(theta)`` is one number, for any array of the shape of `theta`.
    theta : array of float64, any shape
        Where to measure. You may change it on the way; in the end it holds what it held before.
    step : float
        h: how far a number of θ is moved, to either side.

    Returns
    -------
    array of the shape of theta
        The slope of f along each number of θ.

    Examples
    --------
    The sum of the squares has the slope 2θ:

    >>> numerical_gradient(lambda table: np.sum(table**2), np.array([[1.0, -3.0]])).round(6)
    array([[ 2., -6.]])
    """
    ### BEGIN SOLUTION
    dtheta = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        before = theta[index]
        theta[index] = before + step
        above = f(theta)
        theta[index] = before - step
        below = f(theta)
        theta[index] = before
        dtheta[index] = (above - below) / (2 * step)
    return dtheta
    ### END SOLUTION


def relative_error(a, b):
    """‖a - b‖ / (‖a‖ + ‖b‖): say how far two arrays are apart, measured by their own size.

    ‖a‖ is the root of the sum of the squares of all numbers in a.

    Parameters
    ----------
    a, b : (n, m) arrays, of the same shape

    Returns
    -------
    float
        From 0, where they are equal, to 1. Where both hold nothing but zeros, it is 0.

    Examples
    --------
    The difference is 2 long, and the two arrays are 3 and 5 long:

    >>> relative_error(np.array([[3.0]]), np.array([[5.0]]))
    0.25
    """
    ### BEGIN SOLUTION
    size = np.linalg.norm(a) + np.linalg.norm(b)
    if size == 0:
        return 0.0
    return float(np.linalg.norm(a - b) / size)
    ### END SOLUTION


def catch_the_bug(backward):
    """Test somebody's backward pass: tell a right gradient from a wrong one.

    The network has two layers, ReLU hidden units and one sigmoid output. Its loss is the mean
    binary cross-entropy. Your test builds a small network of its own, asks `backward` for the
    gradients, and compares them with a measurement: how much does the loss change when one
    parameter changes a little?

    Parameters
    ----------
    backward : function
        ``backward(Y, parameters, cache)`` claims to return ``{"dW1", "db1", "dW2", "db2"}``, each
        of the shape of its parameter. ``Y`` is (1, m), of 0.0 and 1.0; ``parameters`` holds
        ``"W1"`` (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (1, n_h) and ``"b2"`` (1, 1); ``cache``
        holds ``"X"``, ``"Z1"``, ``"A1"``, ``"Z2"`` and ``"A2"`` of a forward pass with them.

    Returns
    -------
    bool
        True where the gradients are right, and False where they are wrong, have a wrong shape, or
        where `backward` raises an error.

    Examples
    --------
    >>> catch_the_bug(lambda Y, parameters, cache: {})
    False
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(5)
    X = rng.normal(size=(3, 5))
    Y = np.array([[1.0, 0.0, 0.0, 1.0, 0.0]])
    parameters = {
        "W1": rng.normal(size=(4, 3)),
        "b1": rng.normal(size=(4, 1)),
        "W2": rng.normal(size=(1, 4)),
        "b2": rng.normal(size=(1, 1)),
    }

    def forward():
        Z1 = parameters["W1"] @ X + parameters["b1"]  # (4, 5)
        A1 = np.maximum(Z1, 0.0)
        Z2 = parameters["W2"] @ A1 + parameters["b2"]  # (1, 5)
        return {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}

    def loss():
        Y_hat = forward()["A2"]
        return -np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))

    step = 1e-5
    numerical = {}
    for name, theta in parameters.items():
        slopes = np.zeros(theta.shape)
        for index in np.ndindex(theta.shape):
            before = theta[index]
            theta[index] = before + step
            above = loss()
            theta[index] = before - step
            below = loss()
            theta[index] = before
            slopes[index] = (above - below) / (2 * step)
        numerical[f"d{name}"] = slopes
    try:
        gradients = backward(Y, parameters, forward())
        for name, slopes in numerical.items():
            difference = np.linalg.norm(gradients[name] - slopes)
            size = np.linalg.norm(gradients[name]) + np.linalg.norm(slopes)
            if gradients[name].shape != slopes.shape or not difference <= 1e-6 * size:
                return False
    except Exception:  # whatever it is, a backward pass that stops gives no gradient
        return False
    return True
    ### END SOLUTION


def train(X, Y, parameters, learning_rate, n_epochs, batch_size, rng):
    """Forward, loss, backward, step, and again: teach a network with one hidden layer.

    Every epoch uses each example once, in batches of a new order.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    parameters : dict
        Where to start: ``"W1"``, ``"b1"``, ``"W2"`` and ``"b2"``. It stays as it is.
    learning_rate : float
        α, the same for every step.
    n_epochs : int
        How often every example is used. With 0, the parameters come back as they were.
    batch_size : int
        Examples a step.
    rng : numpy.random.Generator
        Decides the order of the examples.

    Returns
    -------
    parameters : dict
        The parameters after the last step.
    history : list of n_epochs floats
        The loss over all examples after each epoch. The loss before it, or the mean over the
        batches of the epoch with every example counting alike, is welcome, too.

    Examples
    --------
    A network that has to fire for 2 and not for -2 gets better at it:

    >>> middle = {"W1": np.array([[1.0]]), "b1": np.array([[0.0]])}
    >>> top = {"W2": np.array([[1.0]]), "b2": np.array([[0.0]])}
    >>> two_numbers, wanted = np.array([[-2.0, 2.0]]), np.array([[0.0, 1.0]])
    >>> order = np.random.default_rng(0)
    >>> learned, losses = train(two_numbers, wanted, middle | top, 0.5, 3, 2, order)
    >>> np.round(losses, 3)
    array([0.377, 0.347, 0.32 ])
    """
    ### BEGIN SOLUTION
    history = []
    for _ in range(n_epochs):
        for X_b, Y_b in minibatches(X, Y, batch_size, rng):
            _, cache = forward(X_b, parameters)
            gradients = backward(Y_b, parameters, cache)
            parameters = gradient_step(parameters, gradients, learning_rate)
        Y_hat, _ = forward(X, parameters)
        history.append(cost(Y, Y_hat))
    return parameters, history
    ### END SOLUTION

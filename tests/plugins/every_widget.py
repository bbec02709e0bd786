"""Every widget of the lessons, as the browser tests put it on a page."""

from __future__ import annotations

SETUP = """\
import numpy as np
from deepcat import widgets
broken = False

def or_raise():
    if broken:
        raise ValueError("too much")

def fires(Z):
    return 1.0 * (Z >= 0)

def network(X, parameters, activations):
    or_raise()
    A, cache = X, {"X": X}
    for layer, activation in enumerate(activations, start=1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = activation(Z)
        cache[f"Z{layer}"], cache[f"A{layer}"] = Z, A
    return A, cache

def softmax(Z):
    or_raise()
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)

def categorical_cross_entropy(Y, Y_hat):
    return -np.mean(np.sum(Y * np.log(Y_hat + 1e-9), axis=0))

x = np.linspace(-2, 2, 12)
y = 1.5 * x + 0.5

def line(x, slope, intercept):
    or_raise()
    return slope * x + intercept

def mean_squared_error(Y, Y_hat):
    return np.mean((Y - Y_hat) ** 2)

def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))

def sigmoid_prime(Z):
    or_raise()
    return sigmoid(Z) * sigmoid(-Z)

def bump(x, left, right, height, steepness):
    or_raise()
    return height * (sigmoid(steepness * (x - left)) - sigmoid(steepness * (x - right)))

def goodness(x, y, slope, intercept):
    return np.mean((line(x, slope, intercept) - y) ** 2)

X, Y = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0.0, 0, 0, 1]])

def perceptron_step(w, b, x, y, learning_rate):
    or_raise()
    change = learning_rate * (y - fires(w.T @ x + b).item())
    return w + change * x, b + change

def relu(Z):
    return np.maximum(Z, 0)

def relu_prime(Z):
    or_raise()
    return 1.0 * (Z > 0)

def forward(X, parameters):
    return network(X, parameters, [lambda Z: np.maximum(Z, 0), sigmoid])

def backward(Y, parameters, cache):
    delta2 = (cache["A2"] - Y) / Y.shape[1]
    delta1 = (parameters["W2"].T @ delta2) * (cache["Z1"] > 0)
    return {
        "dW1": delta1 @ cache["X"].T, "db1": delta1.sum(axis=1, keepdims=True),
        "dW2": delta2 @ cache["A1"].T, "db2": delta2.sum(axis=1, keepdims=True),
    }

def gradient_step(parameters, gradients, learning_rate):
    return {name: parameters[name] - learning_rate * gradients["d" + name] for name in parameters}

def output_delta(Y, Y_hat):
    return Y_hat - Y

def hidden_delta(W_next, delta_next, Z, activation_prime):
    return (W_next.T @ delta_next) * activation_prime(Z)

def layer_gradients(delta, A_prev):
    return delta @ A_prev.T / delta.shape[1], delta.mean(axis=1, keepdims=True)

from deepcat.widgets.parts import Parts
parts = Parts(
    network, {"relu": (relu, relu_prime), "sigmoid": (sigmoid, sigmoid_prime)},
    (sigmoid, sigmoid_prime), output_delta, layer_gradients, hidden_delta, mean_squared_error,
    softmax, categorical_cross_entropy,
)

from deepcat_data import load_cats
drawn = load_cats("test").take(range(12))
drawn_columns, _ = drawn.as_columns()

ones = {"W1": np.ones((2, len(drawn_columns)))}

def as_the_first(image, size):
    return drawn_columns[:, :1]

def brightness(X):
    or_raise()
    return X.mean(axis=0, keepdims=True)

def run(settings):
    for epoch in range(20):
        or_raise()
        yield {"loss": settings["learning_rate"] / (1 + epoch)}, {}

def hollow(parameters):
    or_raise()
    return parameters["w1"] ** 2 + 4 * parameters["w2"] ** 2

def slopes(parameters):
    or_raise()
    return {"dw1": 2 * parameters["w1"], "dw2": 8 * parameters["w2"]}

def cost(Y, Y_hat):
    return -np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))
"""

# Each widget's class on the page, what makes it, and the name of a slider that a key moves.
WIDGETS = {
    "network-map": ("widgets.NetworkMap(network)", "weight in the hand"),
    "softmax": ("widgets.Softmax(softmax, categorical_cross_entropy)", "bar of dog"),
    "loss-surface": ("widgets.LossSurface(x, y, line, mean_squared_error)", "where you stand"),
    "tangent": ("widgets.Tangent((sigmoid, sigmoid_prime))", "where the tangent touches"),
    "bumps": ("widgets.Bumps(bump)", "top of bump 2"),
    "search-steps": ("widgets.SearchSteps(x, y, line, goodness)", "step"),
    "playground": (
        "widgets.Playground(forward, backward, gradient_step, cost, parts=parts)",
        "weight in the hand",
    ),
    "retrain": (
        "widgets.Retrain.of_network(forward, backward, gradient_step, cost, X, Y, n_steps=50)",
        "learning rate",
    ),
    "chain-rule": (
        "widgets.ChainRule(relu, relu_prime, sigmoid, sigmoid_prime, cost)",
        "weight in the hand",
    ),
    "descent": (
        "widgets.DescentMap(hollow, slopes, gradient_step, {'w1': 4.0, 'w2': 1.0})",
        "step",
    ),
    "dashboard": ("widgets.Dashboard(run, 20)", "learning rate"),
    "cat-desk": (
        "widgets.CatDesk(drawn, brightness, parameters=ones, prepare_image=as_the_first)",
        "picture",
    ),
    "perceptron-steps": ("widgets.PerceptronSteps(X, Y, perceptron_step)", "step"),
}
QUIET = ("dashboard",)  # its key changes what is trained next, not what is drawn


def variable(kind: str) -> str:
    return "the_" + kind.replace("-", "_")

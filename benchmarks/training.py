"""How fast a step of training is: plain, in the examples' own space, and beside two frameworks.

Run with ``python benchmarks/training.py``. One step of a 12288-7-1 network on its whole training
set, all ways in turn within every round, on one thread and in processor time, so that a busy
machine says nearly the same as a quiet one; still only the ratios of one run count. PyTorch is left
out where it is not installed. The exit status is 1 when a ratio is not what was promised.

A plain step is as fast as its two matrix products, and these are the linear algebra library's.
So beside each ratio to a framework stands what the products alone come to, and a row for 8 units
shows what 7 cost where the library works in fours and eights. On a processor with wider
instructions than OpenBLAS has chosen, ``OPENBLAS_CORETYPE=SkylakeX`` shows what these would change.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info, threadpool_limits

from deepcat.fast_training import Examples, Functions
from deepcat_solutions.backprop import (
    gradient_step,
    hidden_delta,
    layer_gradients,
    output_delta,
)
from deepcat_solutions.hidden_layer import forward, initialize
from deepcat_solutions.neuron import relu, relu_prime, sigmoid

N_X, N_H, RATE = 12288, 7, 1e-4
EIGHT = 8
ROUNDS, SEEDS, STEPS = 25, 30, 2500
OWN = Functions(relu, relu_prime, sigmoid, output_delta, hidden_delta, layer_gradients)
TORCH, SKLEARN, PLAIN, PRODUCTS, FAST = (
    "PyTorch", "scikit-learn", "plain NumPy", "its two products", "examples' own space",
)  # fmt: skip
Step: TypeAlias = Callable[[], object]


class Problem(NamedTuple):
    """Examples, contiguous in memory, their labels, and the parameters to start from."""

    X: Any
    Y: Any
    parameters: dict[str, Any]


class Promise(NamedTuple):
    """A ratio, and the bound that it keeps to; `why` is what stands beside it."""

    words: str
    ratio: float
    bound: float
    at_most: bool
    why: str = ""

    @property
    def kept(self) -> bool:
        """Whether it is what was promised."""
        return self.ratio <= self.bound if self.at_most else self.ratio >= self.bound


def problem(m: int, dtype: str, n_h: int = N_H) -> Problem:
    """Pixels between 0 and 1, and labels of which a third are cats."""
    rng = np.random.default_rng(m)
    X = np.asfortranarray(rng.uniform(size=(N_X, m)).astype(dtype))
    Y = (np.arange(m)[None, :] % 3 == 0).astype(dtype)
    start = initialize(N_X, n_h, rng)
    return Problem(X, Y, {name: theta.astype(dtype) for name, theta in start.items()})


def slope_in_kind(Z: Any) -> Any:
    """ReLU's slope in the precision of its scores: the lessons' own is always a float64."""
    return relu_prime(Z).astype(Z.dtype, copy=False)


def slopes(Y: Any, parameters: dict[str, Any], cache: dict[str, Any]) -> dict[str, Any]:
    """The backward pass of the lessons, which stays in the precision that it is given."""
    delta2 = output_delta(Y, cache["A2"])
    dW2, db2 = layer_gradients(delta2, cache["A1"])
    delta1 = hidden_delta(parameters["W2"], delta2, cache["Z1"], slope_in_kind)
    dW1, db1 = layer_gradients(delta1, cache["X"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def plain(given: Problem) -> Step:
    """The step that the lessons teach."""
    parameters = given.parameters

    def step() -> None:
        nonlocal parameters
        _, cache = forward(given.X, parameters)
        parameters = gradient_step(parameters, slopes(given.Y, parameters, cache), RATE)

    return step


def products(given: Problem) -> Step:
    """The two large products of a step, without the rest."""
    W1 = given.parameters["W1"]
    delta1 = np.ones((len(W1), given.X.shape[1]), given.X.dtype)
    return lambda: (W1 @ given.X, delta1 @ given.X.T)


def fast(given: Problem) -> Step:
    """A step in the space of the examples."""
    run = Examples(given.X).start(given.Y, given.parameters, OWN)
    return lambda: run.step(RATE)


def scikit(given: Problem) -> Step:
    """One epoch of one batch with scikit-learn: gradient descent and nothing besides."""
    rows, labels = np.ascontiguousarray(given.X.T), given.Y[0].astype(int)
    n_h = len(given.parameters["W1"])
    model = MLPClassifier(
        (n_h,), solver="sgd", alpha=0.0, batch_size=len(rows), learning_rate_init=RATE,
        momentum=0.0, nesterovs_momentum=False, shuffle=False, random_state=0,
    )  # fmt: skip
    model.partial_fit(rows, labels, classes=[0, 1])
    return lambda: model.partial_fit(rows, labels)


def torch(given: Problem) -> Step:
    """One step with PyTorch on the processor: automatic slopes and plain gradient descent."""
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    rows, labels = torch.tensor(np.ascontiguousarray(given.X.T)), torch.tensor(given.Y.T.copy())
    n_h = len(given.parameters["W1"])
    model = torch.nn.Sequential(
        torch.nn.Linear(N_X, n_h), torch.nn.ReLU(), torch.nn.Linear(n_h, 1)
    ).to(rows.dtype)
    descent = torch.optim.SGD(model.parameters(), lr=RATE)
    loss = torch.nn.BCEWithLogitsLoss()

    def step() -> None:
        descent.zero_grad()
        loss(model(rows), labels).backward()
        descent.step()

    return step


WAYS = {SKLEARN: scikit, PLAIN: plain, PRODUCTS: products, FAST: fast}
if importlib.util.find_spec("torch"):
    WAYS = {TORCH: torch, **WAYS}


def seconds(given: Problem) -> dict[str, float]:
    """The shortest processor time of a step, each way."""
    steps = {name: make(given) for name, make in WAYS.items()}
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            step()  # the way before has filled the processor's memory with something else
            began = time.process_time()
            step()
            spent[name].append(time.process_time() - began)
    return {name: min(times) for name, times in spent.items()}


def faster_framework(spent: dict[str, float]) -> str:
    """The framework with the shorter step."""
    return min((name for name in (TORCH, SKLEARN) if name in spent), key=spent.__getitem__)


def promises(m: int, dtype: str, spent: dict[str, float]) -> Iterator[Promise]:
    """What was promised of the ratios of one run."""
    setting = f"m = {m}, {dtype}"
    framework = faster_framework(spent)
    yield Promise(
        f"plain / {framework}, {setting}",
        spent[PLAIN] / spent[framework],
        0.6,
        at_most=True,
        why=f"its products alone {spent[PRODUCTS] / spent[framework]:.2f}",
    )
    yield Promise(
        f"plain / its products, {setting}", spent[PLAIN] / spent[PRODUCTS], 1.5, at_most=True
    )
    if TORCH in spent and dtype == "float64":
        bound = 60.0 if m == 209 else 30.0
        yield Promise(
            f"PyTorch / own space, {setting}", spent[TORCH] / spent[FAST], bound, at_most=False
        )


def thirty_runs() -> float:
    """Seconds that thirty runs of 2,500 steps take on 209 examples, all from one table of K."""
    given = problem(209, "float64")
    began = time.process_time()
    examples = Examples(given.X)
    for seed in range(SEEDS):
        start = initialize(N_X, N_H, np.random.default_rng(seed))
        run = examples.start(given.Y, start, OWN)
        for _ in range(STEPS):
            run.step(RATE)
    return time.process_time() - began


def main() -> int:
    """Print a table of times and the promised ratios; 1 when one of them is not kept."""
    warnings.simplefilter("ignore", ConvergenceWarning)  # one epoch is never enough for it
    with threadpool_limits(1):
        return report()


def kernels() -> str:
    """The libraries that multiply matrices here, and the processors that they have chosen for."""
    found = [each for each in threadpool_info() if each["user_api"] == "blas"]
    return ", ".join(
        f"{each['internal_api']} {each['version']} for {each.get('architecture', 'any processor')}"
        for each in found
    )


def row(m: int, dtype: str, n_h: int) -> dict[str, float]:
    """Measure one setting, and print its row of the table."""
    spent = seconds(problem(m, dtype, n_h))
    cells = "".join(f"{1000 * spent[name]:>22.3f}" for name in WAYS)
    print(f"{f'{dtype}, m = {m}, {n_h} units':<28}{cells}")
    return spent


def report() -> int:
    """Measure and print."""
    print(
        f"One step of a {N_X}-{N_H}-1 network, in ms; the machine's load {os.getloadavg()[0]:.1f}"
    )
    print(f"NumPy's products: {kernels()}")
    print(f"{'':<28}" + "".join(f"{name:>22}" for name in WAYS))
    found: list[Promise] = []
    for dtype in ("float64", "float32"):
        for m in (209, 1000):
            found += promises(m, dtype, row(m, dtype, N_H))
            eight = row(m, dtype, EIGHT)
            framework = faster_framework(eight)
            print(f"{'':<28}plain / {framework}: {eight[PLAIN] / eight[framework]:.2f}")
    words = f"seconds for {SEEDS} runs of {STEPS} steps, m = 209"
    found.append(Promise(words, thirty_runs(), 10.0, at_most=True))
    print()
    for each in found:
        bound = f"{'at most' if each.at_most else 'at least'} {each.bound:g}"
        verdict = "kept" if each.kept else "NOT KEPT"
        print(f"{each.words:<52}{each.ratio:>8.2f}  {bound:<14}{verdict:<10}{each.why}".rstrip())
    if TORCH not in WAYS:
        print("PyTorch is not installed: what is promised beside it was not measured.")
    return int(not all(each.kept for each in found))


if __name__ == "__main__":
    sys.exit(main())

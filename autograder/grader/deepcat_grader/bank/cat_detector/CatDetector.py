"""The cat detector: what is known of its answers, most of them edits of one."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D101, D102
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import functools

import numpy as np

from deepcat_grader.bank.cat_detector import written_out
from deepcat_grader.bank.edits import edited
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.cat_detector.CatDetector import EXERCISE
from deepcat_solutions.cat_detector import CatDetector

bank = Bank(EXERCISE, reference=CatDetector)
bank.equal(
    "'loss' -> 'lossx'",
    "'validation_loss' -> 'validation_lossx'",
    "cost(Y, forward(X, parameters)[0]) -> cost(forward(X, parameters)[0], Y)",
    "cost(Y_val, forward(X_val, parameters)[0]) -> cost(forward(X_val, parameters)[0], Y_val)",
    "forward(X, parameters) -> X",
    why="The keys and the numbers of history_ are free: there is still one number an epoch.",
)
bank.equal("Y -> X", "X_val -> Y_val", why="Both are there, or neither, and have as many columns.")
bank.equal(
    "self.predict_proba(X) > 0.5 -> self.predict_proba(X) >= 0.5",
    why="No probability is exactly one half, and a tie would never be judged.",
)
with_edits = functools.partial(edited, written_out.CatDetector)

# Places that the slips are made in.
_RNG = "rng = np.random.default_rng(self.seed)"
_W1 = "W1 = rng.normal(size=(self.n_hidden, n_x)) * np.sqrt(2 / n_x)"
_W2 = "W2 = rng.normal(size=(1, self.n_hidden)) * np.sqrt(1 / self.n_hidden)"
_DELTA2 = "delta2 = Y_hat - Y_b"
_GATE = "delta1 = (W2.T @ delta2) * (Z1 > 0)"
_STEP = "step = self.learning_rate / len(batch)"
_EPOCHS = "for _ in range(self.n_epochs):"
_BATCHES = "for start in range(0, m, self.batch_size):"
_BATCH = "batch = order[start : start + self.batch_size]"
_PROBABILITY = "return 0.5 * (1 + np.tanh(0.5 * (self.W2_ @ A1 + self.b2_)))"
_DECISION = "return (self.predict_proba(X) > 0.5).astype(int)"
_BETTER = "if X_val is None or validation_losses[-1] < best:"
_LOSS = "            losses.append(loss(X, Y))\n"
_HISTORY = 'self.history_ = {"loss": losses, "validation_loss": validation_losses}'
_IN_PLACE = (
    ("W2 = W2 - step *", "W2 -= step *"), ("b2 = b2 - step *", "b2 -= step *"),
    ("W1 = W1 - step *", "W1 -= step *"), ("b1 = b1 - step *", "b1 -= step *"),
)  # fmt: skip

bank.mistakes(
    "fit does not return the detector.",
    think="What must fit hand back so that .predict(X) can follow on the same line?",
    fit_returns_other=with_edits(("return self\n", "return self.history_\n")),
    fit_returns_nothing=with_edits(("return self\n", "return None\n")),
)
bank.mistakes(
    "The probabilities stand in an array of shape (m,), where (1, m) is expected.",
    think="Which shape has the output of the last layer?",
    flat_probabilities=with_edits((_PROBABILITY, _PROBABILITY + "[0]")),
)
bank.mistakes(
    "predict_proba gives numbers that are no probabilities: below 0, above 1, not finite.",
    think="Which function turns the last score into a probability?",
    scores_for_probabilities=with_edits((_PROBABILITY, "return self.W2_ @ A1 + self.b2_")),
)
bank.mistakes(
    "predict gives numbers other than 0 and 1.",
    think="What is the decision where the probability is 0.8?",
    probabilities_for_decisions=with_edits((_DECISION, "return self.predict_proba(X)")),
)
bank.mistakes(
    "predict does not decide as predict_proba says: 1 where the probability is above 0.5.",
    think="From what does predict take its decisions?",
    other_decisions=with_edits((" > 0.5).astype", " < 0.5).astype")),
)
bank.mistakes(
    "The detector has learned the opposite.",
    think="Which way does a step go, along the gradient or against it? And which label is a cat?",
    opposite_learned=with_edits((_DELTA2, "delta2 = Y_hat - (1 - Y_b)")),
)
bank.mistakes(
    "The detector gives every point the same answer.",
    think="Do the parameters change from epoch to epoch, and do the units differ at the start?",
    one_answer=with_edits(
        (_W1, "W1 = np.zeros((self.n_hidden, n_x))"), (_W2, "W2 = np.zeros((1, self.n_hidden))")
    ),
)
bank.mistakes(
    "The detector is hardly better than chance after training.",
    think="Does the loss fall? Compare one step of your training with a gradient that you trust.",
    not_learned=with_edits(
        ("A1 = np.maximum(Z1, 0)", "A1 = Z1"),
        ("A1 = np.maximum(self.W1_ @ X + self.b1_, 0)", "A1 = self.W1_ @ X + self.b1_"),
        (_GATE, "delta1 = W2.T @ delta2"),
    ),
    labels_of_others=with_edits(("Y[:, batch]", "Y[:, start : start + len(batch)]")),
)
bank.mistakes(
    "Two detectors with the same seed, trained on the same data, give different answers.",
    think="Does every random number come from a generator that is made from seed?",
    not_repeatable=with_edits((_RNG, "rng = np.random.default_rng()")),
)
bank.mistakes(
    "NumPy's global generator was seeded or drawn from, which disturbs all who use it.",
    think="How do you make a generator that belongs to your detector alone?",
    global_randomness=with_edits((_RNG, "np.random.seed(self.seed)\n        rng = np.random")),
)
bank.mistakes(
    "Detectors with different seeds give the same answers.",
    think="Where does seed enter your code?",
    seed_ignored=with_edits((_RNG, "rng = np.random.default_rng(42)")),
)
bank.mistakes(
    "Training the same detector again gives another one: fit goes on where it stopped, and should "
    "start afresh.",
    think="Which line makes the first parameters and the generator, and how often is it reached?",
    goes_on=with_edits(
        (
            "self.seed = seed\n",
            "self.seed = seed\n        self.rng = np.random.default_rng(seed)\n",
        ),
        (_RNG, "rng = self.rng"),
    ),
    keeps_its_weights=with_edits(
        (
            "        def loss(X, Y):",
            "        if hasattr(self, 'W1_'):\n"
            "            W1, b1, W2, b2 = self.W1_, self.b1_, self.W2_, self.b2_\n\n"
            "        def loss(X, Y):",
        )
    ),
)
for _name, _edit in (
    ("n_hidden", ("self.n_hidden = n_hidden", "self.n_hidden = 16")),
    ("learning_rate", ("self.learning_rate = learning_rate", "self.learning_rate = 0.3")),
    ("n_epochs", ("self.n_epochs = n_epochs", "self.n_epochs = 16")),
    ("batch_size", ("self.batch_size = batch_size", "self.batch_size = 10")),
):
    bank.mistakes(
        f"Another {_name} gives exactly the same detector: it has no influence.",
        think=f"Where does {_name} enter your code?",
        source="",
        **{f"{_name}_ignored": with_edits(_edit)},
    )
bank.mistakes(
    "history_ is not there after fit, or it is not a dict.",
    think="Which attribute does the exercise name, and what should it hold?",
    no_history=with_edits((_HISTORY, "self.history = losses")),
    history_is_a_list=with_edits((_HISTORY, "self.history_ = losses")),
)
bank.mistakes(
    "After a second training, the numbers of the first one are still in history_.",
    think="Where is history_ made, and how often is that line reached?",
    history_goes_on=with_edits(
        (_HISTORY, 'self.history_["loss"] += losses'),
        ("self.seed = seed\n", "self.seed = seed\n        self.history_ = {'loss': []}\n"),
    ),
)
bank.mistakes(
    "predict_proba gives nothing but 0 and 1, where it should say how sure the detector is.",
    think="Which of the two decides: predict, or predict_proba?",
    decisions_for_probabilities=with_edits(
        (_PROBABILITY, "return (self.W2_ @ A1 + self.b2_ > 0) * 1.0")
    ),
)
bank.mistakes(
    "The probability of an example changes when other examples stand beside it.",
    think="Which operation in predict_proba (a mean, a maximum, a sum) mixes the examples?",
    examples_mixed=with_edits((_PROBABILITY, f"A1 = A1 / A1.max()\n        {_PROBABILITY}")),
)
bank.mistakes(
    "The lists in history_ do not hold one number for each epoch.",
    think="How often is a loss appended: once an epoch, or once a batch?",
    history_of_other_length=with_edits(
        (_LOSS, ""),
        (
            f"            {_BATCH}\n",
            f"            {_BATCH}\n                losses.append(loss(X, Y))\n",
        ),
    ),
)
bank.mistakes(
    "The parameters that fit keeps are not the best ones on the validation set.",
    think="When is an epoch the best so far: where its validation loss is higher, or lower?",
    not_the_best=with_edits(
        ("validation_losses[-1] < best", "validation_losses[-1] > best"),
        ("best = [], [], np.inf", "best = [], [], -np.inf"),
        ("min(validation_losses", "max(validation_losses"),
    ),
)
bank.mistakes(
    "fit keeps the parameters of the last epoch, also where earlier ones are better on the "
    "validation set.",
    think="When are the best parameters stored, and can a later step change what was stored?",
    last_kept=with_edits((_BETTER, "if True:")),
    kept_by_reference=with_edits(*_IN_PLACE),
)

bank.mistakes(
    "The detector learns from the labels of the validation set, which should judge it.",
    think="Which arrays may enter a step, and which may only be looked at after it?",
    trains_on_validation=with_edits(
        (
            _RNG,
            "if X_val is not None:\n"
            "            X, Y = np.hstack([X, X_val]), np.hstack([Y, Y_val])\n"
            f"        {_RNG}",
        )
    ),
)
bank.mistakes(
    "Every step uses all examples, whatever batch_size is.",
    think="Which examples enter a step, and which ones the next?",
    whole_set_each_step=with_edits((_BATCH, "batch = order")),
)

bank.rights(
    written_out=written_out.CatDetector,
    uniform_start=with_edits((_W1, "W1 = rng.uniform(-1, 1, (self.n_hidden, n_x))")),
    small_start=with_edits((_W1, "W1 = 0.1 * rng.normal(size=(self.n_hidden, n_x))")),
    tanh_units=with_edits(
        ("A1 = np.maximum(Z1, 0)", "A1 = np.tanh(Z1)"),
        ("A1 = np.maximum(self.W1_ @ X + self.b1_, 0)", "A1 = np.tanh(self.W1_ @ X + self.b1_)"),
        ("W2 @ np.maximum(W1 @ X + b1, 0)", "W2 @ np.tanh(W1 @ X + b1)"),
        (_GATE, "delta1 = (W2.T @ delta2) * (1 - A1**2)"),
    ),
    gate_from_A1=with_edits(("(Z1 > 0)", "(A1 > 0)")),
    in_place_and_copied=with_edits(
        *_IN_PLACE,
        (
            "self.b2_ = W1, b1, W2, b2\n                best",
            "self.b2_ = map(np.copy, (W1, b1, W2, b2))\n                best",
        ),
    ),
    best_by_accuracy=with_edits(
        (
            "validation_losses.append(loss(X_val, Y_val))",
            "Z_val = W2 @ np.maximum(W1 @ X_val + b1, 0) + b2\n"
            "                validation_losses.append(-np.mean((Z_val > 0) == Y_val))",
        ),
    ),
    history_before_the_epoch=with_edits(
        (_LOSS, ""), (f"        {_EPOCHS}\n", f"        {_EPOCHS}\n{_LOSS}")
    ),
    decisions_as_floats=with_edits((".astype(int)", ".astype(float)")),
    decisions_as_truths=with_edits((".astype(int)", "")),
    sorted_by_draws=with_edits(("rng.permutation(m)", "np.argsort(rng.random(m))")),
    another_history=with_edits((_HISTORY, 'self.history_ = {"train": losses, "steps": [1]}')),
)


@bank.right
class OfParts:
    def __init__(self, n_hidden, learning_rate, n_epochs, batch_size, seed):
        self.sizes = n_hidden, batch_size
        self.rate, self.n_epochs, self.seed = learning_rate, n_epochs, seed

    def start(self, n_x, rng):
        n_h = self.sizes[0]
        self.p = {"W1": rng.normal(0, (2 / n_x) ** 0.5, (n_h, n_x)), "b1": np.zeros((n_h, 1))}
        self.p |= {"W2": rng.normal(0, n_h**-0.5, (1, n_h)), "b2": np.zeros((1, 1))}

    def forward(self, X):
        Z1 = self.p["W1"] @ X + self.p["b1"]
        A1 = Z1 * (Z1 > 0)
        z = self.p["W2"] @ A1 + self.p["b2"]
        small = np.exp(-np.abs(z))
        return A1, np.where(z > 0, 1, small) / (1 + small)

    def step(self, X, Y):
        A1, Y_hat = self.forward(X)
        d2 = (Y_hat - Y) / Y.shape[1]
        d1 = self.p["W2"].T @ d2 * (A1 > 0)
        for name, slope in (
            ("W1", d1 @ X.T), ("b1", d1.sum(1, keepdims=True)),
            ("W2", d2 @ A1.T), ("b2", d2.sum(1, keepdims=True)),
        ):  # fmt: skip
            self.p[name] = self.p[name] - self.rate * slope

    def score(self, X, Y):
        p = np.clip(self.predict_proba(X), 1e-9, 1 - 1e-9)
        return -float(np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p)))

    def fit(self, X, Y, X_val=None, Y_val=None):
        rng = np.random.default_rng([self.seed, 1])
        self.start(len(X), rng)
        losses, best, kept = [], float("inf"), None
        for _ in range(self.n_epochs):
            order = list(rng.permutation(Y.shape[1]))
            while order:
                batch, order = order[: self.sizes[1]], order[self.sizes[1] :]
                self.step(X[:, batch], Y[:, batch])
            losses.append(self.score(X, Y))
            if X_val is not None and self.score(X_val, Y_val) < best:
                best, kept = self.score(X_val, Y_val), dict(self.p)
        self.p, self.history_ = kept or self.p, {"loss": losses}
        return self

    def predict_proba(self, X):
        return self.forward(X)[1]

    def predict(self, X):
        return np.where(self.predict_proba(X) > 0.5, 1, 0)


# Answers that no key holds.

bank.unseen_right(
    xavier=with_edits((_W1, _W1.replace("2 / n_x", "1 / n_x"))),
    wide_output=with_edits((_W2, _W2.replace("1 / self", "2 / self"))),
    tuple_seed=with_edits((_RNG, "rng = np.random.default_rng([self.seed, 7])")),
    legacy_object=with_edits((_RNG, "rng = np.random.RandomState(self.seed)")),
    pcg=with_edits((_RNG, "rng = np.random.Generator(np.random.PCG64(self.seed))")),
    copies_of_data=with_edits((_RNG, f"X, Y = X.copy(), Y.astype(float)\n        {_RNG}")),
    rows=with_edits(
        ("X_b, Y_b = X[:, batch], Y[:, batch]", "X_b, Y_b = X.T[batch].T, Y.T[batch].T")
    ),
    split=with_edits(
        (
            f"{_BATCHES}\n                {_BATCH}\n",
            "for batch in np.split(order, range(self.batch_size, m, self.batch_size)):\n",
        )
    ),
    mean_of_batches=with_edits((_STEP, "step = self.learning_rate * (1 / Y_b.shape[1])")),
    leaky=with_edits(("* (Z1 > 0)", "* np.where(Z1 > 0, 1.0, 0.0)")),
    numpy_history=with_edits(('"loss": losses', '"loss": np.array(losses)')),
    decisions_int8=with_edits((".astype(int)", ".astype(np.int8)")),
    rounded=with_edits((_DECISION, "return np.round(self.predict_proba(X))")),
    stable_sigmoid=with_edits(
        (_PROBABILITY, "z = self.W2_ @ A1 + self.b2_\n        return np.exp(-np.logaddexp(0, -z))")
    ),
    more_settings=with_edits(("batch_size, seed):", "batch_size, seed, verbose=False):")),
    prints=with_edits((_LOSS, f"{_LOSS}            print(losses[-1])\n")),
)
bank.unseen_wrong(
    no_return=with_edits(("        return self\n", "")),
    probabilities_in_a_list=with_edits(
        (
            "0.5 * (1 + np.tanh(0.5 * (self.W2_ @ A1 + self.b2_)))",
            "(0.5 * (1 + np.tanh(0.5 * (self.W2_ @ A1 + self.b2_)))).tolist()",
        )
    ),
    turned_row=with_edits(("(self.W2_ @ A1 + self.b2_)))", "(self.W2_ @ A1 + self.b2_))).T")),
    percent=with_edits(("return 0.5 * (1 + np.tanh(", "return 50 * (1 + np.tanh(")),
    no_sigmoid=with_edits((_PROBABILITY, "return 1.0 * (self.W2_ @ A1 + self.b2_)")),
    threshold_of_score=with_edits((" > 0.5).astype", " > 0.99).astype")),
    plus_minus=with_edits((_DECISION, "return np.where(self.predict_proba(X) > 0.5, 1, -1)")),
    yes_and_no=with_edits(
        (_DECISION, "return np.where(self.predict_proba(X) > 0.5, 'cat', 'none')")
    ),
    ascends=with_edits((_DELTA2, "delta2 = Y_b - Y_hat")),
    zeros=with_edits((_W1, "W1 = np.zeros((self.n_hidden, n_x))")),
    linear=with_edits(
        ("A1 = np.maximum(Z1, 0)", "A1 = 1.0 * Z1"),
        ("np.maximum(self.W1_ @ X + self.b1_, 0)", "self.W1_ @ X + self.b1_"),
        ("* (Z1 > 0)", ""),
    ),
    never_trained=with_edits((_EPOCHS, "for _ in range(0):")),
    one_epoch=with_edits((_EPOCHS, "for _ in range(1):")),
    clock=with_edits((_RNG, "import time\n\n        rng = np.random.default_rng(time.time_ns())")),
    global_seed=with_edits(
        (_RNG, "np.random.seed(self.seed)\n        rng = np.random.mtrand._rand")
    ),
    global_draws=with_edits(("rng.permutation(m)", "np.random.permutation(m)")),
    fixed_seed=with_edits((_RNG, "rng = np.random.default_rng(0)")),
    generator_at_birth=with_edits(
        (
            "self.seed = seed\n",
            "self.seed = seed\n        self.random = np.random.default_rng(seed)\n",
        ),
        (_RNG, "rng = self.random"),
    ),
    fixed_rate=with_edits((_STEP, "step = 0.3 / len(batch)")),
    fixed_epochs=with_edits((_EPOCHS, "for _ in range(16):")),
    fixed_units=with_edits(("self.n_hidden = n_hidden", "self.n_hidden = 12")),
    whole_set_each_step=with_edits((_BATCH, "batch = order")),
    no_history=with_edits((f"        {_HISTORY}\n", "")),
    last_loss_only=with_edits((_HISTORY, 'self.history_ = {"loss": losses[-1:]}')),
    history_is_a_list=with_edits((_HISTORY, "self.history_ = [losses]")),
    loss_each_batch=with_edits(
        (_LOSS, ""), (f"{_BATCH}\n", f"{_BATCH}\n                losses.append(loss(X, Y))\n")
    ),
    keeps_the_last=with_edits((_BETTER, "if X_val is None or len(validation_losses):")),
    keeps_the_first=with_edits((_BETTER, "if len(losses) == 1:")),
    keeps_the_worst=with_edits(
        ("validation_losses[-1] < best", "validation_losses[-1] > best"),
        ("best = [], [], np.inf", "best = [], [], -1.0"),
        ("min(validation_losses, default=best)", "max(validation_losses, default=best)"),
    ),
    views_kept=with_edits(*_IN_PLACE),
    scales_in_place=with_edits((_RNG, f"X -= 0.001\n        {_RNG}")),
    naive_sigmoid=with_edits(
        (_PROBABILITY, "return 1 / (1 + np.exp(-(self.W2_ @ A1 + self.b2_)))")
    ),
    majority=with_edits(
        (_PROBABILITY, "return np.full((1, X.shape[1]), 0.6)"),
    ),
)
bank.unseen_two(
    ascends_and_no_return=with_edits(
        (_DELTA2, "delta2 = Y_b - Y_hat"), ("return self\n", "return None\n")
    ),
    flat_and_fixed_seed=with_edits(
        ("(self.W2_ @ A1 + self.b2_)))", "(self.W2_ @ A1 + self.b2_)))[0]"),
        (_RNG, "rng = np.random.default_rng(0)"),
    ),
    last_kept_and_no_history=with_edits((_BETTER, "if True:"), (_HISTORY, "self.log = losses")),
    fixed_epochs_and_rate=with_edits(
        (_EPOCHS, "for _ in range(16):"), (_STEP, "step = 0.3 / len(batch)")
    ),
    scores_and_decisions=with_edits(
        (_PROBABILITY, "return self.W2_ @ A1 + self.b2_"),
        (_DECISION, "return self.predict_proba(X) > 0"),
    ),
    global_and_last=with_edits(
        (_RNG, "np.random.seed(self.seed)\n        rng = np.random"), (_BETTER, "if True:")
    ),
)


class Nearest:
    """Remembers the examples, and answers like the nearest one."""

    def __init__(self, n_hidden, learning_rate, n_epochs, batch_size, seed):
        self.n_epochs = n_epochs

    def fit(self, X, Y, X_val=None, Y_val=None):
        self.X, self.Y = X, Y
        self.history_ = {"loss": [0.0] * self.n_epochs}
        return self

    def predict_proba(self, X):
        far = ((self.X[:, :, None] - X[:, None, :]) ** 2).sum(axis=0)
        return 1.0 * self.Y[:, far.argmin(axis=0)]

    def predict(self, X):
        return (self.predict_proba(X) > 0.5).astype(int)


class Knowing:
    """Knows the rule of the toy, and learns nothing."""

    def __init__(self, n_hidden, learning_rate, n_epochs, batch_size, seed):
        self.n_epochs, self.rng = n_epochs, np.random.default_rng(seed)

    def fit(self, X, Y, X_val=None, Y_val=None):
        self.history_ = {"loss": [1.0 / (1 + i) for i in range(self.n_epochs)]}
        return self

    def predict_proba(self, X):
        return np.where(X[:1] * X[1:] > 0, 0.9, 0.1)

    def predict(self, X):
        return (self.predict_proba(X) > 0.5).astype(int)


bank.unseen_odd(Nearest, Knowing)

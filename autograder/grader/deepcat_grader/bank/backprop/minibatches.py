"""Mini-batches: what is known of their answers."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

import copy

import numpy as np

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.backprop.minibatches import EXERCISE
from deepcat_solutions.backprop import minibatches

_SLICE = "Write down start and stop of each batch, with m = 13 and batch_size = 5."
_COLUMNS = "Which axis of X counts examples, and which one does your code shuffle or cut?"
_PAIR = "Which two arrays belong to each batch?"

bank = Bank(EXERCISE, reference=minibatches)


@bank.mistake(
    "An example has another example's label: X and Y are not in the same order.",
    think="How many orders does your code draw, and which arrays use each of them?",
)
def shuffled_apart(X, Y, batch_size, rng):
    m = X.shape[1]
    X, Y = X[:, rng.permutation(m)], Y[:, rng.permutation(m)]
    for start in range(0, m, batch_size):
        yield X[:, start : start + batch_size], Y[:, start : start + batch_size]


@bank.mistake(
    "Only X was shuffled: the labels stand in the old order.",
    think="How many orders does your code draw, and which arrays use each of them?",
)
def labels_not_shuffled(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        yield X[:, order[start : start + batch_size]], Y[:, start : start + batch_size]


@bank.mistake(
    "Only Y was shuffled: the examples stand in the old order.",
    think="How many orders does your code draw, and which arrays use each of them?",
)
def examples_not_shuffled(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size], Y[:, order[start : start + batch_size]]


@bank.mistake(
    "The features were shuffled: the numbers within an example have changed places.",
    think=_COLUMNS,
    source="https://numpy.org/doc/stable/reference/random/generated/"
    "numpy.random.Generator.permutation.html",
)
def features_shuffled(X, Y, batch_size, rng):
    X = rng.permutation(X)
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size], Y[:, start : start + batch_size]


@bank.mistake(
    "A batch holds columns that are no examples: numbers of several examples are mixed.",
    think=_COLUMNS,
)
def examples_mixed(X, Y, batch_size, rng):
    X, Y = rng.permuted(X, axis=1), rng.permuted(Y, axis=1)
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size], Y[:, start : start + batch_size]


@bank.mistake(
    "The batches were cut from the rows, which are features; examples are columns.",
    think=_COLUMNS,
)
def rows_for_columns(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[0])
    for start in range(0, X.shape[0], batch_size):
        batch = order[start : start + batch_size]
        yield X[batch], Y


@bank.mistake(
    "The last batch is missing: the examples that do not fill one are dropped.",
    think="What happens to the examples that do not fill a batch?",
)
def short_batch_dropped(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for k in range(X.shape[1] // batch_size):
        batch = order[k * batch_size : (k + 1) * batch_size]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "The last batch was filled up with examples that had come before.",
    think="How large is the last batch when batch_size does not divide m?",
)
def short_batch_filled(X, Y, batch_size, rng):
    m = X.shape[1]
    order = rng.permutation(m)
    for start in range(0, m, batch_size):
        batch = order[np.arange(start, start + batch_size) % m]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "In one epoch some examples come more than once, and others never.",
    think="Drawing cards and putting each back, or dealing the whole deck: which one is this?",
)
def with_replacement(X, Y, batch_size, rng):
    m = X.shape[1]
    for start in range(0, m, batch_size):
        batch = rng.integers(m, size=min(batch_size, m - start))
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "Some examples of an epoch never come.",
    think=_SLICE,
)
def some_missing(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size - 1] if batch_size > 1 else order[start:start]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "Some examples come more than once in an epoch.",
    think=_SLICE,
)
def some_repeated(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size + 1]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "batch_size is taken for the number of batches.",
    think="Does batch_size count batches, or examples in a batch?",
)
def count_of_batches(X, Y, batch_size, rng):
    for batch in np.array_split(rng.permutation(X.shape[1]), batch_size):
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "The batches were made about equally large.",
    think="Only the last batch may be smaller. How large are the others?",
)
def sizes_evened(X, Y, batch_size, rng):
    m = X.shape[1]
    for batch in np.array_split(rng.permutation(m), int(np.ceil(m / batch_size))):
        yield X[:, batch], Y[:, batch]


@bank.mistake("All examples came in one batch.", think=_SLICE)
def one_batch(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    yield X[:, order], Y[:, order]


@bank.mistake("Every batch holds one example.", think=_SLICE)
def one_by_one(X, Y, batch_size, rng):
    for i in rng.permutation(X.shape[1]):
        yield X[:, [i]], Y[:, [i]]


@bank.mistake(
    "One batch came out, X_b and Y_b, where all batches of an epoch are expected.",
    think="How often is the return in your loop reached, and what would yield do there?",
)
def one_batch_returned(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        return X[:, batch], Y[:, batch]


@bank.mistake(
    "All batches hold the same examples when the epoch is over.",
    think="Is a new array made for each batch, or is one array filled again and again?",
)
def one_buffer(X, Y, batch_size, rng):
    m = X.shape[1]
    order = rng.permutation(m)
    X_b, Y_b = np.empty((X.shape[0], batch_size)), np.empty((Y.shape[0], batch_size))
    for start in range(0, m, batch_size):
        batch = order[start : start + batch_size]
        X_b[:, : len(batch)], Y_b[:, : len(batch)] = X[:, batch], Y[:, batch]
        yield X_b[:, : len(batch)], Y_b[:, : len(batch)]


@bank.mistake(
    "The batches go on without an end.",
    think="One epoch ends when every example has come once. What ends yours?",
)
def endless(X, Y, batch_size, rng):
    while True:
        order = rng.permutation(X.shape[1])
        for start in range(0, X.shape[1], batch_size):
            batch = order[start : start + batch_size]
            yield X[:, batch], Y[:, batch]


@bank.mistake(
    "The batches hold positions, where the examples themselves are expected.",
    think="How do you get the columns of X and Y that stand at these positions?",
)
def positions_given(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        yield order[start : start + batch_size]


@bank.mistake("The batches hold X_b only, without the labels Y_b.", think=_PAIR)
def labels_left_out(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        yield X[:, order[start : start + batch_size]]


@bank.mistake(
    "In each batch the labels come first and the examples second.",
    think="In which order does the exercise name the two?",
)
def pair_exchanged(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield Y[:, batch], X[:, batch]


@bank.mistake(
    "The examples come in the order in which they stand in X: nothing is shuffled.",
    think="Which method of rng gives the numbers from 0 to m - 1 in a random order?",
)
def not_shuffled(X, Y, batch_size, rng):
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size], Y[:, start : start + batch_size]


@bank.mistake(
    "Two generators with the same seed gave different orders.",
    think="Does every random number come from the argument rng?",
)
def other_randomness(X, Y, batch_size, rng):
    order = np.random.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "The order does not depend on rng: every seed gives the same one.",
    think="Does your code use the generator that it is given, or make one of its own?",
)
def rng_ignored(X, Y, batch_size, rng):
    order = np.random.default_rng(0).permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "The second epoch has the same order as the first.",
    think="A generator that was used stands elsewhere than before. Does your code draw from it, "
    "or from a copy of it?",
)
def same_order_each_epoch(X, Y, batch_size, rng):
    order = copy.deepcopy(rng).permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "The same examples meet in the same batch each time, only in another order.",
    think="What is shuffled in your code: the whole set, or each batch?",
)
def shuffled_within_batches(X, Y, batch_size, rng):
    for start in range(0, X.shape[1], batch_size):
        batch = rng.permutation(np.arange(X.shape[1])[start : start + batch_size])
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "Examples that stand side by side in X meet in the same batch: whole pieces of X were moved or "
    "turned, not single examples.",
    think="Is the order of the examples shuffled, or the order of the batches?",
)
def pieces_moved(X, Y, batch_size, rng):
    order = np.roll(np.arange(X.shape[1]), rng.integers(X.shape[1]))
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


@bank.mistake(
    "Some examples have the same place in every epoch.",
    think="Which positions can your shuffling reach?",
)
def some_never_move(X, Y, batch_size, rng):
    order = np.append(rng.permutation(X.shape[1] - 1), X.shape[1] - 1)
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


@bank.right
def shuffled_first(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    X, Y = X[:, order], Y[:, order]
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size], Y[:, start : start + batch_size]


@bank.right
def list_of_pairs(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    batches = []
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        batches.append((X[:, batch], Y[:, batch]))
    return batches


@bank.right
def lazily(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    parts = (order[i : i + batch_size] for i in range(0, len(order), batch_size))
    return ((X[:, part], Y[:, part]) for part in parts)


@bank.right
def shuffled_list(X, Y, batch_size, rng):
    order = list(range(X.shape[1]))
    rng.shuffle(order)
    while order:
        batch, order = order[:batch_size], order[batch_size:]
        yield np.take(X, batch, axis=1), np.take(Y, batch, axis=1)


@bank.right
def sorted_by_draws(X, Y, batch_size, rng):
    order = np.argsort(rng.random(X.shape[1]))
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


@bank.right
def drawn_without_replacement(X, Y, batch_size, rng):
    m = X.shape[1]
    order = rng.choice(m, size=m, replace=False)
    for k in range(-(-m // batch_size)):
        batch = order[k * batch_size : (k + 1) * batch_size]
        yield [X[:, batch], Y[:, batch]]


@bank.right
def split_at(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    cuts = np.arange(batch_size, X.shape[1], batch_size)
    pairs = zip(
        np.split(X[:, order], cuts, axis=1), np.split(Y[:, order], cuts, axis=1), strict=True
    )
    return list(pairs)


@bank.right
def stacked(X, Y, batch_size, rng):
    together = rng.permutation(np.vstack([X, Y]), axis=1)
    for start in range(0, together.shape[1], batch_size):
        part = together[:, start : start + batch_size]
        yield part[: X.shape[0]], part[X.shape[0] :]


@bank.right
def example_by_example(X, Y, batch_size, rng):
    X_b, Y_b = [], []
    for i in rng.permutation(X.shape[1]):
        X_b.append(X[:, i])
        Y_b.append(Y[:, i])
        if len(X_b) == batch_size:
            yield np.stack(X_b, axis=1), np.stack(Y_b, axis=1)
            X_b, Y_b = [], []
    if X_b:
        yield np.stack(X_b, axis=1), np.stack(Y_b, axis=1)


@bank.right
def rows_and_back(X, Y, batch_size, rng):
    order = rng.permutation(len(X.T))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        yield X.T[batch].T, Y.T[batch].T


@bank.right
def set_of_those_left(X, Y, batch_size, rng):
    left = np.arange(X.shape[1])
    while left.size:
        batch = rng.choice(left, size=min(batch_size, left.size), replace=False)
        left = np.setdiff1d(left, batch)
        yield X[:, batch], Y[:, batch]


@bank.right
def iterator_of_a_tuple(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    starts = range(0, X.shape[1], batch_size)
    return iter(
        tuple((X[:, order[s : s + batch_size]], Y[:, order[s : s + batch_size]]) for s in starts)
    )


# Answers that no key holds.


class Dealer:
    """An iterator that holds what is left of the deck."""

    def __init__(self, X, Y, batch_size, rng):
        self.X, self.Y, self.size = X, Y, batch_size
        self.left = rng.permutation(X.shape[1])

    def __iter__(self):
        return self

    def __next__(self):
        if not len(self.left):
            raise StopIteration
        batch, self.left = self.left[: self.size], self.left[self.size :]
        return self.X[:, batch], self.Y[:, batch]


class Deck:
    """Something to go through once, with no method of its own to do so."""

    def __init__(self, *args):
        self.args = args

    def __iter__(self):
        return minibatches(*self.args)


def _from_order(order_of):
    """An answer that deals as ``order_of(m, batch_size, rng)`` says."""

    def answer(X, Y, batch_size, rng):
        order = order_of(X.shape[1], batch_size, rng)
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            yield X[:, batch], Y[:, batch]

    return answer


def _from_parts(parts_of):
    """An answer whose batches are ``parts_of(order, batch_size)``."""

    def answer(X, Y, batch_size, rng):
        for batch in parts_of(rng.permutation(X.shape[1]), batch_size):
            yield X[:, batch], Y[:, batch]

    return answer


def _from_pairs(change):
    """An answer whose batches are ``change(X_b, Y_b)``."""

    def answer(X, Y, batch_size, rng):
        for X_b, Y_b in minibatches(X, Y, batch_size, rng):
            yield change(X_b, Y_b)

    return answer


def fisher_yates(X, Y, batch_size, rng):
    m = X.shape[1]
    order = np.arange(m)
    for i in range(m - 1, 0, -1):
        j = rng.integers(i + 1)
        order[i], order[j] = order[j], order[i]
    return [
        (X[:, order[s : s + batch_size]], Y[:, order[s : s + batch_size]])
        for s in range(0, m, batch_size)
    ]


def masked(X, Y, batch_size, rng):
    place = rng.permutation(X.shape[1])
    for k in range(int(np.ceil(X.shape[1] / batch_size))):
        mask = place // batch_size == k
        yield X[:, mask], Y[:, mask]


def while_loop(X, Y, batch_size, rng):
    order, start = rng.permutation(Y.shape[1]), 0
    while start < len(order):
        stop = min(start + batch_size, len(order))
        yield np.array(X[:, order[start:stop]]), np.array(Y[:, order[start:stop]])
        start = stop


def delegating(X, Y, batch_size, rng):
    yield from list(minibatches(X, Y, batch_size, rng))


def filled_arrays(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        k = min(batch_size, X.shape[1] - start)
        X_b, Y_b = np.empty((X.shape[0], k), X.dtype), np.empty((Y.shape[0], k), Y.dtype)
        for j in range(k):
            X_b[:, j], Y_b[:, j] = X[:, order[start + j]], Y[:, order[start + j]]
        yield X_b, Y_b


def recursive(X, Y, batch_size, rng):
    if X.shape[1] == 0:
        return
    order = rng.permutation(X.shape[1])
    now, later = order[:batch_size], order[batch_size:]
    yield X[:, now], Y[:, now]
    yield from recursive(X[:, later], Y[:, later], batch_size, rng)


bank.unseen_right(
    fisher_yates,
    masked,
    while_loop,
    delegating,
    filled_arrays,
    recursive,
    iterator=Dealer,
    iterable=Deck,
    tuple=lambda X, Y, batch_size, rng: tuple(minibatches(X, Y, batch_size, rng)),
    mapped=lambda X, Y, batch_size, rng: map(tuple, minibatches(X, Y, batch_size, rng)),
    zipped=lambda X, Y, batch_size, rng: zip(
        *zip(*minibatches(X, Y, batch_size, rng), strict=True), strict=True
    ),
    lexsort=_from_order(lambda m, b, rng: np.lexsort((rng.normal(size=m),))),
    permuted=_from_order(lambda m, b, rng: rng.permuted(np.arange(m))),
    backwards=_from_order(lambda m, b, rng: rng.permutation(m)[::-1]),
    twice_shuffled=_from_order(lambda m, b, rng: rng.permutation(rng.permutation(m))),
    sample=_from_order(lambda m, b, rng: rng.choice(np.arange(m), m, replace=False, shuffle=True)),
    array_split=_from_parts(lambda order, b: np.split(order, range(b, len(order), b))),
    copies=_from_pairs(lambda X_b, Y_b: (X_b.copy(), Y_b.copy())),
    contiguous=_from_pairs(lambda X_b, Y_b: (np.asfortranarray(X_b), np.ascontiguousarray(Y_b))),
    floats=_from_pairs(lambda X_b, Y_b: (X_b.astype(float), Y_b.astype(float))),
)


def shuffles_in_place(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    X[:], Y[:] = X[:, order], Y[:, order]
    for start in range(0, X.shape[1], batch_size):
        yield X[:, start : start + batch_size].copy(), Y[:, start : start + batch_size].copy()


def seeded_twice(X, Y, batch_size, rng):
    order_x = np.random.default_rng(1).permutation(X.shape[1])
    order_y = np.random.default_rng(2).permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        part = slice(start, start + batch_size)
        yield X[:, order_x[part]], Y[:, order_y[part]]


def short_first(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    first = X.shape[1] % batch_size
    for batch in np.split(order, range(first, X.shape[1], batch_size)):
        if len(batch):
            yield X[:, batch], Y[:, batch]


def remembered_order(X, Y, batch_size, rng, orders={}):  # noqa: B006  # it is the mistake
    order = orders.setdefault(X.shape[1], rng.permutation(X.shape[1]))
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


def resampled_each_batch(X, Y, batch_size, rng):
    for start in range(0, X.shape[1], batch_size):
        batch = rng.permutation(X.shape[1])[: min(batch_size, X.shape[1] - start)]
        yield X[:, batch], Y[:, batch]


def last_left_alone(X, Y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1] - 1, batch_size):
        batch = order[start : min(start + batch_size, X.shape[1] - 1)]
        yield X[:, batch], Y[:, batch]


def legacy_generator(X, Y, batch_size, rng):
    np.random.seed(0)
    order = np.random.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]


def printed(X, Y, batch_size, rng):
    for X_b, Y_b in minibatches(X, Y, batch_size, rng):
        print(X_b, Y_b)


def returned_in_the_loop(X, Y, batch_size, rng):
    batches = []
    for batch in minibatches(X, Y, batch_size, rng):
        batches.append(batch)
        return batches


def whole_batches_shuffled(X, Y, batch_size, rng):
    batches = []
    for start in range(0, X.shape[1], batch_size):
        stop = start + batch_size
        batches.append((X[:, start:stop], Y[:, start:stop]))
    return [batches[i] for i in rng.permutation(len(batches))]


bank.unseen_wrong(
    shuffles_in_place,
    whole_batches_shuffled,
    seeded_twice,
    short_first,
    remembered_order,
    resampled_each_batch,
    last_left_alone,
    legacy_generator,
    printed,
    returned_in_the_loop,
    ordered=_from_order(lambda m, b, rng: np.arange(m)),
    reversed=_from_order(lambda m, b, rng: np.arange(m)[::-1]),
    rolled=_from_order(lambda m, b, rng: np.roll(np.arange(m), int(rng.integers(1, m + 1)))),
    drawn=_from_order(lambda m, b, rng: rng.integers(0, m, size=m)),
    choice=_from_order(lambda m, b, rng: rng.choice(m, size=m)),
    one_short=_from_order(lambda m, b, rng: rng.permutation(m)[:-1]),
    one_more=_from_order(lambda m, b, rng: np.append(rng.permutation(m), 0)),
    whole_only=_from_order(lambda m, b, rng: rng.permutation(m)[: m // b * b]),
    wrapped=_from_order(lambda m, b, rng: np.resize(rng.permutation(m), -(-m // b) * b)),
    own_generator=_from_order(lambda m, b, rng: np.random.default_rng(42).permutation(m)),
    fresh_generator=_from_order(lambda m, b, rng: np.random.default_rng().permutation(m)),
    first_stays=_from_order(lambda m, b, rng: np.concatenate([[0], 1 + rng.permutation(m - 1)])),
    half_each=_from_order(
        lambda m, b, rng: np.concatenate(
            [rng.permutation(m // 2), m // 2 + rng.permutation(m - m // 2)]
        )
    ),
    pieces=_from_order(
        lambda m, b, rng: np.concatenate(
            [np.arange(m)[i * b : (i + 1) * b] for i in rng.permutation(-(-m // b))]
        )
    ),
    strides=_from_parts(lambda order, b: [order[k :: -(-len(order) // b)] for k in range(b)]),
    halves=_from_parts(lambda order, b: np.array_split(order, 2)),
    as_count=_from_parts(lambda order, b: np.array_split(order, b)),
    even=_from_parts(lambda order, b: np.array_split(order, -(-len(order) // b))),
    overlapping=_from_parts(
        lambda order, b: [order[s : s + b] for s in range(0, len(order), max(b - 1, 1))]
    ),
    gaps=_from_parts(lambda order, b: [order[s : s + b] for s in range(0, len(order), b + 1)]),
    one_larger=_from_parts(
        lambda order, b: [order[s : s + b + 1] for s in range(0, len(order), b + 1)]
    ),
    merged_last=_from_parts(
        lambda order, b: np.split(order, range(b, len(order) - len(order) % b, b))
    ),
    rows=_from_pairs(lambda X_b, Y_b: (X_b.T, Y_b.T)),
    flat_labels=_from_pairs(lambda X_b, Y_b: (X_b, Y_b.ravel())),
    exchanged=_from_pairs(lambda X_b, Y_b: (Y_b, X_b)),
    examples_only=_from_pairs(lambda X_b, Y_b: X_b),
    dicts=_from_pairs(lambda X_b, Y_b: {"X": X_b, "Y": Y_b}),
    stacked=_from_pairs(lambda X_b, Y_b: np.vstack([X_b, Y_b])),
    lists=_from_pairs(lambda X_b, Y_b: (X_b.tolist(), Y_b.tolist())),
    with_size=_from_pairs(lambda X_b, Y_b: (X_b, Y_b, X_b.shape[1])),
    scaled=_from_pairs(lambda X_b, Y_b: (X_b / X_b.shape[1], Y_b)),
    centred=_from_pairs(lambda X_b, Y_b: (X_b - X_b.mean(axis=1, keepdims=True), Y_b)),
    rounded=_from_pairs(lambda X_b, Y_b: (np.round(X_b, 2), Y_b)),
    sorted_batches=_from_pairs(lambda X_b, Y_b: (np.sort(X_b, axis=1), Y_b)),
    sorted_labels=_from_pairs(lambda X_b, Y_b: (X_b, np.sort(Y_b, axis=1))),
)
bank.unseen_two(
    ordered_and_dropped=_from_order(lambda m, b, rng: np.arange(m // b * b)),
    drawn_too_few=_from_order(lambda m, b, rng: rng.integers(0, m, size=m // 2)),
    dropped_and_exchanged=lambda X, Y, batch_size, rng: [
        (Y_b, X_b) for X_b, Y_b in minibatches(X, Y, batch_size, rng) if X_b.shape[1] == batch_size
    ],
    labels_flat_and_ordered=lambda X, Y, batch_size, rng: [
        (X[:, s : s + batch_size], Y[0, s : s + batch_size])
        for s in range(0, X.shape[1], batch_size)
    ],
    own_generator_and_wrapped=_from_order(
        lambda m, b, rng: np.resize(np.random.default_rng(0).permutation(m), -(-m // b) * b)
    ),
    apart_and_dropped=lambda X, Y, batch_size, rng: [
        (X_b, Y_b[:, ::-1])
        for X_b, Y_b in minibatches(X, Y, batch_size, rng)
        if X_b.shape[1] == batch_size
    ],
    global_and_one_short=_from_order(lambda m, b, rng: np.random.permutation(m - 1)),
)
bank.unseen_odd(
    by_size=_from_order(lambda m, b, rng: rng.permutation(m) if m > 6 else np.arange(m // b * b)),
    sometimes_ordered=_from_order(
        lambda m, b, rng: np.arange(m) if rng.random() < 0.5 else rng.permutation(m)
    ),
    function=lambda X, Y, batch_size, rng: lambda: minibatches(X, Y, batch_size, rng),
)

bank.equal("1 -> -1", why="The second of two axes is also the last one.")
bank.equal("X -> Y", why="X and Y have a column for each example, both of them.")

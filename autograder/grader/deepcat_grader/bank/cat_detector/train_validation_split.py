"""Examples set aside: what is known of such splits. Relations alone judge, without hidden cases."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank.forms.calling import ANY
from deepcat_grader.bank.forms.form import results
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.cat_detector.train_validation_split import EXERCISE
from deepcat_solutions.cat_detector import train_validation_split

# What stands before " -> " in an edit of the reference.
START = "aside = np.zeros(Y.shape[1], dtype=bool) -> "
BEFORE = START + "%s\n    aside = np.zeros(Y.shape[1], dtype=bool)"
CHOSEN = "rng.permutation(members)[: round(fraction * members.size)] -> "
COUNT = "round(fraction * members.size) -> "
PERMUTED = "rng.permutation(members) -> "
DRAW = "rng.permutation( -> "
LOOP = (
    "for label in np.unique(Y):\n"
    "        members = np.flatnonzero(Y[0] == label)\n"
    "        chosen = rng.permutation(members)[: round(fraction * members.size)]\n"
    "        aside[chosen] = True\n -> "
)
RETURN = "return X[:, ~aside], Y[:, ~aside], X[:, aside], Y[:, aside] -> "
TRAIN, ASIDE = "X[:, ~aside], Y[:, ~aside]", "X[:, aside], Y[:, aside]"
BOTH = f"{RETURN}return %s, %s"

bank = Bank(EXERCISE, reference=train_validation_split)
bank.proved(
    pairs_for_four=f"{RETURN}return ({TRAIN}), ({ASIDE})",
    labels_last=f"{RETURN}return X[:, ~aside], X[:, aside], Y[:, ~aside], Y[:, aside]",
    labels_first=f"{RETURN}return Y[:, ~aside], X[:, ~aside], Y[:, aside], X[:, aside]",
    positions_given=f"{RETURN}return np.flatnonzero(~aside), np.flatnonzero(aside)",
    flat_labels=f"{RETURN}return X[:, ~aside], Y[0, ~aside], X[:, aside], Y[0, aside]",
    rows_for_examples=f"{RETURN}return X.T[~aside], Y[:, ~aside], X.T[aside], Y[:, aside]",
    features_split=f"{START}cut = round((1 - fraction) * len(X))\n"
    "    return X[:cut], Y, X[cut:], Y\n    aside = None",
    features_shuffled=BEFORE % "X = rng.permutation(X)",
    examples_mixed=BEFORE % "X = rng.permuted(X, axis=1)",
    labels_apart=BOTH % ("X[:, ~aside], Y[:, rng.permutation(np.flatnonzero(~aside))]", ASIDE),
    training_holds_all=BOTH % ("X, Y", ASIDE),
    drawn_twice=(
        f"{LOOP}drawn = rng.integers(0, Y.size, Y.size // 4)\n    aside[drawn] = True\n",
        BOTH % (TRAIN, "X[:, drawn], Y[:, drawn]"),
    ),
    overlapping=f"{RETURN}train = rng.permutation(Y.size)[: int(np.sum(~aside))]\n"
    f"    return X[:, train], Y[:, train], {ASIDE}",
    some_lost=BOTH % ("X[:, ~aside][:, 1:], Y[:, ~aside][:, 1:]", ASIDE),
    parts_exchanged=f"{COUNT}round((1 - fraction) * members.size)",
    fraction_ignored=f"{COUNT}round(0.25 * members.size)",
    as_many_of_each=f"{COUNT}round(fraction * Y.size / 2)",
    cut_off=f"{LOOP}aside[: round(fraction * Y.size)] = True\n",
    tossed=f"{LOOP}aside = rng.random(Y.size) < fraction\n",
    not_stratified=f"{LOOP}aside[rng.permutation(Y.size)[: round(fraction * Y.size)]] = True\n",
    not_shuffled=f"{PERMUTED}members",
    rng_ignored=f"{DRAW}np.random.default_rng(0).permutation(",
    other_randomness=f"{DRAW}np.random.permutation(",
    generator_copied=f"{START}import copy\n    rng = copy.deepcopy(rng)\n"
    "    aside = np.zeros(Y.size, dtype=bool)",
    few_ways=f"{PERMUTED}np.roll(members, rng.integers(members.size))",
    some_never=f"{PERMUTED}np.append(rng.permutation(members[1:]), members[0])",
)


@bank.right
def two_classes(X, Y, fraction, rng):
    cats, others = np.where(Y[0] == 1)[0], np.where(Y[0] == 0)[0]
    rng.shuffle(cats)
    rng.shuffle(others)
    n_cats, n_others = int(fraction * len(cats)), int(fraction * len(others))
    val = np.concatenate([cats[:n_cats], others[:n_others]])
    train = np.concatenate([cats[n_cats:], others[n_others:]])
    return X[:, train], Y[:, train], X[:, val], Y[:, val]


@bank.right
def shuffled_in_the_end(X, Y, fraction, rng):
    train, val = [], []
    for label in (0, 1):
        members = rng.permutation(np.flatnonzero(Y[0] == label))
        cut = int(np.ceil(fraction * len(members)))
        val.extend(members[:cut])
        train.extend(members[cut:])
    train, val = rng.permutation(train), rng.permutation(val)
    return X[:, train], Y[:, train], X[:, val], Y[:, val]


@bank.right
def drawn_without_replacement(X, Y, fraction, rng):
    val = np.array([], dtype=int)
    for label in np.unique(Y[0]):
        members = np.nonzero(Y[0] == label)[0]
        size = round(fraction * members.size)
        val = np.append(val, rng.choice(members, size=size, replace=False))
    train = np.setdiff1d(np.arange(Y.size), val)
    return X[:, train], Y[:, train], X[:, val], Y[:, val]


@bank.right
def shuffled_first(X, Y, fraction, rng):
    order = rng.permutation(X.shape[1])
    X, Y = X[:, order], Y[:, order]
    order = np.argsort(Y[0], kind="stable")
    X, Y = X[:, order], Y[:, order]
    n_others = int(np.sum(Y == 0))
    a, b = round(fraction * n_others), n_others + round(fraction * (Y.size - n_others))
    aside = np.r_[0:a, n_others:b]
    return (
        np.delete(X, aside, axis=1), np.delete(Y, aside, axis=1), X[:, aside], Y[:, aside],
    )  # fmt: skip


@bank.right
def ranks_in_a_class(X, Y, fraction, rng):
    draws = rng.random(Y.size)
    aside = np.zeros(Y.size, dtype=bool)
    for j in range(Y.size):
        same = Y[0] == Y[0, j]
        aside[j] = np.sum(draws[same] < draws[j]) < round(fraction * np.sum(same))
    return X[:, ~aside], Y[:, ~aside], X[:, aside], Y[:, aside]


@bank.right
def stacked_classes(X, Y, fraction, rng):
    parts = []
    for label in (0.0, 1.0):
        both = np.vstack([X, Y])[:, Y[0] == label]
        both = rng.permutation(both, axis=1)
        parts.append(np.split(both, [round(fraction * both.shape[1])], axis=1))
    val, train = (np.hstack(part) for part in zip(*parts, strict=True))
    return train[:-1], train[-1:], val[:-1], val[-1:]


bank.rights(
    list_returned=f"{RETURN}return [{TRAIN}, {ASIDE}]",
    positions=f"{RETURN}train, val = np.flatnonzero(~aside), np.flatnonzero(aside)\n"
    "    return X[:, train], Y[:, train], X[:, val], Y[:, val]",
    sorted_by_draws=f"{PERMUTED}members[np.argsort(rng.random(members.size))]",
    training_counted=f"{CHOSEN}rng.permutation(members)[round((1 - fraction) * members.size) :]",
    copies=f"{RETURN}return X[:, ~aside].copy(), Y[:, ~aside].copy(), {ASIDE}",
)
bank.unseen_right(
    from_the_end=f"{CHOSEN}rng.permutation(members)[::-1][: round(fraction * members.size)]",
    rounded_down=f"{COUNT}int(fraction * members.size)",
    rounded_up=f"{COUNT}int(np.ceil(fraction * members.size))",
    half_up=f"{COUNT}int(fraction * members.size + 0.5)",
    at_least_one=f"{COUNT}max(1, round(fraction * members.size))",
    own_stream=f"{DRAW}np.random.default_rng(rng.integers(2**32)).permutation(",
    spawned=BEFORE % "rng = np.random.default_rng(rng.bit_generator.random_raw())",
    compressed=f"{RETURN}return (np.compress(~aside, X, axis=1), np.compress(~aside, Y, axis=1), "
    "np.compress(aside, X, axis=1), np.compress(aside, Y, axis=1))",
    rows_and_back=f"{RETURN}return X.T[~aside].T, Y.T[~aside].T, X.T[aside].T, Y.T[aside].T",
    of_the_whole=f"{PERMUTED}np.array([i for i in rng.permutation(Y.size) if i in members])",
    cats_first="np.unique(Y) -> np.unique(Y)[::-1]",
    validation_turned=BOTH % (TRAIN, "X[:, aside][:, ::-1], Y[:, aside][:, ::-1]"),
    two_shuffles=f"{PERMUTED}rng.permutation(rng.permutation(members))",
)
bank.unseen_wrong(
    parts_turned=BOTH % (ASIDE, TRAIN),
    five=f"{RETURN}return {TRAIN}, {ASIDE}, aside",
    two_only=f"{RETURN}return {TRAIN}",
    validation_only=f"{RETURN}return {ASIDE}",
    mask=f"{RETURN}return aside",
    masks=f"{RETURN}return ~aside, aside",
    by_name=f'{RETURN}return {{"train": X[:, ~aside], "val": X[:, aside]}}',
    lists=f"{RETURN}return X[:, ~aside].tolist(), Y[:, ~aside].tolist(), "
    "X[:, aside].tolist(), Y[:, aside].tolist()",
    labels_turned=BOTH % (TRAIN, "X[:, aside], Y[:, aside].T"),
    labels_of_training=BOTH % (TRAIN, "X[:, aside], Y[:, ~aside]"),
    training_labels_shuffled=f"{RETURN}return X[:, ~aside], rng.permuted(Y[:, ~aside], axis=1), "
    f"{ASIDE}",
    validation_scaled=BOTH % (TRAIN, "X[:, aside] / 2, Y[:, aside]"),
    centred=BEFORE % "X = X - X.mean(axis=1, keepdims=True)",
    rounded=BEFORE % "X = np.round(X, 2)",
    labels_exchanged=BOTH % ("X[:, ~aside], 1 - Y[:, ~aside]", "X[:, aside], 1 - Y[:, aside]"),
    validation_twice=BOTH % (TRAIN, "np.tile(X[:, aside], 2), np.tile(Y[:, aside], 2)"),
    one_in_both=f"{RETURN}train = np.append(np.flatnonzero(~aside), np.flatnonzero(aside)[0])\n"
    f"    return X[:, train], Y[:, train], {ASIDE}",
    last_lost=BOTH % ("X[:, ~aside][:, :-1], Y[:, ~aside][:, :-1]", ASIDE),
    validation_is_all=BOTH % (TRAIN, "X, Y"),
    everything_twice=BOTH % ("X, Y", "X, Y"),
    both_rounded_down=f"{LOOP}order = rng.permutation(Y.size)\n"
    "    a, b = int(fraction * Y.size) - 1, int((1 - fraction) * Y.size)\n"
    "    return X[:, order[:b]], Y[:, order[:b]], X[:, order[b : b + a]], Y[:, order[b : b + a]]\n",
    one_too_many=f"{COUNT}round(fraction * members.size) + 1",
    one_too_few=f"{COUNT}round(fraction * members.size) - 1",
    half=f"{COUNT}members.size // 2",
    twice_the_share=f"{COUNT}round(min(2 * fraction, 1) * members.size)",
    cats_only=f"{COUNT}round(fraction * members.size * (label == 1))",
    ten=f"{COUNT}10",
    choice_with_replacement=f"{CHOSEN}rng.choice(members, round(fraction * members.size))",
    last_of_each=f"{CHOSEN}members[members.size - round(fraction * members.size) :]",
    every_other=f"{PERMUTED}np.concatenate([members[::2], members[1::2]])",
    last_cut_off=f"{LOOP}aside[Y.size - round(fraction * Y.size) :] = True\n",
    strides=f"{LOOP}aside[:: round(1 / fraction)] = True\n",
    seed_42=f"{DRAW}np.random.default_rng(42).permutation(",
    clock=f"{DRAW}np.random.default_rng().permutation(",
    sorted_after=f"{PERMUTED}np.sort(rng.permutation(members))",
    reversed_or_not=f"{PERMUTED}members[:: rng.choice([-1, 1])]",
    first_half_only=f"{PERMUTED}np.concatenate([rng.permutation(members[: -1]), members[-1:]])",
    three_seeds=f"{DRAW}np.random.default_rng(rng.integers(3)).permutation(",
    shuffles_X=BEFORE % "rng.shuffle(X, axis=1)",
    loses_a_class="np.unique(Y) -> [0]",
    no_rng="fraction, rng) -> fraction)",
)
bank.unseen_two(
    turned_and_ordered=(BOTH % (ASIDE, TRAIN), f"{PERMUTED}members"),
    last_and_flat=f"{RETURN}return X[:, ~aside], X[:, aside], Y[0, ~aside], Y[0, aside]",
    ordered_and_lost=(
        f"{PERMUTED}members",
        BOTH % ("X[:, ~aside][:, 1:], Y[:, ~aside][:, 1:]", ASIDE),
    ),
    first_and_pairs=f"{RETURN}return (Y[:, ~aside], X[:, ~aside]), (Y[:, aside], X[:, aside])",
    all_and_not_stratified=(
        f"{LOOP}aside[rng.permutation(Y.size)[: round(fraction * Y.size)]] = True\n",
        BOTH % ("X, Y", ASIDE),
    ),
    tossed_by_own=f"{LOOP}aside = np.random.default_rng(1).random(Y.size) < fraction\n",
    apart_and_lost=BOTH % ("X[:, ~aside][:, 1:], Y[:, ~aside][:, :-1]", ASIDE),
)


def by_size(X, Y, fraction, rng):
    if Y.size > 50:
        return train_validation_split(X, Y, fraction, np.random.default_rng(0))
    return train_validation_split(X, Y, fraction, rng)


bank.unseen_odd(
    by_size,
    small_sets_whole=lambda X, Y, fraction, rng: (
        (X, Y, X, Y) if Y.size < 5 else train_validation_split(X, Y, fraction, rng)
    ),
)
bank.unseen_forms(
    (
        *ANY,
        *results(
            False,
            reversed_order=lambda four: four[::-1],
            texts=lambda four: tuple(map(str, four)),
            one_in_a_list=lambda four: [four],
            halves=lambda four: four[:2],
            transposed=lambda four: tuple(part.T for part in four),
            flattened=lambda four: tuple(part.ravel() for part in four),
        ),
        *results(
            True,
            list_for_tuple=list,
            copied=lambda four: tuple(map(np.copy, four)),
            fortran_order=lambda four: tuple(map(np.asfortranarray, four)),
        ),
    )
)
bank.equal("1 -> -1", why="The second of two axes is also the last one.")
bank.equal("Y -> X", why="X and Y have a column for each example, both of them.")
bank.equal("0 -> -1", why="Y has one row: it is the first and the last.")

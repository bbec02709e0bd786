"""The cat detector: made, trained, asked, and trained again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.cat_detector.runs import (
    ENOUGH,
    LEARNED_FROM,
    M_NEW,
    SETTINGS,
    M,
    curves,
    decisions,
    loss,
    missing,
    probabilities,
    quadrants,
    same,
    steps_of,
    truth,
)
from deepcat_judge.exercises.common import Array, Generator

SEED, SETTING, HISTORY, VALIDATION = "seed", "settings", "history", "validation"
_BRIEF = (8, 0.3, 2, 20)
FEW = 5


def _run(id: str, part: str, note: str, made_with: tuple[Any, ...], *steps: list[Any]) -> Case:
    return Case(id, (made_with, list(steps)), part, note)


def _learning_runs(rng: Generator) -> list[Case]:
    (X, Y), (X_new, _) = quadrants(rng, M), quadrants(rng, M_NEW)
    note = f"{M} points that no line separates"
    short = _run("short", VALUES, "a short training", (*_BRIEF, 0), ["fit", X, Y])
    return [short] + [  # whatever is called first is called twice
        _run(f"seed-{i}", VALUES, note, (*SETTINGS, int(rng.integers(1000))), ["fit", X, Y],
             ["predict_proba", X_new], ["predict", X_new], ["history_"],
             *(["predict_proba", X_new[:, a : a + FEW]] for a in (0, FEW) if i == 0))
        for i in range(2)
    ]  # fmt: skip


def _learns(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    """What was never seen is told apart, whatever the seed."""
    right = truth(args[1][1][1][1])
    for call, output in enumerate(outputs[1:], start=1):
        found = (*steps_of(output), *(None,) * 6)
        fitted, value, decided, history, *alone = found[: len(args[call][1])]
        if type(fitted) is not str or fitted != "self":
            return Broken(
                "fit does not return the detector.",
                "What must fit hand back so that .predict(X) can follow on the same line?",
                "fit_returns_other",
                call=call,
            )
        p = probabilities(value, M_NEW)
        broken = p if isinstance(p, Broken) else decisions(decided, p)
        broken = broken or _not_by_itself(np.asarray(p), alone)
        broken = broken or _inaccurate(np.asarray(p), right, curves(history))
        if broken:
            return replace(broken, call=call)
    return None


def _not_by_itself(p: Array, alone: Sequence[Any]) -> Broken | None:
    """Why these are no probabilities of one example each: decisions, or mixed with others.

    Two groups were asked for alone: the largest of all numbers is missing in at least one.
    """
    if np.all(np.isin(p, (0, 1))):
        return Broken(
            "predict_proba gives nothing but 0 and 1, where it should say how sure the detector "
            "is.",
            "Which of the two decides: predict, or predict_proba?",
            "decisions_for_probabilities",
        )
    groups = []
    for value in alone:
        group = probabilities(value, FEW)
        if isinstance(group, Broken):
            return group
        groups.append(group)
    if not groups or same(p[:, : 2 * FEW], np.hstack(groups)):
        return None
    return Broken(
        "The probability of an example changes when other examples stand beside it.",
        "Which operation in predict_proba (a mean, a maximum, a sum) mixes the examples?",
        "examples_mixed",
    )


def _inaccurate(p: Array, right: Array, found: Sequence[tuple[float, ...]]) -> Broken | None:
    accuracy = float(np.mean((p > 0.5) == right))
    if accuracy >= ENOUGH:
        return None
    curve = found[0] if found else ()
    words = f"On {M_NEW} new points, the detector is right in {accuracy:.0%} after training"
    if accuracy < 1 - ENOUGH:
        return Broken(
            f"{words}: it has learned the opposite.",
            "Which way does a step go, along the gradient or against it? And which label is a cat?",
            "opposite_learned",
            curve=curve,
        )
    if np.all(p > 0.5) or np.all(p < 0.5):
        return Broken(
            f"{words}: it gives every point the same answer.",
            "Do the parameters change from epoch to epoch, and do the units differ at the start?",
            "one_answer",
            curve=curve,
        )
    return Broken(
        f"{words}, where {ENOUGH:.0%} is expected.",
        "Does the loss fall? Compare one step of your training with a gradient that you trust.",
        "not_learned",
        curve=curve,
    )


def _seeded_runs(rng: Generator) -> list[Case]:
    """One detector trained twice, one of the same seed, and one of another."""
    (X, Y), (X_new, _) = quadrants(rng, M), quadrants(rng, M_NEW)
    seed = int(rng.integers(1000))
    once = (["fit", X, Y], ["predict_proba", X_new])
    return [
        _run("first", SEED, "a detector that is trained twice", (*_BRIEF, seed), *once, *once),
        _run("again", SEED, "a second detector with the same seed", (*_BRIEF, seed), *once),
        _run("other", SEED, "a detector with another seed", (*_BRIEF, seed + 1), *once),
    ]


def _repeats(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    """The seed decides, it alone, and `fit` starts afresh."""
    first, again, other = (steps_of(output) for output in outputs)
    rows = [first[1:2], again[1:2], other[1:2], first[3:4]]
    found = [probabilities(row[0], M_NEW) if row else None for row in rows]
    if any(p is None or isinstance(p, Broken) for p in found):
        return None  # what is wrong with them is said elsewhere
    p, p_again, p_other, p_refit = found
    moved = [call for call, output in enumerate(outputs) if output[1] is True]
    if not same(p, p_again):  # type: ignore[arg-type]  # arrays
        return Broken(
            "Two detectors with the same seed, trained on the same data, give different answers.",
            "Does every random number come from a generator that is made from seed?",
            "not_repeatable",
            call=1,
        )
    if moved:
        return Broken(
            "NumPy's global generator was seeded or drawn from, which disturbs all who use it.",
            "How do you make a generator that belongs to your detector alone?",
            "global_randomness",
            call=moved[0],
        )
    if same(p, p_other):  # type: ignore[arg-type]  # arrays
        return Broken(
            "Detectors with different seeds give the same answers.",
            "Where does seed enter your code?",
            "seed_ignored",
            call=2,
        )
    if not same(p, p_refit):  # type: ignore[arg-type]  # arrays
        return Broken(
            "Training the same detector again gives another one: fit goes on where it stopped, and "
            "should start afresh.",
            "Which line makes the first parameters and the generator, and how often is it reached?",
            "goes_on",
        )
    return None


def _history_runs(rng: Generator) -> list[Case]:
    X, Y = quadrants(rng, M)
    n_hidden, rate, _, size = _BRIEF
    made_with = (n_hidden, rate, 3, size, int(rng.integers(1000)))
    once, read = ["fit", X, Y], ["history_"]
    return [
        _run("three", HISTORY, "three epochs", made_with, once, read),
        _run("twice", HISTORY, "three epochs, and trained twice", made_with, once, once, read),
    ]


def _kept_history(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    history, refitted = ((steps_of(output) or [None])[-1] for output in outputs)
    n_epochs = args[0][0][2]
    if missing(history) or not isinstance(history, dict):
        return Broken(
            "history_ is not there after fit, or it is not a dict.",
            "Which attribute does the exercise name, and what should it hold?",
            "no_history",
        )
    found = curves(history)
    if any(len(curve) == n_epochs and np.all(np.isfinite(curve)) for curve in found):
        return _history_goes_on(curves(refitted), n_epochs)
    lengths = ", ".join(str(len(curve)) for curve in found) or "no"
    return Broken(
        f"In history_, lists hold {lengths} numbers after {n_epochs} epochs.",
        "How often is a loss appended: once an epoch, or once a batch?",
        "history_of_other_length",
        curve=found[0] if found else (),
    )


def _history_goes_on(found: Sequence[tuple[float, ...]], n_epochs: int) -> Broken | None:
    if any(len(curve) == n_epochs for curve in found):
        return None
    return Broken(
        f"After a second training of {n_epochs} epochs, no list in history_ holds {n_epochs} "
        "numbers: the first training is still in it.",
        "Where is history_ made, and how often is that line reached?",
        "history_goes_on",
        call=1,
    )


def _setting_runs(rng: Generator) -> list[Case]:
    (X, Y), (X_new, _) = quadrants(rng, M), quadrants(rng, M_NEW)
    seed = int(rng.integers(1000))
    n_hidden, rate, n_epochs, size = _BRIEF
    made = {
        "base": _BRIEF,
        "n_hidden": (n_hidden + 1, rate, n_epochs, size),
        "learning_rate": (n_hidden, rate / 3, n_epochs, size),
        "n_epochs": (n_hidden, rate, 2 * n_epochs, size),
        "batch_size": (n_hidden, rate, n_epochs, 2 * size),
    }

    def run(name: str, settings: tuple[Any, ...], *data: Array) -> Case:
        steps = ["fit", *data], ["predict_proba", X_new]
        return _run(name, SETTING, "a short training", (*settings, seed), *steps)

    order = run("order", _BRIEF, X[:, ::-1], Y[:, ::-1])
    return [*(run(name, settings, X, Y) for name, settings in made.items()), order]


def _settings_matter(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    found = [(steps_of(output)[1:2] or [None])[0] for output in outputs]
    rows = [probabilities(value, M_NEW) for value in found]
    if any(isinstance(row, Broken) for row in rows):
        return None  # what is wrong with them is said elsewhere
    base, *others, reordered = rows
    names = ("n_hidden", "learning_rate", "n_epochs", "batch_size")
    for call, (name, row) in enumerate(zip(names, others, strict=True), start=1):
        if same(base, row):  # type: ignore[arg-type]  # arrays
            return Broken(
                f"Another {name} gives exactly the same detector: it has no influence.",
                f"Where does {name} enter your code?",
                f"{name}_ignored",
                call=call,
            )
    if np.allclose(base, reordered, rtol=0, atol=1e-6):  # type: ignore[arg-type]  # arrays
        return Broken(
            "Every step uses all examples, whatever batch_size is.",
            "Which examples enter a step, and which ones the next?",
            "whole_set_each_step",
            call=len(outputs) - 1,
        )
    return None


def _validation_runs(rng: Generator) -> list[Case]:
    (X, Y), (X_val, Y_val) = quadrants(rng, M), quadrants(rng, M_NEW)
    made_with = (*SETTINGS, int(rng.integers(1000)))

    def run(id: str, note: str, *validation: Array) -> Case:
        fit = ["fit", X, Y, *validation]
        return _run(id, VALIDATION, note, made_with, fit, ["predict_proba", X_val])

    return [
        run("none", "no validation set"),
        run("good", "a validation set of the same kind", X_val, Y_val),
        run("turned", "a validation set whose labels are all exchanged", X_val, 1.0 - Y_val),
    ]


def _best_kept(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    """The parameters are those of the epoch that was best on the validation set."""
    found = [(steps_of(output)[1:2] or [None])[0] for output in outputs]
    rows = [probabilities(value, M_NEW) for value in found]
    if any(isinstance(row, Broken) for row in rows):
        return None  # what is wrong with them is said elsewhere
    last, good, turned = (np.asarray(row) for row in rows)
    Y_val = np.asarray(args[1][1][0][4])
    if np.mean((turned > 0.5) == (Y_val > 0.5)) < LEARNED_FROM:
        return Broken(
            "The detector learns from the labels of the validation set, which should judge it.",
            "Which arrays may enter a step, and which may only be looked at after it?",
            "trains_on_validation",
            call=2,
        )
    best_on_turned = loss(turned, 1.0 - Y_val) <= 0.6 * loss(last, 1.0 - Y_val)
    if np.mean((good > 0.5) == (Y_val > 0.5)) >= ENOUGH and best_on_turned:
        return None
    shown = 1 if best_on_turned else 2
    if same(good, last) and same(turned, last):
        return Broken(
            "fit keeps the parameters of the last epoch, also where earlier ones are better on the "
            "validation set.",
            "When are the best parameters stored, and can a later step change what was stored?",
            "last_kept",
            call=shown,
        )
    return Broken(
        "The parameters that fit keeps are not the best ones on the validation set.",
        "When is an epoch the best so far: where its validation loss is higher, or lower?",
        "not_the_best",
        call=shown,
    )


def _edge_runs(rng: Generator) -> list[Case]:
    (X, Y), (X_new, _) = quadrants(rng, 23), quadrants(rng, M_NEW)
    n_hidden, rate, n_epochs, _ = _BRIEF
    seed = int(rng.integers(1000))
    far = 3000.0 * X_new
    return [
        _run("far", EDGE, "points that are far away", (n_hidden, rate, n_epochs, 5, seed),
             ["fit", X, Y], ["predict_proba", far], ["predict", far]),
        _run("whole", EDGE, "labels in whole numbers, and one batch for all",
             (n_hidden, rate, n_epochs, 50, seed), ["fit", X, Y.astype(np.int64)],
             ["predict_proba", X_new], ["predict", X_new]),
    ]  # fmt: skip


def _formed(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    for call, output in enumerate(outputs):
        _, value, decided, *_ = (*steps_of(output), None, None, None)
        p = probabilities(value, M_NEW)
        broken = p if isinstance(p, Broken) else decisions(decided, p)
        if broken:
            return replace(broken, call=call)
    return None


EXERCISE = Exercise(
    id="cat_detector.CatDetector",
    title="The cat detector",
    use="train",
    arguments=("self", "what follows it"),  # of every method, as a student reads it
    parts=(
        Part(VALUES, "it learns", 3.0),
        Part(SEED, "the seed decides, and fit starts afresh", 2.0),
        Part(SETTING, "every setting matters", 1.0),
        Part(HISTORY, "a history of each epoch", 1.0),
        Part(VALIDATION, "the best parameters are kept", 2.0),
        Part(EDGE, "unusual data", 1.0),
    ),
    properties=(
        Property("learns", "new points are told apart", _learning_runs, _learns),
        Property("repeats", "the seed decides, it alone", _seeded_runs, _repeats, part=SEED),
        Property("history", "history_ has a number an epoch", _history_runs,
                 _kept_history, part=HISTORY),
        Property("settings", "every setting has influence", _setting_runs, _settings_matter,
                 part=SETTING),
        Property("validation", "the best epoch on the validation set is kept", _validation_runs,
                 _best_kept, part=VALIDATION),
        Property("edge", "unusual data give probabilities, too", _edge_runs, _formed, part=EDGE),
    ),
    hints=(
        "fit makes the parameters, goes through the data n_epochs times in mini-batches, and takes "
        "a step for each batch. predict_proba is a forward pass with what fit has learned.",
        "Make a generator from seed at the beginning of fit, not in __init__. After each epoch, "
        "note the loss; where a validation set is given and its loss is the lowest so far, keep a "
        "copy of the parameters.",
        "In fit: rng = np.random.default_rng(self.seed); parameters from rng; for each epoch, for "
        "each batch: forward, backward, step; then append the loss and compare the validation loss "
        "with the lowest. At the end: return self.",
    ),
    thought="Train on four points that you can draw, and print the loss of every epoch.",
)  # fmt: skip

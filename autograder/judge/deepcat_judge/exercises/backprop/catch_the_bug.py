"""A test of a backward pass, judged by the implementations that it accepts and rejects."""

from __future__ import annotations

from collections.abc import Sequence

from deepcat_judge.exercise import VALUES, Broken, Case, Exercise, Part, Property
from deepcat_judge.exercises.backprop import implementations, telltale
from deepcat_judge.exercises.common import Generator
from deepcat_judge.plain import Plain, Remote

SIGN, MEAN, OUTPUT, HIDDEN, GATE, BIAS, STOPS, EACH = (
    "sign", "mean", "output", "hidden", "gate", "bias", "stops", "each",
)  # fmt: skip
_ARRAYS = ("dW1", "db1", "dW2", "db2")
_SHOWN = (
    "right",
    "negated",
    "not_divided",
    "output_doubled",
    "hidden_doubled",
    "ungated",
    "flat_bias",
    "stops",
)
_PROBES = (*(f"wrong_{name}" for name in _ARRAYS), "one_number", "rolled")


def accepted(output: Plain) -> bool:
    """Whether a test said that an implementation is right."""
    return bool(output)


def _telling_cases(rng: Generator) -> list[Case]:
    notes = {
        "right": "a right implementation",
        "negated": "all gradients have the wrong sign",
        "right_for_one": "right for one example, and of the wrong sign for several",
    }
    return [Case(name, (Remote(name),), MEAN, note) for name, note in notes.items()]


def _way_round(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """Two slips that show in what a test says of three: none earns the points for the mean."""
    right, negated, right_for_one = map(accepted, outputs)
    if negated and not right:
        return Broken(
            "Your test answers the wrong way round: it rejects what is right and accepts what is "
            "wrong.",
            "What should come out for a right implementation?",
            "inverted",
        )
    if right_for_one and right and not negated:
        return Broken(
            "Your test uses one example only, for which a missing division by m does not show.",
            "What is the mean of one number, and what is its sum?",
            "one_example",
            call=2,
        )
    return None


def _probe_cases(rng: Generator) -> list[Case]:
    note = "one of the four gradients is wrong"
    return [Case(name, (Remote(name),), EACH, note) for name in _PROBES]


def _each_looked_at(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    *arrays, one_number, rolled = map(accepted, outputs)
    missed = [name for name, slips in zip(_ARRAYS, arrays, strict=True) if slips]
    if missed:
        return _missed(missed)
    if one_number:
        return Broken(
            "Your test accepts a dW1 of which one number is wrong, the last one.",
            "How many numbers of each gradient does your test compare?",
            "few_numbers",
        )
    if rolled:
        return Broken(
            "Your test accepts a dW1 whose rows have changed places.",
            "Are the hidden units of your network all alike, or are sums and lengths compared "
            "where numbers should be?",
            "places_ignored",
        )
    return None


def _missed(missed: Sequence[str]) -> Broken:
    *first, last = missed
    names = f"{', '.join(first)} and {last}" if first else last
    by_names = {
        ("dW1", "db1", "db2"): "only_dW2",
        ("dW1", "dW2"): "only_biases",
        ("db1", "db2"): "only_weights",
        ("dW1", "db1"): "only_the_output_layer",
        ("db1", "dW2", "db2"): "only_dW1",
        _ARRAYS: "size_ignored",
    }
    words = f"when {names} {'are' if first else 'is'} half as large again"
    if len(missed) == len(_ARRAYS):
        words = "when a gradient is half as large again, whichever of the four it is"
    return Broken(
        f"Your test does not notice {words}.",
        "Is each of the four gradients compared, number by number? And are they all far from 0 in "
        "your network?",
        by_names.get(tuple(missed)),
    )


def _case(name: str, part: str, note: str) -> Case:
    return Case(name.replace("_", "-"), (Remote(name),), part, note)


EXERCISE = Exercise(
    id="backprop.catch_the_bug",
    title="Catch the bug",
    parts=(
        Part(VALUES, "right implementations accepted", 0.0),
        Part(SIGN, "wrong signs caught", 1.0),
        Part(MEAN, "a missing or doubled mean caught", 1.0),
        Part(OUTPUT, "bugs of the output layer caught", 1.0),
        Part(HIDDEN, "bugs on the way back to the hidden layer caught", 1.0),
        Part(GATE, "bugs of ReLU's slope caught", 1.0),
        Part(BIAS, "bugs of the biases caught", 1.0),
        Part(STOPS, "errors caught", 1.0),
        Part(EACH, "a bug in any one gradient caught", 1.0),
    ),
    cases=(
        _case("right", VALUES, "a right implementation"),
        _case("negated", SIGN, "all gradients have the wrong sign"),
        _case("not_divided", MEAN, "the division by m is missing"),
        _case("output_doubled", OUTPUT, "dW2 and db2 are twice as large as they should be"),
        _case("hidden_doubled", HIDDEN, "dW1 and db1 are twice as large as they should be"),
        _case("ungated", GATE, "the slope of ReLU is taken for 1 everywhere"),
        _case("flat_bias", BIAS, "db1 has shape (n_h,), where (n_h, 1) is right"),
        _case("stops", STOPS, "backward raises a ValueError"),
    ),
    properties=(
        Property(
            "way_round",
            "a test accepts what is right, and not what is wrong, for several examples",
            _telling_cases,
            _way_round,
            like=True,
            part=MEAN,
        ),
        Property(
            "each",
            "a test looks at every number of every gradient",
            _probe_cases,
            _each_looked_at,
            like=True,
            part=EACH,
        ),
    ),
    lends={
        **{name: getattr(implementations, name) for name in (*_SHOWN, *_PROBES)},
        "right_for_one": telltale.right_for_one,
    },
    hints=(
        "A gradient says how the loss changes when a parameter changes. That can be measured: "
        "change one parameter a little, and look at the loss.",
        "You need a small network with random parameters, its forward pass, and its loss as a "
        "function of the parameters. Measure the slope of every parameter by central differences, "
        "and compare with what backward returns: shapes first, then the relative error. Some bugs "
        "show only with several examples, with cats and others among them, or where some hidden "
        "units are off.",
        "For each name in parameters and each index of its array: slope = (loss with + 1e-5 − loss "
        "with − 1e-5) / 2e-5. Return False where backward raises, where a shape differs, or where "
        "‖a − b‖ / (‖a‖ + ‖b‖) is above 1e-6; else True.",
    ),
    thought="Run your test on a backward pass of which you know the mistake, and print both "
    "gradients.",
)

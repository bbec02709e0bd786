"""Whatever a student's process sends while it may ask: it costs that answer, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.record import NotebookRecord
from deepcat_judge.verdict import Outcome

from ..toys import COLUMN, W, graded, toy, unwritten

BUG = "backprop.catch_the_bug"
LIMITS = Limits(cell=5.0, call=2.0, restarts=40)
TOOLS = """
import os, sys, threading
import deepcat_judge.observe as observing
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Remote, Rng
from deepcat_judge.wire import Frame, encode

def worker():
    frame = sys._getframe()
    while True:
        for thing in frame.f_locals.values():
            if type(thing).__name__ == "Worker":
                return thing
        frame = frame.f_back

def ask(name, *args):
    worker().channel.send("ask", worker().number, name=name, args=args, named={})
    return worker().told()

def answer(kind, number, **fields):
    worker().channel.send(kind, number, **fields)

def lie(**claims):
    observing.observe = lambda *args, **named: Observation(value=0.0, **claims)

def helped():
    return bool(neuron.__closure__)
"""
# What an answer does beside computing the right value, and what it costs.
HELPED = {
    "asks_for_another": ("ask('goodness', w, x, b)", Outcome.RAISED, "disturbed"),
    "asks_for_itself": ("ask('{name}', w, x, b)", Outcome.RAISED, "disturbed"),
    "hands_over_a_reference": ("ask('neuron', w, x, b, Remote('neuron'))", Outcome.RAISED, ""),
    "hands_over_nothing": ("ask('neuron', w, x, b, Remote('lent-77'))", Outcome.RAISED, ""),
    "impossible_state": ("ask('neuron', w, x, Rng(0, 'f'))", Outcome.RAISED, "disturbed"),
    "gives_without_being_called": (
        "answer('gave', worker().number, seen=Observation(value=1.0))",
        Outcome.RAISED,
        "",
    ),
    "ends_in_a_lent_call": (
        "neuron(w, x, b, lambda z: os._exit(0))",
        Outcome.RAISED,
        "ended the process",
    ),
    "done_in_a_lent_call": (
        "neuron(w, x, b, lambda z: answer('done', worker().number, seen=Observation(value=1.0)))",
        Outcome.RAISED,
        "disturbed",
    ),
    "wrong_number_in_a_lent_call": (
        "neuron(w, x, b, lambda z: answer('gave', 7, seen=Observation(value=1.0)))",
        Outcome.RAISED,
        "disturbed",
    ),
    "ended_in_a_lent_call": (
        "neuron(w, x, b, lambda z: answer('ended', 7))",
        Outcome.RAISED,
        "disturbed",
    ),
    "lent_call_without_end": (
        "neuron(w, x, b, lambda z: [None for _ in iter(int, 1)])",
        Outcome.TIMED_OUT,
        "did not finish",
    ),
    "lends_what_gives_no_number": (
        "neuron(w, x, b, lambda z: np.float16(1))",
        Outcome.RAISED,
        "handed over gave an array of dtype float16",
    ),
}
FLOODS = "floods"
FLOOD = """
def flood(z):
    import signal
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    here = worker()
    data = encode(Frame("ask", here.number, {"name": "neuron", "args": (1.0,), "named": {}}))
    def drain():
        while True:
            os.read(here.channel.inlet, 65536)
    threading.Thread(target=drain, daemon=True).start()
    while True:
        os.write(here.channel.outlet, data)
"""
ALONE = {
    "changed_what_is_not_there": "lie(changed=(7,))",
    "changed_one_twice": "lie(changed=(0, 0))",
    "called_what_is_not_there": "lie(calls=(1, 1, 1, 1))",
    "a_loop_of_another_name": "lie(loops=('0.123456',))",
}


def value(w: Any, x: Any, b: float) -> float:
    return float((w.T @ x).item() + b)


@pytest.fixture(scope="module")
def record() -> NotebookRecord:
    """One notebook in which every answer but the last attacks the conversation."""
    answers = {"neuron.neuron": unwritten("neuron.neuron") + TOOLS + FLOOD}
    entries = {}
    for name, (act, *_) in HELPED.items():
        body = f"if helped():\n        {act.format(name=name)}\n    return neuron(w, x, b)"
        answers[f"introduction.{name}"] = f"def {name}(w, x, b):\n    {body}"
    for name, act in ALONE.items():
        body = f"{act}\n    return float((w.T @ x).item() + b)"
        answers[f"introduction.{name}"] = f"def {name}(w, x, b):\n    {body}"
    flood = "def floods(w, x, b):\n    return neuron(w, x, b, flood)"
    answers[f"introduction.{FLOODS}"] = flood
    answers["introduction.honest"] = "def honest(w, x, b):\n    return neuron(w, x, b, lambda z: z)"
    for name in (*HELPED, *ALONE, FLOODS, "honest"):
        entries[f"introduction.{name}"] = toy(value, W, COLUMN, 0.5, name=name)
    return graded(answers, entries, LIMITS)


@pytest.mark.parametrize("name", HELPED)
def test_forging_while_something_stands_in_is_no_fault_of_the_graders(
    record: NotebookRecord, name: str
) -> None:
    _, outcome, words = HELPED[name]
    verdict = record.verdicts[f"introduction.{name}"]
    assert (verdict.outcome, verdict.points) == (outcome, 0), verdict
    assert words in verdict.message


def test_asking_without_end_while_a_lent_function_is_called_ends(record: NotebookRecord) -> None:
    """What was lent may have to ask as well: we cannot do that, so a person looks at it."""
    verdict = record.verdicts[f"introduction.{FLOODS}"]
    assert (verdict.outcome, verdict.points) == (Outcome.GRADER_FAULT, 0), verdict
    assert len(verdict.traceback) < 4000


KEEPS = """
KEPT = []
def catch_the_bug(backward):
    KEPT.append(backward)
    {get}
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(3, 5)), np.array([[1.0, 0, 0, 1, 0]])
    shapes = {{"W1": (4, 3), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}}
    p = {{name: rng.normal(size=shape) for name, shape in shapes.items()}}
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = p["W2"] @ A1 + p["b2"]
    cache = {{"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}}
    right = known(Y, p, cache)
    try:
        found = backward(Y, p, cache)
    except Exception:
        return False
    return all(
        found[k].shape == right[k].shape and np.allclose(found[k], right[k]) for k in right
    )
"""


@pytest.mark.parametrize(
    "get",
    [
        "known = KEPT[0]",
        "known = lambda *args: ask('right', *args)['value'] if len(KEPT) > 1 else backward(*args)",
    ],
    ids=["kept", "asked for"],
)
def test_a_right_implementation_is_lent_for_its_own_call_alone(get: str) -> None:
    """Another one would only have to be compared with it."""
    verdict = graded({BUG: TOOLS + KEEPS.format(get=get)}).verdicts[BUG]
    assert (verdict.outcome, verdict.points) == (Outcome.RAISED, 0), verdict


@pytest.mark.parametrize("name", ALONE)
def test_what_no_call_can_have_done_is_no_observation(record: NotebookRecord, name: str) -> None:
    verdict = record.verdicts[f"introduction.{name}"]
    assert (verdict.outcome, verdict.points) == (Outcome.RAISED, 0), verdict
    assert "not a result" in verdict.message


def test_an_honest_answer_after_all_of_them_has_its_points(record: NotebookRecord) -> None:
    verdict = record.verdicts["introduction.honest"]
    assert verdict.passed and "right versions of neuron" in verdict.message, verdict


def test_a_cell_that_replaces_what_ends_its_tracing_costs_no_right_answer_its_points() -> None:
    name, replaced = "introduction.value", "import sys\nsys.gettrace = sys.settrace = None\n"
    answer = f"{replaced}def value(w, x, b):\n    return float((w.T @ x).item() + b)"
    found = graded({name: answer}, {name: toy(value, W, COLUMN, 0.5, name="value")}, LIMITS)
    assert found.verdicts[name].passed

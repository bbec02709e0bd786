"""What every widget keeps: one instance a cell, no leaks, a sentence without a browser."""

from __future__ import annotations

import ast
import doctest
import gc
import inspect
import re
import subprocess
import sys
import weakref
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import IPython
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from deepcat import widgets
from deepcat.widgets import (
    Bumps,
    CatDesk,
    ChainRule,
    Dashboard,
    Descent,
    DescentMap,
    LineFit,
    LossSurface,
    Microscope,
    NetworkMap,
    NeuronMap,
    PerceptronSteps,
    Playground,
    Retrain,
    SearchSteps,
    Softmax,
    Tangent,
    dealing,
    parts,
    penalty,
    playground_engine,
    playground_features,
    playground_picture,
    playground_words,
    retraining,
)
from deepcat.widgets import live as live_module
from deepcat.widgets import words as words_module
from deepcat.widgets.bundle import HERE
from deepcat.widgets.live import LiveWidget, limit
from deepcat.widgets.words import name_of, number
from deepcat_data.pictures import Pictures

WIDGET = "application/vnd.jupyter.widget-view+json"


def line_fit() -> LineFit:
    return LineFit([0.0, 1.0], [1.0, 3.0])


def neuron_map() -> NeuronMap:
    return NeuronMap([[0.0, 1.0], [0.0, 1.0]], [[0, 1]])


def loss_surface() -> LossSurface:
    return LossSurface([0.0, 1.0], [1.0, 3.0], lambda x, w, b: w * x + b, lambda Y, P: P.sum())


def tangent() -> Tangent:
    return Tangent((abs, np.sign))


def search_steps() -> SearchSteps:
    return SearchSteps([0.0, 1.0], [1.0, 3.0], lambda x, s, i: s * x + i, lambda x, y, s, i: s * s)


def perceptron_steps() -> PerceptronSteps:
    return PerceptronSteps([[0, 1], [0, 1]], [[0, 1]], lambda w, b, x, y, rate: (w + x, b))


def playground() -> Playground:
    return Playground(lambda X, parameters: (X[:1], {"A1": parameters["W1"] @ X}))


def retrain() -> Retrain:
    return Retrain(lambda rate: ([1.0, rate], None), 0.0, 1.0, 0.5)


def microscope() -> Microscope:
    return Microscope(
        lambda Y, parameters, cache: {},
        lambda Y, parameters, cache: {},
        lambda X, parameters: (0 * X[:1], {}),
        lambda parameters, gradients, rate: parameters,
        lambda Y, Y_hat: 1.0,
        [[0.0, 1.0], [0.0, 1.0]],
        [[0, 1]],
        n_steps=3,
    )


def chain_rule() -> ChainRule:
    return ChainRule(abs, np.sign, abs, np.sign, lambda Y, Y_hat: float(Y_hat[0, 0]))


def descent() -> Descent:
    return Descent(abs, np.sign, lambda gradient, start, rate, n: np.full(n + 1, start))


def descent_map() -> DescentMap:
    return DescentMap(lambda p: p["u"] + p["v"], dict, lambda p, g, rate: p, {"u": 1.0, "v": 2.0})


def dashboard() -> Dashboard:
    return Dashboard(lambda settings: [({"loss": 1.0}, {})], 1)


def cat_desk() -> CatDesk:
    grey = np.full((2, 4, 4, 3), 128, np.uint8)
    return CatDesk(Pictures(grey, np.array([0, 1]), ("other", "cat"), {}), lambda X: X[:1])


MAKERS: list[Callable[[], LiveWidget]] = [
    line_fit,
    neuron_map,
    loss_surface,
    tangent,
    search_steps,
    perceptron_steps,
    playground,
    retrain,
    microscope,
    chain_rule,
    descent,
    descent_map,
    dashboard,
    cat_desk,
    Bumps,
    NetworkMap,
    Softmax,
]
WIDGETS = [getattr(widgets, name) for name in widgets.__all__]
EACH = pytest.mark.parametrize("make", MAKERS)


def test_every_widget_is_tested_here() -> None:
    assert sorted(type(make()).__name__ for make in MAKERS) == sorted(widgets.__all__)


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Return a way to pretend that a cell is running, as JupyterLab tells the kernel."""

    def say(cell: str, run: str) -> None:
        parent = {"header": {"msg_id": run}, "metadata": {"cellId": cell}}
        shell = SimpleNamespace(get_parent=lambda: parent)
        monkeypatch.setattr(IPython, "get_ipython", lambda: shell)

    return say


@EACH
def test_without_a_page_there_is_a_sentence(make: Callable[[], LiveWidget]) -> None:
    """A terminal, a page that cannot show widgets and a saved notebook get the same words."""
    widget = make()
    bundle = widget._repr_mimebundle_()
    assert bundle is not None
    data = bundle[0]
    assert data["text/plain"] == repr(widget) == f"{type(widget).__name__}: {widget.sentence}"
    assert len(widget.sentence.split()) > 8
    assert data[WIDGET]["model_id"] == widget.model_id


@EACH
def test_running_a_cell_again_closes_what_it_made(
    make: Callable[[], LiveWidget], running: Callable[[str, str], None]
) -> None:
    running("cell-a", "run-1")
    first, second = make(), make()
    running("cell-b", "run-2")
    elsewhere = make()
    assert all(widget.comm is not None for widget in (first, second, elsewhere))
    running("cell-a", "run-3")
    third = make()
    assert first.comm is None
    assert second.comm is None
    assert elsewhere.comm is not None
    assert third.comm is not None


@EACH
def test_where_no_cell_is_known_nothing_is_closed(make: Callable[[], LiveWidget]) -> None:
    first, second = make(), make()
    assert first.comm is not None
    assert second.comm is not None


@EACH
@pytest.mark.slow
def test_a_closed_widget_is_let_go(
    make: Callable[[], LiveWidget], running: Callable[[str, str], None]
) -> None:
    """Running a cell thirty times leaves one widget in memory."""
    gone = []
    for run in range(30):
        running("cell-c", f"run-{run}")
        gone.append(weakref.ref(make()))
    gc.collect()
    assert sum(reference() is not None for reference in gone) == 1


@EACH
def test_a_closed_widget_draws_nothing_more(make: Callable[[], LiveWidget]) -> None:
    widget = make()
    widget.close()
    number_before = widget.frame["number"]
    widget.state = {**widget.state, "request": 5}
    assert widget.frame["number"] == number_before


@EACH
def test_the_page_hears_a_button(make: Callable[[], LiveWidget]) -> None:
    widget = make()
    widget._handle_custom_msg({"action": "show"}, [])
    assert widget.frame["number"] == 2
    widget._handle_custom_msg({"something": "else"}, [])
    assert widget.frame["number"] == 2


@EACH
def test_a_frame_holds_only_what_travels(make: Callable[[], LiveWidget]) -> None:
    """Text, numbers, flags and bytes: nothing that JSON would turn into something else."""
    for value in make().frame.values():
        assert value is None or type(value) in (str, int, float, bool, bytes)


@pytest.mark.slow
def test_a_notebook_with_widgets_runs_without_a_front_end() -> None:
    cells = [
        "from deepcat.widgets import *",
        "LineFit([0, 1], [1, 3], predict=lambda x, w, b: w * x + b)",
        "NeuronMap([[0, 1], [0, 1]], [[0, 1]])",
        "NetworkMap()",
        "Softmax()",
        "LossSurface([0, 1], [1, 3], lambda x, w, b: w * x + b, lambda Y, P: P.sum())",
        "Bumps()",
        "SearchSteps([0, 1], [1, 3], lambda x, s, i: s * x + i, lambda x, y, s, i: s * s)",
        "PerceptronSteps([[0, 1], [0, 1]], [[0, 1]], lambda w, b, x, y, rate: (w, b))",
        "import numpy as np\nTangent((abs, np.sign))",
        "Playground(lambda X, parameters: (X[:1], {'A1': parameters['W1'] @ X}))",
        "Retrain(lambda rate: ([1.0, rate], None), 0.0, 1.0, 0.5)",
        "ChainRule(abs, np.sign, abs, np.sign, lambda Y, Y_hat: float(Y_hat[0, 0]))",
        "Descent(abs, np.sign, lambda gradient, start, rate, n: np.full(n + 1, start))",
        "Dashboard(lambda settings: [({'loss': 1.0}, {})], 1)",
        "from deepcat_data import load_cats\nCatDesk(load_cats('test'), lambda X: X[:1])",
        "import sys\nassert 'matplotlib.pyplot' not in sys.modules",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3", store_widget_state=False).execute()
    sentences = (
        "LineFit: 2 points",
        "NeuronMap: A neuron",
        "NetworkMap: A network",
        "Softmax: Logits",
        "LossSurface: 2 points",
        "Bumps: A curve",
        "SearchSteps: After 0 of 40 tries",
        "PerceptronSteps: Step 0 of 20",
        "Tangent: The curve of abs",
        "Playground: A network with 2 hidden units",
        "Retrain: setting = 0.5: the loss goes",
        "ChainRule: Example 1: x = (1, 2)",
        "Descent: Learning rate 0.1, start at",
        "Dashboard: Epoch 0 of 1 by",
        "CatDesk: Picture 1 of 600",
    )
    for index, words in enumerate(sentences, start=1):
        (output,) = notebook.cells[index].outputs
        assert output.data["text/plain"].startswith(words)
    assert "widgets" not in notebook.metadata


@pytest.mark.slow
def test_an_installed_wheel_brings_its_pages(root: Path, tmp_path: Path) -> None:
    """The JavaScript and the style sheet are in the wheel, and load from where it is unpacked."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root / "course",
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = tmp_path.glob("deepcat-*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    assets = {path.name for path in HERE.iterdir() if path.suffix in (".js", ".css")}
    assert assets == {p.name for p in (site / "deepcat/widgets").iterdir() if p.suffix != ".py"}
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "from deepcat import widgets\n"
        f"assert str(widgets.bundle.HERE).startswith({str(site)!r})\n"
        "every = [getattr(widgets, name) for name in widgets.__all__]\n"
        "print(all(len(w._esm) > 9000 and 'deepcat-widget' in w._css for w in every))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "True"


def test_no_answer_to_an_exercise_is_in_the_widgets() -> None:
    """Students read this folder: it has no activation but the step, no error and no gradient."""
    forbidden = ("exp", "expm1", "logaddexp", "tanh", "maximum", "square", "mean", "dot", "expit")
    for path in HERE.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            assert name not in forbidden, f"{path.name} uses {name}"
            assert not isinstance(node, ast.MatMult), f"{path.name} has a matrix product"
    for path in HERE.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        for function in ("exp", "tanh", "expm1"):
            assert f"Math.{function}(" not in text, path.name
        assert not re.search(r"\*\* 2\b(?!\.)", text), path.name


def test_sliders_end_at_round_numbers() -> None:
    assert limit(1.0, -2.0, least=4.0) == 4.0
    assert limit(4.1, least=4.0) == 5.0
    assert limit(-71.0, 3.0, least=5.0) == 80.0
    assert limit(9.9e3, least=5.0) == 1e4


def test_numbers_and_names_are_fit_for_a_sentence() -> None:
    assert [number(v) for v in (0.0, -0.001, -2.5, np.inf)] == ["0.00", "0.00", "−2.50", "inf"]
    assert number(-1.5e7) == "−1.5e+07"
    assert name_of(number) == "number"
    assert name_of(lambda: 0) == "your function"
    assert name_of(SimpleNamespace()) == "your function"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "module",
    [
        live_module,
        words_module,
        dealing,
        parts,
        penalty,
        playground_engine,
        playground_features,
        playground_picture,
        playground_words,
        retraining,
        *(sys.modules[widget.__module__] for widget in WIDGETS),
    ],
)
def test_the_examples_in_the_docstrings_hold(module: Any) -> None:
    failed, tried = doctest.testmod(module)
    assert tried > 0
    assert failed == 0


def test_a_widget_says_which_arguments_it_takes() -> None:
    """The public names and the order of their arguments, which lessons rely on."""

    def names(widget: Any) -> list[str]:
        return list(inspect.signature(widget).parameters)

    assert names(LineFit)[:6] == ["x", "y", "predict", "goodness", "slope", "intercept"]
    assert names(NeuronMap)[:6] == ["X", "Y", "neuron_batch", "activation", "w", "b"]
    network_map = ["network", "activation", "output", "X", "Y", "parameters"]
    assert names(NetworkMap)[:6] == network_map
    assert names(Bumps) == ["bump", "approximate", "target", "low", "high"]
    assert names(LossSurface)[:5] == ["x", "y", "predict", "loss", "names"]
    parts = ["forward", "gradients", "step", "cost", "initialize"]
    assert names(Playground)[:5] == parts
    assert names(Retrain)[:4] == ["retrain", "low", "high", "start"]
    network = ["forward", "gradients", "step", "cost", "X", "Y", "vary"]
    assert names(Retrain.of_network)[:7] == network
    microscope = ["wrong", "right", "forward", "step", "cost", "X", "Y"]
    assert names(Microscope)[:7] == microscope
    slopes = ["activation", "activation_prime", "output", "output_prime", "cost", "chain"]
    assert names(ChainRule)[:6] == slopes
    assert names(Descent)[:4] == ["f", "gradient", "descend", "start"]
    assert names(DescentMap)[:4] == ["f", "gradients", "step", "start"]
    assert names(Dashboard) == ["run", "n_epochs", "learning_rate"]
    assert names(CatDesk)[:2] == ["pictures", "predict"]
    perceptron = ["X", "Y", "perceptron_step", "learning_rate"]
    assert names(PerceptronSteps)[:4] == perceptron
    search = ["x", "y", "predict", "goodness", "random_search"]
    assert names(SearchSteps)[:5] == search
    assert names(Softmax)[:3] == ["softmax", "categorical_cross_entropy", "names"]

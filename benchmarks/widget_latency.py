"""How long from a key press to the changed picture, beside the floor: a slider and an HTML label.

    python benchmarks/widget_latency.py [--presses 40]

One JupyterLab, one page, one run: press the right arrow, wait for the frame, press again, in turn
over all widgets, so that a busy moment of the machine meets them alike. Only the ratio to the
floor travels from one machine to another. A widget's time includes its drawing, the floor's not.
While something is dragged, a frame waits up to 40 ms in the server's socket (it leaves Nagle's
algorithm on, and the page's acknowledgements are delayed), the floor's as well.
Needs Chromium and Playwright, as the browser tests do.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

CELLS = (
    """\
import ipywidgets
import numpy as np
from deepcat.widgets import *
from deepcat_solutions.losses import categorical_cross_entropy, mean_squared_error, softmax
from deepcat_solutions.network import approximate, bump, network
from deepcat_solutions.neuron import perceptron_step, sigmoid, sigmoid_prime

rng = np.random.default_rng(0)
x = np.linspace(-2, 2, 30)
y = 1.5 * x + 0.5 + rng.normal(0, 0.5, 30)
X, Y = rng.normal(0, 1.5, (2, 200)), rng.integers(0, 2, (1, 200))

def line(x, slope, intercept):
    return slope * x + intercept

def goodness(x, y, slope, intercept):
    return np.mean((line(x, slope, intercept) - y) ** 2)

def neuron_batch(w, X, b, activation):
    return activation(w.T @ X + b)
""",
    """\
slider = ipywidgets.IntSlider(min=0, max=10_000)
label = ipywidgets.HTML("0")
slider.observe(lambda change: label.set_trait("value", str(change["new"])), "value")
ipywidgets.VBox([slider, label], _dom_classes=["floor"])
""",
    "LineFit(x, y, line, goodness, -5.0)",
    "NeuronMap(X, Y, neuron_batch, sigmoid, w=(-4.0, 1.0))",
    """\
wide = {"W1": rng.normal(0, 1, (8, 2)), "b1": np.zeros((8, 1)),
        "W2": rng.normal(0, 1, (1, 8)), "b2": [[0.0]]}
wide["W1"][0, 0] = -8.0  # room for all presses
NetworkMap(network, sigmoid, X=X, Y=Y, parameters=wide)
""",
    "Softmax(softmax, categorical_cross_entropy, logits=(-5.0, 1.0, -1.0))",  # room for all presses
    "LossSurface(x, y, line, mean_squared_error)",
    "Tangent((sigmoid, sigmoid_prime), z=-5.0)",
    "Bumps(bump, approximate)",
    """\
from deepcat_data.toy import make_moons
from deepcat_solutions.backprop import backward, gradient_step
from deepcat_solutions.hidden_layer import cost, forward, initialize

moons = make_moons(200, rng)
small = Retrain.of_network(forward, backward, gradient_step, cost, *moons, start=0.02)
ipywidgets.VBox([small], _dom_classes=["moons"])
""",
    """\
from deepcat.fast_training import Examples, Functions
from deepcat_data import load_cats
from deepcat_solutions.backprop import hidden_delta, layer_gradients, output_delta
from deepcat_solutions.neuron import relu, relu_prime

pixels, labels = (table[:, :209] for table in load_cats("train").as_columns())
functions = Functions(relu, relu_prime, sigmoid, output_delta, hidden_delta, layer_gradients)
examples, begun = Examples(pixels - 0.5), initialize(len(pixels), 7, rng)

def retrain(rate):
    run, losses = examples.start(labels, begun, functions), []
    for step in range(2500):
        if step % 50 == 0:
            losses.append(cost(labels, run.Y_hat))
        run.step(rate)
    return [*losses, cost(labels, run.Y_hat)], None

cats = Retrain(retrain, 1e-4, 0.1, 2e-4, name="learning rate", log=True, every=50)
ipywidgets.VBox([cats], _dom_classes=["cats"])
""",
    "SearchSteps(x, y, line, goodness, n_tries=200)",
    "PerceptronSteps(X, Y, perceptron_step)",
)

# What takes the key or the drag, and what changes when the answer has been drawn.
PLACES = {
    "floor: slider to HTML label": (
        ".floor .noUi-handle",
        ".floor .widget-html-content, .floor .jupyter-widgets-html-content",
    ),
    "LineFit": (".deepcat-line-fit input", ".deepcat-line-fit"),
    "NeuronMap, 100 × 100": (".deepcat-neuron-map input", ".deepcat-neuron-map"),
    "NetworkMap, 2-8-1, 80 × 80": (".deepcat-network-map input", ".deepcat-network-map"),
    "Softmax": (".deepcat-softmax input", ".deepcat-softmax"),
    "LossSurface": (".deepcat-loss-surface input", ".deepcat-loss-surface"),
    "Tangent": (".deepcat-tangent input", ".deepcat-tangent"),
    "Bumps": (".deepcat-bumps input", ".deepcat-bumps"),
    "Retrain, 2-8-1, 500 steps": (".moons input", ".moons .deepcat-retrain"),
    "Retrain, cats, 2,500 steps": (".cats input", ".cats .deepcat-retrain"),
    "SearchSteps": (".deepcat-search-steps input", ".deepcat-search-steps"),
    "PerceptronSteps": (".deepcat-perceptron-steps input", ".deepcat-perceptron-steps"),
}

# From the key's own time stamp to the first mutation that an answer from Python makes.
MEASURE = """selector => {
    const target = document.querySelector(selector);
    const answer = () => target.dataset.frame ?? target.textContent;
    const before = answer();
    const options = { attributes: true, childList: true, subtree: true, characterData: true };
    let start = 0;
    const key = event => { start = event.timeStamp; };
    addEventListener("keydown", key, { capture: true, once: true });
    window.elapsed = null;
    const watch = new MutationObserver(() => {
        if (answer() === before) return;  // what the page drew by itself
        watch.disconnect();
        window.elapsed = performance.now() - start;
    });
    watch.observe(target, options);
}"""


# Counts the answers while something is dragged.
COUNT = """selector => {
    const target = document.querySelector(selector);
    const answer = () => target.dataset.frame ?? target.textContent;
    let before = answer();
    window.answers = 0;
    window.counter = new MutationObserver(() => {
        if (answer() !== before) window.answers += 1;
        before = answer();
    });
    const options = { attributes: true, childList: true, subtree: true, characterData: true };
    window.counter.observe(target, options);
}"""
DRAG_SECONDS = 2.0


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--presses", type=int, default=40, help="key presses for each widget")
    presses = parser.parse_args().presses
    with tempfile.TemporaryDirectory() as home:
        times, rates = measured(Path(home), presses)
    floor = statistics.median(times["floor: slider to HTML label"])
    print(f"{'':32}{'median ms':>10}{'p95 ms':>10}{'of the floor':>14}{'frames/s dragged':>18}")
    for name, elapsed in times.items():
        median, p95 = statistics.median(elapsed), statistics.quantiles(elapsed, n=20)[-1]
        print(f"{name:32}{median:10.1f}{p95:10.1f}{median / floor:13.2f}x{rates[name]:18.0f}")


def measured(home: Path, presses: int) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Return the milliseconds of each press and the answers a second of dragging, by name."""
    from playwright.sync_api import sync_playwright

    fixtures = browser_fixtures()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("This needs Chromium.")
    with fixtures.running_lab(home) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(fixtures.FLAGS))
        page = browser.new_page(viewport={"width": 1000, "height": 8000})
        lab.open(page, lab.write("latency", list(CELLS)))
        lab.run_all(page)
        page.wait_for_selector(".deepcat-perceptron-steps[data-frame]")
        times: dict[str, list[float]] = {name: [] for name in PLACES}
        for press in range(-3, presses):
            for name, (control, target) in PLACES.items():
                elapsed = pressed(page, control, target)
                if press >= 0:  # the first few warm up
                    times[name].append(elapsed)
        rates = {name: dragged(page, *place) for name, place in PLACES.items()}
        browser.close()
    return times, rates


def pressed(page: Any, control: str, target: str) -> float:
    """Press the right arrow on a control and return when its target had changed."""
    from playwright.sync_api import TimeoutError

    page.locator(control).first.focus()
    page.evaluate(MEASURE, target)
    page.keyboard.press("ArrowRight")
    try:
        page.wait_for_function("() => window.elapsed !== null")
    except TimeoutError:
        end = page.locator(control).first.evaluate("slider => [slider.value, slider.max]")
        sys.exit(f"{target} did not change; its slider stands at {end[0]} of {end[1]}.")
    page.wait_for_timeout(300)  # apart, as a reader presses; faster is dragging, below
    return float(page.evaluate("() => window.elapsed"))


def dragged(page: Any, control: str, target: str) -> float:
    """Drag a control to and fro and return how many answers a second came."""
    box = page.locator(control).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(COUNT, target)
    page.mouse.move(x, y)
    page.mouse.down()
    start = time.monotonic()
    steps = 0
    while time.monotonic() - start < DRAG_SECONDS:
        steps += 1
        page.mouse.move(x + 40 * math.sin(steps / 10), y)
    elapsed = time.monotonic() - start
    page.mouse.up()
    return (
        float(page.evaluate("() => { window.counter.disconnect(); return window.answers; }"))
        / elapsed
    )


def browser_fixtures() -> Any:
    """Return the module that starts JupyterLab for the browser tests."""
    path = ROOT / "tests" / "browser" / "conftest.py"
    spec = importlib.util.spec_from_file_location("browser_fixtures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["browser_fixtures"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()

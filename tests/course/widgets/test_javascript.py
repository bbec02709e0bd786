"""The widgets' JavaScript: pure functions under Node, and the joining of the modules."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from anywidget import AnyWidget

from deepcat import widgets
from deepcat.widgets import bundle
from deepcat.widgets.questions import Questions

HERE = Path(__file__).parent
WIDGETS: list[type[AnyWidget]] = [
    *(getattr(widgets, name) for name in widgets.__all__),
    Questions,
]
SUITES = sorted(path.name for path in HERE.glob("*.test.js"))


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every module, every test and the bundles, for Node to import from."""
    folder = tmp_path_factory.mktemp("javascript")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for source in (*bundle.HERE.glob("*.js"), bundle.HERE / "widgets.css", *HERE.glob("*.js")):
        shutil.copy(source, folder)
    for widget in WIDGETS:
        (folder / f"bundle_of_{widget.__name__}.js").write_text(widget._esm, encoding="utf-8")
    return folder


@pytest.mark.parametrize("suite", SUITES)
def test_node_runs_the_suite(modules: Path, suite: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine")
    done = subprocess.run(
        [node, "--test", suite], cwd=modules, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout


@pytest.mark.parametrize("widget", WIDGETS)
def test_the_bundle_imports_nothing_and_exports_one_thing(widget: type[AnyWidget]) -> None:
    """The page needs no other file and no network."""
    text = str(widget._esm)
    lines = text.splitlines()
    assert not [line for line in lines if line.startswith("import ")]
    assert [line for line in lines if line.startswith("export")] == ["export default { render };"]
    assert "://" not in text
    assert "import(" not in text


def test_nothing_moves_by_itself() -> None:
    """Who asks for less motion has nothing to switch off."""
    style = bundle.STYLE
    assert not [word for word in ("transition", "animation", "@keyframes") if word in style]
    for path in bundle.HERE.glob("*.js"):
        assert "setInterval" not in path.read_text(encoding="utf-8")


def test_each_module_is_joined_once_and_after_what_it_needs() -> None:
    text = bundle.link("neuron_map.js")
    definitions = ["function clamp(", "function format(", "function openPanel(", "function render("]
    places = [text.index(definition) for definition in definitions]
    assert all(text.count(definition) == 1 for definition in definitions)
    assert max(places[:2]) < places[2] < places[3]


def test_each_focusable_control_keeps_its_keys() -> None:
    """JupyterLab and Notebook leave a key alone only if the focused element itself says so."""
    lines = (bundle.HERE / "controls.js").read_text(encoding="utf-8").splitlines()
    made = [line for line in lines if '"data-lm-suppress-shortcuts": "true"' in line]
    assert len(made) == 1
    for tag in ('element("input", {', 'element("button", {'):
        (line,) = [line for line in lines if tag in line]
        assert "OWN_KEYS" in line
    for path in bundle.HERE.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert text.count("tabindex") <= (path.name == "controls.js")
        if path.name != "controls.js":
            assert '"input"' not in text
            assert '"button"' not in text

"""What every notebook does, done once before the process is forked for any."""

from __future__ import annotations

import importlib
import io
import linecache
import pickle
import pkgutil
from typing import TYPE_CHECKING, Any

import numpy as np

from deepcat_judge.wire import Frame, decode, encode

if TYPE_CHECKING:
    from deepcat_judge.plain import Plain

# Of other packages, what the lessons and their students use.
PRELOADED = (
    "deepcat_data.toy",
    "matplotlib.animation",
    "mpl_toolkits.mplot3d",
    "numpy.testing",
    "time",
)
# Parts of ours that no notebook imports, and that bring half of Jupyter with them.
OF_A_TERMINAL = frozenset({"cli", "data_cli", "notebook_run", "terminal"})
# Python makes a function faster once it has run a few times, and a fork inherits that.
TIMES = 20
SECONDS = 60.0
PLACE, EXERCISE = "rehearsal", "rehearsal.answer"
CELLS = (
    """
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
X = rng.normal(size=(3, 4))
print(X)
print(f"a row has {X.shape[1]} numbers, the first of which is {X[0, 0]:.3f}")
""",
    '''
def answer(x, W, b=0.5):
    """Weigh, add, squash."""
    total = np.zeros(np.shape(x))
    for row in range(3):
        total = total + W[row] * x
    return 1 / (1 + np.exp(-(total + b)))


class Kept:
    """Something that is kept."""

    def __init__(self, values):
        self.values = values


kept = Kept([answer(X[0], np.ones(3)), {"x": X}])
''',
)


def import_whole(package: Any) -> None:
    """Import all that is in a package, but for what only a terminal needs."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if found.name.rpartition(".")[2] not in OF_A_TERMINAL:
            module = importlib.import_module(found.name)
            if found.ispkg:
                import_whole(module)


def warm_up(shell: Any) -> None:
    """Import and do once what every notebook does, so that its own process need not."""
    import matplotlib.pyplot as plt

    import deepcat

    import_whole(deepcat)
    for name in PRELOADED:
        importlib.import_module(name)
    shell.run_cell("%matplotlib inline", store_history=False)
    figure, axes = plt.subplots()
    axes.plot([0, 1], label="$x$")
    figure.savefig(io.BytesIO())
    plt.close(figure)


def rehearse(worker: Any) -> None:
    """Have a worker answer for a notebook that is nobody's, and forget it."""
    shell = worker.shell
    before, lines = dict(shell.user_ns), dict(linecache.cache)
    for _ in range(TIMES):
        for question in _questions():
            kind, fields = worker.answer(decode(encode(question)))
            decode(encode(Frame(kind, question.number, fields)))
        shell.user_ns.clear()
        shell.user_ns.update(before)
        worker.places.clear()
    linecache.cache.clear()
    linecache.cache.update(lines)
    shell.last_execution_result = None


def _questions() -> list[Frame]:
    """All cells in one, then all calls of an answer in one."""
    limits: dict[str, Plain] = {"seconds": SECONDS, "wall": SECONDS}
    sources: list[Plain] = [np.frombuffer(cell.strip().encode(), np.uint8) for cell in CELLS]
    calls = [((0.5, [1.0, 2.0, 3.0]), False), ((np.ones(4), np.ones(3)), True), ((), False)]
    given = np.frombuffer(pickle.dumps(calls), np.uint8)
    answer: dict[str, Plain] = {"exercise": EXERCISE, "use": "call", "place": PLACE, **limits}
    return [
        Frame("cells", 1, {"sources": sources, "places": [[], []], "patience": SECONDS, **limits}),
        Frame("keep", 2, {"places": [PLACE]}),
        Frame("calls", 3, {"given": given, **answer}),
    ]

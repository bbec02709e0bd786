"""Still pictures and experiments made with the student's own functions, written yet or not."""

from __future__ import annotations

import base64
import html
import io
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deepcat.measured import interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Array: TypeAlias = npt.NDArray[np.float64]
Function: TypeAlias = Callable[[Array], Any]

# Okabe and Ito's palette, safe for colour-blind readers; the line style says the same again.
# All of them, and the ink, can be read on white and on the dark theme's paper alike.
INK = "#787878"
COLOURS = ("#0072B2", "#D55E00", "#00825F", "#A0559A", INK)
STYLES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))
STYLE = {
    "svg.hashsalt": "deepcat",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": INK,
    "grid.alpha": 0.3,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor"), INK),
    **dict.fromkeys(("xtick.color", "ytick.color"), INK),
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


@dataclass(frozen=True)
class Picture:
    """A picture with its alternative text, which a notebook shows by itself.

    Attributes
    ----------
    svg : str
        The drawing, without a ground of its own, in inks that suit the light and the dark theme.
    alt : str
        What the picture shows, in words.
    notes : tuple of str
        What could not be drawn, and why: shown below the picture.
    """

    svg: str
    alt: str
    notes: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        data = base64.b64encode(self.svg.encode()).decode()
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        image = (
            f'<img alt="{html.escape(self.alt)}" src="data:image/svg+xml;base64,{data}" '
            'style="max-width: 100%">'
        )
        return {"text/html": image + notes, "text/plain": "\n".join((self.alt, *self.notes))}


@contextmanager
def when_written() -> Iterator[None]:
    """Run an experiment with the student's functions; if one is missing, say so and go on.

    A cell that calls an unfinished exercise would stop *Run All*. Inside this block it does not::

        with when_written():
            print(sigmoid(np.array([0.0])))
    """
    try:
        yield
    except NotImplementedError as error:
        print(f"This cell needs {_unwritten(error)}, which is not written yet.")
        print("Write it first, run its cell, then run this cell again.")
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = [frame for frame in frames if "site-packages" not in frame.filename][-1]
        where = "this cell" if place.name == "<module>" else place.name
        if isinstance(error, NameError) and where == "this cell":
            print(f"This cell needs {error.name}, which an earlier cell makes.")
            print("Run that one first, then run this cell again.")
            return
        print(f"This experiment stopped in {where}, line {place.lineno}.")
        print(f"{type(error).__name__}: {error}")
        print("Look at the checks above: when they pass, run this cell again.")


def of_one_score(activation: Function) -> Callable[[Any], Any]:
    """An activation that takes one score, as a number or as an array, and answers in kind.

    The activation itself is asked with an array of shape (1, 1), as the checks ask it: one that
    looks at rows and columns need not know what to do with a number.
    """

    def one(z: Any) -> Any:
        return np.reshape(activation(np.reshape(z, (1, 1))), np.shape(z))[()]

    return one


def curve(*functions: Function, low: float = -6.0, high: float = 6.0, title: str = "") -> Picture:
    """Draw functions of one number z; name those not written yet below the picture.

    Parameters
    ----------
    *functions : callable (z (m,)) -> (m,)
        Functions with names, such as the student's `sigmoid`. One that only knows tables is
        asked with a row of scores, the form in which the checks have asked it.
    low, high : float
        The range of z.
    title : str
        A heading for the picture.

    Returns
    -------
    Picture
        Its alternative text gives each function's value at both ends and in the middle.
    """
    z = np.linspace(low, high, 601)  # (601,)
    middle = len(z) // 2
    drawn, notes = _evaluate({_name(f): _in_either_form(f) for f in functions}, z)
    figure, axes = new_figure(title, "z", "value")
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.axvline(0, color=INK, linewidth=0.8)
    _lines(axes, z, drawn)
    words = [f"Curves over z from {low:g} to {high:g}."]
    for name, values in drawn.items():
        left, centre, right = values[0], values[middle], values[-1]
        words.append(
            f"{name}: {left:.3g} at {low:g}, {centre:.3g} at {z[middle]:g}, "
            f"{right:.3g} at {high:g}."
        )
    return finish(figure, words, notes)


def graph(
    functions: Mapping[str, Function], low: float, high: float, *, x: str = "x", title: str = ""
) -> Picture:
    """Draw functions of one number under labels of their own.

    Parameters
    ----------
    functions : mapping of str to callable (x (m,)) -> (m,)
        One that is not written yet is named below the picture.
    low, high : float
        The range of x.
    x : str
        The name of the number.
    title : str
        A heading for the picture.
    """
    grid = np.linspace(low, high, 601)  # (601,)
    drawn, notes = _evaluate(functions, grid)
    figure, axes = new_figure(title, x, "value")
    _lines(axes, grid, drawn)
    words = [f"Curves over {x} from {low:g} to {high:g}."]
    words += [
        f"{name}: {values[0]:.3g} on the left, {values[-1]:.3g} on the right, between "
        f"{values.min():.3g} and {values.max():.3g}."
        for name, values in drawn.items()
    ]
    return finish(figure, words, notes)


def log_log(
    x: Sequence[float], series: Mapping[str, Sequence[float]], x_label: str, label: str
) -> Picture:
    """Draw positive values over positive numbers, both on logarithmic scales.

    A value that falls like 1/x is a straight line, one decade down for each decade to the right.

    Parameters
    ----------
    x : sequence of float
    series : mapping of str to sequence of float
        As many values as there are numbers.
    x_label, label : str
        What the numbers are, and the values.
    """
    figure, axes = new_figure("", x_label, label)
    for index, (name, values) in enumerate(series.items()):
        axes.plot(x, values, marker="o", linewidth=2.2, label=name, **_look(index))
    axes.set(xscale="log", yscale="log")
    values = [value for line in series.values() for value in line]
    axes.set_xticks(x, [f"{number:g}" for number in x])
    marks = [m * 10.0**k for k in range(-9, 10) for m in (1, 2, 5)]
    marks = [mark for mark in marks if min(values) / 2 < mark < 2 * max(values)]
    axes.set_yticks(marks, [f"{mark:g}" for mark in marks])
    axes.minorticks_off()
    axes.legend(frameon=False, labelcolor=INK)
    words = [f"{label} over {x_label} from {x[0]:g} to {x[-1]:g}, both logarithmic."]
    words += [f"{name}: from {v[0]:.3g} to {v[-1]:.3g}." for name, v in series.items()]
    return finish(figure, words)


def history(series: Mapping[str, Sequence[float]], x_label: str, label: str) -> Picture:
    """Draw values that came one after the other, such as the losses of a learning procedure.

    Parameters
    ----------
    series : mapping of str to sequence of float
        The first value of each stands at 0.
    x_label, label : str
        What is counted, and what the values are.
    """
    figure, axes = new_figure("", x_label, label)
    for index, (name, values) in enumerate(series.items()):
        axes.plot(np.arange(len(values)), values, linewidth=2.2, label=name, **_look(index))
    axes.legend(frameon=False, labelcolor=INK)
    words = [f"{label} at each {x_label}."]
    words += [
        f"{name}: from {values[0]:.3g} at 0 to {values[-1]:.3g} at {len(values) - 1}."
        for name, values in series.items()
    ]
    return finish(figure, words)


def reliability(Y: Array, Y_hat: Array, n_groups: int = 5) -> Picture:
    """Draw, for groups of equal probability, which share of them is of class 1.

    Parameters
    ----------
    Y : (1, m) float64
        The labels, 0.0 or 1.0.
    Y_hat : (1, m) float64
        The predicted probabilities of class 1.
    n_groups : int
        How many groups of equal width there are between 0 and 1; empty ones are left out.

    Returns
    -------
    Picture
        A point a group, with Wilson's interval as a bar, and the line of perfect calibration.
    """
    figure, axes = new_figure("", "predicted probability", "share of class 1")
    axes.plot([0, 1], [0, 1], label="calibrated", **_look(4))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    words = ["Which share is of class 1, over the probability that was predicted."]
    group = np.minimum((Y_hat[0] * n_groups).astype(int), n_groups - 1)  # (m,)
    for number in np.unique(group):
        of_it = group == number
        said, ones, count = Y_hat[0, of_it].mean(), int(Y[0, of_it].sum()), int(of_it.sum())
        low, high = interval(ones, count)
        axes.plot([said, said], [low, high], color=COLOURS[0], linewidth=2.2)
        axes.plot([said], [ones / count], "o", color=COLOURS[0], markersize=8)
        axes.annotate(
            f"{count}", (said, high), (4, 2), textcoords="offset points", fontsize=9, color=INK
        )
        words.append(
            f"{count} predictions of {said:.2f} on average: {ones / count:.2f}, "
            f"between {low:.2f} and {high:.2f}."
        )
    axes.legend(frameon=False, labelcolor=INK, loc="upper left")
    return finish(figure, words)


def scatter(
    x: Array,
    y: Array,
    functions: Mapping[str, Function] | None = None,
    *,
    x_label: str = "x",
    y_label: str = "y",
    title: str = "",
) -> Picture:
    """Draw points, and functions of x through them.

    Parameters
    ----------
    x, y : (m,) float64
        The points.
    functions : mapping of str to callable (x (k,)) -> (k,), optional
        Curves to draw with their labels. One that is not written yet is named below the picture.
    x_label, y_label, title : str
        Words on the picture.
    """
    grid = np.linspace(x.min(), x.max(), 401)  # (401,)
    drawn, notes = _evaluate(functions or {}, grid)
    figure, axes = new_figure(title, x_label, y_label)
    axes.plot(x, y, "o", color=INK, markersize=5, label="data")
    if drawn:
        _lines(axes, grid, drawn)
        room = 0.25 * (y.max() - y.min())
        axes.set_ylim(y.min() - room, y.max() + room)
    words = [
        f"{len(x)} points. {x_label} from {x.min():.3g} to {x.max():.3g}, "
        f"{y_label} from {y.min():.3g} to {y.max():.3g}."
    ]
    words += [
        f"The curve '{name}' runs from {values[0]:.3g} on the left to {values[-1]:.3g} "
        f"on the right, between {values.min():.3g} and {values.max():.3g}."
        for name, values in drawn.items()
    ]
    return finish(figure, words, notes)


def classes(
    X: Array,
    Y: Array,
    boundaries: Mapping[str, tuple[Array, float]] | None = None,
    title: str = "",
    name: str = "x",
) -> Picture:
    """Draw points of two classes in the plane, and neurons' boundaries between them.

    Parameters
    ----------
    X : (2, m) float64
        One point a column.
    Y : (1, m) float64
        The class of each point, 0.0 or 1.0.
    boundaries : mapping of str to (w (2, 1), b), optional
        Lines ``w.T @ x + b = 0`` with their labels.
    title : str
        A heading for the picture.
    name : str
        What the two coordinates are called: ``"a"`` for what two hidden units give.
    """
    figure, axes = new_figure(title, f"${name}_1$", f"${name}_2$")
    ones = Y[0] == 1.0  # (m,)
    axes.plot(*X[:, ~ones], "o", color=COLOURS[0], markerfacecolor="none", label="class 0")
    axes.plot(*X[:, ones], "x", color=COLOURS[1], label="class 1")
    zeros = int((~ones).sum())
    points = "point" if zeros == 1 else "points"
    words = [f"{zeros} {points} of class 0 as circles, {ones.sum()} of class 1 as crosses."]
    low, high = X.min(axis=1) - 0.5, X.max(axis=1) + 0.5  # (2,)
    for index, (label, (w, b)) in enumerate((boundaries or {}).items(), start=2):
        w1, w2 = (float(value) for value in np.ravel(w))
        if w1 == w2 == 0:
            words.append(f"{label}: both weights are 0, so there is no boundary.")
            continue
        nearest = -float(b) / (w1**2 + w2**2)  # times w, the point of the line next to the origin
        start, onwards = (nearest * w1, nearest * w2), (nearest * w1 - w2, nearest * w2 + w1)
        axes.axline(start, onwards, label=label, **_look(index))
        words.append(f"{label}: the line {w1:.3g} {name}1 {w2:+.3g} {name}2 {float(b):+.3g} = 0.")
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    beside: dict[str, Any] = {"loc": "center left", "bbox_to_anchor": (1.02, 0.5)}
    axes.legend(frameon=False, labelcolor=INK, **beside)
    return finish(figure, words)


def spread(
    groups: Mapping[str, Sequence[float]],
    label: str,
    log: bool = False,
    title: str = "",
    marks: Mapping[str, float] | None = None,
) -> Picture:
    """Draw each group's values as dots in a row of its own, with a bar at their median.

    Parameters
    ----------
    groups : mapping of str to sequence of float
        The values, for instance the error reached with each of several seeds.
    label : str
        What the values are.
    log : bool
        Use a logarithmic scale.
    title : str
        A heading for the picture.
    marks : mapping of str to float, optional
        Values to compare with, such as a baseline: a line across all rows.

    Returns
    -------
    Picture
        Its alternative text gives each group's smallest, median and largest value.
    """
    figure, axes = new_figure(title, f"{label} (bar: median)", "")
    words = [f"{label}, smallest, median and largest of each row."]
    for row, (name, group) in enumerate(groups.items()):
        values = np.asarray(group, dtype=np.float64)  # (k,)
        axes.plot(values, np.full(len(values), row), "o", color=COLOURS[0], alpha=0.45)
        axes.plot(
            [np.median(values)], [row], "|", color=COLOURS[1], markersize=26, markeredgewidth=3
        )
        words.append(f"{name}: {values.min():.3g}, {np.median(values):.3g}, {values.max():.3g}.")
    for index, (name, value) in enumerate((marks or {}).items(), start=2):
        axes.axvline(value, linewidth=1.6, label=f"{name}, {value:.3g}", **_look(index))
        words.append(f"A line marks the {name}, {value:.3g}.")
    if marks:
        axes.legend(frameon=False, labelcolor=INK)
    axes.set_yticks(range(len(groups)), list(groups))
    axes.set_ylim(len(groups) - 0.4, -0.6)
    if log:
        axes.set_xscale("log")
    return finish(figure, words)


def _name(function: Function) -> str:
    return getattr(function, "__name__", type(function).__name__)


def _unwritten(error: NotImplementedError) -> str:
    """The function whose stub raised; for a method, its class."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return frame.f_code.co_qualname.rpartition("<locals>.")[2].partition(".")[0]


def _evaluate(
    functions: Mapping[str, Function], x: Array
) -> tuple[dict[str, Array], tuple[str, ...]]:
    """Each function's values, and a sentence for each that gave none."""
    values: dict[str, Array] = {}
    notes = []
    for name, function in functions.items():
        try:
            result = np.asarray(function(x), dtype=np.float64)
        except NotImplementedError as error:
            notes.append(f"Not drawn: {name}, because {_unwritten(error)} is not written yet.")
        except Exception as error:
            notes.append(f"{name} could not be drawn. {type(error).__name__}: {error}")
        else:
            if result.shape == x.shape:
                values[name] = result
            else:
                notes.append(
                    f"{name} could not be drawn: for an input of shape {x.shape} "
                    f"it returned shape {result.shape}."
                )
    return values, tuple(notes)


def _in_either_form(function: Function) -> Function:
    """A function of a list of scores that may be one of tables."""

    def either(z: Array) -> Any:
        try:
            return function(z)
        except NotImplementedError:
            raise
        except Exception:
            row = np.asarray(function(z[None, :]))  # (1, m)
            if row.shape != (1, len(z)):
                raise
            return row[0]

    return either


def _look(index: int) -> dict[str, Any]:
    return {"color": COLOURS[index % 5], "linestyle": STYLES[index % 5]}


def _lines(axes: Axes, x: Array, drawn: Mapping[str, Array]) -> None:
    for index, (name, values) in enumerate(drawn.items()):
        axes.plot(x, values, linewidth=2.2, label=name, **_look(index))
    if drawn:
        axes.legend(frameon=False, labelcolor=INK)


def new_figure(title: str, x_label: str, y_label: str) -> tuple[Figure, Axes]:
    """An empty figure in the course's style, without a ground of its own."""
    # Matplotlib is imported only when something is drawn: grading runs the cells without pictures.
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):  # type: ignore[arg-type]
        figure = Figure(figsize=(6.4, 3.8), layout="constrained", facecolor="none")
        axes = figure.add_subplot()
        axes.set(title=title, xlabel=x_label, ylabel=y_label)
    return figure, axes


def finish(figure: Figure, words: Sequence[str], notes: tuple[str, ...] = ()) -> Picture:
    """The figure as a picture, with its words."""
    import matplotlib

    buffer = io.StringIO()
    with matplotlib.rc_context(STYLE):  # type: ignore[arg-type]
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return Picture(svg=buffer.getvalue(), alt=" ".join(words), notes=notes)

"""Pictures of the student's functions have words, and survive functions that are not written."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from deepcat.measured import interval
from deepcat.plots import (
    COLOURS,
    INK,
    Picture,
    classes,
    curve,
    graph,
    history,
    log_log,
    of_one_score,
    reliability,
    scatter,
    spread,
    when_written,
)


def sigmoid(z: Any) -> Any:
    """Answer rightly."""
    return 1 / (1 + np.exp(-z))


def relu(z: Any) -> Any:
    """Wait for the student."""
    raise NotImplementedError


def tanh(z: Any) -> Any:
    """Give one number for many."""
    return 0.5


def step(z: Any) -> Any:
    """Raise for more than one number."""
    return z.item()


def test_curve_draws_what_is_written_and_names_the_rest() -> None:
    """One right function among stubs and mistakes is drawn; the others are explained."""
    picture = curve(sigmoid, relu, tanh, step)
    assert "sigmoid: 0.00247 at -6, 0.5 at 0, 0.998 at 6." in picture.alt
    unwritten, misshapen, raising = picture.notes
    assert unwritten.startswith("Not drawn: relu,")
    assert "(601,)" in misshapen and "shape ()" in misshapen
    assert "step could not be drawn. ValueError" in raising


def test_curve_without_any_function_written_is_still_a_picture() -> None:
    """A fresh notebook shows axes and a sentence, not an error."""
    picture = curve(relu)
    assert picture.svg.lstrip().startswith("<?xml") and len(picture.notes) == 1


def test_notebook_shows_alternative_text_and_notes() -> None:
    """The HTML has an image with escaped alternative text; plain text says the same."""
    bundle = Picture(svg="<svg/>", alt='a < "b"', notes=("c & d",))._repr_mimebundle_()
    assert 'alt="a &lt; &quot;b&quot;"' in bundle["text/html"]
    assert "<p>c &amp; d</p>" in bundle["text/html"]
    assert bundle["text/plain"] == 'a < "b"\nc & d'


def test_scatter_describes_points_and_curves() -> None:
    """The alternative text holds the ranges, and each curve's ends."""
    x, y = np.array([0.0, 2.0, 8.0]), np.array([1.0, 3.0, 5.0])
    picture = scatter(x, y, {"line": lambda x: 0.5 * x + 1, "relu": relu}, x_label="age")
    assert "3 points. age from 0 to 8, y from 1 to 5." in picture.alt
    assert "'line' runs from 1 on the left to 5 on the right, between 1 and 5." in picture.alt
    assert len(picture.notes) == 1 and "relu" in picture.notes[0]


def test_graph_names_its_curves_and_what_is_not_written() -> None:
    """Each curve has the label that it was given, and its ends."""
    picture = graph({"square": lambda x: x**2, "yours": relu}, -1, 2)
    assert "Curves over x from -1 to 2." in picture.alt
    assert "square: 1 on the left, 4 on the right, between 0 and 4." in picture.alt
    assert len(picture.notes) == 1 and "yours" in picture.notes[0]


def test_log_log_says_where_its_lines_begin_and_end() -> None:
    """Both scales are logarithmic, and the marks stand at the numbers themselves."""
    picture = log_log([4, 8, 16], {"error": [1.0, 0.5, 0.25]}, "bumps", "distance")
    assert picture.alt == (
        "distance over bumps from 4 to 16, both logarithmic. error: from 1 to 0.25."
    )


def test_classes_are_told_apart_without_colour() -> None:
    """The two classes have different marks, and a zero weight vector has no boundary."""
    X, Y = np.array([[0.0, 1.0, 2.0], [0.0, 3.0, 1.0]]), np.array([[0.0, 1.0, 1.0]])
    boundaries = {
        "found": (np.array([[1.0], [-2.0]]), 0.5),
        "start": (np.zeros((2, 1)), 0.0),
    }
    alt = classes(X, Y, boundaries).alt
    assert "1 point of class 0 as circles, 2 of class 1 as crosses" in alt
    assert "found: the line 1 x1 -2 x2 +0.5 = 0." in alt
    assert "found: the line 1 a1 -2 a2 +0.5 = 0." in classes(X, Y, boundaries, name="a").alt
    assert "start: both weights are 0" in alt


def test_spread_gives_smallest_median_and_largest() -> None:
    """Each row's three numbers stand in the alternative text."""
    alt = spread({"10 tries": [4.0, 1.0, 2.5]}, "error", log=True).alt
    assert "10 tries: 1, 2.5, 4." in alt


def test_spread_marks_what_to_compare_with() -> None:
    """A baseline stands in the picture and in its alternative text."""
    picture = spread({"10 tries": [4.0, 1.0]}, "error", log=True, marks={"baseline": 6.76})
    assert picture.alt.endswith("A line marks the baseline, 6.76.")


def test_same_input_gives_the_same_picture() -> None:
    """A rerun of a notebook changes no byte of its pictures."""
    assert curve(sigmoid).svg == curve(sigmoid).svg


def test_when_written_lets_a_finished_experiment_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is added to an experiment that works."""
    with when_written():
        print(sigmoid(0.0))
    assert capsys.readouterr().out == "0.5\n"


def test_when_written_says_that_an_exercise_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """A stub ends the experiment with a sentence, and the cell does not fail."""
    with when_written():
        relu(0.0)
        print("not reached")
    out = capsys.readouterr().out
    assert "needs relu, which is not written yet" in out and "not reached" not in out


def test_when_written_asks_for_the_class_of_a_method(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is told to write __init__, which is not what the cell calls."""

    class Detector:
        def __init__(self) -> None:
            raise NotImplementedError

    with when_written():
        Detector()
    assert "needs Detector, which is not written yet" in capsys.readouterr().out


def test_when_written_tells_where_a_wrong_function_raised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An exception is named, with the function it came from."""
    with when_written():
        step(np.zeros(2))
    out = capsys.readouterr().out
    assert "in step, line" in out and "ValueError" in out


def test_when_written_does_not_hide_an_interrupt() -> None:
    """A student's stop button still stops."""
    with pytest.raises(KeyboardInterrupt), when_written():
        raise KeyboardInterrupt


def test_a_name_that_an_earlier_cell_makes_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Where that cell has waited for an exercise, this one waits, too."""
    with when_written():
        exec(compile("print(X_train)", "cell", "exec"), {})
    assert capsys.readouterr().out == (
        "This cell needs X_train, which an earlier cell makes.\n"
        "Run that one first, then run this cell again.\n"
    )


def _luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize("paper", ["#FFFFFF", "#111111"])
def test_every_ink_can_be_read_in_both_themes(paper: str) -> None:
    """Text and lines stand out from the light and from the dark paper, and none is painted."""
    for colour, least in [(INK, 4.2), *((colour, 3.0) for colour in COLOURS)]:
        lights = sorted((_luminance(colour) + 0.05, _luminance(paper) + 0.05))
        assert lights[1] / lights[0] >= least, colour
    pictures = [
        scatter(np.array([0.0, 1.0]), np.array([1.0, 2.0]), {"line": np.tanh}, title="Two"),
        history({"loss": [0.7, 0.5]}, "step", "cross-entropy"),
        reliability(np.array([[0.0, 1.0]]), np.array([[0.1, 0.9]])),
    ]
    for picture in pictures:
        painted = set(re.findall(r"#[0-9a-f]{6}", picture.svg.lower()))
        assert painted <= {colour.lower() for colour in COLOURS}
        words = picture.svg.split('<g id="text_')[1:]
        assert len(words) > 10
        assert all(f'style="fill: {INK}"' in text.split("</g>")[0] for text in words)
        assert "background" not in picture._repr_mimebundle_()["text/html"]


def test_a_history_says_where_it_began_and_ended() -> None:
    picture = history({"loss": [0.7, 0.5, 0.25]}, "step", "cross-entropy")
    assert picture.alt == "cross-entropy at each step. loss: from 0.7 at 0 to 0.25 at 2."


def test_reliability_counts_how_often_a_probability_came_true() -> None:
    """Groups are as wide as one another, the last one holds 1, and empty ones are left out."""
    Y = np.array([[0.0, 0.0, 0.0, 1.0, 1.0, 0.0]])
    Y_hat = np.array([[0.1, 0.1, 0.1, 0.1, 1.0, 0.8]])
    picture = reliability(Y, Y_hat)
    low, high = interval(1, 4)
    assert (
        f"4 predictions of 0.10 on average: 0.25, between {low:.2f} and {high:.2f}." in picture.alt
    )
    assert "2 predictions of 0.90 on average: 0.50," in picture.alt
    assert picture.alt.count("predictions") == 2


def test_import_draws_nothing_and_loads_no_matplotlib() -> None:
    """Grading imports the module for nothing, so that import stays cheap."""
    code = "import sys, deepcat.plots; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_pyplot_is_never_loaded() -> None:
    """Pictures hold no global state: pyplot keeps every figure alive."""
    code = (
        "import sys, numpy as np; from deepcat.plots import curve; curve(np.tanh); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def by_rows(Z: Any) -> Any:
    """Squares a table, and knows nothing of lists and numbers."""
    rows, columns = Z.shape
    return np.array([[Z[i, j] ** 2 for j in range(columns)] for i in range(rows)])


def test_a_curve_is_drawn_by_a_function_of_tables_too() -> None:
    """Checks ask an activation with rows, columns and tables: no more is needed here."""
    picture = curve(by_rows)
    assert picture.notes == () and "by_rows: 36 at -6, 0 at 0, 36 at 6." in picture.alt
    (note,) = curve(lambda z: by_rows(z[0])).notes
    assert "not enough values to unpack" in note or "IndexError" in note


@pytest.mark.parametrize("z", [3.0, np.float64(3.0), np.array(3.0), np.array([[3.0]])])
def test_an_activation_of_tables_takes_one_score(z: Any) -> None:
    given = of_one_score(by_rows)(z)
    assert given == 9.0 and np.shape(given) == np.shape(z)

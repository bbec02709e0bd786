"""How well simple methods tell the drawn pictures apart: the tables of their datasheets.

Run with ``python benchmarks/baselines.py`` (about ten minutes; scikit-learn is among the tests'
tools). A range is the least and the most over the seeds of a network's start. An interval is
Wilson's, at 95 %, for as many pictures as were tested: it says where the accuracy on all pictures
of the kind may lie.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from deepcat_data import CatsConfig, Pictures, load_cats, make_cats
from deepcat_data.pictures import at_size, for_task, sample

Features = npt.NDArray[np.floating[Any]]


def pixels(pictures: Pictures) -> Features:
    """Return one picture a row, brightness between 0 and 1."""
    return (pictures.X.reshape(len(pictures), -1) / np.float32(255)).astype(np.float32)


def mean_colours(pictures: Pictures) -> Features:
    """Return each picture's mean red, green and blue."""
    return pictures.X.mean(axis=(1, 2)) / 255


def histograms(pictures: Pictures) -> Features:
    """Return each picture's colours counted in 4 × 4 × 4 boxes, as shares."""
    boxes = (pictures.X.astype(int) // 64) @ np.array([16, 4, 1])
    counts = [np.bincount(box.ravel(), minlength=64) for box in boxes]
    return np.array(counts) / boxes[0].size


def greys(pictures: Pictures) -> Features:
    """Return one picture a row, without colour."""
    grey = pictures.X @ np.array([0.2126, 0.7152, 0.0722]) / 255  # (m, size, size)
    return grey.reshape(len(pictures), -1)


def normalised(pictures: Pictures) -> Features:
    """Return one picture a row, each with mean 0 and length 1."""
    rows = pixels(pictures)
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def slopes(pictures: Pictures) -> Features:
    """Return how much brightness changes at each pixel, whatever the sign."""
    grey = greys(pictures).reshape(pictures.X.shape[:3])
    return np.hypot(*np.gradient(grey, axis=(1, 2))).reshape(len(pictures), -1)


def spectra(pictures: Pictures) -> Features:
    """Return how strong each of 32 fineness bands is, wherever in the picture."""
    grey = greys(pictures).reshape(pictures.X.shape[:3])
    power = np.abs(np.fft.fft2(grey)) ** 2
    frequency = np.fft.fftfreq(grey.shape[1]) * grey.shape[1]
    band = np.hypot(frequency[:, np.newaxis], frequency).astype(int).ravel()
    rows = [np.bincount(band, one.ravel())[1:33] / np.bincount(band)[1:33] for one in power]
    return np.log(np.array(rows) + 1e-9)


def linear() -> Any:
    """Return a logistic regression on standardised features."""
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))


def network(seed: int, units: int = 7) -> Any:
    """Return a network with one hidden layer on centred features; uncentred, its units die."""
    hidden = MLPClassifier((units,), max_iter=300, random_state=seed)
    return make_pipeline(StandardScaler(with_std=False), hidden)


def accuracy(model: Any, train: Features, y: Any, test: Features, y_test: Any) -> float:
    """Train a model and return its accuracy on the test set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a network that still learns is fine
        return float(model.fit(train, y).score(test, y_test))


def on_pixels(model: Any, train: Pictures, test: Pictures) -> float:
    """Train a model on pixels and return its accuracy on the test set."""
    return accuracy(model, pixels(train), train.y, pixels(test), test.y)


def wilson(share: float, m: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval for a share of m."""
    middle = (share + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * np.sqrt(share * (1 - share) / m + z * z / (4 * m * m))
    return middle - half, middle + half


def line(name: str, accuracies: Sequence[float], m: int) -> str:
    """Return a row of a table: mean, interval, and the range over seeds."""
    mean = float(np.mean(accuracies))
    low, high = wilson(mean, m)
    seeds = f"{min(accuracies):.1%} to {max(accuracies):.1%}" if len(accuracies) > 1 else "–"
    return f"| {name} | {mean:.1%} | {low:.1%} to {high:.1%} | {seeds} |"


def main_table(seeds: Sequence[int]) -> Iterator[str]:
    """Compare the linear model with the network, for each task and size."""
    for task in ("binary", "three", "four"):
        for size in (64, 32):
            train, test = load_cats("train", task, size), load_cats("test", task, size)
            majority = float(np.bincount(test.y).max() / len(test))
            m, name = len(test), f"{task}, {size}×{size}"
            yield line(f"{name}: majority", [majority], m)
            yield line(f"{name}: linear", [on_pixels(linear(), train, test)], m)
            hidden = [on_pixels(network(seed), train, test) for seed in seeds]
            yield line(f"{name}: 7 hidden units", hidden, m)


def shortcuts() -> Iterator[str]:
    """Try to tell cats by colour, by the most similar picture, and by features made by hand."""
    train, test = load_cats("train"), load_cats("test")
    forest = RandomForestClassifier(300, random_state=0)
    trials = [
        ("mean colour, linear", linear(), mean_colours),
        ("mean colour, forest", forest, mean_colours),
        ("colour histogram, linear", linear(), histograms),
        ("colour histogram, forest", forest, histograms),
        ("nearest neighbour, pixels", KNeighborsClassifier(1), pixels),
        ("nearest neighbour, pictures of equal contrast", KNeighborsClassifier(1), normalised),
        ("pixels without colour, linear", linear(), greys),
        ("fineness of detail (32 numbers), linear", linear(), spectra),
        ("edges without their sign, linear", linear(), slopes),
    ]
    for name, model, features in trials:
        share = accuracy(model, features(train), train.y, features(test), test.y)
        yield line(name, [share], len(test))


def curve(seeds: Sequence[int]) -> Iterator[str]:
    """Show how accuracy grows with the number of training pictures, at 32×32."""
    test, large = load_cats("test", size=32), load_cats("large", size=32)
    for n in (100, 200, 500, 1000, 2000, 5000):
        chosen = [sample(large, n, seed) for seed in seeds]
        first = [on_pixels(linear(), train, test) for train in chosen]
        second = [
            on_pixels(network(seed), train, test) for seed, train in zip(seeds, chosen, strict=True)
        ]
        yield line(f"{n:,} pictures: linear", first, len(test))
        yield line(f"{n:,} pictures: 7 hidden units", second, len(test))


def elsewhere(seeds: Sequence[int]) -> Iterator[str]:
    """Show overfitting on the tiny set, and what is left of it all in pencil."""
    tiny, tiny_test = load_cats("tiny"), load_cats("tiny_test")
    train, pencil = load_cats("train"), load_cats("pencil")
    yield line(
        "tiny, seen: 7 hidden units", [on_pixels(network(s), tiny, tiny) for s in seeds], 209
    )
    for name, test in (("tiny_test", tiny_test), ("all of test", load_cats("test"))):
        unseen = [on_pixels(network(s), tiny, test) for s in seeds]
        yield line(f"tiny, {name}: 7 hidden units", unseen, len(test))
    yield line("pencil: linear", [on_pixels(linear(), train, pencil)], len(pencil))
    drawn = [on_pixels(network(s), train, pencil) for s in seeds]
    yield line("pencil: 7 hidden units", drawn, len(pencil))


def other_drawings(drawings: Sequence[int]) -> Iterator[str]:
    """Repeat the comparison on other sets of the same kind, drawn with other seeds, at 32×32."""
    first, second = [], []
    for seed in drawings:
        counts = (500, 200, 200, 100), (300, 120, 120, 60)
        drawn = [
            at_size(for_task(make_cats(CatsConfig(count, split, seed)), "binary"), 32)
            for count, split in zip(counts, ("train", "test"), strict=True)
        ]
        first.append(on_pixels(linear(), *drawn))
        second.append(on_pixels(network(seed), *drawn))
    yield line("other drawings: linear", first, 600)
    yield line("other drawings: 7 hidden units", second, 600)


def main() -> None:
    """Print every table."""
    seeds = range(5)
    head = "| | accuracy | interval | over seeds |\n|---|---|---|---|"
    tables = {
        "Tasks": main_table(seeds),
        "Shortcuts": shortcuts(),
        "More data": curve(range(3)),
        "Elsewhere": elsewhere(seeds),
        "Other drawings": other_drawings(range(1, 6)),
    }
    for name, rows in tables.items():
        print(f"\n{name}\n\n{head}", flush=True)
        for row in rows:
            print(row, flush=True)


if __name__ == "__main__":
    main()

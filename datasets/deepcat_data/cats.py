"""Draw sets of cats, dogs, lions and others: every picture has a seed of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from deepcat_data.drawing.picture import STYLES, draw_picture
from deepcat_data.draws import Draws
from deepcat_data.pictures import CLASSES, Pictures
from deepcat_data.whole import check_whole

# The second number of a picture's seed. Sets of different splits share no picture.
SPLITS: Mapping[str, int] = MappingProxyType(
    {"train": 0, "validation": 1, "test": 2, "large": 3, "pencil": 4}
)
# Follows the class in the seed that puts a set in order, where no class has this number.
_ORDER = len(CLASSES)


@dataclass(frozen=True)
class CatsConfig:
    """What `make_cats` draws.

    Attributes
    ----------
    counts : (cats, dogs, lions, others)
        How many of each.
    split : {"train", "validation", "test", "large", "pencil"}
        Part of every picture's seed: two splits never share a picture.
    seed : int
        The other part. The shipped sets have 0; a test that students have not seen has yours.
    style : {"painted", "pencil"}
        The pencil is for distribution shift: what a network learned from paint.
    spread : float
        How much poses vary against the usual 1.0. It is what makes the pictures easy or hard.
    occlusion : float
        The share of pictures in which something stands in front.
    """

    counts: tuple[int, int, int, int] = (500, 200, 200, 100)
    split: str = "train"
    seed: int = 0
    style: str = "painted"
    spread: float = 1.0
    occlusion: float = 0.15

    def __post_init__(self) -> None:
        for name, count in zip(CLASSES, self.counts, strict=False):
            check_whole(f"the count of {name}", count, 0)
        if len(self.counts) != len(CLASSES) or not sum(self.counts):
            raise ValueError(
                f"counts are four whole numbers, {', '.join(CLASSES)}, not all 0: {self.counts!r}"
            )
        if self.split not in SPLITS:
            raise ValueError(f"split is one of {', '.join(SPLITS)}, not {self.split!r}")
        if self.style not in STYLES:
            raise ValueError(f"style is one of {', '.join(STYLES)}, not {self.style!r}")
        check_whole("seed", self.seed, 0)
        if not 0 <= self.spread <= 3:
            raise ValueError(f"spread is between 0 and 3, not {self.spread}")
        if not 0 <= self.occlusion <= 1:
            raise ValueError(f"occlusion is a share between 0 and 1, not {self.occlusion}")


# What each file holds. The first two come with the package; the last is drawn on first use.
RECIPES: Mapping[str, Mapping[str, CatsConfig]] = MappingProxyType(
    {
        "cats-64": {
            "train": CatsConfig((500, 200, 200, 100), "train"),
            "validation": CatsConfig((100, 40, 40, 20), "validation"),
            "test": CatsConfig((300, 120, 120, 60), "test"),
        },
        "pencil-64": {"pencil": CatsConfig((100, 40, 40, 20), "pencil", style="pencil")},
        "large-64": {"large": CatsConfig((2500, 1000, 1000, 500), "large")},
    }
)


def make_cats(
    config: CatsConfig | None = None, tell: Callable[[int, int], None] = lambda done, total: None
) -> Pictures:
    """Draw a set of pictures.

    A picture's seed is ``[seed, split, class, number]``: it does not depend on the other pictures,
    and `draw_picture` draws it again alone.

    Parameters
    ----------
    config : CatsConfig, optional
        Without it, the shipped training set is drawn.
    tell : callable (done, total) -> None
        Is told after each picture, for a progress bar.

    Returns
    -------
    Pictures
        64×64, in random order, with the classes cat, dog, lion, other. ``meta`` holds each
        picture's number and what was decided about it.

    Examples
    --------
    >>> pictures = make_cats(CatsConfig(counts=(2, 1, 1, 0), seed=7))
    >>> pictures.X.shape
    (4, 64, 64, 3)
    """
    config = config or CatsConfig()
    split = SPLITS[config.split]
    wanted = [(label, i) for label, count in enumerate(config.counts) for i in range(count)]
    drawn = []
    for done, (label, i) in enumerate(wanted, start=1):
        key = (config.seed, split, label, i)
        drawn.append(
            draw_picture(key, CLASSES[label], config.style, config.spread, config.occlusion)
        )
        tell(done, len(wanted))
    meta = {"number": np.array([i for _, i in wanted], dtype=np.int64)}
    for name in drawn[0][1]:
        meta[name] = np.array([parameters[name] for _, parameters in drawn])
    pictures = Pictures(
        X=np.stack([picture for picture, _ in drawn]),
        y=np.array([label for label, _ in wanted], dtype=np.int64),
        classes=CLASSES,
        meta=meta,
    )
    return pictures.take(Draws(config.seed, split, _ORDER).permutation(len(wanted)))

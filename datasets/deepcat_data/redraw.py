"""Draw a file's pictures again, and compare them with those in the file pixel by pixel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from deepcat_data.archive import DataFileError, read_archive
from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.pictures import Pictures

# In grey levels: processors differ in the last bit of a cosine, which can tip a rounding.
TOLERANCE = 1


@dataclass(frozen=True)
class Difference:
    """How a split's pictures, drawn again, differ from those in the file.

    Attributes
    ----------
    split : str
    pictures : int
        How many were compared.
    largest : int
        The largest difference of a pixel's red, green or blue, in grey levels from 0 to 255.
    touched : int
        How many pictures have a pixel that differs.
    parameters : tuple of str
        What was decided otherwise for some picture: names of `meta`, or "class".
    """

    split: str
    pictures: int
    largest: int
    touched: int
    parameters: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether no pixel differs by more than `TOLERANCE`, and no parameter at all."""
        return self.largest <= TOLERANCE and not self.parameters


def redraw(
    path: Path,
    recipe: Mapping[str, CatsConfig],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Difference, ...]:
    """Draw every split of a recipe, and compare with a file that was written of it.

    Parameters
    ----------
    path : Path
        Of a file that `write_archive` wrote.
    recipe : mapping from str to CatsConfig
        What each of its splits holds, such as an entry of `deepcat_data.cats.RECIPES`.
    tell : callable (done, total) -> None
        Is told after each picture, for a progress bar.

    Raises
    ------
    DataFileError
        If the file is damaged, or holds other counts, classes or parameters than the recipe draws.
    FileNotFoundError
        If there is no file.
    """
    total = sum(sum(config.counts) for config in recipe.values())
    before = 0
    found = []
    for split, config in recipe.items():
        kept = read_archive(path, split)
        drawn = make_cats(config, _counting_on(tell, before, total))
        if _outline(kept) != _outline(drawn):
            raise DataFileError(f"{path} holds other pictures of split {split!r} than are drawn.")
        found.append(difference(split, kept, drawn))
        before += len(drawn)
    return tuple(found)


def difference(split: str, kept: Pictures, drawn: Pictures) -> Difference:
    """Compare pictures with the same pictures drawn again.

    Parameters
    ----------
    split : str
        What to call them.
    kept, drawn : Pictures
        As many of the same size, with the same parameters.
    """
    apart = np.maximum(kept.X, drawn.X) - np.minimum(kept.X, drawn.X)  # (m, size, size, 3)
    worst = apart.reshape(len(kept), -1).max(axis=1)  # (m,)
    decided = {"class": (kept.y, drawn.y)}
    decided |= {name: (kept.meta[name], drawn.meta[name]) for name in drawn.meta}
    return Difference(
        split=split,
        pictures=len(kept),
        largest=int(worst.max()),
        touched=int(np.count_nonzero(worst)),
        parameters=tuple(n for n, (a, b) in decided.items() if not np.array_equal(a, b)),
    )


def _counting_on(
    tell: Callable[[int, int], None], before: int, total: int
) -> Callable[[int, int], None]:
    return lambda done, _: tell(before + done, total)


def _outline(pictures: Pictures) -> tuple[object, ...]:
    return pictures.X.shape, pictures.X.dtype, pictures.classes, sorted(pictures.meta)

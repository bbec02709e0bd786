"""A sheet of sample pictures, grouped by class, for a look at a data set or for a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from deepcat_data.archive import whole_file
from deepcat_data.draws import Draws
from deepcat_data.pictures import Pictures

PAPER, INK, SOFT = (255, 255, 255), (26, 26, 26), (100, 100, 100)
MOST_PIXELS = 100_000_000

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """The pictures of a class that a sheet shows.

    Attributes
    ----------
    name : str
        Of the class.
    total : int
        How many pictures the class has.
    shown : (k,) int
        The numbers of those that are shown.
    """

    name: str
    total: int
    shown: Indices

    def caption(self) -> str:
        """Say how many pictures are shown: ``"24 of 300"``."""
        if len(self.shown) < self.total:
            return f"{len(self.shown)} of {self.total:,}"
        return f"{self.total:,}" if self.total else "none"


@dataclass(frozen=True)
class Layout:
    """Where things stand on a sheet, in pixels; what follows from a cell's side and the columns."""

    side: int
    columns: int

    @property
    def gutter(self) -> int:
        """Between two pictures."""
        return max(2, self.side // 32)

    @property
    def margin(self) -> int:
        """Around everything, and above a caption."""
        return max(10, self.side // 4)

    @property
    def grid(self) -> int:
        """The width of a row of pictures."""
        return self.columns * (self.side + self.gutter) - self.gutter

    @property
    def letters(self) -> int:
        """The size of a caption: readable where the sheet is as wide as a page."""
        return max(13, self.grid // 56)

    @property
    def line(self) -> int:
        """The height of a caption, with the space below it."""
        return round(1.5 * self.letters)

    @property
    def headline(self) -> int:
        """The size of the title."""
        return round(1.3 * self.letters)

    def height(self, group: Group) -> int:
        """Return how high a group is, the margin above it included."""
        rows = -(-len(group.shown) // self.columns)
        return self.margin + self.line + rows * (self.side + self.gutter)

    def place(self, i: int) -> tuple[int, int]:
        """Return how far right and down of its group's first picture a picture stands."""
        row, column = divmod(i, self.columns)
        return column * (self.side + self.gutter), row * (self.side + self.gutter)


def contact_sheet(
    pictures: Pictures,
    *,
    title: str = "",
    columns: int = 12,
    per_class: int = 24,
    zoom: int = 2,
    seed: int = 0,
) -> npt.NDArray[np.uint8]:
    """Show pictures of every class, under a caption each.

    Parameters
    ----------
    pictures : Pictures
    title : str
        Stands above everything.
    columns : int
        Pictures in a row.
    per_class : int
        The most pictures of a class.
    zoom : int
        How many pixels of the sheet a pixel is wide and high.
    seed : int
        Decides which pictures are shown, where a class has more.

    Returns
    -------
    sheet : (height, width, 3) uint8
        The same arguments give the same sheet.

    Raises
    ------
    ValueError
        If these are no pictures that can be shown, or the sheet would have more than
        `MOST_PIXELS`.
    """
    _check(pictures)
    groups = chosen(pictures, per_class, seed)
    most = max(len(group.shown) for group in groups)
    layout = Layout(pictures.X.shape[1] * zoom, min(columns, most))
    heading = 2 * layout.headline if title else 0
    height = heading + sum(map(layout.height, groups)) + layout.margin - layout.gutter
    width = max(layout.grid, _widest(groups, title, layout)) + 2 * layout.margin
    if width * height > MOST_PIXELS:
        raise ValueError(
            f"the sheet would have {width:,} × {height:,} pixels: show fewer pictures, or a"
            " smaller zoom"
        )
    paper = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(paper)
    draw.text((layout.margin, layout.margin), _plain(title), INK, _font(layout.headline))
    y = heading
    for group in groups:
        _paint(paper, y + layout.margin, group, pictures, layout, zoom)
        y += layout.height(group)
    return np.asarray(paper)


def chosen(pictures: Pictures, per_class: int, seed: int) -> tuple[Group, ...]:
    """Choose at most so many pictures of each class."""
    groups = []
    for number, name in enumerate(pictures.classes):
        all_of_it = np.flatnonzero(pictures.y == number)
        order = Draws(seed, number).permutation(len(all_of_it))
        groups.append(Group(name, len(all_of_it), all_of_it[order[:per_class]]))
    return tuple(groups)


def write_png(path: Path, sheet: npt.NDArray[np.uint8]) -> None:
    """Write a sheet, (height, width, 3), to a file: the whole of it, or nothing."""
    with whole_file(path) as file:
        Image.fromarray(sheet).save(file, "PNG")


def _paint(
    paper: Image.Image, y: int, group: Group, pictures: Pictures, layout: Layout, zoom: int
) -> None:
    """Paint a group with its caption's top at y."""
    draw = ImageDraw.Draw(paper)
    font = _font(layout.letters)
    name, gap = _plain(group.name), layout.letters // 2
    draw.text((layout.margin, y), name, INK, font)
    draw.text((layout.margin + font.getlength(name) + gap, y), group.caption(), SOFT, font)
    for i, index in enumerate(group.shown):
        right, down = layout.place(i)
        picture = pictures.X[index].repeat(zoom, axis=0).repeat(zoom, axis=1)
        paper.paste(Image.fromarray(picture), (layout.margin + right, y + layout.line + down))


def _check(pictures: Pictures) -> None:
    X, y = pictures.X, pictures.y
    square = X.ndim == 4 and X.shape[1:] == (X.shape[1], X.shape[1], 3)
    if X.dtype != np.uint8 or not square or not X.size:
        raise ValueError(
            f"pictures are (m, size, size, 3) uint8, one at least; these are {X.shape} {X.dtype}"
        )
    if y.ndim != 1 or y.min() < 0 or y.max() >= len(pictures.classes):
        raise ValueError(f"labels are numbers of the {len(pictures.classes)} classes")


def _widest(groups: tuple[Group, ...], title: str, layout: Layout) -> int:
    """Return how wide the widest line of text is."""
    font = _font(layout.letters)
    lines = [f"{_plain(group.name)}  {group.caption()} " for group in groups]
    widths = [font.getlength(line) for line in lines]
    return round(max(*widths, _font(layout.headline).getlength(_plain(title))))


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _plain(text: str) -> str:
    """Text on one line, whatever a file calls its classes."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

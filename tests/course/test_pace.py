"""A lesson is something to do, again and again: no long stretch of reading, and honest times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jupytext
import pytest

LESSONS = Path(__file__).parents[2] / "course" / "lessons"
MOST_WORDS = 600
END = "## Key points"
# Under a section's heading, or in a table of the sections at the beginning.
MINUTES = re.compile(r"^(?:\*About (\d+) minutes\b|\| [^|\n]* \| (\d+) \|$)", re.MULTILINE)
EVENINGS = re.compile(
    r"^The first evening takes about (\d+) minutes.*?second takes about (\d+)\b", re.M | re.S
)
BREAK = "*The first evening ends here.*"
LONGEST_EVENING = 90

each_lesson = pytest.mark.parametrize(
    "path", sorted(LESSONS.glob("*.md")), ids=lambda path: path.stem
)


def is_something_to_do(source: str) -> bool:
    """Whether a code cell asks for more than a look."""
    asks = re.search(r"^(?:predict|expect|what_is_wrong|warm_up)\(", source, re.MULTILINE)
    return bool(asks) or source.startswith(("# exercise: ", "# wrong: ", "# Your turn: "))


def stretches(path: Path) -> Iterator[tuple[int, str]]:
    """How many words stand before each thing to do, tables and formulas counted, and its cell."""
    words = 0
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "markdown":
            before, end, _ = cell.source.partition(END)
            words += len(before.split())
            if end:
                yield words, END
                return
        elif is_something_to_do(cell.source):
            yield words, cell.source
            words = 0


@each_lesson
def test_there_is_never_long_to_read_before_there_is_something_to_do(path: Path) -> None:
    too_long = [(words, cell) for words, cell in stretches(path) if words > MOST_WORDS]
    assert not too_long


@each_lesson
def test_the_times_of_the_sections_add_up(path: Path) -> None:
    """The lesson says how long it takes in all, and each section how much of it."""
    text = path.read_text(encoding="utf-8")
    sections = minutes(text)
    assert f"Together about {sum(sections)} minutes" in text and len(sections) > 4


@pytest.mark.parametrize(
    "name", ["3_network", "4_losses", "5_hidden_layer", "6_backprop", "7_cat_detector"]
)
def test_a_lesson_of_two_evenings_says_how_long_each_takes(name: str) -> None:
    """Each is the sum of the sections up to the break, or after it, and neither is too long."""
    text = (LESSONS / f"{name}.md").read_text(encoding="utf-8")
    first, second = text.split(BREAK)
    said = EVENINGS.search(first)
    assert said
    evenings = [int(length) for length in said.groups()]
    assert evenings == [sum(minutes(first)), sum(minutes(second))]
    assert max(evenings) <= LONGEST_EVENING


def minutes(text: str) -> list[int]:
    """How long each section of a text takes."""
    return [int(under or beside) for under, beside in MINUTES.findall(text)]


def test_what_only_shows_something_is_nothing_to_do() -> None:
    assert is_something_to_do('# display\npredict("network.depth")')
    assert is_something_to_do('# display\nexpect("losses.first_loss")')
    assert is_something_to_do("# exercise: neuron.sigmoid")
    assert is_something_to_do("# wrong: neuron.lost_bias")
    assert is_something_to_do("# Your turn: change the 3.\nprint(3)")
    assert not is_something_to_do("# display\nshow(predict)")
    assert not is_something_to_do("with when_written():\n    line(x, 1.0, 0.0)")

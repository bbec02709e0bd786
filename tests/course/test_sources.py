"""The table of sources speaks of what the lessons say, and leaves no reference of theirs out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTIONS = re.split(r"(?m)^## ", (ROOT / "docs/sources.md").read_text(encoding="utf-8"))[1:]

# Claims that a lesson has at least; the last two lessons rest on what their own cells print.
FEWEST = {"6_backprop": 2, "7_cat_detector": 5}

each_section = pytest.mark.parametrize(
    "section", SECTIONS, ids=lambda section: section.partition("\n")[0]
)


def lesson(section: str) -> str:
    """The text of the lesson that a section is named after, on one line."""
    path = ROOT / "course/lessons" / f"{section.partition(chr(10))[0]}.md"
    return " ".join(path.read_text(encoding="utf-8").split())


def tables(section: str) -> list[list[list[str]]]:
    """The rows of each table of a section, without its heading."""
    blocks = re.findall(r"(?m)(?:^\|.*\|$\n?)+", section)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in block.splitlines()[2:]]
        for block in blocks
    ]


def references(text: str) -> list[str]:
    """The first name and the year of every reference of a lesson, as in the table."""
    entries = re.findall(r" - ([^-].*?)(?= - | \+\+\+)", text.partition("## References")[2])
    found = []
    for entry in entries:
        year = re.search(r"\((\d{4})\)", entry)
        name = re.split(r"[,.]", entry)[0]
        found.append(f"{name} {year[1]}" if year else name)
    return found


@each_section
def test_the_claims_stand_in_the_lesson(section: str) -> None:
    claims, _ = tables(section)
    assert len(claims) >= FEWEST.get(section.partition("\n")[0], 10)
    assert not [claim for claim, *_ in claims if claim not in lesson(section)]


@each_section
def test_every_claim_has_a_source_and_what_it_says(section: str) -> None:
    claims, _ = tables(section)
    assert all(len(row) == 3 and all(row) for row in claims)


@each_section
def test_every_reference_was_looked_up(section: str) -> None:
    _, titles = tables(section)
    looked_up = [name for name, _ in titles]
    missing = [
        reference
        for reference in references(lesson(section))
        if not any(reference.startswith(name) for name in looked_up)
    ]
    assert not missing
    assert len(looked_up) == len(references(lesson(section)))


def test_the_first_lessons_have_their_sections() -> None:
    assert {section.partition("\n")[0] for section in SECTIONS} >= {"1_introduction", "2_neuron"}

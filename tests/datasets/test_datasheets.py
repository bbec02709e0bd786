"""Every data set has a datasheet, and what it says can be checked where a program can check it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deepcat_data.cats import RECIPES
from deepcat_data.load import load_cats
from deepcat_data.registry import FOLDER, SHIPPED

SETS = ("cats-64", "large-64", "pencil-64", "tiny", "toy")
# The questions of Gebru et al., Datasheets for Datasets, 2021.
HEADINGS = (
    "Motivation",
    "Composition",
    "Collection process",
    "Preprocessing",
    "Uses",
    "Distribution",
    "Maintenance",
)


def text_of(name: str) -> str:
    return (FOLDER / name / "README.md").read_text(encoding="utf-8")


def wilson(percent: float, m: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval for a percentage of m, in percent."""
    share = percent / 100
    middle = share + z**2 / (2 * m)
    half = z * (share * (1 - share) / m + z**2 / (4 * m**2)) ** 0.5
    return 100 * (middle - half) / (1 + z**2 / m), 100 * (middle + half) / (1 + z**2 / m)


def front_matter(name: str) -> dict[str, Any]:
    """Return the card that a hub reads, between the first two lines of ``---``."""
    _, card, _ = text_of(name).split("---\n", 2)
    loaded: dict[str, Any] = yaml.safe_load(card)
    return loaded


def test_every_set_has_a_datasheet_and_no_other_file_lies_about() -> None:
    assert sorted(entry.name for entry in FOLDER.iterdir()) == sorted(SETS)
    for name in SETS:
        expected = {"README.md"} | ({f"{name}.npz"} if name in SHIPPED else set())
        assert {entry.name for entry in (FOLDER / name).iterdir()} == expected


@pytest.mark.parametrize("name", SETS)
def test_a_datasheet_answers_every_question(name: str) -> None:
    text = text_of(name)
    assert tuple(re.findall(r"^## (.+)$", text, re.M)) == HEADINGS
    for question in ("What is it for?", "How hard is it?", "known artefacts", "not be used for?"):
        assert question in text, question
    for fact in ("generator:", "seed:", "sha256:", "licence: [CC0 1.0]"):
        assert f"- {fact}" in text, fact
    assert not re.search(r"\b(TABLE|SHA|LIKENESS)", text), "a number was not filled in"


@pytest.mark.parametrize("name", SETS)
def test_a_card_says_licence_kind_and_size(name: str) -> None:
    card = front_matter(name)
    assert card["license"] == "cc0-1.0"
    assert card["pretty_name"] and card["task_categories"] and "education" in card["tags"]
    assert card["annotations_creators"] == ["machine-generated"]
    assert name == "toy" or len(card["size_categories"]) == 1  # toy points are as many as asked for


@pytest.mark.parametrize("name", ["cats-64", "pencil-64", "tiny"])
def test_a_card_counts_the_pictures_that_there_are(name: str) -> None:
    for split in front_matter(name)["dataset_info"]["splits"]:
        assert len(load_cats(split["name"])) == split["num_examples"]


def test_the_card_of_the_large_set_counts_what_its_recipe_draws() -> None:
    (split,) = front_matter("large-64")["dataset_info"]["splits"]
    assert split["num_examples"] == sum(RECIPES["large-64"][split["name"]].counts)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_datasheet_names_the_hash_of_its_file(name: str) -> None:
    assert f"sha256: `{SHIPPED[name]}`" in text_of(name)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_datasheet_names_every_parameter(name: str) -> None:
    meta = load_cats(next(iter(RECIPES[name]))).meta
    told = text_of("cats-64")
    missing = [entry for entry in meta if f"`{entry}`" not in told and entry != "number"]
    assert not missing


@pytest.mark.parametrize("name", ["cats-64", "pencil-64", "tiny"])
def test_baselines_come_with_intervals(name: str) -> None:
    """Each is Wilson's for one of the sets there are: test, three classes, tiny, pencil."""
    pattern = r"^\| .*? \| ([\d.]+)% \| ([\d.]+)% to ([\d.]+)% \|"
    rows = [tuple(map(float, row)) for row in re.findall(pattern, text_of(name), re.M)]
    assert rows
    for accuracy, low, high in rows:
        known = [wilson(accuracy, m) for m in (50, 200, 209, 540, 600)]
        assert any(abs(low - a) < 0.11 and abs(high - b) < 0.11 for a, b in known), accuracy


@pytest.mark.parametrize("name", SETS)
def test_every_link_of_a_datasheet_leads_to_a_file(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(name)):
        assert (FOLDER / name / Path(target)).exists(), target

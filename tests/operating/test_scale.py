"""The page on large classes multiplies rightly, and only what it says was measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROW = re.compile(
    r"^\| .+ \| ([\d,]+) × ([\d.]+) (ms|CPU-s|KB) \| ([\d.]+) (core-hours|GB) \|$", re.M
)
IN_ALL = {"ms": 1 / 3.6e6, "CPU-s": 1 / 3600, "KB": 1e-6}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/scale.md").read_text(encoding="utf-8")


def test_every_product_is_right_to_its_last_digit(page: str) -> None:
    rows = ROW.findall(page)
    assert len(rows) == 6
    for count, each, unit, total, _ in rows:
        exact = int(count.replace(",", "")) * float(each) * IN_ALL[unit]
        digits = len(total.partition(".")[2])
        assert f"{exact:.{digits}f}" == total, (count, each, unit)


def test_what_is_multiplied_was_measured(page: str) -> None:
    measured = re.findall(r"```\n(.+?)```", page, re.S)
    figures = set(re.findall(r"[\d.]+", " ".join(measured)))
    (sizes,) = (block for block in measured if block.startswith("students "))
    table = [line.split() for line in sizes.splitlines()[1:]]
    (_, _, _, few, _), (count, _, _, many, _) = table[1], table[2]
    growth = 1000 * (int(many) - int(few)) / (int(count) - int(table[1][0]))
    for _, each, _, _, _ in ROW.findall(page):
        assert each in figures or each == f"{growth:.1f}", each


def test_a_submission_costs_the_same_in_every_class(page: str) -> None:
    costs = [float(one) for one in re.findall(r"^ +\d+ +([\d.]+) \(", page, re.M)]
    assert len(costs) == 3
    assert max(abs(cost / costs[0] - 1) for cost in costs) <= 0.1

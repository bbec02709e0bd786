"""The page of promises names tests that are there, and says of the others that they are not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROWS = re.compile(r"^\| (\d+) \| (.+) \| ([ABC ]+) \| (.+) \|$", re.M)
OPEN = "not kept yet: "


def rows(root: Path) -> list[tuple[str, str, str, str]]:
    found = ROWS.findall((root / "docs/promises.md").read_text(encoding="utf-8"))
    assert found
    return found


def test_promises_are_numbered_in_order(root: Path) -> None:
    assert [int(number) for number, *_ in rows(root)] == list(range(1, len(rows(root)) + 1))


def test_every_promise_names_its_proof_or_says_that_it_is_not_kept(root: Path) -> None:
    for number, _, _, proof in rows(root):
        tests = re.findall(r"`(tests/[^`]+)`", proof)
        assert tests or proof.startswith(OPEN), f"promise {number} has no proof"
        assert not (tests and proof.startswith(OPEN)), f"promise {number} says both"
        for test in tests:
            path, _, name = test.partition("::")
            tree = ast.parse((root / path).read_text(encoding="utf-8"))
            names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert not name or name in names, f"promise {number}: there is no {test}"


@pytest.mark.parametrize(("field", "number"), [("cell", 10), ("call", 5), ("total", 240)])
def test_the_limits_are_those_of_the_grader(root: Path, field: str, number: float) -> None:
    from deepcat_grader.grading.isolation.limits import Limits

    (promise,) = [words for _, words, _, _ in rows(root) if words.startswith("A cell may compute")]
    assert getattr(Limits(), field) == number
    assert re.search(rf"\b{number:g} s\b", promise)
    assert f"{Limits().slack:g} times" in promise

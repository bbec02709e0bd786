"""A notebook says so where its work is graded with other versions than are installed here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deepcat.graded_with import KEY, versions, versions_differ, versions_differ_in


def metadata(**changes: object) -> dict[str, object]:
    return {"deepcat": {KEY: {**versions(), **changes}}}


def test_the_same_versions_are_no_news() -> None:
    assert versions_differ(metadata()) == ""
    assert versions_differ(metadata(NumPy=versions()["NumPy"] + ".post1")) == ""


def test_another_version_is_named_beside_the_one_here() -> None:
    words = versions_differ(metadata(NumPy="1.26.4"))
    assert "NumPy 1.26.4" in words and versions()["NumPy"] in words and "Python" not in words


@pytest.mark.parametrize("odd", [{}, {"deepcat": 3}, {"deepcat": {KEY: []}}, metadata(NumPy=2)])
def test_metadata_of_any_kind_are_borne(odd: dict[str, object]) -> None:
    assert versions_differ(odd) == ""


def test_the_notebooks_of_a_folder_are_looked_at(tmp_path: Path) -> None:
    assert versions_differ_in(tmp_path) == ""
    (tmp_path / "a.ipynb").write_text("no notebook")
    (tmp_path / "b.ipynb").write_text("[]")
    assert versions_differ_in(tmp_path) == ""
    (tmp_path / "c.ipynb").write_text(json.dumps({"metadata": metadata(Python="3.8")}))
    assert "Python 3.8" in versions_differ_in(tmp_path)

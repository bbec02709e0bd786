"""What students answered to questions is handed in only where the teacher says so."""

from __future__ import annotations

from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files
from traitlets.config import Config

from deepcat.kept import FILE
from deepcat_grader.classes.configuration import CONFIGURATION


def test_the_class_leaves_the_answers_out_and_all_that_nbgrader_leaves_out(tmp_path: Path) -> None:
    config = Config()
    exec(CONFIGURATION, {"get_config": lambda: config, "__file__": str(tmp_path / "config.py")})
    ignore = list(config.CourseDirectory.ignore)
    assert set(ignore) == {*CourseDirectory().ignore, "deepcat-answers*", ".deepcat-answers*"}
    being_written, set_aside = f".{FILE}.123", FILE.replace(".json", "-unreadable-1.json")
    for name in (FILE, being_written, set_aside, "2_neuron.ipynb"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert [Path(path).name for path in find_all_files(str(tmp_path), ignore)] == ["2_neuron.ipynb"]

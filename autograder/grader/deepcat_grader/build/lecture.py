"""The page that says where each section of the lecture is taught, asked, shown and tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from deepcat_grader.build.lesson import Lesson, LessonCell

PAGE = PurePosixPath("docs/lecture.md")
_HEADING = re.compile(r"^## (\d\.\d) (.+)$", re.MULTILINE)
_PICTURE = re.compile(r"\]\(figures/([\w.-]+)\)")
_ASKED = re.compile(r"\bpredict\(\"|\bexpect\(\"")

TEXT = """\
<!-- Built from the lessons by `python3 run.py build`. Edit the lessons, not this page. -->

# The lecture, section by section

Where each section of the lecture is taught, what a student does there, and what tests it.
Every exercise is also walked by `tests/walk`, and every known mistake of it has
[a page](mistakes/README.md).

| section | lesson | exercises | predictions | pictures | widgets | tests |
|---|---|---|---|---|---|---|
{rows}
"""


def lecture_page(lessons: Sequence[Lesson], tests: Path) -> dict[PurePosixPath, str]:
    """The page, by path below the checkout.

    Parameters
    ----------
    lessons : sequence of Lesson
        All that are written.
    tests : Path
        The folder of the tests: those of reference answers and of widgets are named.
    """
    files = {
        path.relative_to(tests.parent).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("solutions", "course/widgets")
        for path in sorted((tests / folder).glob("test_*.py"))
    }
    rows = [
        _row(number, title, lesson, cells, files)
        for lesson in lessons
        for number, title, cells in sections(lesson)
    ]
    return {PAGE: TEXT.format(rows="\n".join(rows))}


def sections(lesson: Lesson) -> Iterator[tuple[str, str, list[LessonCell]]]:
    """The sections of the lecture in a lesson: number, title, and the cells from there on.

    What comes before the first one belongs to it, and what follows the last one as well.
    """
    found: list[tuple[str, str, list[LessonCell]]] = []
    before: list[LessonCell] = []
    for cell in lesson.cells:
        heading = _HEADING.search(cell.source) if cell.kind == "markdown" else None
        if heading:
            found.append((heading[1], heading[2], [*before, cell]))
            before = []
        elif found:
            found[-1][2].append(cell)
        else:
            before.append(cell)
    yield from found


def _row(
    number: str, title: str, lesson: Lesson, cells: Sequence[LessonCell], files: Mapping[str, str]
) -> str:
    from deepcat.widgets import __all__ as widgets

    text = "\n".join(cell.source for cell in cells)
    code = "\n".join(cell.source for cell in cells if cell.kind == "code")
    exercises = [cell.exercise.partition(".")[2] for cell in cells if cell.exercise]
    used = [widget for widget in widgets if re.search(rf"\b{widget}\(", code)]
    tested = [
        path
        for path, source in files.items()
        if _mentions(source, used)
        or (_imports(source, lesson.module) and _mentions(source, exercises))
    ]
    columns = (
        f"{number} {title}",
        f"[{lesson.name}](../course/lessons/{lesson.name}.md)",
        _listed(exercises),
        str(len(_ASKED.findall(code))),
        _listed(_PICTURE.findall(text)),
        _listed(used),
        _listed(tested),
    )
    return f"| {' | '.join(columns)} |"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _imports(source: str, module: str) -> bool:
    return bool(re.search(rf"deepcat_solutions(\.| import (\w+, )*){module}\b", source))


def _mentions(source: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", source) for name in names)

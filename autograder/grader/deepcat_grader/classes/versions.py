"""Which versions a class was made and graded with, and what follows where others are here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import select

from deepcat.graded_with import KEY, versions
from deepcat.newer import KEY as NEEDS
from deepcat.newer import newer
from deepcat_grader.grading.booking.gradebook import Book, CannotBook
from deepcat_grader.grading.booking.tables import STOOD
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.grounds import packages
from deepcat_grader.grading.submission import ground
from deepcat_grader.marking.standing import Stood
from deepcat_grader.wording import counted

OURS = ("deepcat", "deepcat-judge", "deepcat-data", "deepcat-solutions", "deepcat-grader")


def here() -> str:
    """The versions that grade, in one line."""
    return f"DeepCat {_version('deepcat-grader')}, nbgrader {_version('nbgrader')}, {packages()}"


def of_our_packages() -> Iterator[tuple[str, str]]:
    """Whether DeepCat's own packages go together, and what mends it."""
    found = {name: _version(name) for name in OURS}
    if len({*found.values()}) > 1:
        listed = ", ".join(f"{name} {number}" for name, number in found.items())
        yield (
            f"DeepCat's packages are of several versions: {listed}.",
            "Install all of one version; in a checkout any `python3 run.py` command does.",
        )


def of_releases(course: CourseFolder) -> Iterator[tuple[str, str]]:
    """What the released notebooks tell students that they are graded with."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for name in course.assignments():
        for path in sorted(course.released(name).glob("*.ipynb")):
            said = _other(_about(path.read_text(encoding="utf-8", errors="replace")))
            if said and name not in told[said]:
                told[said].append(name)
    for said, names in told.items():
        yield (
            f"{', '.join(names)}: released with {said}.",
            "Students read that in their notebooks. Grade with those versions, or release again: "
            f"deepcat class update --class {course.root}",
        )


def _about(text: str) -> Mapping[str, object]:
    """What a notebook's metadata hold of DeepCat's; empty where they hold nothing of it."""
    try:
        found = json.loads(text)["metadata"]["deepcat"]
    except (ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, Mapping) else {}


def _other(about: Mapping[str, object]) -> str:
    """The versions in a notebook's metadata that are not those here, in words."""
    graded = about.get(KEY)
    found = []
    for name, number in versions().items():
        there = graded.get(name) if isinstance(graded, Mapping) else None
        if isinstance(there, str) and there.split(".")[:2] != number.split(".")[:2]:
            found.append(f"{name} {there} (here {number})")
    needs = about.get(NEEDS)
    if isinstance(needs, str) and newer("", {"metadata": {"deepcat": about}}).needs:
        found.append(f"DeepCat {needs} (here {_version('deepcat')})")
    return " and ".join(found)


def of_verdicts(course: CourseFolder) -> Iterator[tuple[str, str]]:
    """Submissions that were judged with other packages than are here."""
    try:
        with (
            closing(Book(course.directory.db_url, course.directory.course_id)) as book,
            book.writing() as connection,
        ):
            texts = connection.scalars(select(STOOD.c.stood)).all()
    except CannotBook:
        return  # which is another finding
    now = ground(packages())
    stood = filter(None, (Stood.from_text(text) for text in texts if text))
    grounds = [[*one.grounds.values()] for one in stood]
    others = sum(any(now != one.get("packages", now) for one in each) for each in grounds)
    if others:
        many = counted(others, "submission was", "submissions were")
        yield (
            f"{many} judged with other versions than are here: {packages()}.",
            "The next `deepcat grade` judges that work again. `deepcat regrade "
            f"{course.root}` shows first whose marks would change.",
        )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"

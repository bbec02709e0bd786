"""What `deepcat class check` says of the mistakes that a class named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deepcat_grader.authoring import class_mistakes
from deepcat_grader.authoring.class_mistakes import files, is_taken, notes, parts_of, proved
from deepcat_grader.authoring.own import OwnExerciseError
from deepcat_grader.bank import ENTRIES
from deepcat_grader.proof import digest


def troubles(course: Path) -> Iterator[tuple[str, str]]:
    """What keeps a mistake from naming answers, or may make it old; and what mends it."""
    there, good = files(course), proved(course)
    for path in sorted((course / class_mistakes.FOLDER).glob("*.py")):
        if path not in there.values():
            yield (
                f"{path} is not the file of a mistake.",
                "Name it EXERCISE.NAME.py, or move it away.",
            )
    for id, path in there.items():
        exercise, name = parts_of(id)
        prove = f"`deepcat mistake prove {id} --class {course}`"
        remove = f"`deepcat mistake remove {id} --class {course}`"
        if exercise not in ENTRIES:
            yield f"The mistake {id} is of an exercise that the course has no more.", remove
        elif is_taken(ENTRIES[exercise], name):
            yield f"The course itself knows a mistake {id} now, so the class's is not used.", remove
        elif id not in good:
            yield f"The mistake {id} was not proved as it stands now, and names nobody.", prove
        elif words := _broken(path, id):
            yield f"The mistake {id} cannot be used: {words}", f"Mend the file, then: {prove}"
        elif notes(course)[id].exercise != digest(ENTRIES[exercise]):
            yield f"{exercise} changed since the mistake {id} was proved.", prove


def _broken(path: Path, id: str) -> str:
    try:
        class_mistakes.load(path, id)
    except OwnExerciseError as error:
        return str(error)
    return ""

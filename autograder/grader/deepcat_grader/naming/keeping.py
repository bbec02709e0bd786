"""Where a class's mistakes lie: as drafts, kept once they are proved, and taken back."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, replace
from pathlib import Path

from deepcat_grader.authoring import class_mistakes
from deepcat_grader.authoring.class_mistakes import Note, file_digest, files, notes, proved
from deepcat_grader.authoring.own import OwnExerciseError
from deepcat_grader.bank import ENTRIES
from deepcat_grader.grading.booking.turn import turn
from deepcat_grader.grading.secret import HOME
from deepcat_grader.insight.clusters import Cluster
from deepcat_grader.naming.draft import drafts, without_sample
from deepcat_grader.proof import digest
from deepcat_grader.whole_files import write_text

REMOVED = f"{HOME}/removed"


@dataclass(frozen=True)
class Kept:
    """A mistake of a class: where its file is, and whether it is still a draft."""

    id: str
    path: Path
    is_draft: bool

    @property
    def exercise(self) -> str:
        """The exercise that it is a mistake of."""
        return class_mistakes.parts_of(self.id)[0]


def kept(course: Path) -> dict[str, Kept]:
    """All of a class's mistakes, by id; a draft goes before what it is to replace."""
    found = {id: Kept(id, path, False) for id, path in files(course).items()}
    found |= {id: Kept(id, path, True) for id, path in drafts(course).items()}
    return dict(sorted(found.items()))


def find(course: Path, name: str) -> Kept:
    """The mistake of this id or of this name of its own.

    Raises
    ------
    OwnExerciseError
        If there is none, or several go by the name.
    """
    there = kept(course)
    meant = [one for id, one in there.items() if name in (id, class_mistakes.parts_of(id)[1])]
    if not meant:
        listed = ", ".join(there) or "none yet"
        raise OwnExerciseError(f"The class has no mistake {name!r}; it has: {listed}.")
    if len(meant) > 1:
        listed = ", ".join(one.id for one in meant)
        raise OwnExerciseError(f"{name!r} may be {listed}. Name one.")
    return meant[0]


def state(course: Path, one: Kept) -> str:
    """Whether a mistake names answers, and what lacks where it does not."""
    if one.is_draft:
        return "a draft"
    return "proved" if one.id in proved(course) else "changed since it was proved"


def keep(course: Path, one: Kept, seen: str) -> Path:
    """Put a proved mistake where it counts, without the student's text in its draft.

    Parameters
    ----------
    course : Path
    one : Kept
    seen : str
        Digest of the file that was proved.

    Raises
    ------
    OwnExerciseError
        If the file is another one meanwhile, which nobody proved.
    """
    path = course / class_mistakes.FOLDER / f"{one.id}.py"
    with turn(course):
        if file_digest(one.path) != seen:
            raise OwnExerciseError(f"{one.path} changed while it was proved. Prove it once more.")
        if one.is_draft:
            write_text(path, without_sample(one.path.read_text(encoding="utf-8")))
        known = notes(course)
        file, exercise = file_digest(path), digest(ENTRIES[one.exercise])
        note = replace(known.get(one.id, Note()), file=file, exercise=exercise)
        class_mistakes.write_notes(course, {**known, one.id: note})
        if one.is_draft:
            one.path.unlink()
    return path


def remember(course: Path, draft: Path, group: Cluster) -> None:
    """Note in whose answers a mistake was met; no draft stays without."""
    members = dict.fromkeys((fact.assignment, fact.student) for fact in group.facts)
    note = Note(group=group.id, members=tuple(members))
    try:
        with turn(course):
            class_mistakes.write_notes(course, {**notes(course), draft.stem: note})
    except BaseException:
        draft.unlink()
        raise


def remove(course: Path, one: Kept) -> Path:
    """Take a mistake back, and say where its file lies from now on."""
    target = course / REMOVED / one.path.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with turn(course):
        numbered = (target.with_stem(f"{one.id}-{number}") for number in itertools.count(2))
        target = next(path for path in itertools.chain([target], numbered) if not path.exists())
        os.replace(one.path, target)
        if one.id not in kept(course):
            others = {id: note for id, note in notes(course).items() if id != one.id}
            class_mistakes.write_notes(course, others)
    return target

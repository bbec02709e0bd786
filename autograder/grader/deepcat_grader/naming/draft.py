"""The draft of a mistake: the right answer to make wrong, and beside it what a student wrote."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterator
from pathlib import Path

from deepcat_grader.authoring.class_mistakes import files, is_taken
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.edits import source_of
from deepcat_grader.bank.registry import Answer, Entry
from deepcat_grader.whole_files import write_text
from deepcat_judge.exercise import Exercise

FOLDER = "drafts"  # outside of what a repository and next year's class get
SAMPLE = "#| "  # begins each line that is for a draft alone: ours, and a student's text
MOST_LINES, MOST_SIGNS = 80, 160
TODO = "TODO"
NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
TEXT = '''\
"""What some answers to {exercise} do: {name}."""

{imports}
MESSAGE = {message}
THINK = {thought}


#| Below stands the right answer. Make of it what the students' answers do: it is called with the
#| same arguments, and has to give what they give. Then: deepcat mistake prove {name}
#| These lines and the student's below go when the mistake is proved.
{function}'''
MESSAGE = f"{TODO}: what went wrong, in one or two ordinary sentences. Students read it."
THINK = f"{TODO}: what to think about next; never the answer."


class DraftError(Exception):
    """No draft can be written; the text says why."""


def drafts(course: Path) -> dict[str, Path]:
    """The drafts of a class, by the mistake's id."""
    return {path.stem: path for path in sorted((course / FOLDER).glob("[a-z]*.*.*.py"))}


def entry_of(exercise: str) -> Entry:
    """The exercise whose mistakes a class can name.

    Raises
    ------
    DraftError
        If it is not one of the course's that compares values.
    """
    entry = ENTRIES.get(exercise)
    if entry is None:
        raise DraftError(
            f"{exercise} is an exercise of your own: write the mistake into its file in "
            "exercises/, as `bank.mistake(…)`, and prove it with `deepcat exercise prove`."
        )
    if not isinstance(entry.exercise, Exercise) or not entry.exercise.cases:
        raise DraftError(
            f"{exercise} compares no values with a right answer's, so no mistake can be known by "
            "its values there."
        )
    return entry


def write_draft(
    course: Path, exercise: str, name: str, message: str, thought: str, sample: str
) -> Path:
    """Write a draft for a teacher to finish.

    Parameters
    ----------
    course : Path
    exercise : str
    name : str
        The mistake's own, short.
    message, thought : str
        What students are to read; a TODO stands where one is empty.
    sample : str
        A student's answer, which becomes lines of comment and is never run.

    Raises
    ------
    DraftError
        If the name cannot be used, or the exercise has no such mistakes.
    """
    entry = entry_of(exercise)
    id = f"{exercise}.{name}"
    if not NAME.fullmatch(name):
        raise DraftError(f"{name!r} is no name for a mistake. Take small letters and _: no_minus.")
    if is_taken(entry, name):
        raise DraftError(f"The course knows a mistake {name} of {exercise}. Choose another name.")
    for path in (drafts(course).get(id), files(course).get(id)):
        if path is not None:
            raise DraftError(f"{path} is there already. Edit it, or choose another name.")
    text = TEXT.format(
        exercise=exercise,
        name=name,
        message=repr(message or MESSAGE),
        thought=repr(thought or THINK),
        imports="".join(f"{line}\n" for line in _imports(entry.reference)),
        function=_renamed(entry.reference, name),
    )
    path = course / FOLDER / f"{id}.py"
    write_text(path, text + _commented(sample))
    return path


def without_sample(text: str) -> str:
    """A draft as it is kept: nothing that a student wrote stands in it."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(SAMPLE.strip())).rstrip() + "\n"


def clean(text: str) -> list[str]:
    """A student's text as lines that can neither steer a terminal nor end a comment."""
    lines = [
        "".join(sign if sign.isprintable() else "?" for sign in line.expandtabs(4))[:MOST_SIGNS]
        for line in text.split("\n")
    ]
    more = [f"… and {len(lines) - MOST_LINES} lines more"] * (len(lines) > MOST_LINES)
    return lines[:MOST_LINES] + more


def _commented(sample: str) -> str:
    if not sample.strip():
        return ""
    title = "One of the students' answers, to be read:"
    lines = (f"{SAMPLE}{line}".rstrip() for line in (title, "", *clean(sample.strip("\n"))))
    return "\n\n" + "\n".join(lines) + "\n"


def _renamed(reference: Answer, name: str) -> str:
    """The right answer's text, under the mistake's name."""
    word = re.escape(reference.__name__)
    return re.sub(rf"(?<![.\w]){word}\b", name, source_of(reference))


def _imports(reference: Answer) -> Iterator[str]:
    """The lines that bring along what the right answer finds around itself."""
    found = dict(sorted(_around(reference).items()))
    modules = {word: it for word, it in found.items() if isinstance(it, types.ModuleType)}
    for word, module in modules.items():
        yield f"import {module.__name__}" + f" as {word}" * (word != module.__name__)
    if others := [word for word in found if word not in modules]:
        yield ""
        yield f"from {reference.__module__} import {', '.join(others)}"


def _around(reference: Answer) -> dict[str, object]:
    parts = vars(reference).values() if isinstance(reference, type) else (reference,)
    found: dict[str, object] = {}
    for part in filter(inspect.isfunction, parts):
        found |= inspect.getclosurevars(part).globals
    return found

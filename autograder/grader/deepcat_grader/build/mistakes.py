"""A page for every known mistake: its wrong code, what the judge says of it, and right code."""

from __future__ import annotations

import difflib
import importlib
import linecache
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from deepcat_grader.bank.page import MODULES
from deepcat_grader.bank.registry import Entry, Mistake
from deepcat_grader.bank.slip import SlippedAnswer
from deepcat_grader.bank.source import NoSourceError, as_answer
from deepcat_grader.build.errors import BuildError
from deepcat_judge.exercise import Exercise
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Verdict

FOLDER = PurePosixPath("docs/mistakes")
NOTE = "<!-- Built from the bank by `python3 run.py build`. Edit the bank, not this page. -->"

PAGE = """\
{note}

# {exercise}: {id}

{message}

**Next thought.** {think}

```python
{wrong}```

What `check` says:

```
{said}
```

{source}A right answer that is close to it:

```python
{right}```
"""

INDEX = """\
{note}

# Known mistakes

A page for each mistake that the judge knows by name: {count} in {exercises} exercises.
The build writes no page whose wrong code does not earn this name, and a test proves that the right
code beside it has full marks.
[What visible inputs tell apart](collisions.md) says how sure a name is.

{rows}
"""


def mistake_pages(
    entries: Mapping[str, Entry], keys: Callable[[str], Key]
) -> dict[PurePosixPath, str]:
    """Every page, and the list of them, by path below the checkout.

    Parameters
    ----------
    entries : mapping from exercise id to Entry
        In the order of the list. Answer sheets and written answers have no pages.
    keys : callable (id) -> Key
        The key that students have.

    Raises
    ------
    BuildError
        If the code of a page does not earn the mistake's name.
    """
    pages: dict[PurePosixPath, str] = {}
    rows: list[str] = []
    for name, entry in entries.items():
        if not isinstance(entry.exercise, Exercise):
            continue
        rows.append(f"## {name}\n")
        key, right = keys(name), list(_sources(entry))
        for mistake in entry.mistakes:
            path = PurePosixPath(name) / f"{mistake.id}.md"
            verdict = _judged(entry, mistake, key)
            pages[FOLDER / path] = _page(entry.exercise, mistake, verdict, right)
            rows.append(f"- [{mistake.id}]({path}): {mistake.message or verdict.headline}")
        rows.append("")
    text = INDEX.format(
        note=NOTE,
        count=len(pages),
        exercises=sum(row.startswith("## ") for row in rows),
        rows="\n".join(rows).rstrip(),
    )
    return {FOLDER / "README.md": text, **pages}


def nearest_right(name: str, mistake: Mistake, right: Sequence[str]) -> str:
    """The right answer, as a text, that is closest to a mistake's."""
    if isinstance(mistake.function, SlippedAnswer):
        return unmarked(as_answer(mistake.function.function, name))
    closeness = difflib.SequenceMatcher(b=as_answer(mistake.function, name))

    def ratio(at: int, measure: Callable[[], float]) -> float:
        closeness.set_seq1(right[at])
        return measure()

    bounds = [ratio(at, closeness.quick_ratio) for at in range(len(right))]  # never too low
    nearest, most = 0, -1.0
    for at in sorted(range(len(right)), key=lambda at: -bounds[at]):
        if bounds[at] < most:
            break
        nearest, most = max(
            (nearest, most), (at, ratio(at, closeness.ratio)), key=lambda one: (one[1], -one[0])
        )
    return right[nearest]


def _sources(entry: Entry) -> Iterator[str]:
    for answer in (entry.reference, *(variant.function for variant in entry.variants)):
        try:
            yield unmarked(as_answer(answer, entry.exercise.name))
        except NoSourceError:  # an object of a library, which nobody writes
            continue


def unmarked(source: str) -> str:
    """Source without the marks of its solution."""
    lines = source.splitlines(keepends=True)
    return "".join(line for line in lines if not line.strip().startswith("### "))


def _defined(source: str, entry: Entry) -> object:
    """What a source defines, with the names of its lesson at hand; its lines count from 1."""
    file = f"<{entry.exercise.id}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    namespace: dict[str, Any] = dict(vars(sys.modules[entry.reference.__module__]))
    namespace |= {name: importlib.import_module(name) for name in MODULES}
    exec(compile(source, file, "exec"), namespace)
    return namespace[entry.exercise.name]


def _judged(entry: Entry, mistake: Mistake, key: Key) -> Verdict:
    """What the judge says of the code on a mistake's page, which earns the mistake's name."""
    exercise = entry.exercise
    assert isinstance(exercise, Exercise)
    wrong = as_answer(mistake.function, exercise.name)
    caller = LocalCaller.of(exercise, _defined(wrong, entry), entry.lends)
    verdict = judge(exercise, caller, key)
    if not entry.is_named(mistake, verdict.mistake):
        raise BuildError(
            f"{exercise.id}: the code of {mistake.id} does not earn this name; `check` says:"
            f" {verdict.message}"
        )
    return verdict


def _page(exercise: Exercise, mistake: Mistake, verdict: Verdict, right: Sequence[str]) -> str:
    return PAGE.format(
        note=NOTE,
        exercise=exercise.id,
        id=mistake.id,
        message=mistake.message or verdict.headline,
        think=mistake.next_thought or verdict.thought,
        wrong=as_answer(mistake.function, exercise.name),
        said=verdict.message,
        source=f"Met at <{mistake.source}>.\n\n" if mistake.source else "",
        right=nearest_right(exercise.name, mistake, right),
    )

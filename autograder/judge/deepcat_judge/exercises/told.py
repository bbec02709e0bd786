"""Words for what a property shows, as a page of text: each stands once, by its mistake's name."""

from __future__ import annotations

import re

from deepcat_judge.exercise import Broken

_FIRST = re.compile(r"(?P<ids>[\w@, ]+): (?P<words>.+)")


class Told:
    """A page of words; the bank keeps the mistakes that it names without any of their own.

    Each begins with the id of the mistake that it proves, or with several that share it. What
    stands behind an ``@`` tells apart several words for one mistake; where nothing stands before
    it, no mistake is proved. Last comes what to think about, behind a question mark.

    Examples
    --------
    >>> told = Told(\"\"\"
    ... doubled: The answer is {what} as large as it should be.
    ...     ? How often is it added?
    ... @other: Something else comes out.
    ... \"\"\")
    >>> told("doubled", what="twice").message
    'The answer is twice as large as it should be.'
    >>> told("doubled", what="twice").mistake, told("@other").mistake
    ('doubled', None)
    """

    def __init__(self, page: str) -> None:
        self._words: dict[str, tuple[str, str]] = {}
        for text in re.split(r"\n(?=\S)", page.strip("\n")):
            first = _FIRST.fullmatch(" ".join(text.split()))
            if first is None:
                raise ValueError(f"no words stand beside {text!r}")
            message, _, thought = first["words"].partition(" ? ")
            self._words |= dict.fromkeys(first["ids"].split(", "), (message, thought))

    def __call__(self, id: str, call: int = 0, **values: object) -> Broken:
        """The words of an id, with values for its braces; `call` is one that shows it."""
        message, thought = self._words[id]
        mistake = id.partition("@")[0] or None
        return Broken(message.format(**values), thought, mistake, call=call)

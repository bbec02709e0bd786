"""The packages of the extra ``real``, which are imported only when they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def extra() -> Iterator[None]:
    """Tell in one sentence how to install what an import statement inside did not find.

    Raises
    ------
    ModuleNotFoundError
        With that sentence.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"Real pictures need the package {error.name}, which is not installed:"
            ' run pip install "deepcat-data[real]", then start again.',
            name=error.name,
        ) from None


def progress(what: str, total: int, unit: str, *, start: int = 0, delay: float = 0.0) -> Any:
    """Return a progress bar on stderr, or in a notebook's own style.

    Parameters
    ----------
    what : str
        What the bar is labelled with.
    total, start : int
        The count at the end, and at the beginning.
    unit : str
        What is counted; ``"B"`` is shown in kB, MB and so on.
    delay : float
        Seconds before the bar shows: what ends sooner needs none.
    """
    with extra():
        from tqdm.auto import tqdm
    return tqdm(
        desc=what, total=total, initial=start, unit=unit, unit_scale=unit == "B", delay=delay
    )

"""A log of every grading, in the class's folder: who started it, what failed, and the traceback."""

from __future__ import annotations

import getpass
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from deepcat_grader.grading.report import Report
from deepcat_grader.grading.summary import faults

FOLDER, NAME = "logs", "grading.log"
BYTES, FILES = 2_000_000, 5


@contextmanager
def log_of(course: Path) -> Iterator[logging.Logger]:
    """Log a grading; where nothing can be written there, it goes on without.

    Whatever ends it is logged with its traceback.

    Parameters
    ----------
    course : Path
        The class's folder.
    """
    log = logging.Logger("deepcat.grading")
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        (course / FOLDER).mkdir(mode=0o700, exist_ok=True)
        path = course / FOLDER / NAME
        handler = RotatingFileHandler(
            path, maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8", errors="replace"
        )
        handler.handleError = lambda record: None  # type: ignore[method-assign]  # a full disk
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    try:
        log.info("begun by %s", _user())
        yield log
    except BaseException:
        log.exception("ended by")
        raise
    finally:
        handler.close()


def note(log: logging.Logger, report: Report) -> None:
    """Write down what a grading did, and what went wrong in it."""
    for (student, assignment), why in report.failed.items():
        log.error("not graded: %r, %s: %s", student, assignment, why)
    if report.unbooked:
        log.error("not booked: %s", report.unbooked)
    for line in report.notes:
        log.warning("%s", line)
    if told := faults(report):
        log.error("faults of the grader:\n%s", told)
    log.info("%d notebooks, %d of them judged now", len(report.items), report.judged)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return "somebody"

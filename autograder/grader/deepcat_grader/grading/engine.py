"""Where notebooks are graded: processes of this machine, or whatever keeps the same promise."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Protocol, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Engine(Protocol):
    """Distributes trusted work; a student's objects never enter its serializer."""

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job]
    ) -> Iterator[tuple[Job, Result | Exception]]:
        """Do all jobs and hand each out with its result as soon as it is done."""


class LocalPool:
    """Processes of this machine: judging holds Python's lock, so threads would wait in line."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job]
    ) -> Iterator[tuple[Job, Result | Exception]]:
        """Do all jobs; `work` and the jobs are plain data and functions of modules."""
        if not jobs:
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(self.processes, len(jobs)), mp_context=context) as pool:
            waiting = {pool.submit(work, job): job for job in jobs}
            try:
                for future in as_completed(waiting):
                    failed = future.exception()
                    result = failed if isinstance(failed, Exception) else future.result()
                    yield waiting[future], result
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

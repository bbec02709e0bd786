"""Where notebooks are graded: processes of this machine, or whatever keeps the same promise."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
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
        """Do all jobs; `work` and the jobs are plain data and functions of modules.

        When a process is killed, all that wait are done again in a single one: so it comes out
        at which job it is killed, and only that job fails.
        """
        left = yield from _attempt(work, jobs, self.processes)
        while left:
            left = yield from _attempt(work, left, 1)
            if left:
                yield left.pop(0), BrokenProcessPool("its process was killed")


def _attempt(
    work: Callable[[Job], Result], jobs: Sequence[Job], processes: int
) -> Generator[tuple[Job, Result | Exception], None, list[Job]]:
    """Do jobs; those that were lost with a killed process are returned, in their order."""
    if not jobs:
        return []
    lost: list[int] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context) as pool:
        waiting = {_submitted(pool, work, job): at for at, job in enumerate(jobs)}
        try:
            for future in as_completed(waiting):
                failed = future.exception()
                if isinstance(failed, BrokenProcessPool):
                    lost.append(waiting[future])
                    continue
                result = failed if isinstance(failed, Exception) else future.result()
                yield jobs[waiting[future]], result
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [jobs[at] for at in sorted(lost)]


def _submitted(
    pool: ProcessPoolExecutor, work: Callable[[Job], Result], job: Job
) -> Future[Result]:
    """Submit a job; a pool that is broken by then counts as one that breaks at it."""
    try:
        return pool.submit(work, job)
    except BrokenProcessPool as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future

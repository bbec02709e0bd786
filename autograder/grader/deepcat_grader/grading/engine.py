"""Where notebooks are graded: processes of this machine, or whatever keeps the same promise."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import Protocol, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 32  # jobs that wait for each process: enough to be busy while results are booked


class NoEngine(Exception):
    """The machines that were named cannot be used; the text says why, and what to do."""


class Engine(Protocol):
    """Distributes trusted work; a student's objects never enter its serializer."""

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[tuple[Job, Result | Exception]]:
        """Do all jobs and hand each out with its result as soon as it is done.

        Jobs are taken a few at a time: a class need not fit into memory.
        """


class Nowhere:
    """Does no job: only what is known already is booked."""

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[tuple[Job, Result | Exception]]:
        """Take every job, and do none."""
        for _ in jobs:
            pass
        return iter(())


class LocalPool:
    """Processes of this machine: judging holds Python's lock, so threads would wait in line."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[tuple[Job, Result | Exception]]:
        """Do all jobs; `work` and the jobs are plain data and functions of modules.

        When a process is killed, all that wait are done again one after another: so it comes out
        at which job it is killed, and only that job fails.
        """
        jobs = iter(jobs)
        lost: list[Job] = []
        while True:
            suspects, lost = lost, []
            for job in suspects:
                yield from _alone(work, job)
            first = next(jobs, None)
            if first is None:
                return
            waiting = itertools.chain([first], jobs)
            yield from _until_broken(work, waiting, self.processes, lost)


def _alone(work: Callable[[Job], Result], job: Job) -> Iterator[tuple[Job, Result | Exception]]:
    """Do one job in a process of its own."""
    lost: list[Job] = []
    yield from _until_broken(work, iter([job]), 1, lost)
    if lost:
        yield job, BrokenProcessPool("its process was killed")


def _until_broken(
    work: Callable[[Job], Result], jobs: Iterator[Job], processes: int, lost: list[Job]
) -> Iterator[tuple[Job, Result | Exception]]:
    """Do jobs until there is none, or a process is killed; what was under way is `lost` then."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _end_with_parent) as pool:
        waiting: dict[Future[Result], Job] = {}
        try:
            while True:
                room = 0 if lost else processes * AHEAD - len(waiting)
                for job in itertools.islice(jobs, room):
                    try:
                        waiting[pool.submit(work, job)] = job
                    except BrokenProcessPool:
                        lost.append(job)
                        break
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    job, failed = waiting.pop(future), future.exception()
                    if isinstance(failed, BrokenProcessPool):
                        lost.append(job)
                    else:
                        yield job, failed if isinstance(failed, Exception) else future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, by SIGKILL too."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a process of a pool

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()

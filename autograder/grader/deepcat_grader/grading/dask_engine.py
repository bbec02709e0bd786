"""Grade on the machines of a Dask cluster, or on a cluster of this machine."""

# mypy: allow-untyped-calls
# Dask's functions come without types.

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from distributed import Client, Future, LocalCluster, Security, as_completed

from deepcat_grader.grading.engine import NoEngine
from deepcat_grader.grading.ledger import version

Job = TypeVar("Job")
Result = TypeVar("Result")

LOCAL = "local"
AHEAD = 4  # jobs that wait for each thread of the cluster
FEWEST = 8


class OtherVersion(Exception):
    """A machine of the cluster has another DeepCat than the one that leads the run."""


class DaskEngine:
    """Distributes trusted coordinators; the machines share the course's folder under one path.

    Where a machine is lost, its jobs are done elsewhere; what was written down stays written.

    Parameters
    ----------
    address : str
        Of a scheduler, such as ``tcp://10.0.0.1:8786``; "local" for a cluster of this machine.
        With ``tls://``, Dask's own configuration names the certificates.
    processes : int, optional
        Of a local cluster.
    """

    def __init__(self, address: str, processes: int | None = None) -> None:
        self.address, self.processes = address, processes

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Iterator[tuple[Job, Result | Exception]]:
        """Do all jobs and hand each out with its result as soon as it is done."""
        waiting = iter(jobs)
        with self._client() as client:
            known: dict[Future[Any], Job] = {}
            done = as_completed()
            for job in itertools.islice(waiting, _room(client)):
                _submit(client, work, job, known, done)
            for future in done:
                job, failed = known.pop(future), future.exception()
                yield job, failed if isinstance(failed, Exception) else future.result()
                for following in itertools.islice(waiting, max(1, _room(client) - len(known))):
                    _submit(client, work, following, known, done)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        if self.address == LOCAL:
            size, plain = self.processes, {"threads_per_worker": 1, "dashboard_address": None}
            with LocalCluster(n_workers=size, **plain) as cluster, Client(cluster) as client:
                yield client
        else:
            with self._remote() as client:
                yield client

    def _remote(self) -> Client:
        """A client of the scheduler at the address.

        Raises
        ------
        NoEngine
        """
        secure = Security() if self.address.startswith("tls://") else None
        try:
            return Client(self.address, security=secure)
        except (OSError, TypeError, ValueError) as error:
            raise NoEngine(
                f"The Dask scheduler {self.address} cannot be used: {error}. See that it runs and "
                "can be reached from here, for tls:// with the certificates that Dask's "
                "configuration names (docs/operating.md); then start again."
            ) from error


def _room(client: Client) -> int:
    threads: int = sum(client.nthreads().values())
    return max(FEWEST, AHEAD * threads)


def _submit(
    client: Client, work: Callable[[Any], Any], job: Any, known: dict[Any, Any], done: Any
) -> None:
    future = client.submit(_checked, work, job, version(), pure=False)
    known[future] = job
    done.add(future)


def _checked(work: Callable[[Job], Result], job: Job, expected: str) -> Result:
    """Do a job, unless the verdict would be another one than is written under its key."""
    if version() != expected:
        raise OtherVersion(
            "this machine has another version of DeepCat, Python or NumPy: install the same one"
        )
    return work(job)

"""What keeps the linear algebra of a process that we start to one thread."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# On a busy machine threads wait for one another: lesson 7 took 15 s on one, and 75 s on two.
ONE_THREAD: Mapping[str, str] = MappingProxyType(
    {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
    | {"VECLIB_MAXIMUM_THREADS": "1"}
)

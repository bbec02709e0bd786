"""The bank of exercises as the teacher has it, found by walking this package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from deepcat_grader.bank.registry import Bank, Entry
from deepcat_judge.exercises import EXERCISES


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        yield importlib.import_module(module.name)


def _entries() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for module in _modules():
        for value in vars(module).values():
            entry = value.entry if isinstance(value, Bank) else value
            if isinstance(entry, Entry):
                found[entry.exercise.id] = entry
    return {name: found[name] for name in EXERCISES if name in found}


ENTRIES: Mapping[str, Entry] = MappingProxyType(_entries())

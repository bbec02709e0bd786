"""The bank of exercises as the teacher has it, found by walking this package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deepcat_grader.bank.registry import Bank, Entry
from deepcat_judge.exercises import EXERCISES, modules, packages


def _entries() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for package in packages(__name__, "deepcat.banks"):
        for module in modules(package):
            for value in vars(module).values():
                entry = value.entry if isinstance(value, Bank) else value
                if isinstance(entry, Entry):
                    found[entry.exercise.id] = entry
    return {name: found[name] for name in EXERCISES if name in found}


ENTRIES: Mapping[str, Entry] = MappingProxyType(_entries())

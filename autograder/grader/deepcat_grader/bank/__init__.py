"""The bank of exercises as the teacher has it, in lesson order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deepcat_grader.bank import introduction, neuron
from deepcat_grader.bank.registry import Entry

ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {entry.exercise.id: entry for entry in (*introduction.ENTRIES, *neuron.ENTRIES)}
)

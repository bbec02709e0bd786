"""Students whom pairs link with one another."""

from __future__ import annotations

from collections.abc import Iterable

from deepcat_grader.insight.similar.pairs import Pair


def groups(alike: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Whoever is linked by pairs, directly or through others, where they are more than two."""
    group: dict[str, set[str]] = {}
    for pair in alike:
        linked = group.get(pair.student, {pair.student}) | group.get(pair.other, {pair.other})
        group.update(dict.fromkeys(linked, linked))
    found = {tuple(sorted(one)) for one in group.values() if len(one) > 2}
    return sorted(found, key=lambda one: (-len(one), one))

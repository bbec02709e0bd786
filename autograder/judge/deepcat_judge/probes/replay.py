"""Whether the same call gives the same answer again."""

from __future__ import annotations

from deepcat_judge.probes.prober import Fact, Prober
from deepcat_judge.words import show

REPLAYED = 2


def replay(prober: Prober) -> Fact | None:
    """An answer that keeps something between calls, or that draws numbers of its own."""
    for case in [*prober.cases[:1], *prober.cases[-1:]][:REPLAYED]:
        before, now = prober.seen(case), prober.ask(case.args)
        if before.raised or now.raised or now.timed_out or prober.same(before, now):
            continue
        return Fact(
            "replay",
            f"Asked the same once more, your function gave another answer: first "
            f"{show(before.value)}, then {show(now.value)}.",
            "What does your function keep from one call to the next, outside of its own "
            "variables, or draw at random?",
        )
    return None

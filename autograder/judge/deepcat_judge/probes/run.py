"""Ask one probe after the other, within a budget of calls."""

from __future__ import annotations

from deepcat_judge.findings import Findings
from deepcat_judge.probes.arguments import lost, swapped
from deepcat_judge.probes.influence import ends
from deepcat_judge.probes.prober import Fact, Probe, Prober, SpentError
from deepcat_judge.probes.replay import replay

PROBES: tuple[Probe, ...] = (replay, ends, lost, swapped)


def probe(findings: Findings) -> Fact | None:
    """The first fact that further calls of a wrong answer show, or None."""
    prober = Prober(findings)
    try:
        return next((fact for ask in PROBES if (fact := ask(prober))), None)
    except SpentError:
        return None

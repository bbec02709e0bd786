"""What a wrong number or shape is the trace of, when no known mistake matches."""

from deepcat_judge.forensics.evidence import Evidence, Trace
from deepcat_judge.forensics.investigate import investigate

__all__ = ["Evidence", "Trace", "investigate"]

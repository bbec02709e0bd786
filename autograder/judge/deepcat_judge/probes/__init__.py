"""Facts that further calls of a wrong answer show, said only once they have been checked."""

from deepcat_judge.probes.run import probe

__all__ = ["probe"]

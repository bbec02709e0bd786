"""The teacher's half: hidden cases, build, grading and feedback."""

from deepcat_grader.judging import judge

__all__ = ["judge"]

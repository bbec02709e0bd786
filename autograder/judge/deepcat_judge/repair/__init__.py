"""Find where a mistake sits by mending the student's own code, one small edit at a time."""

from deepcat_judge.repair.edits import Edit, edits
from deepcat_judge.repair.refuse import refused
from deepcat_judge.repair.search import Attempt, Place, locate

__all__ = ["Attempt", "Edit", "Place", "edits", "locate", "refused"]

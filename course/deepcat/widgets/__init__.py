"""Pictures to take hold of: they are drawn by the student's own functions."""

from __future__ import annotations

from deepcat.widgets.line_fit import LineFit
from deepcat.widgets.network_map import NetworkMap
from deepcat.widgets.neuron_map import NeuronMap
from deepcat.widgets.softmax import Softmax

__all__ = ["LineFit", "NetworkMap", "NeuronMap", "Softmax"]

"""Pictures to take hold of: they are drawn by the student's own functions."""

from __future__ import annotations

from deepcat.widgets.bumps import Bumps
from deepcat.widgets.cat_desk import CatDesk
from deepcat.widgets.chain_rule import ChainRule
from deepcat.widgets.dashboard import Dashboard
from deepcat.widgets.descent import Descent
from deepcat.widgets.descent_map import DescentMap
from deepcat.widgets.line_fit import LineFit
from deepcat.widgets.loss_surface import LossSurface
from deepcat.widgets.microscope import Microscope
from deepcat.widgets.network_map import NetworkMap
from deepcat.widgets.neuron_map import NeuronMap
from deepcat.widgets.perceptron_steps import PerceptronSteps
from deepcat.widgets.playground import Playground
from deepcat.widgets.retrain import Retrain
from deepcat.widgets.search_steps import SearchSteps
from deepcat.widgets.softmax import Softmax
from deepcat.widgets.tangent import Tangent

__all__ = [
    "Bumps",
    "CatDesk",
    "ChainRule",
    "Dashboard",
    "Descent",
    "DescentMap",
    "LineFit",
    "LossSurface",
    "Microscope",
    "NetworkMap",
    "NeuronMap",
    "PerceptronSteps",
    "Playground",
    "Retrain",
    "SearchSteps",
    "Softmax",
    "Tangent",
]

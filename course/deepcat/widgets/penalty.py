"""A penalty on large weights, which is the playground's own: it is added to the gradients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deepcat.widgets.network_state import Parameters

PENALTIES = ("none", "L1", "L2")


@dataclass(frozen=True)
class Penalty:
    """What large weights cost beside the loss; biases cost nothing.

    Attributes
    ----------
    kind : str
        "none"; "L1", strength · Σ |w|; or "L2", strength / 2 · Σ w².
    strength : float
        λ.
    """

    kind: str = "none"
    strength: float = 0.0

    @property
    def works(self) -> bool:
        """Whether it changes a gradient."""
        return self.kind != "none" and self.strength > 0

    def added(self, gradients: Parameters, parameters: Parameters) -> Parameters:
        """Return the gradients with the slope of the penalty: λ · sign(w) or λ · w.

        Examples
        --------
        >>> weights, slopes = {"W1": np.array([[-2.0]])}, {"dW1": np.array([[1.0]])}
        >>> Penalty("L2", 0.1).added(slopes, weights)["dW1"]
        array([[0.8]])
        """
        if not self.works:
            return gradients
        slopes = dict(gradients)
        for name in (name for name in parameters if name.startswith("W")):
            weights = parameters[name]
            slope = np.sign(weights) if self.kind == "L1" else weights
            slopes[f"d{name}"] = gradients[f"d{name}"] + self.strength * slope
        return slopes


NO_PENALTY = Penalty()

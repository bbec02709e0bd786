"""Labels as the course writes them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def targets(labels: npt.NDArray[np.int64], n_classes: int) -> npt.NDArray[np.float64]:
    """Return the labels as the course's `Y`: a row of 0.0 and 1.0, or one-hot columns.

    Parameters
    ----------
    labels : (m,) int64
        Numbers from 0 to n_classes - 1.
    n_classes : int

    Returns
    -------
    Y : (1, m) float64 for two classes, else (n_classes, m) float64
    """
    if n_classes == 2:
        return labels[np.newaxis, :].astype(np.float64)  # (1, m)
    return np.eye(n_classes)[:, labels]  # (K, m)

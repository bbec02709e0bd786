"""Data sets for the lessons, and the generators behind them."""

from deepcat_data.cats import CatsConfig, make_cats
from deepcat_data.load import load_cats
from deepcat_data.pictures import Pictures

__all__ = ["CatsConfig", "Pictures", "load_cats", "make_cats"]

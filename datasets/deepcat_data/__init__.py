"""Data sets for the lessons, and the generators behind them."""

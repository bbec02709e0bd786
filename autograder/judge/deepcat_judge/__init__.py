"""Judgement: compare an answer with what an exercise asks, and say what is wrong.

Pure functions over plain values. NumPy and the standard library only.
"""

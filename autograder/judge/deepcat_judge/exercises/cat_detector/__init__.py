"""Exercises of lesson 7: the cat detector."""

"""Exercises of lesson 3: layers of neurons, one after the other."""

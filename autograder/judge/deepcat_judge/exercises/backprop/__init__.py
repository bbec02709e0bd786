"""Exercises of lesson 6: gradient descent and backpropagation."""

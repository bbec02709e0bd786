"""Lesson 2: one neuron, its activation functions and their slopes, gates, and Rosenblatt's rule."""

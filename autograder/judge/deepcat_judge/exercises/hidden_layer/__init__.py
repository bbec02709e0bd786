"""Lesson 5: the hidden layer."""

"""Lesson 1: the three components, worked out for a straight line."""

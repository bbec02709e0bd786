"""Lesson 4: losses."""

"""Lesson 1 on the teacher's side: a module an exercise, and its right variants beside it."""

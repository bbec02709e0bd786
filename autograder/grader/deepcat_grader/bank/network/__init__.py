"""Lesson 3 on the teacher's side."""

"""Lesson 6 on the teacher's side."""

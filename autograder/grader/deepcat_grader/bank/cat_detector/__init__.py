"""Lesson 7 on the teacher's side."""

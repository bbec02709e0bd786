"""Keeping apart: a student's code runs in a worker, and only plain values come out."""

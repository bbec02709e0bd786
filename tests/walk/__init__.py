"""Tests that walk over every exercise."""

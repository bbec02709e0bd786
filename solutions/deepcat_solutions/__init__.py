"""The reference answers, one module a lesson."""

"""Submissions that try to get points, secrets or time that are not theirs; a folder each."""

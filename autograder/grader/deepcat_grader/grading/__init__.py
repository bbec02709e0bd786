"""From submissions to verdicts, the gradebook and the feedback: one verb a file."""

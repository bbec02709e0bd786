"""Taking in: what was handed in, read, laid over the teacher's notebook and planned."""

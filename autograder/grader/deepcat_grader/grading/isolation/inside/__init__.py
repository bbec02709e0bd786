"""What is put into a worker's process, and imports nothing of the grader's."""

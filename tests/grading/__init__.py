"""The grading path: from a submission to the gradebook and the feedback."""

"""What a student's code cannot do to the grader, and what it cannot learn."""

"""A class of simulated students, graded from end to end."""

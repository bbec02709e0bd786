"""A Gradescope autograder: a zip that judges one assignment in Gradescope's containers."""

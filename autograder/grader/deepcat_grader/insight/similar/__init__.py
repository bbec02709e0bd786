"""Hand-ins that share more than the course and the class explain, shown as questions."""

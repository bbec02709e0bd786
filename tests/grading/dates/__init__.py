"""When work is due, for whom, and what late work costs."""

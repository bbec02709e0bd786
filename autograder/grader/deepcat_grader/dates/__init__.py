"""When work is due, who may hand it in later, and what late work costs."""

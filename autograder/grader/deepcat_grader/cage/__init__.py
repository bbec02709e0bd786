"""A cage for unknown code: one warm process, and a confined fork of it for each piece of work."""

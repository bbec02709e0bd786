"""How verdicts come into the gradebook and onto the feedback pages."""

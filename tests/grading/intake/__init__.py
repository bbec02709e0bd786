"""How what was handed in is read, repaired and planned."""

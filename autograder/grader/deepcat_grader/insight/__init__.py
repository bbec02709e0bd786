"""What a teacher sees of a class: where it stands, what it gets wrong, and who needs help."""

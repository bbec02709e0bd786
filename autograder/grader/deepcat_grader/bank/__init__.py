"""The bank of exercises as the teacher has it."""

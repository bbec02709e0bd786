"""Marks that stand: appeals, what changed a mark, and a regrade that shows its plan first."""

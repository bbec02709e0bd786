"""The exercises, one module a lesson: rubric, visible cases, properties, hints."""

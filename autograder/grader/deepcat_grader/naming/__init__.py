"""A teacher names a group of answers that no known mistake explains, and the class is told."""

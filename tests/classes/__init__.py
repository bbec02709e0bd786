"""A class's folder: its roster, its settings, how it is changed and mended."""

"""Drawn pictures: signed-distance fields, colours, faces, things and scenes."""

"""The folder of a class: who is in it, what it is made of, how it is changed and mended."""

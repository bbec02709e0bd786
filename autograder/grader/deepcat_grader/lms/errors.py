"""What stops a command of this package, as one sentence for the teacher."""


class LmsError(Exception):
    """A file or a class cannot be used as it is; the text says why, and what to do."""

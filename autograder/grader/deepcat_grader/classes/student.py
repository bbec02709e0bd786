"""A student as the class's roster has him or her."""

from __future__ import annotations

from dataclasses import dataclass, fields


class RosterError(Exception):
    """A list of students cannot be read; the text says why, and what to do."""


@dataclass(frozen=True, order=True)
class Student:
    """One student.

    Attributes
    ----------
    id : str
        Names the student's folder, and the row in the gradebook.
    first_name, last_name, email, section : str
        Empty where nobody said.
    lms_id : str
        What the learning platform calls the student in its own files; empty where nobody said.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    section: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """First and last name, or the id where there is neither."""
        return f"{self.first_name} {self.last_name}".strip() or self.id


FIELDS = tuple(field.name for field in fields(Student))

"""What stood in the gradebook of exercises that are no longer in their assignment.

It is kept in a table of ours, out of every total, and comes back with the exercise.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, Float, MetaData, String, Table, Text

DROPPED = Table(
    "deepcat_dropped",
    MetaData(),
    Column("assignment", String(128), primary_key=True),
    Column("notebook", String(128), primary_key=True),
    Column("kind", String(50), primary_key=True),
    Column("cell", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("most", Float),
    Column("auto_score", Float),
    Column("manual_score", Float),
    Column("extra_credit", Float),
    Column("needs_manual_grade", Boolean),
    Column("auto_comment", Text),
    Column("manual_comment", Text),
)


def make_table(connection: Connection) -> None:
    """Make the table unless it is there."""
    DROPPED.create(connection, checkfirst=True)

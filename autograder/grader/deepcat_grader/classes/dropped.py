"""What stood in the gradebook of exercises that are no longer in their assignment.

It is kept in a table of ours, out of every total, and comes back with the exercise.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    MetaData,
    String,
    Table,
    Text,
    func,
    inspect,
    or_,
    select,
)

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


def kept_marks(connection: Connection) -> dict[tuple[str, str], int]:
    """Of how many students a mark is kept, by assignment and cell."""
    if not inspect(connection).has_table(DROPPED.name):
        return {}
    mark = or_(DROPPED.c.auto_score.is_not(None), DROPPED.c.manual_score.is_not(None))
    cell = (DROPPED.c.assignment, DROPPED.c.cell)
    rows = connection.execute(select(*cell, func.count()).where(mark).group_by(*cell))
    return {(assignment, name): count for assignment, name, count in rows}

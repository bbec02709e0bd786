"""Tables of an LMS as CSV files: read as they are, and written back as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from deepcat_grader.lms.errors import LmsError
from deepcat_grader.whole_files import write_bytes

MAX_BYTES, MAX_ROWS = 50 * 2**20, 100_000
DELIMITERS = ",;\t"
BOM = "\ufeff"
# With these a cell begins that a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Table:
    """A header, and rows of as many cells."""

    header: list[str]
    rows: list[list[str]] = field(default_factory=list)
    delimiter: str = ","
    newline: str = "\r\n"
    bom: bool = False

    def column(self, *names: str) -> int | None:
        """Where the first column of one of these names stands, whatever the case."""
        wanted = {name.casefold() for name in names}
        found = (at for at, name in enumerate(self.header) if name.strip().casefold() in wanted)
        return next(found, None)

    def text(self) -> str:
        """The file's text."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.newline)
        writer.writerows([self.header, *self.rows])
        return (BOM if self.bom else "") + out.getvalue()

    def write(self, path: Path) -> None:
        """Write the whole file or none."""
        write_bytes(path, self.text().encode())


def read_table(path: Path) -> Table:
    """Read a CSV file in UTF-8, its cells divided by commas, semicolons or tabs.

    Raises
    ------
    LmsError
        If there is no such file, or it is no table.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise LmsError(f"{path}: {error.strerror}.") from error
    return table_in(data, str(path))


def table_in(data: bytes, name: str) -> Table:
    """`read_table` of what a file holds."""
    if len(data) > MAX_BYTES:
        raise LmsError(f"{name} is larger than {MAX_BYTES // 2**20} MB.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise LmsError(f"{name} is not in UTF-8. Save it as “CSV UTF-8”.") from None
    bom, text = text.startswith(BOM), text.removeprefix(BOM)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise LmsError(f"{name} cannot be read as a table: {error}.") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or len(rows[0]) < 2 or len(rows) > MAX_ROWS:
        raise LmsError(f"{name} is not a table: its first line names no columns.")
    width = len(rows[0])
    if wide := next((at for at, row in enumerate(rows, 1) if len(row) > width), 0):
        raise LmsError(f"Row {wide} of {name} has more cells than the first line has columns.")
    filled = [row + [""] * (width - len(row)) for row in rows]
    newline = "\r\n" if first.endswith("\r") else "\n"
    return Table(filled[0], filled[1:], delimiter, newline, bom)


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text

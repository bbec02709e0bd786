"""When something was handed in: read in one way only, or not at all."""

from __future__ import annotations

import datetime
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

NAME = "timestamp.txt"
MAX_BYTES = 1000
EXAMPLE = "2026-11-03 10:00:00 UTC"
TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?"
    r"(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)|([A-Za-z]{2,5})|)",
    re.ASCII,
)


class UnclearTime(ValueError):
    """The time could be read in more than one way, or in none; the text says what stands there."""


@dataclass(frozen=True)
class HandedIn:
    """When a folder was handed in: in UTC and without a zone, as nbgrader has it.

    ``note`` says how a time without a zone was understood.
    """

    time: datetime.datetime | None = None
    note: str = ""


def handed_in_at(folder: Path, zone: str = "UTC") -> HandedIn:
    """Read the time beside a submission.

    Parameters
    ----------
    folder : Path
    zone : str
        The zone in which nbgrader writes times here, such as ``"Europe/Berlin"``. Abbreviations
        are those of this zone: on their own, IST and CST have several meanings.

    Raises
    ------
    UnclearTime
    """
    path = folder / NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UnclearTime(f"{NAME} is not a regular file")
        with path.open("rb") as file:
            text = file.read(MAX_BYTES).decode("utf-8-sig").strip()
    except FileNotFoundError:
        return HandedIn()
    except OSError as error:
        raise UnclearTime(f"{NAME} cannot be opened: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnclearTime(_unclear("", "no date and time")) from None
    return time_in(text, zone) if text else HandedIn()


def start_of(path: Path) -> bytes:
    """The first bytes of a regular file beside a submission; none where there is no such file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError:
        return b""


def time_in(text: str, zone: str = "UTC") -> HandedIn:
    """Read a time that is written out; see `handed_in_at`."""
    found = TIME.fullmatch(text)
    if found is None:
        raise UnclearTime(_unclear(text, "no date and time that can be read in one way only"))
    day, clock, utc, sign, hours, minutes, name = found.groups()
    try:
        time = datetime.datetime.fromisoformat(f"{day} {clock}")
        if sign:
            ahead = datetime.timedelta(hours=int(hours), minutes=int(minutes))
            return HandedIn(time - ahead if sign == "+" else time + ahead)
        if name:
            return HandedIn(_local(time, name, zone))
    except (ValueError, KeyError, OverflowError):  # a zone that is unknown is a KeyError
        raise UnclearTime(_unclear(text, "no date and time")) from None
    return HandedIn(time, "" if utc else f"{NAME} names no time zone: {text} was read as UTC")


def _local(time: datetime.datetime, name: str, zone: str) -> datetime.datetime:
    """A time of the class's own zone, in UTC; the name says which half of the year it is."""
    for fold in (0, 1):
        own = time.replace(tzinfo=ZoneInfo(zone), fold=fold)
        if own.tzname() == name:
            return own.astimezone(datetime.UTC).replace(tzinfo=None)
    raise ValueError(name)


def _unclear(text: str, what: str) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in text[:40])
    said = f" (“{shown}”)" if shown else ""
    return f"{NAME} holds {what}{said}; write it like {EXAMPLE}"

"""Times as Moodle writes them in its common languages: read in one way only, or not at all."""

from __future__ import annotations

import datetime
import re
import unicodedata
from zoneinfo import ZoneInfo

# Each row is a month: English, German, French, Spanish, Italian, Portuguese, Dutch, Catalan, the
# Scandinavian languages. Slavic ones are left out: listopad is October in Zagreb, and November in
# Warsaw.
MONTHS = (
    "january januar jänner janvier enero gennaio janeiro januari gener",
    "february februar feber février febrero febbraio fevereiro februari febrer",
    "march märz mars marzo março maart mrt març marts",
    "april avril abril aprile",
    "may mai mayo maggio maio mei maig maj",
    "june juni juin junio giugno junho juny",
    "july juli juillet julio luglio julho juliol",
    "august août agosto augustus agost augusti",
    "september septembre septiembre setiembre settembre setembro setembre",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre diciembre dicembre dezembro desembre desember",
)
SHORTEST = 3  # letters of a month that is cut short
# "Tuesday, 3 November 2026, 10:15 AM", and the American "Tuesday, November 3, 2026, 10:15 AM".
TIME = re.compile(
    r"(?:[^\W\d][^\W\d.-]*(?:-[^\W\d]+)?[.,]{0,2} )?"
    r"(?:(?P<day>\d{1,2})(?:\.|er|º)? (?:de |d['’])?(?P<month>[^\W\d]+)\.?(?: del?)?"
    r"|(?P<m>[^\W\d]+)\.? (?P<d>\d{1,2}),)"
    r" (?P<year>\d{4}),?(?: (?:at|um|à|às|a las|alle|om|kl\.?))?"
    r" (?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[ap])\.? ?m\.?)?",
    re.IGNORECASE,
)


def time_of(text: str, zone: str) -> datetime.datetime | None:
    """A time in UTC; None where it cannot be read in one way only.

    Parameters
    ----------
    text : str
    zone : str
        The class's time zone: Moodle writes none.
    """
    found = TIME.fullmatch(" ".join(unicodedata.normalize("NFC", text).split()))
    if found is None:
        return None
    month = _month(found["month"] or found["m"])
    hour = _hour(int(found["hour"]), (found["half"] or "").lower())
    day, year = int(found["day"] or found["d"]), int(found["year"])
    try:
        local = datetime.datetime(
            year, month, day, hour, int(found["minute"]), tzinfo=ZoneInfo(zone)
        )
        return local.astimezone(datetime.UTC).replace(tzinfo=None)
    except (ValueError, KeyError, OverflowError):  # no such month, day, hour or zone
        return None


def _month(word: str) -> int:
    """A month by its name, which may be cut short; 0 where it is none, or may be two."""
    word = word.casefold()
    whole = [at for at, names in enumerate(MONTHS, 1) if word in names.split()]
    begun = [at for at, names in enumerate(MONTHS, 1) if f" {word}" in f" {names}"]
    found = whole or (begun if len(word) >= SHORTEST else [])
    return found[0] if len(found) == 1 else 0


def _hour(hour: int, half: str) -> int:
    """An hour of 24; one that no clock of twelve hours shows is none."""
    if not half:
        return hour
    return hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else -1

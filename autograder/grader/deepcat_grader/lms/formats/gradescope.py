"""Gradescope's "Export Submissions": folders ``submission_123`` and ``submission_metadata.yml``.

The file lists each folder's submitters, with name, student number and e-mail, and when it was
made. Work of a group is everybody's whose name stands there.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.formats.found import Found
from deepcat_grader.lms.handed import Claim, File, Hand
from deepcat_grader.lms.sources import Entry, TooLarge

KIND = "gradescope"
METADATA = "submission_metadata.yml"
DAMAGED = f"{METADATA} cannot be read. Export the submissions from Gradescope again."


def read(entries: Sequence[Entry], zone: str) -> Found | None:
    """The hand-ins of an export, or None.

    Raises
    ------
    LmsError
        If the list of submitters is damaged: without it nobody is known.
    """
    listing = next((entry for entry in entries if entry.path == METADATA), None)
    if listing is None:
        return None
    about = _metadata(listing)
    found = Found(KIND)
    files: dict[str, list[File]] = defaultdict(list)
    for entry in entries:
        folder, *others = entry.parts
        if entry is listing:
            continue
        if folder not in about:
            found.strange.append((entry.path, f"{METADATA} names nobody for it"))
        else:
            files[folder].append(File("/".join(others) or folder, entry))
    for folder, own in files.items():
        who = _submitters(about[folder])
        if not who:
            found.strange.append((folder, f"{METADATA} names nobody for it"))
        time = _time(about[folder])
        found.hands += [Hand(KIND, claim, folder, tuple(own), time) for claim in who]
    return found


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # it comes without types
    """Plain values alone; what Ruby marks as an object of its own is taken as what it holds."""


def _plain(loader: Any, suffix: str, node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _plain)


def _metadata(listing: Entry) -> Mapping[str, Any]:
    try:
        data = yaml.load(listing.read().decode("utf-8-sig"), _Loader)  # a safe loader
    except (yaml.YAMLError, ValueError, RecursionError, TooLarge, LmsError) as error:
        raise LmsError(DAMAGED) from error
    if not isinstance(data, dict):
        raise LmsError(DAMAGED)
    return {str(name): about for name, about in data.items() if isinstance(about, dict)}


def _submitters(about: Mapping[str, Any]) -> list[Claim]:
    people = about.get(":submitters")
    return [
        Claim(name=_text(one, ":name"), id=_text(one, ":sid"), email=_text(one, ":email"))
        for one in (people if isinstance(people, list) else [])
        if isinstance(one, dict)
    ]


def _text(one: Mapping[str, Any], key: str) -> str:
    value = one.get(key)
    return str(value).strip()[:200] if isinstance(value, (str, int)) else ""


def _time(about: Mapping[str, Any]) -> datetime.datetime | None:
    value = about.get(":created_at")
    if isinstance(value, dict):  # a time with its zone, as Ruby on Rails writes it
        value = value.get("utc")
    if not isinstance(value, datetime.datetime):
        return None
    if value.tzinfo is not None:
        value = value.astimezone(datetime.UTC)
    return value.replace(tzinfo=None)

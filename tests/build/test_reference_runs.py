"""The reference's pictures for the playground: the same on every machine, up to rounding."""

from __future__ import annotations

import json

from deepcat_grader.build.reference_runs import playground_pictures
from deepcat_grader.build.same_pictures import same_pictures

((PATH, TEXT),) = playground_pictures().items()


def changed(path: list[str | int], value: object) -> str:
    data = json.loads(TEXT)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(data)


def test_the_file_lies_where_the_widget_reads_it() -> None:
    assert str(PATH) == "course/deepcat/trained/playground.json"


def test_the_last_bits_of_a_processor_are_no_drift() -> None:
    loss = json.loads(TEXT)["sets"]["moons"]["curves"][0][5]
    assert same_pictures(TEXT, TEXT)
    assert same_pictures(TEXT, changed(["sets", "moons", "curves", 0, 5], loss + 1e-4))


def test_another_curve_map_or_setting_is_drift() -> None:
    shown = json.loads(TEXT)["sets"]["moons"]["maps"]["300"]
    assert not same_pictures(TEXT, changed(["sets", "moons", "curves", 0, 5], 3.0))
    assert not same_pictures(TEXT, changed(["sets", "moons", "maps", "300"], shown[::-1]))
    assert not same_pictures(TEXT, changed(["settings", "rate"], 0.4))
    assert not same_pictures(TEXT, changed(["sets", "moons"], None))
    assert not same_pictures("nothing", TEXT)

"""Frames as bytes are the frames of the wire, whatever their number and however they arrive."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_grader.grading.isolation.frames import Answer, Letterbox, Question
from deepcat_judge.observe import Observation
from deepcat_judge.wire import Frame, Wire, WireError, encode

FIELDS: dict[str, Wire] = {"place": "a", "calls": [(1.0, np.arange(3.0))], "seconds": 5.0}
NUMBERS = (0, 1, 9, 10, 2**48)


def done(number: int, value: float = 1.0, kind: str = "done") -> Answer:
    return Answer(encode(Frame(kind, number, {"0": Observation(value=np.array([value, 2.0]))})))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_question_that_is_written_once_is_the_frame_with_any_number(number: int) -> None:
    assert Question.of("calls", **FIELDS).numbered(number) == encode(Frame("calls", number, FIELDS))


def test_answers_that_claim_the_same_have_one_digest_whatever_their_numbers() -> None:
    digests = {done(number).digest(number) for number in NUMBERS}
    assert len(digests) == 1 and None not in digests
    assert done(5, value=1.0 + 2**-52).digest(5) not in digests


@pytest.mark.parametrize("answer", [done(6), done(51), done(5, kind="broken"), Answer(b"DCF1")])
def test_what_is_no_usual_answer_has_no_digest(answer: Answer) -> None:
    assert answer.digest(5) is None


def test_whole_frames_are_taken_from_any_chunks() -> None:
    frames = [done(number) for number in NUMBERS]
    data, box, taken = b"".join(frame.data for frame in frames), Letterbox(), []
    for start in range(0, len(data), 7):
        box.feed(data[start : start + 7])
        while (answer := box.take()) is not None:
            taken.append(answer)
    assert taken == frames and not box.pending


@pytest.mark.parametrize("data", [b"X", b"DCF2", b"DCF1" + b"\xff" * 12])
def test_what_does_not_begin_like_a_frame_is_refused_at_once(data: bytes) -> None:
    box = Letterbox()
    box.feed(data)
    with pytest.raises(WireError):
        box.take()

"""Frames carry plain values exactly, and refuse everything else with one error."""

from __future__ import annotations

import json
import math
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from deepcat_judge.observe import Observation, Raised
from deepcat_judge.plain import Named, Refused, Rng
from deepcat_judge.wire import MAX_BODY, MAX_HEADER, PREFIX, Frame, Inbox, WireError, decode, encode

DTYPES = ["bool", "int8", "uint8", "int16", "uint32", "int64", "uint64", "float32", "float64"]
arrays = st.sampled_from(DTYPES).flatmap(
    lambda name: hnp.arrays(np.dtype(name), hnp.array_shapes(min_dims=0, max_dims=3, max_side=4))
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | arrays
    | st.builds(Refused, st.text(max_size=5), st.text(max_size=5))
)
plains = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def same(a: Any, b: Any) -> bool:
    """Equal in type and to the bit."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, float):
        return math.copysign(1, a) == math.copysign(1, b) and (a == b or (a != a and b != b))
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return bool(a == b)


def trip(value: Any) -> Any:
    """Send a value through a frame."""
    return decode(encode(Frame("call", 7, {"value": value}))).fields["value"]


def framed(header: object, body: bytes = b"") -> bytes:
    """Bytes with a right prefix around any header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return PREFIX.pack(b"DCF1", len(text), len(body)) + text + body


@given(plains)
def test_every_plain_value_arrives_as_it_was_sent(value: Any) -> None:
    if isinstance(value, float) and math.isnan(value):
        value = math.nan
    arrived = trip(value)
    assert same(arrived, value) or repr(arrived) == repr(value)


@given(st.sampled_from(DTYPES), st.integers(0, 3), st.booleans())
def test_layout_and_write_protection_survive(name: str, side: int, writeable: bool) -> None:
    base = np.arange((side + 1) * 6).reshape(side + 1, 6).astype(name)
    for array in (base, np.asfortranarray(base), base[:, ::2], base[::-1].T):
        array = array.view()
        array.flags.writeable = writeable
        arrived = trip(array)
        assert np.array_equal(arrived, array)
        assert arrived.flags.writeable == writeable
        assert arrived.flags.c_contiguous == array.flags.c_contiguous
        assert arrived.flags.f_contiguous == array.flags.f_contiguous


def test_stand_ins_and_observations_survive() -> None:
    seen = Observation(
        value=(1.5, np.eye(2)),
        raised=Raised("ValueError", "no", "x = 1", 3),
        warned=("overflow",),
        changed=(0, 2),
        work=12,
        loops=("vectorize",),
        timed_out=True,
    )
    assert trip((Rng(3), Named("sine"))) == (Rng(3), Named("sine"))
    arrived = trip(seen)
    assert same(arrived.value, seen.value)
    assert arrived.raised == seen.raised and arrived.warned == seen.warned
    assert (arrived.changed, arrived.work, arrived.loops) == ((0, 2), 12, ("vectorize",))
    assert arrived.timed_out


@pytest.mark.parametrize(
    "value",
    [
        object(),
        np.float64(1.0),
        np.zeros(2, "float16"),
        np.zeros(2, object),
        np.zeros(2, ">f8"),
        np.ma.zeros(2),
        2**5000,
        "x" * 200_000,
        {"k": 1j},
        np.zeros((3000, 3000)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_values_are_never_sent(value: Any) -> None:
    with pytest.raises(WireError):
        encode(Frame("call", 1, {"value": value}))


BAD_HEADERS: dict[str, tuple[object, bytes]] = {
    "not JSON": (b"{", b""),
    "not ASCII": ("é".encode(), b""),
    "no list": ({}, b""),
    "bool for number": (["a", True, {}], b""),
    "NaN literal": (b'["a", 1, {"x": NaN}]', b""),
    "too large a float": (b'["a", 1, {"x": 1e999}]', b""),
    "huge int": (b'["a", 1, {"x": ' + b"9" * 5000 + b"}]", b""),
    "int of 64 bits": (b'["a", 1, {"x": 9223372036854775808}]', b""),
    "deep nesting": (b'["a", 1, {"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]", b""),
    "nested past the cap": (b'["a", 1, {"x": ' + b"[" * 40 + b"]" * 40 + b"}]", b""),
    "many items": (["a", 1, {"x": [0] * 50_000}], b""),
    "name twice": (b'["a", 1, {"x": 1, "x": 2}]', b""),
    "key twice": (["a", 1, {"x": {"dict": [["k", 1], ["k", 2]]}}], b""),
    "unknown tag": (["a", 1, {"x": {"pickle": "abc"}}], b""),
    "two tags": (["a", 1, {"x": {"tuple": [], "list": []}}], b""),
    "float16": (["a", 1, {"x": {"array": ["float16", [1], "C", True]}}], b"\0\0"),
    "object": (["a", 1, {"x": {"array": ["object", [1], "C", True]}}], b"\0" * 8),
    "negative size": (["a", 1, {"x": {"array": ["float64", [-1], "C", True]}}], b""),
    "bool size": (["a", 1, {"x": {"array": ["int8", [True], "C", True]}}], b"\0"),
    "giant size": (["a", 1, {"x": {"array": ["int8", [2**62, 0], "C", True]}}], b""),
    "many axes": (["a", 1, {"x": {"array": ["int8", [1] * 40, "C", True]}}], b"\0"),
    "too few bytes": (["a", 1, {"x": {"array": ["float64", [2], "C", True]}}], b"\0" * 8),
    "trailing bytes": (["a", 1, {"x": {"array": ["float64", [1], "C", True]}}], b"\0" * 16),
    "no bool": (["a", 1, {"x": {"array": ["bool", [1], "C", True]}}], b"\2"),
    "unknown function": (["a", 1, {"x": {"named": "eval"}}], b""),
    "negative seed": (["a", 1, {"x": {"rng": -1}}], b""),
    "observation within": (
        ["a", 1, {"x": [{"observation": [None, None, [], [], None, [], False]}]}],
        b"",
    ),
    "stand-in in an observation": (
        ["a", 1, {"x": {"observation": [{"rng": 1}, None, [], [], None, [], False]}}],
        b"",
    ),
    "half an observation": (["a", 1, {"x": {"observation": [None]}}], b""),
    "odd exception": (
        ["a", 1, {"x": {"observation": [None, ["a"], [], [], None, [], False]}}],
        b"",
    ),
}


@pytest.mark.parametrize("name", BAD_HEADERS)
def test_a_malformed_header_is_one_error(name: str) -> None:
    with pytest.raises(WireError):
        decode(framed(*BAD_HEADERS[name]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"DCF",
        pickle.dumps([1, 2]),
        PREFIX.pack(b"DCF1", MAX_HEADER + 1, 0),
        PREFIX.pack(b"DCF1", 0, MAX_BODY + 1),
        PREFIX.pack(b"DCF1", 2**32 - 1, 2**64 - 1),
        encode(Frame("a", 1)) + b"x",
        encode(Frame("a", 1))[:-1],
    ],
)
def test_bytes_that_are_not_one_frame_are_one_error(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data)


@settings(max_examples=300)
@given(st.binary(max_size=64), st.booleans())
def test_random_bytes_never_raise_anything_else(data: bytes, in_prefix: bool) -> None:
    try:
        decode(data if in_prefix else framed(data))
    except WireError:
        pass
    else:
        pytest.fail("random bytes passed for a frame")


@settings(max_examples=300)
@given(plains, st.data())
def test_a_damaged_frame_never_raises_anything_else(value: Any, data: st.DataObject) -> None:
    whole = bytearray(encode(Frame("call", 7, {"value": value})))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        frame = decode(bytes(whole))
    except WireError:
        return
    encode(frame)


def test_frames_are_taken_one_by_one_from_any_chunks() -> None:
    stream = b"".join(encode(Frame("n", i, {"x": np.arange(i)})) for i in range(4))
    inbox, taken = Inbox(), []
    for i in range(0, len(stream), 7):
        inbox.feed(stream[i : i + 7])
        while (frame := inbox.take()) is not None:
            taken.append(frame.number)
    assert taken == [0, 1, 2, 3] and not inbox.pending

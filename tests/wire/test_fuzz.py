"""Whatever comes over the line is read or refused by name; nothing else happens."""

import json
from typing import Any

from hypothesis import given, settings, strategies as some

from server.wire import schema
from server.wire.decode import read
from server.wire.frames import TAGS
from server.wire.garbled import Garbled
from tests.wire import fuzzing, golden
from tests.wire.json_schema import fits

ASKED = [json.loads(frame) for frame in golden.files("asked").values()]
DOCUMENT = schema.asyncapi()["components"]
SCHEMAS = DOCUMENT["schemas"]
SCHEMA_OF = {tag: message["payload"]["$ref"] for tag, message in DOCUMENT["messages"].items()}
KEYS = some.sampled_from(sorted({key for frame in ASKED for key in frame}))
VALUES = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(max_size=20)
    | some.sampled_from(sorted(TAGS)),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(KEYS | some.text(), inner, max_size=3),
    max_leaves=8,
)


def is_read_or_garbled(message: str | bytes) -> None:
    try:
        frame = read(message)
    except Garbled as garbled:
        assert garbled.__context__ is None
    else:
        assert frame is not None


@given(some.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes(noise: bytes) -> None:
    is_read_or_garbled(noise)
    is_read_or_garbled(noise.decode(errors="replace"))
    is_read_or_garbled(noise.decode("utf-8", errors="surrogateescape"))


@given(some.text(alphabet=some.characters(), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text(noise: str) -> None:
    is_read_or_garbled(noise)


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_any_json(value: Any) -> None:
    is_read_or_garbled(json.dumps(value))


@given(some.sampled_from(ASKED), some.dictionaries(KEYS, VALUES, max_size=2))
@settings(max_examples=250, deadline=None)
def test_the_document_lets_in_what_the_house_reads_and_nothing_else(
    frame: dict[str, Any], changes: dict[str, Any]
) -> None:
    changed = {**frame, **changes, "is": frame["is"]}
    fitting = fits(changed, {"$ref": SCHEMA_OF[frame["is"]]}, SCHEMAS)
    try:
        read(json.dumps(changed))
    except Garbled:
        assert not fitting
    else:
        assert fitting


@given(some.sampled_from(ASKED), some.data())
@settings(max_examples=250, deadline=None)
def test_any_frame_cut_and_pasted(frame: dict[str, Any], data: some.DataObject) -> None:
    whole = json.dumps(frame)
    cut = data.draw(some.integers(0, len(whole)))
    is_read_or_garbled(
        whole[:cut] + data.draw(some.sampled_from(["", '"', "}", '"n":1,', whole])) + whole[cut:]
    )


def test_whatever_is_read_is_done_or_refused_by_name() -> None:
    ends = fuzzing.run(10_000, seed=20)
    assert min(ends[end] for end in ("done", "refused", "garbled")) > 400, ends

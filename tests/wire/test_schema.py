"""The AsyncAPI document and the prose are true: every frame is in both, and every golden frame fits."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from server.room.effects import ShareRef
from server.wire import frames, schema, told
from server.wire.close_codes import Close
from server.wire.frames import Which, named
from server.wire.garbled import Why
from server.wire.schema import FROM_PAGE, TO_PAGE
from tests.wire import golden
from tests.wire.json_schema import fits

DOCUMENT = schema.asyncapi()
SCHEMAS = DOCUMENT["components"]["schemas"]
MESSAGES = DOCUMENT["components"]["messages"]
GOLDEN = golden.files("asked") | golden.files("told")
PROTOCOL = (Path(schema.__file__).parent / "PROTOCOL.md").read_text()
SECTIONS = dict(re.findall(r"^### `(\w+)`.*\n((?:(?!##).*\n)*)", PROTOCOL, re.MULTILINE))


def payload(frame: dict[str, Any]) -> dict[str, Any]:
    kinds = {"lobby": "lobby_picture", "wall": "wall_picture"} if frame["is"] == "picture" else {}
    key = kinds.get(frame.get("sight", ""), frame["is"])
    found: dict[str, Any] = MESSAGES[key]["payload"]
    return found


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_frame_fits_the_document(name: str) -> None:
    frame = json.loads(GOLDEN[name])
    assert fits(frame, payload(frame), SCHEMAS)


@pytest.mark.parametrize("name", GOLDEN)
def test_the_document_lets_no_other_field_in_and_none_be_missing(name: str) -> None:
    frame = json.loads(GOLDEN[name])
    assert not fits({**frame, "stray": 1}, payload(frame), SCHEMAS)
    for field in SCHEMAS[payload(frame)["$ref"].rpartition("/")[2]]["required"]:
        assert not fits({key: frame[key] for key in frame if key != field}, payload(frame), SCHEMAS)


def test_every_reference_leads_somewhere() -> None:
    for ref in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(DOCUMENT)):
        place = DOCUMENT
        for step in ref.split("/"):
            place = place[step]
        assert place


def test_no_two_frames_share_a_name_but_the_three_pictures() -> None:
    tags = [kind.__struct_config__.tag for kind in (*FROM_PAGE, *TO_PAGE)]
    assert len(tags) == len(set(tags)) + 2
    assert tags.count("picture") == 3


def test_everything_that_is_told_is_in_the_document() -> None:
    assert set(told.Told.__subclasses__()) == set(TO_PAGE)
    above = {frames.Asked, frames.Own}
    asked = {kind for each in (frames.Frame, *above) for kind in each.__subclasses__()} - above
    assert asked == set(FROM_PAGE)


def test_every_message_says_what_it_is_for() -> None:
    assert not [key for key, message in MESSAGES.items() if not message["summary"]]


@pytest.mark.parametrize("kind", (*FROM_PAGE, *TO_PAGE))
def test_every_frame_has_a_section_in_the_prose_that_names_each_of_its_fields(kind: Any) -> None:
    section = SECTIONS[named(kind.__name__)]
    fields = [field for field in kind.__struct_fields__ if field not in OF_ALL or kind in (told.Ok, told.You)]
    spelled = {field: f"`{field}`" for field in fields}
    assert not [field for field, name in spelled.items() if name not in section]


OF_ALL = ("n", "here")
"""Told once, above them all."""


def test_what_acts_have_in_common_is_told_above_them() -> None:
    above = PROTOCOL.partition("## From the page: acts\n")[2].partition("###")[0]
    assert not [field for field in OF_ALL if f"`{field}`" not in above]
    named_there = set(re.findall(r"[a-z_]+", above))
    assert {named(kind.__name__) for kind in frames.Own.__subclasses__()} <= named_there


def test_the_prose_knows_no_frame_that_is_not_there() -> None:
    assert set(SECTIONS) == {named(kind.__name__) for kind in (*FROM_PAGE, *TO_PAGE)}


@pytest.mark.parametrize("code", Close)
def test_every_close_code_is_in_the_prose(code: Close) -> None:
    assert re.search(rf"^\| {code.value} \|.* (yes|no) \|$", PROTOCOL, re.MULTILINE)


@pytest.mark.parametrize("why", Why)
def test_every_way_to_be_garbled_is_in_the_prose(why: Why) -> None:
    assert f"| `{why.value}` |" in PROTOCOL


def test_a_share_in_a_picture_is_spelled_as_in_news() -> None:
    assert [field.name for field in fields(ShareRef)] == list(Which.__struct_fields__)
    assert set(SCHEMAS["Which"]["properties"]) == {"seat", "n"}

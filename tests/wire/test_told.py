"""What a page is told is what the golden files say, and nobody finds more in it than is theirs."""

import json
from typing import Any

import pytest

from server.room import picture
from server.room.seen import Sight
from server.wire import encode, told
from server.wire.schema import TO_PAGE
from tests.wire import golden
from tests.wire.evening import ANA, DEE, EVENING

FILES = golden.files("told")
TOLD = golden.told_frames()


def test_there_is_a_file_for_each_thing_told_and_no_other() -> None:
    assert set(FILES) == set(TOLD)


@pytest.mark.parametrize("name", TOLD)
def test_the_house_says_what_the_golden_file_says(name: str) -> None:
    assert TOLD[name].decode() == FILES[name]


@pytest.mark.parametrize("kind", TO_PAGE)
def test_every_frame_to_a_page_has_a_golden_example(kind: Any) -> None:
    examples = [json.loads(frame) for frame in FILES.values()]
    assert any(
        frame["is"] == kind.__struct_config__.tag and set(frame) - {"is"} <= set(kind.__struct_fields__)
        for frame in examples
    )


@pytest.mark.parametrize("sight", Sight)
def test_a_picture_holds_every_field_that_the_room_painted(sight: Sight) -> None:
    painted = picture.picture(EVENING, sight)
    frame = json.loads(encode.painted(painted))
    assert set(frame) == {"is", *painted.__dataclass_fields__}


def test_you_hold_every_field_that_the_room_painted() -> None:
    mine = picture.you(EVENING, ANA)
    assert set(json.loads(encode.you(mine))) == {"is", *mine.__dataclass_fields__}


def test_whoever_waits_is_told_only_the_door_the_note_and_the_guides() -> None:
    frame = json.loads(FILES["told.picture.lobby"])
    assert frame == {
        "is": "picture",
        "sight": "lobby",
        "door": "open",
        "starts": EVENING.starts,
        "note": "one-share",
        "guides": ["Fay"],
        "have_time": [
            {"seat": "fay", "name": "Fay", "experience": ["alcohol", "grief"], "busy": False},
        ],
    }


def test_what_whoever_waits_is_told_about_themselves_names_nobody_in_the_circle() -> None:
    mine = encode.you(picture.you(EVENING, DEE)).decode()
    assert not [
        seat.name.text for seat in EVENING.seats.values() if seat.id != DEE and seat.name.text in mine
    ]


def test_timers_are_in_no_picture_of_the_circle() -> None:
    until = str(EVENING.floor.until)
    assert until in FILES["told.picture.desk"]
    assert until in FILES["told.picture.timekeeper"]
    assert until in FILES["told.you"]
    for sight in ("circle", "greeter", "lobby", "wall"):
        assert until not in FILES[f"told.picture.{sight}"]


def test_a_refusal_that_could_not_be_read_has_no_number() -> None:
    assert encode.frame(told.Refused("not-json")) == b'{"is":"refused","no":"not-json"}'

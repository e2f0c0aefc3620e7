"""What a page sends: every act has a frame, every frame an example, and each is read as it is meant."""

import json
from dataclasses import fields
from typing import Any, get_args

import msgspec
import pytest

from server.room import acts
from server.room.effects import ShareRef
from server.room.refusals import No, Refused
from server.room.words import Words
from server.wire import decode, frames
from server.wire.decode import read
from server.wire.garbled import Garbled, Why
from tests.wire import golden
from tests.wire.evening import ANA, BO, HEAVY, TAGS, UMA

ASKED = golden.files("asked")
NOT_BY_FRAME = {
    acts.Knock, acts.HangWall, acts.SitHere, acts.ShowCode, acts.Relay, acts.Arrive, acts.LineDropped, acts.TimePasses,
}  # fmt: skip
"""Asked at the door, by the house itself or, what a host does for somebody, by that act's own frame."""


def acted(frame: Any) -> acts.Act:
    return decode.act(frame, BO, TAGS)


@pytest.mark.parametrize("name", ASKED)
def test_a_golden_frame_is_read_and_would_be_written_the_same(name: str) -> None:
    assert msgspec.json.encode(read(ASKED[name])).decode() == ASKED[name]


@pytest.mark.parametrize("kind", get_args(frames.FromPage))
def test_every_frame_has_a_golden_example(kind: type) -> None:
    assert any(isinstance(read(frame), kind) for frame in ASKED.values())


def test_every_act_of_a_person_has_a_frame_with_its_name() -> None:
    of_people = {act.__name__ for act in get_args(acts.Act) if act not in NOT_BY_FRAME}
    assert {kind.__name__ for kind in get_args(frames.ActFrame)} == of_people


@pytest.mark.parametrize("kind", get_args(frames.ActFrame))
def test_a_frame_asks_for_all_that_its_act_holds_but_the_seat(kind: type[msgspec.Struct]) -> None:
    held = {field.name for field in fields(getattr(acts, kind.__name__))}
    asked = set(kind.__struct_fields__) - {"here"}
    assert asked == held - {"seat", "number", *OURS} | {"n"}
    assert ("here" in kind.__struct_fields__) == (getattr(acts, kind.__name__) in get_args(acts.Relayed))


OURS = {"fresh", "brought"}
"""What the house adds to an act, whatever the page says."""


@pytest.mark.parametrize("name", [name for name in ASKED if read(ASKED[name]) and '"n":' in ASKED[name]])
def test_a_frame_becomes_the_act_of_its_own_name_for_the_seat_it_came_from(name: str) -> None:
    frame = read(ASKED[name])
    act: Any = acted(frame)
    seat = getattr(frame, "here", None) or BO
    if isinstance(act, acts.Relay):
        assert (act.seat, seat) == (BO, UMA)
        act = act.act
    assert type(act).__name__ == type(frame).__name__
    assert act.seat == seat
    for field in set(frame.__struct_fields__) & {field.name for field in fields(act)} - SHAPED:
        assert getattr(act, field) == getattr(frame, field)


SHAPED = {"words", "ref", "answers", "shown", "name"}
"""Fields whose values change their shape on the way in."""


def test_a_seat_in_a_room_is_named_by_the_house_and_the_same_when_asked_again() -> None:
    asked = read(ASKED["asked.seat_here"])
    act, again = acted(asked), acted(asked)
    assert isinstance(act, acts.SeatHere) and isinstance(again, acts.SeatHere)
    assert act.fresh == again.fresh and len(act.fresh) == 16
    other = acted(msgspec.structs.replace(asked, n=99))
    assert isinstance(other, acts.SeatHere) and other.fresh != act.fresh
    assert act.name.text == "Uma"


def test_words_come_through_as_the_bytes_that_the_page_sent() -> None:
    act = acted(read(ASKED["asked.share"]))
    assert isinstance(act, acts.Share)
    assert act.words.carried() == HEAVY.carried()
    assert act.number == 8
    assert act.answers is None


def test_a_reply_names_the_share_it_answers() -> None:
    act = acted(read(ASKED["asked.share.reply"]))
    assert isinstance(act, acts.Share)
    assert act.answers == ShareRef(ANA, 8)


def test_a_report_names_the_share_and_brings_its_words() -> None:
    act = acted(read(ASKED["asked.report"]))
    assert isinstance(act, acts.Report)
    assert (act.ref, act.code, act.words.carried()) == (ShareRef(ANA, 8), "unkind", HEAVY.carried())


def test_a_report_of_words_that_were_not_said_is_refused() -> None:
    frame = msgspec.structs.replace(read(ASKED["asked.report"]), words="{}")
    with pytest.raises(Refused) as refused:
        acted(frame)
    assert refused.value.no is No.REPORT_DOES_NOT_MATCH


@pytest.mark.parametrize("name", ["share.reply", "edit", "retract", "veil", "answer"])
def test_a_share_that_this_house_did_not_tag_is_nobodys_to_ask_about(name: str) -> None:
    raw = json.loads(ASKED[f"asked.{name}"])
    ref = raw.get("ref") or raw["answers"]
    ref["seat"] = "bo"
    with pytest.raises(Refused) as refused:
        acted(read(json.dumps(raw)))
    assert refused.value.no is No.NOT_YOUR_SHARE


def test_long_words_are_read_so_that_the_room_can_say_how_long_is_too_long() -> None:
    act = acted(read(json.dumps({"is": "share", "n": 1, "words": "a" * 9_000})))
    assert isinstance(act, acts.Share)
    assert act.words.size == 9_000


def test_a_frame_in_another_order_with_spaces_is_read_too() -> None:
    assert read(' { "n" : 3 , "is" : "raise_hand" } ') == frames.RaiseHand(3)
    assert read('{"is":"share","n":3,"words":"a","answers":null}') == frames.Share(3, "a")
    assert read('{"is":"ask_patience","n":3,"patience":2}') == frames.AskPatience(3, 2.0)


def test_a_seat_not_ones_own_cannot_be_spelled() -> None:
    with pytest.raises(Garbled) as garbled:
        read('{"is":"raise_hand","n":1,"seat":"ana"}')
    assert garbled.value.why is Why.WRONG_FIELDS


def test_the_words_of_a_frame_are_silent_once_they_are_an_act() -> None:
    assert "March" not in repr(acted(read(ASKED["asked.share"])))
    assert isinstance(Words(b""), Words)

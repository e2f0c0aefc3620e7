"""What instances tell each other comes through unchanged, and only pieces of news hold words."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from server.room import effects, hears
from server.room.effects import CIRCLE, DESK, About, Kindness, Saying, ShareRef
from server.room.room import Room
from server.room.seat import Seat, SeatId
from server.wire import news
from server.wire.news import Foreign, Kind, Piece
from tests.wire.anything import anything
from tests.wire.evening import ANA, BO, CY, DEE, EVENING, FAY, HEAVY, REPLY, TAGS

SHARE = ShareRef(ANA, 8)
SAID = effects.Said(SHARE, HEAVY)
EFFECTS: list[effects.Effect] = [
    SAID,
    effects.Said(ShareRef(BO, 4), REPLY, Saying.REPLY, SHARE),
    effects.Edited(SHARE, REPLY),
    effects.Retracted(SHARE, by_author=False),
    effects.Answered(SHARE, Kindness.HEARD),
    effects.LetterSent(FAY, DEE, 12, About.LOBBY, REPLY, effects.only(DEE)),
    effects.LetterSent(BO, BO, 5, About.REPORT, HEAVY, DESK, shown=SHARE, code="unkind"),
]


def told(effect: effects.Effect, act: ShareRef | None = None) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(news.piece(effect, EVENING, act, TAGS).frame)
    return frame


@given(anything(Room))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_room_comes_back_from_the_line_as_it_was(room: Room) -> None:
    back = news.read_room(news.write_room(room))
    assert back == room
    assert list(back.seats) == list(room.seats)


def test_the_order_of_the_circle_is_kept() -> None:
    turned = Room(
        EVENING.id,
        EVENING.format,
        0.0,
        1.0,
        seats={id: EVENING.seats[id] for id in reversed(list(EVENING.seats))},
    )
    back = news.read_room(news.write_room(turned))
    assert list(back.seats) == list(reversed(list(EVENING.seats)))


def test_a_room_of_fifty_fits_into_its_news() -> None:
    ids = [SeatId(f"{number:022d}") for number in range(50)]
    seats = {id: Seat(id, EVENING.seats[ANA].name, knocked_at=1.5, circle_since=3) for id in ids}
    full = Room(EVENING.id, EVENING.format, 0.0, 1.0, seats=seats)
    assert len(news.write_room(full)) < 16_384


@pytest.mark.parametrize("effect", EFFECTS)
def test_a_piece_comes_back_from_the_line_as_it_was(effect: effects.Effect) -> None:
    piece = news.piece(effect, EVENING, ShareRef(BO, 3), TAGS)
    assert news.read_piece(news.write_piece(piece)) == piece
    assert piece.judged == hears.Piece(effect.audience, EVENING.version)


@given(anything(Piece))
@settings(max_examples=60, deadline=None)
def test_any_piece_comes_back_from_the_line_as_it_was(piece: Piece) -> None:
    assert news.read_piece(news.write_piece(piece)) == piece


@pytest.mark.parametrize("read", [news.read_room, news.read_piece])
@pytest.mark.parametrize("written", [b"", b"\x90", b"none of ours"])
def test_what_another_build_wrote_is_not_guessed_at(read: Any, written: bytes) -> None:
    with pytest.raises(Foreign):
        read(written)


def test_every_effect_is_told_as_its_own_kind() -> None:
    kinds = [news.piece(effect, EVENING, None, TAGS).kind for effect in EFFECTS]
    assert set(kinds) == set(Kind)
    assert [told(effect)["is"] for effect in EFFECTS] == [kind.value for kind in kinds]


def test_the_number_that_the_line_gave_goes_in_front() -> None:
    frame = news.piece(SAID, EVENING, None, TAGS).frame
    assert json.loads(news.splice(7, frame)) == {"seq": 7, **json.loads(frame)}
    assert news.splice(7, frame).startswith(b'{"seq":7,"is":"said",')


def test_a_share_is_told_with_its_speaker_and_the_page_s_own_words() -> None:
    frame = told(SAID)
    assert frame["by"] == {"seat": "ana", "name": "Ana"}
    assert frame["words"].encode() == HEAVY.carried()
    assert told(effects.Said(ShareRef(FAY, 1), REPLY))["by"]["mark"] == "facilitator"


def test_what_is_told_of_a_share_proves_it_later() -> None:
    ref = TAGS.tagged(SHARE, HEAVY)
    assert told(SAID)["ref"] == {"seat": "ana", "n": 8, "h": ref.h, "tag": ref.tag}


def test_a_kind_answer_tells_nobody_who_gave_it() -> None:
    piece = news.piece(effects.Answered(SHARE, Kindness.HEARD), EVENING, ShareRef(CY, 5), TAGS)
    assert json.loads(piece.frame) == {"is": "response", "ref": {"seat": "ana", "n": 8}, "kind": "heard"}
    assert piece.act == ShareRef(CY, 5)


def test_a_retraction_holds_nothing_of_the_share() -> None:
    frame = told(effects.Retracted(SHARE, by_author=True))
    assert frame == {"is": "retracted", "ref": {"seat": "ana", "n": 8}, "by_author": True}


def test_a_report_shows_the_desk_which_share_and_what_is_wrong() -> None:
    frame = told(EFFECTS[-1])
    assert (frame["shown"], frame["code"]) == ({"seat": "ana", "n": 8}, "unkind")
    assert frame["by"]["name"] == frame["of"]["name"] == "Bo"


def test_words_are_silent_in_a_piece() -> None:
    piece = news.piece(SAID, EVENING, None, TAGS)
    assert b"March" in piece.frame
    assert "March" not in repr(piece)


def test_words_are_in_pieces_and_in_no_room() -> None:
    assert b"March" in news.write_piece(news.piece(SAID, EVENING, None, TAGS))
    assert b"words" not in news.write_room(EVENING)
    assert SAID.audience == CIRCLE

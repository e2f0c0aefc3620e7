"""Words pass through: they cannot show themselves, be copied, or become part of a room."""

import copy
import pickle
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest

from server.room.acts import Share
from server.room.effects import Said, ShareRef
from server.room.room import Room
from server.room.seat import Seat
from server.room.seen import LobbyPicture, Picture, You
from server.room.words import Name, Words
from tests.room.scene import seat_of

SECRET = "i have never told this to anyone"
WORDS = Words(SECRET.encode())


def test_words_do_not_show_themselves() -> None:
    share = Share(seat_of("Ana"), 1, WORDS)
    said = Said(ShareRef(seat_of("Ana"), 1), WORDS)
    assert SECRET not in f"{WORDS!r} {WORDS} {share} {said!r} {[WORDS]}"
    assert repr(WORDS) == "Words()"


def test_a_rule_may_ask_their_size_and_the_wire_carries_them() -> None:
    assert WORDS.size == len(SECRET)
    assert WORDS.carried() == SECRET.encode()


@pytest.mark.parametrize("taking", [copy.copy, copy.deepcopy, pickle.dumps])
def test_words_are_not_taken_along(taking: Any) -> None:
    with pytest.raises(TypeError, match="not for keeping"):
        taking(WORDS)


def test_words_are_not_opened_with_what_holds_them() -> None:
    with pytest.raises(TypeError, match="not for keeping"):
        asdict(Share(seat_of("Ana"), 1, WORDS))


def test_words_are_not_compared() -> None:
    assert Words(b"a") != Words(b"a")
    assert not hasattr(WORDS, "__dict__")


def test_a_name_is_compared_and_silent() -> None:
    assert Name("Ana") == Name("Ana") != Name("Bo")
    assert "Ana" not in repr(Seat(seat_of("Bo"), Name("Ana")))


@pytest.mark.parametrize("kept", [Room, Picture, LobbyPicture, You])
def test_no_word_is_part_of_any_room_or_picture(kept: type) -> None:
    types = set(_inside(kept, set()))
    assert kept in types
    assert Words not in types
    assert bytes not in types


def _inside(kind: Any, seen: set[Any]) -> Iterator[Any]:
    """Every type that `kind` can hold, however deep."""
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from _inside(hints[field.name], seen)
    for part in get_args(kind) if not isinstance(kind, UnionType) else kind.__args__:
        yield from _inside(part, seen)

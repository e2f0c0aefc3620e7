"""Two adults, as a rule: whatever is asked, by whomever, nobody under 18 is ever with one adult alone."""

from dataclasses import replace
from typing import Any

import pytest

from server.room import aside, aside_seen, care, desk, presence, room_of_two, two_adults
from server.room.acts import Act, WriteLetter
from server.room.apart import is_with_somebody
from server.room.effects import Effect, LetterSent, only
from server.room.refusals import No, Refused
from server.room.room import Room
from tests.room.young_town import Law, walk

STEPS = 20_000
SEEDS = (1, 2, 3, 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_under_18_is_ever_with_one_adult_alone(seed: int) -> None:
    law = Law()
    walk(law, STEPS, seed)
    law.had_its_say()


# ── the law is no decoration: each of these holes is found by it ──────────────────────────────────


def past_the_desk(room: Room, act: WriteLetter) -> tuple[Effect, ...]:
    return (LetterSent(act.seat, act.whom, act.number, act.about, act.words, only(act.whom)),)


def refused(room: Room, act: Act, now: float) -> None:
    raise Refused(No.NOT_ALLOWED)


Hole = tuple[object, str, Any, str]

HOLES: dict[str, Hole] = {
    "anybody or nobody is the second adult": (
        aside,
        "second_adult",
        lambda room, guide, whom: whom,
        "nobody is named",
    ),
    "the second adult may be busy": (
        two_adults,
        "is_with_somebody",
        lambda room, seat: False,
        "talks with somebody else",
    ),
    "who is listed may go and talk": (aside, "is_taken", is_with_somebody, "talks with somebody else"),
    "who was asked to leave is still listed": (
        room_of_two,
        "guides_here",
        lambda room, guide: True,
        "not in the meeting any more",
    ),
    "a room of two needs one adult": (
        room_of_two,
        "of_two",
        lambda two, beside: replace(two, aside=True, under_18=True, capacity=3),
        "one adult, and somebody young",
    ),
    "a letter needs one adult": (care, "need_two_readers", lambda room, to: None, "one adult reads"),
    "a letter goes past the desk": (care, "_both_ends", past_the_desk, "the desk does not see"),
    "anybody is made a guide": (desk, "_need_guides_after", lambda room, changes: None, "adult|desk"),
    "nothing waits when an adult leaves": (presence, "settle", lambda room, now: room, "one adult"),
    "nobody sees who is listed": (aside_seen, "beside", lambda room: (), "one adult"),
    "who is listed cannot come in": (room_of_two, "come_in_listed", refused, "not-allowed"),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_the_rule_would_be_found(hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, instead, found = HOLES[hole]
    monkeypatch.setattr(module, name, instead)
    with pytest.raises((AssertionError, Refused), match=found):
        walk(Law(), STEPS, seed=1)

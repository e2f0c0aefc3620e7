"""Every frame × every role × every state, as it comes over the wire: done where the table says, else refused.

The table is written out here a second time, frame by frame, so that a rule and its table cannot be wrong together.
"""

import json
from dataclasses import replace
from typing import Final

import pytest

from server.room.company import present
from server.room.format import Phase
from server.room.powers import POWERS, Power
from server.room.refusals import No, Refused
from server.room.room import Grounding, Room
from server.room.seat import Out, Removal, Role, SeatId, Where
from server.room.step import step
from server.wire import decode, frames
from server.wire.frames import TAGS
from tests.wire import golden
from tests.wire.evening import ANA, BO, EVENING, FAY, TAGS as MAC

NOW: Final = EVENING.starts + 1_700
ME: Final = SeatId("me")

NEEDS: Final[dict[Power, str]] = {
    Power.ADMIT: "admit decline let_in_after_all welcome put_note",
    Power.EXTEND: "extend",
    Power.GUIDE: "go_to choose_prompt start_round set_mode set_order set_crosstalk next give_floor take_back_floor"
    " close_hands reorder put_topic take_aside propose_aside pass_aside decline_aside"
    " tell_experience offer_time",
    Power.PROTECT: "back_to_lobby revoke_invitation veil ground shield mute mute_all go_slowly lock_door guard_door"
    " pause hold_everyone remove undo_remove",
    Power.SUPPORT: "take_support handle_report",
    Power.APPOINT: "give_role hand_over",
    Power.END: "end_for_all",
    Power.HOST: "seat_here",
}
"""What only a power may do."""
OWN: Final = [
    "leave", "listen_only", "ask_patience", "assent", "take_turn", "done", "come_back_to_me", "more_time",
    "raise_hand", "lower_hand", "share", "edit", "retract", "answer", "wish", "quiet_please", "close_support",
    "ask_aside", "answer_aside", "end_aside", "come_in",
    "leave_here", "take_seat_back",
]  # fmt: skip
"""What everybody in the circle may do about themselves, as far as the floor lets them."""
ALWAYS: Final = ("ask_for_support", "pass_turn", "write_letter", "report")
"""Never refused to whoever has a seat here; a report needs the tag of what was really heard, and no place."""

POWER_OF: Final = {tag: power for power, tags in NEEDS.items() for tag in tags.split()}
ACTS: Final = sorted(TAGS - {"hello", "tock", "who_is_here"})
SAID: Final = {tag: json.loads(golden.files("asked")[f"asked.{tag}"]) for tag in ACTS} | {
    "go_to": {"is": "go_to", "n": 1, "phase": "closing"},
    "write_letter": {"is": "write_letter", "n": 1, "whom": ME, "about": "support", "words": "to the desk"},
}
CLOSED_OFF: Final = (Where.LOBBY, Where.OUT, Where.DECLINED, Where.LEFT)

STATES: Final[dict[str, Room]] = {
    "live": EVENING,
    "not open": replace(EVENING, phase=Phase.LOBBY_OPEN),
    "paused": replace(EVENING, holds=replace(EVENING.holds, paused_by=FAY, paused_at=NOW)),
    "behind the shield": replace(EVENING, holds=replace(EVENING.holds, shielded_by=FAY)),
    "grounding": replace(EVENING, holds=replace(EVENING.holds, grounding=Grounding("breathe", NOW))),
    "everyone held": replace(EVENING, holds=replace(EVENING.holds, everyone_held=True)),
    "all muted": replace(EVENING, holds=replace(EVENING.holds, all_muted=True)),
    "facilitator lost": replace(EVENING, holds=replace(EVENING.holds, facilitator_lost_at=NOW)),
    "closed": replace(EVENING, closed_at=NOW - 1, phase=Phase.CLOSED),
}


def with_me(room: Room, role: Role, where: Where = Where.CIRCLE) -> Room:
    """The room, and in it a seat of mine."""
    out = Out(Removal.FOR_SESSION, "unkind", FAY, NOW) if where is Where.OUT else None
    inside = where is Where.CIRCLE
    me = replace(
        room.seats[BO], id=ME, role=role, where=where, out=out, muted=False, quiet_until=None, patience=1.0,
        circle_since=1 if inside else None, desk_since=1 if inside and Power.SUPPORT in POWERS[role] else None,
        declined="full" if where is Where.DECLINED else None,
    )  # fmt: skip
    return replace(room, seats={**room.seats, ME: me})


def asks(tag: str, room: Room) -> No | None:
    """Send the golden frame of this kind from my seat; by which name it was refused, if it was."""
    frame = decode.read(json.dumps(SAID[tag]))
    assert isinstance(frame, frames.Asked)
    try:
        after, _ = step(room, decode.act(frame, ME, MAC), NOW)
    except Refused as refused:
        return refused.no
    assert tag in ALWAYS or tag in OWN or after.seats[ME].where is Where.CIRCLE
    return None


def test_every_frame_of_the_wire_stands_in_this_table() -> None:
    assert sorted([*POWER_OF, *OWN, *ALWAYS]) == ACTS
    assert present(with_me(EVENING, Role.PARTICIPANT))[-1].id == ME


@pytest.mark.parametrize("state", STATES)
def test_without_the_power_it_is_refused_in_every_state(state: str) -> None:
    refused = 0
    for role in Role:
        room = with_me(STATES[state], role)
        for tag, power in POWER_OF.items():
            if power not in POWERS[role]:
                assert asks(tag, room) is not None, (role, tag)
                refused += 1
    assert refused > 150


def test_in_a_live_room_it_is_refused_by_that_name_and_with_the_power_never_by_it() -> None:
    for role in Role:
        room = with_me(EVENING, role)
        for tag, power in POWER_OF.items():
            no = asks(tag, room)
            if power in POWERS[role]:
                assert no is not No.NOT_ALLOWED, (role, tag)
            else:
                assert no is No.NOT_ALLOWED, (role, tag, no)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("where", CLOSED_OFF)
def test_who_is_not_in_the_circle_can_do_nothing_there_whatever_their_role(state: str, where: Where) -> None:
    mine = {"leave", "ask_patience", "listen_only", "close_support", "ask_aside", "end_aside"}
    for role in Role:
        room = with_me(STATES[state], role, where)
        for tag in set(ACTS) - set(ALWAYS) - mine:
            assert asks(tag, room) is not None, (role, tag)


@pytest.mark.parametrize("state", STATES)
def test_help_and_passing_are_open_to_every_role_in_every_state_but_the_end(state: str) -> None:
    for role in Role:
        assert asks("ask_for_support", with_me(STATES[state], role)) is None
        assert asks("pass_turn", with_me(STATES[state], role)) is None
        assert asks("write_letter", with_me(STATES[state], role)) is None
    assert asks("ask_for_support", with_me(STATES[state], Role.PARTICIPANT, Where.LOBBY)) is None


def test_nobody_speaks_with_the_seat_of_another() -> None:
    for frame in SAID.values():
        for field in ("seat", "by", "role", "room", "sender"):
            with pytest.raises(Exception, match="wrong-fields"):
                decode.read(json.dumps({**frame, field: ANA}))

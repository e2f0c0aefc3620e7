"""Room and online by turns, until one side has nobody left."""

from dataclasses import replace

import pytest

from server.room.acts import Next, RaiseHand, SetOrder, StartRound
from server.room.format import Mode, Order, Phase
from server.room.hybrid import interleaved
from server.room.room import Room
from server.room.seat import SeatId
from tests.room.circle import ANA, BO, CY, FAY, NIA, after, but, circle

HAL, UMA, VAL = (SeatId(name) for name in ("hal", "uma", "val"))


def hybrid(*who: SeatId, **floor: object) -> Room:
    """Hal hosts; Uma and Val sit with him, and whoever else is named is online."""
    room = circle(*who, **floor)  # type: ignore[arg-type]
    room = but(room, HAL, hosts=True) if HAL in who else room
    for seat in {UMA, VAL} & set(who):
        room = but(room, seat, hub=HAL, circle_since=None)
    return room


ALL = hybrid(FAY, HAL, UMA, VAL, ANA, BO, CY, NIA)


@pytest.mark.parametrize(
    ("line", "by_turns"),
    [
        ((), ()),
        ((ANA, BO), (ANA, BO)),
        ((UMA, VAL), (UMA, VAL)),
        ((UMA, VAL, ANA, BO), (UMA, ANA, VAL, BO)),
        ((ANA, UMA, VAL, BO), (ANA, UMA, BO, VAL)),
        ((HAL, UMA, VAL, ANA), (HAL, ANA, UMA, VAL)),
        ((ANA, BO, CY, UMA), (ANA, UMA, BO, CY)),
    ],
)
def test_whoever_is_first_in_line_begins(line: tuple[SeatId, ...], by_turns: tuple[SeatId, ...]) -> None:
    assert interleaved(ALL, line) == by_turns


@pytest.mark.parametrize(
    ("had", "by_turns"), [(VAL, (ANA, UMA, BO)), (HAL, (ANA, UMA, BO)), (CY, (UMA, ANA, BO))]
)
def test_after_one_side_had_the_turn_the_other_begins(had: SeatId, by_turns: tuple[SeatId, ...]) -> None:
    assert interleaved(ALL, (UMA, ANA, BO), after=had) == by_turns


def asked(room: Room) -> tuple[SeatId | None, ...]:
    """Who is asked in a round that begins now, in order."""
    begun = after(room, StartRound(FAY))
    return (begun.floor.holder, *begun.floor.to_ask)


def test_a_round_goes_back_and_forth_and_guides_come_last() -> None:
    assert asked(ALL) == (HAL, ANA, UMA, BO, VAL, CY, NIA, FAY)


def test_a_newcomer_is_never_first_wherever_they_sit() -> None:
    online = hybrid(FAY, NIA, UMA, ANA, HAL)
    assert asked(online) == (UMA, NIA, HAL, ANA, FAY)
    here = but(hybrid(FAY, UMA, HAL, NIA, ANA), UMA, newcomer=True)
    assert asked(here) == (HAL, NIA, UMA, ANA, FAY)


def test_who_only_listens_begins_nothing_and_keeps_the_two_sides_in_step() -> None:
    quiet = but(hybrid(FAY, HAL, UMA, ANA, BO), HAL, listen_only=True)
    assert asked(quiet) == (UMA, ANA, HAL, BO, FAY)


def test_without_a_room_a_round_is_as_it_ever_was() -> None:
    assert asked(circle(FAY, ANA, BO, CY)) == (ANA, BO, CY, FAY)


def test_raised_hands_go_back_and_forth_where_the_guide_chose_that() -> None:
    room = replace(ALL, phase=Phase.SHARING)
    room = replace(room, floor=replace(room.floor, mode=Mode.RAISE_HANDS, hands=(UMA, VAL, ANA)))
    room = after(room, SetOrder(FAY, Order.INTERLEAVE_HYBRID))
    assert room.floor.hands == (UMA, ANA, VAL)
    spoken = after(room, Next(FAY, room.floor.turn))
    assert (spoken.floor.holder, spoken.floor.hands) == (UMA, (ANA, VAL))
    raised = after(spoken, RaiseHand(HAL), RaiseHand(BO))
    assert raised.floor.hands == (ANA, VAL, BO, HAL), "after Uma the turn goes online, whoever raised first"

"""A circle that already sits, for rules that begin where the lobby ends. `Scene` tells whole evenings."""

from collections.abc import Iterable
from dataclasses import replace

from server.room.acts import Act
from server.room.effects import Effect
from server.room.format import Format, Mode, Part, Phase
from server.room.room import Floor, Room, RoomId
from server.room.seat import Role, Seat, SeatId, Where
from server.room.step import step
from server.room.words import Name

FAY, GIL, ANA, BO, CY, NIA = (SeatId(name) for name in ("fay", "gil", "ana", "bo", "cy", "nia"))

GUIDES = {FAY: Role.FACILITATOR, GIL: Role.CO_FACILITATOR}

EVENING = Format(
    id="evening",
    code="c1",
    parts=(
        Part(Phase.OPENING, 5, Mode.SPEAKER),
        Part(Phase.CHECKIN, 11, Mode.ROUND_ROBIN),
        Part(Phase.SHARING, 30, Mode.RAISE_HANDS, turn=120),
        Part(Phase.CLOSING, 5, Mode.SPEAKER),
    ),
    capacity=12,
)


def circle(
    *who: SeatId, mode: Mode = Mode.ROUND_ROBIN, phase: Phase = Phase.CHECKIN, **floor: object
) -> Room:
    """A room at noon with these people in it, in this order; Nia is new."""
    return Room(
        RoomId("room"),
        EVENING,
        starts=0.0,
        ends=3600.0,
        phase=phase,
        seats={seat: _seated(seat) for seat in who},
        floor=replace(Floor(mode=mode), **floor),  # type: ignore[arg-type]
    )


def _seated(seat: SeatId) -> Seat:
    role = GUIDES.get(seat, Role.PARTICIPANT)
    return Seat(seat, Name(seat.title()), role, Where.CIRCLE, newcomer=seat == NIA, circle_since=0)


def but(room: Room, whom: SeatId, **changes: object) -> Room:
    """The same room, with something else about one person."""
    return replace(room, seats={**room.seats, whom: replace(room.seats[whom], **changes)})  # type: ignore[arg-type]


def after(room: Room, *acts: Act, now: float = 0.0) -> Room:
    """The room after these acts, all at once."""
    for act in acts:
        room, _ = step(room, act, now)
    return room


def let_out(room: Room, act: Act, now: float = 0.0) -> tuple[Effect, ...]:
    """What this act lets out."""
    return step(room, act, now)[1]


def invited(room: Room, acts: Iterable[Act]) -> list[SeatId]:
    """Who is asked, one after the other, while these acts happen."""
    asked = [room.floor.holder]
    for act in acts:
        room = after(room, act)
        asked.append(room.floor.holder)
    return [seat for seat in asked if seat is not None]

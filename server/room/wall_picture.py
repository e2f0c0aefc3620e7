"""The circle as a physical room may see it on its wall: seats, floor, prompt, hour, what lies over it."""

from server.room.company import as_seen, present
from server.room.phases import gives_up_at
from server.room.room import Holds, Room
from server.room.seat import Seat, SeatId
from server.room.seen import OnTheWall, Sight, WallFloor, WallHeld, WallPicture


def wall_picture(room: Room, seats: tuple[Seat, ...], hands: tuple[SeatId, ...]) -> WallPicture:
    """`seats` and `hands` are the circle's own: a wall never sees more than they do."""
    return WallPicture(
        sight=Sight.WALL,
        phase=room.phase.value,
        starts=room.starts,
        ends=room.ends,
        phase_ends=room.phase_ends,
        prompt=room.prompt,
        seats=tuple(_on_the_wall(room, seat) for seat in seats),
        more=len(present(room)) - len(seats),
        floor=WallFloor(room.floor.mode.value, room.floor.holder, hands),
        held=_held(room),
    )


def _on_the_wall(room: Room, seat: Seat) -> OnTheWall:
    seen = as_seen(room, seat, Sight.WALL)
    return OnTheWall(seen.id, seen.name, seen.mark, seen.away, here=seat.hub is not None or seat.hosts)


def _held(room: Room) -> WallHeld:
    together = room.holds.grounding
    return WallHeld(
        why=_why(room.holds),
        closes_at=gives_up_at(room),
        grounding=together.exercise if together else None,
        grounding_since=together.since if together else None,
    )


def _why(holds: Holds) -> str | None:
    lies_over = {
        "waiting": holds.facilitator_lost_at is not None,
        "shield": holds.shielded_by is not None,
        "grounding": holds.grounding is not None,
        "paused": holds.paused_by is not None,
        "everyone": holds.everyone_held,
    }
    return next((why for why, lies in lies_over.items() if lies), None)

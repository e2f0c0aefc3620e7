"""The wall of a physical room: a screen that shows the circle and nothing more. It is nobody, and hears no word.

It has no seat, so no rule about people can reach it; everyone in the circle is shown that it is there.
"""

from dataclasses import replace

from server.room.acts import Arrive, HangWall, LineDropped
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room, Wall
from server.room.seat import SeatId

MOST = 4
"""Walls one meeting may have: more would be no room that anybody sits in."""


def hang(room: Room, act: HangWall, now: float) -> Outcome:
    """A wall by a link of its own kind. The same link again is the same wall, on another screen."""
    if act.invitation in room.revoked:
        raise Refused(No.LINK_NOT_VALID)
    if act.seat in room.walls:
        return room, ()
    if room.holds.door_guarded:
        raise Refused(No.DOOR_IS_GUARDED)
    if len(room.walls) >= MOST:
        raise Refused(No.ROOM_IS_FULL)
    return _with(room, Wall(act.seat, act.invitation, away_since=now)), ()


def lights_up(room: Room, act: Arrive) -> Outcome:
    """A line for this wall; the newest is the one."""
    wall = room.walls[act.seat]
    if act.line <= wall.line:
        raise Refused(No.OPEN_ELSEWHERE)
    return _with(room, replace(wall, line=act.line, instance=act.instance, away_since=None)), ()


def goes_dark(room: Room, act: LineDropped, now: float) -> Outcome:
    """Its newest line is gone. Nothing waits for a wall."""
    wall = room.walls[act.seat]
    if act.line != wall.line or wall.away_since is not None:
        return room, ()
    return _with(room, replace(wall, away_since=min(act.since, now))), ()


def taken_down(room: Room, invitation: int) -> Room:
    """Without the walls that hang by this invitation."""
    walls = {id: wall for id, wall in room.walls.items() if wall.invitation != invitation}
    return replace(room, walls=walls)


def lit(room: Room) -> int:
    """How many screens show the circle now."""
    return sum(wall.away_since is None for wall in room.walls.values())


def line_of(room: Room, seat: SeatId) -> int | None:
    """Which line was the last of this seat or wall; None for neither."""
    found = room.seats.get(seat) or room.walls.get(seat)
    return found.line if found else None


def _with(room: Room, wall: Wall) -> Room:
    return replace(room, walls={**room.walls, wall.id: wall})

"""A minute after `closed` all of the room is deleted, and each seat gets the house's signed word on it."""

from typing import Final

from server.keep.report_keys import LIFE
from server.keep.signing import Wiped
from server.room.room import Room

AFTER_CLOSED: Final = 60.0
"""Seconds to say goodbye before everything goes."""

DESTROYED: Final = ("place", "room", "words", "keys", "acts", "beats")
"""What `wipe` takes, by its names on the closed list. The receipt says so, and a test holds it to that."""


def statement(room: Room, pieces: int, fingerprint: str, now: float) -> Wiped:
    """What is true once `room` is wiped: its state, every piece of its news and their key are gone."""
    closed = room.closed_at or now
    return Wiped(
        meeting=room.id,
        closed_at=round(closed),
        wiped_at=round(now),
        destroyed=DESTROYED,
        key_destroyed=fingerprint,
        sealed_items_deleted=pieces + 1,
        seats=len(room.seats),
        report_key_until=round(closed + LIFE),
    )


def report_key_lives(room: Room, now: float) -> float:
    """Seconds the key for reports still has, from now."""
    return (room.closed_at or now) + LIFE - now

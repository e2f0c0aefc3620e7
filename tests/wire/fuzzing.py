"""Frames that nobody would send, through decode and step: `make fuzz`, or `python -m tests.wire.fuzzing 1000000`.

Golden frames are cut, swapped, filled with each other's values and sent from any seat; what is read is done, and the
room goes on from there. Each is read, garbled or refused by name. Anything else ends the run with its seed.
"""

import json
import sys
from collections import Counter
from random import Random
from typing import Any, Final

from server.room.refusals import Refused
from server.room.room import Room
from server.room.step import step
from server.wire import decode, frames
from server.wire.garbled import Garbled
from tests.wire import golden
from tests.wire.evening import EVENING, TAGS

ASKED: Final = [json.loads(frame) for frame in golden.files("asked").values()]
PIECES: Final = [value for frame in ASKED for value in frame.values()]
ODD: Final[list[Any]] = [
    None, True, -1, 0, 2**53, 2**53 + 1, 1e308, 0.5, "", "\x00", "\ud800", "🕯" * 9, "a" * 9_000,
    [], {}, [[]], {"is": "share"}, list(EVENING.seats), *EVENING.seats,
]  # fmt: skip
SPLICES: Final = ['"', "}", "{", ",", "\\", "\\ud800", "1e999", "-0", '"n":1,', "\u202e", "\x00"]
EVERY: Final = 200
"""Acts after which the room begins anew, so that it is not over for most of the run."""


def frame(dice: Random) -> str | bytes:
    """One frame that somebody could send."""
    said: dict[str, Any] = dict(dice.choice(ASKED))
    for _ in range(dice.choice((0, 0, 1, 1, 2))):
        key = dice.choice([*said, "n", "whom", "turn", "seat"])
        said[key] = dice.choice(ODD if dice.random() < 0.5 else PIECES)
    text = json.dumps(said)
    if dice.random() < 0.2:
        cut = dice.randrange(len(text) + 1)
        text = text[:cut] + dice.choice([*SPLICES, text]) + text[cut + dice.randrange(3) :]
    return text.encode() if dice.random() < 0.01 else text


def one(room: Room, dice: Random, now: float) -> tuple[Room, str]:
    """Read it, do it; the next room and how it went."""
    try:
        read = decode.read(frame(dice))
    except Garbled:
        return room, "garbled"
    if not isinstance(read, frames.Asked):
        return room, "read"
    seat = dice.choice(list(room.seats))
    try:
        after, _ = step(room, decode.act(read, seat, TAGS), now)
    except Refused:
        return room, "refused"
    return after, "done"


def run(count: int, seed: int) -> Counter[str]:
    """So many frames; how often each end was met."""
    dice, ends = Random(seed), Counter[str]()
    room, now = EVENING, EVENING.starts + 1_700
    for n in range(count):
        if n % EVERY == 0:
            room, now = EVENING, EVENING.starts + 1_700
        now += dice.random()
        try:
            room, end = one(room, dice, now)
        except Exception as trouble:
            trouble.add_note(f"frame {n} of seed {seed}")
            raise
        ends[end] += 1
    return ends


if __name__ == "__main__":
    wanted, chosen = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sys.stdout.write(f"{wanted} frames, seed {chosen}: {dict(run(wanted, chosen))}, nothing unhandled\n")

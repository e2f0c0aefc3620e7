"""How Redis is spoken to: keys and channels, and numbers and lists as the scripts take and give them."""

from collections.abc import Sequence

import msgspec

from server.line.line import (
    AWAITED,
    EARLY,
    PIECE_LIFE,
    ROOM_LIFE,
    SETTLING,
    Commit,
    Gone,
    News,
    Offer,
    Place,
    SeatKey,
    Wiped,
)

LONGEST_STATE = 16 * 1024
"""The news of a change carries the state up to this size; above it, followers load."""

WINDOW = 20_000
"""How many of the last pieces are looked for where all must go; more than a room says in a piece's life."""

QUIET = "alcove:quiet"
"""A channel nobody speaks on: a subscriber without any channel would hear nothing at all."""

Reply = list[bytes]


class _Body(msgspec.Struct, array_like=True):
    """What a commit publishes, apart from the numbers the script writes in front."""

    state: bytes | None
    pieces: tuple[bytes, ...]


def key_of(room: str) -> str:
    """All keys of a room begin with this, and share one hash tag."""
    return f"alcove:{{{room}}}"


def channel_of(room: str) -> str:
    """Where the room's news is published."""
    return f"{key_of(room)}:news"


def room_of(channel: str) -> str:
    """The room whose channel this is."""
    return channel.removeprefix("alcove:{").removesuffix("}:news")


def ms(seconds: float) -> int:
    """Redis counts lives in milliseconds."""
    return round(seconds * 1000)


def place_of(parts: Sequence[bytes]) -> Place:
    """Where a room stands, as three replies say it."""
    gen, version, seq = parts
    return Place(gen.decode(), int(version), int(seq))


def places_of(told: bytes) -> tuple[Place, ...]:
    """Several places, one behind the other."""
    parts = told.split(b" ") if told else []
    return tuple(map(place_of, zip(parts[::3], parts[1::3], parts[2::3], strict=True)))


def _spelled(places: Sequence[Place]) -> str:
    return " ".join(f"{place.gen} {place.version} {place.seq}" for place in places)


def absent(answer: Reply) -> Gone | Wiped:
    """Why no room answered."""
    return Wiped() if answer == [b"wiped"] else Gone()


def acts_of(parts: Sequence[bytes]) -> dict[SeatKey, tuple[int, bytes]]:
    """Each seat's last act and its answer."""
    return {seat.decode(): _last(act) for seat, act in zip(parts[::2], parts[1::2], strict=True)}


def _last(act: bytes) -> tuple[int, bytes]:
    number, _, answer = act.partition(b" ")
    return int(number), answer


def done_of(parts: Sequence[bytes]) -> dict[tuple[SeatKey, int], bytes | None]:
    """Which acts were done before, as the script says it."""
    threes = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {(seat.decode(), int(number)): answer[1:] if answer else None for seat, number, answer in threes}


def numbers_of(commit: Commit) -> tuple[object, ...]:
    """The fixed arguments of a commit, in the script's order."""
    return (
        commit.gen,
        commit.from_version,
        commit.known_seq,
        commit.to_version,
        int(commit.state is not None),
        commit.state or b"",
        "" if commit.rings_for is None else repr(commit.rings_for),
        EARLY,
        ms(ROOM_LIFE),
        ms(PIECE_LIFE),
    )


def lists_of(commit: Commit) -> tuple[object, ...]:
    """What a commit has several of, each list with its count in front."""
    acts = [part for act in commit.acts for part in act]
    return (len(commit.pieces), *commit.pieces, len(commit.acts), *acts, len(commit.forget), *commit.forget)


def news_of(data: bytes) -> News | None:
    """A published commit; None for what another build of the house spells otherwise: then the head tells of it."""
    try:
        return _news(data)
    except (ValueError, msgspec.MsgspecError):
        return None


def _news(data: bytes) -> News:
    head, _, rest = data.partition(b"\n")
    gen, version, seq, from_version, first, wiped, at = head.split(b" ")
    body = msgspec.msgpack.decode(rest, type=_Body)
    place = place_of([gen, version, seq])
    return News(
        place, int(from_version), int(first), body.state, body.pieces, at=float(at), wiped=wiped == b"1"
    )


def body_of(commit: Commit) -> bytes:
    """What a commit publishes."""
    told = commit.state if commit.state is not None and len(commit.state) <= LONGEST_STATE else None
    return msgspec.msgpack.encode(_Body(told, commit.pieces))


EMPTY = msgspec.msgpack.encode(_Body(None, ()))
"""What a wipe publishes: nothing."""


def history_of(offer: Offer) -> tuple[object, ...]:
    """What a restore offers, in the script's order."""
    kept, lives = offer.kept, (SETTLING, AWAITED, ms(ROOM_LIFE), WINDOW)
    place = (offer.lost, kept.place.gen, kept.place.version, kept.place.seq)
    losses = _spelled((kept.place, *kept.restored))
    resting = {seq: (ms(left), piece) for seq, (piece, left) in offer.pieces.items() if ms(left) > 0}
    told = [part for seq, (left, piece) in resting.items() for part in (seq, left, piece)]
    acts = [part for seat, (number, answer) in kept.acts.items() for part in (seat, number, answer)]
    lists = (len(resting), *told, len(kept.acts), *acts, len(offer.others), *offer.others)
    return (*place, losses, kept.state, kept.keys, offer.instance, *lives, *lists)

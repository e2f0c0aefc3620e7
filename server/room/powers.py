"""Who may do what: the one table (domain §4.5). Nobody acts on a higher role."""

from enum import Enum

from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import Role, Seat, SeatId, Where


class Power(Enum):
    """One thing a role may do."""

    SPEAK = "speak"
    ADMIT = "admit"
    EXTEND = "extend"
    READ_OUT = "read_out"
    GUIDE = "guide"
    """Phases, modes, the floor of others, prompts."""
    PROTECT = "protect"
    """Mute, veil, pause, shield, ground, lock, remove, hold everyone."""
    SUPPORT = "support"
    """Take a support signal, write to one person, hear the back channel."""
    APPOINT = "appoint"
    END = "end"
    HOST = "host"
    """Seat people who are in the same physical room. Who sits there is in `speaks_for`."""


_CIRCLE = frozenset({Power.SPEAK})
_DESK = frozenset(Power)

POWERS: dict[Role, frozenset[Power]] = {
    Role.PARTICIPANT: _CIRCLE,
    Role.READER: _CIRCLE | {Power.READ_OUT},
    Role.TIMEKEEPER: _CIRCLE | {Power.EXTEND},
    Role.GREETER: _CIRCLE | {Power.ADMIT},
    Role.HUB_HOST: _CIRCLE | {Power.HOST},
    Role.PEER_SUPPORT_SPECIALIST: _DESK,
    Role.CO_FACILITATOR: _DESK,
    Role.FACILITATOR: _DESK,
    Role.SUPERVISOR: _CIRCLE | {Power.PROTECT, Power.SUPPORT},
    Role.SAFEGUARDING_LEAD: _CIRCLE | {Power.ADMIT, Power.PROTECT, Power.SUPPORT},
}

RANK = {role: rank for rank, role in enumerate(Role)}

GUIDES = (Role.PEER_SUPPORT_SPECIALIST, Role.CO_FACILITATOR, Role.FACILITATOR)
"""The cleared people a room needs to be open; they count for the quorum."""

CHECKED = (*GUIDES, Role.HUB_HOST)
"""Given only to checked adults, where people are under 18."""

DESK = tuple(role for role, powers in POWERS.items() if Power.SUPPORT in powers)
"""Who sits at the desk, sees its picture and hears its letters. Their link goes straight in, visibly."""


def may(seat: Seat, power: Power) -> bool:
    """Whether this seat has `power`. Only inside the circle; a guide in the lobby has none."""
    return seat.where is Where.CIRCLE and power in POWERS[seat.role]


def need(room: Room, seat: SeatId, power: Power) -> Seat:
    """The seat of who asks, or a refusal by name."""
    asker = inside(room, seat)
    if not may(asker, power):
        raise Refused(No.NOT_ALLOWED)
    return asker


def inside(room: Room, seat: SeatId) -> Seat:
    """The asker's seat, where they are in the circle."""
    asker = known(room, seat)
    if asker.where is Where.LOBBY:
        raise Refused(No.STILL_IN_THE_LOBBY)
    if asker.where is not Where.CIRCLE:
        raise Refused(No.NOT_ALLOWED)
    return asker


def known(room: Room, seat: SeatId) -> Seat:
    """The seat, or a refusal: nobody is here by that id."""
    found = room.seats.get(seat)
    if found is None:
        raise Refused(No.NO_SUCH_SEAT)
    return found


def speaks_for(room: Room, asker: SeatId, whom: SeatId) -> Seat:
    """The one exception to acting with one's own seat alone: a host, for who sits in their room (decision 44)."""
    known(room, asker)
    seat = known(room, whom)
    if seat.hub != asker:
        raise Refused(No.NOT_ALLOWED)
    return seat


def over(asker: Seat, other: Seat) -> None:
    """Acts on people reach only lower roles."""
    if RANK[asker.role] <= RANK[other.role]:
        raise Refused(No.SAME_OR_HIGHER_ROLE)

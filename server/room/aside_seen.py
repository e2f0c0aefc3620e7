"""What can be seen of time alone with a guide: by whoever it is about, and by the desk. By nobody else."""

from server.room.apart import aside_of
from server.room.company import name_of
from server.room.room import Aside, Room
from server.room.seat import SeatId, Where
from server.room.seen import AsideAtDesk, AsideSeen


def mine(room: Room, seat: SeatId) -> AsideSeen | None:
    """Where it stands for this person."""
    aside = aside_of(room, seat)
    if aside is None:
        return None
    stage = _stage(aside)
    return AsideSeen(
        stage=stage,
        before=_before(room, aside) if stage == "waiting" else 0,
        guide=name_of(room, aside.guide),
        second=name_of(room, aside.second),
        reason=aside.declined,
    )


def _stage(aside: Aside) -> str:
    if aside.declined:
        return "declined"
    if aside.agreed:
        return "open"
    return "waiting" if aside.asked else "offered"


def _before(room: Room, mine: Aside) -> int:
    """Who asked earlier and still waits: an honest number, without a name."""
    return [aside.seat for aside in room.asides if _stage(aside) == "waiting"].index(mine.seat)


def at_the_desk(room: Room) -> tuple[AsideAtDesk, ...]:
    """All of them, in their order."""
    return tuple(_at_the_desk(room, aside) for aside in room.asides if aside.declined is None)


def _at_the_desk(room: Room, aside: Aside) -> AsideAtDesk:
    return AsideAtDesk(
        seat=aside.seat,
        name=room.seats[aside.seat].name.text,
        at=aside.at,
        asked=aside.asked,
        agreed=aside.agreed,
        guide=aside.guide,
        guide_name=name_of(room, aside.guide),
        second=aside.second,
        second_name=name_of(room, aside.second),
    )


def beside(room: Room) -> tuple[str, ...]:
    """The listed adult, while they have a line."""
    seats = (seat for seat in room.seats.values() if seat.where is Where.LOBBY and seat.listed)
    return tuple(seat.name.text for seat in seats if not seat.stepped_out)

"""What can be seen of time alone with a guide: by whoever it is about, and by the desk. By nobody else."""

from server.room.apart import aside_of, is_with_somebody
from server.room.company import name_of, present
from server.room.powers import GUIDES
from server.room.room import Aside, Room, Stage
from server.room.seat import SeatId, Where
from server.room.seen_alone import AsideAtDesk, AsideSeen, HasTime


def mine(room: Room, seat: SeatId) -> AsideSeen | None:
    """Where it stands for this person."""
    aside = aside_of(room, seat)
    if aside is None:
        return None
    return AsideSeen(
        stage=aside.stage.value,
        before=_before(room, aside) if aside.stage is Stage.WAITING else 0,
        guide=name_of(room, aside.guide),
        second=name_of(room, aside.second),
        moment=aside.moment,
        reason=aside.declined,
    )


def _before(room: Room, mine: Aside) -> int:
    """Who asked earlier, and may be taken by the same guide: an honest number, without a name."""
    line = [aside for aside in room.asides if aside.stage is Stage.WAITING]
    earlier = line[: line.index(mine)]
    return sum(mine.guide is None or one.guide in (None, mine.guide) for one in earlier)


def at_the_desk(room: Room) -> tuple[AsideAtDesk, ...]:
    """All of them, in their order."""
    return tuple(_at_the_desk(room, aside) for aside in room.asides if aside.stage is not Stage.DECLINED)


def _at_the_desk(room: Room, aside: Aside) -> AsideAtDesk:
    return AsideAtDesk(
        seat=aside.seat,
        name=room.seats[aside.seat].name.text,
        at=aside.at,
        stage=aside.stage.value,
        asked=aside.asked,
        to=aside.to,
        guide=aside.guide,
        guide_name=name_of(room, aside.guide),
        second=aside.second,
        second_name=name_of(room, aside.second),
        moment=aside.moment,
    )


def have_time(room: Room) -> tuple[HasTime, ...]:
    """The guides who have said so, in the order of the circle."""
    return tuple(
        HasTime(
            seat=guide.id,
            name=guide.name.text,
            experience=guide.experience,
            busy=room.format.hours and is_with_somebody(room, guide.id),
        )
        for guide in present(room)
        if guide.has_time and guide.role in GUIDES
    )


def beside(room: Room) -> tuple[str, ...]:
    """The listed adult, while they have a line."""
    seats = (seat for seat in room.seats.values() if seat.where is Where.LOBBY and seat.listed)
    return tuple(seat.name.text for seat in seats if not seat.stepped_out)

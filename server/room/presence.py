"""Presence: lines open and drop, people leave and come back. The one table of decision 14."""

from dataclasses import replace

from server.room import floor
from server.room.acts import Arrive, AskPatience, Leave, LineDropped, ListenOnly
from server.room.apart import is_apart
from server.room.companion import fallen_back, let_go
from server.room.hybrid import has_no_phone, is_voiced
from server.room.powers import DESK, known
from server.room.quorum import settle
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room, with_seat
from server.room.seat import Removal, Seat, Where
from server.room.threshold import STEPS_OUT, come_in, go_out

PATIENCE = (1.0, 1.5, 2.0)

BELONGS = (Where.LOBBY, Where.CIRCLE)


def arrive(room: Room, act: Arrive, now: float) -> Outcome:
    """A line for this seat. Within a minute as if nothing had been; later too, but hearing from now on."""
    seat = known(room, act.seat)
    turned_away(seat)
    if has_no_phone(seat):
        raise Refused(No.NO_SUCH_SEAT)
    if act.line <= seat.line:
        raise Refused(No.OPEN_ELSEWHERE)
    on_phone = seat.hub is not None
    here = replace(seat, line=act.line, instance=act.instance, away_since=None, on_phone=on_phone)
    if room.closed_at is not None:
        return with_seat(room, here), ()
    return settle(_placed(room, here, now), now), ()


def _placed(room: Room, seat: Seat, now: float) -> Room:
    if is_apart(room, seat.id):
        return with_seat(room, seat)  # their place waits, and they hear nothing until they are back
    back = seat.where is Where.LEFT or (seat.where is Where.CIRCLE and seat.stepped_out)
    if not back:
        return with_seat(room, replace(seat, stepped_out=False))
    if seat.role in DESK or (seat.where is Where.CIRCLE and not room.holds.everyone_held):
        return come_in(room, seat, now)
    # Who left by choice knocks again; in lockdown also who dropped out waits to be let in.
    return go_out(room, replace(seat, where=Where.LOBBY, stepped_out=False, knocked_at=now), now)


def turned_away(seat: Seat) -> None:
    """Who is out, or was not let in, does not come back by another tab, token or name."""
    if seat.out is not None:
        for_session = seat.out.kind is Removal.FOR_SESSION
        raise Refused(No.OUT_FOR_THIS_SESSION if for_session else No.OUT_UNTIL_REVIEWED)
    if seat.where is Where.DECLINED:
        raise Refused(No.NOT_LET_IN)


def line_dropped(room: Room, act: LineDropped, now: float) -> Outcome:
    """The seat's newest line is gone. Nothing is shown; place and floor are kept."""
    seat = known(room, act.seat)
    if act.line != seat.line or seat.away_since is not None or is_voiced(seat):
        return room, ()
    return with_seat(room, replace(seat, away_since=min(act.since, now))), ()


def leave(room: Room, act: Leave, now: float) -> Outcome:
    """Somebody goes, quietly, whenever they like. A lone guide too: then the room waits.

    A phone in a physical room goes alone: whoever sat there is there still, and their host speaks for them.
    """
    seat = known(room, act.seat)
    if seat.where not in BELONGS:
        return room, ()
    if seat.on_phone:
        return with_seat(room, let_go(seat)), ()
    return settle(go_out(room, replace(seat, where=Where.LEFT), now), now), ()


def listen_only(room: Room, act: ListenOnly, now: float) -> Outcome:
    """Turns pass by on their own, unseen; or come again."""
    seat = known(room, act.seat)
    if seat.listen_only == act.on:
        return room, ()
    room = with_seat(room, replace(seat, listen_only=act.on))
    return floor.someone_left(room, seat.id, now) if act.on else room, ()


def ask_patience(room: Room, act: AskPatience, now: float) -> Outcome:
    """More time for one's own turns, from the next one on. Nobody else sees it."""
    seat = known(room, act.seat)
    fits_patience(act.patience)
    if seat.patience == act.patience:
        return room, ()
    return with_seat(room, replace(seat, patience=act.patience)), ()


def fits_patience(patience: float) -> None:
    """Only the three that the page offers."""
    if patience not in PATIENCE:
        raise Refused(No.NOT_ALLOWED)


def steps_out_at(seat: Seat) -> float | None:
    """When this seat steps out, if its line does not come back."""
    if seat.away_since is None or seat.stepped_out or seat.where not in BELONGS:
        return None
    return seat.away_since + STEPS_OUT


def step_out(room: Room, now: float) -> Room:
    """Whoever has been a minute without a line steps out. The floor moves on to nobody who goes as well."""
    room = fallen_back(room, now)
    moments = {seat: steps_out_at(seat) for seat in room.seats.values()}
    due = [seat for seat, moment in moments.items() if moment is not None and moment <= now]
    for seat in due:
        room = with_seat(room, replace(seat, stepped_out=True))
    for seat in due:
        room = go_out(room, room.seats[seat.id], now)
    return room

"""Words that were said: put better, taken back, or folded behind a note. Nobody speaks for somebody else."""

from dataclasses import replace

from server.room.acts import Edit, Retract, Veil
from server.room.care import fit_to_send
from server.room.codes import WHY, listed
from server.room.effects import Edited, Retracted, ShareRef
from server.room.format import Mode
from server.room.powers import Power, inside, known, may, need, over
from server.room.record import noted
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room
from server.room.seat import Seat


def edit(room: Room, act: Edit, now: float) -> Outcome:
    """Better words for one's own share, while it is there."""
    inside(room, act.seat)
    fit_to_send(act.words)
    if act.ref.seat != act.seat:
        raise Refused(No.NOT_YOUR_SHARE)
    if act.ref in room.retracted:
        raise Refused(No.TOO_LATE_TO_EDIT)
    if room.floor.mode is Mode.SILENT:
        raise Refused(No.SILENT_TIME)
    return room, (Edited(act.ref, act.words),)


def retract(room: Room, act: Retract, now: float) -> Outcome:
    """A share is gone. Its author needs no reason; the desk's is noted, and told to the author alone."""
    asker = inside(room, act.seat)
    own = act.ref.seat == act.seat
    if not own:
        _over_its_author(room, asker, act.ref)
        listed(act.reason or "", WHY)
    if act.ref in room.retracted:
        return room, ()
    after = replace(room, retracted=(*room.retracted, act.ref))
    if not own:
        after = noted(after, now, act.seat, "retract", act.ref.seat, act.reason)
    return after, (Retracted(act.ref, by_author=own),)


def _over_its_author(room: Room, asker: Seat, ref: ShareRef) -> None:
    if not may(asker, Power.PROTECT):
        raise Refused(No.NOT_YOUR_SHARE)
    over(asker, known(room, ref.seat))


def veil(room: Room, act: Veil, now: float) -> Outcome:
    """Fold a share behind a note, or unfold it."""
    asker = need(room, act.seat, Power.PROTECT)
    if act.ref.seat != act.seat:
        _over_its_author(room, asker, act.ref)
    if (act.ref in room.veiled) is act.on:
        return room, ()
    others = tuple(ref for ref in room.veiled if ref != act.ref)
    after = replace(room, veiled=(*others, act.ref) if act.on else others)
    return noted(after, now, act.seat, "veil" if act.on else "unveil", act.ref.seat), ()

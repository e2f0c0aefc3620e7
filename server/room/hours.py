"""A guide's hours: that they have time for talks alone, and what they have lived, told by nobody but themselves."""

from dataclasses import replace

from server.room.acts import OfferTime, TellExperience
from server.room.codes import EXPERIENCE, listed
from server.room.powers import Power, need
from server.room.room import Outcome, Room, with_seat


def tell_experience(room: Room, act: TellExperience, now: float) -> Outcome:
    """As many as they like, none is fine; in the list's order, so that it says nothing more."""
    guide = need(room, act.seat, Power.GUIDE)
    for tag in act.tags:
        listed(tag, EXPERIENCE)
    tags = tuple(sorted(set(act.tags)))
    return room if tags == guide.experience else with_seat(room, replace(guide, experience=tags)), ()


def offer_time(room: Room, act: OfferTime, now: float) -> Outcome:
    """For whoever would like to ask. Who asks may always ask for somebody else as well."""
    guide = need(room, act.seat, Power.GUIDE)
    return room if act.on == guide.has_time else with_seat(room, replace(guide, has_time=act.on)), ()

"""Which of two histories goes on, after lost memory. `restore.lua` says the same in Redis.

A history is told by how far it reaches, and by where it stood each time it was restored. All of one meeting begin
alike; they part where a generation was restored twice, by houses that did not hear of each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.line.line import Offer, Place, since_lost


@dataclass(frozen=True, slots=True)
class Standing:
    """What the line has now."""

    place: Place
    restored: Sequence[Place]
    settles: bool
    """Whether histories may still be offered."""


def reach(place: Place) -> tuple[int, int]:
    """How far a history goes."""
    return place.version, place.seq


def joins(standing: Standing, offer: Offer) -> bool:
    """Whether both were restored under one generation just now, and can become one."""
    return standing.settles and standing.place.gen == offer.kept.place.gen and not parted(standing, offer)


def gives_way(standing: Standing, offer: Offer) -> bool:
    """To the meeting it forgot, if it was opened anew; else to a longer history that went on from all of it, or had
    its very generation, or, while that is not settled yet, parted from it."""
    gen = standing.place.gen
    if not standing.restored and gen != offer.lost:
        return True
    if reach(offer.kept.place) <= reach(standing.place):
        return False
    if gen == offer.kept.place.gen:
        return standing.settles  # and they parted, else it had joined
    before = [place for place in offer.kept.restored if place.gen == gen]
    return gen == offer.lost or any(reach(standing.place) <= reach(place) for place in before)


def is_beginning(standing: Standing, offer: Offer) -> bool:
    """Whether what stands went on from all of this history, however often memory was lost since."""
    losses = since_lost(offer.lost, standing.restored)
    whole = all(reach(offer.kept.place) <= reach(place) for place in losses)
    return bool(losses) and whole and not parted(standing, offer)


def parted(standing: Standing, offer: Offer) -> bool:
    """Whether they went on from different places in one generation. Who has nothing after such a place has not."""
    ours, theirs = reach(standing.place), reach(offer.kept.place)
    then = {place.gen: reach(place) for place in (offer.kept.place, *offer.kept.restored)}
    both = [(reach(place), then[place.gen]) for place in standing.restored if place.gen in then]
    return any(our < min(their, ours) or their < min(our, theirs) for our, their in both)

"""What must hold of every story, whatever went wrong in it. Each check names what it found."""

import json
from collections import defaultdict
from collections.abc import Iterator

from tests.faults.story import NEVER, Frame, Seat, Story

LONG_AWAY = 45.0
"""Seconds without a line after which a page may be told that words were lost: a minute, told early."""
AT_ONCE = 1.0
"""Seconds after which a removal holds on every house that nothing is wrong with."""
MENDING = 2.0
"""Seconds after a trouble until every house stands as if it had not been."""
NEWS = ("said", "edited", "retracted", "response", "letter")


def complaints(story: Story) -> list[str]:
    """Everything that is wrong with it; nothing is what we want."""
    return [
        it
        for check in (
            lost, strange_gaps, doubled, reordered, told_who_is_out, heard_of_who_is_out, told_before_admission,
            two_holders, risen_words, risen_people, after_the_end, unequal,
        )
        for it in check(story)
    ]  # fmt: skip


def lost(story: Story) -> Iterator[str]:
    """What was acknowledged is heard by everyone who was inside all the time."""
    for seat in story.seats.values():
        if seat.out_asked < NEVER:
            continue  # what was on its way to them may be dropped
        told = {it.frame["words"] for it in seat.heard if it.frame["is"] == "said"}
        gap = max((it.at for it in seat.heard if it.frame["is"] == "gap"), default=-NEVER)
        for words, said in story.said.items():
            owed = said.done < NEVER and said.taken_back == NEVER and max(seat.entered, gap) < said.asked
            if owed and words not in told:
                yield f"lost: {seat.name} never heard {words!r}, acknowledged at {said.done:.2f}"


def strange_gaps(story: Story) -> Iterator[str]:
    """`gap` is for who was away too long. To anybody else it would be an excuse."""
    for seat in story.seats.values():
        longest = max((back - left for left, back in seat.away), default=0.0)
        for it in seat.heard:
            if it.frame["is"] == "gap" and longest < LONG_AWAY:
                yield f"gap: {seat.name} was told of a gap at {it.at:.2f} after {longest:.1f} s away"


def _pages(seat: Seat) -> Iterator[list[Frame]]:
    """The news of each page: a gap clears it and begins another."""
    page: list[Frame] = []
    for it in seat.heard:
        if it.frame["is"] == "gap":
            yield page
            page = []
        elif it.frame["is"] in NEWS:
            page.append(it.frame)
    yield page


def doubled(story: Story) -> Iterator[str]:
    """Nobody is told the same words twice."""
    for seat in story.seats.values():
        for page in _pages(seat):
            seen: set[str] = set()
            for frame in page:
                if frame["is"] == "said" and frame["words"] in seen:
                    yield f"doubled: {seat.name} heard {frame['words']!r} twice"
                seen.add(frame.get("words", ""))


def reordered(story: Story) -> Iterator[str]:
    """One number for each piece, for everybody; and everybody hears them in the order of their numbers."""
    under: dict[int, str] = {}
    for seat in story.seats.values():
        for page in _pages(seat):
            last = 0
            for frame in page:
                if frame["seq"] <= last:
                    yield f"order: {seat.name} heard {frame['seq']} after {last}"
                last = frame["seq"]
                what = f"{frame['is']} {frame.get('words', frame.get('ref', ''))}"
                if under.setdefault(frame["seq"], what) != what:
                    yield f"order: {frame['seq']} is {what!r} for {seat.name}, {under[frame['seq']]!r} for others"


def told_who_is_out(story: Story) -> Iterator[str]:
    """Whoever was removed hears nothing that comes later in order; nor, on the clock, later than a moment."""
    for seat in story.seats.values():
        for it in seat.heard:
            words = it.frame.get("words") if it.frame["is"] == "said" else None
            if words in story.said and story.said[words].asked > seat.out:
                yield f"removed: {seat.name} was told {words!r}, asked after they were out"
            if it.frame["is"] in (*NEWS, "picture") and _quiet(story, seat.out, it.at) > AT_ONCE:
                yield f"removed: {seat.name} was told {it.frame['is']!r} {it.at - seat.out:.2f} s after they were out"


def _quiet(story: Story, since: float, until: float) -> float:
    """For how much of this time nothing was wrong anywhere, nor had been until a moment ago."""
    quiet, at = 0.0, since
    for began, ended in sorted(story.troubled):
        quiet += max(0.0, min(began, until) - at)
        at = max(at, ended + MENDING)
    return quiet + max(0.0, until - at)


def heard_of_who_is_out(story: Story) -> Iterator[str]:
    """Nor is anything accepted of them."""
    for words, said in story.said.items():
        seat = story.seats.get(said.by)
        if seat is not None and said.done < NEVER and said.asked > seat.out:
            yield f"accepted: {said.by} said {words!r} after they were out"


def told_before_admission(story: Story) -> Iterator[str]:
    """Nobody hears what was said before they were let in."""
    for seat in story.seats.values():
        for it in seat.heard:
            said = story.said.get(it.frame["words"]) if it.frame["is"] == "said" else None
            if said is not None and said.done < seat.let_in:
                yield f"before admission: {seat.name} was told {it.frame['words']!r}"


def two_holders(story: Story) -> Iterator[str]:
    """A turn has one holder, whoever looks, wherever."""
    holders: defaultdict[int, set[str]] = defaultdict(set)
    for seat in story.seats.values():
        for it in seat.heard:
            floor = it.frame.get("floor") if it.frame["is"] == "picture" else None
            if floor and floor["holder"]:
                holders[floor["turn"]].add(floor["holder"])
    for turn, found in holders.items():
        if len(found) > 1:
            yield f"floor: turn {turn} is held by {len(found)} at once"


def risen_words(story: Story) -> Iterator[str]:
    """Words taken back are not told to a page that knows it; nor to anyone, once that was answered."""
    for seat in story.seats.values():
        gone: set[tuple[str, int]] = set()
        for it in seat.heard:
            if it.frame["is"] == "retracted":
                gone.add((it.frame["ref"]["seat"], it.frame["ref"]["n"]))
            elif it.frame["is"] == "said" and (it.frame["ref"]["seat"], it.frame["ref"]["n"]) in gone:
                yield f"taken back: {seat.name} was told {it.frame['words']!r} again"


def risen_people(story: Story) -> Iterator[str]:
    """Whoever was asked to go, and that was answered, does not sit there in the end."""
    for where, picture in story.pictures.items():
        for shown in picture.get("seats", ()):
            seat = story.seats.get(shown["name"])
            if seat is not None and seat.out < NEVER:
                yield f"risen: {seat.name} sits in the circle again ({where})"


def after_the_end(story: Story) -> Iterator[str]:
    """After `ended` a line is silent; after the end nothing new is said anywhere."""
    for seat in story.seats.values():
        ended: set[int] = set()
        for it in seat.heard:
            if it.line in ended:
                yield f"ended: {seat.name} was told {it.frame['is']!r} after `ended`"
            if it.frame["is"] == "ended":
                ended.add(it.line)
    for words, said in story.said.items():
        if said.asked > story.ended and said.done < NEVER:
            yield f"ended: {words!r} was acknowledged after the end"


def unequal(story: Story) -> Iterator[str]:
    """When all is quiet, every house shows one and the same circle: the one on the line."""
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for where, picture in story.pictures.items():
        shown[json.dumps(picture, sort_keys=True)].append(where)
    if len(shown) > 1:
        yield f"unequal: {sorted(shown.values())} show different circles"

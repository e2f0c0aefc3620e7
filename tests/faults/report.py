"""What is worth knowing of a run: the schedule, the counts, and the worst times."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.faults.checker import complaints
from tests.faults.evening import Lived, Told
from tests.faults.schedule import HOLE
from tests.faults.story import NEVER

SOON = 1.0
"""A line that ends within this after a `kill -9` is counted as ended by it."""


def schedule(told: Told) -> Iterator[str]:
    """When what went wrong, in seconds from the first."""
    first = min((at for at, _ in told.trouble.done), default=0.0)
    for at, what in sorted(told.trouble.done):
        yield f"{at - first:8.1f} s  {what}"


def lines(every: Sequence[Told]) -> Iterator[str]:
    """The whole report, a line at a time."""
    circles = [circle for told in every for circle in told.circles]
    wrong = [it for circle in circles for it in complaints(circle.story)]
    yield from (f"WRONG  {it}" for it in wrong)
    yield f"{len(wrong)} complaints in {len(circles)} circles of {len(every)} evenings"
    yield _counts(circles)
    done = Counter(what for told in every for _, what in told.trouble.done)
    yield from (f"{count:6} × {what}" for what, count in sorted(done.items()))
    yield _times("back after `kill -9`", [it for told in every for it in back_after_kills(told)], 5.0)
    yield _times("caught up after a black road", [it for told in every for it in caught_up(told)], 1.0)
    removed = [it for circle in circles for it in told_after_removal(circle)]
    yield _times("last frame after a removal", removed, 1.0)


def _counts(circles: Sequence[Lived]) -> str:
    said = [it for circle in circles for it in circle.story.said.values()]
    heard = sum(
        it.frame["is"] == "said" for circle in circles for person in circle.people for it in person.log
    )
    gone = sum(seat.out < NEVER for circle in circles for seat in circle.story.seats.values())
    lost = sum(len(person.away) for circle in circles for person in circle.people)
    done = sum(it.done < NEVER for it in said)
    return f"{done} shares acknowledged of {len(said)}, heard {heard} times; {gone} removed; {lost} came back"


def _times(what: str, found: Sequence[float], goal: float) -> str:
    if not found:
        return f"{what}: never seen"
    ordered = sorted(found)
    within = sum(it <= goal for it in ordered) / len(ordered)
    half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return (
        f"{what}: {len(ordered)} times, median {half:.2f} s, p99 {most:.2f} s, worst {ordered[-1]:.2f} s; "
        f"{within:.2%} within {goal:g} s"
    )


def back_after_kills(told: Told) -> Iterator[float]:
    """How long each line was missing that ended when a house was killed."""
    for person in (person for circle in told.circles for person in circle.people):
        for left, back in person.away:
            if any(0 <= left - at <= SOON for at in told.trouble.kills):
                yield back - left


def caught_up(told: Told) -> Iterator[float]:
    """How long after each black road the last of what was said meanwhile had come to each person."""
    for cleared in told.trouble.cleared:
        for circle in told.circles:
            yield from _late(circle, cleared)


def _late(circle: Lived, cleared: float) -> Iterator[float]:
    said = circle.story.said.items()
    meanwhile = {words for words, it in said if cleared - HOLE < it.asked and it.done < cleared}
    for person in circle.people:
        late = [
            it.at - cleared
            for it in person.log
            if it.frame["is"] == "said" and it.frame["words"] in meanwhile and it.at > cleared
        ]
        if late:
            yield max(late)


def told_after_removal(circle: Lived) -> Iterator[float]:
    """How long after each removal was answered the last frame came to who is out."""
    for seat in circle.story.seats.values():
        if seat.out < NEVER:
            yield max(0.0, max(it.at for it in seat.heard) - seat.out)

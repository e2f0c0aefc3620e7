"""A short evening under everything that can go wrong, on every run; `python -m tests.faults` has the long ones."""

from tests.faults.checker import complaints
from tests.faults.evening import Plan, an_evening
from tests.faults.story import NEVER

SEED = 7


async def test_in_a_bad_evening_nothing_is_lost_doubled_reordered_or_told_to_the_wrong() -> None:
    told = await an_evening(Plan(SEED, seconds=20.0))
    [circle] = told.circles
    assert complaints(circle.story) == []
    assert len({what for _, what in told.trouble.done}) > 5, "too little went wrong"
    assert sum(it.done < NEVER for it in circle.story.said.values()) > 50, "too little was said"
    assert sum(len(person.away) for person in circle.people) > 5, "too few had to come back"
    assert any(seat.out < NEVER for seat in circle.story.seats.values()), "nobody was asked to go"
    assert len(circle.story.pictures) == 4, "three houses and the line were to be compared"

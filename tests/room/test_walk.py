"""A long seeded walk through many evenings: what hypothesis is too slow to reach (decision 36)."""

from random import Random

from tests.room.chances import an_act
from tests.room.dice import Dice, one_of, rarely
from tests.room.evening import CIRCLE_OF_TEN, YOUNG, Evening
from tests.room.laws import Laws
from tests.room.look import encoded

STEPS = 100_000

PAUSES = (0.0, 0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 31.0)


class Seeded:
    """Dice that always fall the same way."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed).random

    def below(self, sides: int) -> int:
        """As told by the seed."""
        return int(self.chance() * sides)


def walk(laws: Laws, steps: int, seed: int) -> list[Evening]:
    """Evening after evening, most of them with a circle that has come together."""
    dice, evenings = Seeded(seed), list[Evening]()
    while laws.steps < steps:
        evening = Evening(laws, one_of(dice, (CIRCLE_OF_TEN, CIRCLE_OF_TEN, CIRCLE_OF_TEN, YOUNG)))
        evenings.append(evening)
        if not rarely(dice, 6):
            evening.comes_together()
        live(evening, dice)
    return evenings


def live(evening: Evening, dice: Dice) -> None:
    """Until a while after its end."""
    afterwards = 20
    while afterwards:
        evening.passes(700.0 if rarely(dice, 400) else one_of(dice, PAUSES))
        evening.does(an_act(evening.room, dice, evening.now))
        afterwards -= evening.room.closed_at is not None


def test_the_laws_hold_on_a_long_walk() -> None:
    laws = Laws(every=100)
    walk(laws, STEPS, seed=20)
    laws.had_their_say()


def test_an_evening_lived_again_is_the_same() -> None:
    for evening in walk(Laws(every=STEPS), 2_000, seed=7):
        again = Evening(Laws(every=STEPS), evening.room.format)
        for act, again.now in evening.lived:
            again.does(act)
        assert encoded(again.room) == encoded(evening.room)

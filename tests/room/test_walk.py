"""A long seeded walk through many evenings: what hypothesis is too slow to reach (decision 36)."""

from random import Random

from server.room.step import step
from tests.room.chances import an_act
from tests.room.evening import CIRCLE_OF_TEN, YOUNG, Evening
from tests.room.laws import Laws

STEPS = 100_000

PAUSES = (0.0, 0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 31.0)


class Seeded:
    """Dice that always fall the same way."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed).random

    def below(self, sides: int) -> int:
        return int(self.chance() * sides)


def walk(laws: Laws, steps: int, seed: int) -> list[Evening]:
    dice, evenings = Seeded(seed), list[Evening]()
    while laws.steps < steps:
        evening = Evening(laws, YOUNG if dice.below(5) == 4 else CIRCLE_OF_TEN)
        evenings.append(evening)
        if dice.below(6):
            evening.comes_together()
        live(evening, dice)
    return evenings


def live(evening: Evening, dice: Seeded) -> None:
    """Until a while after its end."""
    afterwards = 20
    while afterwards:
        evening.passes(700.0 if dice.below(400) == 0 else PAUSES[dice.below(len(PAUSES))])
        evening.does(an_act(evening.room, dice, evening.now))
        afterwards -= evening.room.closed_at is not None


def test_the_laws_hold_on_a_long_walk() -> None:
    laws = Laws()
    evenings = walk(laws, STEPS, seed=20)
    print(len(evenings), laws.held)


def test_the_same_evening_lived_again_is_the_same() -> None:
    for evening in walk(Laws(every=10_000), 2_000, seed=7):
        room = None
        del room, step

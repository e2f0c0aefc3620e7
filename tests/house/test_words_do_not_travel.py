"""What people say cannot be taken along by accident: not copied, not printed, and no part of the room."""

import copy
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from server.room import acts, effects
from server.room.room import Room
from server.room.words import Name, Words

SAID = b"i have never told this to anyone"


@dataclass(frozen=True)
class Letter:
    """Anything that carries words."""

    words: Words


def parts(kind: Any, seen: set[Any] | None = None) -> Iterator[Any]:
    """Every type that a value of `kind` can hold, however deep."""
    seen = set() if seen is None else seen
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    for inner in get_args(kind):
        yield from parts(inner, seen)
    if is_dataclass(kind):
        for inner in get_type_hints(kind).values():
            yield from parts(inner, seen)


def test_no_word_is_part_of_any_room() -> None:
    held = set(parts(Room))
    assert Words not in held
    assert Name in held, "names are part of the room; if the walk misses them it misses everything"


def test_a_word_deep_in_a_value_would_be_found() -> None:
    assert Words in set(parts(tuple[Mapping[str, Letter | None], ...]))


@pytest.mark.parametrize(
    "take_along",
    [asdict, pickle.dumps, copy.copy, copy.deepcopy],
    ids=["asdict", "pickle", "copy", "deepcopy"],
)
def test_words_cannot_be_taken_along(take_along: Any) -> None:
    letter = Letter(Words(SAID))
    with pytest.raises(TypeError, match="not for keeping"):
        take_along(letter if take_along is not copy.copy else letter.words)


def test_words_do_not_show_themselves() -> None:
    letter = Letter(Words(SAID))
    for shown in (repr(letter), str(letter), f"{letter.words}", f"{letter.words!r}", repr([letter])):
        assert "never told" not in shown


def test_words_cannot_be_compared_by_what_they_say() -> None:
    assert Words(SAID) != Words(SAID)


def test_a_name_does_not_show_itself_either() -> None:
    assert "Ana" not in repr(Name("Ana"))


def test_every_act_and_effect_with_words_says_so_by_its_type() -> None:
    carriers = [
        kind
        for module in (acts, effects)
        for kind in vars(module).values()
        if is_dataclass(kind) and Words in set(parts(kind))
    ]
    assert acts.Share in carriers
    assert [
        kind for kind in carriers for it in fields(kind) if it.name == "words" and it.type is not Words
    ] == []

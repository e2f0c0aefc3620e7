"""Any value of a noun, filled in at random by the types of its fields."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, NewType, Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as some

SIMPLE: dict[Any, some.SearchStrategy[Any]] = {
    str: some.text(max_size=6),
    int: some.integers(0, 2**53 - 1),
    float: some.floats(0, 1e11),
    bool: some.booleans(),
    bytes: some.binary(max_size=20),
    type(None): some.none(),
}


def anything(hint: Any) -> some.SearchStrategy[Any]:
    """Any value that `hint` allows."""
    if isinstance(hint, NewType):
        return anything(hint.__supertype__)
    if hint in SIMPLE:
        return SIMPLE[hint]
    inner = [anything(part) for part in get_args(hint) if part is not Ellipsis]
    match get_origin(hint):
        case origin if origin in (Union, types.UnionType):
            return some.one_of(inner)
        case origin if origin is tuple:
            return some.lists(inner[0], max_size=3).map(tuple)
        case origin if origin is frozenset:
            return some.frozensets(inner[0], max_size=3)
        case origin if origin is Mapping:
            return some.dictionaries(inner[0], inner[1], max_size=4)
    if issubclass(hint, Enum):
        return some.sampled_from(list(hint))
    assert is_dataclass(hint), f"{hint} is new here"
    hints, make = get_type_hints(hint), cast(Callable[..., Any], hint)
    return some.builds(make, **{field.name: anything(hints[field.name]) for field in fields(hint)})

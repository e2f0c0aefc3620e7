"""A msgspec Struct in the likeness of a dataclass and all that lies in it, so that the rules know no wire."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import reduce
from operator import or_
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct, defstruct

Likeness = dict[type, type[Struct]]
"""Which Struct stands for which dataclass."""
Maker = Callable[..., type[Struct]]
"""`defstruct`, with the options that the wire in question wants."""


def mirror(kind: type, known: Likeness, make: Maker = defstruct) -> type[Struct]:
    """The likeness of `kind`."""
    return make(kind.__name__, likened(kind, known, make))


def likened(kind: type, known: Likeness, make: Maker) -> list[tuple[str, Any]]:
    """The fields of `kind`, each dataclass in them made anew or taken from `known`."""
    hints = get_type_hints(kind)
    return [(field.name, _seen(hints[field.name], known, make)) for field in fields(kind)]


def _seen(hint: Any, known: Likeness, make: Maker) -> Any:
    if hint in known:
        return known[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return known.setdefault(hint, mirror(hint, known, make))
    inner = tuple(_seen(part, known, make) for part in get_args(hint))
    if isinstance(hint, types.UnionType):
        return reduce(or_, inner)
    return get_origin(hint)[inner] if inner else hint

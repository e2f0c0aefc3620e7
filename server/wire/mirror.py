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


def mirror(
    kind: type, known: Likeness, inside: Maker = defstruct, itself: Maker | None = None
) -> type[Struct]:
    """The likeness of `kind`: what lies in it is taken from `known` or made by `inside`."""
    hints = get_type_hints(kind)
    seen = [(field.name, _seen(hints[field.name], known, inside)) for field in fields(kind)]
    return (itself or inside)(kind.__name__, seen, namespace={"__doc__": kind.__doc__})


def _seen(hint: Any, known: Likeness, inside: Maker) -> Any:
    if hint in known:
        return known[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return known.setdefault(hint, mirror(hint, known, inside))
    inner = tuple(_seen(part, known, inside) for part in get_args(hint))
    if isinstance(hint, types.UnionType):
        return reduce(or_, inner)
    return get_origin(hint)[inner] if inner else hint

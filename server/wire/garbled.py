"""What cannot be read, by name. Never what it was: not the frame, nor what msgspec says, which quotes it."""

import json
import re
from enum import Enum
from typing import Any, NoReturn

from server.wire.frames import DEEPEST, LARGEST, TAGS


class Why(Enum):
    """The names of unreadable frames; the sender is told one of them."""

    BINARY = "binary"
    TOO_LONG = "too-long"
    NOT_JSON = "not-json"
    TOO_DEEP = "too-deep"
    DOUBLED_KEYS = "doubled-keys"
    LONE_SURROGATE = "lone-surrogate"
    NOT_AN_OBJECT = "not-an-object"
    UNKNOWN_FRAME = "unknown-frame"
    NUMBER_OUT_OF_RANGE = "number-out-of-range"
    WRONG_FIELDS = "wrong-fields"


class Garbled(Exception):
    """This frame cannot be read. Carries a name and nothing of the frame."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def trouble(text: str) -> Why | None:
    """What is wrong with `text`, looked at closely and slowly; None where its fields alone may be wrong."""
    try:
        return _kind_of(_strict.decode(text))
    except Garbled as garbled:
        return garbled.why
    except RecursionError:
        return Why.TOO_DEEP
    except ValueError:
        return Why.NOT_JSON


def _kind_of(value: Any) -> Why | None:
    _walk(value, 1)
    if not isinstance(value, dict):
        return Why.NOT_AN_OBJECT
    tag = value.get("is")
    return None if isinstance(tag, str) and tag in TAGS else Why.UNKNOWN_FRAME


def _walk(value: Any, depth: int) -> None:
    if isinstance(value, str) and _LONE.search(value):
        raise Garbled(Why.LONE_SURROGATE)
    if not isinstance(value, dict | list):
        return
    if depth > DEEPEST:
        raise Garbled(Why.TOO_DEEP)
    for part in (*value, *value.values()) if isinstance(value, dict) else value:
        _walk(part, depth + 1)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Garbled(Why.DOUBLED_KEYS)
    return found


def _in_range(digits: str) -> float:
    # A float is enough to judge by; int() of very many digits is slow, and Python refuses it.
    value = float(digits)
    if not 0 <= value <= LARGEST:
        raise Garbled(Why.NUMBER_OUT_OF_RANGE)
    return value


def _no_json(constant: str) -> NoReturn:
    raise Garbled(Why.NOT_JSON)  # NaN and Infinity: Python would take them


_LONE = re.compile("[\ud800-\udfff]")
_strict = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_in_range, parse_float=_in_range, parse_constant=_no_json
)

"""Two languages that nobody speaks, made from our first one, for whoever works on the pages (`ALCOVE_PATTERNS`).

In `en-XA` every text is longer, accented, and in brackets: what stands outside brackets is in no catalogue, and
what does not fit will not fit in Finnish. `ar-XB` is the same from right to left. Names as in Unicode's CLDR.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec

LIKE: Final = {"en-XA": "en", "ar-XB": "ar"}
"""Each, and the language whose dates and direction it has."""
OPENS, CLOSES = "⟦", "⟧"

_HOLE = re.compile(r"(\{\w+\})")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = str.maketrans("aceinouyACEINOUY", "áçéîñôûýÁÇÉÎÑÔÛÝ")
_LONGER = str.maketrans({vowel: vowel * 2 for vowel in "áéîôû"})
_BACKWARDS, _AS_BEFORE = "\u202e", "\u202c"
Document = TypeVar("Document", bound=msgspec.Struct)


def pretended(text: str, lang: str) -> str:
    """The same text as if it were said in `lang`; its holes stay what they are."""
    pieces = [piece if _HOLE.fullmatch(piece) else _said(piece, lang) for piece in _HOLE.split(text)]
    return f"{OPENS}{''.join(pieces)}{CLOSES}"


def _said(piece: str, lang: str) -> str:
    """A third longer, or each word from right to left."""
    if lang == "ar-XB":
        return _WORD.sub(lambda word: f"{_BACKWARDS}{word[0]}{_AS_BEFORE}", piece)
    return piece.translate(_MARKED).translate(_LONGER)


def spoken_too(document: Document) -> Document:
    """A document that has its own texts in several languages, with these two beside them."""
    return msgspec.convert(_with(msgspec.to_builtins(document)), type(document))


def _with(part: Any) -> Any:
    if isinstance(part, Mapping):
        inside = {key: _with(value) for key, value in part.items()}
        return inside | {lang: _in(part["en"], lang) for lang in LIKE} if "en" in part else inside
    return [_with(each) for each in part] if isinstance(part, list) else part


def _in(said: Any, lang: str) -> Any:
    return [pretended(each, lang) for each in said] if isinstance(said, list) else pretended(said, lang)

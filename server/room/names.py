"""What somebody may be called: anything, but never so that they are taken for another, or for a guide.

Two names look alike when their skeletons are the same: letters that look like each other are one letter;
marks, spaces and case do not count. The tables are our own, and short: Latin, Cyrillic, Greek, digits.
"""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import category, normalize

from server.room.refusals import No, Refused
from server.room.words import Name

LONGEST_NAME: Final = 24
LONGEST_PRONOUNS: Final = 20

MOST_MARKS: Final = 2
"""Combining marks on one letter; more of them is a drawing, not a name."""

_LOOKS_LIKE: Final = (
    ("А Ӓ Α а α ɑ", "a"),
    ("В Β в β ß", "b"),
    ("С Ϲ с ϲ", "c"),
    ("Ԁ ԁ đ", "d"),
    ("Е Ε е ε є", "e"),
    ("Ғ ғ ƒ", "f"),
    ("ɡ", "g"),
    ("Н н Η һ ħ", "h"),
    ("І Ι і ι ı Ӏ ӏ ł i j ј Ј ϳ 1", "l"),
    ("К Κ к κ", "k"),
    ("М Μ м", "m"),
    ("Ν п η", "n"),
    ("О Ο о ο σ ø ө 0", "o"),
    ("Р Ρ р ρ", "p"),
    ("ԛ", "q"),
    ("г ɩ", "r"),
    ("Ѕ ѕ 5", "s"),
    ("Т Τ т τ ŧ", "t"),
    ("υ", "u"),
    ("ν ѵ", "v"),
    ("Ԝ ԝ ω", "w"),
    ("Х Χ х χ", "x"),
    ("У Υ у γ ү", "y"),
    ("Ζ", "z"),
)
_LETTERS: Final = str.maketrans({like: letter for many, letter in _LOOKS_LIKE for like in many.split()})

_PAIRS: Final = (("rn", "m"), ("vv", "w"))
_NO_LETTERS: Final = re.compile(r"[^\w\n]|_")

_BADGES: Final = frozenset({"So", "Sm", "Sc", "Sk"})
"""Stars, ticks, shields and their kind: the mark of a guide comes from the server only."""

_IN_A_NAME: Final = frozenset(" '’-.·")

_OFFICIAL: Final = """
    guide guides guia guias host hosts anfitrion anfitriona admin admins mod mods bot staff lead lider leader
    system sistema official oficial police policia support soporte apoyo equipo alcove coguide greeter reader
    timekeeper lector lectora dr doctor doctora psychologist psicologo psicologa coordinator coordinador
    coordinadora
"""
"""Whole words that look like a badge, in English and Spanish."""

_OFFICIAL_STEMS: Final = """
    facilitat facilitad moderat moderad administrat administrad supervis safeguard specialist especialist
    therapist terapeut counselor counsellor consejer
"""
"""Beginnings that look like one wherever they stand."""

_TELLS: Final = re.compile(
    r"@|#|_|//|\bwww\b|\b(insta(gram)?|snap(chat)?|tiktok|telegram|whats?app|discord|onlyfans|fb|facebook|wa)\b"
    r"|\w\.(com|org|net|info|io|me|gg|tv|app|edu|es|mx|ar|cl|uk|us|de|fr)\b",
    re.IGNORECASE,
)
"""Addresses, handles and places to write to."""

_MOST_DIGITS: Final = 4
"""One more, and it may be the number of a telephone."""


def fitting(wanted: Name, here: Iterable[Name]) -> Name:
    """The name as it will be shown, or a refusal that says which way it does not fit."""
    text = _tidy(wanted)
    _readable(text, LONGEST_NAME)
    _keeps_to_itself(text)
    _claims_nothing(text)
    _only_letters(text)
    _like_nobody(text, tuple(name.text for name in here))
    return Name(text)


def fitting_pronouns(wanted: Name) -> Name:
    """Shown beside the name, so they can pretend no more than it can. None at all is fine."""
    text = _tidy(wanted)
    if text:
        _readable(text, LONGEST_PRONOUNS)
        _keeps_to_itself(text.replace("/", " "))
        _claims_nothing(text)
        _only_letters(text.replace("/", " "))
    return Name(text)


def skeleton(text: str) -> str:
    """What a hurried eye sees of a name; of many names at once, each in a line of its own."""
    plain = _unmarked(normalize("NFKC", text).translate(_LETTERS))
    plain = _unmarked(plain.casefold()).translate(_LETTERS)
    for two, one in _PAIRS:
        plain = plain.replace(two, one)
    return _NO_LETTERS.sub("", plain)


def _unmarked(text: str) -> str:
    if text.isascii():
        return text
    plain = normalize("NFKD", text)
    return plain.translate({ord(sign): None for sign in set(plain) if category(sign).startswith("M")})


def _tidy(name: Name) -> str:
    return " ".join(normalize("NFC", name.text).split())


def _readable(text: str, longest: int) -> None:
    """Short enough, nothing invisible, nothing that turns the line around, no towers of marks."""
    marks = 0
    for sign in text:
        kind = category(sign)
        marks = marks + 1 if kind.startswith("M") else 0
        if kind.startswith("C") or marks > MOST_MARKS:
            raise Refused(No.NAME_NOT_USABLE)
    if not 1 <= len(text) <= longest:
        raise Refused(No.NAME_NOT_USABLE)


def _keeps_to_itself(text: str) -> None:
    plain = normalize("NFKC", text)
    if _TELLS.search(plain) or sum(sign.isdigit() for sign in plain) > _MOST_DIGITS:
        raise Refused(No.NAME_TELLS_TOO_MUCH)


def _claims_nothing(text: str) -> None:
    words = [skeleton(word) for word in re.split(r"[\W_]+", normalize("NFKC", text))]
    whole = skeleton(text)
    spelled_out = all(len(word) < 2 for word in words)
    badge = any(category(sign) in _BADGES for sign in text)
    official = not _WORDS.isdisjoint([*words, whole] if spelled_out else words)
    if badge or official or any(stem in whole for stem in _STEMS):
        raise Refused(No.NAME_LOOKS_OFFICIAL)


_WORDS: Final = frozenset(skeleton(word) for word in _OFFICIAL.split())
_STEMS: Final = frozenset(skeleton(stem) for stem in _OFFICIAL_STEMS.split())


def _only_letters(text: str) -> None:
    """Letters of any script, their marks, a few digits, and what stands between the parts of a name."""
    if not any(sign.isalpha() for sign in text) or not all(_belongs(sign) for sign in text):
        raise Refused(No.NAME_NOT_USABLE)


def _belongs(sign: str) -> bool:
    return category(sign)[0] in "LM" or sign.isdecimal() or sign in _IN_A_NAME


def _like_nobody(text: str, here: tuple[str, ...]) -> None:
    """All who are here are looked at in one piece: one by one, a thousand names take milliseconds."""
    others = "\n".join(here)
    if here and _folded(text) in _folded(others).split("\n"):
        raise Refused(No.NAME_TAKEN)
    if here and skeleton(text) in skeleton(others).split("\n"):
        raise Refused(No.NAME_LOOKS_LIKE_ANOTHER)


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold()

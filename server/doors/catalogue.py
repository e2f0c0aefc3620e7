"""Every text a person reads, by key and language. A missing text is an error with a name, never a blank."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.messages.pofile import read_po

from server.doors.pretended import LIKE, pretended

WORDS = Path(__file__).parents[2] / "web" / "words"
LANGUAGES: tuple[str, ...] = ("en", "es")
"""In the order of choice: the first is spoken where nobody asked for another."""

_HOLE = re.compile(r"\{(\w+)\}")
_WISH = re.compile(r"\s*([a-zA-Z-]+|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


class NoSuchText(LookupError):
    """This language has no text by this key."""


class NothingToFillIn(LookupError):
    """The text has a hole that the page gave no value for."""


class SaidTwice(ValueError):
    """Two areas claim the same key."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All texts of one language, from all areas."""

    lang: str
    texts: Mapping[str, str]

    @property
    def locale(self) -> Locale:
        """How this language writes dates, and in which direction."""
        return Locale.parse(LIKE.get(self.lang, self.lang))

    @classmethod
    def of(cls, lang: str) -> "Catalogue":
        """The shipped texts of `lang`, read once."""
        return _shipped(lang)

    def text(self, key: str, /, **values: object) -> str:
        """The text by this key, with its {braces} filled in."""
        if key not in self.texts:
            raise NoSuchText(f"{self.lang}: {key}")
        return _HOLE.sub(lambda hole: _filled(key, hole[1], values), self.texts[key])


def _filled(key: str, name: str, values: Mapping[str, object]) -> str:
    if name not in values:
        raise NothingToFillIn(f"{key}: {name}")
    return str(values[name])


@cache
def _shipped(lang: str) -> Catalogue:
    if lang in LIKE:
        first = _shipped(LANGUAGES[0]).texts.items()
        return Catalogue(lang, MappingProxyType({key: pretended(text, lang) for key, text in first}))
    if lang not in LANGUAGES:
        raise NoSuchText(lang)
    return read(WORDS, lang)


def read(words: Path, lang: str) -> Catalogue:
    """All areas of one language, merged."""
    texts: dict[str, str] = {}
    for area in sorted((words / lang).glob("*.po")):
        for key, text in _area(area):
            if key in texts:
                raise SaidTwice(f"{lang}/{area.name}: {key}")
            texts[key] = text
    return Catalogue(lang, MappingProxyType(texts))


def _area(path: Path) -> Iterator[tuple[str, str]]:
    with path.open("rb") as file:
        for message in read_po(file, abort_invalid=True):
            if message.id:
                yield str(message.id), str(message.string)


def choose(accepted: str = "", asked: str | None = None, spoken: tuple[str, ...] = LANGUAGES) -> str:
    """The language to speak: the one a person chose, else the best their browser asks for, else the first."""
    if asked in spoken:
        return asked
    wishes = sorted(_wishes(accepted), key=lambda wish: -wish[1])
    return next((lang for lang, weight in wishes if lang in LANGUAGES and weight > 0), LANGUAGES[0])


def _wishes(accepted: str) -> Iterator[tuple[str, float]]:
    """`es-MX,es;q=0.9` as languages with weights. What cannot be read is passed over, not refused."""
    for part in accepted.split(","):
        if wish := _WISH.fullmatch(part):
            yield wish[1].split("-")[0].lower(), float(wish[2] or 1)

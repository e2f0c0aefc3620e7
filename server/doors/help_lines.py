"""Lines of help as the card's document has them: who answers, how, and the page that says so."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

CARD = Path(__file__).parents[2] / "web" / "help" / "card.toml"
FRESH = timedelta(days=180)
"""After this a number is too old to be trusted with somebody's night."""

Place = Literal["us", "uk", "ie", "ca", "au", "es", "mx", "eu", "anywhere"]
Part = Literal["danger", "too-much", "talk", "heavy", "hurting", "elsewhere"]
Said = str | dict[str, str]
"""A proper name is one text; everything else is said in each language."""


class Texting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number to write to, and the word to send where one is needed."""

    to: str
    say: str | None = None


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"about": "for"}):
    """One line of help. Without `verified_on` no page has said it well enough."""

    place: Place
    part: list[Part]
    name: Said
    about: Said
    languages: list[Literal["en", "es", "fr"]]
    how: Literal["live", "stored", "none"]
    page: str
    verified_on: date | None = None
    hours: Literal["always", "office", "unknown"] | None = None
    call: list[str] = []
    then: str | None = None
    text: Texting | None = None
    chat: str | None = None
    site: str | None = None
    young: bool = False
    free: bool = False

    def overdue(self, today: date) -> bool:
        """Whether it was looked at, but too long ago."""
        return self.verified_on is not None and today - self.verified_on > FRESH


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    entry: list[Line]


def read(path: Path) -> tuple[Line, ...]:
    """All lines of a document. A field that does not fit is a mistake in the house and stops it."""
    return tuple(msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Document).entry)

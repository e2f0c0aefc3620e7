"""The help card: which lines are tried in which order, and how its page draws them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

from server.doors.catalogue import LANGUAGES, Catalogue
from server.doors.help_lines import CARD, Line, Said, read
from server.doors.pretended import LIKE, pretended

PARTS = ("danger", "too-much", "talk", "heavy", "hurting")
STEPS = 5
"""How many steps there are when someone has taken too much."""


@dataclass(frozen=True, slots=True)
class Card:
    """All lines of help, in the order they are tried."""

    lines: tuple[Line, ...]

    @classmethod
    def shipped(cls) -> "Card":
        """The card of this house, read once."""
        return _shipped(CARD)

    @property
    def places(self) -> tuple[str, ...]:
        """The places a person may choose from. We never look up where they are."""
        return tuple(dict.fromkeys(line.place for line in self.lines if line.place != "anywhere"))

    def of(self, place: str, part: str) -> tuple[Line, ...]:
        """The lines of one part of one place."""
        return tuple(line for line in self.lines if line.place == place and part in line.part)

    def emergency(self, place: str) -> str:
        """The number to call in danger."""
        return self.of(place, "danger")[0].call[0]

    def overdue(self, today: date) -> tuple[Line, ...]:
        """Lines nobody has looked at for too long. With any of these there is no release."""
        return tuple(line for line in self.lines if line.overdue(today))

    def unverified(self) -> tuple[Line, ...]:
        """Lines that no page says well enough. The card says so beside each."""
        return tuple(line for line in self.lines if line.verified_on is None)

    def shown(self, place: str, words: Catalogue) -> dict[str, object]:
        """As its page draws it, opened at `place`. All places are on the page, so that it works offline."""
        return {
            "places": [
                {"code": code, "name": words.text(f"help.place.{code}"), "here": code == place}
                for code in self.places
            ],
            "sheets": [self._sheet(code, code == place, words) for code in self.places],
            "anywhere": [_drawn(line, words) for line in self.of("anywhere", "elsewhere")],
        }

    def _sheet(self, code: str, here: bool, words: Catalogue) -> dict[str, object]:
        parts = [part for name in PARTS if (part := self._part(code, name, words))]
        return {"code": code, "here": here, "parts": parts, "foot": self._foot(code, words)}

    def _part(self, code: str, name: str, words: Catalogue) -> dict[str, object] | None:
        lines = [_drawn(line, words) for line in self.of(code, name)]
        steps = self._steps(code, words) if name == "too-much" else []
        if not lines and not steps:
            return None
        return {"name": name, "title": words.text(f"help.part.{name}"), "steps": steps, "lines": lines}

    def _steps(self, code: str, words: Catalogue) -> list[str]:
        number = self.emergency(code)
        return [words.text(f"too-much.{step}", emergency_number=number) for step in range(1, STEPS + 1)]

    def _foot(self, code: str, words: Catalogue) -> str:
        checked = [line.verified_on for line in self.lines if line.place == code and line.verified_on]
        if not checked:
            return words.text("help.foot-not-checked")
        return words.text("help.foot", oldest_date=_day(min(checked), words))


@cache
def _shipped(path: Path) -> Card:
    return Card(read(path))


def _drawn(line: Line, words: Catalogue) -> dict[str, object]:
    return {
        "name": _said(line.name, words.lang),
        "about": _said(line.about, words.lang),
        "acts": list(_acts(line, words)),
        "small": " · ".join(_small(line, words)),
    }


def _said(said: Said, lang: str) -> str:
    if isinstance(said, str):
        return said
    return pretended(said[LANGUAGES[0]], lang) if lang in LIKE else said[lang]


def _acts(line: Line, words: Catalogue) -> Iterator[dict[str, object]]:
    for number in line.call:
        key = "help.call-then" if line.then else "help.call"
        yield _act(f"tel:{_dialled(number)}", words.text(key, number=number, then=line.then))
    if line.text:
        key, body = ("help.text-word", f"?body={line.text.say}") if line.text.say else ("help.text", "")
        label = words.text(key, number=line.text.to, word=line.text.say)
        yield _act(f"sms:{_dialled(line.text.to)}{body}", label)
    if line.chat:
        yield _act(f"https://{line.chat}", words.text("help.chat", site=line.chat), away=True)
    if line.site:
        yield _act(f"https://{line.site}", words.text("help.site", site=line.site), away=True)


def _act(href: str, label: str, away: bool = False) -> dict[str, object]:
    return {"href": href, "label": label, "away": away}


def _dialled(number: str) -> str:
    return re.sub(r"\D", "", number)


def _small(line: Line, words: Catalogue) -> Iterator[str]:
    if line.hours:
        yield words.text(f"help.hours.{line.hours}")
    if line.free:
        yield words.text("help.free")
    if line.languages:
        yield ", ".join(words.text(f"help.language.{code}") for code in line.languages)
    if line.verified_on:
        yield words.text("help.checked", date=_day(line.verified_on, words))
    else:
        yield words.text("help.not-checked")


def _day(day: date, words: Catalogue) -> str:
    return format_date(day, format="long", locale=words.locale)

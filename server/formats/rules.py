"""What a format must keep to. Each rule has a name, and says where in the document it is broken."""

import re
from collections.abc import Iterator

from server.formats.document import Document, Lines, Said
from server.room.format import Phase
from server.room.lobby import LARGEST

PARTS = (Phase.OPENING, Phase.AGREEMENTS, Phase.CHECKIN, Phase.FOCUS, Phase.SHARING, Phase.CLOSING)
HOLES = frozenset({"name", "guides", "minutes", "next", "list", "a", "b", "second_adult", "lead"})
"""What the page can fill into a script."""
ADULT = 18

Broken = tuple[str, str]
"""The rule's name and the place in the document."""


def broken(document: Document) -> Iterator[Broken]:
    """Every rule this document breaks, the gravest first."""
    if not document.title:
        yield "language-missing", "title"
        return
    yield from _phases(document)
    yield from _minutes(document)
    yield from _people(document)
    yield from _texts(document)


def _phases(document: Document) -> Iterator[Broken]:
    named = [stage.phase for stage in document.phases]
    for phase in PARTS:
        if phase not in named:
            yield "missing-phase", phase.value
    for number, phase in enumerate(named):
        if phase not in PARTS:
            yield "not-a-phase-of-a-format", f"phases[{number}].phase"
        if phase in named[:number]:
            yield "phase-twice", f"phases[{number}].phase"
    if set(named) == set(PARTS) and len(named) == len(PARTS) and tuple(named) != PARTS:
        yield "phases-out-of-order", "phases"


def _minutes(document: Document) -> Iterator[Broken]:
    for number, stage in enumerate(document.phases):
        if stage.minutes <= 0 or any(minutes <= 0 for minutes in stage.lengths.values()):
            yield "no-minutes", f"phases[{number}].minutes"
        if stage.turn < 0 or stage.turn > stage.minutes * 60:
            yield "turn-longer-than-its-phase", f"phases[{number}].turn"
        if stage.phase is Phase.CLOSING and document.closing_reserve > stage.minutes:
            yield "closing-reserve-too-long", "closing_reserve"
    for length in (None, *document.lengths):
        if document.slim(length).minutes != (length or document.minutes):
            yield "minutes-do-not-add-up", f"lengths.{length}" if length else "minutes"


def _people(document: Document) -> Iterator[Broken]:
    if not re.fullmatch(r"[a-z][0-9]{1,3}", document.code):
        yield "code-not-neutral", "code"
    if not 2 <= document.capacity.least <= document.capacity.most <= LARGEST:
        yield "places-out-of-range", "capacity"
    if not 1 <= document.quorum <= document.capacity.most:
        yield "quorum-out-of-range", "quorum"
    if not 13 <= document.ages.first <= document.ages.last:
        yield "ages-out-of-range", "ages"
    if document.ages.first < ADULT and not document.under_18:
        yield "under-18-not-said", "under_18"
    if document.under_18 and document.quorum < 2:
        yield "two-adults-needed", "quorum"


def _texts(document: Document) -> Iterator[Broken]:
    langs = set(document.langs)
    for place, said in _said(document):
        if set(said) != langs or not all(said.values()):
            yield "language-missing", place
    for place, lines in _lines(document):
        if lines and set(lines) != langs:
            yield "language-missing", place
        if len({len(texts) for texts in lines.values()}) > 1:
            yield "languages-differ", place
    for place, text in _all(document):
        if set(re.findall(r"\{(\w*)\}", text)) - HOLES:
            yield "unknown-hole", place


def _said(document: Document) -> Iterator[tuple[str, Said]]:
    yield "title", document.title
    yield "summary", document.summary
    yield "newcomers", document.newcomers
    yield "landing.needs", document.landing.needs


def _lines(document: Document) -> Iterator[tuple[str, Lines]]:
    yield "topics", document.topics
    for number, stage in enumerate(document.phases):
        yield f"phases[{number}].script", stage.script
        yield f"phases[{number}].script_under_18", stage.script_under_18
        yield f"phases[{number}].prompts", stage.prompts


def _all(document: Document) -> Iterator[tuple[str, str]]:
    for place, said in _said(document):
        yield from ((place, text) for text in said.values())
    for place, lines in _lines(document):
        yield from ((place, text) for texts in lines.values() for text in texts)

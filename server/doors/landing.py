"""What a meeting is, said from its format alone: nothing here is about anybody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.doors.catalogue import Catalogue
from server.formats import Document
from server.formats.document import Stage
from server.room.format import Mode, Phase

A_ROUND = "focus.round"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting in one language."""

    code: str
    title: str
    summary: str
    newcomers: str
    minutes: int
    people: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Mapping[str, object], ...]


def meeting(document: Document, words: Catalogue) -> Meeting:
    lang = words.lang if words.lang in document.langs else document.langs[0]
    return Meeting(
        code=document.code,
        title=document.title[lang],
        summary=document.summary[lang],
        newcomers=document.newcomers[lang],
        minutes=round(document.minutes),
        people=people(document, words),
        facts=tuple((name, begun(value)) for name, value in facts(document, lang, words)),
        parts=tuple(part(stage, lang, words) for stage in document.phases),
    )


def people(document: Document, words: Catalogue) -> str:
    least, most = document.capacity.least, document.capacity.most
    return words.text("landing.two") if most == 2 else words.text("landing.people", least=least, most=most)


def facts(document: Document, lang: str, words: Catalogue) -> Iterator[tuple[str, str]]:
    """The six questions a person has, and how long and how it is talked."""
    landing = document.landing
    yield "long", words.text("landing.minutes", minutes=round(document.minutes))
    yield "often", words.text(f"every.{landing.every}")
    yield "many", people(document, words)
    yield "led", words.text(f"led-by.{landing.led_by}")
    yield "about", words.text(f"focus.{landing.focus}")
    yield "ages", words.text("landing.ages", first=document.ages.first, last=document.ages.last)
    yield "talk", words.text(f"crosstalk.{document.crosstalk.value}")
    yield "needs", landing.needs[lang]
    yield "venue", words.text(f"venue.{landing.venue}")


def part(stage: Stage, lang: str, words: Catalogue) -> Mapping[str, object]:
    """One part of the meeting: its name, what happens, and a question that may be asked there."""
    in_turn = stage.mode in (Mode.ROUND_ROBIN, Mode.RAISE_HANDS)
    happens = [words.text(f"landing.part.{said(stage)}")]
    if in_turn and stage.phase is not Phase.CLOSING:
        happens.append(words.text(f"mode.{stage.mode.value}.more"))
    return {
        "title": words.text("mode.round_robin" if said(stage) == A_ROUND else f"phase.{stage.phase.value}"),
        "more": " ".join([*happens, words.text("landing.part-minutes", minutes=round(stage.minutes))]),
        "asked": next(iter(stage.prompts.get(lang, [])), None),
    }


def said(stage: Stage) -> str:
    """Which sentence is true of this part: a focus that goes round is a round, open sharing has no turns."""
    match stage.phase, stage.mode:
        case Phase.FOCUS, Mode.ROUND_ROBIN:
            return A_ROUND
        case Phase.SHARING, Mode.OPEN:
            return "sharing.open"
        case phase, _:
            return phase.value


def begun(text: str) -> str:
    """The same words where they begin a line."""
    return text[:1].upper() + text[1:]

"""A meeting format as a host writes it: `meeting-format/1`, numbers and texts in one document."""

from typing import Literal

import msgspec

from server.room.format import Crosstalk, Format, Mode, Order, Part, Phase

Said = dict[str, str]
"""One text in each language of the document."""
Lines = dict[str, list[str]]
"""Several texts, one under the other, in each language."""


class Capacity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many places make this format work."""

    least: int
    most: int


class Ages(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """Whom the circle is for; both ends belong to it."""

    first: int
    last: int


class Landing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The six questions a person has before they press anything."""

    every: Literal["week", "two-weeks", "month", "once"]
    led_by: Literal["peer_led", "specialist_led", "professional", "co_led"]
    focus: Literal["substance_use", "mental_health", "both"]
    venue: Literal["virtual", "in_person", "hybrid"]
    needs: Said


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One phase as the document has it."""

    phase: Phase
    minutes: float
    mode: Mode
    order: Order = Order.FIRST_COME
    turn: int = 0
    crosstalk: Crosstalk | None = None
    lengths: dict[str, float] = {}
    """Its minutes where the whole meeting is shorter or longer: `{30 = 14, 45 = 22}`."""
    script: Lines = {}
    script_under_18: Lines = {}
    prompts: Lines = {}


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole document. What the room needs of it is `slim`; the texts stay here."""

    schema: Literal["meeting-format/1"]
    id: str
    code: str
    version: int
    agreement: str
    limits: str
    reading_age: int
    minutes: float
    capacity: Capacity
    ages: Ages
    quorum: int
    closing_reserve: float
    crosstalk: Crosstalk
    title: Said
    summary: Said
    newcomers: Said
    landing: Landing
    phases: list[Stage]
    under_18: bool = False
    hours: bool = False
    """A guide's hours: nobody is let into the circle, each is seen alone in a room of two."""
    lengths: list[int] = []
    """Other whole lengths the phases have minutes for."""
    topics: Lines = {}
    """Ready ones to choose from; they can stand in the middle while choosing and while sharing."""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages it is written in, the first one first."""
        return tuple(self.title)

    def slim(self, minutes: int | None = None) -> Format:
        """The format as the room holds it, at its own length or another it has minutes for."""
        return Format(
            id=self.id,
            code=self.code,
            parts=tuple(self._part(stage, minutes) for stage in self.phases),
            capacity=self.capacity.most,
            quorum=self.quorum,
            closing_reserve=self.closing_reserve,
            agreement=self.agreement,
            limits=self.limits,
            under_18=self.under_18,
            hours=self.hours,
        )

    def _part(self, stage: Stage, minutes: int | None) -> Part:
        return Part(
            phase=stage.phase,
            minutes=stage.lengths.get(str(minutes), stage.minutes),
            mode=stage.mode,
            order=stage.order,
            turn=stage.turn,
            crosstalk=self.crosstalk if stage.crosstalk is None else stage.crosstalk,
            prompts=len(self.prompts(stage, self.langs[0])),
        )

    def prompts(self, stage: Stage, lang: str) -> list[str]:
        """What may stand in the middle of the circle in this phase, in the order the room numbers them."""
        topics = self.topics.get(lang, []) if stage.phase in (Phase.FOCUS, Phase.SHARING) else []
        return stage.prompts.get(lang, []) + topics

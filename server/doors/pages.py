"""The pages of the house: each takes a request and is printed, knowing nothing about the person who asked."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.doors import manifest, offline
from server.doors.card import Card
from server.doors.landing import meeting
from server.doors.limits import Place, limits
from server.doors.printing import Press
from server.doors.promise import closed_list, promise
from server.formats import Document
from server.room.names import LONGEST_NAME, LONGEST_PRONOUNS

AT_THE_DOOR = (
    "agreement-first", "agreement-has-changed", "code-not-valid", "door-is-guarded", "house-is-busy",
    "line-is-lost", "link-is-used", "link-not-valid", "meeting-over", "name-looks-like-another",
    "name-looks-official", "name-not-usable", "name-taken", "name-tells-too-much",
    "out-for-this-session", "out-until-reviewed", "page-is-old", "room-is-full", "room-is-locked", "too-fast",
)  # fmt: skip
"""What a knock may be refused with; the page carries the sentences, so that it can tell without a line."""


def nobody_asked(_: str) -> str:
    """Where no cookie is read, the picture will tell the client its format."""
    return ""


async def nobody_gives(_: Request) -> str:
    """Where there is no room behind the page."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Every page, and what it takes to print them. `code_of` reads a seat's cookie: its format, or None."""

    press: Press
    formats: Mapping[str, Document]
    card: Card
    country: str | None = None
    place: Place = field(default_factory=Place)
    patterns: bool = False
    lead: bool = False
    """Whether there is anybody to tell past the desk, and when a meeting is over."""
    issuer: str = ""
    """Whom a note that somebody came is from. Empty: a community group, as the reader's language says it."""
    text_at: Callable[[str], str] = "/{}.json".format
    """Where the room's page finds a document."""
    code_of: Callable[[str], str | None] = nobody_asked
    beside_of: Callable[[str], str] = nobody_asked
    first_ticket: Callable[[Request], Awaitable[str]] = nobody_gives

    @property
    def opens(self) -> str:
        """Where the help card opens, before a person chooses."""
        return opens_at(self.country, self.card)

    def routes(self) -> list[Route]:
        shown = [
            Route("/", self.front),
            Route("/come/{code}", self.landing),
            Route("/come/{code}/agreement", self.agreement),
            Route("/in/{handle}", self.room),
            Route("/help", self.help),
            Route("/keep", self.keep),
            Route("/weather", self.weather),
            Route("/no-line", self.no_line),
            Route("/wall", self.wall, methods=["GET"]),
            Route("/sw.js", partial(offline.worker, self.press.assets)),
            Route("/manifest/{lang}.webmanifest", partial(manifest.hand_out, self.press.assets)),
        ]
        return [*shown, Route("/patterns", self.every_part)] if self.patterns else shown

    async def front(self, request: Request) -> Response:
        words = self.press.words(request)
        kinds = [meeting(document, words) for document in self.formats.values()]
        return self.press.page(request, "front", {"meetings": kinds})

    async def landing(self, request: Request) -> Response:
        document = self.formats.get(request.path_params["code"])
        if document is None:
            return await self.not_valid(request)
        shown = {"meeting": meeting(document, self.press.words(request))}
        return self.press.page(request, "landing", shown, script="js/landing.js")

    async def agreement(self, request: Request) -> Response:
        document = self.formats.get(request.path_params["code"])
        if document is None:
            return await self.not_valid(request)
        words = self.press.words(request)
        emergency = self.card.emergency(self.opens)
        shown = {
            "meeting": meeting(document, words),
            "limits": list(limits(document, self.place, emergency, words)),
            "versions": {"agreement": document.agreement, "limits": document.limits},
            "refusals": AT_THE_DOOR,
            "longest_name": LONGEST_NAME,
            "longest_pronouns": LONGEST_PRONOUNS,
        }
        return self.press.page(request, "agreement", shown, script="js/agreement.js")

    async def room(self, request: Request) -> Response:
        """The shell alone. Without this seat's cookie there is nobody to draw a room for."""
        handle = request.path_params["handle"]
        cookie = request.cookies.get(f"__Host-alcove-{handle}")
        code = self.code_of(cookie) if cookie else None
        if cookie is None or code is None:
            return await self.not_valid(request)
        shown = {
            "handle": handle,
            "code": code,
            "lead": self.lead,
            "issuer": self.issuer or self.press.words(request).text("came-note.issuer"),
            "beside": self.beside_of(cookie),
            "ticket": await self.first_ticket(request),
            **self.for_client(request, code),
        }
        return self.press.page(request, "room", shown, script="js/room.js")

    async def every_part(self, request: Request) -> Response:
        return self.press.page(request, "patterns", self.for_client(request), script="js/patterns.js")

    async def help(self, request: Request) -> Response:
        return self.press.page(request, "help", {"card": self.card_for(request)}, script="js/help.js")

    async def keep(self, request: Request) -> Response:
        words = self.press.words(request)
        return self.press.page(
            request, "keep", {"promise": list(promise(words)), "kept": list(closed_list(words))}
        )

    async def wall(self, request: Request) -> Response:
        """The shell of a wall. Its link's secret is in the fragment, which no house ever sees."""
        return self.press.page(request, "wall", script="js/wall.js")

    async def weather(self, request: Request) -> Response:
        return self.press.page(request, "weather")

    async def no_line(self, request: Request) -> Response:
        """Kept by browsers, to stand where they could load nothing."""
        return self.press.page(request, "no_line", {"card": self.card_for(request)}, script="js/no_line.js")

    async def not_valid(self, request: Request) -> Response:
        return self.press.page(request, "sorry", {"name": "link-not-valid"}, status=404)

    async def page_gone(self, request: Request, _: Exception) -> Response:
        return self.press.page(request, "sorry", {"name": "page-gone"}, status=404)

    async def not_like_this(self, request: Request, why: Exception) -> Response:
        """A page for whoever opened a place where only scripts ask: it is gone as far as a person goes."""
        answer = self.press.page(request, "sorry", {"name": "page-gone"}, status=405)
        answer.headers.update(getattr(why, "headers", None) or {})
        return answer

    async def trouble(self, request: Request, _: Exception) -> Response:
        """The same page whatever broke. What broke is for the log, by its kind alone."""
        return self.press.page(request, "sorry", {"name": "trouble"}, status=500)

    def card_for(self, request: Request) -> Mapping[str, object]:
        """The whole card, opened at the place a person chose, or at the host's."""
        asked = request.query_params.get("place", "")
        return self.card.shown(asked if asked in self.card.places else self.opens, self.press.words(request))

    def for_client(self, request: Request, code: str = "c1") -> Mapping[str, object]:
        """What the room's client finds in its page: the help card, and where its two documents are."""
        lang = self.press.words(request).lang
        texts = {name: self.text_at(name) for name in (f"words/{lang}", f"formats/{code}.{lang}")}
        return {"texts": texts, "card": self.card_for(request)}


EU = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "FI", "FR", "GR", "HR", "HU", "IT", "LT", "LU", "LV")
    + ("MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)
"""Of the union, those without lines of their own on the card."""


def opens_at(country: str | None, card: Card) -> str:
    """Where the help card opens in this house, before a person chooses."""
    place = "uk" if country == "GB" else "eu" if country in EU else (country or "").lower()
    return place if place in card.places else card.places[0]

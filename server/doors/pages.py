"""The pages of the house: each takes a request and is printed, knowing nothing about the person who asked."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from server.doors.card import Card
from server.doors.catalogue import LANGUAGES, Catalogue
from server.doors.landing import meeting
from server.doors.limits import Place, limits
from server.doors.printing import Press, Reader
from server.formats import Document

LONGEST_NAME = 24
LONGEST_PRONOUNS = 24
KEPT = ("gone", "sealed", "kept", "needed", "asked", "beyond")

AT_THE_DOOR = (
    "agreement-first", "agreement-has-changed", "another-age-group", "browser-too-old", "house-is-busy",
    "line-is-lost", "link-is-used", "link-not-valid", "meeting-over", "name-looks-like-another",
    "name-looks-official", "name-not-usable", "name-taken", "name-tells-too-much", "need-not-met", "not-open-yet",
    "out-for-this-session", "out-until-reviewed", "page-is-old", "room-is-full", "too-fast",
)  # fmt: skip
"""What a knock may be refused with; the page carries the sentences, so that it can tell without a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Every page, and what it takes to print them. `code_of` reads the format from a seat's cookie."""

    press: Press
    formats: Mapping[str, Document]
    card: Card
    place: Place = field(default_factory=Place)
    country: str = "us"
    patterns: bool = False
    code_of: Callable[[str], str | None] = lambda cookie: ""

    def routes(self) -> list[Route]:
        shown = [
            Route("/", self.front),
            Route("/come/{code}", self.landing),
            Route("/come/{code}/agreement", self.agreement),
            Route("/in/{handle}", self.room),
            Route("/help", self.help),
            Route("/keep", self.keep),
            Route("/weather", self.weather),
            Route("/sw.js", self.worker),
        ]
        return shown + ([Route("/patterns", self.every_part)] if self.patterns else [])

    async def front(self, request: Request) -> Response:
        words = words_for(self.press, request)
        meetings = [meeting(document, words) for document in self.formats.values()]
        return self.press.page(request, "front", meetings=meetings)

    async def landing(self, request: Request) -> Response:
        document = self.formats.get(request.path_params["code"])
        if document is None:
            return self.not_valid(request)
        shown = meeting(document, words_for(self.press, request))
        return self.press.page(request, "landing", script="js/landing.js", meeting=shown)

    async def agreement(self, request: Request) -> Response:
        document = self.formats.get(request.path_params["code"])
        if document is None:
            return self.not_valid(request)
        words = words_for(self.press, request)
        return self.press.page(
            request,
            "agreement",
            script="js/agreement.js",
            meeting=meeting(document, words),
            limits=list(limits(document, self.place, self.card.emergency(self.country), words)),
            versions={"agreement": document.agreement, "limits": document.limits},
            refusals=AT_THE_DOOR,
            longest_name=LONGEST_NAME,
            longest_pronouns=LONGEST_PRONOUNS,
        )

    async def room(self, request: Request) -> Response:
        """The shell alone; without this seat's cookie there is nobody to draw a room for."""
        handle = request.path_params["handle"]
        code = self.code_of(request.cookies.get(f"__Host-alcove-{handle}", ""))
        if f"__Host-alcove-{handle}" not in request.cookies or code is None:
            return self.not_valid(request)
        return self.press.page(request, "room", script="js/room.js", handle=handle, code=code, **self.for_client(request))

    async def every_part(self, request: Request) -> Response:
        return self.press.page(request, "patterns", script="js/patterns.js", **self.for_client(request))

    async def help(self, request: Request) -> Response:
        return self.press.page(request, "help", script="js/help.js", **self.card_for(request))

    async def keep(self, request: Request) -> Response:
        words = words_for(self.press, request)
        return self.press.page(request, "keep", kept=[kept(name, words) for name in KEPT])

    async def weather(self, request: Request) -> Response:
        return self.press.page(request, "weather")

    async def worker(self, request: Request) -> Response:
        """The helper that keeps the help card. It must lie at the root to serve /help, and be asked for each time."""
        assets = self.press.assets
        code = assets.shelf["sw.js"].whole.decode()
        code = code.replace("{build}", assets.build).replace("{kept}", json.dumps(self.kept_offline()))
        return Response(code, headers={"cache-control": "no-cache"}, media_type="text/javascript; charset=utf-8")

    def kept_offline(self) -> list[str]:
        """The whole list of what a browser keeps of us: the help page, what it is drawn with, and the way out."""
        pages = [f"{path}{lang}" for path in ("/help", "/weather") for lang in ("", *(f"?lang={x}" for x in LANGUAGES))]
        drawn = ("styles/look.css", "styles/weather.css", "icons/mark.svg", "icons/cloud.svg", "manifest.webmanifest")
        assets = self.press.assets
        return pages + [assets.at(name) for name in (*drawn, *assets.needs("js/help.js"))]

    def card_for(self, request: Request) -> dict[str, object]:
        asked = request.query_params.get("place", self.country)
        words = words_for(self.press, request)
        return {"card": self.card.shown(asked if asked in self.card.places else self.country, words)}

    def for_client(self, request: Request) -> dict[str, object]:
        """What the room's client finds in its page."""
        return {"words": f"/words/{Reader.of(request, self.press.lang).lang}.json", **self.card_for(request)}

    def not_valid(self, request: Request) -> HTMLResponse:
        return self.press.page(request, "sorry", status=404, name="link-not-valid")

    async def page_gone(self, request: Request, _: Exception) -> Response:
        return self.press.page(request, "sorry", status=404, name="page-gone")

    async def trouble(self, request: Request, _: Exception) -> Response:
        """The same page whatever broke; what broke is told to the log by kind alone."""
        return self.press.page(request, "sorry", status=500, name="trouble")


def words_for(press: Press, request: Request) -> Catalogue:
    return Catalogue.of(Reader.of(request, press.lang).lang)


def kept(name: str, words: Catalogue) -> dict[str, object]:
    """One heading of what we keep, with as many items as the catalogue has."""
    found = [words.texts.get(f"what-we-keep.{name}.{n}") for n in range(1, 20)]
    small = [words.texts[key] for key in (f"what-we-keep.{name}.small", f"what-we-keep.{name}.secret") if key in words.texts]
    return {
        "name": name,
        "title": words.text(f"what-we-keep.{name}.title").removesuffix(":"),
        "items": [item[0].upper() + item[1:] for item in found if item],
        "small": small,
    }

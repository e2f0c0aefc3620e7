"""The two documents a room's page asks for: its words in one language, and its format's own texts."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.doors.assets import FOREVER, KINDS, Asset
from server.doors.catalogue import LANGUAGES, Catalogue
from server.formats import Document, texts

NOT_IN_THE_ROOM = (
    "age-", "browser-old", "desk.room.", "desk.wall", "envelope-", "every.", "focus.", "for-them", "front.",
    "guardian-", "help.", "kept.", "landing", "law-", "led-by.", "limits", "link-is", "lobby-cancelled",
    "no-line", "nobody-picks", "not-therapy", "not-this", "one-to-one-", "page-gone", "room-full",
    "run-by-", "seat-code", "shelf.", "sit-down", "too-much", "trouble", "true.", "under-18", "venue.", "weather.",
    "what-we-keep",
)  # fmt: skip
"""What only pages say that are printed here: the room is opened on weak lines, and need not carry it."""

ON_THE_SHELF = ("shelf.", "refusal.", "keep-mine.file", "do.save-mine", "do.back", "the-guide")
"""What is said where people keep their own words: few want that, and only they carry it."""

BESIDE_SOMEBODY = (
    "desk.room.", "desk.wall", "for-them", "refusal.", "do.", "composer", "safe", "mark.", "the-guide", "you",
)  # fmt: skip
"""What is said where somebody has people beside them in a physical room."""

ASK_AGAIN = "no-cache"
"""For who asks by the name alone: a browser must not lean on an old edition."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Written and squeezed once, at the start."""

    shelf: Mapping[str, Asset]

    @classmethod
    def of(cls, formats: Mapping[str, Document], spoken: tuple[str, ...] = LANGUAGES) -> "Texts":
        """All words, and the texts of every format, in every language."""
        words = {f"words/{lang}": _for_the_room(Catalogue.of(lang)) for lang in spoken}
        words |= {f"words/{lang}-shelf": _only(ON_THE_SHELF, Catalogue.of(lang)) for lang in spoken}
        words |= {f"words/{lang}-hub": _only(BESIDE_SOMEBODY, Catalogue.of(lang)) for lang in spoken}
        of_formats = {
            f"formats/{code}.{lang}": texts(document, lang)
            for code, document in formats.items()
            for lang in spoken
        }
        return cls({name: _ready(said) for name, said in (words | of_formats).items()})

    def at(self, name: str) -> str:
        """Where a page finds this document, in the very edition that is here now: that one may be kept."""
        return f"/{name}.json?{edition(self.shelf[name])}"

    def routes(self) -> list[Route]:
        """`/words/en.json`, `/formats/c1.en.json` and their like."""
        return [Route("/words/{name}.json", self.words), Route("/formats/{name}.json", self.format)]

    async def words(self, request: Request) -> Response:
        """One flat object, key to text."""
        return self._hand_out(request, f"words/{request.path_params['name']}")

    async def format(self, request: Request) -> Response:
        """Scripts, prompts and the like, by the format's neutral code."""
        return self._hand_out(request, f"formats/{request.path_params['name']}")

    def _hand_out(self, request: Request, name: str) -> Response:
        found = self.shelf.get(name)
        if found is None:
            return Response(status_code=404)
        return found.answer(request, FOREVER if request.url.query == edition(found) else ASK_AGAIN)


def edition(text: Asset) -> str:
    """The same for the same text, in every house."""
    return blake2b(text.whole, digest_size=6).hexdigest()


def _for_the_room(catalogue: Catalogue) -> dict[str, str]:
    return {key: text for key, text in catalogue.texts.items() if not key.startswith(NOT_IN_THE_ROOM)}


def _only(these: tuple[str, ...], catalogue: Catalogue) -> dict[str, str]:
    return {key: text for key, text in catalogue.texts.items() if key.startswith(these)}


def _ready(said: object) -> Asset:
    whole = msgspec.json.encode(said)
    return Asset(KINDS[".json"], whole, gzip.compress(whole, mtime=0))

"""How a page is printed: in the reader's language, with links that carry it along."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlencode

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from server.doors import manifest
from server.doors.assets import Assets
from server.doors.catalogue import LANGUAGES, Catalogue, choose
from server.doors.pretended import LIKE

NOTHING: Mapping[str, object] = MappingProxyType({})
PLACES = re.compile(r"/|/come/[a-z]\d{1,3}(/agreement)?")
"""Where a Back may lead: a page that needs no seat. Anything else that claims to be one is ignored."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asked for a page, as far as a page may know: a language, and where to go back to."""

    lang: str
    asked: str | None
    path: str
    came_from: str

    @classmethod
    def of(cls, request: Request, otherwise: str, spoken: tuple[str, ...] = LANGUAGES) -> "Reader":
        """`otherwise` is spoken where the browser asks for no language of ours."""
        asked, origin = request.query_params.get("lang"), request.query_params.get("from", "")
        wishes = f"{request.headers.get('accept-language', '')},{otherwise};q=0.001"
        return cls(
            lang=choose(wishes, asked, spoken),
            asked=asked if asked in spoken else None,
            # Two slashes, or one leaning back, would lead a link of ours to another house.
            path="/" + quote(request.url.path.lstrip("/\\")),
            came_from=origin if PLACES.fullmatch(origin) else "/",
        )

    def to(self, path: str, *, from_here: bool = False) -> str:
        """A link to another page of the house. The language rides in the address and nowhere else."""
        here = self.path if PLACES.fullmatch(self.path) else self.came_from
        return address(path, self.asked, here if from_here else "/")

    def languages(self) -> list[Mapping[str, object]]:
        """This same page in each language."""
        return [
            {
                "code": lang,
                "name": (Locale.parse(lang).get_display_name() or lang).capitalize(),
                "here": lang == self.lang,
                "href": address(self.path, lang, self.came_from),
            }
            for lang in LANGUAGES
        ]


def squeezed(request: Request, page: HTMLResponse) -> HTMLResponse:
    """The page in fewer bytes. No secret stands in it, so its length tells nothing."""
    page.headers["vary"] = "accept-encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        page.body = gzip.compress(bytes(page.body), mtime=0)
        page.headers["content-encoding"] = "gzip"
        page.headers["content-length"] = str(len(page.body))
    return page


def address(path: str, lang: str | None, came_from: str) -> str:
    query = ([("lang", lang)] if lang else []) + ([("from", came_from)] if came_from != "/" else [])
    return f"{path}?{urlencode(query, safe='/')}" if query else path


@dataclass(frozen=True, slots=True)
class Press:
    """Prints every page of the house."""

    web: Path
    assets: Assets
    quick_exit: str = "/weather"
    lang: str = "en"
    shelf: bool = False
    """Whether people may keep their own words here, and read them again."""
    pretends: bool = False
    """Whether the two languages that nobody speaks may be asked for: where pages are being made."""
    paper: Environment = field(init=False, repr=False)

    def __post_init__(self) -> None:
        paper = Environment(
            loader=FileSystemLoader(self.web / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        paper.globals.update(
            asset=self.assets.at, build=self.assets.build, quick_exit=self.quick_exit, shelf=self.shelf
        )
        object.__setattr__(self, "paper", paper)

    def reader(self, request: Request) -> Reader:
        """Who asks."""
        return Reader.of(request, self.lang, (*LANGUAGES, *LIKE) if self.pretends else LANGUAGES)

    def words(self, request: Request) -> Catalogue:
        """All texts, in the language of whoever asks."""
        return Catalogue.of(self.reader(request).lang)

    def page(
        self,
        request: Request,
        template: str,
        shown: Mapping[str, object] = NOTHING,
        *,
        script: str = "js/page.js",
        status: int = 200,
    ) -> HTMLResponse:
        reader = self.reader(request)
        html = self.paper.get_template(f"{template}.html").render(
            {**self.everywhere(reader, script), **shown}
        )
        return squeezed(request, HTMLResponse(html, status, headers={"content-language": reader.lang}))

    def everywhere(self, reader: Reader, script: str) -> Mapping[str, object]:
        """What every page knows."""
        words = Catalogue.of(reader.lang)
        return {
            "lang": reader.lang,
            "manifest": manifest.at(reader.lang if reader.lang in LANGUAGES else self.lang),
            "dir": words.locale.text_direction,
            "t": words.text,
            "said": words.texts.__getitem__,
            "to": reader.to,
            "back": reader.to(reader.came_from),
            "languages": reader.languages(),
            "script": script,
            "modules": self.assets.needs(script)[1:],
        }

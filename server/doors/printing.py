"""How a page is printed: in the reader's language, with links that carry the choice, and from nothing but web/pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from server.doors.assets import Assets
from server.doors.catalogue import LANGUAGES, Catalogue, choose

OWN_NAMES = {"en": "English", "es": "Español"}
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
    def of(cls, request: Request, otherwise: str) -> "Reader":
        query = request.query_params
        asked = query.get("lang") if query.get("lang") in LANGUAGES else None
        origin = query.get("from", "")
        came_from = origin if PLACES.fullmatch(origin) else "/"
        wishes = f"{request.headers.get('accept-language', '')},{otherwise};q=0.001"
        return cls(choose(wishes, asked), asked, request.url.path, came_from)

    def to(self, path: str, *, from_here: bool = False) -> str:
        """A link to another page of the house. The language rides in the address and nowhere else."""
        back = self.path if from_here and PLACES.fullmatch(self.path) else self.came_from if from_here else "/"
        return address(path, lang=self.asked, **{"from": back if back != "/" else None})

    def languages(self) -> list[dict[str, object]]:
        """The same page in each language."""
        back = self.came_from if self.came_from != "/" else None
        return [
            {
                "code": lang,
                "name": OWN_NAMES[lang],
                "here": lang == self.lang,
                "href": address(self.path, lang=lang, **{"from": back}),
            }
            for lang in LANGUAGES
        ]


def address(path: str, **query: str | None) -> str:
    asked = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(asked, safe='/')}" if asked else path


@dataclass(frozen=True, slots=True)
class Press:
    """Prints every page of the house."""

    web: Path
    assets: Assets
    quick_exit: str = "/weather"
    lang: str = "en"
    paper: Environment = field(init=False, repr=False)

    def __post_init__(self) -> None:
        paper = Environment(
            loader=FileSystemLoader(self.web / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        paper.globals.update(asset=self.assets.at, build=self.assets.build, quick_exit=self.quick_exit)
        object.__setattr__(self, "paper", paper)

    def page(
        self, request: Request, template: str, /, *, script: str = "js/page.js", status: int = 200, **facts: object
    ) -> HTMLResponse:
        reader = Reader.of(request, self.lang)
        words = Catalogue.of(reader.lang)
        html = self.paper.get_template(f"{template}.html").render(
            **self.of_everyone(reader, words, script),
            **facts,
        )
        return HTMLResponse(html, status, headers={"content-language": reader.lang})

    def of_everyone(self, reader: Reader, words: Catalogue, script: str) -> Mapping[str, object]:
        """What every page knows."""
        return {
            "lang": reader.lang,
            "dir": "rtl" if Locale.parse(reader.lang).text_direction == "rtl" else "ltr",
            "t": words.text,
            "said": words.texts.__getitem__,
            "to": reader.to,
            "back": reader.to(reader.came_from),
            "languages": reader.languages(),
            "script": script,
            "modules": self.assets.needs(script)[1:],
        }

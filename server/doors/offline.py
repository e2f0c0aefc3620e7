"""What a browser keeps of us for when there is no line: the help card, the way out, and never a room.

Where a page cannot be loaded, one that is the same for everybody stands in its place and comes back by itself.
"""

import json

from starlette.requests import Request
from starlette.responses import Response

from server.doors import manifest
from server.doors.assets import Assets
from server.doors.catalogue import LANGUAGES

PAGES = ("/help", "/weather", "/no-line")
DRAWN_WITH = (
    "styles/look.css",
    "styles/weather.css",
    "icons/mark.svg",
    "icons/cloud.svg",
)


def kept(assets: Assets) -> list[str]:
    """The whole list, by address."""
    spoken = ("", *(f"?lang={lang}" for lang in LANGUAGES))
    pages = [f"{page}{lang}" for page in PAGES for lang in spoken]
    drawn = [*pages, *map(manifest.at, LANGUAGES)]
    return drawn + [assets.at(name) for name in (*DRAWN_WITH, *assets.needs("js/help.js"), "js/no_line.js")]


async def worker(assets: Assets, _: Request) -> Response:
    """The worker lies at the root, or it could not answer for /help; a new build makes it a new one."""
    code = assets.shelf["sw.js"].whole.decode()
    code = code.replace("{build}", assets.build).replace("{kept}", json.dumps(kept(assets)))
    headers = {"cache-control": "no-cache"}
    return Response(code, headers=headers, media_type="text/javascript; charset=utf-8")

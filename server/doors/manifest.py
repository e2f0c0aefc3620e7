"""What a phone keeps of us on its first screen, for whoever puts us there: a neutral name, a neutral sign."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.doors.assets import Assets
from server.doors.catalogue import LANGUAGES, Catalogue

PLASTER = "#eceee8"
SIGNS = (
    ("icons/mark.svg", "any", "any"),
    ("icons/mark-192.png", "192x192", "any"),
    ("icons/mark-512.png", "512x512", "any"),
    ("icons/mark-maskable-512.png", "512x512", "maskable"),
)
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def at(lang: str) -> str:
    """Where a page finds it."""
    return f"/manifest/{lang}.webmanifest"


def manifest(lang: str, assets: Assets) -> dict[str, object]:
    """In one language, and it opens in that one: whoever chose it need not choose again."""
    words = Catalogue.of(lang)
    name = words.text("quiet-titles.tab")
    return {
        "name": name,
        "short_name": name,
        "lang": lang,
        "dir": "ltr",
        "id": "/",
        "start_url": f"/?lang={lang}",
        "scope": "/",
        "display": "standalone",
        "background_color": PLASTER,
        "theme_color": PLASTER,
        "icons": [
            {"src": assets.at(sign), "type": KINDS[sign[-3:]], "sizes": sizes, "purpose": purpose}
            for sign, sizes, purpose in SIGNS
        ],
        "shortcuts": [{"name": words.text("do.help-now"), "url": f"/help?lang={lang}"}],
    }


async def hand_out(assets: Assets, request: Request) -> Response:
    """The same for everybody who reads this language."""
    lang = request.path_params["lang"]
    if lang not in LANGUAGES:
        return Response(status_code=404)
    headers = {"cache-control": "no-cache"}
    return JSONResponse(manifest(lang, assets), headers=headers, media_type="application/manifest+json")

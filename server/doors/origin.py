"""Who may speak to us from a browser: a page of this very house, and nobody else."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from server.settings import is_this_machine


def is_ours(connection: HTTPConnection, public_url: str) -> bool:
    """Whether the page that asks came from here. Without an origin it is no page of ours."""
    origin = connection.headers.get("origin", "")
    site = connection.headers.get("sec-fetch-site", "same-origin")
    if connection.scope["type"] == "http" and site != "same-origin":
        return False
    return origin == public_url or (origin != "" and origin == _on_this_machine(connection))


def _on_this_machine(connection: HTTPConnection) -> str | None:
    """By which of this machine's own names it was asked. Any other name could be led here by a stranger's DNS."""
    host = connection.headers.get("host", "")
    if not is_this_machine(urlsplit(f"//{host}").hostname or ""):
        return None
    scheme = "https" if connection.url.scheme in ("https", "wss") else "http"
    return f"{scheme}://{host}"

"""Who may speak to us from a browser: a page of this very house, and nobody else."""

from starlette.requests import HTTPConnection


def is_ours(connection: HTTPConnection, public_url: str) -> bool:
    """Whether the page that asks came from here. Without an origin it is no page of ours."""
    origin = connection.headers.get("origin", "")
    return origin == public_url or origin == _same_host(connection)


def _same_host(connection: HTTPConnection) -> str:
    scheme = "https" if connection.url.scheme in ("https", "wss") else "http"
    return f"{scheme}://{connection.headers.get('host', '')}"

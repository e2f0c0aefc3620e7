"""What every answer of the house tells the browser."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from server.doors.manners import Manners


async def plain(_: Request) -> Response:
    return PlainTextResponse("here")


async def kept(_: Request) -> Response:
    return PlainTextResponse("here", headers={"cache-control": "public, max-age=60"})


async def broken(_: Request) -> Response:
    raise RuntimeError("a bug")


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())
    await socket.close()


HOUSE = Starlette(
    routes=[
        Route("/plain", plain),
        Route("/kept", kept),
        Route("/broken", broken),
        WebSocketRoute("/line", echo),
    ]
)


def visit(path: str, *, https: bool = False) -> dict[str, str]:
    client = TestClient(Manners(HOUSE, https=https), raise_server_exceptions=False)
    return dict(client.get(path).headers)


def test_nothing_may_load_but_what_this_house_serves() -> None:
    policy = visit("/plain")["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "trusted-types alcove" in policy
    assert not [rule for rule in policy if "unsafe" in rule or "http" in rule or "*" in rule]


def test_no_other_site_may_hold_or_see_a_page_of_ours() -> None:
    heard = visit("/plain")
    assert heard["cross-origin-opener-policy"] == "same-origin"
    assert heard["cross-origin-embedder-policy"] == "require-corp"
    assert heard["cross-origin-resource-policy"] == "same-origin"
    assert heard["referrer-policy"] == "no-referrer"
    assert heard["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in heard["content-security-policy"]


def test_every_feature_is_closed_but_that_a_screen_may_stay_on() -> None:
    features = visit("/plain")["permissions-policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "display-capture=()"} <= set(features)
    assert [feature for feature in features if not feature.endswith("=()")] == ["screen-wake-lock=(self)"]


def test_where_there_is_a_shelf_our_own_pages_may_use_a_passkey_and_nothing_else_opens() -> None:
    closed, opened = (
        Manners(HOUSE, passkeys=it).always["permissions-policy"].split(", ") for it in (False, True)
    )
    assert set(opened) - set(closed) == {
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    }
    assert len(opened) == len(closed)


def test_a_page_is_not_stored_unless_it_says_so_itself() -> None:
    assert visit("/plain")["cache-control"] == "no-store"
    assert visit("/kept")["cache-control"] == "public, max-age=60"


def test_https_is_kept_for_good_where_there_is_https() -> None:
    assert "strict-transport-security" not in visit("/plain")
    assert visit("/plain", https=True)["strict-transport-security"].startswith("max-age=63072000")


def test_a_missing_page_and_a_bug_have_manners_too() -> None:
    wanted = visit("/plain")["content-security-policy"]
    assert visit("/nowhere")["content-security-policy"] == wanted
    assert visit("/broken")["content-security-policy"] == wanted


def test_a_socket_passes_untouched() -> None:
    with TestClient(Manners(HOUSE)).websocket_connect("/line") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"
        assert socket.extra_headers == []

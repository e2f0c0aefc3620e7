"""A house of pages, a browser, and a visitor who notices whatever a page must not do."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request as Asked,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors.assets import Assets
from server.doors.card import Card
from server.doors.invitations import Invitation, write
from server.doors.manners import Manners
from server.doors.pages import Pages
from server.doors.printing import Press
from server.formats import library
from server.room.room import RoomId
from server.room.seat import Role

WEB = Path(__file__).parents[3] / "web"
STARTS = 1_798_570_800
"""A Tuesday at seven in the evening, at Greenwich."""


def invited_as(role: Role, *guides: str) -> str:
    """An invitation as this house writes them."""
    invitation = Invitation(RoomId("r"), role, "c1", STARTS, 60, guides, STARTS + 9_000, 1)
    return write(invitation, b"s" * 32)


INVITATION = invited_as(Role.PARTICIPANT, "Fay", "Gil")


@dataclass
class House:
    """Where the pages are, and the door that knocks come to: it answers with what a test put there."""

    address: str
    assets: Assets
    answers: list[dict[str, object]] = field(default_factory=list)
    knocks: list[dict[str, object]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def built(house: House) -> Starlette:
    pages = Pages(press=Press(WEB, house.assets), formats=library(), card=Card.shipped(), country="us")

    async def knock(request: Request) -> Response:
        house.knocks.append(json.loads(await request.body()))
        answer = house.answers.pop(0)
        return JSONResponse(answer, 409 if "refused" in answer else 200)

    routes = [*pages.routes(), *house.assets.routes(), Route("/knock", knock, methods=["POST"])]
    return Starlette(routes=routes, exception_handlers={404: pages.page_gone, 500: pages.trouble})


@contextmanager
def served(house: House) -> Iterator[None]:
    app = Manners(built(house))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            thread.join(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        house.address = f"http://127.0.0.1:{port}"
        yield
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def the_house() -> Iterator[House]:
    house = House("", Assets.of(WEB))
    with served(house):
        yield house


@pytest.fixture
def house(the_house: House) -> House:
    the_house.answers.clear()
    the_house.knocks.clear()
    return the_house


@dataclass
class Watch:
    """What a browser would tell a developer, kept until the end of the test."""

    home: str
    strayed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("request", self.sees_request)
        page.on("console", self.sees_line)
        page.on("pageerror", lambda error: self.broken.append(str(error)))

    def sees_request(self, request: Asked) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.strayed.append(request.url)

    def sees_line(self, line: ConsoleMessage) -> None:
        if (
            "Content Security Policy" in line.text
            or "TrustedScript" in line.text
            or "Permissions-Policy" in line.text
        ):
            self.broken.append(line.text)


Visit = Callable[..., Page]


@pytest.fixture
def visit(house: House, chromium: Browser) -> Iterator[Visit]:
    """Opens a page as somebody would. At the end: no request left the house, no policy was broken."""
    watch = Watch(house.address)
    contexts: list[BrowserContext] = []

    def open_page(path: str, *, width: int = 360, height: int = 740, **about: object) -> Page:
        given = {
            "locale": "en-US",
            "reduced_motion": "reduce",
            "timezone_id": "Europe/London",
            "service_workers": "block",
            **about,
        }
        context = chromium.new_context(viewport={"width": width, "height": height}, **given)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(8_000)
        page = context.new_page()
        watch.over(page)
        page.goto(house.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.strayed == []
    assert watch.broken == []

"""Where the house is put together; the only file that knows every floor."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors.aside import AsideDoor
from server.doors.assets import Assets
from server.doors.attendance import AttendanceDoor
from server.doors.callers import Callers
from server.doors.card import Card
from server.doors.catalogue import LANGUAGES
from server.doors.health import Health
from server.doors.here import HereDoor
from server.doors.invitations import fresh_id, fresh_secret
from server.doors.knock import Door
from server.doors.manners import Manners
from server.doors.metrics import Metrics
from server.doors.pages import Pages, opens_at
from server.doors.pretended import LIKE, spoken_too
from server.doors.printing import Press
from server.doors.receipts import Receipts
from server.doors.reports import Lead, ReportDoor
from server.doors.socket import LineDoor
from server.doors.texts import Texts
from server.doors.tickets import Desk
from server.doors.wall import WallDoor
from server.formats import library
from server.keep.report_keys_on_redis import report_keys_on
from server.keep.reports import Tray, public_half
from server.line.line import OutOfTouch
from server.line.memory import Memory, MemoryLine
from server.line.redis import connected
from server.line.warden import looked
from server.live.clock import Clock, WallClock
from server.live.node import Identity, Node, Opens
from server.live.ring import best
from server.live.watching import Watch
from server.settings import Settings
from server.wire.schema import asyncapi

if TYPE_CHECKING:
    from server.doors.shelf import ShelfDoor

WEB = Path(__file__).parent.parent / "web"


def build(settings: Settings, clock: Clock | None = None, line: Opens | None = None) -> Starlette:
    """The whole house, on the line its host chose."""
    clock = clock or WallClock()
    secret = settings.secret or fresh_secret()
    keys = partial(report_keys_on, settings.redis_url) if settings.redis_url else None
    node = Node(line or chosen(settings, clock), clock, Identity(fresh_id(), secret, fresh_id), keys)
    watch = Watch(clock, partial(is_as_promised, settings)) if settings.redis_url else None
    return assembled(settings, node, secret, watch)


async def is_as_promised(settings: Settings) -> bool | None:
    """Whether Redis is still set up so that nothing outlives a meeting; None where it does not answer."""
    try:
        found = await looked(settings.redis_url, settings.redis_check_url, settings.redis_replicas)
        return not any(it.fatal for it in found)
    except OutOfTouch:
        return None


def chosen(settings: Settings, clock: Clock) -> Opens:
    """One Redis for several instances, or a line inside this process."""
    if settings.redis_url:
        return partial(connected, settings.redis_url)
    memory = Memory(clock.now)
    return lambda ear: nullcontext(MemoryLine(memory, ear))


def told_of_reports(settings: Settings) -> Lead | None:
    """The safeguarding lead, where the host named one."""
    if not settings.safeguarding_key or settings.reports is None:
        return None
    return Lead(public_half(settings.safeguarding_key), Tray(settings.reports))


def shelf_door(
    settings: Settings, node: Node, desk: Desk, callers: Callers, press: Press
) -> "ShelfDoor | None":
    """The shelf, where the host wants one."""
    if not settings.shelf:
        return None
    # What speaks with databases takes a while to come, and most houses need none.
    from server.doors.shelf import ShelfDoor
    from server.keep.shelf import Shelf

    return ShelfDoor(node, desk, callers, settings.public_url, Shelf.at(settings.shelf), press)


def assembled(settings: Settings, node: Node, secret: bytes, watch: Watch | None = None) -> Starlette:
    """Every door of the house around one node."""
    node.kernel = best(settings.uring)
    node.may_begin = watch.is_fine if watch else node.may_begin
    desk, callers = Desk(secret), Callers(fresh_secret(), settings.proxies)
    formats, spoken = library(settings.formats), LANGUAGES
    if settings.patterns:
        formats = {code: spoken_too(document) for code, document in formats.items()}
        spoken += tuple(LIKE)
    knock = Door(node, desk, callers, formats, secret, settings.public_url)
    line = LineDoor(node, desk, callers, settings.public_url)
    lead = told_of_reports(settings)
    assets, texts = Assets.of(WEB), Texts.of(formats, spoken)
    card = Card.shipped()
    press = Press(
        WEB,
        assets,
        quick_exit=settings.quick_exit,
        lang=settings.lang,
        pretends=settings.patterns,
        shelf=bool(settings.shelf),
    )
    pages = Pages(
        press=press,
        formats=formats,
        card=card,
        country=opens_at(settings.country, card),
        patterns=settings.patterns,
        text_at=texts.at,
        code_of=knock.code_of,
        beside_of=knock.beside_of,
        first_ticket=knock.first_ticket,
        lead=lead is not None,
        issuer=settings.issuer,
    )
    shelf = shelf_door(settings, node, desk, callers, press)
    reports = ReportDoor(node, desk, callers, settings.public_url, lead, fresh_id) if lead else None

    async def api(request: Request) -> Response:
        return JSONResponse(asyncapi())

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        shelf_at_work = shelf.shelf.at_work() if shelf else nullcontext()
        async with node.at_work(), shelf_at_work, asyncio.TaskGroup() as tasks:
            going = [tasks.create_task(it.run()) for it in (watch, shelf) if it]
            yield
            for task in going:
                task.cancel()

    house = Starlette(
        routes=[
            *Health(node).routes(),
            *Metrics(node, settings.metrics_token).routes(),
            *knock.routes(),
            *WallDoor(knock).routes(),
            *HereDoor(knock).routes(),
            *line.routes(),
            *AsideDoor(node, desk, callers, formats, secret, settings.public_url).routes(),
            *AttendanceDoor(node, desk, callers, settings.public_url, press, settings.issuer).routes(),
            *(reports.routes() if reports else ()),
            *(shelf.routes() if shelf else ()),
            *assets.routes(),
            *texts.routes(),
            *Receipts(press, node.signer.public).routes(),
            *pages.routes(),
            Route("/asyncapi.json", api),
        ],
        middleware=[Middleware(Manners, https=settings.is_https, passkeys=bool(settings.shelf))],
        exception_handlers={404: pages.page_gone, 405: pages.not_like_this, 500: pages.trouble},
        lifespan=lifespan,
    )
    house.state.node = node
    return house

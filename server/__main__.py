"""The command line of the house. Everything it needs is fetched when asked for, so that `--help` is quick."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from server import by_hand, proven
from server.kindly import UNFIT, told_kindly
from server.settings import Settings, Unfit, from_environment

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from server.doors.invitations import Links
    from server.formats import Document

app = typer.Typer(
    help="Alcove: moderated, confidential group meetings that leave nothing behind.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Format = Annotated[
    str, typer.Option("--format", metavar="NAME", help="Which kind of meeting, by its name or code.")
]


@app.command()
def serve(
    links: Annotated[bool, typer.Option("--links", help="Print the links of a meeting to try.")] = False,
    format: Format = "support-circle",
) -> None:
    """Open the house. Settings come from the environment; README.md has the list."""
    from server.serving import bound, server

    with told_kindly():
        settings = begun(from_environment())
        looks_at_redis(settings)
        door = bound(settings)
        typer.echo(f"Alcove is open on {settings.public_url}\n")
        if links:
            tell(meeting(settings, format, ("Fay",)), settings)
            typer.echo("Both may be opened in one browser. Alone? A living circle to join: make demo\n")
        typer.echo("Ctrl-C closes the house, and nothing of it stays.")
        with suppress(KeyboardInterrupt):
            server(built(settings), settings).run(sockets=[door])


@app.command()
def demo() -> None:
    """Join a living circle of twelve simulated people.

    Opens a house of its own on this machine, with a meeting that is going on and a chair for you."""
    from server.demo.script import FORMATS
    from server.serving import bound_nearby

    with told_kindly():
        settings, door = bound_nearby(begun(from_environment(), only_trouble=True))
        settings = replace(settings, formats=FORMATS)
        with suppress(KeyboardInterrupt):
            asyncio.run(played(settings, door))


@app.command("open")
def open_(
    guide: Annotated[
        list[str], typer.Option(metavar="NAME", help="Who guides it. Say it again for a second person.")
    ],
    format: Format = "support-circle",
    at: Annotated[
        str,
        typer.Option(
            metavar="MOMENT", show_default=False, help="When, like 2026-12-01T19:00+01:00. Unless said: now."
        ),
    ] = "",
    minutes: Annotated[
        int,
        typer.Option(
            metavar="MINUTES", show_default=False, help="How long, where the format has other lengths."
        ),
    ] = 0,
    wall: Annotated[
        bool,
        typer.Option(
            "--wall",
            help="Also two links for a room where people meet: for its screen, and for who helps there.",
        ),
    ] = False,
) -> None:
    """Print the links of a new meeting. No house need be running; ALCOVE_SECRET must be the same there."""
    with told_kindly():
        settings = from_environment()
        if not settings.secret:
            raise Unfit("ALCOVE_SECRET: needed here, and the same as where the house runs")
        tell(meeting(settings, format, tuple(guide), at, minutes), settings, wall=wall)


@app.command()
def check(
    release: Annotated[bool, typer.Option("--release", help="Only what a new version must hold.")] = False,
) -> None:
    """Say what is unsafe about this house as it is set up. Ends with 78 where something must not stay so."""
    from server.checks import Grade, at, findings, help_card
    from server.doors.card import Card
    from server.live.clock import WallClock

    with told_kindly():
        today = at(WallClock().now())
        told = list(help_card(Card.shipped(), today) if release else findings(from_environment(), today))
    for it in told:
        typer.echo(f"{it.grade.value:>6}  {it.said}")
    if any(it.grade is Grade.FATAL for it in told):
        raise typer.Exit(UNFIT)


def looks_at_redis(settings: Settings) -> None:
    """Before a door opens: nothing may rest where instances meet."""
    if not settings.redis_url:
        return
    from server.checks import Grade, redis

    if fatal := [it.said for it in redis(settings) if it.grade is Grade.FATAL]:
        raise Unfit(*fatal)


def begun(settings: Settings, *, only_trouble: bool = False) -> Settings:
    """From here on the process is quiet; and it has a secret, if only for this start."""
    from server import quiet, scrubbing
    from server.doors.invitations import fresh_secret

    if settings.scrub:
        scrubbing.begin_again()
    quiet.begin(fresh_secret(), only_trouble=only_trouble)
    return settings if settings.secret else replace(settings, secret=fresh_secret())


def built(settings: Settings) -> "Starlette":
    """The house itself, in a process that lets go of what is over."""
    from server.app import build
    from server.scrubbing import sweeping

    house = build(settings)
    house.state.node.swept = sweeping()
    return house


def meeting(
    settings: Settings, format: str, guides: tuple[str, ...], at: str = "", minutes: int = 0
) -> "Links":
    """Links to a new meeting of this format."""
    from server.doors.invitations import invite

    document = named(settings, format)
    lengths = [int(document.minutes), *document.lengths]
    if minutes and minutes not in lengths:
        raise Unfit(f"--minutes: {document.id} can be {', '.join(map(str, sorted(lengths)))} minutes long")
    return invite(
        settings.secret,
        settings.public_url,
        code=document.code,
        starts=moment(at),
        minutes=minutes or lengths[0],
        guides=guides,
    )


def named(settings: Settings, format: str) -> "Document":
    """The format of this name or code."""
    from server.formats import library

    known = library(settings.formats).values()
    for document in known:
        if format in (document.id, document.code):
            return document
    raise Unfit(f"--format: none is called that. There are: {', '.join(it.id for it in known)}")


def moment(at: str) -> int:
    """Seconds since 1970 of a moment as a host writes it; an hour without a zone would be a wrong hour."""
    if not at:
        from server.live.clock import WallClock

        return int(WallClock().now())
    with suppress(ValueError):
        when = datetime.fromisoformat(at)
        if when.tzinfo:
            return int(when.timestamp())
    raise Unfit("--at: a day, an hour and its zone, like 2026-12-01T19:00+01:00")


def tell(links: "Links", settings: Settings, *, wall: bool = False) -> None:
    """The links, for whoever is to have them; a code for phones only where a phone can get to."""
    for link in links.guides:
        typer.echo(f"  to guide      {link}")
    if wall:
        typer.echo(f"  for the wall  {links.wall}")
        typer.echo(f"  host a room   {links.hub}")
    typer.echo(f"  to take part  {links.participants}\n")
    if settings.is_https:
        import segno

        segno.make(links.participants, error="l").terminal(compact=True)


async def played(settings: Settings, door: socket.socket) -> None:
    """The house and its evenings beside each other; whichever ends first takes the other along."""
    from server.quiet import Event, note
    from server.serving import server

    house = server(built(settings), settings)
    serving = asyncio.ensure_future(house.serve(sockets=[door]))
    playing = asyncio.ensure_future(evenings(settings))
    await asyncio.wait((serving, playing), return_when=asyncio.FIRST_COMPLETED)
    failed = None if house.should_exit or not playing.done() else playing.exception()
    house.should_exit = True
    playing.cancel()
    await asyncio.gather(serving, playing, return_exceptions=True)
    if failed:
        note(Event.BUG, trouble=failed)
        raise typer.Exit(1)


async def evenings(settings: Settings) -> None:
    """One evening after another, each a meeting of its own with a link of its own."""
    from server.demo.evening import guides, play
    from server.demo.script import read

    script = read(settings.lang)
    while True:
        links = meeting(settings, script.format, guides(script))
        typer.echo(
            f"A meeting of twelve simulated people is on. Come in as yourself:\n\n  {links.participants}\n\n"
            "Fay lets you in after a moment. When this evening is over, the next begins with a link of its own.\n"
            "Ctrl-C ends it.\n"
        )
        await play(settings.public_url, links.guides, links.participants, script)


by_hand.add_to(app)
proven.add_to(app)

if __name__ == "__main__":
    app(prog_name="python -m server")

"""What the doors have in common: a form is read, a seat is known by its cookie, a room is asked; no is said by name."""

from typing import Final, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import quiet
from server.doors.tickets import Desk, Pass, cookie_name
from server.live.asking import End
from server.live.gathering import Gathering
from server.room.acts import Act
from server.room.refusals import No, Refused

STATUS: Final = {No.TOO_FAST: 429, No.HOUSE_IS_BUSY: 503, No.MEETING_OVER: 410}

Form = TypeVar("Form", bound=msgspec.Struct)


async def form_of(request: Request, longest: int, kind: type[Form], no: No = No.LINK_NOT_VALID) -> Form:
    """What was sent, where it is what it should be. Raises `Refused` with `no`."""
    try:
        return msgspec.json.decode(await body_of(request, longest), type=kind)
    except (msgspec.DecodeError, UnicodeEncodeError):
        raise Refused(no) from None


async def body_of(request: Request, longest: int) -> bytes:
    """What was sent, as long as it may be."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise Refused(No.LINK_NOT_VALID)
    return body


def pass_of(request: Request, desk: Desk, now: float) -> Pass:
    """Whose seat the page is that asks. Raises `Refused` where its cookie is not there, not ours, or over."""
    held = desk.read(request.cookies.get(cookie_name(request.path_params["handle"]), ""), Pass, now)
    if held is None:
        raise Refused(No.LINK_NOT_VALID)
    return held


def there(found: Gathering | No) -> Gathering:
    """The meeting, or a refusal."""
    if isinstance(found, No):
        raise Refused(found)
    return found


async def granted(here: Gathering, act: Act) -> None:
    """Ask the room. Raises `Refused` with its own no, or as busy where nobody can say."""
    answer = await here.commits.ask(act)
    if answer is not End.DONE:
        raise Refused(answer if isinstance(answer, No) else No.HOUSE_IS_BUSY)


def refused(no: No) -> Response:
    """No, by name."""
    if no in (No.LINK_NOT_VALID, No.CODE_NOT_VALID):
        quiet.note(quiet.Event.NOT_VALID)
    return JSONResponse({"refused": no.value}, STATUS.get(no, 403))

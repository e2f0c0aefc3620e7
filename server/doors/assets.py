"""Everything in web/ that is served as it lies: read and squeezed once at the start, named by its hash."""

import gzip
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.doors.one_script import as_one_script

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
SQUEEZED = {".css", ".js", ".json", ".svg"}
LAID_TOGETHER = {"js/room.js", "js/wall.js"}
"""Scripts that come as one, with all their modules: the room is opened on weak lines."""
FOREVER = "public, max-age=31536000, immutable"

CSS_IMPORT = re.compile(r'^@import url\("([\w.-]+)"\) layer\((\w+)\);$', re.MULTILINE)
CSS_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
JS_IMPORT = re.compile(r'^\s*(?:import|export)\b[^"\']*?["\'](\.[^"\']+\.m?js)["\']', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to send."""

    kind: str
    whole: bytes
    squeezed: bytes | None

    def answer(self, request: Request, keep: str = FOREVER) -> Response:
        """The bytes as this browser can take them."""
        headers = {"cache-control": keep, "vary": "accept-encoding", "content-type": self.kind}
        if self.squeezed and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.squeezed, headers=headers | {"content-encoding": "gzip"})
        return Response(self.whole, headers=headers)


@dataclass(frozen=True, slots=True)
class Assets:
    """A shelf of known names. What is not on the shelf does not exist, so no path can climb out of it."""

    build: str
    shelf: Mapping[str, Asset]

    @classmethod
    def of(cls, web: Path) -> Self:
        """Read web/ as it is now. The build's name covers everything in it, pages and words too."""
        found = [path for path in sorted(web.rglob("*")) if path.is_file()]
        files = {path.relative_to(web).as_posix(): path.read_bytes() for path in found}
        shelf = {name: ready(name, body, files) for name, body in files.items() if ending(name) in KINDS}
        return cls(named(files), shelf)

    def at(self, name: str) -> str:
        """Where a page finds this file; a name that is not there is a mistake in a template, told at once."""
        if name not in self.shelf:
            raise LookupError(f"no such asset: {name}")
        return f"/w/{self.build}/{name}"

    def needs(self, name: str) -> tuple[str, ...]:
        """The modules that a module asks for, and theirs, so that a page can ask for all at once."""
        found: dict[str, None] = {}
        waiting = [name] if name in self.shelf else []
        while waiting:
            here = waiting.pop(0)
            if here not in found:
                found[here] = None
                waiting += [other for other in asked_by(here, self.shelf[here].whole) if other in self.shelf]
        return tuple(found)

    async def hand_out(self, request: Request) -> Response:
        asset = self.shelf.get(request.path_params["name"])
        if asset is None:
            return Response(status_code=404)
        # A page drawn by another build, while instances change over, gets what there is; it may not keep it.
        return asset.answer(request, FOREVER if request.path_params["build"] == self.build else "no-store")

    def routes(self) -> list[Route]:
        return [Route("/w/{build}/{name:path}", self.hand_out)]


def ending(name: str) -> str:
    return posixpath.splitext(name)[1]


def named(files: Mapping[str, bytes]) -> str:
    """A short name for exactly these files."""
    build = sha256()
    for name, body in files.items():
        build.update(name.encode() + b"\0" + sha256(body).digest())
    return build.hexdigest()[:12]


def ready(name: str, body: bytes, files: Mapping[str, bytes]) -> Asset:
    whole = as_one_sheet(name, body, files) if ending(name) == ".css" else body
    whole = as_one_script(name, files) if name in LAID_TOGETHER else whole
    squeezed = gzip.compress(whole, mtime=0) if ending(name) in SQUEEZED else None
    return Asset(KINDS[ending(name)], whole, squeezed)


def as_one_sheet(name: str, body: bytes, files: Mapping[str, bytes]) -> bytes:
    """A sheet with its imports laid in, each in its layer: one request instead of twenty, and no remarks of ours."""

    def laid_in(found: re.Match[str]) -> str:
        part = files[posixpath.join(posixpath.dirname(name), found[1])].decode()
        return f"@layer {found[2]} {{\n{part}}}"

    return CSS_REMARK.sub("", CSS_IMPORT.sub(laid_in, body.decode())).encode()


def asked_by(name: str, body: bytes) -> list[str]:
    here = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(here, asked)) for asked in JS_IMPORT.findall(body.decode())]

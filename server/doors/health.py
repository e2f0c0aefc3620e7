"""For the host and for proxies: whether this instance lives, and whether it can hold a meeting now."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.live.node import Node


@dataclass(frozen=True, slots=True)
class Health:
    """Says nothing of any meeting, not even how many there are."""

    node: Node

    def routes(self) -> list[Route]:
        """`/health` and `/ready`."""
        return [Route("/health", self.health), Route("/ready", self.ready)]

    async def health(self, request: Request) -> Response:
        """The process answers."""
        return JSONResponse({"healthy": True})

    async def ready(self, request: Request) -> Response:
        """The line answers too, and the house is not about to close."""
        ready = not self.node.leaving and await self.node.reaches_the_line()
        return JSONResponse({"ready": ready}, 200 if ready else 503)

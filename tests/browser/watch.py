"""Notices whatever no page of ours may do: ask a stranger, break our own policy, fail, or name itself."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket

TELLS = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""
ORDINARY = (
    "Failed to load resource",
    "WebSocket connection to",
    "Service Worker registration blocked by Playwright",
)
"""What a browser says of a line that dropped or a door that said no. Those are parts of an evening."""


@dataclass
class Watch:
    """What the browsers of one test did, kept until its end."""

    home: str
    strayed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(TELLS)
        context.on("request", self._asks)
        context.on("console", self._says)
        context.on("weberror", self._fails)
        context.on("page", self._opens)

    def _opens(self, page: Page) -> None:
        page.on("websocket", self._dials)

    def _asks(self, request: Request) -> None:
        if not request.url.startswith((self.home + "/", "data:", "blob:")):
            self.strayed.append(request.url)

    def _dials(self, socket: WebSocket) -> None:
        if socket.url != self.home.replace("http", "ws", 1) + "/line":
            self.strayed.append(socket.url)

    def _says(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and not line.text.startswith(ORDINARY):
            self.broken.append(line.text)

    def _fails(self, error: WebError) -> None:
        self.broken.append(str(error.error))

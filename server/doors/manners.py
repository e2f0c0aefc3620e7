"""The manners of the house: what every answer tells the browser, whichever door it leaves by."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing may load, run or be reached but what is ours. The one Trusted Types policy is in web/js/worker.js.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types alcove",
    )
)

# No page of ours asks for any of these, and nothing that slips in may either.
CLOSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
    "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "interest-cohort", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "serial", "storage-access", "usb", "window-management",
    "xr-spatial-tracking",
)  # fmt: skip

FOR_PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
"""Our own pages may ask for them, and nobody else, where people keep words under a passkey."""
# The screen of whoever has the turn stays on (web/js/helpers/awake.js). Nobody's but ours.
OPEN = ("screen-wake-lock=(self)",)

ALWAYS = {
    "content-security-policy": CONTENT_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": ", ".join([*(f"{feature}=()" for feature in CLOSED), *OPEN]),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "x-frame-options": "DENY",
}

TWO_YEARS = "max-age=63072000; includeSubDomains"


class Manners:
    """Wraps the whole house. Sockets pass untouched. What an answer says about keeping stays."""

    def __init__(self, app: ASGIApp, *, https: bool = False, passkeys: bool = False) -> None:
        self.app = app
        self.always = dict(ALWAYS)
        if https:
            self.always["strict-transport-security"] = TWO_YEARS
        for feature in FOR_PASSKEYS if passkeys else ():
            policy = self.always["permissions-policy"]
            self.always["permissions-policy"] = policy.replace(f"{feature}=()", f"{feature}=(self)")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def politely(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.mind(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, politely)

    def mind(self, headers: MutableHeaders) -> None:
        headers.setdefault("cache-control", "no-store")
        for name, value in self.always.items():
            headers[name] = value

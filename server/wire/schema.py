"""The wire as an AsyncAPI 3 document, made from the Structs that read and write it: it cannot fall behind."""

from typing import Any, get_args

from msgspec import Struct
from msgspec.json import schema_components

from server.room import acts
from server.wire import frames, told

SUBPROTOCOL = "alcove.v1"
REF = "#/components/schemas/{name}"

NEWS = (told.Said, told.Edited, told.Retracted, told.Response, told.Letter)
"""What the line numbers: these carry `seq`."""
TO_PAGE: tuple[type[Struct], ...] = (
    told.HelloOk,
    told.Picture,
    told.LobbyPicture,
    told.WallPicture,
    told.You,
    *NEWS,
    told.Roster,
    told.Tick,
    told.Gap,
    told.Ok,
    told.Refused,
    told.Ended,
)
FROM_PAGE: tuple[type[Struct], ...] = get_args(frames.FromPage)


def asyncapi() -> dict[str, Any]:
    """The document."""
    kinds = (*FROM_PAGE, *TO_PAGE)
    _, schemas = schema_components(kinds, ref_template=REF)
    for kind in NEWS:
        schemas[kind.__name__]["required"].append("seq")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Alcove: a meeting, live",
            "version": SUBPROTOCOL,
            "description": "One WebSocket, JSON text frames. In prose: server/wire/PROTOCOL.md.",
        },
        "defaultContentType": "application/json",
        "channels": {
            "line": {
                "address": "/line",
                "description": f"Subprotocol {SUBPROTOCOL}. The first frame is `hello`, within 5 s.",
                "messages": {_key(kind): {"$ref": f"#/components/messages/{_key(kind)}"} for kind in kinds},
                "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
            }
        },
        "operations": {"hear": _operation("receive", FROM_PAGE), "tell": _operation("send", TO_PAGE)},
        "components": {"messages": {_key(kind): _message(kind) for kind in kinds}, "schemas": schemas},
    }


def _operation(action: str, kinds: tuple[type[Struct], ...]) -> dict[str, Any]:
    messages = [{"$ref": f"#/channels/line/messages/{_key(kind)}"} for kind in kinds]
    return {"action": action, "channel": {"$ref": "#/channels/line"}, "messages": messages}


def _message(kind: type[Struct]) -> dict[str, Any]:
    return {
        "name": kind.__struct_config__.tag,
        "summary": _summary(kind),
        "payload": {"$ref": REF.format(name=kind.__name__)},
    }


def _summary(kind: type[Struct]) -> str:
    meant = getattr(acts, kind.__name__, kind) if issubclass(kind, frames.Asked) else kind
    return (meant.__doc__ or "").split("\n")[0]


def _key(kind: type[Struct]) -> str:
    return frames.named(kind.__name__)

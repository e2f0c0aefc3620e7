"""Django Channels with channels_redis (pub/sub), on uvicorn, as its manual sets it up."""

import sys

import django
import uvicorn
from django.conf import settings

settings.configure(
    SECRET_KEY="of no use here",
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [sys.argv[2]]},
        }
    },
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import URLRouter  # noqa: E402
from django.urls import path  # noqa: E402


class Line(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        self.room = f"room{self.scope['url_route']['kwargs']['room']}"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send(self.room, {"type": "share", "text": text_data})

    async def share(self, event: dict[str, str]) -> None:
        await self.send(text_data=event["text"])

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.room, self.channel_name)


uvicorn.run(
    URLRouter([path("<int:room>", Line.as_asgi())]),
    port=int(sys.argv[1]),
    log_level="error",
    ws_per_message_deflate=False,
)

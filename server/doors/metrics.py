"""Numbers for the host, in OpenMetrics: how many events of each kind, meetings and lines. Never which, or whose."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import cast

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.node import Node
from server.quiet import tally


@dataclass(frozen=True, slots=True)
class Metrics:
    """For whoever has the host's token, in a header and never in an address. Without a token: no such page."""

    node: Node
    token: str = field(repr=False)

    def routes(self) -> list[Route]:
        """`/metrics`, where the host wants it."""
        return [Route("/metrics", self.metrics)] if self.token else []

    async def metrics(self, request: Request) -> Response:
        """All of them, as they are now."""
        given = request.headers.get("authorization", "")
        if not compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            return Response(status_code=404)
        registry = CollectorRegistry(auto_describe=False)
        registry.register(House(self.node))
        return Response(written(registry), headers={"content-type": CONTENT_TYPE_LATEST})


def written(registry: CollectorRegistry) -> bytes:
    """All samples, as OpenMetrics spells them."""
    return cast(bytes, generate_latest(registry))  # type: ignore[no-untyped-call]


class House(Collector):
    """What this instance can say about itself."""

    def __init__(self, node: Node) -> None:
        self._node = node

    def collect(self) -> Iterator[Metric]:
        """Made when asked for; nothing is gathered in between but the count of events."""
        events = CounterMetricFamily(
            "alcove_events", "What happened since the start, by code.", labels=["event"]
        )
        for event, count in tally.items():
            events.add_metric([event.value], count)
        yield events
        yield GaugeMetricFamily("alcove_meetings", "Meetings that are on here.", value=len(self._node))
        yield GaugeMetricFamily("alcove_lines", "Lines that are open here.", value=self._node.lines)

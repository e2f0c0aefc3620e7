"""What of a room's news still rests on the line, without how long."""

from server.line.line import Line


async def boxes(line: Line, room: str, gen: str, seq: int, upto: int) -> list[bytes | None] | None:
    """`Line.since`, boxes alone."""
    found = await line.since(room, gen, seq, upto)
    return None if found is None else [it and it[0] for it in found]

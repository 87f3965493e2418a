"""How the kiosk and its speech process talk: four bytes of length, a line of JSON, then raw samples."""

from __future__ import annotations

import json
from typing import IO, Any


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next frame's header and samples, or None at the end of the stream."""
    head = _exactly(stream, 4)
    body = None if head is None else _exactly(stream, int.from_bytes(head, "big"))
    if body is None:
        return None
    line, _, samples = body.partition(b"\n")
    return json.loads(line), samples


def _exactly(stream: IO[bytes], count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = stream.read(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def write_frame(stream: IO[bytes], header: dict[str, Any], samples: bytes = b"") -> None:
    """One frame. Raises OSError when nobody reads any more."""
    head = json.dumps(header).encode() + b"\n"
    stream.write((len(head) + len(samples)).to_bytes(4, "big") + head + samples)
    stream.flush()

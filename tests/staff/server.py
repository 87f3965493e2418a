"""A small web server on loopback that can be told to misbehave as real ones do."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Shop:
    """What the server offers and how it behaves. ``cuts``: how many answers break off halfway."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cuts: int = 0
    ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)  # path and Range header of each request

    def offer(self, name: str, data: bytes, **changed: Any) -> None:
        """Put a model's zip on the shelf and its line into the list."""
        self.files[f"/{name}.zip"] = data
        rows = json.loads(self.files.get("/model-list.json", b"[]"))
        row = {
            "lang": "en-us",
            "lang_text": "US English",
            "md5": hashlib.md5(data).hexdigest(),
            "name": name,
            "obsolete": "false",
            "size": len(data),
            "type": "small",
            "url": f"{self.address}/{name}.zip",
        }
        self.files["/model-list.json"] = json.dumps([*rows, {**row, **changed}]).encode()

    @property
    def list(self) -> str:
        return f"{self.address}/model-list.json"


@contextmanager
def shop() -> Iterator[Shop]:
    """The server, open on a free port of loopback."""
    store = Shop()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            store.asked.append((self.path, wanted))
            data = store.files.get(self.path)
            if data is None:
                self.send_error(404)
                return
            start = int(wanted[6:-1]) if wanted and store.ranges else 0
            if start and start >= len(data):
                self.send_error(416)
                return
            body = data[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if store.cuts and self.path.endswith(".zip"):
                store.cuts -= 1
                body = body[: len(body) // 2]
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    store.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)

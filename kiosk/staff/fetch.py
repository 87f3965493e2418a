"""Fetches a file over the network for staff, and only when they asked: goes on where it broke off, checks
what came.

The unfinished file keeps its place under a hidden name, so that a cut line costs only what was missing.
"""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any

SILENCE_S = 20.0  # without a byte, before a try counts as failed
TRIES = 4
BLOCK = 1 << 16

Progress = Callable[[int, int], None]  # bytes so far, bytes in all (0 when unknown)


class FetchError(Exception):
    """Nothing usable came; its text is one sentence for staff."""


def fetch(address: str, part: Path, size: int, md5: str, progress: Progress, pause_s: float = 2.0) -> None:
    """Bring ``address`` into the file ``part``, whole and right, or raise FetchError.

    ``size`` in bytes and ``md5`` come from the vendor's list. What stands in ``part`` already is kept if
    the server can go on from there. A whole file with the wrong sum is thrown away, and fetched anew once.
    """
    for attempt in range(2):
        _whole(address, part, size, progress, pause_s)
        if _sum(part) == md5.lower():
            return
        part.unlink()
        if attempt:
            break
    raise FetchError("what came is not what the vendor's list promises (its checksum is wrong twice); try later.")


def read(address: str, most: int) -> bytes:
    """A small file, of at most ``most`` bytes. Raises FetchError."""
    try:
        with _open(address, 0) as answer:
            data: bytes = answer.read(most + 1)
    except (OSError, HTTPException, ValueError) as fault:
        raise FetchError(f"{address} cannot be reached ({_reason(fault)}).") from fault
    if len(data) > most:
        raise FetchError(f"{address} sends far more than a list of models; nothing was taken from it.")
    return data


def _whole(address: str, part: Path, size: int, progress: Progress, pause_s: float) -> None:
    fault: BaseException | None = None
    for attempt in range(TRIES):
        if attempt:
            time.sleep(pause_s * attempt)
        try:
            have = part.stat().st_size if part.exists() else 0
            if have > size:
                part.unlink()
                have = 0
            if have < size:
                _once(address, part, have, size, progress)
            if part.stat().st_size == size:
                return
            fault = EOFError("the line was cut")
        except urllib.error.HTTPError as wrong:
            if wrong.code == 416:  # the server has less than stands here: begin anew
                part.unlink(missing_ok=True)
            elif wrong.code < 500:
                raise FetchError(f"{address}: the server answers {wrong.code} ({wrong.reason}).") from wrong
            fault = wrong
        except (OSError, HTTPException) as wrong:
            fault = wrong
    raise FetchError(
        f"the download broke off {TRIES} times ({_reason(fault)}); run the same command again to go on from there."
    ) from fault


def _once(address: str, part: Path, have: int, size: int, progress: Progress) -> None:
    with _open(address, have) as answer:
        if have and answer.status != 206:
            have = 0  # this server cannot go on in the middle
        with part.open("ab" if have else "wb") as stream:
            while data := answer.read(BLOCK):
                have += len(data)
                if have > size:
                    stream.close()
                    part.unlink()
                    raise FetchError("the server sends more than the vendor's list promises; it was thrown away.")
                stream.write(data)
                progress(have, size)


def _open(address: str, start: int) -> Any:
    if not address.startswith(("https://", "http://")):
        raise FetchError(f"{address} is not a web address.")
    headers = {"User-Agent": "kiosk", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    answer: HTTPResponse = urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=SILENCE_S)
    return answer


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _reason(fault: BaseException | None) -> str:
    inner = fault.reason if isinstance(fault, urllib.error.URLError) else fault
    return str(getattr(inner, "strerror", "") or inner or type(fault).__name__)

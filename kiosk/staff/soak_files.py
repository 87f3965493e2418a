"""What can happen to files: articles gone, broken or shut away, and a disk that takes nothing more.

A full disk is made by the system's own limit of file size, and what may not be read or written by its rights, so that
no other program on the machine notices. Each fault gives seconds or None, as in ``soak_faults``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.staff.soak_rig import Kiosk, Machine
from kiosk.staff.soak_visitor import ANSWER_S, Visitor


def file_faults(machine: Machine, kiosk: Kiosk, visitor: Visitor) -> dict[str, Callable[[], float | None]]:
    """All of them, by name."""
    files = _Files(machine, kiosk, visitor)
    return {
        "content unmounted": files.unmounted,
        "content emptied": files.emptied,
        "content unreadable": files.unreadable,
        "article broken": files.broken,
        "disk full": files.full,
        "disk read-only": files.read_only,
    }


class _Files:
    def __init__(self, machine: Machine, kiosk: Kiosk, visitor: Visitor) -> None:
        self._machine, self._kiosk, self._visitor = machine, kiosk, visitor

    def unmounted(self) -> float | None:
        content = self._kiosk.content
        away = content.with_name("away")
        content.rename(away)
        return self._noticed(lambda: away.rename(content))

    def emptied(self) -> float | None:
        content = self._kiosk.content
        away, empty = content.with_name("away"), content.with_name("empty")
        empty.mkdir(exist_ok=True)
        content.rename(away)
        empty.rename(content)

        def mend() -> None:
            content.rename(empty)
            away.rename(content)

        return self._noticed(mend)

    def unreadable(self) -> float | None:
        """The folder is there, but the kiosk may not look into it."""
        return self._noticed(shut((self._kiosk.content,), 0))

    def broken(self) -> float | None:
        article = sorted(self._kiosk.content.glob("*/*.md"))[0]
        good = article.read_bytes()
        article.write_bytes(b"\xff\xfe\x00" * 400)
        return self._noticed(lambda: bool(article.write_bytes(good)))

    def _noticed(self, mend: Callable[[], object]) -> float | None:
        """Wait until the kiosk has looked at the harm, and try it; seconds until it has looked at what was mended."""
        seen = self._looked()
        time.sleep(0.5)  # until the kiosk has read what that process found
        still = self._visitor.answered("h")
        mend()
        back = self._looked()
        return None if seen is None or still is None or still > ANSWER_S else back

    def _looked(self) -> float | None:
        """Seconds until a process of the kiosk has begun to read the content folder, and has ended."""

        def reads() -> bool:
            return bool(self._kiosk.child("kiosk.staff.take"))

        begun = self._kiosk.until(reads, 15)
        ended = self._kiosk.until(lambda: not reads(), 15)
        return None if begun is None or ended is None else begun + ended

    def full(self) -> float | None:
        """No process of the kiosk can write a byte into a file for some seconds."""
        return self._unwritten(lambda: None)

    def read_only(self) -> float | None:
        """Nor can a file be made, renamed or taken away."""
        own = [self._machine.folder / name for name in ("state", "cache")]
        return self._unwritten(shut([each for top in own for each in (top, *top.rglob("*"))], 0o555))

    def _unwritten(self, mend: Callable[[], object]) -> float | None:
        """An article that was changed cannot be taken into the kiosk's copy, nor a line into its journal."""
        family = self._kiosk.family
        self._limit(family, 0)
        still = self._visitor.answered()
        os.utime(sorted(self._kiosk.content.glob("*/*.md"))[0])
        looked = self._looked()
        again = self._visitor.answered()
        self._limit([*family, *self._kiosk.family], -1)
        mend()
        return None if still is None or again is None or looked is None else max(still, again)

    def _limit(self, family: list[int], most: int) -> None:
        import resource  # not on Windows

        for pid in family:
            if Path(f"/proc/{pid}").exists():
                hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard if most < 0 else most, hard))


def shut(places: Iterable[Path], mode: int) -> Callable[[], None]:
    """Give places other rights; what is returned gives them back."""
    before = [(place, place.stat().st_mode) for place in places]
    for place, _ in before:
        place.chmod(mode)

    def mend() -> None:
        for place, was in before:
            if place.exists():
                place.chmod(was)

    return mend

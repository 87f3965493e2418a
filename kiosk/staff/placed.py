"""An article is put into the content folder whole or not at all, and never over one that somebody edited.

Each file is written under another name and then renamed, so that the running kiosk never sees half an article.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

from kiosk.staff.written import Written, fingerprint, on_a_line


def stands(target: Path, source: str, replace_edited: bool) -> str:
    """Why a file that stands there must not be replaced, or ""."""
    if replace_edited or not target.exists():
        return ""
    try:
        text = target.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return f"{target} stands already and cannot be read; move it away, or use --replace."
    mark = re.search(r"^x-imported: (\w+)$", text, re.MULTILINE)
    came = re.search(r"^source: (.*)$", text, re.MULTILINE)
    if mark is None or mark[1] != fingerprint(text):
        return f"{target} stands already and was edited by hand; use --replace to write over it."
    if came is None or came[1].strip() != on_a_line(source):
        return f"{target} stands already and came from another file; use --replace, or change the title."
    return ""


def put(folder: Path, target: Path, made: Written) -> None:
    """All files or none: each is written under a hidden name, then all are renamed, the article last."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    waiting: list[tuple[str, Path]] = []
    done: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = {**made.pictures, target.name: made.text.encode("utf-8", "replace")}
        for name, data in files.items():
            handle, temporary = tempfile.mkstemp(prefix=".import-", suffix=".tmp", dir=folder)
            waiting.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if os.name == "posix":
                Path(temporary).chmod(0o644)  # mkstemp's 0600 would hide it from the kiosk's own user
        for temporary, final in waiting:
            fresh = not final.exists()
            Path(temporary).replace(final)
            if fresh:
                done.append(final)
    except OSError:
        for temporary, _ in waiting:
            Path(temporary).unlink(missing_ok=True)
        for final in done:
            final.unlink(missing_ok=True)
        for place in missing:
            with contextlib.suppress(OSError):
                place.rmdir()
        raise

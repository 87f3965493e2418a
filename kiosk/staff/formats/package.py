"""Opens the zip inside a .docx or .odt, and refuses what only an attack or a broken save has.

The limits are far above any article: a 300-page Word file with photographs unpacks to some tens of megabytes.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from kiosk.staff.formats.parts import UnreadableError

MOST_BYTES = 200_000_000  # all members together, unpacked
MOST_XML = 30_000_000  # one XML member, unpacked
MOST_MEMBERS = 4_000


def unpack(path: Path, program: str) -> dict[str, bytes]:
    """Every member of a zip by its name. Raises UnreadableError for anything broken, locked or too large."""
    again = f"open it in {program} and save it again."
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
                raise UnreadableError("it unpacks to far more than a document has (a zip bomb?); do not open it.")
            if any(member.flag_bits & 1 for member in members):
                raise UnreadableError(f"it is locked with a password; {again}")
            return {member.filename: _read(package, member) for member in members if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        if path.read_bytes()[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
            raise UnreadableError(f"it is locked with a password or an old .doc file; {again}") from fault
        raise UnreadableError(f"it is damaged or not a {path.suffix} file; {again}") from fault


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The size in the list may lie, so no more than it promised is read.
    with package.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) > member.file_size:
        raise zipfile.BadZipFile("longer than it says")
    if member.filename.lower().endswith((".xml", ".rels")):
        if len(data) > MOST_XML:
            raise UnreadableError("it unpacks to far more than a document has (a zip bomb?); do not open it.")
        if b"<!doctype" in (plain := data.replace(b"\0", b"").lower()) or b"<!entity" in plain:
            raise UnreadableError("it holds XML entities, which no office program writes (an attack?); do not open it.")
    return data

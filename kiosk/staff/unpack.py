"""Unpacks the zip of a voice model beside its place, and refuses what no model's zip has.

``zipfile`` tames names that lead elsewhere, but silently; here a zip that tries is refused whole, since
nobody packs a model so by mistake.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

MOST_FILES = 500  # official models have 15 to 40
MOST_BYTES = 6_000_000_000  # the largest official English model unpacks to about 4 GB
MOST_RATIO = 200  # unpacked to packed, for one file; a graph packs to a half, noughts to a thousandth
NEEDED = ("HCLr.fst", "Gr.fst")


class ModelError(Exception):
    """A zip or a folder is no usable model; its text is one sentence for staff."""


def unpack(package: Path, into: Path) -> Path:
    """Unpack a model's zip into the empty folder ``into``; the folder inside that is the model."""
    try:
        with zipfile.ZipFile(package) as source:
            members = source.infolist()
            _inspect(members)
            need = sum(member.file_size for member in members)
            if need * 1.05 > shutil.disk_usage(into).free:
                raise ModelError(f"it needs {need / 1e6:.0f} MB of free disk, and there is less; make room first.")
            for member in members:
                _write(source, member, into)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise ModelError("the zip is damaged or not a zip; copy or download it again.") from fault
    return find(into)


def _inspect(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
        raise ModelError("the zip unpacks to far more than a voice model has; do not open it.")
    seen: set[str] = set()
    for member in members:
        name = member.filename
        path = PurePosixPath(name)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
            raise ModelError(f"the zip wants to write outside its folder ({name!r}); do not use it.")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ModelError(f"the zip holds a link or a device ({name!r}), which no model has; do not use it.")
        if member.flag_bits & 1:
            raise ModelError("the zip is locked with a password; ask for one without.")
        if member.file_size > MOST_RATIO * max(member.compress_size, 1) and member.file_size > 1_000_000:
            raise ModelError("the zip unpacks to far more than a voice model has; do not open it.")
        if name.casefold() in seen:
            raise ModelError(f"the zip holds {name!r} twice; do not use it.")
        seen.add(name.casefold())


def _write(source: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path) -> None:
    target = into.joinpath(*PurePosixPath(member.filename).parts)
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    left = member.file_size
    with source.open(member) as packed, target.open("wb") as stream:
        while data := packed.read(1 << 20):
            left -= len(data)
            if left < 0:
                raise zipfile.BadZipFile("longer than it says")
            stream.write(data)


def find(folder: Path) -> Path:
    """The model in a folder: the folder itself, or the one folder in it. Raises ModelError."""
    for _ in range(3):
        if (folder / "am" / "final.mdl").is_file() or (folder / "final.mdl").is_file():
            return folder
        inside = [entry for entry in folder.iterdir() if not entry.name.startswith((".", "__"))]
        if len(inside) != 1 or not inside[0].is_dir():
            break
        folder = inside[0]
    raise ModelError("there is no voice model in it (am/final.mdl is missing); take a zip from the vendor's list.")


def look(model: Path) -> None:
    """Raise ModelError unless the model's graphs can take the phrases of a screen while it runs."""
    if not (model / "am" / "final.mdl").is_file() and not (model / "final.mdl").is_file():
        raise ModelError(f"{model.name} holds no voice model (am/final.mdl is missing).")
    graph = model / "graph" if (model / "graph").is_dir() else model
    if (graph / "HCLG.fst").exists():
        raise ModelError(
            f"{model.name} has one fixed graph (HCLG.fst), so it cannot take the phrases of a screen; "
            'use one of the "small" models.'
        )
    missing = [name for name in NEEDED if not (graph / name).is_file()]
    if missing:
        raise ModelError(f"{model.name} lacks {' and '.join(missing)}, which the phrases of a screen need.")

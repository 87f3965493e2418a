"""`kiosk model`: other voices' ears. Lists, installs, chooses and checks Vosk models.

A model is unpacked beside its place, looked at, loaded once for real in a process of its own (a bad model
kills the process that loads it) and only then renamed into place: whatever goes wrong before, nothing has
changed.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.table import Table

from kiosk import places, whole
from kiosk.hearing.models import STRICTNESS, ModelFaultError, ready_model
from kiosk.hearing.recogniser import Recogniser, RecogniserFaultError, RecogniserLostError
from kiosk.staff.fetch import FetchError, fetch
from kiosk.staff.settings import set_value
from kiosk.staff.unpack import ModelError, find, look, unpack
from kiosk.staff.vendor import LIST, listed

LOADING_S = 60.0


def installed(folder: Path) -> tuple[str, ...]:
    """The names of the models that stand in ``folder``."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(place.name for place in folder.iterdir() if place.is_dir() and place.name[0] != "."))


def trial(model: Path, words: Sequence[str] = (), strictness: float = STRICTNESS) -> tuple[str, ...]:
    """Load a model for real and listen once; which of ``words`` it does not know. Raises ModelError.

    One whose graph we can write is first made to know them, as the kiosk does.
    """
    look(model)
    try:
        fitted = ready_model(model, words, strictness, places.cache_folder()) if words else model
    except ModelFaultError as fault:
        raise ModelError(str(fault)) from fault
    recogniser = Recogniser(fitted, patience_s=LOADING_S)
    try:
        recogniser.open()
        known = next((word for word in ("yes", "no", *words) if not recogniser.unknown([word])), "")
        recogniser.grammar("ear", [known, "[unk]"] if known else ["[unk]"])
        recogniser.hear(bytes(32_000))
        recogniser.reset()
        return tuple(sorted(recogniser.unknown(words)))
    except (RecogniserFaultError, RecogniserLostError, KeyError) as fault:
        raise ModelError(f"{model.name} cannot be loaded; it is damaged or not a Vosk model.") from fault
    finally:
        recogniser.close()


def install(what: str, folder: Path, console: Console, words: Sequence[str] = (), address: str = LIST) -> int:
    """Install a model by its name in the vendor's list, or from a zip. Exit code 0, 1 (refused) or 2 (wrong name)."""
    package = Path(what)
    if package.suffix.lower() == ".zip" or package.exists():
        if not package.is_file():
            why = "it is a folder; name the zip." if package.exists() else "there is no such file."
            console.print(f"{escape(what)}: {why}", soft_wrap=True)
            return 2
        return _place(package, package.stem, folder, console, words)
    if what in installed(folder):
        console.print(f"{escape(what)} is installed already, at {escape(str(folder / what))}.", soft_wrap=True)
        return 1
    try:
        console.print(f"This uses the network: it asks {address} for {escape(what)}.", soft_wrap=True)
        models = {model.name: model for model in listed(address)}
        if (model := models.get(what)) is None:
            console.print(f'There is no small model "{escape(what)}"; see: kiosk model list', soft_wrap=True)
            return 2
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{model.name}.zip.part"
        if model.size * 1.1 > shutil.disk_usage(folder).free:
            console.print(f"{model.name} has {model.size / 1e6:.0f} MB, and the disk has less free; make room first.")
            return 1
        console.print(f"It fetches {model.size / 1e6:.0f} MB from {escape(model.url)}.", soft_wrap=True)
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        bar = Progress(*columns, console=console)
        with bar:
            task = bar.add_task(model.name, total=model.size)
            fetch(model.url, part, model.size, model.md5, lambda done, _: bar.update(task, completed=done))
    except (FetchError, OSError) as fault:
        console.print(f"{escape(what)}: {escape(str(fault))}", soft_wrap=True)
        return 1
    code = _place(part, model.name, folder, console, words)
    part.unlink(missing_ok=True)
    return code


def _place(package: Path, name: str, folder: Path, console: Console, words: Sequence[str]) -> int:
    beside: Path | None = None
    fresh = not folder.exists()
    try:
        if not re.fullmatch(r"\w[\w. -]*", name):
            raise ModelError(f"{name!r} cannot be the name of a folder; rename the zip.")
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(".unpacking-*"):
            shutil.rmtree(left, ignore_errors=True)  # of a power cut
        target = folder / name
        if target.exists():
            raise ModelError(f"{name} is installed already, at {target}; remove that folder first.")
        beside = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder))
        model = unpack(package, beside)
        if model == beside:
            model = Path(shutil.move(str(beside), str(beside.with_name(beside.name + "-in"))))
            beside.mkdir()
            model = Path(shutil.move(str(model), str(beside / name)))
        unknown = trial(model, words)
        model.chmod(0o755)
        whole.settle(model)
        model.rename(target)
    except (ModelError, OSError) as fault:
        console.print(f"{escape(package.name)}: {escape(str(fault))} Nothing was changed.", soft_wrap=True)
        return 1
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
        if fresh:
            with contextlib.suppress(OSError):
                folder.rmdir()  # made for nothing; one that holds a model stays
    console.print(f"[green]{escape(name)}[/] is installed and loads. To use it: kiosk model use {escape(name)}")
    _unknown(unknown, console)
    return 0


def use(name: str, folder: Path, config: Path, console: Console) -> int:
    """Make a model of ``folder``, or "built-in", the one that the kiosk listens with."""
    if name == "built-in":
        return set_value(config, "hearing.model", "", console)
    if name not in installed(folder):
        _absent(name, folder, console)
        return 2
    try:
        trial(folder / name)
    except ModelError as fault:
        console.print(f"{escape(str(fault))} The kiosk goes on with its present model.", soft_wrap=True)
        return 1
    return set_value(config, "hearing.model", str((folder / name).resolve()), console)


def check(model: Path, words: Sequence[str], console: Console) -> int:
    """Load a model and say whether it takes phrases while it runs and knows every word that the library needs."""
    if not model.exists():
        _absent(model.name, model.parent, console)
        return 1
    try:
        unknown = trial(find(model) if model.is_dir() else model, words)
    except (ModelError, OSError) as fault:
        console.print(f"[red]{escape(str(fault))}[/]", soft_wrap=True)
        return 1
    console.print(f"[green]{escape(model.name)}[/] loads and takes the phrases of each screen.", soft_wrap=True)
    _unknown(unknown, console)
    return 1 if unknown else 0


def _absent(name: str, folder: Path, console: Console) -> None:
    there = ", ".join(installed(folder)) or "none yet"
    console.print(f'"{escape(name)}" is not installed (installed: {escape(there)}).', soft_wrap=True)


def _unknown(unknown: Sequence[str], console: Console) -> None:
    if unknown:
        console.print(
            f"[yellow]It does not know {len(unknown)} of the words that may be said here:[/]"
            f" {escape(', '.join(unknown))}. Give such titles other phrases in their line \"also:\"; their"
            " numbers and buttons work.",
            soft_wrap=True,
        )


def show(folder: Path, console: Console, present: str = "", address: str = LIST) -> int:
    """Print the models that are installed and those in the vendor's list."""
    here = installed(folder)
    console.print("built-in" + ("" if present else "  (in use)"))
    for name in here:
        console.print(escape(name) + ("  (in use)" if Path(present).name == name else ""))
    console.print(f"This uses the network: it asks {address} for its list.", soft_wrap=True)
    try:
        models = listed(address)
    except FetchError as fault:
        console.print(
            f"{escape(str(fault))} A zip from a stick works too: kiosk model install FILE.zip", soft_wrap=True
        )
        return 1
    table = Table("name", "language", "MB", "")
    for model in sorted(models, key=lambda one: (one.language, one.name)):
        table.add_row(model.name, model.language, f"{model.size / 1e6:.0f}", "installed" if model.name in here else "")
    console.print(table)
    return 0

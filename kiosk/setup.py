"""Sets a fresh clone up: an environment of its own in .venv with all that the program needs.

Needs nothing but Python 3.11 or newer and pip. It says that it downloads before it does. Installed as a wheel,
the program has what it needs and this is not used.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_HOME = ROOT / ".venv"


def at_home() -> bool:
    """We stand in a clone, and not in an environment that somebody else made for it."""
    return (ROOT / "pyproject.toml").is_file() and not os.environ.get("KIOSK_NO_SETUP")


def _python() -> Path:
    return _HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(extras: str, then: list[str]) -> None:
    """Make sure that .venv has the program with these extras, and go on in it with the arguments ``then``.

    Ends the process with a sentence when the environment cannot be made.
    """
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python is just who must be told
        sys.exit(f"The kiosk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + extras.encode()).hexdigest()
    sign = _HOME / "kiosk-ready"
    ready = sign.read_text(encoding="utf-8").split() if sign.is_file() else []
    if wanted not in ready:
        print("Setting up in .venv: this downloads packages once and takes some minutes.", flush=True)
        _make(extras)
        old = ready if _same_project(ready) else []
        sign.write_text("\n".join([*old, wanted]), encoding="utf-8")
    if Path(sys.prefix).resolve() == _HOME.resolve():
        return
    if os.name == "nt":
        sys.exit(subprocess.call([str(_python()), *then], cwd=None))
    environment = {**os.environ, "PYTHONPATH": _path()}
    os.execve(_python(), [str(_python()), *then], environment)


def _path() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))


def _same_project(ready: list[str]) -> bool:
    now = {
        hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + extras.encode()).hexdigest()
        for extras in ("", "test,train")
    }
    return any(each in now for each in ready)


def _make(extras: str) -> None:
    """Make .venv if need be and install what pyproject.toml names into it."""
    what = f"{ROOT}[{extras}]" if extras else str(ROOT)
    quiet = [] if os.environ.get("CI") else ["--quiet"]
    if not _python().exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(_HOME)], capture_output=True, text=True)
        if made.returncode:  # Debian's Python has no ensurepip: the pip at hand can serve
            subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(_HOME)], check=True)
    inside = [str(_python()), "-m", "pip"]
    has_pip = subprocess.run([*inside, "--version"], capture_output=True).returncode == 0
    pip = inside if has_pip else [sys.executable, "-m", "pip", "--python", str(_python())]
    # The extras bring large packages of which little is ever used: to compile all of it takes as long as the rest.
    bare = ["--no-compile"] if extras and not sys.dont_write_bytecode else []
    done = subprocess.run([*pip, "install", *quiet, *bare, "--disable-pip-version-check", "--editable", what])
    if done.returncode:
        sys.exit("The packages could not be installed; see above. Check the network, then start again.")

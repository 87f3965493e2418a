"""A file is read in a child process with a limit of time and memory: a hostile PDF can spin or swell without end."""

from __future__ import annotations

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.staff.formats import read
from kiosk.staff.formats.parts import Source, UnreadableError

SECONDS = 60.0  # longer than any honest file takes, on a Raspberry Pi too
MEMORY = 2_000_000_000  # bytes of address space for the child, where the platform can limit it


def read_apart(path: Path) -> Source | str:
    """The source read in a child process, or the sentence that says why not."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(path, there), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(SECONDS):
            return f"it took more than {SECONDS:.0f} seconds to read; save only the article's text and import that."
        answer: Source | str = here.recv()
        return answer
    except (EOFError, OSError):
        return (
            "reading it failed in a way that only a damaged file causes; save it again, or copy its text into"
            " a .txt file."
        )
    finally:
        here.close()
        child.kill()
        child.join()


def _child(path: Path, pipe: Connection) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer: Source | str = read(path)
    except UnreadableError as why:
        answer = str(why)
    except MemoryError:
        answer = "it needs more memory than any article; save only the article's text and import that."
    except Exception as fault:  # a format's library may raise anything on a file made to break it
        answer = f"it could not be read ({type(fault).__name__}); save it again, or copy its text into a .txt file."
    pipe.send(answer)
    pipe.close()

"""The process in which the speech engine lives, so that its death is not the kiosk's.

A request is ``{"id", "words", "seconds"}``; its answer ``{"id", "rate", "starts"}`` with the samples, or
``{"id", "fault"}``. The first frame sent says which engine speaks. An end of input ends the process. It imports as
little as it can: its memory counts against the kiosk's.
"""

from __future__ import annotations

import os
import signal
import sys

from kiosk.speech.frames import read_frame, write_frame
from kiosk.speech.synthesis import open_synthesis


def main(voice: str, engine: str) -> None:
    """Answer requests until the input ends. ``engine`` is one of pyttsx3's by name, or "kiosk" for the built-in one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the kiosk, which then closes this process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what an engine prints must not fall between frames
    try:
        synthesis = open_synthesis(voice, engine)
    except Exception as error:
        write_frame(answers, {"engine": "", "fault": str(error) or type(error).__name__})
        return
    write_frame(answers, {"engine": synthesis.name})
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        request = frame[0]
        try:
            made = synthesis.make(request["words"], request["seconds"])
        except Exception as error:  # one bad text must not end the voice
            write_frame(answers, {"id": request["id"], "fault": str(error) or type(error).__name__})
            continue
        write_frame(answers, {"id": request["id"], "rate": made.rate, "starts": made.starts}, made.pcm)


if __name__ == "__main__":
    main(*sys.argv[1:3])

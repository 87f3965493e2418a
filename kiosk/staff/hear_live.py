"""`kiosk hear --live`: the level, what is being said, what was heard and the verdict, for setting up a microphone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.live import Live

from kiosk.config import Config
from kiosk.core.hearing import EarState, Heard, Hearing, Missed
from kiosk.hearing.ear import Ear
from kiosk.hearing.looks import Patience


def listen(
    model: Path, hearing: Hearing, names: Sequence[str], config: Config, patience: Patience, seconds: float | None
) -> int:
    """Listen until Ctrl-C, or for some seconds. Exit code 1 if there was never a microphone."""
    console = Console()
    if config.hearing.microphone == "none":
        console.print('The config says microphone = "none": the kiosk does not listen.', markup=False)
        return 1
    ear = Ear(config.hearing.microphone, patience)
    ear.open()
    ear.use(model)
    ear.follow(hearing)
    until = None if seconds is None else time.monotonic() + seconds
    status, rejected = 1, None
    try:
        with Live(console=console, refresh_per_second=12, transient=True) as shown:
            while until is None or time.monotonic() < until:
                for echo in ear.echoes():
                    match echo:
                        case EarState("listening", _):
                            status = 0
                            console.print("The microphone is open. Say something; Ctrl-C ends.")
                        case EarState(_, detail):
                            console.print(detail or "The microphone is closed.", markup=False)
                        case Heard():
                            late = echo.decided_s - echo.speech_end_s
                            sure = f"{echo.confidence:.2f}, decided after {late:.2f} s"
                            name = names[echo.choice]
                            console.print(f"{echo.verdict:<7} {echo.phrase} -> {name} {sure}", markup=False)
                        case Missed():
                            console.print("reject  this was meant for the kiosk and not understood")
                if (found := ear.rejected) is not None and found[0] is not rejected:
                    rejected = found[0]
                    console.print(f"reject  {found[1] or 'a sound without words'}", markup=False)
                shown.update(_meter(ear))
                time.sleep(0.05)
    except KeyboardInterrupt:
        pass
    finally:
        ear.close()
    return status


def _meter(ear: Ear) -> str:
    """One line: how loud it is, how quiet the room, and what seems to be being said."""
    level = ear.level
    bar = "#" * max(0, round((level.level_db + 80) / 2))
    heard = f"  {level.partial}" if level.partial else ""
    return f"{level.level_db:6.1f} dB (room {level.floor_db:.0f}) {'speech' if level.speech else '      '} {bar}{heard}"

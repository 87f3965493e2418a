"""Speech over the kiosk's own reading voice, through a room and through the kiosk's own echo canceller."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import kiosk
from kiosk.hearing.echo import BLOCK, Echo
from kiosk.hearing.recordings import in_room, room
from kiosk.library.shelf import open_library
from kiosk.training.levels import FLOOR, Samples, active_rms
from kiosk.training.manifest import RATE, Sound, as_int16, sound

_LEARNING_S = 8.0  # of the voice alone: the canceller knows the room as it does after a sentence or two
_LEAD_S = 1.0  # of the voice before the speech, so that the room is full of it
_LEVEL = 1640.0  # -26 dB of full scale: what the speech is brought to
_ROOMS = 3
_WPM = 125


def own_voice(content: Path, seconds: float = 60.0) -> Sound:
    """The kiosk reading its articles: 16 kHz mono, about ``seconds`` long, made by ``kiosk say``.

    Raises ValueError if there is no article or no voice.
    """
    library = open_library(content, None)
    articles = [library.article(entry.id) for shelf in library.shelves for entry in shelf.entries]
    said = [each.text for one in articles if one for section in one.sections for each in section.sentences]
    if not said:
        raise ValueError(f"There is no article in {content} that the kiosk could read aloud.")
    text = " ".join(said)[: int(seconds * _WPM / 60 * 6)]
    home = str(Path(kiosk.__file__).parents[1])
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "voice.wav"
        ended = subprocess.run(
            [sys.executable, "-m", "kiosk", "say", "--wpm", str(_WPM), "--", text, str(made)],
            env={**os.environ, "KIOSK_NO_SETUP": "1", "PYTHONPATH": path},
            capture_output=True,
            text=True,
        )
        if ended.returncode:
            raise ValueError(f"The kiosk's own voice cannot be made: {ended.stderr.strip()}")
        return sound(made)


class Talkover:
    """Rooms of 0.4 s in which the kiosk speaks. The canceller knows each of them when the speech begins."""

    def __init__(self, voice: Sound, rooms: int = _ROOMS) -> None:
        """``voice`` is what the kiosk plays, at least 20 s of it."""
        self._voice = voice
        self._responses = [room(seed) for seed in range(rooms)]
        heard = [active_rms(in_room(voice[: 20 * RATE], response, 0.0)) for response in self._responses]
        self._gains = [_LEVEL / max(each, 1.0) for each in heard]
        self._learnt: dict[tuple[int, float], Echo] = {}

    def over(self, speech: Sound, level: float, above_echo_db: float, seed: int) -> Sound:
        """What the canceller leaves of speech and voice together, as long as the speech.

        ``level`` is the active root mean square of the speech, which is ``above_echo_db`` louder than the echo;
        ``seed`` chooses the room and what the kiosk is saying.
        """
        chance = np.random.default_rng(seed)
        which = seed % len(self._responses)
        lead, learnt = int(_LEAD_S * RATE) // BLOCK * BLOCK, int(_LEARNING_S * RATE)
        length = -(-(lead + len(speech)) // BLOCK) * BLOCK
        begin = int(chance.integers(learnt, max(len(self._voice) - length, learnt + 1)))
        near = self._echoed(which, begin, length, above_echo_db, chance)
        near[lead : lead + len(speech)] += speech * (_LEVEL / max(level, 1.0))
        echo = copy.deepcopy(self._canceller(which, above_echo_db))
        cleaned = echo.clean(as_int16(near), self._played(begin, length))
        return cleaned[lead : lead + len(speech)]

    def _canceller(self, which: int, above_echo_db: float) -> Echo:
        """A canceller that has heard the voice alone in this room for a while."""
        known = self._learnt.get((which, above_echo_db))
        if known is None:
            known = self._learnt[which, above_echo_db] = Echo()
            length = int(_LEARNING_S * RATE) // BLOCK * BLOCK
            heard = self._echoed(which, 0, length, above_echo_db, np.random.default_rng(which))
            known.clean(as_int16(heard), self._played(0, length))
        return known

    def _played(self, begin: int, length: int) -> Sound:
        return np.take(self._voice, np.arange(begin, begin + length), mode="wrap")

    def _echoed(
        self, which: int, begin: int, length: int, above_echo_db: float, chance: np.random.Generator
    ) -> Samples:
        """The voice at the microphone, with the room's answer to what was said before, and the room's hiss."""
        before = min(begin, RATE // 2)
        heard = in_room(self._played(begin - before, length + before), self._responses[which], 0.0)[before:]
        gain = self._gains[which] * 10 ** (-above_echo_db / 20)
        return np.asarray(heard * gain + chance.standard_normal(length) * FLOOR)

"""A random visitor at a real kiosk: touches with tremor, wild keys, phrases, chatter, noise, silence, walking away."""

from __future__ import annotations

import random
import time

import numpy as np

from kiosk.core.speech import Utterance
from kiosk.speech.say import samples_of
from kiosk.staff.bench_rig import HEIGHT, RATE, WIDTH
from kiosk.staff.soak_rig import Kiosk, Machine

ANSWER_S = 5.0  # a visitor who waits longer for an answer has met a stop
_KEYS = tuple("h b a F1 space Tab Return Up Down Left Right plus minus comma period".split())
_WILD = ("Escape", "alt+F4", "ctrl+c", "ctrl+alt+t", "super", "alt+Tab", "ctrl+q", "F11", "x", "Delete", "shift+F10")
_SURE = ("h", "F1", "b", "a")  # what every place answers
_PHRASES = ("go home", "go back", "help", "bigger", "smaller", "louder", "stop", "article one", "article two",
            "section one", "read it all", "settings", "next page", "say that again", "i am done")  # fmt: skip
_CHATTER = ("did you feed the cat this morning", "my daughter comes on thursday with the children",
            "they said that it would rain all week", "where did i put my glasses")  # fmt: skip
_VOICES = ("en-us+m3", "en-gb+f2")


class Visitor:
    """``act`` does something; ``answered`` asks for something that every place answers. ``speed`` shortens pauses."""

    def __init__(self, machine: Machine, kiosk: Kiosk, chance: random.Random, speed: float) -> None:
        self._machine, self._kiosk, self._chance, self._speed = machine, kiosk, chance, speed
        self._finger = machine.finger()
        self.actions = 0
        self.latencies: list[float] = []

    def act(self) -> None:
        """One thing that people do, and a pause after it."""
        chance = self._chance
        dice = chance.random()
        if not self._kiosk.hears and dice < 0.1:
            self.unmutes()
        elif dice < 0.45:
            self._touch()
        elif dice < 0.65:
            self._finger.key(chance.choice(_KEYS))
        elif dice < 0.75:
            self._finger.key(chance.choice(_WILD))
        elif dice < 0.93 and self._machine.sound_server():
            self._sound()
        self.actions += 1
        time.sleep(chance.uniform(0.2, 1.6) / self._speed)

    def hurries(self) -> None:
        """A choice, a key, a touch or a phrase, and the next as soon as the guard against double presses allows.

        Most touches of a random hand meet nothing; focus and Return lead into every corner.
        """
        dice = self._chance.random()
        if dice < 0.55:
            for _ in range(self._chance.randint(1, 9)):
                self._finger.key("Tab")
            self._finger.key("Return")
        elif dice < 0.7:
            self._finger.key(self._chance.choice(_KEYS))
        elif dice < 0.85:
            self._touch()
        elif not self._kiosk.hears:
            self.unmutes()
        elif self._machine.sound_server():
            self._sound()
        self.actions += 1
        time.sleep(0.3)

    def unmutes(self) -> None:
        """Switch the microphone on again: it is the last thing that the focus comes to, so the first one backwards."""
        for key in ("h", "shift+Tab", "Return"):
            self._finger.key(key)
            time.sleep(0.5)

    def _touch(self) -> None:
        """A finger that may tremble, and may come down twice."""
        chance = self._chance
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            x, y = (min(max(at + chance.randint(-9, 9), 0), most - 1) for at, most in ((x, WIDTH), (y, HEIGHT)))
            self._finger.over(x, y)
            self._finger.tap()
            time.sleep(chance.uniform(0.05, 0.2))

    def _sound(self) -> None:
        chance = self._chance
        dice = chance.random()
        if dice < 0.7:
            self.say(chance.choice(_PHRASES))
        elif dice < 0.85:
            self.say(chance.choice(_CHATTER), 0.3)
        else:
            noise = np.random.default_rng(chance.randrange(10**6)).normal(0, 1500, RATE)
            self._machine.person.say(np.clip(noise, -32768, 32767).astype(np.int16))

    def say(self, words: str, loud: float = 0.6) -> None:
        """Speak into the microphone, and wait until it is said."""
        sound = samples_of((Utterance(tuple(words.split())),), 130, {}, self._chance.choice(_VOICES))[0]
        self._machine.person.say((np.frombuffer(sound, np.int16) * loud).astype(np.int16))

    def answered(self, key: str = "") -> float | None:
        """Seconds until a key that every place answers is answered; None when it is not."""
        names = ("chosen", "place", "visit", "reset")
        time.sleep(0.5)  # the same key twice within 0.4 s counts once
        before = sum(self._kiosk.counts[name] for name in names)
        self._finger.key(key or self._chance.choice(_SURE))
        took = self._kiosk.wait(*names, seconds=4 * ANSWER_S, before=before)
        if took is not None:
            self.latencies.append(took)
        self.actions += 1
        return took

    def speaks(self, seconds: float = 30.0) -> float | None:
        """Seconds until a sentence is heard from the kiosk when it is asked to say it again."""
        begun, before = time.perf_counter(), self._kiosk.counts["line"]
        while time.perf_counter() - begun < seconds:
            self._finger.key("a")
            self.actions += 1
            if self._kiosk.wait("line", seconds=4, before=before) is not None:
                return time.perf_counter() - begun
        return None

    def walks_away(self) -> float | None:
        """Leave the glass alone until the visit is over; the seconds that took."""
        return self._kiosk.wait("reset", seconds=600)

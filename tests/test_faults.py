"""Every fault that may meet a kiosk in a year, on the whole machine: it goes on, says what is lost and what to do
instead, and is well again by itself.

The seconds of each are printed (``pytest -s``). Skipped, visibly, where the virtual machine cannot be made.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff.soak_faults import Faults
from kiosk.staff.soak_files import shut
from kiosk.staff.soak_rig import Kiosk, Machine
from kiosk.staff.soak_visitor import Visitor
from tests.test_guard import INJECTED
from tests.test_whole_machine import MISSING
from tests.visitor import CONTENT

pytestmark = [
    pytest.mark.paced,
    pytest.mark.skipif(bool(MISSING), reason=f"the full-machine tests need {', '.join(MISSING)}"),
]
SILENT = "I cannot make sound now"
DEAF, HEARS = "I cannot hear you now. Please touch a button.", "I can hear you again."
LEFT_OUT, NO_ARTICLE = "A file is set aside", "The last good ones go on"
NO_JOURNAL = "The journal cannot be written"

# Seconds, and what is told: to the visitor on the glass, or to staff in their office.
FAULTS: dict[str, tuple[float, tuple[str, ...]]] = {
    "speech process killed": (5, ()),
    "speech process hung": (8, ()),
    "speech process slow": (8, ()),
    "recogniser killed": (20, ()),
    "recogniser hung": (20, ()),
    "microphone unplugged": (10, (DEAF, HEARS)),
    "microphone changed": (20, ()),
    "loudspeaker changed": (8, ()),
    "headset unplugged": (10, (SILENT,)),
    "sound server killed": (15, (SILENT,)),
    "sound server hung": (15, (SILENT, DEAF)),
    "content unmounted": (20, (NO_ARTICLE,)),
    "content emptied": (20, (NO_ARTICLE,)),
    "content unreadable": (20, (NO_ARTICLE,)),
    "article broken": (20, (LEFT_OUT,)),
    "disk full": (2, (NO_JOURNAL,)),
    "disk read-only": (2, (NO_JOURNAL,)),
    "screen turned": (2, ()),
}

# Run once in the kiosk: each picture from then on, as the words of its band, and what staff would read in the office.
SHOWN = """
self.shown = []
def _show(frame, house=self, show=self.rooms.show):
    ear = frame.screen.ear
    office = (*house.backroom._ill(), *house.backroom._care())
    house.shown.append(" | ".join((f"{ear.headline}. {ear.detail}".replace("..", "."), *office)))
    show(frame)
self.rooms.show = _show
"""
TELL = "there.with_name('told').write_text('\\n'.join(self.shown)); self.shown.clear()"


class Rig:
    """A machine, the kiosk on it, and somebody who breaks things; ``meets`` runs code in the kiosk's own loop."""

    def __init__(self, machine: Machine, kiosk: Kiosk, inject: Path) -> None:
        self.machine, self.kiosk, self._inject = machine, kiosk, inject
        self.visitor = Visitor(machine, kiosk, random.Random(1), 1.0)
        self.faults = Faults(machine, kiosk, self.visitor)
        self.meets(SHOWN)

    def meets(self, code: str) -> None:
        half = self._inject.with_name("half")
        half.write_text(code, encoding="utf-8")
        half.replace(self._inject)
        assert self.kiosk.until(lambda: not self._inject.exists(), 10) is not None

    def shown(self) -> list[str]:
        """All pictures since this was asked last."""
        told = self._inject.with_name("told")
        told.unlink(missing_ok=True)
        self.meets(TELL)
        assert self.kiosk.until(told.exists, 10) is not None
        return told.read_text(encoding="utf-8").splitlines()

    def tells(self, wanted: tuple[str, ...], seconds: float) -> list[str]:
        """What was not shown, of what is wanted in this order, within so many seconds."""
        left, until = list(wanted), time.monotonic() + seconds
        while True:
            for picture in self.shown():
                if left and left[0] in picture:
                    left.pop(0)
            if not left or time.monotonic() > until:
                return left
            time.sleep(0.2)


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    ahead = tmp_path_factory.mktemp("ahead")
    (ahead / "sitecustomize.py").write_text(INJECTED, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DISPLAY", raising=False)
        with Machine() as machine, Kiosk(machine, CONTENT, {"INJECT": str(ahead / "inject")}, str(ahead)) as kiosk:
            assert kiosk.wait("ready", seconds=90, before=0) is not None
            assert kiosk.wait("recovered hearing", seconds=120, before=0) is not None
            yield Rig(machine, kiosk, ahead / "inject")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_of_and_recovered_from_within_seconds(fault: str, rig: Rig) -> None:
    within_s, told = FAULTS[fault]
    assert rig.visitor.answered("h") is not None  # somebody is there to be told
    hears = rig.kiosk.counts["recovered hearing"]
    rig.meets("self.rooms.journal.days.fault, self.rooms.journal.days._retry_at = '', 0.0")
    rig.shown()
    took = rig.faults.kinds[fault]()
    assert took is not None and took < within_s, took
    assert rig.tells(told, 10) == []
    if DEAF in told:  # the notice that it hears again is gone with the next key, seen or not
        assert rig.kiosk.wait("recovered hearing", seconds=30, before=hears) is not None
    if fault.startswith("recogniser"):
        heard = rig.kiosk.counts["chosen by voice"]
        for _ in range(4):
            rig.visitor.say("go home")
            if rig.kiosk.until(lambda: rig.kiosk.counts["chosen by voice"] > heard, 2) is not None:
                break
        assert rig.kiosk.counts["chosen by voice"] > heard
    answered = rig.visitor.answered("h")
    assert answered is not None and answered < 2
    assert rig.kiosk.counts["ready"] == 1 and rig.kiosk.process.poll() is None
    print(f"{fault}: well after {took:.1f} s")


def test_all_faults_that_a_soak_throws_are_tried_here(rig: Rig) -> None:
    assert set(rig.faults.kinds) == set(FAULTS)


@pytest.mark.parametrize("years", [1, -1])
def test_a_clock_set_by_a_year_is_not_noticed_by_a_visitor(years: int, rig: Rig) -> None:
    assert rig.visitor.answered("F1") is not None
    visits, ends = rig.kiosk.counts["visit"], rig.kiosk.counts["reset"]
    rig.meets(f"import time; time.time = lambda real=time.time: real() + {years} * 365 * 86400\n"
              "self.rooms.journal.days._wall = time.time")  # fmt: skip
    took = rig.visitor.answered("h")
    assert took is not None and took < 2 and rig.visitor.speaks() is not None
    then = time.strftime("%Y-", time.localtime(time.time() + years * 365 * 86400))
    days = rig.machine.folder / "state/kiosk/journal"
    assert then in {day.name[:5] for day in days.iterdir()}  # the journal has taken it up
    rig.meets("import time; time.time = time.time.__defaults__[0]; self.rooms.journal.days._wall = time.time")
    again = rig.visitor.answered("h")
    assert again is not None and again < 2
    assert (rig.kiosk.counts["visit"], rig.kiosk.counts["reset"]) == (visits, ends)
    print(f"clock {years:+d} year: the next key answered after {took:.2f} s")


def test_a_runaway_is_ended_and_the_kiosk_begins_again_and_says_so(rig: Rig) -> None:
    kiosk, before = rig.kiosk, rig.kiosk.counts["recovered hearing"]
    assert rig.visitor.answered("h") is not None
    begun = time.monotonic()
    rig.meets("while True: pass")
    later = time.perf_counter() + 3  # the loop stands still for longer: no line from before is heard so late
    assert kiosk.wait("ready", seconds=60, before=1) is not None
    took = time.monotonic() - begun
    assert kiosk.until(lambda: kiosk.last.get("line", (0.0,))[0] > later, 10) is not None  # to somebody it is also said
    assert took < 15  # of which the watchdog's share is ten seconds at most: test_guard
    rig.meets(SHOWN + "self._seen = ()")
    assert rig.tells(("I had to begin again. Please touch a title.",), 5) == []
    assert rig.visitor.speaks() is not None and kiosk.wait("recovered hearing", seconds=60, before=before) is not None
    print(f"runaway in the main loop: up again after {took:.1f} s")


def test_asked_to_end_in_mid_sentence_it_ends_in_order_and_at_once(rig: Rig) -> None:
    """The kiosk is gone after it."""
    kiosk = rig.kiosk
    assert rig.visitor.speaks() is not None
    family, begun = kiosk.family, time.monotonic()
    kiosk.process.send_signal(signal.SIGTERM)
    assert kiosk.process.wait(10) == 0
    took = time.monotonic() - begun
    assert took < 5 and kiosk.counts["closing"] == 1
    time.sleep(0.3)
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
    print(f"SIGTERM in mid-sentence: ended after {took:.1f} s")


def test_started_where_there_is_no_loudspeaker_it_says_so_and_takes_up_the_first_one(rig: Rig) -> None:
    """After the test before. SDL dies where PulseAudio has no sink at all, unless it is seen to."""
    kiosk, machine = rig.kiosk, rig.machine
    assert kiosk.process.poll() is not None
    machine.stop_sound()
    machine.start_sound()
    machine.unplug_headset()
    assert not machine.told("pactl", "list", "short", "sinks")
    before, sounds = kiosk.counts["ready"], kiosk.counts["recovered sound"]
    kiosk.__enter__()
    assert kiosk.wait("ready", seconds=60, before=before) is not None
    rig.meets(SHOWN)
    assert rig.visitor.answered("F1") is not None and rig.tells((SILENT,), 10) == []
    begun = time.monotonic()
    machine.plug_in_headset()
    assert kiosk.wait("recovered sound", seconds=20, before=sounds) is not None
    took = time.monotonic() - begun
    assert took < 5 and rig.visitor.speaks() is not None and kiosk.counts["ready"] == before + 1
    print(f"started without a loudspeaker: sounds {took:.1f} s after one is there")
    kiosk.process.send_signal(signal.SIGTERM)
    assert kiosk.process.wait(10) == 0


def test_started_on_a_read_only_disk_with_a_broken_config_it_goes_on_with_the_last_good_one(rig: Rig) -> None:
    """The last test of this module, after the one before."""
    kiosk, folder = rig.kiosk, rig.machine.folder
    assert kiosk.process.poll() is not None
    (folder / "config.toml").write_text("[visits\nidle_s = 150", encoding="utf-8")
    mend = shut([each for top in (folder / "state", folder / "cache") for each in (top, *top.rglob("*"))], 0o555)
    before, heard = kiosk.counts["ready"], kiosk.counts["recovered hearing"]
    kiosk.__enter__()
    try:
        took = kiosk.wait("ready", seconds=60, before=before)
        assert took is not None
        rig.meets(SHOWN + "self.shown.append(f'{self.config.visits.idle_s:g}')")
        assert rig.visitor.answered("h") is not None
        assert rig.tells(("120", "A setting is wrong"), 5) == []
        assert rig.visitor.speaks() is not None
        assert kiosk.wait("recovered hearing", seconds=60, before=heard) is not None
        print(f"broken config.toml on a read-only disk: up after {took:.1f} s")
    finally:
        mend()

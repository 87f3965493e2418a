"""The staff's way in: a sign that no tremor makes, a PIN, a place of their own; and no way there for a visitor."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.config import Config, load
from kiosk.core import messages as m
from kiosk.core.offer import hearing_of
from kiosk.core.state import Comfort, Door, Home, Office, State
from kiosk.core.update import update
from kiosk.page import knock
from kiosk.page.geometry import Glass
from kiosk.page.plan import Run
from kiosk.page.touch import Contact
from kiosk.staff.held import hold, with_held
from kiosk.staff.lock import Lock, hashed, is_pin, matches
from tests.visitor import GLASS, Visitor

PIN = hashed("4711")


class Staff(Visitor):
    """Somebody who knows the sign and perhaps the PIN."""

    def __init__(self, kept: str = PIN, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]  # Visitor's own, by name
        self.lock = Lock(kept, lambda: self.time)

    def knocks(self) -> None:
        self.happens(m.Knock())
        self.door()

    def types(self, digits: str) -> None:
        for digit in digits:
            self.touch(f"digit {digit}")
        self.touch("Enter")
        self.door()

    def door(self) -> None:
        """Wait for the door's answer."""
        self.lock.follow(self.state.place)
        until = time.monotonic() + 20
        while isinstance(self.state.place, Door) and time.monotonic() < until:
            for answer in self.lock.answers():
                self.happens(answer)
            if not (isinstance(self.state.place, Door) and self.state.place.tried):
                return
            time.sleep(0.01)


def test_the_right_number_leads_to_the_office_and_home_out_of_it_again() -> None:
    staff = Staff()
    staff.knocks()
    assert staff.sees("For staff") and staff.hears() == "For staff Please type your number."
    staff.types("4711")
    assert isinstance(staff.at(), Office) and staff.sees("All is well.")
    staff.touch("Home")
    assert staff.at() == Home() and not staff.state.trail
    staff.touch("Back")
    assert staff.at() == Home()


@pytest.mark.parametrize("way", ["Settings", "Help"])
def test_no_way_back_leads_into_the_office(way: str) -> None:
    staff = Staff()
    staff.knocks()
    staff.types("4711")
    staff.touch(way)
    for _ in range(4):
        staff.touch("Back")
        assert not isinstance(staff.at(), Door | Office)


def test_a_wrong_number_waits_longer_and_longer() -> None:
    staff = Staff()
    staff.knocks()
    for _ in range(2):
        staff.types("1234")
        assert staff.sees("That was not right.")
    waits = []
    for _ in range(7):
        staff.types("1234")
        door = staff.at()
        assert isinstance(door, Door)
        waits.append(door.wait_s)
        staff.types("4711")  # also the right one is not looked at meanwhile
        assert staff.sees("Please wait")
        staff.time += waits[-1] + 1
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    staff.types("4711")
    assert isinstance(staff.at(), Office)


def test_without_a_number_the_door_says_how_to_set_one_and_opens_for_none() -> None:
    staff = Staff(kept="")
    staff.knocks()
    assert staff.sees("kiosk config pin")
    staff.types("0000")
    assert isinstance(staff.at(), Door)


def test_the_number_is_shown_said_and_kept_nowhere() -> None:
    staff = Staff()
    staff.knocks()
    for digit in "47":
        staff.touch(f"digit {digit}")
        assert not staff.hears()
    runs = [item.text for item in staff.frame.plan.items if isinstance(item, Run)]
    assert "47" not in " ".join(runs)
    staff.press("next")
    assert not staff.hears()  # the focus is not read out here
    staff.touch("Erase")
    staff.types("711")
    assert isinstance(staff.at(), Office) and "4711" not in repr(staff.state)


def test_nothing_said_leads_to_the_door_or_works_there() -> None:
    staff = Staff()
    for message in (m.Digit(4), m.TryPin(), m.Leave(), m.Ceiling(-1), m.Brightness(-1), m.DoorIs("open")):
        staff.happens(message)
        assert not isinstance(staff.at(), Door | Office) and not staff.state.closing
        assert staff.state.loudest == State().loudest and staff.state.brightness == State().brightness
    staff.knocks()
    for _ in range(2):
        screen = staff.frame.screen
        said = {screen.everything[index].name for _, index in hearing_of(screen, 0).phrases}
        assert said <= {"home", "back", "again", "comfort", "help", "mute", "unmute", "more"}, said
        if isinstance(staff.at(), Door):
            staff.types("4711")


def test_staff_set_the_ceiling_and_the_light_and_visits_do_not_undo_it() -> None:
    staff = Staff(comfort=Comfort(volume=5))
    staff.knocks()
    staff.types("4711")
    for _ in range(3):
        staff.touch("ceiling down")
        staff.touch("darker")
    assert staff.sees("Limit of the sound: 4 of 7") and staff.sees("Light of the screen: 7 of 10")
    staff.touch("Home")
    for _ in range(9):
        staff.say("louder")
    assert staff.state.comfort.volume == 3
    staff.happens(m.Done())
    assert (staff.state.loudest, staff.state.brightness, staff.state.comfort.volume) == (3, 7, 3)
    staff.knocks()
    staff.types("4711")
    for _ in range(9):
        staff.touch("ceiling up")
    staff.happens(m.Done())
    assert staff.state.loudest == 6 and staff.state.comfort.volume == 5  # the center's own volume again


def test_staff_leave_and_restart() -> None:
    for label, again in (("Leave", False), ("Restart", True)):
        staff = Staff()
        staff.knocks()
        staff.types("4711")
        staff.touch(label)
        assert staff.state.closing and staff.state.again is again


def test_an_office_that_was_left_closes_within_a_minute() -> None:
    for pin in ("", "4711"):
        staff = Staff()
        staff.knocks()
        if pin:
            staff.types(pin)
        staff.waits(59)
        assert isinstance(staff.at(), Door | Office)
        staff.waits(1)
        assert staff.at() == Home() and not staff.state.visiting


def test_what_is_not_well_is_on_the_board() -> None:
    staff = Staff()
    staff.knocks()
    staff.types("4711")
    staff.happens(m.OfficeTold(("The voice cannot be heard: no device",), ("13:05:22 lost sound",)))
    assert staff.sees("Not well now") and staff.sees("no device") and staff.sees("13:05:22 lost sound")


def test_a_file_that_needs_care_does_not_make_the_kiosk_unwell() -> None:
    staff = Staff()
    staff.knocks()
    staff.types("4711")
    staff.happens(m.OfficeTold((), (), ("trip.docx: It is no article.",)))
    assert staff.sees("All is well") and staff.sees("Articles that need care") and staff.sees("trip.docx")
    staff.happens(m.OfficeTold(("The voice cannot be heard: no device",), (), ("trip.docx: It is no article.",)))
    assert staff.sees("Not well now") and staff.sees("Articles that need care")
    staff.happens(m.OfficeTold((), ()))
    assert staff.sees("All is well") and not staff.sees("need care")


GLASSES = [Glass(1920, 1080, 21.5), Glass(1024, 600, 10.1), Glass(1080, 1920, 21.5), Glass(3840, 2160, 27)]


@pytest.mark.parametrize("glass", GLASSES, ids=lambda glass: f"{glass.width}x{glass.height}")
@pytest.mark.parametrize("size", range(1, 6))
def test_door_and_office_fit_every_glass(glass: Glass, size: int) -> None:
    line = "A long line about a thing that is not well, and what to do about it. " * 3
    told = Office((line,) * 4, ("a line",) * 10, (line,) * 4)
    for place in (Door("123456789012"), Door(told="door.no pin"), told):
        visitor = Visitor(glass=glass, comfort=Comfort(size=size))
        visitor.state = replace(visitor.state, place=place)
        plan = visitor.frame.plan
        for target in plan.targets:
            rect, mm = target.rect, glass.density
            least = 16.0 if target.choice.role == "standing" else 19.5
            assert rect.w / mm >= least and rect.h / mm >= least, (target.name, rect.w / mm, rect.h / mm)
            assert rect.x >= 0 and rect.y >= 0 and rect.right <= glass.width and rect.bottom <= glass.height
        for index, one in enumerate(plan.targets):
            for other in plan.targets[index + 1 :]:
                assert one.rect.gap(other.rect) / glass.density >= 3.2, (one.name, other.name)
        foot = min(target.rect.y for target in plan.targets if target.name == "home")
        assert all(item.rect.right <= glass.width for item in plan.items if isinstance(item, Run))
        assert not [item for item in plan.items if isinstance(item, Run) and item.rect.y < foot < item.rect.bottom]


# --- the sign
def hold_at(knocking: knock.Knocking, x: float, begin: float, seconds: float) -> tuple[knock.Knocking, bool]:
    """A finger at a place for so long; whether the sign was made while it lay there."""
    knocking = knock.touched(knocking, Contact("down", x, 10, begin), GLASS)
    made = knock.held(knocking, begin + seconds)
    return knock.touched(knocking, Contact("up", x, 10, begin + seconds), GLASS), made


def test_two_corners_held_in_turn_are_the_sign() -> None:
    knocking, made = hold_at(knock.Knocking(), 10, 0, 2.5)
    assert not made
    assert hold_at(knocking, 1910, 4, 2.1)[1]


@pytest.mark.parametrize(
    ("first", "second", "begin", "long"),
    [(10, 1910, 9.0, 2.5), (1910, 10, 4.0, 2.5), (10, 10, 4.0, 2.5), (10, 1910, 4.0, 1.5), (900, 1910, 4.0, 2.5)],
    ids=["too late", "the wrong way round", "one corner twice", "too short", "not a corner"],
)
def test_nothing_else_is(first: float, second: float, begin: float, long: float) -> None:
    knocking, _ = hold_at(knock.Knocking(), first, 0, 2.5)
    assert not hold_at(knocking, second, begin, long)[1]


def test_a_finger_that_strays_begins_anew_and_a_tremor_never_ends() -> None:
    knocking = knock.touched(knock.Knocking(), Contact("down", 10, 10, 0), GLASS)
    knocking = knock.touched(knocking, Contact("move", 400, 10, 1), GLASS)
    knocking = knock.touched(knocking, Contact("up", 10, 10, 3), GLASS)
    assert not hold_at(knocking, 1910, 4, 3)[1]
    knocking = knock.Knocking()
    for tap in range(400):  # a hand that trembles on both corners for a minute
        knocking, made = hold_at(knocking, 10 if tap % 2 else 1910, tap * 0.15, 0.1)
        assert not made


def test_two_keys_in_turn_are_the_sign_and_a_search_for_help_is_not() -> None:
    def made(*keys: tuple[str, float]) -> bool:
        knocking, at, found = knock.Knocking(), 0.0, False
        for name, pause in keys:
            at += pause
            knocking, now = knock.pressed(knocking, name, at)
            found = found or now
        return found

    assert made(*(("home", 1.0), ("help", 1.0)) * 3)
    assert not made(*(("home", 2.0), ("help", 2.0)) * 3)
    assert not made(*(("home", 0.2),) * 6, *(("help", 0.2),) * 6)
    assert not made(*(("home", 0.5), ("", 0.5), ("help", 0.5)) * 3)


# --- the PIN's hash and the settings
def test_of_many_settings_in_a_row_the_last_one_is_kept(tmp_path: Path) -> None:
    for ceiling in (6, 5, 4, 2, 1, 2, 4, 5, 6, 5, 4, 3):
        hold(Config(), {"speech.max_volume": ceiling, "screen.brightness": 100}, tmp_path)
    until = time.monotonic() + 10
    while with_held(Config(), tmp_path).speech.max_volume != 3 and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.3)
    assert with_held(Config(), tmp_path).speech.max_volume == 3


def test_a_number_is_kept_as_a_salted_hash_alone() -> None:
    assert hashed("4711") != hashed("4711") and "4711" not in PIN
    assert matches("4711", PIN) and not matches("4712", PIN) and not matches("", PIN)
    assert is_pin("0123") and not any(map(is_pin, ("123", "12345678901234", "12a4", "", "١٢٣٤")))


def test_the_command_sets_it_and_nothing_shows_it(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# ours\n[comfort]\nspeed = 3\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["config", "pin", "--config", str(config)], input="80808\n")
    assert done.exit_code == 0, done.output
    kept = load(config)[0].staff.pin
    assert matches("80808", kept) and config.read_text().startswith("# ours")
    assert kept not in CliRunner().invoke(app, ["config", "--config", str(config)]).output
    assert CliRunner().invoke(app, ["config", "pin", "--config", str(config)], input="12\n").exit_code == 1
    assert CliRunner().invoke(app, ["config", "set", "staff.pin", "1234", "--config", str(config)]).exit_code == 1
    assert load(config)[0].staff.pin == kept


def test_what_staff_set_holds_until_the_config_says_something_else(tmp_path: Path) -> None:
    written = Config()
    hold(written, {"speech.max_volume": 4, "screen.brightness": 100}, tmp_path)
    until = time.monotonic() + 10
    while with_held(written, tmp_path).speech.max_volume != 4 and time.monotonic() < until:
        time.sleep(0.01)
    assert with_held(written, tmp_path).speech.max_volume == 4
    newer = Config.model_validate({"speech": {"max_volume": 6}})
    assert with_held(newer, tmp_path).speech.max_volume == 6
    (tmp_path / "set-in-the-office.json").write_text("[torn", encoding="utf-8")
    assert with_held(written, tmp_path) == written


def test_what_belongs_elsewhere_does_no_harm_at_the_door_and_in_the_office() -> None:
    staff = Staff()
    staff.knocks()
    for place in (Door, Office):
        for message in (m.Pause(), m.Play(), m.ReadAll(), m.WhereAmI(), m.HowLong(), m.StartOver(), m.Colours("dark")):
            after = update(staff.state, message, staff.library)
            assert isinstance(after.place, place | Home) and not after.closing
        if place is Door:
            staff.types("4711")
            assert isinstance(staff.at(), Office)

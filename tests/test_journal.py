"""The journal: a file a day, a month of them, never 20 MB, torn lines ended, and no words of a visitor's."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from kiosk import places
from kiosk.app import House
from kiosk.backroom import Backroom
from kiosk.config import Config
from kiosk.core.state import State
from kiosk.daybook import DAYS, MOST_OF_A_DAY, DayBook
from kiosk.journal import Journal
from kiosk.library.faults import Fault
from kiosk.page.geometry import Glass
from kiosk.rooms import Options, Rooms
from kiosk.screen.type import Letters
from kiosk.staff.strays import strays

DAY = 86_400.0
NOON = time.mktime((2025, 3, 1, 12, 0, 0, 0, 0, -1))


class Wall:
    """A clock on the wall that staff may set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_day_has_a_file_and_a_month_of_them_is_kept(tmp_path: Path) -> None:
    wall = Wall()
    book = DayBook(tmp_path, wall)
    for _ in range(400):
        book.write({"event": "visit"})
        wall.now += DAY
    files = sorted(path.name for path in tmp_path.iterdir())
    assert len(files) == DAYS and files[-1] == time.strftime("%Y-%m-%d.jsonl", time.localtime(wall.now - DAY))
    at = time.strftime("%H:%M:%S", time.localtime(wall.now))
    assert lines(tmp_path / files[-1]) == [{"at": at, "event": "visit"}]


def test_a_year_of_busy_days_stays_under_20_megabytes(tmp_path: Path) -> None:
    wall = Wall()
    book = DayBook(tmp_path, wall)
    for day in range(DAYS + 5):
        for _ in range(1200):
            book.write({"event": "place", "place": "x" * 600})
        wall.now += DAY
        assert book.last(1)[0].endswith('full"}'), day
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 20e6
    assert all(path.stat().st_size <= MOST_OF_A_DAY for path in tmp_path.iterdir())
    assert json.loads((tmp_path / sorted(tmp_path.iterdir())[-1].name).read_text().splitlines()[-1])


@pytest.mark.parametrize("years", [-1, 1])
def test_a_clock_set_by_a_year_goes_on_in_the_file_of_its_day(tmp_path: Path, years: int) -> None:
    wall = Wall()
    book = DayBook(tmp_path, wall)
    for _ in range(DAYS):
        book.write({"event": "visit"})
        wall.now += DAY
    wall.now += years * 365 * DAY
    for _ in range(3):
        book.write({"event": "reset"})
    today = tmp_path / time.strftime("%Y-%m-%d.jsonl", time.localtime(wall.now))
    assert [line["event"] for line in lines(today)] == ["reset"] * 3
    wall.now -= years * 365 * DAY
    book.write({"event": "visit"})
    assert len(list(tmp_path.iterdir())) <= DAYS


def test_after_a_clock_was_set_back_the_days_since_are_kept(tmp_path: Path) -> None:
    wall = Wall()
    book = DayBook(tmp_path, wall)
    for back in (0, 365 * DAY):
        wall.now -= back
        first = wall.now
        for _ in range(DAYS):
            book.write({"event": "visit"})
            wall.now += DAY
    since = {time.strftime("%Y-%m-%d.jsonl", time.localtime(first + day * DAY)) for day in range(DAYS)}
    assert {path.name for path in tmp_path.iterdir()} == since


def test_a_clock_gone_wild_costs_lines_and_not_the_kiosk(tmp_path: Path) -> None:
    wall = Wall()
    wall.now = 1e30
    book = DayBook(tmp_path, wall)
    book.write({"event": "visit"})
    assert book.fault


def test_a_line_torn_by_a_power_cut_is_ended_before_the_next(tmp_path: Path) -> None:
    wall = Wall()
    DayBook(tmp_path, wall).write({"event": "visit"})
    path = next(tmp_path.iterdir())
    with path.open("ab") as file:
        file.write(b'{"at": "12:00:00", "eve')
    DayBook(tmp_path, wall).write({"event": "reset"})
    whole = path.read_bytes().splitlines()
    assert json.loads(whole[0])["event"] == "visit" and json.loads(whole[2])["event"] == "reset"


def test_a_disk_that_cannot_be_written_costs_lines_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "journal"
    folder.write_text("a file stands where the folder should be", encoding="utf-8")
    book = DayBook(folder)
    book.write({"event": "visit"})
    assert book.fault
    folder.unlink()
    book.write({"event": "visit"})
    assert not folder.exists()  # it does not knock at a full disk with every word
    monkeypatch.setattr("kiosk.daybook.AGAIN_S", 0.0)
    book._retry_at = 0.0
    book.write({"event": "visit"})
    assert folder.is_dir() and not book.fault


@pytest.mark.skipif(os.name != "posix", reason="the limit is POSIX's")
def test_a_line_of_which_the_disk_took_a_part_spoils_no_other(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    book = DayBook(tmp_path)
    book.write({"event": "visit"})
    (path,) = tmp_path.iterdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, limits[1]))
    try:
        book.write({"event": "reset"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert book.fault and path.read_bytes()[-10:].startswith(b'{"at"')
    book._retry_at = 0.0
    book.write({"event": "ready"})
    assert [line["event"] for line in map(json.loads, path.read_text().splitlines()[::2])] == ["visit", "ready"]


@pytest.mark.skipif(os.name != "posix", reason="the limit is POSIX's")
def test_a_journal_for_trying_out_is_gone_on_with_once_its_disk_takes_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resource = pytest.importorskip("resource")
    now = [1000.0]
    monkeypatch.setattr("kiosk.journal.time.monotonic", lambda: now[0])
    path = tmp_path / "all.jsonl"
    journal = Journal(str(path))
    journal.open()
    journal.write("visit")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, limits[1]))
    try:
        for _ in range(3):
            journal.write("reset")
            now[0] += 30.0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert capsys.readouterr().err.count("cannot be written") == 1
    journal.write("staff")
    assert b"staff" not in path.read_bytes()  # it does not knock at a full disk with every word
    now[0] += 60.0
    journal.write("ready")
    journal.write("closing")
    journal.close()
    journal.write("fault")
    whole = path.read_text().splitlines()
    assert [json.loads(line)["event"] for line in (whole[0], *whole[2:])] == ["visit", "ready", "closing"]
    assert len(whole) == 4 and whole[1].startswith('{"t"')


def test_a_journal_whose_folder_is_not_there_yet_begins_when_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("kiosk.journal.time.monotonic", lambda: now[0])
    (tmp_path / "stick").write_text("a file stands where the folder should be", encoding="utf-8")
    journal = Journal(str(tmp_path / "stick" / "all.jsonl"))
    journal.open()
    journal.write("visit")
    (tmp_path / "stick").unlink()
    now[0] += 61.0
    journal.write("reset")
    journal.close()
    assert [line["event"] for line in lines(tmp_path / "stick" / "all.jsonl")] == ["reset"]


def test_what_is_no_file_is_not_put_aside(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to(os.devnull)
    journal = Journal(str(tmp_path / "nowhere"))
    journal.open()
    journal._size = 10**8
    journal.write("visit")
    journal.close()
    assert [path.name for path in tmp_path.iterdir()] == ["nowhere"]


def test_the_month_keeps_neither_words_nor_titles(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "all.jsonl"), DayBook(tmp_path / "days"))
    journal.open()
    journal.write("chosen", label="What a therapist does", name="article 1", by="voice")
    journal.write("word", index=3, line=2)
    journal.write("line", index=2)
    journal.close()
    assert [line["event"] for line in lines(tmp_path / "all.jsonl")] == ["chosen", "word", "line"]
    kept = lines(next((tmp_path / "days").iterdir()))
    assert [set(line) for line in kept] == [{"at", "t", "event", "name", "by"}]


def test_a_journal_that_is_only_for_trying_out_does_not_grow_for_ever_either(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "all.jsonl"))
    journal.open()
    for _ in range(3):
        journal._size = 10**8
        for _ in range(5):
            journal.write("visit")
    journal.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.jsonl", "all.jsonl.1"]
    assert len(lines(tmp_path / "all.jsonl")) == 5


def test_an_article_that_breaks_is_named_and_named_again_when_it_is_mended(tmp_path: Path) -> None:
    journal, live = Journal(str(tmp_path / "all.jsonl")), SimpleNamespace(faults=(), empty=False)
    journal.open()
    config = Config()
    rooms = cast(Rooms, SimpleNamespace(live=live, journal=journal))
    backroom = Backroom(config, config, Options(tmp_path), rooms)
    one = Fault("error", "empty", "health/one.md", 1, "There is no text in the file.", "Write a title.")
    two = Fault("error", "not utf-8", "two.md", 3, "The file is not UTF-8 text.", "Save it again as UTF-8.")
    for live.faults in ((one, two), (one, two), (two,), ()):  # what the content copy tells, turn by turn
        assert not list(backroom.messages(State(), 0.0))
    journal.close()
    told = [(line["event"], line["what"], line["why"]) for line in lines(tmp_path / "all.jsonl")]
    assert told == [
        ("lost", "content", str(one)), ("lost", "content", str(two)),
        ("recovered", "content", "health/one.md"), ("recovered", "content", "two.md"),
    ]  # fmt: skip


def test_what_ails_an_article_is_told_apart_from_what_ails_the_kiosk(tmp_path: Path) -> None:
    (tmp_path / "trip.docx").write_bytes(b"PK")
    stray = next(strays(tmp_path, ()))
    away = Fault("warning", "folder", str(tmp_path), 1, "The folder does not answer.", "Check the drive.")
    broken = Fault("error", "empty", "health/one.md", 1, "There is no text in the file.", "Write a title.")
    live = SimpleNamespace(faults=(stray, away, broken), empty=False)
    alarm, days = SimpleNamespace(last=""), None
    voice, ear = SimpleNamespace(status="ok"), SimpleNamespace(detail="")
    rooms = SimpleNamespace(live=live, journal=SimpleNamespace(days=days), alarm=alarm, voice=voice, ear=ear,
                            strings=places.strings())  # fmt: skip
    backroom = Backroom(Config(), Config(), Options(tmp_path), cast(Rooms, rooms))
    assert len(backroom._ill()) == 1 and "does not answer" in backroom._ill()[0]
    care = backroom._care()
    assert len(care) == 2 and f'kiosk import "{tmp_path / "trip.docx"}"' in care[0] and care[0].startswith("trip.docx")
    assert "health/one.md" in care[1]


def test_there_is_no_event_that_the_journal_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no event"):
        Journal(None).write("heard", words="anything")


def test_the_name_of_a_file_in_another_machines_letters_is_written_and_shown(tmp_path: Path) -> None:
    name = b"caf\xe9.md".decode("utf-8", "surrogateescape")  # as Linux gives such a name
    journal = Journal(str(tmp_path / "events"), DayBook(tmp_path / "days"))
    journal.open()
    fault = Fault("error", "utf-8", name, 1, "It is not text.", "Save it anew.")
    journal.write("lost", what="content", why=str(fault))
    journal.write("recovered", what="content", why=name)
    journal.close()
    assert journal.days is not None and not journal.days.fault
    for path in (tmp_path / "events", next((tmp_path / "days").iterdir())):
        assert [line["why"] for line in lines(path)] == [str(fault), "caf?.md"]
    letters = Letters(Path(__file__).resolve().parent.parent / "assets/fonts")
    assert letters(name, 40) == letters("caf?.md", 40)


@pytest.mark.parametrize(("diagonal", "told"), [(7.0, True), (10.1, False)])
def test_a_start_on_a_glass_that_is_too_low_is_told(diagonal: float, told: bool, tmp_path: Path) -> None:
    config = Config.model_validate({"speech": {"engine": "none"}, "screen": {"diagonal": diagonal}})
    house = House(config, Options(tmp_path, (1024, 600), journal=str(tmp_path / "journal")))
    house.rooms.glass = Glass(1024, 600, diagonal)
    house.rooms.journal.open()
    house._tell_start()
    house.rooms.journal.close()
    faults = [line for line in lines(tmp_path / "journal") if line["event"] == "fault"]
    assert bool(faults) is told and all("too low" in str(line["why"]) for line in faults)

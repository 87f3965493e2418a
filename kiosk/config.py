"""config.toml becomes a Config. A mistyped key meets the nearest right one, and the rest still holds.

Every key has a default, so that a kiosk with a broken or missing config.toml still starts.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.core.mistyped import line_of, mistyped

_TIME = r"^$|^([01]\d|2[0-3]):[0-5]\d$"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScreenTable(_Table):
    """The glass. Sizes are millimetres on it, so its diagonal must be true."""

    diagonal: float = Field(21.5, ge=5, le=120, description="diagonal of the glass in inches")
    distance: int = Field(500, ge=200, le=3000, description="how far the eyes are from it, in millimetres")
    pointer: bool = Field(False, description="show the mouse pointer")
    brightness: int = Field(100, ge=20, le=100, description="light of the page in per cent of the screen's own")
    night_from: str = Field("21:00", pattern=_TIME, description="at rest it is darker from this time; empty: never")
    night_until: str = Field("07:00", pattern=_TIME, description="and until this time")
    night_brightness: int = Field(30, ge=5, le=100, description="light of the page at rest by night, in per cent")


class ComfortTable(_Table):
    """How every visit begins."""

    text_size: int = Field(2, ge=1, le=5, description="1 to 5: capitals of 4.8, 6.4, 8.5, 12 or 16 mm")
    theme: Literal["light", "dark", "contrast", "calm"] = Field("light", description="colours")
    speed: int = Field(4, ge=1, le=8, description="1 to 8: 60, 85, 110, 125, 160, 200, 250, 300 words a minute")
    volume: int = Field(5, ge=1, le=7, description="1 to 7")


class SpeechTable(_Table):
    """The voice."""

    engine: Literal["kiosk", "sapi5", "nsss", "avspeech", "none"] = Field(
        "kiosk", description='"kiosk" is the built-in voice; "sapi5" or "nsss" another engine; "none"'
    )
    voice: str = Field("", description="a voice of that engine by name; empty is its usual one")
    read_on: bool = Field(False, description="read from part to part without asking")
    latency_ms: int = Field(0, ge=0, le=1000, description="delay of the loudspeaker (Bluetooth and HDMI add much)")
    max_volume: int = Field(7, ge=1, le=7, description="the loudest step that a visitor may choose")
    rise_db: float = Field(6, ge=0, le=10, description="how much louder the voice may be in a noisy room, in decibels")
    earcons: bool = Field(True, description="short sounds for a press, an arrival, an end and a miss")


class TouchTable(_Table):
    """Fingers."""

    guard_ms: int = Field(400, ge=0, le=1500, description="a second press or key within this time is taken for tremor")
    roll_mm: float = Field(8, ge=0, le=30, description="how far a finger may roll or miss and still count")


class HearingTable(_Table):
    """The microphone and the recogniser."""

    model: str = Field("", description="a folder with a Vosk model; empty is the built-in English one")
    microphone: str = Field("", description="a microphone by name; empty is the usual one; none for no listening")
    while_speaking: Literal["listen", "off"] = Field("listen", description="listen while the kiosk speaks")
    strictness: float = Field(0.55, ge=0.1, le=2.0, description="lower rejects more of what is not a phrase")
    after_phrase_ms: int = Field(600, ge=100, le=5000, description="silence that ends a complete phrase")
    inside_phrase_ms: int = Field(1400, ge=100, le=8000, description="silence that ends an unfinished one")


class VisitsTable(_Table):
    """When one visit ends and the next begins."""

    idle_s: int = Field(180, ge=120, le=300, description="seconds without input before asking (VVSG 2.0, 7.2-O)")
    answer_s: int = Field(30, ge=20, le=45, description="seconds to answer before starting anew")


class StaffTable(_Table):
    """The staff's own page."""

    pin: str = Field("", pattern=r"^$|^scrypt:[0-9a-f]{32}:[0-9a-f]{64}$",
                     description="hash of the staff's number; set it with: kiosk config pin")  # fmt: skip


class Config(_Table):
    """All settings, each with its default."""

    screen: ScreenTable = ScreenTable()
    comfort: ComfortTable = ComfortTable()
    speech: SpeechTable = SpeechTable()
    touch: TouchTable = TouchTable()
    hearing: HearingTable = HearingTable()
    visits: VisitsTable = VisitsTable()
    staff: StaffTable = StaffTable()


@dataclass(frozen=True)
class ConfigFault:
    """What is wrong in config.toml and what to do about it."""

    file: str
    where: str
    what: str
    line: int = 0  # 0: it is no line of the file

    def __str__(self) -> str:
        file = f"{self.file}:{self.line}" if self.line else self.file
        return f"{file}: {self.where}: {self.what}" if self.where else f"{file}: {self.what}"


def load(path: Path) -> tuple[Config, tuple[ConfigFault, ...]]:
    """The Config of a file and all its faults. A faulty setting takes its default; nothing is raised."""
    name = str(path)
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Config(), ()
    except OSError as fault:
        return Config(), (ConfigFault(name, "", f"cannot be read ({fault.strerror}); the defaults are used."),)
    except UnicodeDecodeError:
        return Config(), (ConfigFault(name, "", "is not UTF-8 text; save it as UTF-8. The defaults are used."),)
    except tomllib.TOMLDecodeError as fault:
        line, what = mistyped(text, str(fault))
        return Config(), (ConfigFault(name, "", f"{what} The defaults are used.", line),)
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets: a key was held down
        return Config(), (ConfigFault(name, "", "holds something far too long to be right. The defaults are used."),)
    config, faults = check(table, name)
    return config, tuple(replace(fault, line=line_of(text, fault.where)) for fault in faults)


def check(table: dict[str, Any], name: str) -> tuple[Config, tuple[ConfigFault, ...]]:
    """As ``load``, from a parsed table."""
    faults: list[ConfigFault] = []
    for _ in range(200):  # each round takes at least one faulty key away
        try:
            return Config.model_validate(table), tuple(faults)
        except ValidationError as wrong:
            for error in wrong.errors():
                place = [str(part) for part in error["loc"]]
                faults.append(ConfigFault(name, ".".join(place), _say(place, error)))
                _drop(table, place)
    return Config(), tuple(faults)


def _say(place: list[str], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        home = [name for name in Config.model_fields if place[0] in _known([name, ""])]
        if len(place) == 1 and home:
            return f"it has its place under [{home[0]}]; move it there."
        near = difflib.get_close_matches(place[-1], _known(place), n=1, cutoff=0.5)
        hint = f'did you mean "{near[0]}"?' if near else f"it may be one of {', '.join(_known(place))}."
        return f"there is no such setting; {hint}"
    return f"it should be {_wanted(place, error)}, not {error.get('input')!r}; the default is used."


def _wanted(place: list[str], error: Any) -> str:
    """What pydantic wants there, in the words of somebody who does not program."""
    kind, limits = error["type"], error.get("ctx") or {}
    if kind.startswith("int_"):
        return "a whole number"
    if kind.startswith("float_"):
        return "a number"
    if kind.startswith("bool_"):
        return "true or false"
    if kind == "model_type":
        return f"a table ([{place[-1]}] on a line of its own, its settings below)"
    if kind == "greater_than_equal":
        return f"{limits['ge']:g} or more"
    if kind == "less_than_equal":
        return f"{limits['le']:g} or less"
    if kind == "string_pattern_mismatch":
        return "a hash, which kiosk config pin makes" if place[-1] == "pin" else 'a time such as "21:00", or ""'
    if kind == "string_type":
        return "words between quotation marks"
    return str(error["msg"]).removeprefix("Input should be ")


def _known(place: list[str]) -> list[str]:
    if len(place) > 1 and place[0] in Config.model_fields:
        table = getattr(Config(), place[0])
        return list(type(table).model_fields)
    return list(Config.model_fields)


def _drop(table: dict[str, Any], place: list[str]) -> None:
    inner: Any = table
    for part in place[:-1]:
        inner = inner.get(part) if isinstance(inner, dict) else None
    if isinstance(inner, dict) and place[-1] in inner:
        del inner[place[-1]]
    elif place and place[0] in table:
        del table[place[0]]


__all__ = ["Config", "ConfigFault", "check", "load"]

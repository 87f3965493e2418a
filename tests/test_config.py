"""config.toml: every key, its default, and what a broken one is answered with."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk import places
from kiosk.config import Config, check, load

SHIPPED = Path(__file__).resolve().parent.parent / "config.toml"


def test_the_shipped_file_is_the_defaults_and_names_every_key() -> None:
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert load(SHIPPED) == (Config(), ())
    for name in Config.model_fields:
        assert set(table[name]) == set(type(getattr(Config(), name)).model_fields), name
    lines = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if " = " in line]
    assert all("#" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[screen]\ndiagnal = 24", 'did you mean "diagonal"?'),
        ("[speach]\nlatency_ms = 10", 'did you mean "speech"?'),
        ("[screen]\ndiagonal = -3", "it should be 5 or more, not -3"),
        ("[touch]\nguard_ms = 'soon'", "a whole number, not 'soon'"),
        ("[comfort]\ntheme = 'pink'", "'light', 'dark', 'contrast' or 'calm'"),
        ("comfort = 5", "it should be a table: [comfort]"),
        ("[screen]\nnight_from = '25:00'", 'a time such as "21:00", or "", not \'25:00\''),
        ("[speech]\nread_on = 'maybe'", "it should be true or false, not 'maybe'"),
        ("[speech]\nvoice = 3", "words between quotation marks"),
        ("[screen]\ndiagonal = 'big'", "it should be a number, not 'big'"),
        ("[staff]\npin = '1234'", "kiosk config pin"),
        ("[screen", "is not TOML"),
    ],
)
def test_a_broken_setting_gets_one_clear_sentence_and_the_rest_holds(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text + ("\n\n[visits]\nidle_s = 240\n" if text != "[screen" else ""), encoding="utf-8")
    config, faults = load(path)
    assert len(faults) == 1 and said in str(faults[0]) and "config.toml" in str(faults[0])
    assert config.visits.idle_s == (180 if text == "[screen" else 240)


def test_a_file_that_is_no_text_is_told_and_the_defaults_hold(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00s")
    config, faults = load(path)
    assert config == Config() and "UTF-8" in str(faults[0])


def test_every_fault_of_a_file_is_named() -> None:
    config, faults = check({"screen": {"diagnal": 3, "distance": -4}, "touch": {"guard_ms": "x"}}, "config.toml")
    assert len(faults) == 3 and config == Config()


def test_strings_have_every_key_that_the_screens_use_and_read_easily() -> None:
    strings = places.strings()
    assert len(strings.text) > 50 and len(strings.choices) > 30
    for name, face in strings.choices.items():
        assert face.get("icon"), name
        assert (places.assets() / "icons" / f"{face['icon']}.svg").is_file(), face["icon"]
    for key, text in [*strings.text.items(), *((name, face["hint"]) for name, face in strings.choices.items())]:
        for sentence in text.replace("?", ".").split("."):
            assert len(sentence.split()) <= 15, (key, sentence)

"""config.toml: every key, its default, and what a broken one is answered with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kiosk import places
from kiosk.config import Config, check, load
from kiosk.library.sentences import split_sentences
from kiosk.staff.checks.grade import grade_of

SHIPPED = Path(__file__).resolve().parent.parent / "config.toml"


def test_the_shipped_file_is_the_defaults_and_names_every_key() -> None:
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert load(SHIPPED) == (Config(), ())
    for name in Config.model_fields:
        assert set(table[name]) == set(type(getattr(Config(), name)).model_fields), name
    lines = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if " = " in line]
    assert all("#" in line for line in lines)


BROKEN = [
    ("[screen]\ndiagnal = 24", 2, 'did you mean "diagonal"?'),
    ("[comfort]\nTheme = 'dark'", 2, 'did you mean "theme"?'),
    ("[speach]\nlatency_ms = 10", 1, 'did you mean "speech"?'),
    ("diagonal = 24", 1, "it has its place under [screen]"),
    ("[screen]\ndiagonal = -3", 2, "5 or more, not -3"),
    ("[comfort]\nspeed = 9", 2, "8 or less, not 9"),
    ("[comfort]\ntext_size = 2.5", 2, "a whole number, not 2.5"),
    ("[touch]\nguard_ms = 'soon'", 2, "a whole number, not 'soon'"),
    ("[comfort]\ntheme = 'pink'", 2, "'light', 'dark', 'contrast' or 'calm'"),
    ("[speech]\nengine = 'festival'", 2, "'kiosk', 'sapi5', 'nsss', 'avspeech' or 'none'"),
    ("[hearing]\nmicrophone = 3", 2, "words between quotation marks, not 3"),
    ("[screen]\nnight_from = '25:00'", 2, 'a time such as "21:00"'),
    ("[staff]\npin = '1234'", 2, "which kiosk config pin makes"),
    ("comfort = 5", 1, "[comfort] on a line of its own"),
]
NO_TOML = [
    ("[screen", 1, "between [ and ]"),
    ("[comfort]\ntheme = dark", 2, 'theme = "dark"'),
    ("[comfort]\ntheme = “dark”", 2, "straight quotation marks"),
    ('[comfort]\ntheme = "dark', 2, "a quotation mark at their beginning and one at their end"),
    ("[comfort]\ntheme =", 2, "write a value after the ="),
    ("[comfort]\ntheme dark", 2, "as key = value"),
    ("[screen]\ndiagonal = 21,5", 2, "a point, not a comma"),
    ("[speech]\nread_on = Yes", 2, "true or false, in small letters"),
    ("[screen]\ndiagonal = 20\ndiagonal = 21", 3, "twice"),
    ("[screen]\ndiagonal = 20\n[screen]", 3, "twice"),
    ("[screen]\ndiagonal = 4 4", 2, "is not right"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN)
def test_a_broken_setting_gets_one_clear_sentence_and_the_rest_holds(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text + "\n\n[visits]\nidle_s = 240\n", encoding="utf-8")
    config, faults = load(path)
    assert len(faults) == 1 and said in str(faults[0])
    assert str(faults[0]).startswith(f"{path}:{line}: ") and str(faults[0]).endswith((".", "?"))
    assert config.visits.idle_s == 240


@pytest.mark.parametrize("text", ["[visits]\nidle_s = " + "1" * 5000, "[hearing]\nmodel = " + "[" * 5000])
def test_a_key_that_was_held_down_costs_no_start(text: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    config, (fault,) = load(path)
    assert config == Config() and "far too long" in str(fault) and len(str(fault)) < 300


@pytest.mark.parametrize(("text", "line", "said"), NO_TOML)
def test_a_file_that_is_no_toml_gets_one_sentence_that_tells_what_to_type(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    config, faults = load(path)
    assert config == Config() and len(faults) == 1
    assert said in str(faults[0]) and str(faults[0]).startswith(f"{path}:{line}: “")


def test_a_mark_that_some_editors_write_at_the_beginning_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("\ufeff[comfort]\ntheme = 'dark'\n", encoding="utf-8")
    config, faults = load(path)
    assert faults == () and config.comfort.theme == "dark"


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


def test_every_sentence_of_the_kiosks_own_is_at_grade_5_or_lower() -> None:
    strings = places.strings()
    for_staff = ("office.", "door.")
    texts = [text for key, text in strings.text.items() if not key.startswith(for_staff)]
    texts += [face["hint"] for face in strings.choices.values()]
    sentences = [one for text in texts for one in split_sentences(re.sub(r"\{\w+\}", "five", text))]
    hard = {one: grade_of(one) for one in sentences if len(one.split()) >= 5}  # a grade of fewer words says nothing
    assert len(hard) > 60 and max(grade or 0 for grade in hard.values()) <= 5, hard
    assert (grade_of(" ".join(sentences)) or 9) < 2

"""Recordings of any kind through the kiosk's own ears."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.hearing import Hearing
from kiosk.hearing.hear import hear_sound, listener_of
from kiosk.hearing.recogniser import Recogniser
from kiosk.hearing.recordings import in_room, read_wav, resampled, room
from tests.hearing.conftest import PHRASES
from tests.hearing.speech import Sound, joined, quiet, say


def written(path: Path, sound: Sound, rate: int = 16000, channels: int = 1, width: int = 2) -> Path:
    wide = resampled(sound.astype(np.float64), 16000, rate)
    many = np.repeat(np.clip(wide, -32768, 32767)[:, None], channels, axis=1)
    if width == 1:
        raw = (many / 256 + 128).astype(np.uint8).tobytes()
    elif width == 3:
        raw = b"".join(int(x * 256).to_bytes(3, "little", signed=True) for x in many.ravel())
    else:
        raw = many.astype(np.int16).tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(raw)
    return path


@pytest.mark.parametrize(("rate", "channels", "width"), [(48000, 2, 2), (44100, 1, 3), (8000, 1, 1)])
def test_any_rate_and_width_becomes_the_same_sound(
    tmp_path: Path, rate: int, channels: int, width: int
) -> None:
    tone = (8000 * np.sin(np.arange(8000) * 2 * np.pi * 440 / 16000)).astype(np.int16)
    back = read_wav(written(tmp_path / "tone.wav", tone, rate, channels, width))
    assert abs(len(back) - len(tone)) <= 2
    middle = slice(1000, 7000)
    assert float(np.abs(back[middle].astype(float) - tone[middle]).max()) < 400


def test_a_wav_with_the_longer_header_is_read_too(tmp_path: Path) -> None:
    """As sox writes one of 24 bit; the wave module of Python 3.11 refuses it."""
    tone = (8000 * np.sin(np.arange(8000) * 2 * np.pi * 440 / 16000)).astype(np.int16)
    path = written(tmp_path / "tone.wav", tone, width=3)
    raw = path.read_bytes()
    kind = b"\x16\x00\x18\x00\x04\x00\x00\x00\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x008\x9bq"
    longer = b"\xfe\xff" + raw[22:36] + kind
    size = (len(raw) - 8 + len(kind)).to_bytes(4, "little")
    path.write_bytes(b"RIFF" + size + b"WAVEfmt " + len(longer).to_bytes(4, "little") + longer + raw[36:])
    assert np.abs(read_wav(path).astype(int) - tone).max() < 4


def test_a_file_that_is_no_recording_is_named_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "letter.wav"
    path.write_text("Dear Sir")
    with pytest.raises(ValueError, match=r"letter\.wav is not a plain WAV file .* save it as"):
        read_wav(path)


def test_the_made_up_room_keeps_the_energy_and_comes_late() -> None:
    response = room(2)
    assert abs(float(np.sum(response**2)) - 1.0) < 1e-9
    assert not response[:300].any()
    click = np.zeros(16000, np.int16)
    click[100] = 30000
    assert int(np.argmax(np.abs(in_room(click, response, -6.0)))) == 420


def hearing_of(*phrases: str, speaking: bool = False) -> Hearing:
    return Hearing(0, tuple((phrase, at) for at, phrase in enumerate(phrases)), speaking)


def test_a_recording_gives_its_verdict_with_the_times_of_the_recording(recogniser: Recogniser) -> None:
    listener = listener_of(recogniser)
    talk = say("the weather was lovely in the garden yesterday", "en-gb+m3")
    stop = joined(quiet(0.3), say("stop", "en-us+f4", 130), quiet(0.2))
    assert hear_sound(listener, hearing_of(*PHRASES), talk).verdict == "reject"
    result = hear_sound(listener, hearing_of(*PHRASES), stop)
    assert result.best is not None
    assert (result.best.phrase, result.verdict) == ("stop", "accept")
    assert 0.3 < result.best.speech_end_s < result.best.decided_s < result.best.speech_end_s + 0.6


def test_stop_is_heard_over_the_kiosks_own_voice(recogniser: Recogniser) -> None:
    own = say("Falls are common in later life, and most of them can be prevented by simple means.", "en-us")
    stop = joined(np.zeros(4 * 16000, np.int16), say("stop", "en-gb+m7", 130))
    hearing = hearing_of("stop", "pause", "louder", "next", "go home", speaking=True)
    heard = hear_sound(listener_of(recogniser), hearing, stop, own)
    assert [(one.phrase, one.verdict) for one in heard.heard] == [("stop", "accept")]
    assert hear_sound(listener_of(recogniser), hearing, stop[: 4 * 16000], own).heard == ()

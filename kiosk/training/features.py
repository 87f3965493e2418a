"""The front end that Vosk computes, for whole batches at once: 40 MFCCs of 40 mel bins, 25 ms every 10 ms.

The same numbers as Kaldi's with ``OPTIONS`` (a test compares them), plus what only training wants: another length of
vocal tract by a bent mel scale, and bands and stretches wiped out.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray

OPTIONS = {
    "use-energy": "false", "sample-frequency": "16000", "num-mel-bins": "40", "num-ceps": "40",
    "low-freq": "20", "high-freq": "7600", "dither": "0",
}  # fmt: skip
COUNT = 40
_WINDOW, _SHIFT, _FFT = 400, 160, 512
_LOW, _HIGH, _RATE = 20.0, 7600.0, 16000.0
_LIFTER = 22.0
WARPS = tuple(round(0.84 + 0.02 * step, 2) for step in range(18))  # 0.84 to 1.18; 1.0 stands at index 8
PLAIN = WARPS.index(1.0)


def frames_in(samples: int) -> int:
    """How many frames a sound of so many samples has."""
    return 0 if samples < _WINDOW else 1 + (samples - _WINDOW) // _SHIFT


def _mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(hertz / 700.0))


def _bank(warp: float) -> NDArray[np.float32]:
    """257 x 40 triangles on the mel scale; ``warp`` above 1 is a longer vocal tract."""
    low, high = _mel(np.array(_LOW)), _mel(np.array(_HIGH))
    edges = low + np.arange(COUNT + 2) * (high - low) / (COUNT + 1)
    at = np.minimum(np.arange(_FFT // 2) * _RATE / _FFT * warp, _HIGH - 1e-3 if warp != 1.0 else 1e9)
    mel = _mel(at)[:, None]
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (mel - left) / (centre - left), (right - mel) / (right - centre)
    weights = np.where((mel > left) & (mel < right), np.minimum(rising, falling), 0.0)
    return np.concatenate((weights, np.zeros((1, COUNT)))).astype(np.float32)


@cache
def _tables() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The window [400], the mel banks [warps, 257, 40], and the liftered cosine transform [40, 40]."""
    window = (0.5 - 0.5 * np.cos(2 * math.pi * np.arange(_WINDOW) / (_WINDOW - 1))) ** 0.85
    steps = np.arange(COUNT)
    cosine = np.sqrt(2 / COUNT) * np.cos(math.pi / COUNT * (steps[None] + 0.5) * steps[:, None])
    cosine[0] = math.sqrt(1 / COUNT)
    lifter = 1.0 + 0.5 * _LIFTER * np.sin(math.pi * steps / _LIFTER)
    banks = np.stack([_bank(warp) for warp in WARPS])
    return (
        torch.tensor(window, dtype=torch.float32),
        torch.from_numpy(banks),
        torch.tensor((cosine * lifter[:, None]).T, dtype=torch.float32),
    )


def log_mel(sounds: torch.Tensor, warps: torch.Tensor | None = None) -> torch.Tensor:
    """[batch, samples] in the range of 16-bit integers to [batch, frames, 40]; ``warps`` are indices of WARPS."""
    window, banks, _ = _tables()
    frames = sounds.unfold(1, _WINDOW, _SHIFT)
    frames = frames - frames.mean(2, keepdim=True)
    before = torch.cat((frames[..., :1], frames[..., :-1]), 2)
    frames = (frames - 0.97 * before) * window
    power = torch.view_as_real(torch.fft.rfft(frames, _FFT)).square().sum(-1)
    bank = banks[PLAIN] if warps is None else banks[warps]
    return torch.matmul(power, bank).clamp_min(1.1920929e-07).log()


def cepstra(mels: torch.Tensor) -> torch.Tensor:
    """Log mel energies to MFCCs, same shape."""
    return mels @ _tables()[2]


def mfcc(sounds: torch.Tensor) -> torch.Tensor:
    """[batch, samples] to [batch, frames, 40], as Vosk computes it."""
    return cepstra(log_mel(sounds))

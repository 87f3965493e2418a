"""The network: two layers at 10 ms, then factored layers at 30 ms with a way round each, and 80 outputs.

Every layer looks only as far ahead as ``AHEAD`` says in sum (0.19 s): what it has to wait for delays every answer.
Long looks back cost nothing. All batch norms fold into plain affine layers when it is exported.
"""

from __future__ import annotations

from functools import cache

import torch
from torch import nn

from kiosk.hearing.phones import PDFS

OUTPUTS = PDFS
WIDTH, NARROW, FRONT = 384, 128, 160
SUBSAMPLING = 3
BLOCKS = (  # frames of 30 ms (back, ahead)
    (1, 1), (1, 0), (1, 1), (1, 0), (1, 1), (1, 0), (2, 1), (2, 0), (2, 1), (3, 0), (3, 0), (3, 0), (3, 0),
)  # fmt: skip
ROUND = 0.66  # how much of its input each block passes by
FRONT_TAPS, ENTRY_TAPS = (-2, -1, 0, 1, 2), (-2, -1, 0, 1, 2)
BACK = 4 + SUBSAMPLING * sum(back for back, _ in BLOCKS)
AHEAD = 4 + SUBSAMPLING * sum(ahead for _, ahead in BLOCKS)


class Spread(nn.Module):
    """An affine layer over several moments: [batch, frames, in] to [batch, fewer frames, out]."""

    def __init__(self, taps: tuple[int, ...], inside: int, outside: int, bias: bool = True, step: int = 1) -> None:
        super().__init__()
        self.taps, self.step = taps, step
        self.affine = nn.Linear(len(taps) * inside, outside, bias=bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if len(self.taps) == 1:
            joined = x
        else:
            first, last = self.taps[0], self.taps[-1]
            count = x.shape[1] - (last - first)
            joined = torch.cat([x[:, tap - first : tap - first + count : self.step] for tap in self.taps], 2)
        with torch.autocast(joined.device.type, torch.bfloat16, enabled=self.training and halves(joined)):
            made: torch.Tensor = self.affine(joined)
        return made


class Block(nn.Module):
    """A factored layer with a way round it. Shortens by ``back`` frames at the start and ``ahead`` at the end."""

    def __init__(self, back: int, ahead: int, drop: float) -> None:
        super().__init__()
        self.back, self.ahead = back, ahead
        self.narrow = Spread((-back, 0), WIDTH, NARROW, bias=False)
        self.wide = Spread((0, ahead) if ahead else (0,), NARROW, WIDTH)
        self.norm = nn.BatchNorm1d(WIDTH, affine=False)
        self.drop = nn.Dropout(drop) if drop else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = torch.relu(self.wide(self.narrow(x)).float())
        y = self.drop(_normed(self.norm, y))
        past = x[:, self.back : x.shape[1] - self.ahead]
        passed: torch.Tensor = y + ROUND * past
        return passed


class Network(nn.Module):
    """[batch, frames + BACK + AHEAD, 40] to [batch, ceil(frames / 3), 80] pseudo log likelihoods."""

    def __init__(self, inputs: int = 40, drop: float = 0.0) -> None:
        super().__init__()
        self.mean: torch.Tensor
        self.scale: torch.Tensor
        self.register_buffer("mean", torch.zeros(inputs))
        self.register_buffer("scale", torch.ones(inputs))
        self.front = Spread(FRONT_TAPS, inputs, FRONT)
        self.front_norm = nn.BatchNorm1d(FRONT, affine=False)
        self.entry = Spread(ENTRY_TAPS, FRONT, WIDTH, step=SUBSAMPLING)
        self.entry_norm = nn.BatchNorm1d(WIDTH, affine=False)
        self.blocks = nn.ModuleList(Block(back, ahead, drop) for back, ahead in BLOCKS)
        self.out = Spread((0,), WIDTH, OUTPUTS)
        nn.init.zeros_(self.out.affine.weight)
        nn.init.zeros_(self.out.affine.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = (x - self.mean) * self.scale
        x = _normed(self.front_norm, torch.relu(self.front(x).float()))
        x = _normed(self.entry_norm, torch.relu(self.entry(x).float()))
        for block in self.blocks:
            x = block(x)
        made: torch.Tensor = self.out(x)
        return made.float()


def halves(x: torch.Tensor) -> bool:
    """Is half precision quicker where ``x`` lies? A core without instructions for it is four to seven times slower."""
    return x.device.type != "cpu" or reckons_in_halves()


@cache
def reckons_in_halves() -> bool:
    """Has this machine's core instructions for bfloat16? AVX-512 alone is not enough: older cores lack them."""
    known = torch.cpu.get_capabilities()
    return bool(known.get("avx512_bf16") or known.get("amx_bf16"))


def _normed(norm: nn.BatchNorm1d, x: torch.Tensor) -> torch.Tensor:
    made: torch.Tensor = norm(x.reshape(-1, x.shape[2]))
    return made.reshape(x.shape)


def padded(features: torch.Tensor) -> torch.Tensor:
    """[batch, frames, 40] with the first and last frame repeated as far as the network looks, as Kaldi does."""
    return torch.cat((features[:, :1].expand(-1, BACK, -1), features, features[:, -1:].expand(-1, AHEAD, -1)), 1)

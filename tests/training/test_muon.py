"""The optimiser of the hidden layers."""

from __future__ import annotations

import copy

import pytest
import torch

from kiosk.training.muon import Muon, evened
from kiosk.training.network import halves, reckons_in_halves


def test_evening_keeps_the_directions_and_brings_their_sizes_near_to_one() -> None:
    torch.manual_seed(1)
    matrix = torch.linalg.qr(torch.randn(40, 40))[0] * torch.linspace(0.2, 1.0, 40)

    for one in (matrix[:20], matrix[:20].T):
        made = evened(one, 5)
        sizes = torch.linalg.svdvals(made)
        assert sizes.min() > 0.5 and sizes.max() < 1.5
        turned = made @ one.T  # of the same directions, so it turns nothing
        torch.testing.assert_close(turned, turned.T, rtol=0.05, atol=0.02)


def test_it_steps_as_the_one_of_torch_but_for_the_last_digits() -> None:
    torch.manual_seed(2)
    ours = torch.nn.Linear(30, 50, bias=False)
    theirs = copy.deepcopy(ours)
    mine = Muon([ours.weight], 0.02, decay=0.05, rounds=4)
    known = torch.optim.Muon([theirs.weight], lr=0.02, weight_decay=0.05, ns_steps=4)

    before = ours.weight.detach().clone()
    for number in range(5):
        gradient = torch.randn(50, 30, generator=torch.Generator().manual_seed(number))
        for layer, optimiser in ((ours, mine), (theirs, known)):
            layer.weight.grad = gradient.clone()
            optimiser.step()

    mine.load_state_dict(copy.deepcopy(known.state_dict()))  # it goes on from what that one kept
    for layer, optimiser in ((ours, mine), (theirs, known)):
        layer.weight.grad = gradient.clone()
        optimiser.step()

    moved = (ours.weight - before).abs().max()
    assert (ours.weight - theirs.weight).abs().max() < 0.03 * moved


def test_half_precision_is_only_used_where_it_is_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = torch.randn(8, 16)
    cores: tuple[tuple[dict[str, bool], bool], ...] = (
        ({"avx2": True}, False), ({"avx512_f": True, "avx512_bf16": False}, False),
        ({"avx512_f": True, "avx512_bf16": True}, True), ({"amx_bf16": True}, True), ({}, False),
    )  # fmt: skip
    for known, half in cores:
        reckons_in_halves.cache_clear()
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda known=known: known)
        assert halves(matrix) is half
        in_halves = torch.equal(evened(matrix, 0), evened(matrix, 0).bfloat16().float())
        assert in_halves is half
    reckons_in_halves.cache_clear()

"""Comfort: each setting with its present value, and the choices that change it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.screen import Row, Rows, Shown
from kiosk.core.state import SIZES, SPEEDS_WPM, THEMES, State
from kiosk.core.strings import Strings


def comfort(state: State, strings: Strings) -> Shown:
    now, make = state.comfort, strings.choice
    wpm = strings("comfort.words a minute", n=SPEEDS_WPM[now.speed])

    def value(step: int, of: int) -> str:
        return strings("comfort.value", n=step, of=of)

    themes = tuple(replace(make(name, m.Colours(name)), chosen=name == now.theme) for name in THEMES)
    rows = (
        Row(strings("comfort.size"), value(now.size, SIZES),
            (make("smaller", m.Resize(-1)), make("bigger", m.Resize(1))), now.size, SIZES),
        Row(strings("comfort.theme"), strings(f"theme.{now.theme}"), themes),
        Row(strings("comfort.speed"), wpm,
            (make("slower", m.Speed(-1)), make("faster", m.Speed(1))), now.speed + 1, len(SPEEDS_WPM)),
        Row(strings("comfort.volume"), value(now.volume + 1, state.loudest + 1),
            (make("quieter", m.Volume(-1)), make("louder", m.Volume(1))), now.volume + 1, state.loudest + 1),
        Row(strings("comfort.all"), strings("notice.put back" if now == state.first else "comfort.changed"),
            (make("put back", m.PutBack()),)),
    )  # fmt: skip
    choices = tuple(choice for row in rows for choice in row.choices)
    return strings("comfort.title"), strings("comfort.aside"), Rows(rows, strings("comfort.example")), choices

"""What may be said on a Screen: the Hearing that follows from its Choices.

While the kiosk speaks, only what interrupts may be said: every further phrase is one more that the kiosk's own
voice could be mistaken for.
"""

from __future__ import annotations

from kiosk.core import messages as m
from kiosk.core.hearing import Hearing
from kiosk.core.phrases import normal
from kiosk.core.screen import Screen

INTERRUPTING = (
    m.Pause | m.Again | m.SkipSentence | m.SkipSection | m.Volume | m.Speed | m.Resize
    | m.GoHome | m.GoBack | m.AskHelp | m.Done
)  # fmt: skip


def hearing_of(
    screen: Screen, turn: int, speaking: bool = False, said_now: tuple[str, ...] = (), muted: bool = False
) -> Hearing:
    """The phrases of the screen's Choices, each with its index in ``screen.everything``.

    ``said_now`` are the displayed words that are being spoken at this moment.
    """
    phrases = tuple(
        (phrase, index)
        for index, choice in enumerate(screen.everything)
        if not speaking or isinstance(choice.message, INTERRUPTING)
        for phrase in choice.phrases
    )
    now = tuple(word for shown in said_now for word in normal(shown).split())
    return Hearing(turn, phrases, speaking, now, muted)

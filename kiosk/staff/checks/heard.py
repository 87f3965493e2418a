"""Titles that cannot be asked for by voice, since the model in use does not know a word of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kiosk.core.phrases import normal
from kiosk.hearing.lexicon import unheard
from kiosk.hearing.models import BIGRAM
from kiosk.library.faults import Fault
from kiosk.staff.checks.alike import Group, Said

Unknown = Callable[[Sequence[str]], Sequence[str]]  # of some words those that a model does not know


def unknown_to(model: Path | None) -> Unknown:
    """For the built-in model (None), and any that our own graphs fit, what cannot be pronounced; another is asked.

    What it returns may raise ModelError or OSError.
    """
    if model is None or (model / BIGRAM).is_file():
        return unheard
    from kiosk.staff.models import trial

    return lambda words: trial(model, words)


def not_heard(groups: Sequence[Group], unknown: Unknown) -> Iterator[Fault]:
    """Titles, headings and links that hold a word unknown to the model, or no word at all that could be said."""
    from kiosk.staff.unpack import ModelError

    said = [one for group in groups for one in group.said if one.what != "shelf"]
    try:
        strange = frozenset(unknown(sorted({word for one in said for word in one.phrase.split()})))
    except (ModelError, OSError) as fault:
        yield Fault("warning", "model", "config.toml", 1, f"The titles cannot be tried with the voice model: {fault}",
                    "kiosk doctor tells what is wrong with it.", "The kiosk may not hear anybody.")  # fmt: skip
        strange = frozenset()
    for one in said:
        words = [word for word in one.phrase.split() if word in strange]
        if not words and normal(one.shown):
            continue
        what = f"does not know: {', '.join(words)}" if words else "has no words for it"
        yield Fault(
            "warning", "not heard", one.file, one.line,
            f"“{one.shown}” cannot be asked for by voice: the voice model {what}.", _remedy(one),
            "A visitor says it, and nothing happens. Its number and its button work.",
        )  # fmt: skip


def _remedy(one: Said) -> str:
    if one.what in ("title", "say"):
        return 'Give it plain words in a line such as "also: heart health".'
    return "Use plain words for it."

"""One phrase, one Choice: of all that may be said on a Screen, nothing has two meanings, and nothing is offered that
cannot be heard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.choice import Choice


@dataclass(frozen=True)
class _Settled:
    """A body's choices with what is left to each of its phrases, and all these phrases. Titles leave what is
    ``reserved`` to the others."""

    choices: tuple[Choice, ...]
    reserved: frozenset[str]
    unknown: frozenset[str]
    kept: tuple[Choice, ...]
    taken: frozenset[str]


_settled_before: list[_Settled] = []  # the last few bodies: a shelf of 5,000 titles takes a third of a second


def one_meaning(
    unknown: frozenset[str], first: tuple[Choice, ...], *groups: tuple[Choice, ...]
) -> tuple[tuple[Choice, ...], ...]:
    """Each phrase left to the first Choice that has it, and none with a word that is ``unknown`` to the voice model.

    Titles come last: "help" is Help, also where an article is called "Who can help me?"; its other words stay.
    """
    reserved = frozenset(
        phrase for group in groups for choice in group if not is_title(choice) for phrase in choice.phrases
    )
    body = _settled(first, reserved, unknown)
    used = set(body.taken)
    rest = [tuple(_left(choice, used, reserved) for choice in group) for group in groups]
    return (body.kept, *(hearable(group, unknown) for group in rest))


def hearable(choices: tuple[Choice, ...], unknown: frozenset[str]) -> tuple[Choice, ...]:
    """The choices without the phrases of which the voice model does not know a word."""
    if not unknown:
        return choices
    return tuple(
        replace(choice, phrases=tuple(one for one in choice.phrases if unknown.isdisjoint(one.split())))
        for choice in choices
    )


def _settled(choices: tuple[Choice, ...], reserved: frozenset[str], unknown: frozenset[str]) -> _Settled:
    for each in _settled_before:
        if each.choices is choices and each.reserved == reserved and each.unknown == unknown:
            return each
    used: set[str] = set()
    kept = list(choices)
    for index in sorted(range(len(choices)), key=lambda index: is_title(choices[index])):
        kept[index] = _left(choices[index], used, reserved)
    made = _Settled(choices, reserved, unknown, hearable(tuple(kept), unknown), frozenset(used))
    _settled_before.append(made)
    del _settled_before[:-4]
    return made


def _left(choice: Choice, used: set[str], reserved: frozenset[str]) -> Choice:
    """The choice with those of its phrases that nobody has yet, which it then has."""
    title = is_title(choice)
    if used.isdisjoint(choice.phrases) and not (title and not reserved.isdisjoint(choice.phrases)):
        used.update(choice.phrases)
        return choice
    mine = tuple(phrase for phrase in choice.phrases if phrase not in used and not (title and phrase in reserved))
    used.update(mine)
    return replace(choice, phrases=mine)


def is_title(choice: Choice) -> bool:
    """It answers to words that staff wrote: "article 2", "section 3", "link 1"."""
    return choice.name[-1:].isdigit()

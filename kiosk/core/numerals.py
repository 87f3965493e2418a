"""A displayed word that holds a number, as a person would say it: money, times, dates, shares, telephone numbers.

Each rule is a pattern and what it says; the first that fits speaks. What no rule fits is left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.core.figures import NUMBER, digits, digits_in_groups, large, ordinal, plain, year
from kiosk.core.moments import BEFORE_DATES, MONTHS, clock, clock_span, date, dated, half_span, hour, noon_span
from kiosk.core.money import money, money_each, money_span
from kiosk.core.phrases import number_words
from kiosk.core.shortforms import DATES
from kiosk.core.units import DENOMINATORS, UNITS, VULGAR

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_DATE = r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?"
_TELEPHONE = r"(?:\+?1[-–. ]?(?=\()|\+?1[-–. ])?\(?\d{3}(?:\)|\)?[-–./ ])\d{3}[-–. ]\d{4}|\d{3}-\d{4}"
_PART = rf"\d+/\d+|\d*[{''.join(VULGAR)}]"
_USUAL = {"1/8": 0.125, "1/4": 0.25, "1/3": 0.333, "1/2": 0.5, "2/3": 0.667, "3/4": 0.75}
_MONTH = "|".join((*(month.lower() for month in MONTHS), *(short for short, name in DATES.items() if name in MONTHS)))
_HALF_OF_DAY = r"(?P<half>[ap])\.?m\.?"
_TO_HOUR = r"[-–—](?:(?P<to>\d{1,2})(?::(?P<second>\d\d))?(?:(?P<end>[ap])\.?m\.?)?|(?P<named>noon|midnight))"
_Said = Callable[[re.Match[str], str, str], str | None]  # None: not this rule


def _fraction(found: re.Match[str], before: str, following: str) -> str | None:
    top, bottom = found[1], found[2]
    if bottom not in DENOMINATORS or not 0 < int(top) < int(bottom):
        return None
    many = "halves" if bottom == "2" else f"{DENOMINATORS[bottom]}s"
    said = f"{number_words(int(top))} {DENOMINATORS[bottom] if top == '1' else many}"
    return f"and {said}" if before.isdigit() else said


def _mixed(found: re.Match[str], *_: str) -> str | None:
    part = re.fullmatch(r"(\d+)/(\d+)", found[2])
    said = _fraction(part, found[1], "") if part else None
    return f"{plain(found[1])} {said}" if said else None


def _parts_span(found: re.Match[str], before: str, following: str) -> str | None:
    """ "½-1", "1/4-1/2", and "1/2-3" behind a 2."""
    begins, ends = found[1], found[2]
    if begins.isdigit() and ends.isdigit():
        return None
    if begins.isdigit() and (ends in VULGAR or "/" in ends):  # "2-½ cups"
        part = re.fullmatch(r"(\d+)/(\d+)", VULGAR.get(ends, ends))
        said = _fraction(part, begins, "") if part else None
        return f"{plain(begins)} {said}" if said else None
    if not all(each in _USUAL for each in (begins, ends) if "/" in each):
        return None  # "3/4-3/6" and "9/10-12" are days
    if _USUAL.get(begins, 0) >= _USUAL.get(ends, 1) or before.lower().strip(".,;:()") in BEFORE_DATES:
        return None
    first = said_number(begins, before if before.isdecimal() else "", "")
    last = said_number(ends, "", following)
    return f"{first} to {last}" if first and last else None


def _below_zero(found: re.Match[str], before: str, *_: str) -> str:
    """ "-4", and "15 -20", in which the dash stands too near."""
    rises = before.isdecimal() and found[1].isdecimal() and len(before) < 5 and int(before) < int(found[1])
    return f"{'to' if rises else 'minus'} {plain(found[1])}"


def _as_large_as(found: re.Match[str], before: str, following: str) -> str | None:
    """ "3/4-inch", "2½-pound"."""
    share = re.fullmatch(r"(\d+)/(\d+)", found[1])
    if share and not _fraction(share, "", ""):
        return None  # "a 12/24-hour clock"
    amount = said_number(found[1], before if before.isdecimal() else "", "")
    return " ".join((amount, *map(_unit_of_size, re.split("[-–]", found[2])[1:]))) if amount else None


def _unit_of_size(piece: str) -> str:
    """ "mg" in "a 5-mg tablet"; "g" stays, as in "5-G"."""
    return UNITS[piece.lower()][0] if piece.lower() in UNITS and len(piece) > 1 else piece


def is_at_most_one(amount: str) -> bool:
    """Whether of so much a thing is named as one: "1 ounce", "¾ ounce"."""
    top, stroke, bottom = VULGAR.get(amount, amount).partition("/")
    if not stroke:
        return amount.lower() in ("1", "one")
    return bottom in DENOMINATORS and top.isdecimal() and int(top) < int(bottom)


def unit(short: str, before: str, second: str) -> str:
    """A unit's name behind the displayed words ``second`` and ``before``."""
    before, second = before.lstrip("([“‘"), second.lstrip("([“‘")
    whole = second.isdecimal() and before != "1"  # "2 ½ oz"
    return UNITS[short][0 if is_at_most_one(before.replace("⁄", "/")) and not whole else 1]


def _pressure(found: re.Match[str], *_: str) -> str | None:
    high, low = int(found[1]), int(found[2])
    return f"{large(high)} over {large(low)}" if 70 <= high <= 260 and 35 <= low < high else None


def _pressure_measured(found: re.Match[str], *_: str) -> str | None:
    said = _pressure(found)
    return f"{said} {UNITS['mmhg'][1]}" if said else None


def _so_much_in(found: re.Match[str], *_: str) -> str:
    """ "160mg/5mL"."""
    return " per ".join(f"{plain(number)} {UNITS[unit.lower()][0 if number == '1' else 1]}"
                        for number, unit in (found.group(1, 2), found.group(3, 4)))  # fmt: skip


def _day_to_month(found: re.Match[str], before: str, *_: str) -> str | None:
    """ "30-July" in "June 30-July 2"."""
    month = found[2].lower()
    if not re.fullmatch(_MONTH, before.lower().rstrip(".")):
        return None
    return f"{plain(found[1])} to {DATES.get(month, month.capitalize())}"


def _decade(found: re.Match[str], *_: str) -> str:
    century = f"{number_words(int(found[1]))} " if found[1] else ""
    return f"{century}{number_words(int(found[2]))[:-1]}ies"


def _with_unit(found: re.Match[str], *_: str) -> str:
    one, many = UNITS[found[2].lower()]
    return f"{plain(found[1])} {one if found[1] == '1' else many}"


def _hyphened(found: re.Match[str], *_: str) -> str:
    pieces = [piece for piece in re.split("[-–]", found[0]) if piece]
    sized = pieces[0].isdecimal()
    return " ".join(said_number(piece, "", "") or (_unit_of_size(piece) if sized else piece) for piece in pieces)


def _whole(found: re.Match[str], before: str, following: str) -> str:
    text = found[0]
    if len(text) == 5 and re.fullmatch(r"[A-Z]{2},?", before):
        return digits(text)  # a ZIP code after its state
    if before.lower() == "form" and len(text) == 4 and text.isdigit():
        return f"{number_words(int(text[:2]))} {number_words(int(text[2:]))}"  # a tax form
    return year(text) if text.isdigit() else plain(text)


def _rule(pattern: str, said: _Said) -> tuple[re.Pattern[str], _Said]:
    return re.compile(pattern, re.IGNORECASE), said


_RULES: tuple[tuple[re.Pattern[str], _Said], ...] = (
    _rule(r"911|988|211|311|411|511|711|811", lambda found, *_: digits(found[0])),
    _rule(r"9-1-1|9-8-8|2-1-1", lambda found, *_: digits(found[0].replace("-", ""))),
    _rule(r"9/11", lambda *_: "nine eleven"),
    _rule(r"24/7", lambda *_: "twenty four seven"),
    _rule(r"401\(?k\)?", lambda *_: "four oh one k"),
    _rule(_TELEPHONE, lambda found, *_: digits_in_groups(found[0])),
    _rule(r"\d{5}-\d{4}", lambda found, *_: digits_in_groups(found[0])),  # a ZIP code
    _rule(r"1-\d{3}-(?:\d{3}-)?[A-Z]{3,}|1-\d{3}-[A-Z]+-[A-Z]+", lambda found, *_: digits_in_groups(found[0])),
    _rule(rf"(\d{{1,2}}):(\d\d)(?:{_HALF_OF_DAY})?", clock),
    _rule(rf"(\d{{1,2}})(?:{_HALF_OF_DAY})", hour),
    _rule(rf"(?P<from>\d{{1,2}})(?::(?P<first>\d\d))?(?:{_HALF_OF_DAY})?{_TO_HOUR}", clock_span),
    _rule(rf"{_HALF_OF_DAY}{_TO_HOUR}", half_span),
    _rule(rf"(noon|midnight){_TO_HOUR}", noon_span),
    _rule(rf"(\d{{1,2}})[-–—]({_MONTH})", _day_to_month),
    _rule(r"(?P<sign>US\$|[$€£])(?P<whole>[\d,]*)(?:\.(?P<cents>\d+))?(?P<scale>[kmb])?", money),
    _rule(rf"([$€£])({NUMBER})[-–—][$€£]?({NUMBER})", money_span),
    _rule(rf"([$€£])({NUMBER})/(hour|hr|day|week|wk|month|mo|year|yr|person|visit)", money_each),
    _rule(r"(\d+)¢", lambda found, *_: f"{plain(found[1])} cent{'' if found[1] == '1' else 's'}"),
    _rule(rf"({NUMBER})%", lambda found, *_: f"{plain(found[1])} percent"),
    _rule(rf"({NUMBER})%?[-–—]({NUMBER})%", lambda found, *_: f"{plain(found[1])} to {plain(found[2])} percent"),
    _rule(r"(\d{1,3})(?:st|nd|rd|th)", lambda found, *_: ordinal(int(found[1]))),
    _rule(r"(\d+)[-–—](\d+)", lambda found, *_: f"{year(found[1])} to {year(found[2])}"),
    _rule(r"(1[89]|20)?([2-9]0)’?s", _decade),
    _rule(_DATE, dated),
    _rule(r"(\d{1,2})/(\d{1,2})", _fraction),
    _rule(r"(\d{2,3})/(\d{2,3})", _pressure),
    _rule(r"(\d{2,3})/(\d{2,3})mmHg", _pressure_measured),
    _rule(r"(?=50/50|20/)([52]0)/(\d{2,3})", lambda found, *_: f"{plain(found[1])} {plain(found[2])}"),  # eyesight
    _rule(_DATE, date),
    _rule(r"(\d)[’']\s?(\d{1,2})[”\"]?", lambda found, *_: f"{plain(found[1])} foot {plain(found[2])}"),
    _rule(rf"({NUMBER})({_UNIT})", _with_unit),
    _rule(rf"({NUMBER})(mcg|mg|g)/({NUMBER})(ml)", _so_much_in),
    _rule(rf"({NUMBER})\+", lambda found, *_: f"{plain(found[1])} plus"),
    _rule(r"(\d+)x", lambda found, *_: f"{plain(found[1])} times"),
    _rule(r"(\d{1,2}):(\d{1,2})", lambda found, *_: f"{plain(found[1])} to {plain(found[2])}"),
    _rule(rf"-({NUMBER})", _below_zero),
    _rule(r"#(\d+)", lambda found, *_: f"number {plain(found[1])}"),
    _rule(r"(\d+)-(\d{1,2}/\d{1,2})", _mixed),
    _rule(rf"({_PART}|\d+)[-–—]({_PART}|\d+)", _parts_span),
    _rule(rf"(\d+-\d+/\d+|\d+/\d+|\d*[{''.join(VULGAR)}])((?:[-–][a-z’']+)+)", _as_large_as),
    _rule(r"[a-z]+[-–]\d{1,4}s?|\d{1,4}(?:[-–][a-z’']+)+(?:[-–]\d{1,4})?", _hyphened),
    _rule(r"\d+(?:-\d+){2,}", lambda found, *_: ", ".join(plain(piece) for piece in found[0].split("-"))),
    _rule(r"\d+|\d{1,3}(?:,\d{3})+", _whole),
    _rule(NUMBER, lambda found, *_: plain(found[0])),
)


def said_number(core: str, before: str, following: str) -> str | None:
    """The words for a displayed word without its punctuation, or None when no rule fits.

    ``before`` and ``following`` are the displayed words beside it, empty at the sentence's ends.
    """
    core = core.replace("⁄", "/")
    for sign, fraction in VULGAR.items():
        if core.endswith(sign):
            head = core.removesuffix(sign)
            if head and not head.isdigit():
                break
            top, _, bottom = fraction.partition("/")
            found = re.fullmatch(r"(\d+)/(\d+)", f"{top}/{bottom}")
            assert found is not None
            said = _fraction(found, head or before, following) or ""
            return f"{plain(head)} {said}" if head else said
    for pattern, said_by in _RULES:
        found = pattern.fullmatch(core)
        if found is not None:
            words = said_by(found, before, following)
            if words is not None:
                return words
    return None

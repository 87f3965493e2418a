"""Whether a lone dash stands between two ends of one span, and is "to": "Monday – Friday", "9 a.m. – 5 p.m."

Only where both sides are plainly of one kind; in doubt, as in "Call 911 – 24 hours a day", it stays a pause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.core.amounts import amount_before, amount_behind
from kiosk.core.shortforms import DATES
from kiosk.core.units import UNITS

DASHES = frozenset("–—-")
_OPENING, _CLOSING = "([“‘\"'", ")]”’\"'.,;:!?"
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_CLOCK = r"(?:1[0-2]|0?[1-9])"
_HALVES = frozenset("a.m p.m am pm".split())
_PLAIN_HOUR = re.compile(_CLOCK)
_TIME = re.compile(rf"{_CLOCK}:\d\d(?:[ap]\.?m)?|{_CLOCK}[ap]\.?m|noon|midnight")
_DAY_OF_MONTH = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_MONEY = re.compile(r"([$€£])(\d[\d,]*(?:\.\d\d)?)")
_COUNTED = UNITS.keys() | frozenset(
    "people persons seniors members guests players residents volunteers children adults seconds minutes hours days "
    "nights weeks months years times cup cups glasses ounces pounds teaspoon teaspoons tablespoon tablespoons miles "
    "steps feet inch inches yards blocks degrees percent servings drops pills tablets capsules repetitions reps sets "
    "breaths grams milligrams calories dollars cents pages chairs tables".split()
)
_MANY_COME = frozenset(
    "ages age aged pages pp rooms chapters verses steps questions items lines weeks days grades levels numbers nos "
    "apartments units floors sections parts from between about around".split()
)
_ONE_COMES = frozenset(  # the number is behind it alone: "Room 5 – 10 people fit"
    "room page chapter verse step question item line week day grade level number no # apartment apt unit floor section "
    "type stage category tip rule round set phase task activity group team shift stop station studio workshop hall lot "
    "court door wing tier post district highway interstate unit module volume war shot dose trip "
    "part lesson recipe exercise session class game suite bus route table channel gate age at on since until till "
    "before call dial press ring option extension".split()
)
_HOURS_COME = frozenset("open from hours daily".split())
_NEWLY_BEGUN = frozenset("we i you they he she it it’s there is was will".split())  # "Monday – Tuesday we open"
_BEHIND_HOURS = _HALVES | frozenset("at in on for and to daily or every each".split())
_NO_END = frozenset(  # "$5 – $10 for couples"
    "less more off for if nonmembers members guests adults others everyone general is are was".split()
)
_BEHIND_DATES = frozenset("in at from and or for with to on only except the".split())


def is_to(words: Sequence[str], index: int) -> bool:
    """Whether the dash at this place of a sentence is said as "to"."""
    left, right = words[:index], words[index + 1 :]
    if words[index] not in DASHES or not left or not right or right[0][:1] in _OPENING:
        return False
    return any(one(left, right) for one in (_times, _names, _dates, _money, _amounts))


def is_end(words: Sequence[str], index: int) -> bool:
    """Whether a word is one of two names that a dash joins to a span: "Mon – Fri"."""
    begins = words[index + 1 : index + 2] and words[index + 1] in DASHES and is_to(words, index + 1)
    return bool(begins) or (index > 1 and words[index - 1] in DASHES and is_to(words, index - 1))


def joined(core: str) -> str:
    """ "Mon–Fri" in words, or nothing."""
    first, _, last = re.sub("[–—]", "-", core).partition("-")
    kind = _kind(first)
    return f"{_name(first)} to {_name(last)}" if kind and kind == _kind(last) else ""


def _bare(word: str) -> str:
    return word.lower().lstrip(_OPENING).rstrip(_CLOSING)


def _at(words: Sequence[str], place: int) -> str:
    """A word without its marks and capitals; empty outside."""
    return _bare(words[place]) if -len(words) <= place < len(words) else ""


def _name(word: str) -> str:
    """A day or month by its whole name; short forms and such as "Mondays" are taken, small letters are not."""
    word = word.lstrip(_OPENING).rstrip(_CLOSING)
    bare = word.lower()
    return DATES.get(bare, bare.capitalize()) if word[:1].isupper() else ""


def _kind(word: str) -> str:
    name = _name(word)
    return "day" if name.removesuffix("s") in _DAYS else "month" if name in _MONTHS else ""


def _times(left: Sequence[str], right: Sequence[str]) -> bool:
    first, last = _at(left, -1), _at(right, 0)
    of_half = first in _HALVES and re.fullmatch(rf"{_CLOCK}(:\d\d)?", _at(left, -2))
    begins = bool(of_half or _TIME.fullmatch(first))
    ends = bool(_TIME.fullmatch(last)) or (bool(_PLAIN_HOUR.fullmatch(last)) and _at(right, 1) in _HALVES)
    if begins:
        return ends or (len(right) == 1 and bool(_PLAIN_HOUR.fullmatch(last)))
    label = _at(left, -2)
    alone = label in _ONE_COMES - {"at", "on", "until", "before"} or (len(left) > 1 and _kind(left[-2]) == "month")
    return ends and bool(_PLAIN_HOUR.fullmatch(left[-1].lstrip(_OPENING))) and not alone


def _names(left: Sequence[str], right: Sequence[str]) -> bool:
    kind = _kind(left[-1])
    listed = (len(left) > 2 and left[-2] in DASHES and _kind(left[-3]) == kind) or (
        len(right) > 2 and right[1] in DASHES and _kind(right[2]) == kind
    )  # "Mon. – Wed. – Fri."
    return bool(kind) and kind == _kind(right[0]) and _at(right, 1) not in _NEWLY_BEGUN and not listed


def _dates(left: Sequence[str], right: Sequence[str]) -> bool:
    dated = len(left) > 2 and re.fullmatch(r"(19|20)\d\d", left[-1]) and _is_date(left[-3:-1])
    day = _is_date(left[-2:])
    if not (dated or day):
        return False
    if _is_date(right[:2]) or (_kind(right[0]) == "day" and _is_date(right[1:3])):
        return True
    if not day or not _DAY_OF_MONTH.fullmatch(_at(right, 0)) or _day(right[0]) <= _day(left[-1]):
        return False
    following = right[1] if len(right) > 1 and right[0][-1].isalnum() else ""
    return not following or _bare(following) in _BEHIND_DATES


def _is_date(words: Sequence[str]) -> bool:
    return len(words) == 2 and _kind(words[0]) == "month" and bool(_DAY_OF_MONTH.fullmatch(_bare(words[1])))


def _day(word: str) -> int:
    return int("".join(filter(str.isdecimal, word)))


def _money(left: Sequence[str], right: Sequence[str]) -> bool:
    first, last = _MONEY.fullmatch(left[-1].lstrip(_OPENING)), _MONEY.fullmatch(right[0].rstrip(_CLOSING))
    if not first or not last or first[1] != last[1]:
        return False
    ascends = float(first[2].replace(",", "")) < float(last[2].replace(",", ""))
    return ascends and (not right[0][-1].isalnum() or _at(right, 1) not in _NO_END)


def _amounts(left: Sequence[str], right: Sequence[str]) -> bool:
    first, last = amount_before(left), amount_behind(right)
    if first is None or last is None:
        return False
    label = _bare(first.beside)
    following, then = _bare(last.beside).partition("/")[0], _at(right, last.words + 1)
    if _kind(first.beside) == "month" or then in ("ago", "later", "earlier"):
        return False
    counted = following in _COUNTED
    of_hours = label in _HOURS_COME or _kind(first.beside) == "day"
    if label in ("take", "takes", "give", "use") and then in ("before", "after", "apart", "prior"):
        return False  # "Take 2 – 30 minutes before meals"
    hours = all(each.value in range(1, 13) and not each.sign for each in (first, last))
    if of_hours and not counted and hours and (not following or following in _BEHIND_HOURS):
        return True
    if first.value >= last.value:
        return False
    if first.is_year:
        return last.is_year and not counted
    if first.sign or last.sign:
        return first.sign == last.sign or (not first.sign and label not in _ONE_COMES)
    return label in _MANY_COME or (counted and label not in _ONE_COMES)

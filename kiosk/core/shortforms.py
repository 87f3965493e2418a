"""Short forms of titles, days and streets, and which of their readings is meant where they stand."""

from __future__ import annotations

TITLES = {
    "dr": "doctor", "mr": "mister", "mrs": "missis", "ms": "miz", "prof": "professor", "rev": "reverend",
    "gen": "general", "sen": "senator", "gov": "governor", "jr": "junior", "sr": "senior", "vs": "versus",
    "etc": "et cetera", "e.g": "for example", "i.e": "that is", "no": "number", "apt": "apartment",
    "ave": "avenue", "blvd": "boulevard", "dept": "department", "approx": "about", "inc": "incorporated",
    "ph.d": "P H D", "p": "page", "pp": "pages", "w/o": "without", "c/o": "care of", "and/or": "and or",
}  # fmt: skip
DATES = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June", "jul": "July",
    "aug": "August", "sept": "September", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "thurs": "Thursday",
    "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
ONLY_WITH_STOP = {"no", "gen", "sen", "apt", "rev", "gov", "inc", "p", "pp", "ave"}
# Words that begin a sentence, and are no names.
STARTERS = frozenset(
    "the a an this that these those he she it they we you i his her its their our my your there here if when while "
    "but and so or then now what who how why where in on at for to as after before do not no yes please call ask "
    "take tell many some most each one two bring come keep wear use turn go see check look meet join sign drink eat "
    "walk sit stand stay wait stop visit write try make get give let put be every everyone everybody everything nobody "
    "nothing any both only also never always sometimes often today tomorrow are is was were does did have has can "
    "could should would with without from during because since until although unless once".split()
)
# Words that a letter follows: "Part A".
LETTERED = frozenset(
    "part parts plan plans vitamin vitamins hepatitis type group groups section sections room rooms building option "
    "options choice team gate grade level influenza wing lot unit apartment appendix exhibit".split()
)
_SAINTS = frozenset(
    "agnes albans alphonsus andrew andrews ann anne anthony augustine barbara barnabas benedict bernadette bernard "
    "boniface brendan brigid catherine cecilia charles christopher clair clare clement cloud croix cyril david dominic "
    "edward elizabeth elmo francis gabriel george helena helens ignatius ives james jerome joan john johns johnsbury "
    "joseph jude kitts lawrence leo louis lucia lucie lucy luke margaret mark martin mary matthew michael monica "
    "moritz nicholas patrick paul peter petersburg philip pierre pius raphael rita rose simon stephen teresa therese "
    "thomas ursula valentine vincent vitus casimir ambrose marie simons maarten marys regis "
    "stanislaus ladislaus wenceslaus adalbert josaphat hedwig hyacinth methodius columba malachy genevieve".split()
)
_NO_STREETS = frozenset(  # before "St.": no street has such a name, many a place or day has
    "old the all great historic beautiful sunny tropical holy catholic port "
    "mount lake sault fort monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december".split()
)
_TURNED_TO = frozenset("ask call tell meet thank phone contact invite welcome dear".split())  # a person, no illness


def is_street(second: str, before: str, following: str) -> bool:
    """Whether "St." is a street and no saint, by the two words of its sentence before it and the one behind."""
    if before[:1].isupper() and second[:1].isdigit() and second.rstrip("ABCDabcd").isdigit():
        return True  # 12 Oak St. Apt 5
    name = following.lower().replace("'", "’").partition("’")[0].strip(".,;:!?()“”\"")
    # "on Main St. Bring", but "Visit St. Mary" and "On Friday St. Olga's choir sings"
    named = before[:1].isupper() and before[-1:].isalpha() and before.lower() not in _NO_STREETS
    return bool(second) and named and name not in _SAINTS


def is_title(core: str, stop: bool, before: str, following: str) -> bool:
    """Whether a short form is meant as it is in small letters, though it may stand in capitals: "DR. SMITH"."""
    if core == "MR":  # an MR scan
        return following[:1].isupper()
    if core == "MS":  # people with MS; "MS. Jones" only where a sentence begins, or after such as "ask"
        named = len(following) > 1 and following[0].isupper()
        asked = turned_to(before) and following.lower() not in STARTERS  # "Please ask MS. The nurse knows."
        return stop and named and (following.isupper() or not before or asked)
    return True


def turned_to(before: str) -> bool:
    """Whether a person's name comes next, as in "ask MS. Jones", by the word before."""
    return before.lower() in _TURNED_TO

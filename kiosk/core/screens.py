"""Each place as a Screen. ``present`` is the one way from a State to what is shown, said and chosen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import beside, comfort, lines, office, tiles
from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.ears import as_written, ear_of
from kiosk.core.meaning import hearable, one_meaning
from kiosk.core.phrases import normal
from kiosk.core.screen import Body, Digits, Rows, Screen, Setting, Shown, Text, Tiles
from kiosk.core.state import (
    THEMES,
    ComfortPlace,
    Contents,
    Door,
    HelpPlace,
    Home,
    Library,
    Number,
    Office,
    OnShelf,
    Reading,
    State,
    place_name,
)
from kiosk.core.strings import Strings

_OVER_ALL = ("still there", "did you say")  # questions that stand where the place stood
_OF_THE_VOICE = frozenset(("faster", "slower", "louder", "quieter", "play", "pause"))  # no help while there is none


def present(state: State, library: Library, strings: Strings, setting: Setting) -> Screen:
    """The Screen of a state. Never raises: a place that is gone shows Home's words."""
    asked = state.question if state.question is not None and state.question.kind in _OVER_ALL else None
    own = replace(state, question=asked.over) if asked else state
    title, aside, body, choices = _place(own, library, strings, setting)
    more, turns = _turns(own, body, choices, strings, setting)
    if asked:
        turns = tuple(replace(each, role="spoken") for each in (*choices, *turns) if each.message != m.No())
        title, aside, body, choices = _question(state, strings)
    standing = _standing(state, strings)
    about = beneath(state) if isinstance(state.place, HelpPlace) else state
    spoken = _spoken(about, strings, library, (*choices, *turns))
    shown, turns, standing, (more,), spoken = one_meaning(state.unknown, choices, turns, standing, (more,), spoken)
    offered = (*shown, *(spoken if shown else standing)) if state.question is None else shown  # what answers it
    screen = Screen(
        place=place_name(state.place),
        title=title,
        aside=aside,
        brief=_brief(title, body, strings),
        body=_with(body, shown),
        choices=shown,
        standing=standing,
        spoken=(*turns, *spoken),
        more=more,
        ear=ear_of(state, strings, offered),
        theme=state.comfort.theme,
        size=state.comfort.size,
        group=0 if asked else state.group,
        focus=state.focus,
        focus_on=state.focus_on,
        focus_name=state.focus_name,
        big_numbers=state.uncaught >= 2,
        asked=asked is not None,
    )
    return replace(screen, line=lines.line_of(state, screen, strings, library))


def _turns(
    state: State, body: Body, choices: tuple[Choice, ...], strings: Strings, setting: Setting
) -> tuple[Choice, tuple[Choice, ...]]:
    """More, and what turns pages and has no button. That comes before Back, which is "previous page" where there are
    no pages.
    """
    more = strings.choice("more", m.More(), "plain")
    if isinstance(body, Text):
        return more, beside.turns(choices, state, setting, strings)
    if not isinstance(body, Tiles | Rows):
        return more, ()
    more = replace(more, phrases=(*more.phrases, "next", *strings.choice("next page", m.More()).phrases))
    return more, (tiles.page_before(strings),)


def _brief(title: str, body: Body, strings: Strings) -> str:
    """The title in fewer words, where it may be too long for a small glass."""
    if isinstance(body, Tiles) and body.asked:
        return strings("question.did you say brief")
    return strings("home.brief") if title in (strings("home.title"), strings("home.title at rest")) else ""


def _with(body: Body, choices: tuple[Choice, ...]) -> Body:
    """Rows carry their choices themselves; give them the ones that stand on the screen."""
    if not isinstance(body, Rows):
        return body
    named = {choice.name: choice for choice in choices}
    rows = tuple(replace(row, choices=tuple(named[each.name] for each in row.choices)) for row in body.rows)
    return replace(body, rows=rows)


def _place(state: State, library: Library, strings: Strings, setting: Setting) -> Shown:
    match state.place:
        case OnShelf(shelf):
            for each in library.shelves:
                if each.id == shelf:
                    title = tiles.shelf_title(each, strings)
                    return tiles.entries(title, strings("shelf.aside"), each.entries, state, strings)
        case Contents(article):
            found = library.article(article)
            if found is not None:
                return tiles.contents(found, state, strings)
        case Reading(article, section):
            found = library.article(article)
            if found is not None and section < len(found.sections):
                return beside.reading(found, section, state, strings, setting)
        case Number(link):
            hint = strings("number.hint") if state.sound == "ok" else ""
            body = Digits(link.label, lines.groups(link.number), _lit_group(state), hint, link.then)
            return strings("number.title"), strings("number.aside"), body, ()
        case ComfortPlace():
            return comfort.comfort(state, strings)
        case HelpPlace():
            return _help(state, library, strings, setting)
        case Door():
            return office.door(state.place, strings)
        case Office():
            return office.office(state.place, state, strings)
    return tiles.home(state, library, strings)


def _lit_group(state: State) -> int | None:
    return state.cursor.sentence if state.voicing.mode == "number" else None


def beneath(state: State) -> State:
    """Where Help leads back to."""
    under = state.trail[-1] if state.trail else None
    return replace(
        state,
        place=under.place if under and not isinstance(under.place, HelpPlace) else Home(),
        trail=state.trail[:-1],
        cursor=under.cursor if under else state.cursor,
        turned=under is not None and under.turned,
        question=None,
    )


def _help(state: State, library: Library, strings: Strings, setting: Setting) -> Shown:
    """Made from the live Choices of the place under it, so that it cannot promise what is not there."""
    under = beneath(state)
    _, _, _, choices = _place(under, library, strings, Setting(begins=setting.begins))
    spoken = hearable(_spoken(under, strings, library, choices), state.unknown)
    here = hearable(choices, state.unknown)
    # It is Help whose pages are turned here.
    turning = {phrase for name in ("next page", "page before") for phrase in strings.choice(name, m.More()).phrases}
    # What can be done comes before the titles, which stood on the page that was left a moment ago.
    doing, titles = [each for each in here if not each.number], [each for each in here if each.number]
    everything = (*doing, *(choice for choice in spoken if choice.icon), *titles)
    listening = state.ear == "listening"
    tiles = tuple(
        replace(choice, label=_quoted(choice, strings) if listening else choice.label, detail=choice.hint, role="tile",
                phrases=tuple(phrase for phrase in choice.phrases if phrase not in turning))
        for choice in everything
        if choice.name != "thanks" and (state.sound == "ok" or choice.name not in _OF_THE_VOICE)
    )  # fmt: skip
    title = strings("help.title" if listening else "help.title silent")
    return title, strings("help.aside"), Tiles(), tiles


def _quoted(choice: Choice, strings: Strings) -> str:
    """The label in quotes where it may be said as it stands."""
    said = not choice.number and normal(choice.label) in choice.phrases
    return strings("help.say", phrase=choice.label) if said else choice.label


def _question(state: State, strings: Strings) -> Shown:
    question = state.question
    assert question is not None
    listening = " listening" if state.ear == "listening" else ""
    if question.kind == "still there":
        yes = strings.choice("yes more time", m.StayHere(), "main")
        choices: tuple[Choice, ...] = (yes, strings.choice("done", m.Done()))
        return strings("question.still there"), "", Tiles(strings(f"question.still there lead{listening}")), choices
    meant = question.message or m.No()
    title = strings("question.did you say", label=as_written(question.label))
    choices = (strings.choice("yes", meant, "main"), strings.choice("no", m.No()))
    asked = strings("help.say", phrase=as_written(question.label))
    return title, "", Tiles(strings(f"question.did you say lead{listening}"), asked), choices


def _standing(state: State, strings: Strings) -> tuple[Choice, ...]:
    make = strings.choice
    band = (
        make("home", m.GoHome(), "standing"), make("back", m.GoBack(), "standing"),
        make("again", m.Again(), "standing"), make("comfort", m.OpenComfort(), "standing"),
        make("help", m.AskHelp(), "standing"),
    )  # fmt: skip
    if state.ear in ("listening", "preparing"):
        return (*band, make("mute", m.ToggleMute(), "standing"))
    if state.ear == "muted":
        return (*band, make("unmute", m.ToggleMute(), "standing"))
    return band


def _spoken(state: State, strings: Strings, library: Library, shown: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """What may always be said, though its button is elsewhere (most of it in Comfort)."""
    if isinstance(state.place, Door | Office):
        return ()
    make = strings.choice
    there = {choice.name for choice in shown}
    always = [
        make("bigger", m.Resize(1), "spoken"), make("smaller", m.Resize(-1), "spoken"),
        make("faster", m.Speed(1), "spoken"), make("slower", m.Speed(-1), "spoken"),
        make("louder", m.Volume(1), "spoken"), make("quieter", m.Volume(-1), "spoken"),
        *(_in_full(make(name, m.Colours(name), "spoken")) for name in THEMES),
        make("put back", m.PutBack(), "spoken"),
        make("where", m.WhereAmI(), "spoken"), make("how long", m.HowLong(), "spoken"),
        make("done", m.Done(), "spoken"), make("thanks", m.Thanks(), "spoken"),
        make("pause", m.Pause(), "spoken"), make("start over", m.StartOver(), "spoken"),
    ]  # fmt: skip
    always += _of_the_article(state, strings, library)
    if isinstance(state.place, Home | OnShelf):
        last = max((choice.number or 0 for choice in shown), default=0)
        always += tiles.beyond(last, "number") if last else ()
    return tuple(choice for choice in always if choice.name not in there)


def _in_full(theme: Choice) -> Choice:
    """Where its button is not in view "soft" is too easily something else; only light and dark are asked for so."""
    if theme.name in ("light", "dark"):
        return theme
    return replace(theme, phrases=tuple(phrase for phrase in theme.phrases if " " in phrase))


def _of_the_article(state: State, strings: Strings, library: Library) -> list[Choice]:
    """What may be said about the article in view: its parts by words and number, on every page of it."""
    place = state.place
    article = library.article(place.article) if isinstance(place, Contents | Reading) else None
    if article is None:
        return []
    make = strings.choice
    found = [make("play", m.Play(), "spoken")]
    if isinstance(place, Reading):
        found += [
            make("read all", m.ReadAll(), "spoken"),
            make("next section", m.SkipSection(1), "spoken"), make("next sentence", m.SkipSentence(1), "spoken"),
            *(replace(part, role="spoken") for part in tiles.contents(article, state, strings)[3] if part.number),
        ]  # fmt: skip
    return [*found, *tiles.beyond(len(article.sections), "section")]

"""A section to be read, and the choices that stand beside it: while reading, at its end, without sound."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.phrases import title_phrases
from kiosk.core.reads import is_reading
from kiosk.core.screen import Setting, Shown, Text
from kiosk.core.spoken import as_spoken
from kiosk.core.state import Reading, State
from kiosk.core.strings import Strings
from kiosk.core.text import Article, Section


def _links(section: Section) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            name=f"link {index}",
            label=link.label,
            message=m.ShowNumber(link) if link.number else m.OpenArticle(link.article, link.section),
            phrases=_said(link.label),
            hint=f"{link.number}. {link.then}" if link.then else link.number,
            icon="phone" if link.number else "book-open",
            detail=link.number,
        )
        for index, link in enumerate(section.links, start=1)
    )


def _said(label: str) -> tuple[str, ...]:
    """What a link answers to. What is offered first is heard while it reads, too, and so has two words."""
    return tuple(sorted(title_phrases(label, also=as_spoken(label)), key=lambda phrase: " " not in phrase))


def reading(article: Article, index: int, state: State, strings: Strings, setting: Setting) -> Shown:
    section = article.sections[index]
    links = _links(section)
    ended = state.question.kind if state.question else ""
    aside = strings("reading.aside", n=index + 1, of=len(article.sections))
    reading = is_reading(state)
    question = strings(f"reading.{ended}") if ended in ("go on", "the end") else ""
    page = strings("reading.page", n=setting.page + 1, of=setting.pages) if setting.pages > 1 else ""
    body = Text(section, state.cursor, lit=reading, question=question, page=page)
    make = strings.choice
    contents = make("contents", m.OpenArticle(article.id))
    if ended == "go on":
        choices = (_onward(strings), make("not now", m.No()), *links, contents)
    elif ended == "the end":
        choices = (replace(contents, role="main"), *links, make("start over", m.StartOver()))
    else:
        choices = _while_reading(article, index, reading, state, strings, setting)
        ends = any(choice.name == contents.name for choice in choices)
        rest = choices[1:] if ends else (*choices[1:], contents)
        choices = (choices[0], *links, *rest)  # a number to call is seen without asking for more
    return article.title, aside, body, choices


def turns(shown: tuple[Choice, ...], state: State, setting: Setting, strings: Strings) -> tuple[Choice, ...]:
    """What turns pages and has no button. Beyond the first page and the last, where no part lies, a word says so."""
    if state.question is not None:  # a yes to it goes on
        beyond = (strings.choice("next page", m.NoSuchPage(1), "spoken"),) if state.question.kind == "the end" else ()
        return (_before(state, setting, strings), *beyond)
    there = {choice.name for choice in shown}
    ends = (("next page", "next section", 1), ("page before", "previous section", -1))
    missing = [(page, step) for page, part, step in ends if there.isdisjoint((page, part))]
    return tuple(strings.choice(page, m.NoSuchPage(step), "spoken") for page, step in missing)


def _play(state: State, setting: Setting) -> m.Play:
    """Reading begins with what stands on a page that was turned to, not where the sentence over its top began."""
    return m.Play(setting.begins if state.turned else None)


def _before(state: State, setting: Setting, strings: Strings) -> Choice:
    """Back a page from the end of a part, where the buttons are the answers to its question."""
    onto: m.Wish = m.TurnTo(setting.previous) if setting.previous else m.NoSuchPage(-1)
    if setting.previous is None and isinstance(state.place, Reading) and state.place.section > 0:
        onto = m.SkipSection(-1)
    return strings.choice("page before", onto, "spoken")


def _onward(strings: Strings) -> Choice:
    """Yes to "Shall I go on?": whatever begins the reading or turns the page elsewhere says it, too."""
    yes = strings.choice("go on", m.GoOn(), "main")
    usual = (*strings.choice("play", m.Play()).phrases, *strings.choice("next page", m.GoOn()).phrases)
    return replace(yes, phrases=tuple(dict.fromkeys((*yes.phrases, *usual))))


def _turning_too(parts: tuple[Choice, ...], page: Choice) -> tuple[Choice, ...]:
    return tuple(replace(one, phrases=(*one.phrases, *page.phrases)) for one in parts)


def _while_reading(
    article: Article, index: int, reading: bool, state: State, strings: Strings, setting: Setting
) -> tuple[Choice, ...]:
    """The choices beside a text. Without sound, turning the page takes the voice's place,
    and the main one always leads on: to the next page, the next part, in the end to all parts.
    """
    make = strings.choice
    by_hand = state.sound != "ok"
    pages = tuple(
        make(name, m.TurnTo(cursor))
        for name, cursor in (("next page", setting.next), ("page before", setting.previous))
        if cursor is not None
    )
    first = make("pause", m.Pause(), "main") if reading else make("play", _play(state, setting), "main")
    ahead: tuple[Choice, ...] = (make("next section", m.SkipSection(1)),) if index < len(article.sections) - 1 else ()
    before: tuple[Choice, ...] = (make("previous section", m.SkipSection(-1)),) if index > 0 else ()
    if setting.next is None:  # to who looks at the glass, the next part is the next page then
        ahead = _turning_too(ahead, make("next page", m.SkipSection(1)))
    if setting.previous is None:
        before = _turning_too(before, make("page before", m.SkipSection(-1)))
    if by_hand:
        onward = tuple(page for page in pages if page.name == "next page")
        leading = (*onward, *ahead, make("contents", m.OpenArticle(article.id)))
        back = tuple(page for page in pages if page.name != "next page")
        return (replace(leading[0], role="main"), *back, *leading[1:-1], *before, make("bigger", m.Resize(1)))
    return (
        first, *ahead, make("bigger", m.Resize(1)), make("slower", m.Speed(-1)),
        make("louder", m.Volume(1)), make("previous sentence", m.SkipSentence(-1)),
        make("next sentence", m.SkipSentence(1)), *before, *pages,
    )  # fmt: skip

"""What may be said, in the words that people use, and how the kiosk answers what it did not quite hear."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.offer import hearing_of, said_now
from kiosk.core.phrases import normal
from kiosk.core.state import Comfort, ComfortPlace, Contents, HelpPlace, Home, Number, Reading
from kiosk.core.text import Article, Cursor, Link
from kiosk.library.shelf import open_library
from tests.core.books import Books, section
from tests.visitor import Visitor

THERAPY = "What a therapist does"
ID = "health/what-a-therapist-does"

ANYWHERE: dict[type, list[str]] = {
    m.GoHome: ["home", "go home", "take me home", "please go home", "go to the first page", "can you go home please",
               "take me to the home page", "main page", "something else", "show me something else"],
    m.GoBack: ["back", "go back", "take me back", "go back please", "um go back",
               "I want to go back", "go back go back", "go back thank you"],
    m.Again: ["again", "repeat", "repeat that", "say that again", "one more time", "what did you say", "once again",
              "pardon", "say the number again"],
    m.AskHelp: ["help", "help me", "what can I say", "what can I do", "I need help", "what can I do here",
                "what are my options",
                "excuse me what can I say here please"],
    m.OpenComfort: ["settings", "change the settings", "size and sound"],
    m.Pause: ["stop", "pause", "stop talking", "wait a minute", "be quiet", "stop please"],
    m.WhereAmI: ["where am I", "where are we", "what page is this", "how much is left", "how much longer",
                 "how much longer is it", "how far along am I"],
    m.HowLong: ["how long is it", "how long does it take", "how many minutes"],
    m.Thanks: ["thank you", "thanks", "thank you very much"],
    m.Done: ["I am done", "I'm finished", "goodbye", "bye bye", "that's all"],
    m.StartOver: ["start over", "start again", "from the beginning", "start from the beginning",
                 "read from the beginning"],
    m.More: ["more", "show me more", "what else is there"],
    m.ToggleMute: ["microphone off", "turn off the microphone", "don't listen"],
    m.PutBack: ["put it back as it was", "change it back"],
    m.Resize: ["bigger", "bigger print", "make it bigger", "larger", "I can't see it", "could you make it bigger",
               "zoom in"],
    m.Speed: ["slower", "slow down", "speak more slowly", "too fast", "faster", "speed up", "a little slower",
              "It's too slow", "that's too fast", "a bit slower please", "you're too fast", "you are too slow"],
    m.Volume: ["louder", "speak up", "turn it up", "I can't hear you", "quieter", "turn it down", "too loud",
               "speak more quietly",
               "make it louder", "make it quieter", "it's too loud", "you are too loud", "you're too quiet"],
    m.Colours: ["light", "dark", "dark colors", "high contrast", "soft colors"],
}  # fmt: skip
IN_AN_ARTICLE: dict[type, list[str]] = {
    m.Play: ["play", "go on", "continue", "keep going", "read to me", "resume", "carry on", "read it out loud",
             "read this to me", "play it"],
    m.SkipSection: ["next", "next part", "read the next one", "read me the next part", "next section",
                    "skip this part", "previous part", "the part before", "the last section"],
    m.SkipSentence: ["skip ahead", "next sentence", "skip back", "the sentence before"],
    m.ReadAll: ["read it all", "read everything", "read the whole thing", "read the whole article", "all of it",
                "everything", "the whole thing"],
    m.Read: ["read section two", "section two", "part two", "read part two", "two", "number two", "the second one",
             "go to section two", "read number two"],
    m.OpenArticle: ["all parts", "contents", "show me the parts"],
}  # fmt: skip


def standing_at(place: str) -> Visitor:
    """A visitor at Home, at the contents of an article, or at its second part, paused."""
    visitor = Visitor()
    if place != "home":
        visitor.touch(THERAPY)
    if place == "reading":
        visitor.touch("section 2")
        visitor.listens(20)
        visitor.touch("Pause")
    return visitor


def meant(visitor: Visitor, words: str) -> Choice:
    """The Choice that is chosen when the words are said."""
    visitor.say(words)
    return visitor.chosen[-1]


@pytest.mark.parametrize("place", ["home", "contents", "reading"])
@pytest.mark.parametrize("message", ANYWHERE, ids=lambda kind: kind.__name__)
def test_everyday_wordings_are_understood_everywhere(message: type, place: str) -> None:
    for words in ANYWHERE[message]:
        found = meant(standing_at(place), words).message
        if place == "reading" and words == "what page is this":
            assert isinstance(found, m.WhereAmI)
        if message is m.More and place != "reading":
            assert found == m.NoSuchPage(0)  # all titles are in view, and who asks for more is told so
            continue
        assert isinstance(found, message), (words, found)


@pytest.mark.parametrize("message", IN_AN_ARTICLE, ids=lambda kind: kind.__name__)
def test_everyday_wordings_are_understood_in_an_article(message: type) -> None:
    for words in IN_AN_ARTICLE[message]:
        found = meant(standing_at("reading"), words).message
        assert isinstance(found, message), (words, found)
        assert not isinstance(found, m.Read) or found.section == 1, words


def test_the_next_page_turns_the_page_and_where_there_is_none_goes_to_the_next_part() -> None:
    """At the last page "go to the next page" was heard as "go to the last page", and went back."""
    visitor = standing_at("reading")
    assert isinstance(meant(visitor, "go to the next page").message, m.TurnTo)
    for _ in range(20):
        found = meant(visitor, "the next page").message
        if not isinstance(found, m.TurnTo):
            break
    assert found == m.SkipSection(1)


@pytest.mark.parametrize("words", ["previous page", "go to the previous page", "the page before", "turn back a page"])
def test_the_previous_page_turns_back_and_where_there_is_none_goes_to_the_part_before(words: str) -> None:
    """It left the article, though the next page had just been turned."""
    visitor = standing_at("reading")
    first = visitor.state.cursor
    visitor.say("next page")
    assert visitor.state.cursor != first
    assert isinstance(meant(visitor, words).message, m.TurnTo) and visitor.at() == Reading(ID, 1)
    assert meant(standing_at("reading"), words).message == m.SkipSection(-1)


@pytest.mark.parametrize(
    "words", ["what a therapist does", "read what a therapist does", "therapist", "um the one about therapist",
              "tell me about therapist", "I want to hear about therapist", "one", "number one", "the first one",
              "first article please"]
)  # fmt: skip
def test_a_title_answers_to_its_words_a_telling_part_and_its_number(words: str) -> None:
    visitor = Visitor()
    visitor.say(words)
    assert visitor.at() == Contents(ID)


@pytest.mark.parametrize(
    "words", ["um the one about falling", "tell me about falling please", "something about falling", "the falling one",
              "I would like to hear about falling", "read falling", "falling falling",
              "do you have something about falls", "let's read steady on your feet",
              "hello can I hear the second one", "go to number two thank you"]
)  # fmt: skip
def test_a_title_answers_to_its_further_names_however_it_is_asked_for(words: str, tmp_path: Path) -> None:
    (tmp_path / "doctor.md").write_text("# See a doctor\n\n## One\n\nText.\n", encoding="utf-8")
    steady = "---\nalso: falling, falls\n---\n# Steady on your feet\n\n## One\n\nText.\n"
    (tmp_path / "steady.md").write_text(steady, encoding="utf-8")
    visitor = Visitor(open_library(tmp_path))
    visitor.say(words)
    assert visitor.at() == Contents("steady")


def test_numbers_to_twenty_are_understood_and_one_that_is_not_there_is_answered() -> None:
    visitor = standing_at("contents")
    visitor.say("section nine")
    assert visitor.at() == Contents(ID) and "There is no number 9 here. The last one is 5." in visitor.hears()
    for number in ("six", "eleven", "twenty", "number thirteen"):
        visitor.say(number)
        assert visitor.at() == Contents(ID)
    visitor = Visitor()
    visitor.say("number nineteen")
    assert visitor.at() == Home() and "There is no number 19 here." in visitor.hears()


def test_a_number_is_what_stands_at_it_whatever_other_titles_are_called() -> None:
    titles = ["Three ways to rest", "Better sleep", "A window garden"]
    visitor = Visitor(Books(*(Article(title, title, (section("Light", "Text"),)) for title in titles)))
    for words in ("three", "read three"):
        visitor.say(words)
        assert visitor.at() == Contents("A window garden")
        visitor.say("home")
    visitor.say("three ways")
    assert visitor.at() == Contents("Three ways to rest")


def test_yes_and_no_answer_every_question() -> None:
    for words in ("yes", "yes please", "yes thank you", "yeah", "go ahead", "okay", "sure", "play", "carry on",
                  "keep reading", "read on", "all right", "please do", "yes please do"):  # fmt: skip
        visitor = standing_at("reading")
        visitor.touch("Play")
        visitor.listens()
        visitor.say(words)
        assert visitor.at() == Reading(ID, 2), words
    for words in ("no", "no thanks", "no thank you", "not now", "stop", "that's all"):
        visitor = standing_at("reading")
        visitor.say("bigger")
        visitor.touch("Play")
        visitor.listens()
        visitor.say(words)
        assert visitor.at() == Reading(ID, 1) and not visitor.hears(), words
        assert visitor.state.comfort.size == 3, words  # "that's all" is no goodbye here


@pytest.mark.parametrize(
    "words",
    ["louder", "slower", "make it bigger", "dark", "change it back", "thank you", "where am I", "how long is it",
     "more", "section nineteen", "microphone off"],
)  # fmt: skip
def test_shall_i_go_on_can_still_be_answered_after_a_word_that_leads_nowhere(words: str) -> None:
    visitor = standing_at("reading")
    visitor.touch("Play")
    visitor.listens()
    visitor.say(words)
    assert "Shall I go on?" not in visitor.hears()
    visitor.listens()
    assert visitor.sees("Shall I go on?") and visitor.state.voicing.mode == "silent"
    visitor.say("yes")
    assert visitor.at() == Reading(ID, 2)


def test_shall_i_go_on_waits_under_did_you_say() -> None:
    for answer, size in (("no", 2), ("yes", 3)):
        visitor = standing_at("reading")
        visitor.touch("Play")
        visitor.listens()
        visitor.utter("smaller", sure=0.8)
        visitor.utter("bigger", sure=0.8)  # misheard twice over
        assert visitor.hears().startswith("Did you say “bigger”?")
        visitor.say(answer)
        assert visitor.state.comfort.size == size and visitor.sees("Shall I go on?")
        assert answer == "yes" or visitor.hears() == "Shall I go on?"
        visitor.say("yes")
        assert visitor.at() == Reading(ID, 2)
    visitor.listens()
    visitor.utter("home", sure=0.8)
    visitor.say("yes")
    assert visitor.at() == Home() and visitor.state.question is None


def test_a_middling_no_is_not_asked_about() -> None:
    """To "Did you say no?" yes and no were the same, and each led back to the question that was answered with no."""
    for words in ("no", "no thanks", "stop"):
        visitor = standing_at("reading")
        visitor.touch("Play")
        visitor.listens()
        visitor.utter(words, sure=0.8)
        assert visitor.at() == Reading(ID, 1) and visitor.state.question is None and not visitor.hears(), words


def test_again_can_be_affirmed() -> None:
    """Yes to "Did you say again?" said that question again, for ever."""
    visitor = standing_at("reading")
    visitor.touch("Play")
    visitor.listens(20)
    before = visitor.hears()
    visitor.utter("again", sure=0.8)
    visitor.say("yes")
    assert visitor.state.question is None and visitor.state.voicing.mode == "reading"
    assert "Did you say" not in visitor.hears() and visitor.hears() in before
    visitor.listens()
    visitor.utter("repeat that", sure=0.8)
    visitor.say("yes")
    assert visitor.state.question is None and visitor.state.voicing.mode == "reading"
    visitor.say("home")
    visitor.utter("again", sure=0.8)
    visitor.say("yes")
    assert visitor.hears().startswith("What would you like to hear?")


@pytest.mark.parametrize("sign", ["yes", "a touch beside", "bigger"])
def test_shall_i_go_on_waits_under_are_you_still_there(sign: str) -> None:
    visitor = standing_at("reading")
    visitor.touch("Play")
    visitor.listens()
    visitor.happens(m.NobodyThere())
    assert visitor.sees("Are you still there?")
    turn = visitor.state.voicing.turn
    if sign == "a touch beside":
        visitor.happens(m.Missed())
    else:
        visitor.say(sign)
    assert visitor.sees("Shall I go on?")
    assert sign != "yes" or (visitor.hears() == "Shall I go on?" and visitor.state.voicing.turn > turn)


def test_where_am_i_says_title_part_and_minutes_left() -> None:
    visitor = standing_at("reading")
    visitor.say("where am I")
    said = visitor.hears()
    assert THERAPY in said and "part 2 of 5" in said and "minutes" in said
    visitor.touch("Settings")
    visitor.say("where am I")
    assert "settings" in visitor.hears() and visitor.at() == ComfortPlace()


def test_one_minute_is_a_minute() -> None:
    visitor = Visitor(Books(Article("home/garden", "A garden", (section("Water", "Feel the soil"),))))
    visitor.happens(m.OpenArticle("home/garden"))
    visitor.say("how long is it")
    assert visitor.hears() == "This takes about 1 minute."
    visitor.say("section one")
    visitor.say("where am I")
    assert visitor.hears() == "This is “A garden”, part 1 of 1. About 1 minute more."


def test_small_talk_is_answered_and_changes_nothing() -> None:
    visitor = standing_at("reading")
    before = visitor.state
    visitor.say("thank you very much")
    assert visitor.hears() == "You are welcome."
    assert (visitor.state.place, visitor.state.cursor, visitor.state.comfort) == (
        before.place, before.cursor, before.comfort)  # fmt: skip
    visitor.say("how long is it")
    assert "minutes" in visitor.hears()


def test_the_band_says_what_was_heard_and_offers_phrases_that_work_here() -> None:
    for place in ("home", "contents", "reading"):
        visitor = standing_at(place)
        ear = visitor.frame.screen.ear
        offered = ear.detail.removeprefix("Say ").removesuffix(".").split(", ")
        assert ear.headline == "I am listening" and 2 <= len(offered) <= 3, ear
        for phrase in offered:
            assert meant(standing_at(place), phrase.strip("“”"))
    visitor = standing_at("home")
    visitor.say("bigger")
    assert visitor.sees("I heard “bigger”") and visitor.sees("Words: size 3 of 5.")
    visitor.happens(m.Heard(""))
    assert not visitor.sees("I heard")


def test_what_is_offered_while_it_reads_is_heard_while_it_reads() -> None:
    links = (Link("Veterans", number="988"), Link("Sleep", article="home/sleep"))
    visitor = Visitor(Books(Article("home/garden", "A garden", (section("Water", "Feel the soil", links=links),))))
    visitor.happens(m.OpenArticle("home/garden"))
    visitor.touch("section 1")
    visitor.listens(2)
    screen = visitor.frame.screen
    offered = screen.ear.detail.removeprefix("Say ").removesuffix(".").split(", ")
    heard = {phrase for phrase, _ in hearing_of(screen, 0, speaking=True, reading=True).phrases}
    assert len(offered) >= 2 and {phrase.strip("“”") for phrase in offered} <= heard, offered
    visitor.touch("Pause")
    visitor.say("veterans")
    assert visitor.at() == Number(links[0])


def test_a_phrase_with_a_word_that_the_model_does_not_know_is_not_offered_but_its_number_works() -> None:
    visitor = Visitor()
    visitor.happens(m.UnknownWords(frozenset({"therapist", "falling", "play"})))
    phrases = {phrase for choice in visitor.frame.screen.everything for phrase in choice.phrases}
    assert not any({"therapist", "falling", "play"} & set(phrase.split()) for phrase in phrases)
    assert "therapist" not in visitor.frame.screen.ear.detail
    visitor.say("number one")
    assert visitor.at() == Contents(ID)
    visitor.touch("Help")
    assert "Play" in [choice.label for choice in visitor.frame.screen.choices]  # a button still, but not to be said
    visitor.happens(m.UnknownWords(frozenset()))
    assert "“Play”" in [choice.label for choice in visitor.frame.screen.choices]


def test_a_further_name_without_a_letter_that_can_be_heard_is_no_phrase(tmp_path: Path) -> None:
    """As the empty phrase it ended the ear's thread at the first noise."""
    (tmp_path / "sleep.md").write_text("---\nalso: 睡眠, rest\n---\n# Sleep\n\n## One\n\nText.\n", encoding="utf-8")
    visitor = Visitor(open_library(tmp_path))
    assert "" not in dict(hearing_of(visitor.frame.screen, 0).phrases)
    assert visitor.utter("...") == "reject"
    visitor.say("rest")
    assert visitor.at() == Contents("sleep")


def test_titles_that_have_no_words_of_their_own_are_offered_by_nothing_but_a_number() -> None:
    """It promised “”."""
    parts = (section("Light", "Herbs like the sun"),)
    for title in ("Sleep", "Help"):
        visitor = Visitor(Books(Article("one", "Sleep", parts), Article("two", title, parts)))
        assert visitor.frame.screen.ear.detail == "Say “one”, “bigger”, “smaller”."
        for _ in range(2):
            visitor.press("")
            visitor.happens(m.NotCaught())
            visitor.happens(m.NotCaught())
            assert "“”" not in visitor.frame.screen.ear.headline


def test_a_middling_phrase_is_asked_about_and_yes_does_it() -> None:
    visitor = standing_at("reading")
    assert visitor.utter("bigger", sure=0.8) == "ask"
    assert visitor.sees("Did you say “bigger”?") and visitor.state.comfort == Comfort()
    targets = {target.choice.label for target in visitor.targets()}
    assert {"Yes", "No"} <= targets
    assert visitor.utter("yes please") == "accept"
    assert visitor.state.comfort.size == Comfort().size + 1 and visitor.state.question is None


def test_no_leaves_everything_and_a_phrase_heard_twice_is_believed() -> None:
    visitor = standing_at("reading")
    visitor.utter("bigger", sure=0.8)
    visitor.say("no thanks")
    assert visitor.state.comfort == Comfort() and visitor.at() == Reading(ID, 1)
    visitor.utter("bigger", sure=0.8)
    visitor.utter("bigger", sure=0.8)
    assert visitor.state.comfort.size == Comfort().size + 1
    visitor.utter("bigger", sure=0.8)
    visitor.say("smaller")  # another phrase instead of yes or no
    assert visitor.state.comfort.size == Comfort().size and visitor.state.question is None


def test_reading_goes_on_after_the_question_at_its_sentence() -> None:
    for answer in ("yes", "no"):
        visitor = standing_at("reading")
        visitor.touch("Play")
        visitor.listens(30)
        sentence = visitor.state.cursor.sentence
        visitor.utter("louder", sure=0.8)
        assert visitor.hears().startswith("Did you say")
        visitor.say(answer)
        assert visitor.state.voicing.mode == "reading" and visitor.state.cursor == Cursor(sentence, 0)
        assert visitor.state.comfort.volume == Comfort().volume + (answer == "yes")


def test_a_question_can_be_answered_in_one_word_when_it_was_spoken() -> None:
    visitor = standing_at("reading")
    visitor.touch("Play")
    visitor.listens(30)
    visitor.utter("louder", sure=0.8)
    visitor.listens()
    assert not visitor.hears() and visitor.sees("Did you say “louder”?")
    phrases = {phrase for phrase, _ in hearing_of(visitor.frame.screen, 0).phrases}
    assert {"yes", "no"} <= phrases


def test_misses_climb_the_ladder_and_a_phrase_begins_it_anew() -> None:
    visitor = standing_at("contents")
    assert visitor.utter("read ... back") == "reject"
    assert visitor.hears() == "I did not catch that."
    visitor.utter("read ... back")
    assert "You can say" in visitor.hears() and visitor.frame.screen.big_numbers
    visitor.utter("read ... back")
    assert "Please touch a button." in visitor.hears()
    visitor.say("section two")
    visitor.touch("Pause")
    visitor.utter("read ... back")
    assert visitor.hears() == "I did not catch that." and not visitor.frame.screen.big_numbers


def test_a_number_is_offered_only_where_there_are_numbers_and_a_question_offers_its_answers() -> None:
    for place, numbered in (("home", True), ("contents", True), ("reading", True), ("settings", False)):
        visitor = standing_at("home" if place == "settings" else place)
        visitor.happens(m.Touched())
        if place == "settings":
            visitor.say(place)
        for _ in range(2):
            visitor.happens(m.NotCaught())
        assert visitor.hears().endswith(", or a number.") == numbered, visitor.hears()
    visitor.happens(m.DidYouSay("go home", m.GoHome()))
    visitor.state = replace(visitor.state, uncaught=1)
    visitor.happens(m.NotCaught())
    assert visitor.hears() == "I did not catch that. You can say “yes”, “no”."


def test_a_room_that_only_talks_is_not_answered() -> None:
    visitor = standing_at("contents")
    before = visitor.state
    talk = "... ... the ... ... two of them ... ... ... back to the ... ... and ... ... home ..."
    for words in ("...", "... ... ...", talk, "um", "... stop ... ..."):
        assert visitor.utter(words) == "reject", words
    assert visitor.state.place == before.place and visitor.state.comfort == before.comfort
    assert visitor.state.uncaught <= 1


def test_a_mute_is_said_shown_and_undone() -> None:
    visitor = standing_at("home")
    visitor.say("microphone off")
    assert visitor.hears() == "My microphone is off. Touch it to turn it on." and visitor.state.muted
    visitor.happens(m.EarIs("listening"))  # an answer of the ear from before the wish
    visitor.happens(m.EarIs("muted"))
    assert visitor.sees("My microphone is off.") and visitor.state.ear == "muted"
    visitor.touch("Settings")
    assert visitor.sees("My microphone is off") and visitor.sees("Touch here, and I will listen.")
    visitor.touch("unmute")
    assert not visitor.state.muted and visitor.hears() == "I will listen again."
    visitor.happens(m.EarIs("muted"))
    visitor.happens(m.EarIs("listening"))
    assert visitor.state.ear == "listening"


def test_a_microphone_that_went_in_a_mute_is_told_of_when_it_is_wanted_again() -> None:
    visitor = standing_at("home")
    visitor.touch("mute")
    visitor.happens(m.EarIs("muted"))
    visitor.touch("unmute")
    visitor.happens(m.EarIs("none"))
    assert visitor.hears() == "I cannot hear you now. Please touch a button."


def test_the_next_visitor_is_listened_to_again() -> None:
    visitor = standing_at("home")
    visitor.say("microphone off")
    visitor.happens(m.VisitOver())
    visitor.happens(m.EarIs("listening"))
    assert visitor.state.ear == "listening" and not visitor.state.muted


def test_a_microphone_that_is_lost_is_told_in_plain_words_and_reading_goes_on() -> None:
    visitor = standing_at("reading")
    visitor.touch("Play")
    visitor.listens(25)
    sentence = visitor.state.cursor.sentence
    visitor.happens(m.EarIs("none"))
    assert visitor.hears() == "I cannot hear you now. Please touch a button."
    visitor.listens()
    assert visitor.state.voicing.mode == "reading" and visitor.state.cursor == Cursor(sentence, 0)
    visitor.touch("Pause")
    assert visitor.sees("No microphone") and visitor.sees("Please touch a button.")
    visitor.happens(m.EarIs("listening"))
    assert visitor.sees("I can hear you again.")


def test_a_kiosk_without_a_voice_model_says_so_and_one_without_ears_does_not_speak_of_them() -> None:
    visitor = Visitor(listening=False)
    assert visitor.sees("Touch a button") and not visitor.sees("microphone")
    visitor.happens(m.EarIs("preparing"))
    assert visitor.sees("Getting ready to listen")
    visitor.happens(m.EarIs("off"))
    assert visitor.sees("I cannot listen now") and visitor.sees("Please touch a button.")


def test_a_kiosk_that_does_not_listen_while_it_speaks_offers_no_phrases_then() -> None:
    visitor = Visitor()
    visitor.state = replace(visitor.state, interruptible=False)
    visitor.touch(THERAPY)
    visitor.listens()
    visitor.touch("section 2")
    visitor.listens(5)
    assert visitor.sees("I listen when I am done") and "Say" not in visitor.frame.screen.ear.detail
    visitor.touch("Pause")
    assert visitor.sees("I am listening") and visitor.sees("Say “play”")
    visitor.happens(m.VisitOver())
    assert not visitor.state.interruptible


def test_help_quotes_only_what_can_be_said() -> None:
    visitor = standing_at("reading")
    visitor.say("help")
    assert visitor.at() == HelpPlace()
    screen = visitor.frame.screen
    quoted = [choice for choice in screen.choices if choice.label.startswith("“")]
    assert len(quoted) > 8
    for choice in quoted:
        assert normal(choice.label) in choice.phrases, choice.label


def test_help_understands_what_is_understood_under_it() -> None:
    for words, part in (("read section three", 2), ("number three", 2), ("next part", 2), ("section nineteen", 1)):
        visitor = standing_at("reading")
        visitor.say("help")
        visitor.say(words)
        assert visitor.at() == Reading(ID, part), words
    visitor = Visitor()
    visitor.say("help")
    visitor.say("number nineteen")
    assert visitor.at() == Home() and "There is no number 19 here." in visitor.hears()


def test_thanks_for_the_help_leave_it_open() -> None:
    visitor = standing_at("reading")
    visitor.say("help")
    visitor.say("thank you")
    assert visitor.at() == HelpPlace() and visitor.hears() == "You are welcome."


def test_while_it_reads_the_words_in_the_air_are_known() -> None:
    visitor = standing_at("reading")
    visitor.touch("Play")
    visitor.listens(14)
    screen = visitor.frame.screen
    line = screen.line
    assert line is not None
    at = visitor.state.cursor
    assert line.utterances[at.sentence].words[at.word] in said_now(visitor.state, screen)
    phrases = {phrase for phrase, _ in hearing_of(screen, 0, speaking=True, reading=True).phrases}
    assert {"stop", "pause", "louder", "slower", "again", "next", "back", "home", "help"} <= phrases
    assert not {"two", "light", "play", "more"} & phrases and "read section two" in phrases


@pytest.mark.parametrize("words", ["stop", "pause", "home", "help", "louder", "slower", "bigger"])
def test_what_has_to_act_at_once_is_not_how_another_phrase_begins(words: str) -> None:
    """With "stop listening" for the microphone, "stop" waited for more for 0.3 s longer, while the voice read on."""
    visitor = standing_at("reading")
    visitor.touch("Play")
    choices = visitor.frame.screen.everything
    own = next(choice.name for choice in choices if words in choice.phrases)
    longer = {choice.name for choice in choices if any(phrase.startswith(f"{words} ") for phrase in choice.phrases)}
    assert longer <= {own}

"""Between the ear and the Screen. The ear is a real one that is not opened; what it tells is put into its hands."""

from __future__ import annotations

from kiosk.core import messages as m
from kiosk.core.choice import Choice
from kiosk.core.hearing import EarState, Heard, Missed, SpeechBegan, Unhearable, Verdict
from kiosk.hearing.ear import Ear
from kiosk.inputs import Found
from kiosk.listening import Listening
from tests.visitor import Visitor


class Hall:
    """A visitor whose every Screen is followed by a Listening."""

    def __init__(self) -> None:
        self.visitor = Visitor()
        self.ear = Ear()
        self.listening = Listening(self.ear)
        self.follow()

    def follow(self, speaking: bool = False) -> None:
        self.listening.follow(self.visitor.frame, speaking)

    @property
    def turn(self) -> int:
        assert self.ear._wanted is not None
        return self.ear._wanted.turn

    def heard(self, phrase: str, turn: int | None = None, verdict: Verdict = "accept") -> Heard:
        """As the ear would tell it of the phrases that it was given last."""
        assert self.ear._wanted is not None
        choice = dict(self.ear._wanted.phrases)[phrase]
        return Heard(self.turn if turn is None else turn, phrase, choice, verdict, 0.9)

    def answers(self, *echoes: object, now: float = 0.0) -> list[Found]:
        for echo in echoes:
            self.ear._echoes.put(echo)  # type: ignore[arg-type]  # any of its echoes
        return list(self.listening.answers(self.visitor.frame, now))


def names(found: list[Found]) -> list[object]:
    return [each.name if isinstance(each, Choice) else each for each in found]


def test_what_was_heard_is_a_choice_and_then_a_word_on_the_band() -> None:
    hall = Hall()
    assert names(hall.answers(hall.heard("bigger"))) == ["bigger", m.Heard("bigger")]
    assert hall.answers(now=3.0) == []
    assert hall.answers(now=5.0) == [m.Heard("")]


def test_a_late_answer_counts_only_if_it_means_the_same_now() -> None:
    hall = Hall()
    home, title = hall.heard("go home"), hall.heard("number two")
    hall.visitor.touch("What a therapist does")
    hall.follow()
    assert names(hall.answers(home)) == ["home", m.Heard("go home")]
    assert hall.answers(title) == []  # "number two" was an article there, and is a part here


def test_a_middling_phrase_is_asked_about_and_believed_when_it_is_heard_again() -> None:
    hall = Hall()
    assert names(hall.answers(hall.heard("bigger", verdict="ask"))) == [m.DidYouSay("bigger", m.Resize(1))]
    assert names(hall.answers(hall.heard("slower", verdict="ask"), now=1.0)) == [m.DidYouSay("slower", m.Speed(-1))]
    assert names(hall.answers(hall.heard("slower", verdict="ask"), now=4.0)) == ["slower", m.Heard("slower")]
    late = hall.answers(hall.heard("slower", verdict="ask"), now=60.0)
    assert m.DidYouSay("slower", m.Speed(-1)) in late


def test_what_began_a_visit_is_asked_about_within_it() -> None:
    hall = Hall()
    assert names(hall.answers(hall.heard("bigger"))) == ["bigger", m.Heard("bigger")]
    hall.visitor.press("")
    hall.follow()
    assert hall.answers(hall.heard("bigger", verdict="ask"), now=3.0) == [m.DidYouSay("bigger", m.Resize(1))]


def test_what_was_acted_on_at_rest_makes_no_middling_phrase_surer() -> None:
    hall = Hall()
    hall.answers(hall.heard("bigger"))
    assert m.DidYouSay("bigger", m.Resize(1)) in hall.answers(hall.heard("bigger", verdict="ask"), now=5.0)


def test_what_was_refused_by_hand_is_asked_about_again() -> None:
    hall = Hall()
    hall.visitor.press("")
    for now in (0.0, 4.0):
        hall.follow()
        asked = hall.answers(hall.heard("go home", verdict="ask"), now=now)
        assert asked == [m.DidYouSay("go home", m.GoHome())]
        hall.visitor.happens(asked[0])  # type: ignore[arg-type]  # a message, as has just been seen
        hall.visitor.touch("No")


def test_the_voice_is_soft_while_somebody_begins_to_speak() -> None:
    hall = Hall()
    assert not hall.listening.ducking(0.0)
    hall.answers(SpeechBegan(hall.turn), now=10.0)
    assert hall.listening.ducking(10.5) and not hall.listening.ducking(12.0)
    hall.answers(SpeechBegan(hall.turn), now=20.0)
    hall.answers(Missed(hall.turn), now=20.2)
    assert not hall.listening.ducking(20.3)


def test_the_state_of_the_ear_and_unknown_words_are_passed_on() -> None:
    hall = Hall()
    assert hall.answers(EarState("none", "No microphone."), Unhearable(frozenset({"xyzzy"})), Missed(hall.turn)) == [
        m.EarIs("none"), m.UnknownWords(frozenset({"xyzzy"})), m.NotCaught(),
    ]  # fmt: skip


def test_phrases_follow_the_screen_and_a_mute_is_passed_on() -> None:
    hall = Hall()
    before = hall.turn
    hall.follow()
    assert hall.turn == before
    hall.visitor.touch("What a therapist does")
    hall.follow()
    assert hall.turn == before + 1
    hall.visitor.say("microphone off")
    hall.follow()
    assert hall.ear._wanted is not None and hall.ear._wanted.muted


def test_what_was_said_just_before_a_mute_is_not_answered_any_more() -> None:
    hall = Hall()
    hall.visitor.press("")
    hall.follow()
    sure, unsure, missed = hall.heard("go home"), hall.heard("bigger", verdict="ask"), Missed(hall.turn)
    hall.visitor.touch("mute")
    hall.follow()
    assert hall.answers(sure, unsure, missed) == []


def test_a_kiosk_that_does_not_listen_while_it_speaks_hears_nothing_then() -> None:
    ear = Ear()
    listening = Listening(ear, while_speaking=False)
    listening.follow(Visitor().frame, speaking=True)
    assert ear._wanted is not None and ear._wanted.phrases == ()
    listening.follow(Visitor().frame, speaking=False)
    assert ear._wanted.phrases

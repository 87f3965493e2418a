"""Which whole phrase was said, whether it may go on, and whether it is to be believed."""

from __future__ import annotations

import pytest

from kiosk.core.matching import Evidence, Rules, Word, addressed, ends_in_phrase, judge, progress, whole_phrase

PHRASES = {"read": 0, "read section two": 1, "stop": 2, "go back": 3, "please": 4}


def words(text: str, confidence: float = 1.0) -> tuple[Word, ...]:
    return tuple(Word(word, 0.5 + at * 0.4, 0.88 + at * 0.4, confidence) for at, word in enumerate(text.split()))


def evidence(text: str, confidence: float = 1.0, **more: object) -> Evidence:
    given: dict[str, object] = {"phrase_score": 10.0, "others_score": -10.0, "second": text}
    return Evidence(words(text, confidence), **{**given, **more})  # type: ignore[arg-type]


def test_a_phrase_is_open_while_a_longer_one_begins_with_it() -> None:
    assert progress("read".split(), PHRASES) == "open"
    assert progress("read section".split(), PHRASES) == "unfinished"
    assert progress("read section two".split(), PHRASES) == "whole"
    assert progress("stop back".split(), PHRASES) == "other"
    assert progress([], PHRASES) == "nothing"


def test_what_stands_before_a_phrase_is_no_phrase_yet() -> None:
    assert [progress(heard.split(), PHRASES) for heard in ("the one", "um the one about", "hello", "tell me")] == [
        "unfinished"
    ] * 4
    assert progress("um".split(), PHRASES) == "nothing"
    assert progress("the window".split(), PHRASES) == "other"


def test_words_of_two_phrases_mixed_are_no_phrase() -> None:
    assert whole_phrase(words("read back"), PHRASES) == ("", ())
    assert judge(evidence("go section two"), PHRASES, Rules()).verdict == "reject"


def test_words_may_end_in_a_phrase() -> None:
    assert ends_in_phrase("louder stop".split(), PHRASES)
    assert ends_in_phrase("[unk] go back".split(), PHRASES)
    assert not ends_in_phrase("stop louder".split(), PHRASES)
    assert not ends_in_phrase("stop read".split(), PHRASES)  # "read section two" begins with it


def test_a_hesitation_before_a_phrase_is_forgiven() -> None:
    assert whole_phrase(words("um stop"), PHRASES)[0] == "stop"
    assert whole_phrase(words("[unk] stop"), PHRASES)[0] == "stop"
    assert whole_phrase(words("[unk] [unk] [unk] stop"), PHRASES)[0] == ""
    assert whole_phrase(words("stop [unk]"), PHRASES)[0] == ""


@pytest.mark.parametrize(
    "heard",
    ["i want to go back", "hello go back", "can we go back please", "go back thank you",
     "i would like to go back please", "go go back", "go back go back",
     "um go back go back go back thanks", "excuse me could you go back",
     "the go back one", "tell me about go back", "um the one about go back"],
)  # fmt: skip
def test_politeness_and_false_starts_are_forgiven(heard: str) -> None:
    assert whole_phrase(words(heard), PHRASES)[0] == "go back"
    assert progress(heard.split(), PHRASES) == "whole"


@pytest.mark.parametrize(
    "heard", ["back go back", "go back section two", "thank you", "i want to", "go go", "stop back stop"]
)
def test_other_words_around_a_phrase_are_not(heard: str) -> None:
    assert whole_phrase(words(heard), PHRASES)[0] == ""


def test_a_filler_that_is_a_phrase_stays_one() -> None:
    assert whole_phrase(words("please"), PHRASES)[0] == "please"


def test_a_rare_command_that_a_usual_one_is_taken_for_needs_more() -> None:
    heard = evidence("larger", 0.9, second="larger", phrase_score=5.0, others_score=0.0)
    alone, beside = {"larger": 4}, {"larger": 4, "louder": 3}
    assert Rules.accept < judge(heard, alone, Rules()).confidence < Rules.accept_rarer
    assert judge(heard, alone, Rules()).verdict == "accept"
    assert judge(heard, beside, Rules()).verdict == "ask"
    assert judge(evidence("larger"), beside, Rules()).verdict == "accept"
    over = evidence("larger", 0.9, second="larger", phrase_score=5.0, others_score=0.0, speaking=True)
    assert [judge(over, phrases, Rules()).verdict for phrases in (alone, beside)] == ["accept", "reject"]
    assert judge(heard, {"larger": 4, "louder": 4}, Rules()).verdict == "accept"  # both do the same


def test_sure_words_are_accepted_doubtful_ones_asked_about_and_wild_ones_rejected() -> None:
    assert judge(evidence("stop"), PHRASES, Rules()).verdict == "accept"
    doubtful = judge(evidence("stop", 0.85, second="shop", others_score=8.0), PHRASES, Rules())
    assert doubtful.verdict == "ask"
    wild = judge(evidence("stop", 0.4, second="shop", others_score=18.0, others="shop"), PHRASES, Rules())
    assert wild.verdict == "reject"
    assert wild.confidence < doubtful.confidence < 1.0


def test_one_doubtful_word_of_a_phrase_is_asked_about() -> None:
    said = "read section two"
    sure = evidence(said)
    doubtful = Evidence((*sure.words[:2], Word("two", 1.3, 1.68, 0.4)), 10.0, -10.0, "", said)
    assert [judge(one, PHRASES, Rules()).verdict for one in (sure, doubtful)] == ["accept", "ask"]


def test_a_word_drawn_out_must_be_sure_for_a_hum_is_not() -> None:
    """A buzz of two seconds was taken for "article one", its "one" a second long and half sure."""
    said = "section one"
    sure, unsure, short = (
        Evidence((Word("section", 0.5, 1.1, 0.95), Word("one", 1.5, end, one)), 10.0, -10.0, "", said)
        for end, one in ((2.5, 0.95), (2.5, 0.8), (2.0, 0.8))
    )
    verdicts = [judge(each, {said: 1}, Rules()).verdict for each in (sure, unsure, short)]
    assert verdicts == ["accept", "reject", "accept"]


def test_too_quiet_too_short_or_too_long_is_not_a_phrase() -> None:
    assert judge(evidence("stop", loudness_db=2.0), PHRASES, Rules()).verdict == "reject"
    stretched = Evidence((Word("stop", 0.0, 2.5),), 10.0, 0.0, "", "stop")
    assert judge(stretched, PHRASES, Rules()).verdict == "reject"


def test_a_word_that_the_kiosk_itself_is_saying_is_distrusted() -> None:
    alone = evidence("stop", 1.0, others_score=6.0, speaking=True)
    echoed = evidence("stop", 1.0, others_score=6.0, speaking=True, echoed=True)
    assert judge(alone, PHRASES, Rules()).verdict == "accept"
    assert judge(echoed, PHRASES, Rules()).verdict == "reject"


def test_only_a_short_stretch_after_a_silence_with_known_words_close_together_is_a_miss() -> None:
    near = words("read back")
    assert addressed(near, 3.0, PHRASES)
    apart = (Word("read", 0.0, 0.3), Word("back", 1.6, 2.0))  # two clicks
    assert not addressed(apart, 3.0, PHRASES)
    assert addressed(words("stop"), 3.0, PHRASES, 0.4) and not addressed(words("stop"), 3.0, PHRASES, 0.1)
    assert not addressed(near, 0.2, PHRASES)
    assert not addressed(words("[unk]"), 3.0, PHRASES)
    assert not addressed(words("read " * 12), 3.0, PHRASES)
    hum = tuple(Word("read", 0.1 * at, 0.1 * at + 0.09) for at in range(18))  # ten words a second: nobody speaks so
    assert not addressed(hum, 3.0, PHRASES)


def test_a_small_word_may_be_as_short_as_a_breath() -> None:
    phrase = {"what a day": 0}
    heard = (Word("what", 0.5, 0.7), Word("a", 0.7, 0.74), Word("day", 0.74, 1.1))
    assert judge(Evidence(heard, 10.0, -10.0, "", "what a day"), phrase, Rules()).verdict == "accept"


def test_words_that_sound_like_a_phrase_are_that_phrase() -> None:
    numbers = {"two": 0, "eight": 1, "number four": 2, "go to number four": 2}
    assert progress(["to"], numbers) == "whole"
    assert whole_phrase(words("number for"), numbers)[0] == "number four"
    assert whole_phrase(words("go two number for"), numbers)[0] == "go to number four"
    assert whole_phrase(words("ate"), numbers)[0] == "eight"
    assert whole_phrase(words("to"), PHRASES) == ("", ())


def test_what_the_whole_vocabulary_hears_may_be_spelt_otherwise() -> None:
    numbers = {"two": 0}
    same, other = (judge(evidence("two", second=heard), numbers, Rules()).confidence for heard in ("too", "moo"))
    assert same == judge(evidence("two", second="two"), numbers, Rules()).confidence > other

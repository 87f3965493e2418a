"""What was written to one person stays off the glass, and what was written for all is not taken for a signature."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.staff.formats.plain import read
from kiosk.staff.shape import Draft, shape

HEAD = "From: Jane Doe <jane@example.org>\nTo: Desk <desk@example.org>\nSubject: Re: Falls at home\n\n"
TOLD = "A few small changes in each room can keep you on your feet for years. Start with the light in the hall. " * 6
SECRET = "My budget is a secret, and please do not tell Bob about his illness."


def draft(folder: Path, text: str) -> Draft:
    path = folder / "letter.txt"
    path.write_text(text, encoding="utf-8")
    return shape(read(path), "letter")


def words(made: Draft) -> str:
    return "\n".join(part.text for part in made.parts)


@pytest.mark.parametrize(
    "mark",
    [
        "On Mon, May 6, 2024 at 8:00 AM Margaret Featherstonehaugh\n<margaret.f@rivercounty.example.org> wrote:",
        "On Mon, May 6, 2024 at 8:00 AM Margaret Featherstonehaugh <margaret.f@rivercounty.example.org>\nwrote:",
        "On Monday, May 6, 2024 at 8:00:12 AM Central Daylight Time,\nMargaret Featherstonehaugh-Whitcombe\n"
        "<margaret.featherstonehaugh.whitcombe@seniors.rivercounty.example.org>\nwrote:",
    ],
)
@pytest.mark.parametrize("head", [HEAD, "Falls at home\n\n"])
@pytest.mark.parametrize("quoted", ["> ", ""])
def test_a_quoted_message_stays_off_the_glass_however_its_first_line_is_broken(
    mark: str, head: str, quoted: str, tmp_path: Path
) -> None:
    answered = "\n".join(f"{quoted}{line}" for line in ("Dear Jane, could you write us something?", SECRET, "Thanks."))
    made = draft(tmp_path, f"{head}{TOLD}\n\n{mark}\n\n{answered}\n")
    assert "light in the hall" in words(made)
    assert "secret" not in words(made) and "Margaret" not in words(made)
    assert any("secret" in line for line in made.aside)
    assert head == HEAD or any("somebody else's message" in doubt for doubt in made.unsure)


def test_an_announcement_of_some_lines_above_a_quoted_message_is_the_article(tmp_path: Path) -> None:
    told = "Come and hear on Friday how you can keep from falling at home. " * 3
    answered = f"On Mon, May 6, 2024 at 8:00 AM Margaret West <m@example.org> wrote:\n\n> {SECRET}\n> Thanks."
    made = draft(tmp_path, f"{HEAD}{told}\n\n{answered}\n")
    assert "keep from falling" in words(made) and "secret" not in words(made)


@pytest.mark.parametrize(
    "when",
    [
        "On May 6, 1944", "On June 6, 1944, at 6:30 a.m.,", "On Monday, 3 May at 10:30", "On Monday, 5 May 2025,",
        "On Sept. 11, 2001, at 8:46 in the morning, a nurse named Ann Lee, by", "On 5/5/2025 at 9:12 AM",
        "On Sept. 11, 2001, at 8:46 a.m., Ann Lee and", "On Thursday, June 5, 2014, at 10:30, the day of the feast,",
        "On Twitter, where 2025 people follow @annlee,",
    ],
)  # fmt: skip
def test_a_story_in_which_somebody_wrote_goes_on(when: str, tmp_path: Path) -> None:
    made = draft(
        tmp_path,
        f"A letter home\n\n{TOLD}\n\n{when} her brother wrote:\n\nWe are well here, and the soup is warm.\n",
    )
    assert "We are well here, and the soup is warm." in words(made)


def test_a_speaker_who_sent_the_mail_is_no_signature(tmp_path: Path) -> None:
    made = draft(
        tmp_path,
        f"{HEAD}Do you lie awake at night? Come and hear what helps.\n\nSpeaker: Jane Doe\n\nThe talk begins at two in "
        "the Maple Room on Friday. Bring your\nquestions, and a friend. Coffee is free. You need not sign up.\n",
    )
    assert made.author == "Jane Doe"
    assert "Speaker: Jane Doe" in words(made) and "Coffee is free." in words(made)


def test_a_name_above_running_text_is_no_signature(tmp_path: Path) -> None:
    made = draft(
        tmp_path,
        f"{HEAD}Do you lie awake at night? Come and hear what helps.\n\nJane Doe\n\nShe has slept badly for years and "
        "found a way out.\nShe will be glad to tell you of it and to answer.\n",
    )
    assert "found a way out." in words(made)


def test_a_signature_above_a_notice_of_two_lines_is_one(tmp_path: Path) -> None:
    made = draft(
        tmp_path,
        f"{HEAD}Do you lie awake at night? Come and hear what helps.\n\nRegards,\nJane Doe\n(202) 234-0199\n\n"
        "CONFIDENTIALITY NOTICE: This e-mail is for the sole use of those it\nwas sent to, and nobody else may read it "
        "at all.\n",
    )
    assert "234-0199" not in words(made) and "nobody else" not in words(made)


def test_a_list_with_two_dashes_before_each_item_is_no_signature(tmp_path: Path) -> None:
    made = draft(
        tmp_path,
        f"{HEAD}The bus leaves at ten on Friday. What you need for it:\n\n-- A warm coat and shoes that do not slip.\n"
        "-- Ten dollars for lunch at the inn by the lake.\n\nCall the desk if you need a ride on that morning.\n",
    )
    assert "warm coat" in words(made) and "Ten dollars" in words(made) and "need a ride" in words(made)


@pytest.mark.parametrize("line", ["-" * 500_000 + "a", "Soup" + " " * 500_000 + "and bread", "* " * 100_000 + "x"])
def test_a_line_that_only_begins_like_a_divider_takes_no_time(line: str, tmp_path: Path) -> None:
    """What took a third of a second for 4,000 signs would take more than an hour for these."""
    assert TOLD.strip() in words(draft(tmp_path, f"Falls at home\n\n{TOLD}\n\n{line}\n\n{TOLD}\n"))


@pytest.mark.parametrize(
    "when",
    [
        "5/5/2025 9:12 AM", "5/5/25, 9:12 AM", "05.05.2025 09:12", "2025-05-05 09:12", "May 5, 2025, at 9:12\u202fAM",
        "Mon, 5 May 2025", "Tue, Sep 11, 2001 at 8:46 AM", "Mon, May 05, 2025 at 09:12:33AM -0500",
        "Monday, May 5, 2025 at 09:12:33 AM CDT", "Monday, May 5, 2025 9:12 AM GMT-5", "Mon, 5 May 2025 at 09:12",
    ],
)  # fmt: skip
def test_a_quoted_message_without_an_address_stays_off_the_glass(when: str, tmp_path: Path) -> None:
    made = draft(tmp_path, f"Falls at home\n\n{TOLD}\n\nOn {when}, Margaret Hill wrote:\n\n{SECRET}\n")
    assert SECRET not in words(made) and made.unsure


def test_a_story_in_an_e_mail_goes_on_where_somebody_wrote_long_ago(tmp_path: Path) -> None:
    told = "On June 6, 1944, at 6:30 a.m., Private Jones wrote:"
    assert "Dear Mary" in words(draft(tmp_path, f"{HEAD}{TOLD}\n\n{told}\n\n“Dear Mary, I am well.” {TOLD}\n"))


@pytest.mark.parametrize(
    "mark",
    [
        "On Tue, Sep 11, 2001 at 8:46 AM, Ann Lee <ann@x> wrote:", "On Tue, Sep 11, 2001 at 8:46 AM, Ann Lee wrote:",
        "On Tue, Sep 11, 2001 at 8:46 AM Ann Lee\nwrote:", "On 11/9/2001 8:46 AM, Ann Lee wrote:",
        "On 11/9/2001 8:46 AM, ann@example.org wrote:", "On 11/9/2001 8:46 AM, The Maple Center wrote:",
        "On Sept. 11, 2025, at 8:46 a.m., Ann Lee <ann@example.org> wrote:",
        "On 11 Sep 2025, at 08:46, Ann Lee <ann@example.org<mailto:ann@example.org>> wrote:",
    ],
)  # fmt: skip
def test_a_line_as_an_e_mail_program_writes_it_begins_the_quoted_message(mark: str, tmp_path: Path) -> None:
    made = draft(tmp_path, f"Falls at home\n\n{TOLD}\n\n{mark}\n\n{SECRET}\n")
    assert "light in the hall" in words(made) and SECRET not in words(made) and made.unsure


def test_a_story_goes_on_where_a_nurse_wrote_on_a_morning_of_this_century(tmp_path: Path) -> None:
    told = "On Sept. 11, 2001, at 8:46 in the morning, a nurse named Ann Lee wrote:"
    assert "Dear Mary" in words(draft(tmp_path, f"That day\n\n{TOLD}\n\n{told}\n\n“Dear Mary, I am well.” {TOLD}\n"))

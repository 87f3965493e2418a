"""Every rule of ``kiosk check`` has a file that trips it and one that does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kiosk.core.phrases import number_words
from kiosk.core.tiles import shows_shelves
from kiosk.library.faults import Fault
from kiosk.library.shelf import open_library
from kiosk.staff.check import Report, as_data, as_text, check
from kiosk.staff.checks.alike import TOO_ALIKE
from kiosk.staff.checks.distance import Sounds, distance
from kiosk.staff.checks.telephones import wrong_with
from tests.library.test_broken_files import BROKEN
from tests.staff import samples
from tests.staff.many import many

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "This is a plain line about the day. It says what to do, and why. Then it ends."


def article(title: str, *parts: str, front: str = "") -> str:
    """An article with one section, "On the day", unless ``parts`` has headings of its own."""
    head = f"---\ntitle: {title}\n{front}---\n# {title}\n\n{PLAIN}\n\n"
    body = "\n\n".join(parts)
    return head + (body if body.startswith("## ") else f"## On the day\n\n{body or PLAIN}") + "\n"


def page(*parts: str, front: str = "") -> dict[str, str]:
    return {"walks/a.md": article("A walk by the river", *parts, front=front)}


def two(first: str, second: str, *parts: str, front: str = "", **more: str) -> dict[str, str]:
    return {"walks/a.md": article(first, *parts, front=front), "walks/b.md": article(second), **more}


LONG = "We " + "walk and talk and " * 8 + "go home."
BROAD = (
    "The utilization of assistive equipment necessitates professional consultation. Individuals experiencing "
    "considerable difficulties require comprehensive multidisciplinary evaluation. Organizational responsibilities "
    "include administrative documentation. Rehabilitation professionals recommend individualized interventions."
)
FOUR_MINUTES = f"{PLAIN} " * 29  # 29 x 18 words, and the lead: 4.3 minutes at 125 words a minute

# rule: what trips it, where (the line), what its finding says; and what does not
RULES: dict[str, tuple[dict[str, str], int, str, dict[str, str]]] = {
    # --- one article
    "grade": (page(BROAD), 1, "It reads at grade", page(f"{PLAIN} {PLAIN}")),
    "hard sentence": (page(BROAD), 10, "One of the hardest sentences", page(f"{PLAIN} {PLAIN}")),
    "long sentence": (page(PLAIN + "\n" + LONG), 11, "A sentence of 35 words", page("We walk. " * 12)),
    "long section": (page(FOUR_MINUTES), 8, "takes 4.3 minutes", page(f"{PLAIN} " * 26)),
    "capitals": (page("You must CALL 911 AT ONCE then."), 10, "“CALL 911 AT ONCE”", page("Call the FBI in the US.")),
    "abbreviation": (
        page("Ask your PCP first."), 10, "“PCP” is not explained",
        page("Ask your Primary Care Person (PCP) first. The PCP will know."),
    ),
    "poor alt": (
        page("![IMG_20240101.jpg](p.png)"), 10, "say nothing",
        page("![A man on a bench by the river](p.png)"),
    ),
    "telephone": (
        page("Call [the desk](tel:1-911-677-1116) now."), 10, "area code 911",
        page("Call [the desk](tel:1-800-677-1116) now."),
    ),
    "bare number": (page("Call [1-800-677-1116](tel:1-800-677-1116)."), 10, "shows only the number",
                    page("Call [the Eldercare Locator](tel:1-800-677-1116).")),
    # --- the loader's own
    "no alt": (page("![](p.png)"), 10, "no words that stand for it", page("![A man on a bench](p.png)")),
    "no picture": (page("![A cat](cat.png)"), 10, "is not there", page("![A man on a bench](p.png)")),
    "link": (
        page("See [more](no-such.md)."), 10, "leads nowhere",
        page("See [the first part](#on-the-day)."),
    ),
    "left out": (page("Some <b>words</b> here."), 10, "HTML was left out", page("Some **words** here.")),
    "front open": (
        {"walks/a.md": f"---\ntitle: A walk by the river\n\n{PLAIN}\n"}, 1, "not closed", page(),
    ),
    "front": (page(front="titel: x\n"), 3, 'There is no key "titel"', page(front="note: x\n")),
    "not utf-8": (page("Caf\udce9"), 10, "not UTF-8", page("Café")),
    "symbols": (page("Happy \U0001f600 day."), 10, "cannot be shown or said", page("Happy day.")),
    "empty": ({"walks/a.md": "# Only a title\n"}, 1, "no text under the title", page()),
    # --- the whole library
    "not imported": (
        {**page(), "walks/letter.txt": "Hello"}, 1, "those end in .md",
        {**page(front="source: letter.txt\n"), "walks/letter.txt": "Hello", "walks/_draft.txt": "Hello"},
    ),
    "too deep": (
        {**page(), "walks/long/b.md": article("B")}, 1, "a folder within a folder",
        {**page(), "walks/long/README.md": "For staff", "swims/b.md": article("A swim")},
    ),
    "pronounce": (page("We met Siobhan there."), 10, "it says about “shi vawn”", page("We met Rosa there.")),
    "same title": (two("A walk", "A Walk!"), 1, "the same title as walks/a.md", two("A walk", "A swim")),
    "clash": (
        two("Eat well", "A swim", front="also: a swim\n"), 2, "said just as “a swim”",
        two("Eat well", "A swim", front="also: good food\n"),
    ),
    "sounds alike": (two("Paying bills", "Taking pills", front="also: taking bills\n"), 2, "sounds nearly like",
                     two("Paying bills", "Taking pills", front="also: money\n")),
    "title fits": (
        two("What should I expect in the very first week?", "A swim"), 2, "does not fit over its pages",
        two("What to expect at first", "A swim"),
    ),
    "not heard": (page("## ...", PLAIN, "## Two", PLAIN), 8, "cannot be asked for by voice", page("## Japan", PLAIN)),
    "pronunciations": (
        {**page(), "pronunciations.toml": "Siobhan = 3\n"}, 1, "has no words to say",
        {**page(), "pronunciations.toml": 'Siobhan = "shi vawn"\n'},
    ),
}  # fmt: skip


def looked(folder: Path, files: dict[str, str], config: str = "") -> Report:
    """The report on a folder with these files; p.png is a picture beside the articles."""
    for name, text in files.items():
        place = folder / "content" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / "content" / "walks").mkdir(exist_ok=True)
    (folder / "content" / "walks" / "p.png").write_bytes(samples.picture())
    (folder / "config.toml").write_text(config, encoding="utf-8")
    return check(folder / "content", folder / "config.toml")


def of(report: Report, code: str) -> list[Fault]:
    return [fault for fault in report.faults if fault.code == code]


@pytest.mark.parametrize("code", RULES)
def test_a_file_trips_the_rule_and_another_does_not(code: str, tmp_path: Path) -> None:
    bad, line, said, good = RULES[code]
    (tmp_path / "bad").mkdir()
    (tmp_path / "good").mkdir()
    found = of(looked(tmp_path / "bad", bad), code)
    matching = [fault for fault in found if said in fault.what]
    assert matching and matching[0].line == line, [str(fault) for fault in found]
    for fault in found:
        assert fault.why and fault.remedy and fault.file and fault.severity in ("error", "warning", "note")
    assert of(looked(tmp_path / "good", good), code) == []


def test_a_clean_library_has_no_finding(tmp_path: Path) -> None:
    report = looked(tmp_path, two("Walking by the river", "A swim in the lake"))
    assert report.faults == () and not report.wrong
    assert [one.file for one in report.articles] == ["walks/a.md", "walks/b.md"]


def test_what_ships_is_clean() -> None:
    report = check(ROOT / "content", ROOT / "config.toml")
    assert [str(fault) for fault in report.faults if fault.severity != "note"] == []
    assert all(one.grade is not None and one.grade <= 8 for one in report.articles)


def test_the_shelves_that_ship_are_told_apart_once_there_are_so_many_articles_that_home_shows_them(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for word in "Apples Beans Corn Dates Eggs Figs Grapes Honey".split():
        (tmp_path / "content" / "health" / f"{word}.md").write_text(article(word), encoding="utf-8")
    assert shows_shelves(open_library(tmp_path / "content"))
    report = check(tmp_path / "content", ROOT / "config.toml")
    assert [str(fault) for fault in report.faults if fault.code in ("clash", "sounds alike")] == []


def test_what_a_link_clashes_with_is_always_named(tmp_path: Path) -> None:
    text = "See [two](#two) and [one](#one)."
    found = of(looked(tmp_path, page(f"## One\n\n{text}\n\n## Two\n\n{PLAIN}")), "clash")
    assert len(found) >= 2 and all("“”" not in fault.what for fault in found)


def test_a_shelf_that_is_called_like_a_button_is_to_be_renamed(tmp_path: Path) -> None:
    words = "Apples Beans Corn Dates Eggs Figs Grapes Rivers Lakes Hills Parks Woods Streets Bays".split()
    files = {f"{'help' if n < 7 else 'walks'}/{word}.md": article(word) for n, word in enumerate(words)}
    [fault] = of(looked(tmp_path, files), "clash")
    assert fault.file == "help" and "folder another name" in fault.remedy


def test_the_guides_own_example_is_hard_before_and_plain_after(tmp_path: Path) -> None:
    guide = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    before, after = (
        " ".join(line.lstrip("> ") for line in part.split("\n\n")[1].splitlines())
        for part in (guide.partition("### Before")[2], guide.partition("### After")[2])
    )
    found = {fault.code for fault in looked(tmp_path / "before", page(before)).faults}
    assert {"grade", "long sentence", "abbreviation"} <= found
    assert looked(tmp_path / "after", page(after)).faults == ()


def test_no_broken_file_breaks_the_check(tmp_path: Path) -> None:
    for number, (data, _) in enumerate(BROKEN.values()):
        place = tmp_path / "content" / "walks" / f"a{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (tmp_path / "content" / "pronunciations.toml").write_bytes(b"\xff")
    report = looked(tmp_path, page(), config="[nonsense")
    assert report.wrong and {"walks/a.md"} < {one.file for one in report.articles}
    for fault in report.faults:
        assert fault.why and fault.remedy and fault.line >= 1, fault


def test_each_article_is_measured(tmp_path: Path) -> None:
    [one] = looked(tmp_path, page(BROAD)).articles
    assert one.sections == 1 and one.words == 47 and one.minutes == 0.4
    assert one.grade is not None and one.grade > 12
    assert one.hardest[0].grade > 20 and "ndividu" in " ".join(hard.text for hard in one.hardest)


def test_the_grade_agrees_with_flesch_and_kincaid_by_hand(tmp_path: Path) -> None:
    text = "The cat sat on the mat. " * 6  # 6 words and 6 syllables to a sentence
    [one] = looked(tmp_path, {"a.md": f"# Cat\n\n{text}\n"}).articles
    assert one.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59, abs=0.06)


def test_a_setting_that_is_wrong_is_named_with_its_line(tmp_path: Path) -> None:
    report = looked(tmp_path, page(), config="[comfort]\n# how it begins\ntext_size = 9\n")
    [fault] = of(report, "config")
    assert (fault.file, fault.line) == ("config.toml", 3) and "comfort.text_size" in fault.what and fault.why


def test_a_slower_voice_makes_a_section_longer(tmp_path: Path) -> None:
    files = page(f"{PLAIN} " * 26)
    assert of(looked(tmp_path, files, config="[comfort]\nspeed = 3\n"), "long section")


def test_where_nobody_listens_no_title_need_be_heard(tmp_path: Path) -> None:
    files = page("## ...", PLAIN)
    assert of(looked(tmp_path, files, config='[hearing]\nmicrophone = "none"\n'), "not heard") == []


def test_a_voice_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    [fault] = of(looked(tmp_path, page(), config='[hearing]\nmodel = "/no/such/model"\n'), "model")
    assert "cannot be tried" in fault.what


def test_a_model_with_words_of_its_own_cannot_hear_a_title_that_it_does_not_know(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "assets/models/kiosk-en", other, ignore=shutil.ignore_patterns("phone_bigram.npy"))
    files = two("A walk with Zyzzyx", "A walk in the garden")
    [fault] = of(looked(tmp_path, files, config=f"[hearing]\nmodel = {json.dumps(str(other))}\n"), "not heard")
    assert fault.file == "walks/a.md" and "does not know: zyzzyx" in fault.what and "also:" in fault.remedy
    assert of(looked(tmp_path, files), "not heard") == []  # the built-in one learns it


def test_a_hidden_article_is_looked_at_but_stands_on_no_screen(tmp_path: Path) -> None:
    report = looked(tmp_path, two("A swim", "A swim", LONG, front="hidden: true\n"))
    assert of(report, "long sentence") and not of(report, "clash")


@pytest.mark.parametrize("said", ["Help", "Back", "Pause", "Louder", number_words(2)])
def test_a_link_must_not_be_called_as_the_kiosks_own_buttons(said: str, tmp_path: Path) -> None:
    [fault] = of(looked(tmp_path, page(f"Call [{said}](tel:911) now.")), "clash")
    assert fault.line == 10 and "while “On the day” is read" in fault.what


def test_a_title_that_stands_twice_is_told_once(tmp_path: Path) -> None:
    report = looked(tmp_path, two("A walk", "A Walk!"))
    assert len(of(report, "same title")) == 1 and of(report, "clash") == []


def test_more_than_twelve_articles_meet_on_their_shelves_only(tmp_path: Path) -> None:
    files = {f"walks/{n}.md": article(f"{'abcdefgh'[n].upper()} is for {word}") for n, word in
             enumerate("apples beans corn dates eggs figs grapes honey".split())}  # fmt: skip
    files |= {name.replace("walks", "swims"): text for name, text in files.items()}
    assert of(looked(tmp_path, files), "clash") == []
    assert len(of(looked(tmp_path, files), "same title")) == 8


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("911", ""), ("988", ""), ("1-800-677-1116", ""), ("800-677-1116", ""), ("(212) 677-1116", ""),
        ("+44 20 7946 0018", ""), ("912", "no short number"), ("677-1116", "no area code"),
        ("1-800-677-111", "area code 180"), ("677-111", "10, or 11"), ("2-800-677-1116", "does not begin with 1"),
        ("123-677-1116", "area code 123"),
        ("191-677-1116", "area code 191"), ("800-177-1116", "177 after"), ("800-911-1116", "911 after"),
        ("212-555-0123", "for stories"), ("+4420", "a number abroad"),
    ],
)  # fmt: skip
def test_telephone_numbers_are_judged_by_the_numbering_plan(number: str, wrong: str) -> None:
    found = wrong_with(number)
    assert (wrong in found) if wrong else found == ""


def test_distance_counts_sounds() -> None:
    bills, pills, walks = ("b", "ih", "l", "z"), ("p", "ih", "l", "z"), ("w", "ao", "k", "s")
    assert distance(bills, bills) == 0
    assert 0 < distance(bills, pills) < TOO_ALIKE * 4 < distance(bills, walks)
    assert distance(bills, bills[1:]) == 1 == distance(bills[1:], bills)


def test_the_bags_never_say_more_than_the_distance() -> None:
    phrases = "bills|pills|medicare|medicaid|walk by the river|talk by the liver|help|a quiet home|bye|i".split("|")
    sounds = Sounds(phrases, {})
    bags = sounds.bags(phrases)
    for one, first in enumerate(phrases):
        for other, second in enumerate(phrases):
            true = distance(sounds.of(first), sounds.of(second))
            assert abs(bags[one] - bags[other]).sum() <= true + 1e-5
            assert distance(sounds.of(first), sounds.of(second), true) == true
            assert one == other or distance(sounds.of(first), sounds.of(second), true - 0.1) > true - 0.1


def test_medicare_and_medicaid_sound_too_much_alike(tmp_path: Path) -> None:
    assert of(looked(tmp_path, two("Medicare", "Medicaid")), "sounds alike")


def test_a_name_in_pronunciations_is_not_named_again(tmp_path: Path) -> None:
    files = page("We met Siobhan’s aunt at WellPath, with the FTC and the NIA.")
    [name, office] = of(looked(tmp_path / "one", files), "pronounce")
    assert '"Siobhan" = "shi vawn"' in name.remedy and '"NIA" = "N I A"' in office.remedy
    files["pronunciations.toml"] = 'Siobhan = "shi vawn"\nNIA = "N I A"\n'
    assert of(looked(tmp_path / "two", files), "pronounce") == []


def test_a_name_with_an_accent_is_not_cut_at_it_and_the_hour_is_no_odd_word(tmp_path: Path) -> None:
    [name] = of(looked(tmp_path, page("Ask Mrs. Grünwald at ten o’clock, or ten o'clock at night.")), "pronounce")
    assert '"Grünwald" = "groon ' in name.remedy


def test_the_report_is_one_line_for_what_and_two_for_why_and_what_to_do(tmp_path: Path) -> None:
    report = looked(tmp_path, page("Ask your PCP first."))
    text = list(as_text(report, tmp_path))
    at = text.index("walks/a.md:10: warning: “PCP” is not explained.")
    assert text[at + 1].startswith("    why: ") and text[at + 2].startswith("    do:  ")
    assert text[-1].startswith("1 article in ") and "1 warning" in text[-1]
    data = json.loads(json.dumps(as_data(report)))
    assert {"severity", "code", "file", "line", "what", "why", "remedy"} <= set(data["findings"][0])
    assert {"file", "grade", "minutes", "hardest"} <= set(data["articles"][0])


def test_to_check_a_large_library_takes_but_few_times_what_its_markdown_takes_to_read(tmp_path: Path) -> None:
    """A yardstick that is as slow as the machine is; the seconds for a thousand articles stand in ``kiosk bench``."""
    many(tmp_path / "content", 400)
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "content").rglob("*.md")]
    markdown = MarkdownIt("commonmark").enable("table")
    began = time.process_time()
    for text in texts:
        markdown.parse(text)
    read = time.process_time()
    report = check(tmp_path / "content", tmp_path / "config.toml")
    checked = time.process_time()
    assert len(report.articles) == 400 and report.faults
    assert checked - read < 16 * (read - began), f"{checked - read:.2f} s; to read the Markdown {read - began:.2f} s"


def test_the_running_kiosk_loads_nothing_of_it() -> None:
    script = (
        "import sys, kiosk.app, kiosk.staff.live\n"
        "found = [name for name in sys.modules if name.split('.')[0] in ('readsight', 'spellchecker', 'regex')\n"
        "         or name.startswith('kiosk.staff.check')]\n"
        "print(found)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60,
                          env={**os.environ, "SDL_VIDEODRIVER": "dummy"})  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr

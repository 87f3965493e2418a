"""Text flows into lines and pages: no word lost, none twice, and the cursor finds its page whatever the glass."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.text import Block, Cursor, Picture, Section, Sentence, Word
from kiosk.page.flow import LEADING, flow, page_of
from kiosk.page.geometry import Glass
from kiosk.page.measures import measures
from kiosk.page.reading import pages
from tests.visitor import letters

WORDS = st.lists(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCÅéñ0123456789.,!?“”’-"), min_size=1, max_size=30),
    min_size=1, max_size=14,
)  # fmt: skip
SENTENCES = st.lists(WORDS.map(lambda words: Sentence(tuple(Word(word) for word in words))), min_size=1, max_size=4)
BLOCKS = st.builds(
    lambda kind, sentences: Block(kind, tuple(sentences), "•" if kind == "item" else ""),
    st.sampled_from(["heading", "paragraph", "item"]), SENTENCES,
) | SENTENCES.map(lambda alt: Block("picture", tuple(alt), picture=Picture("any.png", "Any.")))  # fmt: skip
SECTIONS = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: Section("Any", tuple(blocks)))


@settings(max_examples=60, deadline=None)
@given(SECTIONS, st.sampled_from([28, 48, 96]), st.integers(180, 1500), st.integers(150, 900))
def test_no_word_is_lost_none_stands_twice_and_none_is_too_wide(
    section: Section, em: int, width: int, height: int
) -> None:
    pages = flow(section, em, width, height, letters())
    assert [page_of(pages, page.first) for page in pages] == list(range(len(pages)))  # each is reached
    seen: dict[tuple[int, int], str] = {}
    order = []
    for page in pages:
        for line in page.lines:
            for piece in line.pieces:
                place = (piece.sentence, piece.word)
                seen[place] = seen.get(place, "") + piece.text
                order.append(place)
                assert piece.x + piece.w <= width or len(piece.text) == 1
    assert order == sorted(order)
    wanted = {(n, w): word.shown for n, one in enumerate(section.sentences) for w, word in enumerate(one.words)}
    assert seen == wanted


@settings(max_examples=40, deadline=None)
@given(SECTIONS, st.data())
def test_the_cursor_survives_every_change_of_size_and_glass(section: Section, data: st.DataObject) -> None:
    sentence = data.draw(st.integers(0, len(section.sentences) - 1))
    word = data.draw(st.integers(0, len(section.sentences[sentence].words) - 1))
    for em, width, height in ((30, 900, 700), (90, 500, 400), (60, 300, 900)):
        pages = flow(section, em, width, height, letters())
        page = pages[page_of(pages, Cursor(sentence, word))]
        here = {(piece.sentence, piece.word) for line in page.lines for piece in line.pieces}
        assert (sentence, word) in here


def section(*blocks: Block) -> Section:
    return Section("Any", blocks)


def words(text: str, **kinds: bool) -> tuple[Sentence, ...]:
    return (Sentence(tuple(Word(word, **kinds) for word in text.split())),)


def test_bold_and_italic_words_keep_their_line_and_its_height() -> None:
    plain = flow(section(Block("paragraph", words("one two three four five six"))), 40, 900, 600, letters())
    mixed = Block("paragraph", (Sentence((Word("one"), Word("two", bold=True), Word("three", italic=True),
                                          Word("four"), Word("five"), Word("six"))),))  # fmt: skip
    shown = flow(section(mixed), 40, 900, 600, letters())
    assert [len(line.pieces) for line in shown[0].lines] == [len(line.pieces) for line in plain[0].lines]
    assert {line.pitch for line in shown[0].lines} == {round(40 * LEADING)}
    assert [piece.weight for piece in shown[0].lines[0].pieces][:3] == ["medium", "bold", "italic"]


def test_a_word_longer_than_a_line_stands_whole_in_smaller_letters_and_is_cut_only_where_they_were_too_small() -> None:
    long = letters()("responsibilities", 60)
    for width, pieces in ((long + 5, 1), (round(long * 0.7), 1), (round(long * 0.35), 4)):
        text = section(Block("paragraph", words("your responsibilities here")))
        lines = flow(text, 60, width, 900, letters())[0].lines
        found = [piece for line in lines for piece in line.pieces if piece.text in "responsibilities"]
        assert len(found) == pieces, width
        assert all(piece.x + piece.w <= width for line in lines for piece in line.pieces)
        assert {line.pitch for line in lines} == {round(60 * LEADING)}


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    filler = Block("paragraph", words("word " * 60))
    for height in range(300, 900, 40):
        pages = flow(section(filler, Block("heading", words("A heading")), filler), 40, 800, height, letters())
        for page in pages:
            last = page.lines[-1]
            assert not all(piece.weight == "bold" for piece in last.pieces), height


def test_the_last_line_of_a_text_does_not_stand_alone_on_its_page() -> None:
    alone = 0
    for many in range(30, 90):
        pages = flow(section(Block("paragraph", words("word " * many))), 40, 500, 60 * 5, letters())
        alone += len(pages) > 1 and len(pages[-1].lines) == 1
        assert sum(len(line.pieces) for page in pages for line in page.lines) == many
    assert alone == 0


def test_an_item_hangs_behind_its_mark_and_only_its_first_line_has_one() -> None:
    page = flow(section(Block("item", words("word " * 30), "12.")), 40, 500, 900, letters())[0]
    assert [line.marker for line in page.lines] == ["12.", *[""] * (len(page.lines) - 1)]
    assert len({line.pieces[0].x for line in page.lines}) == 1
    assert page.lines[0].pieces[0].x >= letters()("12. ", 40)


def test_a_picture_keeps_the_words_that_stand_for_it_on_its_page() -> None:
    picture = Block("picture", words("A cat on a mat."), picture=Picture("cat.png", "A cat on a mat."))
    pages = flow(section(Block("paragraph", words("word " * 40)), picture), 40, 700, 520, letters())
    page = next(page for page in pages if any(line.picture for line in page.lines))
    at = next(n for n, line in enumerate(page.lines) if line.picture)
    assert "".join(piece.text for piece in page.lines[at + 1].pieces).startswith("Acat")


def test_with_the_largest_letters_every_page_of_a_picture_is_reached() -> None:
    """It stood alone on its page, which no cursor led to: the next page jumped over it, and over its words."""
    alt = words("A bright and wide hallway with a clear floor and a rail along the wall. A lamp is on.")
    picture = Block("picture", alt, picture=Picture("hall.png", "A hallway."))
    for height in (379, 330, 240):
        pages = flow(section(Block("paragraph", words("word " * 9)), picture), 111, 550, height, letters())
        assert [page_of(pages, page.first) for page in pages] == list(range(len(pages)))
        assert sum(line.picture != "" for page in pages for line in page.lines) == 1


def test_a_picture_stands_a_little_smaller_before_it_leaves_most_of_a_page_empty() -> None:
    picture = Block("picture", words("A bright hallway with a clear floor."), picture=Picture("hall.png", "A hallway."))
    for before in (4, 8, 12, 20, 40):
        pages = flow(section(Block("paragraph", words("word " * before)), picture), 32, 800, 600, letters())
        for page in pages:
            assert sum(line.height for line in page.lines) <= 600
        if len(pages) > 1:
            assert sum(line.height for line in pages[0].lines) >= 600 * 0.35


def test_no_page_is_higher_than_its_column() -> None:
    blocks = [Block("heading", words("A heading of some length")), Block("paragraph", words("word " * 200)),
              Block("item", words("word " * 20), "•")]  # fmt: skip
    for height in (200, 330, 700):
        for page in flow(section(*blocks), 36, 600, height, letters()):
            assert sum(line.height for line in page.lines) <= height


def test_no_word_is_smaller_than_what_an_old_eye_reads_and_a_cut_stands_at_its_hyphens() -> None:
    long = "hydroxychloroquine-sulphate-controlled-release-preparation"
    address = "www.example.org/help_for_you/at.home"
    for word, em, least, parts in (
        (long, 40, 34, ["hydroxychloroquine-", "sulphate-controlled-", "release-preparation"]),
        (address, 40, 34, ["www.example.org/", "help_for_you/at.", "home"]),
    ):  # fmt: skip
        width = max(letters()(part, em) for part in parts) + 2
        text = section(Block("paragraph", words(f"take {word} daily")))
        lines = flow(text, em, width, 900, letters(), least)[0].lines
        assert [piece.text for line in lines for piece in line.pieces if piece.word == 1] == parts
        assert min(line.em for line in lines) >= least
        assert all(piece.x + piece.w <= width for line in lines for piece in line.pieces)
        whole = flow(section(Block("paragraph", words(word))), em, letters()(word, 35), 900, letters(), least)[0].lines
        assert [piece.text for line in whole for piece in line.pieces] == [word] and least <= whole[0].em < em


def test_on_no_glass_does_a_word_of_an_article_stand_below_the_least_size() -> None:
    long = section(Block("paragraph", words("take hydroxychloroquinesulphatecontrolledreleasepreparations daily")))
    for glass in (Glass(1024, 600, 10.1), Glass(1366, 768, 15.6), Glass(1080, 1920, 21.5), Glass(1920, 1080, 21.5)):
        for size in range(1, 6):
            found = [line.em for page in pages(long, glass, size, letters()) for line in page.lines if line.pieces]
            assert min(found) >= measures(glass, size).least, (glass, size)

"""Pictures painted for real by SDL: the main places against golden ones, and nothing redrawn without need."""

from __future__ import annotations

import os
from pathlib import Path

import pygame
import pytest
from PIL import Image

from kiosk import places
from kiosk.config import Config
from kiosk.core import messages as m
from kiosk.core.state import Number
from kiosk.page.geometry import Glass, Rect
from kiosk.page.plan import Photo, Plan, Run
from kiosk.page.theme import THEMES
from kiosk.screen.painter import Painter, shot
from kiosk.screen.photo import photo
from kiosk.screen.window import Window
from kiosk.staff.shots import UnknownPlaceError, paint, place_named
from tests.visitor import CONTENT, Visitor, letters, library

GOLDEN = Path(__file__).parent / "golden"
ARTICLE = "health/what-a-therapist-does"
PLACES = {
    "home": ("home", 2, "light", ""),
    "contents": (f"contents/{ARTICLE}", 2, "light", ""),
    "reading": (f"reading/{ARTICLE}/2", 2, "light", "18"),
    "reading-dark-large": (f"reading/{ARTICLE}/2", 4, "dark", "18"),
    "comfort": ("comfort", 2, "contrast", ""),
    "help": ("help", 2, "calm", ""),
    "number": ("number/1-800-222-1222", 2, "light", ""),
}


def small(path: Path) -> pygame.Surface:
    """The picture at a third of its size, so that a golden one is small and hinting does not matter."""
    picture = pygame.image.load(str(path))
    return pygame.transform.smoothscale(picture, (picture.get_width() // 3, picture.get_height() // 3))


def difference(one: pygame.Surface, other: pygame.Surface) -> float:
    """Mean difference of two pictures' bytes, 0 to 255."""
    first, second = pygame.image.tobytes(one, "RGB"), pygame.image.tobytes(other, "RGB")
    assert len(first) == len(second)
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


@pytest.mark.parametrize("name", PLACES)
def test_a_main_place_looks_as_it_did(name: str, tmp_path: Path) -> None:
    place, size, theme, lit = PLACES[name]
    out = tmp_path / f"{name}.png"
    paint(place, out, 1280, 720, 21.5, size, theme, lit, CONTENT, Config())
    found, golden = small(out), GOLDEN / f"{name}.png"
    if os.environ.get("KIOSK_PAINT_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        pygame.image.save(found, str(golden))
    wanted = pygame.image.load(str(golden))
    apart = difference(found, wanted)
    if apart > 1.5:
        beside = tmp_path / f"{name}-golden-found-difference.png"
        pygame.image.save(side_by_side(wanted, found), str(beside))
        pytest.fail(f"{name} differs by {apart:.2f}; see {beside}. If it is right, paint anew: KIOSK_PAINT_GOLDEN=1")


def side_by_side(golden: pygame.Surface, found: pygame.Surface) -> pygame.Surface:
    """The golden picture, the one found, and where they differ."""
    wide, high = golden.get_size()
    whole = pygame.Surface((3 * wide + 20, high))
    whole.fill("magenta")
    whole.blit(golden, (0, 0))
    whole.blit(found, (wide + 10, 0))
    one, other = (pygame.image.tobytes(each, "RGB") for each in (golden, found))
    apart = bytes(min(255, 4 * abs(a - b)) for a, b in zip(one, other, strict=True))
    whole.blit(pygame.image.frombytes(apart, (wide, high), "RGB"), (2 * wide + 20, 0))
    return whole


def test_a_picture_that_differs_is_shown_beside_the_golden_one() -> None:
    golden = pygame.Surface((40, 20))
    found = golden.copy()
    found.fill("white", (0, 0, 20, 20))
    whole = side_by_side(golden, found)
    assert whole.get_size() == (140, 20) and difference(golden, found) == pytest.approx(127.5)
    assert [whole.get_at((x, 5))[:3] for x in (5, 45, 55, 105, 135)] == [
        (0, 0, 0), (255, 0, 255), (255, 255, 255), (255, 255, 255), (0, 0, 0)
    ]  # fmt: skip


def test_golden_pictures_tell_places_apart() -> None:
    pictures = [pygame.image.load(str(GOLDEN / f"{name}.png")) for name in PLACES]
    for index, one in enumerate(pictures):
        assert all(difference(one, other) > 3 for other in pictures[index + 1 :])


def test_the_same_plan_gives_the_same_picture(tmp_path: Path) -> None:
    plan = Visitor().frame.plan
    shot(plan, tmp_path / "a.png", places.assets(), letters())
    shot(plan, tmp_path / "b.png", places.assets())
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_lit_word_repaints_little_and_the_rest_stays_right() -> None:
    visitor = Visitor()
    visitor.touch("What a therapist does")
    visitor.touch("section 2")
    surface = pygame.Surface((1920, 1080))
    painter = Painter(surface, places.assets(), letters())
    visitor.listens(8)
    painter.follow(visitor.frame.plan)
    line = visitor.frame.screen.line
    assert line is not None
    visitor.happens(m.WordReached(line.turn, 1, 5))
    plan = visitor.frame.plan
    changed = painter.follow(plan)
    assert changed and sum(rect.w * rect.h for rect in changed) < 0.1 * 1920 * 1080
    whole = pygame.Surface((1920, 1080))
    Painter(whole, places.assets(), letters()).follow(plan)
    assert pygame.image.tobytes(surface, "RGB") == pygame.image.tobytes(whole, "RGB")
    assert painter.follow(plan) == []


def test_every_walk_of_repaints_ends_in_the_picture_painted_whole() -> None:
    visitor = Visitor()
    surface = pygame.Surface((1920, 1080))
    painter = Painter(surface, places.assets(), letters())
    painter.follow(visitor.frame.plan)
    for step in ("What a therapist does", "section 1", "Bigger", "Pause", "Settings", "dark", "More", "Back", "Help"):
        if step in {target.name for target in visitor.targets()} | {each.choice.label for each in visitor.targets()}:
            visitor.touch(step)
        painter.follow(visitor.frame.plan)
    whole = pygame.Surface((1920, 1080))
    Painter(whole, places.assets(), letters()).follow(visitor.frame.plan)
    assert pygame.image.tobytes(surface, "RGB") == pygame.image.tobytes(whole, "RGB")


def test_what_is_kept_of_painted_words_does_not_grow_for_ever() -> None:
    painter = Painter(pygame.Surface((3840, 2160)), places.assets())
    for at in range(400):
        painter.follow(Plan((3840, 2160), "light", (Run(Rect(0, 0, 2000, 200), f"word {at}", 160, "ink"),), ()))
    kept = [picture for picture in painter._kept.values() if picture is not None]
    assert 10 < len(kept) < 400
    assert sum(each.get_height() * each.get_pitch() for each in kept) == painter._kept_bytes <= 10_000_000


def test_a_place_that_is_not_there_is_told_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(UnknownPlaceError, match="it may be home, rest, comfort, help"):
        paint("atlantis", tmp_path / "x.png", 800, 600, 21.5, 2, "light", "", CONTENT, Config())
    with pytest.raises(UnknownPlaceError, match="no words to light"):
        paint("home", tmp_path / "x.png", 800, 600, 21.5, 2, "light", "therapy", CONTENT, Config())


def test_each_icon_is_lucides_or_named_in_the_licence_as_our_own() -> None:
    folder = places.assets() / "icons"
    licence = (folder / "LICENSE").read_text(encoding="utf-8")
    for file in folder.glob("*.svg"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert "lucide-static" in first or file.name in licence, file.name


def test_a_window_opens_on_the_driver_there_is() -> None:
    window = Window((800, 600), pointer=False)
    window.open()
    assert window.surface.get_size() == (800, 600)
    Painter(window.surface, places.assets()).follow(Visitor().frame.plan)
    window.close()


@pytest.mark.parametrize("kind", ["P", "L", "1", "RGB", "RGBA", "jpg", "broken", "torn jpg", "none"])
def test_a_picture_of_any_kind_is_painted_or_left_out(kind: str, tmp_path: Path) -> None:
    file = tmp_path / ("picture.jpg" if kind == "jpg" else "picture.png")
    if kind == "broken":
        file.write_bytes(b"\x89PNG no more")
    elif kind == "torn jpg":
        file.write_bytes(b"\xff\xd8\xff no more")
    elif kind != "none":
        Image.new("RGB", (300, 200), (200, 30, 30)).convert("RGB" if kind == "jpg" else kind).save(file)
    surface = pygame.Surface((400, 300))
    Painter(surface, places.assets(), letters()).follow(
        Plan((400, 300), "light", (Photo(Rect(50, 50, 150, 200), str(file)),), ())
    )
    paper = THEMES["light"].of("paper")
    assert surface.get_at((10, 10))[:3] == paper
    painted = surface.get_at((120, 150))[:3] != paper
    assert painted == (kind not in ("broken", "torn jpg", "none"))
    assert surface.get_at((120, 60))[:3] == paper  # in proportion, in the middle of its box


@pytest.mark.parametrize(("turned", "top"), [(1, "red"), (3, "blue"), (6, "red"), (8, "blue")])
def test_a_telephones_photo_stands_upright(turned: int, top: str, tmp_path: Path) -> None:
    """It lay on its side: a telephone stores what its sensor saw, and beside it how it was held (EXIF 2.3, 4.6.4)."""
    stored = Image.new("RGB", (1200, 900), (30, 30, 200))
    stored.paste((200, 30, 30), (0, 0, 1200, 450) if turned in (1, 3) else (0, 0, 600, 900))
    exif = stored.getexif()
    exif[0x0112] = turned
    stored.save(tmp_path / "photo.jpg", exif=exif)
    made = photo(str(tmp_path / "photo.jpg"), 300, 300)
    assert made is not None and made.get_size() == ((300, 225) if turned in (1, 3) else (225, 300))
    red, _, blue, _ = made.get_at((made.get_width() // 2, 20))
    assert ("red" if red > blue else "blue") == top


def test_a_photo_that_is_too_large_is_left_out_and_one_with_odd_exif_is_shown(tmp_path: Path) -> None:
    """Either would have ended the kiosk, at each of its starts."""
    Image.new("RGB", (60, 40), (200, 30, 30)).save(tmp_path / "photo.jpg")
    whole = (tmp_path / "photo.jpg").read_bytes()
    at = whole.index(b"\xff\xc0") + 5
    (tmp_path / "huge.jpg").write_bytes(whole[:at] + (20000).to_bytes(2, "big") * 2 + whole[at + 4 :])
    assert photo(str(tmp_path / "huge.jpg"), 300, 300) is None
    for torn in (b"", b"MM\0*", b"II*\0\xff\xff\xff\x7f", b"II*\0\x08\0\0\0\x05\0\x12\x01"):
        exif = b"Exif\0\0" + torn
        odd = whole[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + whole[2:]
        (tmp_path / "odd.jpg").write_bytes(odd)
        made = photo(str(tmp_path / "odd.jpg"), 300, 300)
        assert made is not None and made.get_size() == (300, 200), exif


def test_a_picture_that_staff_replaced_is_painted_anew(tmp_path: Path) -> None:
    """The one of last week stood on its tile until the next start."""
    file = tmp_path / "menu.png"
    surface = pygame.Surface((400, 300))
    painter = Painter(surface, places.assets(), letters())
    plan = Plan((400, 300), "light", (Photo(Rect(50, 50, 150, 200), str(file)),), ())
    for colour in ((200, 30, 30), None, (30, 30, 200)):
        if colour:
            Image.new("RGB", (150, 200), colour).save(file)
        else:
            file.unlink()
        painter.renew_pictures()
        painter.follow(plan)
        assert surface.get_at((120, 150))[:3] == (colour or THEMES["light"].of("paper"))


def test_an_article_with_a_picture_shows_it_on_its_tile_where_there_is_room() -> None:
    for glass, there in ((Glass(1920, 1080, 21.5), True), (Glass(1024, 600, 10.1), False)):
        plan = Visitor(glass=glass).frame.plan
        photos = [item for item in plan.items if isinstance(item, Photo)]
        assert bool(photos) is there
        for shown in photos:
            tile = next(target.rect for target in plan.targets if "feet" in target.choice.label)
            assert tile.x < shown.rect.x and shown.rect.right < tile.right and shown.rect.bottom < tile.bottom


def test_a_shot_of_a_number_has_the_name_that_the_library_gives_it() -> None:
    for number, label in (("988", "Crisis Lifeline"), ("1-800-222-1222", "Poison Help"), ("555-0100", "")):
        place = place_named(f"number/{number}", library())
        assert isinstance(place, Number) and (place.link.label, place.link.number) == (label, number)

"""Paints a Plan. Only what differs from the plan before is painted again, inside its own rectangles.

A word being lit changes two small boxes, so that reading aloud costs almost nothing.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame

from kiosk.page.geometry import Rect
from kiosk.page.plan import Fill, Icon, Item, Photo, Plan, Run
from kiosk.page.theme import THEMES, Colour, Theme
from kiosk.screen.photo import photo
from kiosk.screen.type import Letters

_KEPT_BYTES = 10_000_000  # of painted words kept as pictures: 226 to 461 of them in a random walk at 1920x1080
_SMOOTH = 3  # boxes are drawn so many times larger and made smaller, for smooth corners


class Painter:
    """Draws plans on a surface. ``follow`` returns the rectangles that changed."""

    def __init__(self, surface: pygame.Surface, assets: Path, letters: Letters | None = None) -> None:
        self.letters = letters or Letters(assets / "fonts")
        self._icons = assets / "icons"
        self._surface = surface
        self._plan: Plan | None = None
        self._light = 100
        self._kept: OrderedDict[tuple[Any, ...], pygame.Surface | None] = OrderedDict()
        self._kept_bytes = 0

    def on(self, surface: pygame.Surface) -> None:
        """Paint on another surface from now on, all of it anew."""
        self._surface = surface
        self._plan = None

    def light(self, per_cent: int) -> None:
        """Paint with so much of the glass's own light from now on."""
        if per_cent != self._light:
            self._light, self._plan = per_cent, None

    def renew_pictures(self) -> None:
        """Staff may have put another picture in a file's place: all are read anew, and all is painted anew."""
        for key in [key for key in self._kept if key[0] == "photo"]:
            self._kept_bytes -= _bytes(self._kept.pop(key))
        self._plan = None

    def forget(self) -> None:
        """The surface was spoilt: paint all of it at the next plan."""
        self._plan = None

    def follow(self, plan: Plan) -> list[pygame.Rect]:
        """Make the surface show the plan. Nothing is drawn when nothing changed."""
        before = self._plan
        if before is plan:
            return []
        self._plan = plan
        theme = THEMES[plan.theme]
        if before is None or before.size != plan.size or before.theme != plan.theme:
            self._paint(plan, theme, pygame.Rect(0, 0, *plan.size))
            return [pygame.Rect(0, 0, *plan.size)]
        dirty = _changed(before.items, plan.items)
        for rect in dirty:
            self._paint(plan, theme, rect)
        return dirty

    def _paint(self, plan: Plan, theme: Theme, area: pygame.Rect) -> None:
        surface = self._surface
        surface.set_clip(area)
        surface.fill(theme.of("paper"), area)
        for item in plan.items:
            if area.colliderect(_box(item.rect)):
                self._draw(item, theme)
        surface.set_clip(None)
        if self._light < 100:
            share = self._light * 255 // 100
            surface.fill((share, share, share), area, pygame.BLEND_RGB_MULT)

    def _draw(self, item: Item, theme: Theme) -> None:
        match item:
            case Fill():
                self._fill(item, theme)
            case Run(rect, text, em, role, weight):
                made = self._keep((text, em, weight, theme.of(role)), self._run)
                if made is not None:
                    self._surface.blit(made, (rect.x, rect.y + (rect.h - made.get_height()) // 2))
            case Icon(rect, name, role):
                made = self._keep(("icon", name, rect.w, theme.of(role)), self._icon)
                if made is not None:
                    self._surface.blit(made, (rect.x, rect.y))
            case Photo(rect, path):
                made = self._keep(("photo", path, rect.w, rect.h), self._photo)
                if made is not None:
                    self._surface.blit(made, (rect.x, rect.y + (rect.h - made.get_height()) // 2))

    def _keep(self, key: tuple[Any, ...], make: Callable[..., pygame.Surface | None]) -> pygame.Surface | None:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = make(*key)
        self._kept[key] = made
        self._kept_bytes += _bytes(made)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._kept_bytes -= _bytes(self._kept.popitem(last=False)[1])
        return made

    def _run(self, text: str, em: int, weight: str, colour: Colour) -> pygame.Surface | None:
        try:
            return self.letters.font(em, weight).render(text, True, colour)
        except (pygame.error, ValueError, UnicodeError):
            return None  # a text that no font can draw leaves its place empty

    def _icon(self, _: str, name: str, size: int, colour: Colour) -> pygame.Surface | None:
        try:
            drawing = (self._icons / f"{name}.svg").read_text(encoding="utf-8")
        except OSError:
            return None
        drawing = drawing.replace("currentColor", "#" + bytes(colour).hex())
        try:
            return pygame.image.load_sized_svg(io.BytesIO(drawing.encode()), (size, size))
        except pygame.error:
            return None

    def _photo(self, _: str, path: str, width: int, height: int) -> pygame.Surface | None:
        return photo(path, width, height)

    def _fill(self, item: Fill, theme: Theme) -> None:
        rect = _box(item.rect)
        if rect.w <= 0 or rect.h <= 0:
            return
        ground = theme.of(item.role) if item.role else None
        if item.radius <= 1 and not item.outline and ground:
            self._surface.fill(ground, rect)
            return
        outline = theme.of(item.outline) if item.outline else None
        radius = min(item.radius, rect.w // 2, rect.h // 2)
        corner = self._keep(("corner", radius, item.stroke, ground, outline), self._corner)
        if corner is not None:
            _nine(self._surface, rect, corner, ground, outline, item.stroke)

    def _corner(
        self, _: str, radius: int, stroke: int, ground: Colour | None, outline: Colour | None
    ) -> pygame.Surface:
        """A disc of the radius: its quarters are the four corners of a box."""
        side = max(2 * max(radius, stroke), 2)
        big = pygame.Surface((side * _SMOOTH, side * _SMOOTH), pygame.SRCALPHA)
        whole = big.get_rect()
        base = outline or ground or (0, 0, 0)
        big.fill((*base, 0))
        if outline and stroke:
            pygame.draw.rect(big, (*outline, 255), whole, border_radius=radius * _SMOOTH)
            inner = whole.inflate(-2 * stroke * _SMOOTH, -2 * stroke * _SMOOTH)
            inside = (*ground, 255) if ground else (*outline, 0)
            pygame.draw.rect(big, inside, inner, border_radius=max(0, radius - stroke) * _SMOOTH)
        elif ground:
            pygame.draw.rect(big, (*ground, 255), whole, border_radius=radius * _SMOOTH)
        return pygame.transform.smoothscale(big, (side, side))


def _box(rect: Rect) -> pygame.Rect:
    return pygame.Rect(rect.x, rect.y, rect.w, rect.h)


def _nine(
    surface: pygame.Surface, rect: pygame.Rect, disc: pygame.Surface,
    ground: Colour | None, outline: Colour | None, stroke: int,
) -> None:  # fmt: skip
    """A box from the four quarters of a disc, straight edges and a middle."""
    r = disc.get_width() // 2
    r = min(r, rect.w // 2, rect.h // 2)
    d = disc.get_width()
    for dx, dy, sx, sy in (
        (0, 0, 0, 0), (rect.w - r, 0, d - r, 0),
        (0, rect.h - r, 0, d - r), (rect.w - r, rect.h - r, d - r, d - r),
    ):  # fmt: skip
        surface.blit(disc, (rect.x + dx, rect.y + dy), (sx, sy, r, r))
    middle, tall = rect.w - 2 * r, rect.h - 2 * r
    if ground:
        surface.fill(ground, (rect.x + r, rect.y, middle, rect.h))
        surface.fill(ground, (rect.x, rect.y + r, r, tall))
        surface.fill(ground, (rect.right - r, rect.y + r, r, tall))
    if outline and stroke:
        surface.fill(outline, (rect.x + r, rect.y, middle, stroke))
        surface.fill(outline, (rect.x + r, rect.bottom - stroke, middle, stroke))
        surface.fill(outline, (rect.x, rect.y + r, stroke, tall))
        surface.fill(outline, (rect.right - stroke, rect.y + r, stroke, tall))


def _changed(before: tuple[Item, ...], after: tuple[Item, ...]) -> list[pygame.Rect]:
    """Rectangles that cover every item which is in one and not in the other, few and apart."""
    old, new = set(before), set(after)
    boxes = [_box(item.rect).inflate(4, 4) for item in (*before, *after) if (item in old) != (item in new)]
    merged: list[pygame.Rect] = []
    for box in boxes:
        while (hit := box.collidelist(merged)) >= 0:
            box = box.union(merged.pop(hit))
        merged.append(box)
    return merged


def shot(plan: Plan, path: Path, assets: Path, letters: Letters | None = None) -> None:
    """Paint a plan into a PNG, without a display. The same plan always gives the same picture. Raises OSError."""
    surface = pygame.Surface(plan.size)
    Painter(surface, assets, letters).follow(plan)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = io.BytesIO()
    pygame.image.save(surface, picture, "png")
    path.write_bytes(picture.getvalue())


def _bytes(picture: pygame.Surface | None) -> int:
    return 100 if picture is None else picture.get_height() * picture.get_pitch()

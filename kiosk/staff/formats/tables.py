"""A table becomes a list, a row an item; one that only puts words side by side is read cell after cell."""

from __future__ import annotations

from kiosk.staff.formats.parts import Part, Run
from kiosk.staff.furniture import reads_on

DOUBT = "A table became a list, a row an item; read it through and put it into sentences."

Cells = list[list[list[Part]]]  # the parts in each cell of each row


def laid_out(cells: Cells) -> bool:
    """Whether a table puts words side by side on paper, as newsletters do, instead of naming them by column and row."""
    if max((len(row) for row in cells), default=0) < 2:
        return True
    every = [cell for row in cells for cell in row]
    if any(part.kind in ("picture", "heading", "title") for cell in every for part in cell if len(cell) > 1):
        return True
    if any(part.kind == "picture" for cell in every for part in cell):
        return True
    several = [cell for cell in every if len(cell) > 1]
    columns = len(cells) > 1 and all(len(cell) == 1 and len(cell[0].text.split()) <= 3 for cell in cells[0])
    return bool(several) and not (columns and not any(reads_on(part) for cell in several for part in cell))


def listed(cells: Cells, headed: bool) -> list[Part]:
    """A table's rows as items of a list."""
    words = [[" ".join(part.text for part in cell) for cell in row] for row in cells]
    return [Part("item", (Run(text),)) for text in table_rows(words, headed)]


_COLUMNS = frozenset("day date time week month when where what who name place room activity class event item".split())


def table_rows(rows: list[list[str]], headed: bool = False) -> list[str]:
    """The rows of a table as sentences, each value behind the name of its column; ``headed``: the first row names them.

    Where that is not known, short words without figures above figures are taken for names, and so is a first row
    that begins with what columns are called.
    """
    rows = [row for row in rows if any(row)]
    first, rest = (rows[0], rows[1:]) if rows else ([], [])
    naming = all(0 < len(cell.split()) <= 3 and not any(mark.isdigit() for mark in cell) for cell in first)
    called = bool(first) and first[0].strip(": ").lower() in _COLUMNS
    figures = called or any(mark.isdigit() for row in rest for cell in row for mark in cell)
    if not (rest and (headed or (len(first) > 1 and naming and figures))):
        return [": ".join(cell for cell in row if cell) for row in rows]
    made = []
    for row in rest:
        named = [f"{name}: {cell}" for name, cell in zip(first[1:], row[1:], strict=False) if cell]
        made.append(" ".join(text if text[-1:] in ".!?" else f"{text}." for text in (row[0], *named) if text))
    return made

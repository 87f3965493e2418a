"""Text as people type and paste it who know no Markdown, made into Markdown that says what they meant.

Lines stay lines, so that a fault is named where it stands.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

_ORNAMENT = re.compile(r" *(?:[•·–—~=_*-](?: *[•·–—~=_*-])+|[•·–—~=]|`{3,}\w*|<br */?>(?: *<br */?>)*) *")
_EMPTY_ITEM = re.compile(r" *[-*] *")  # right under a paragraph an underline to Markdown
_UNDERLINE = re.compile(r" {0,3}(?:-{2,}|=+) *")
_NO_HEADING = re.compile(r" {0,3}(?:[-*+>#|•·–—<]|\d+[.)] )|.*[.:;,…][”’\"')]* *$")
_NO_BEGIN = re.compile(r" {0,3}(?:[-*+>#|•·–—<]|\d+[.)] )|.*[.…][”’\"')]* *$")  # "Fall prevention:" may be one
_SENTENCES = re.compile(r"[.] +\S|[!?] .*[!?] +\S")  # "Got a cold? Or the flu?" is a heading
_LONGEST_CRY = 70  # signs of a heading that ends in "!" or "?"
# What stands in the parentheses of a link or a picture, and a title behind it
_TARGET = re.compile(r'\](?<!\\\])\(((?:[^()\[\]<>"\n]|\([^()\[\]<>"\n]*\))*)("[^"\n]*" *)?\)')
_FILE = re.compile(r"\w\)?\.[A-Za-z]\w{1,4}(?:#[^#]*)?$")
_NUMBER = re.compile(r"tel:[\d +().-]+$")
_WRAPPED = 30  # signs: a shorter line that ends in two spaces was meant to end
_BULLET = re.compile(r"( *)[•·] *(?=\S)")
_DASH = re.compile(r"( *)([–—-](?=[^\W\d_])|[–—] +(?=\S)|\*(?=[^\W_][^*]*$))")  # one alone may be anything


def as_markdown(text: str) -> str:
    """The same lines: ornament is left empty, and what stands behind bullets and dashes is an item; names of
    files with spaces are marked as one.
    """
    lines = _TARGET.sub(_with_spaces, text).split("\n")
    made: list[str] = []
    for index, line in enumerate(lines):
        before = made[-1] if made else ""
        following = "".join(lines[index + 1 : index + 2])
        if line.endswith("  ") and len(line.strip()) > _WRAPPED and following.lstrip()[:1].islower():
            line = line.rstrip()  # prose that came with a space or two at each line's end
        if _is_ornament(line, before) and not _is_underline(line, made):
            made.append("")
        else:
            made.append(_as_item(line, lines[index - 1] if index else "", following))
    return "\n".join(made)


def _with_spaces(found: re.Match[str]) -> str:
    """Markdown ends the name of a file at a space, unless the name stands in pointed brackets."""
    name, title = found[1].strip(), found[2] or ""
    titled = title and not found[1].endswith(" ")
    if titled or " " not in name or " '" in name or not (_FILE.search(name) or _NUMBER.match(name)):
        return found[0]
    return f"](<{name}> {title})" if title else f"](<{name}>)"


def _is_ornament(line: str, before: str) -> bool:
    return bool(_ORNAMENT.fullmatch(line) or (before.strip() and _EMPTY_ITEM.fullmatch(line)))


def _is_underline(line: str, above: list[str]) -> bool:
    """Whether the line makes a heading of the one above it, which stands alone and is no sentence.

    The title on top of all may have two lines.
    """
    block = list(takewhile(str.strip, reversed(above[-3:])))
    on_top = "=" in line and len(block) == 2 and not any(map(str.strip, islice(above, len(above) - 2)))
    if not _UNDERLINE.fullmatch(line) or not (len(block) == 1 or on_top):
        return False
    cried = above[-1].rstrip().endswith(("?", "!"))  # "Will it rain?" is a title, three sentences are none
    told = cried and (len(above[-1]) > _LONGEST_CRY or bool(_SENTENCES.search(above[-1])))
    return not told and not _NO_HEADING.match(above[-1]) and not (on_top and _NO_BEGIN.match(above[-2]))


def _as_item(line: str, before: str, following: str) -> str:
    found = _BULLET.match(line)
    if found is None:
        found = _DASH.match(line)
        beside = (_DASH.match(before), _DASH.match(following))
        if found is None or not any(other and other[2] == found[2] for other in beside):
            return line
    return f"{found[1]}- {line[found.end() :]}"

"""``kiosk check``: everything in a content folder that would trip a visitor, for staff: where, what, why, what to do.

The rules stand in ``checks``, each in a small file. Nothing of this is loaded by the running kiosk.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk import places
from kiosk.config import Config, ConfigFault, load
from kiosk.core.phrases import normal
from kiosk.core.state import SPEEDS_WPM
from kiosk.library.faults import Fault
from kiosk.library.shelf import Shelves, open_library
from kiosk.staff.checks.alike import alike
from kiosk.staff.checks.fits import letters, titles_fit
from kiosk.staff.checks.grade import Measure, long_sections, long_sentences, measure, too_hard
from kiosk.staff.checks.heard import not_heard, unknown_to
from kiosk.staff.checks.letters import abbreviations, shouting
from kiosk.staff.checks.pictures import words_for_pictures
from kiosk.staff.checks.pronounce import mispronounced
from kiosk.staff.checks.screens import groups
from kiosk.staff.checks.sheet import Sheet
from kiosk.staff.checks.telephones import telephones
from kiosk.staff.checks.whys import with_why
from kiosk.staff.strays import strays

_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Report:
    """What was found, the gravest of each file first, and what each article is like."""

    faults: tuple[Fault, ...]
    articles: tuple[Measure, ...]

    @property
    def wrong(self) -> bool:
        """Whether there is more than notes."""
        return any(fault.severity != "note" for fault in self.faults)


def check(content: Path, config: Path) -> Report:
    """Look at a whole content folder and at config.toml. Never raises."""
    collects = gc.isenabled()
    gc.disable()  # nearly all that is read is kept until the end: to look for waste in it takes a tenth of the time
    try:
        return _report(content, config)
    finally:
        if collects:
            gc.enable()


def _report(content: Path, config: Path) -> Report:
    settings, faulty = load(config)
    wpm = SPEEDS_WPM[settings.comfort.speed - 1]
    library = open_library(content, None, keep=10**9)
    sheets = [Sheet(name, place, parsed) for name, place, parsed in library.everything() if parsed.article is not None]
    articles = tuple(measure(sheet, wpm) for sheet in sheets)
    found = [
        *library.check(),
        *strays(content, {sheet.article.source for sheet in sheets}),
        *_of_config(config, faulty),
        *(fault for sheet, measured in zip(sheets, articles, strict=True) for fault in _alone(sheet, measured, wpm)),
        *_together(sheets, library, settings),
    ]
    if not library.shelves and not any(fault.severity == "error" for fault in found):
        found.append(Fault("error", "folder", str(content), 1, "There is no article in it that visitors can see.",
                           "Put one there, or name another folder after --content."))  # fmt: skip
    twins = {fault.file for fault in found if fault.code == "same title"}
    found = [fault for fault in found if not (fault.code == "clash" and fault.file in twins and _said_of_a_twin(fault))]
    gravest: dict[str, int] = {}
    for fault in found:
        gravest[fault.file] = min(gravest.get(fault.file, 9), _ORDER[fault.severity])
    found.sort(key=lambda fault: (gravest[fault.file], fault.file, _ORDER[fault.severity], fault.line))
    return Report(tuple(with_why(fault) for fault in dict.fromkeys(found)), articles)


def _said_of_a_twin(fault: Fault) -> bool:
    """Two titles that are the same are also said the same: once is enough."""
    found = re.match(r"“(.+)” is said just as “(.+)” \(", fault.what)
    return found is not None and normal(found[1]) == normal(found[2])


def _alone(sheet: Sheet, measured: Measure, wpm: int) -> Iterator[Fault]:
    """The rules that look at one article."""
    yield from too_hard(sheet, measured)
    yield from long_sentences(sheet)
    yield from long_sections(sheet, wpm)
    yield from shouting(sheet)
    yield from abbreviations(sheet)
    yield from words_for_pictures(sheet)
    yield from telephones(sheet)


def _together(sheets: list[Sheet], library: Shelves, settings: Config) -> Iterator[Fault]:
    """The rules that look at the whole library."""
    yield from mispronounced(sheets, library.pronunciations)
    widths = letters()
    for sheet in sheets:
        yield from titles_fit(sheet, widths)
    shown = [sheet for sheet in sheets if not sheet.parsed.hidden]
    together = list(groups(shown, library, places.strings()))
    yield from alike(together, library.pronunciations)
    if settings.hearing.microphone != "none":
        yield from not_heard(together, unknown_to(Path(settings.hearing.model) if settings.hearing.model else None))


def _of_config(config: Path, faulty: tuple[ConfigFault, ...]) -> Iterator[Fault]:
    for fault in faulty:
        what = f"{fault.where}: {fault.what}".lstrip(": ")
        yield Fault("warning", "config", config.name, fault.line or 1, what, "Mend the line or delete it.")


def as_data(report: Report) -> dict[str, Any]:
    """The report for ``--json``: ``findings`` and ``articles``."""
    return {
        "findings": [asdict(fault) for fault in report.faults],
        "articles": [asdict(article) for article in report.articles],
    }


def as_text(report: Report, content: Path) -> Iterator[str]:
    """The report in lines to be read: findings by file, then what the articles are like."""
    file = ""
    for fault in report.faults:
        if fault.file != file:
            file = fault.file
            yield ""
        yield f"{fault.file}:{fault.line}: {fault.severity}: {fault.what}"
        yield f"    why: {fault.why}"
        yield f"    do:  {fault.remedy}"
    yield from _measures(report)
    yield _summary(report, content)


_FEW = 60  # articles whose measures are all shown; of more only those with findings


def _measures(report: Report) -> Iterator[str]:
    named = {fault.file for fault in report.faults}
    shown = [one for one in report.articles if len(report.articles) <= _FEW or one.file in named]
    if shown:
        yield ""
        yield " grade  minutes  article"
    for one in shown:
        grade = "-" if one.grade is None else f"{one.grade:.1f}"
        yield f"{grade:>6}  {one.minutes:>7.1f}  {one.file}"


def _summary(report: Report, content: Path) -> str:
    counts = [sum(fault.severity == kind for fault in report.faults) for kind in ("error", "warning", "note")]
    words = [f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in
             zip(counts, ("error", "warning", "note"), strict=True) if count]  # fmt: skip
    many = f"{len(report.articles)} article{'' if len(report.articles) == 1 else 's'} in {content}"
    return f"{many}: {', '.join(words)}." if words else f"{many}: all is well."



"""The list of voice models that their vendor publishes, with sizes and checksums."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from kiosk.staff.fetch import FetchError, read

LIST = "https://alphacephei.com/vosk/models/model-list.json"  # the vendor's own, with sizes and checksums


@dataclass(frozen=True)
class Listed:
    """A model in the vendor's list. ``size`` is of the zip, in bytes."""

    name: str
    language: str
    size: int
    md5: str
    url: str


def listed(address: str = LIST) -> tuple[Listed, ...]:
    """The vendor's small models that are not obsolete. Uses the network; raises FetchError."""
    try:
        rows = json.loads(read(address, 5_000_000))
        return tuple(
            Listed(row["name"], str(row.get("lang_text", row["lang"])), int(row["size"]), row["md5"], row["url"])
            for row in rows
            if row.get("type") == "small"
            and str(row.get("obsolete", "false")).lower() != "true"
            and re.fullmatch(r"[\w.-]+", row["name"])
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise FetchError(f"{address} does not hold a list of models any more.") from fault

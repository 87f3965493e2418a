"""Every word that the kiosk itself shows or says, by key. The words stand in kiosk/strings/en.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.core.choice import Choice, Role
from kiosk.core.messages import Wish
from kiosk.core.phrases import phrases_of


@dataclass(frozen=True)
class Strings:
    """The words of one language: ``text`` holds sentences, ``choice`` the faces of the Choices."""

    text: Mapping[str, str]
    choices: Mapping[str, Mapping[str, Any]]

    def __call__(self, key: str, **values: object) -> str:
        """The words under a key, with its blanks filled. Raises KeyError for a key that is not there."""
        return self.text[key].format(**values)

    def count(self, key: str, number: int) -> str:
        """A counted noun: ``key.one`` for one, ``key.many`` for all others."""
        return self(f"{key}.one" if number == 1 else f"{key}.many", n=number)

    def choice(self, name: str, message: Wish, role: Role = "plain", **values: object) -> Choice:
        """The Choice of that name, doing ``message``. ``values`` fill the blanks in its label and hint."""
        face = self.choices[name]
        return Choice(
            name=name,
            label=str(face["label"]).format(**values),
            message=message,
            phrases=phrases_of(face.get("say", ())),
            hint=str(face.get("hint", "")).format(**values),
            role=role,
            icon=str(face.get("icon", "")),
        )


def strings_from(table: Mapping[str, Any]) -> Strings:
    """Strings from a parsed TOML table: ``[text]`` nested under dotted keys, ``[choice.NAME]`` the Choices.

    Raises ValueError naming a Choice without a label.
    """
    text: dict[str, str] = {}

    def flatten(prefix: str, part: Mapping[str, Any]) -> None:
        for key, value in part.items():
            if isinstance(value, Mapping):
                flatten(f"{prefix}{key}.", value)
            else:
                text[prefix + key] = str(value)

    flatten("", table.get("text", {}))
    choices = table.get("choice", {})
    for name, face in choices.items():
        if not face.get("label"):
            raise ValueError(f"the choice {name} has no label")
    return Strings(text, choices)

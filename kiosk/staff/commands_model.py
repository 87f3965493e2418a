"""The commands ``kiosk model list | install | use | check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk import places
from kiosk.staff import options
from kiosk.staff.options import ConfigOption, ContentOption

app = typer.Typer(help="List, install, choose and check voice models.", no_args_is_help=True)


@app.command("list")
def model_list(config: ConfigOption = None, content: ContentOption = None) -> None:
    """The models that are installed, and the vendor's small ones. Uses the network."""
    from rich.console import Console

    from kiosk.staff import models

    settings = options.settings(config, content)
    raise typer.Exit(models.show(_models(config, content), Console(emoji=False), settings.hearing.model))


@app.command("install")
def model_install(
    what: Annotated[str, typer.Argument(help="a name from the vendor's list, or a zip")],
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Install a model by its name (over the network) or from a zip."""
    from rich.console import Console

    from kiosk.staff import models
    from kiosk.staff.sayable import sayable

    words = sayable(options.content_folder(content, config))
    raise typer.Exit(models.install(what, _models(config, content), Console(emoji=False), words))


@app.command("use")
def model_use(
    name: Annotated[str, typer.Argument(help='an installed model, or "built-in"')],
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Listen with this model from the next start on."""
    from rich.console import Console

    from kiosk.staff import models

    own = options.own_config(config, content)
    raise typer.Exit(models.use(name, _models(config, content), own, Console(emoji=False)))


@app.command("check")
def model_check(
    name: Annotated[str | None, typer.Argument(help="an installed model; the one in use if left out")] = None,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Load a model, and look whether it knows every word that may be said here."""
    from rich.console import Console

    from kiosk.staff import models
    from kiosk.staff.sayable import sayable

    settings = options.settings(config, content)
    if name and name != "built-in":
        model: Path | None = _models(config, content) / name
    else:
        model = places.voice_model("" if name else settings.hearing.model)
    console = Console(emoji=False)
    if model is None:
        console.print("There is no built-in voice model here; install one with: kiosk model install NAME")
        raise typer.Exit(1)
    raise typer.Exit(models.check(model, sayable(options.content_folder(content, config)), console))


def _models(config: Path | None, content: Path | None) -> Path:
    return options.config_file(config, content).parent / "models"

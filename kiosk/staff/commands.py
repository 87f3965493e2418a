"""The commands for staff as typer sees them: hear, doctor, autostart, soak, and those of the modules beside this one.

Each is a thin coat over a function of this room; what a command needs is loaded when it is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk import places
from kiosk.staff import commands_articles, commands_config, commands_model, options
from kiosk.staff.options import ConfigOption, ContentOption

JsonOption = Annotated[bool, typer.Option("--json", help="print JSON")]


def add(app: typer.Typer) -> None:
    """Put the commands of this room into the program."""
    app.command("import")(commands_articles.import_command)
    app.command("new")(commands_articles.new_command)
    app.command("preview")(commands_articles.preview_command)
    app.command("hear")(hear_command)
    app.command("doctor")(doctor_command)
    app.command("autostart")(autostart_command)
    app.command("soak")(soak_command)
    app.add_typer(commands_model.app, name="model")
    app.add_typer(commands_config.app, name="config")


def hear_command(
    files: Annotated[list[Path] | None, typer.Argument(help="WAV files of any rate, mono or stereo")] = None,
    at: Annotated[str, typer.Option("--at", help="the place where it is said, such as home or reading/ID/2")] = "",
    phrases: Annotated[Path | None, typer.Option(help="a file with one phrase a line, instead of a place")] = None,
    model: Annotated[Path | None, typer.Option(help="a folder with another Vosk model")] = None,
    speaking: Annotated[Path | None, typer.Option(help="a WAV that the kiosk itself says meanwhile")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="one visit: each file where the last one led to")] = False,
    live: Annotated[bool, typer.Option("--live", help="listen at the microphone, for setting it up")] = False,
    seconds: Annotated[float | None, typer.Option(help="end --live after so long")] = None,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Hear recordings as the live kiosk would, one line of JSON each; or listen at the microphone."""
    from kiosk.staff.hear import Wish, hear

    if live and files:
        options.fail("Choose one of the recordings and --live.")
    if not live and not files:
        options.fail("Name the recordings (kiosk hear FILE.wav...), or listen at the microphone: kiosk hear --live")
    if at and phrases is not None:
        options.fail("Choose one of --at and --phrases.")
    if follow and (phrases is not None or live):
        options.fail("--follow needs the kiosk's own places: leave --phrases and --live out.")
    wish = Wish(tuple(files or ()), at or "home", phrases, speaking, follow, seconds)
    settings = options.settings(config, content)
    raise typer.Exit(hear(wish, model, settings, options.content_folder(content, config)))


def doctor_command(
    as_json: JsonOption = False,
    card: Annotated[
        bool, typer.Option("--card", help="show a bank card's size on the glass, to hold one to it")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="play no tone")] = False,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Say whether this machine is fit to be a kiosk: one line for each part, and the remedy."""
    from rich.console import Console

    from kiosk.library.shelf import open_library
    from kiosk.staff import doctor
    from kiosk.staff.finding import report
    from kiosk.staff.sayable import sayable

    settings = options.settings(config, content)
    if card:
        raise typer.Exit(doctor.show_card(settings))
    folder = options.content_folder(content, config)
    library = open_library(folder, places.cache_folder())
    entries = [entry for shelf in library.shelves for entry in shelf.entries]
    found = doctor.examine(
        settings,
        folder,
        len(entries),
        [str(fault) for fault in library.check()],
        places.voice_model(settings.hearing.model),
        sayable(folder),
        play=not quiet,
    )
    raise typer.Exit(report(found, Console(emoji=False), as_json))


def autostart_command(
    show: Annotated[bool, typer.Option("--print", help="show the service, or the steps for this machine")] = False,
    install: Annotated[bool, typer.Option("--install", help="start with the machine from now on (Linux)")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="take that away again")] = False,
    machine: Annotated[str, typer.Option(help="with --print: linux, raspberry, windows or macos")] = "",
    user: Annotated[str, typer.Option(help="the account that the kiosk runs under")] = "kiosk",
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Start the kiosk with the machine, alone on its screen, in its own folder: the present, or that of --config."""
    from rich.console import Console

    from kiosk.staff import autostart

    console = Console(emoji=False)
    folder = options.own_folder(config, content)
    if install and not (remove or show):
        raise typer.Exit(autostart.install(console, folder, user))
    if remove and not (install or show):
        raise typer.Exit(autostart.remove(console))
    if install or remove:
        console.print("Choose one of --print, --install and --remove.")
        raise typer.Exit(2)
    raise typer.Exit(autostart.show(console, folder, machine))


def soak_command(
    minutes: Annotated[float, typer.Option(min=0.1, help="how long to go on")] = 10.0,
    seed: Annotated[int, typer.Option(help="the same seed begins the same way")] = 1,
    speed: Annotated[float, typer.Option(min=0.1, max=20, help="how much less the visitor pauses than a person")] = 1.0,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Let random visitors and faults loose on a kiosk of its own, on virtual devices; 1 if anything was wrong."""
    from kiosk.staff.soak import soak
    from kiosk.staff.soaked import table

    found = soak(options.content_folder(content, config), minutes, seed, speed, lambda line: print(line, flush=True))
    print(table(found))
    raise typer.Exit(1 if found.wrong else 0)

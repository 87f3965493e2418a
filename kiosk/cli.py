"""The commands; the only place that prints. Exit codes: 0 right, 1 a finding, 2 wrong usage."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn, Optional

import typer

from kiosk import places
from kiosk.config import Config, load
from kiosk.staff import commands

app = typer.Typer(
    help="A reading kiosk: large print, read aloud, every choice by touch, voice and key.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ConfigOption = Annotated[Optional[Path], typer.Option("--config", help="config.toml to use")]  # noqa: UP045  typer
ContentOption = Annotated[Optional[Path], typer.Option("--content", help="folder of articles to use")]  # noqa: UP045


def _fail(sentence: str, code: int = 2) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(code)


def _config(path: Path | None) -> Config:
    if path is not None and not path.is_file():
        _fail(f"There is no file {path}; name a config.toml after --config.")
    config, faults = load(places.config_file(path))
    for fault in faults:
        print(fault, file=sys.stderr)
    return config


def _content(path: Path | None) -> Path:
    if path is not None and not path.is_dir():
        _fail(f"There is no folder {path}; name a folder of articles after --content.")
    return places.content_folder(path)


def _size(text: str, option: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 320 and int(height) >= 240):
        _fail(f'{option} takes a size such as 1280x720, at least 320x240, not "{text}".')
    return int(width), int(height)


@app.callback(invoke_without_command=True)
def _kiosk(context: typer.Context) -> None:
    """Without a command the kiosk runs."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run(
    window: Annotated[Optional[str], typer.Option(help="in a window of this size, such as 1280x720")] = None,  # noqa: UP045
    journal: Annotated[Optional[str], typer.Option(help="write events to this file, or - for here")] = None,  # noqa: UP045
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Run the kiosk over the whole screen."""
    from kiosk.app import Options, run
    from kiosk.screen.window import NoDisplayError

    size = _size(window, "--window") if window else None
    try:
        run(_config(config), Options(_content(content), size, journal))
    except NoDisplayError as fault:
        _fail(str(fault), 1)


@app.command()
def shot(
    place: Annotated[str, typer.Argument(help="home, contents/ID, reading/ID/2, number/TEXT, comfort or help")],
    out: Annotated[Path, typer.Argument(help="the PNG to write")],
    size: Annotated[str, typer.Option(help="pixels")] = "1920x1080",
    text_size: Annotated[int, typer.Option(min=1, max=5, help="1 to 5")] = 2,
    theme: Annotated[str, typer.Option(help="light, dark, contrast or calm")] = "light",
    diagonal: Annotated[Optional[float], typer.Option(help="inches")] = None,  # noqa: UP045  typer
    lit: Annotated[str, typer.Option(help="light a word of the section, by itself or by its number")] = "",
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Paint one place into a picture, without a display."""
    from kiosk.staff.shots import UnknownPlaceError, paint

    settings = _config(config)
    width, height = _size(size, "--size")
    try:
        paint(
            place, out, width, height, diagonal or settings.screen.diagonal, text_size, theme, lit,
            _content(content), settings,
        )  # fmt: skip
    except UnknownPlaceError as fault:
        _fail(str(fault))
    except OSError as fault:
        _fail(f"{out} cannot be written ({fault.strerror}).")


@app.command()
def say(
    what: Annotated[Optional[str], typer.Argument(help="text to say")] = None,  # noqa: UP045  typer
    out: Annotated[Optional[Path], typer.Argument(help="the WAV to write")] = None,  # noqa: UP045  typer
    section: Annotated[Optional[str], typer.Option(help="a section instead of text, such as ID/2")] = None,  # noqa: UP045
    wpm: Annotated[int, typer.Option(min=60, max=300, help="true words a minute")] = 125,
    marks: Annotated[Optional[Path], typer.Option(help="write each word's time into this JSON")] = None,  # noqa: UP045
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Write speech into a WAV file: kiosk say TEXT OUT.wav, or kiosk say --section ID/2 OUT.wav."""
    from kiosk.library.shelf import open_library
    from kiosk.speech.say import NoVoiceError, say_to_file
    from kiosk.staff.saying import text_utterances

    if section is not None and out is None and what is not None:
        out, what = Path(what), None
    if out is None or (what is None) == (section is None):
        _fail("Name what to say and a WAV file: kiosk say TEXT OUT.wav, or kiosk say --section ID/2 OUT.wav.")
    library = open_library(_content(content), None)
    if section is not None:
        from kiosk.core.lines import read_aloud

        article_id, _, number = section.rpartition("/")
        article = library.article(article_id)
        if article is None or not number.isdigit() or not 0 < int(number) <= len(article.sections):
            _fail(f'There is no section "{section}"; it is written ARTICLE/NUMBER, such as health/my-article/2.')
        utterances = read_aloud(article.sections[int(number) - 1], wpm)
    else:
        utterances = text_utterances(what or "", wpm)
    try:
        timed = say_to_file(utterances, wpm, library.pronunciations, out, _config(config).speech.voice)
    except NoVoiceError as fault:
        _fail(str(fault), 1)
    except OSError as fault:
        _fail(f"{out} cannot be written ({fault.strerror}).")
    if marks is not None:
        marks.write_text(json.dumps(timed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="the folder to make")]) -> None:
    """Make a center's own folder with config.toml and content/, to be changed freely."""
    from kiosk.staff.own import FolderInUseError, make_own

    try:
        make_own(folder)
    except FolderInUseError as fault:
        _fail(str(fault))
    except OSError as fault:
        _fail(f"{folder} cannot be made ({fault.strerror}).")
    print(f"Made {folder}. Start the kiosk there: cd {folder} && kiosk")


@app.command()
def check(
    folder: Annotated[Optional[Path], typer.Argument(help="folder of articles; else the one in use")] = None,  # noqa: UP045
    as_json: Annotated[bool, typer.Option("--json", help="print the faults as JSON")] = False,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Name every fault of the articles and of config.toml, with file, line and remedy."""
    from kiosk.staff.check import as_data
    from kiosk.staff.check import check as find

    where = _content(folder or content)
    faults = find(where, places.config_file(config))
    if as_json:
        print(json.dumps(as_data(faults), ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            print(fault)
        print(f"{len(faults)} found in {where}." if faults else f"All is well in {where}.")
    raise typer.Exit(1 if faults else 0)


@app.command()
def bench(
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Measure this machine: start, memory, cost, delays, the voice's true speed."""
    from kiosk.staff.bench import figures, table

    found = figures(_content(content), _config(config))
    print(json.dumps([asdict(each) for each in found], indent=1) if as_json else table(found))


commands.add(app)


def main() -> None:
    """The program."""
    app()

"""The commands; the only place that prints. Exit codes: 0 right, 1 a finding, 2 wrong usage."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Optional

import typer

from kiosk import places
from kiosk.staff import commands
from kiosk.staff.options import ConfigOption, ContentOption, config_file, content_folder, fail, settings

app = typer.Typer(
    help="A reading kiosk: large print, read aloud, every choice by touch, voice and key.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
WRONG_USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # typer shows its UsageError in no other way


def _size(text: str, option: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 320 and int(height) >= 240):
        fail(f'{option} takes a size such as 1280x720, at least 320x240, not "{text}".')
    return int(width), int(height)


WindowOption = Annotated[
    Optional[str],  # noqa: UP045  typer
    typer.Option(help="in a window of this size, such as 1280x720", metavar="SIZE", show_default=False),
]
JournalOption = Annotated[
    Optional[str],  # noqa: UP045  typer
    typer.Option(help="write events to this file, or - for here", metavar="FILE", show_default=False),
]


@app.callback(invoke_without_command=True)
def _kiosk(
    context: typer.Context,
    window: WindowOption = None,
    journal: JournalOption = None,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Without a command the kiosk runs, and takes what "run" takes."""
    if context.invoked_subcommand is None:
        run(window, journal, config, content)
    elif window or journal or config or content:
        fail(f"Write the options after the command: kiosk {context.invoked_subcommand} --config FILE ...")


@app.command()
def run(
    window: WindowOption = None,
    journal: JournalOption = None,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Run the kiosk over the whole screen."""
    from kiosk.alone import may_not_run
    from kiosk.app import Options, run
    from kiosk.guard import MISSING, end_with_guard, leave_no_core
    from kiosk.screen.window import NoDisplayError
    from kiosk.staff.lastgood import load_or_last, places_or_last

    size = _size(window, "--window") if window else None
    guarded = bool(os.environ.get("KIOSK_GUARDED"))
    missing = MISSING if guarded else 1
    leave_no_core()
    if guarded:
        end_with_guard()
    state = places.state_folder()
    file, folder = places_or_last(config, content, state, places.cache_folder())
    if why := may_not_run(state, guarded=guarded, again=bool(os.environ.get("KIOSK_AGAIN"))):
        fail(why, missing)
    chosen, faults = load_or_last(file, state)
    for each in faults:
        print(each, file=sys.stderr)
    kept = tuple(str(each) for each in faults)
    try:
        code = run(chosen, Options(folder, size, journal, state=state, faults=kept))
    except NoDisplayError as fault:
        fail(str(fault), missing)
    if guarded:
        sys.stdout.flush()
        os._exit(code)  # SDL's own end may wait for a thread that sleeps for ever
    raise typer.Exit(code)


@app.command()
def shot(
    place: Annotated[str, typer.Argument(help="home, contents/ID, reading/ID/2, number/TEXT, comfort or help")],
    out: Annotated[Path, typer.Argument(help="the PNG to write")],
    size: Annotated[str, typer.Option(help="pixels")] = "1920x1080",
    text_size: Annotated[int, typer.Option(min=1, max=5, help="1 to 5")] = 2,
    theme: Annotated[str, typer.Option(help="light, dark, contrast or calm")] = "light",
    diagonal: Annotated[Optional[float], typer.Option(min=5, max=120, help="inches")] = None,  # noqa: UP045  typer
    lit: Annotated[str, typer.Option(help="light a word of the section, by itself or by its number")] = "",
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Paint one place into a picture, without a display."""
    from kiosk.staff.shots import UnknownPlaceError, paint

    chosen = settings(config, content)
    width, height = _size(size, "--size")
    try:
        paint(
            place, out, width, height, diagonal or chosen.screen.diagonal, text_size, theme, lit,
            content_folder(content, config), chosen,
        )  # fmt: skip
    except UnknownPlaceError as fault:
        fail(str(fault))
    except OSError as fault:
        fail(f"{out} cannot be written ({fault.strerror}).")


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
        fail("Name what to say and a WAV file: kiosk say TEXT OUT.wav, or kiosk say --section ID/2 OUT.wav.")
    library = open_library(content_folder(content, config), None)
    if section is not None:
        from kiosk.core.lines import read_aloud

        article_id, _, number = section.rpartition("/")
        article = library.article(article_id)
        if article is None or not number.isdigit() or not 0 < int(number) <= len(article.sections):
            fail(f'There is no section "{section}"; it is written ARTICLE/NUMBER, such as health/my-article/2.')
        utterances = read_aloud(article.sections[int(number) - 1], wpm)
    else:
        utterances = text_utterances(what or "", wpm)
    if not any(utterance.words for utterance in utterances):
        fail("There is nothing to say in that.")
    try:
        speech = settings(config, content).speech
        timed = say_to_file(utterances, wpm, library.pronunciations, out, speech.voice, speech.engine)
    except NoVoiceError as fault:
        fail(str(fault), 1)
    except OSError as fault:
        fail(f"{out} cannot be written ({fault.strerror}).")
    if marks is not None:
        try:
            marks.write_text(json.dumps(timed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as fault:
            fail(f"{marks} cannot be written ({fault.strerror}).")


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="the folder to make")],
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Make a center's own folder with config.toml and content/, to be changed freely.

    It is a copy of what ships, or of what --config and --content name.
    """
    from kiosk import places
    from kiosk.staff.machines import typed
    from kiosk.staff.own import CannotCopyError, FolderInUseError, make_own

    named = config is not None or content is not None
    try:
        left_out = make_own(
            folder,
            content_folder(content, config) if named else places.shipped() / "content",
            config_file(config, content) if named else places.shipped() / "config.toml",
        )
    except (FolderInUseError, CannotCopyError) as fault:
        fail(str(fault))
    except OSError as fault:
        fail(f"{folder} cannot be made ({fault.strerror}).")
    for name in left_out:
        print(f"{name} was left out: it is a link that leads nowhere or in a circle.", file=sys.stderr)
    print(f'Made {folder}. Start the kiosk with it: {typed()} --config "{folder.resolve() / "config.toml"}"')


@app.command()
def check(
    folder: Annotated[Optional[Path], typer.Argument(help="folder of articles; else the one in use")] = None,  # noqa: UP045
    as_json: Annotated[bool, typer.Option("--json", help="print the faults as JSON")] = False,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Look at all articles and config.toml: what would trip a visitor, where, why, and what to do."""
    from kiosk.staff.check import as_data, as_text
    from kiosk.staff.check import check as find

    where = content_folder(folder or content, config)
    report = find(where, config_file(config, folder or content))
    print(json.dumps(as_data(report), ensure_ascii=False, indent=1) if as_json else "\n".join(as_text(report, where)))
    raise typer.Exit(1 if report.wrong else 0)


@app.command()
def bench(
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Measure this machine: start, memory, cost, delays, the voice's true speed."""
    from kiosk.library.shelf import open_library
    from kiosk.staff.bench import figures, table

    folder = content_folder(content, config)
    if not any(shelf.entries for shelf in open_library(folder, None).shelves):
        fail(f"There is no article in {folder} to measure with; put one there, or name another folder after --content.")
    chosen = settings(config, content)
    print("Measuring: this takes about three minutes.", file=sys.stderr)
    found = figures(folder, chosen)
    print(json.dumps([asdict(each) for each in found], indent=1) if as_json else table(found))


commands.add(app)


def main() -> None:
    """The program. Wrong usage is answered as everything else is: in one sentence."""
    try:
        sys.exit(app(prog_name="kiosk", standalone_mode=False))
    except typer.Abort:
        sys.exit(1)
    except WRONG_USAGE as fault:
        path = getattr(getattr(fault, "ctx", None), "command_path", "kiosk")
        what = fault.format_message() if hasattr(fault, "format_message") else str(fault)
        help_itself = "\n" in what  # of a command that has commands of its own
        print(what if help_itself else f"{what.rstrip('.')}; {path} --help says what it takes.", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()

"""The commands ``kiosk config``, ``kiosk config set`` and ``kiosk config pin``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kiosk.staff import options
from kiosk.staff.options import ConfigOption, ContentOption

app = typer.Typer(help="Show every setting, or set one.", invoke_without_command=True)


@app.callback()
def config_show(context: typer.Context, config: ConfigOption = None, content: ContentOption = None) -> None:
    """Show every setting with its value and where it came from."""
    if context.invoked_subcommand is None:
        from rich.console import Console

        from kiosk.staff.settings import show

        raise typer.Exit(show(options.config_file(config, content), Console(emoji=False)))


@app.command("set")
def config_set(
    key: Annotated[str, typer.Argument(help="such as comfort.speed")],
    value: Annotated[str, typer.Argument(help="such as 5")],
    config: ConfigOption = None,
    content: ContentOption = None,
) -> None:
    """Set one setting; comments and order of the file stay."""
    from rich.console import Console

    from kiosk.staff.settings import set_value

    raise typer.Exit(set_value(options.own_config(config, content), key, value, Console(emoji=False)))


@app.command("pin")
def config_pin(config: ConfigOption = None, content: ContentOption = None) -> None:
    """Set the number by which staff reach their own page at the kiosk: four to twelve digits."""
    from rich.console import Console

    from kiosk.staff.lock import hashed, is_pin
    from kiosk.staff.settings import set_value

    path = options.own_config(config, content)
    pin = typer.prompt("The staff's number, 4 to 12 digits", hide_input=sys.stdin.isatty(),
                       confirmation_prompt=sys.stdin.isatty())  # fmt: skip
    if not is_pin(pin):
        options.fail("That is not a number of 4 to 12 digits; nothing was changed.", 1)
    code = set_value(path, "staff.pin", hashed(pin), Console(quiet=True))
    print(f"{path} keeps a hash of it. It holds from the next start of the kiosk." if code == 0
          else f"{path} cannot be written, or is not right TOML; nothing was changed.")  # fmt: skip
    raise typer.Exit(code)

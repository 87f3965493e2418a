"""The commands ``kiosk config`` and ``kiosk config set``."""

from __future__ import annotations

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

        raise typer.Exit(show(options.config_file(config, content), Console()))


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

    raise typer.Exit(set_value(options.own_config(config, content), key, value, Console()))

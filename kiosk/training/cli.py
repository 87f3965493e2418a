"""The commands of the training as typer sees them: each is a thin coat, and loads what it needs when it is called."""

from __future__ import annotations

import typer

from kiosk.training import making, measuring

app = typer.Typer(
    help="Make the built-in voice model, and measure it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _training() -> None:
    """Make the built-in voice model, and measure it."""


making.add(app)
measuring.add(app)

"""The commands that make a voice model, as typer sees them: one for each stage, and one for all of them.

Every stage keeps what it has made in a folder of work and takes it up again; the seed says what chance decides.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.training.faults import MakingError, faults

WORK = Annotated[Path, typer.Argument(help="folder in which the stages keep what they make")]
RECORDINGS = Annotated[
    Path,
    typer.Option(help="folder of recordings with a manifest.tsv; rooms and noises in noise_rir/manifest_noise.tsv"),
]
WITHOUT = Annotated[
    str, typer.Option(help="parts of folder or speaker names that are kept for measuring, between commas")
]
SEED = Annotated[int, typer.Option(help="decides all that is left to chance")]
STEPS = Annotated[int, typer.Option(min=1, help="steps of training")]
SHARE = Annotated[float, typer.Option(min=0.001, max=1.0, help="how much of the usual synthetic speech")]
START = Annotated[Path | None, typer.Option(help="a finished model's folder, to train it further")]
PEAK = Annotated[float, typer.Option(min=0.01, max=1.0, help="the share of the full rate of learning to reach")]
APART = Annotated[float, typer.Option(min=0.0, help="how much telling words from each other counts")]
TAUGHT = Annotated[float, typer.Option(min=0.0, help="how much the finished model counts as a teacher")]
PARTS = Annotated[int, typer.Option(min=1, help="processes that train side by side, a core each")]
KEPT_APART = "DEVspeakers,ls4088,ls4406,ls5652,ls8226"
STEPS_FIRST, STEPS_USUAL = 6800, 13000  # before words are cut out of sentences, and after it
FURTHER = (  # shares of the steps and of the full rate, with words against words; how much the model before teaches
    (0.4, 0.5, 0.0), (0.17, 0.3, 0.0), (0.42, 0.35, 0.7),
)  # fmt: skip


def add(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    for name, command in (
        ("synthesise", synthesise_command), ("features", features_command), ("cut", cut_command),
        ("train", train_command), ("export", export_command), ("make", make_command),
    ):  # fmt: skip
        app.command(name)(faults()(command))


def synthesise_command(
    work: WORK, recordings: RECORDINGS, without: WITHOUT = KEPT_APART, share: SHARE = 1.0, seed: SEED = 1
) -> None:
    """Let the synthetic voices speak: commands, phrases, numbers, sentences and strange words."""
    from kiosk import places
    from kiosk.training import corpus, stages, voices

    clips = stages.clips(recordings, without)
    if lacking := voices.missing():
        raise MakingError(f"These are missing: {lacking}. {voices.REMEDY}")
    stages.agree(work, without=without, seed=seed, share=share, recordings=str(recordings.resolve()))
    of = corpus.texts([clip.transcript for clip in clips], places.shipped() / "content")
    stages.synthesise(work, of, seed, share)


def features_command(work: WORK, recordings: RECORDINGS, without: WITHOUT = KEPT_APART, seed: SEED = 1) -> None:
    """Bring the recordings in, and what the echo canceller leaves of the kiosk's own voice.

    The numbers that the network sees are computed while it trains, from a fresh copy of every sound.
    """
    from shutil import which

    from kiosk import places
    from kiosk.training import stages

    if which("espeak-ng") is None:
        raise MakingError("The kiosk's reading voice is missing. On Debian: apt install espeak-ng")
    clips = stages.clips(recordings, without)
    stages.agree(work, without=without, seed=seed, recordings=str(recordings.resolve()))
    stages.features(work, clips, places.shipped() / "content", seed)


def train_command(
    work: WORK,
    recordings: RECORDINGS,
    steps: STEPS = STEPS_USUAL,
    seed: SEED = 1,
    start: START = None,
    peak: PEAK = 1.0,
    told_apart: APART = 0.0,
    taught: TAUGHT = 0.0,
    parts: PARTS = 1,
) -> None:
    """Train the network; goes on where it was stopped, or where a finished model was."""
    from kiosk.training import stages
    from kiosk.training.machine import machine
    from kiosk.training.schedule import Schedule

    schedule = Schedule(steps, peak=peak, told_apart=told_apart, start=start, taught=taught)
    for note in stages.train_network(work, recordings, schedule, seed, machine(parts)):
        told = "step {step} of {steps}: objective {objective}, {hours_heard} h heard in {seconds} s"
        typer.echo(told.format(steps=steps, **note))
    typer.echo(f"The network is trained to step {steps}: export comes next.")


def cut_command(work: WORK, seed: SEED = 1) -> None:
    """Cut words out of the people's sentences, once the network has been trained to find them."""
    from kiosk import places
    from kiosk.training import stages

    stages.cut_out(work, places.shipped() / "content", seed)


def export_command(
    work: WORK, model: Annotated[Path, typer.Argument(help="the model's folder to write")], start: START = None
) -> None:
    """Write a folder that Vosk loads, with the kiosk's vocabulary: of the training, or of what went on from a model."""
    from kiosk import places
    from kiosk.training import stages

    name = stages.after(start) if start else stages.NETWORK
    stages.export(work, model, places.shipped() / "content", name)


def make_command(
    work: WORK,
    model: Annotated[Path, typer.Argument(help="the model's folder to write")],
    recordings: RECORDINGS,
    without: WITHOUT = KEPT_APART,
    steps: STEPS = STEPS_USUAL,
    share: SHARE = 1.0,
    seed: SEED = 1,
) -> None:
    """All stages, one after the other: from recordings and synthetic voices to a model.

    At the end words are set against words, three times, each time from the model before, which at last teaches too.
    """
    from kiosk.training import stages

    synthesise_command(work, recordings, without, share, seed)
    stages.agree(work, steps=steps)  # with more, the last parts would go on from the model of fewer
    features_command(work, recordings, without, seed)
    train_command(work, recordings, min(steps, STEPS_FIRST), seed)
    cut_command(work, seed)
    train_command(work, recordings, steps, seed)
    begun = work / "made0"
    export_command(work, begun)
    for number, (part, peak, taught) in enumerate(FURTHER, 1):
        ended = work / f"made{number}" if number < len(FURTHER) else model
        train_command(work, recordings, max(1, int(steps * part)), seed, begun, peak, 0.5, taught)
        export_command(work, ended, begun)
        begun = ended

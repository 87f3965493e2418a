"""No test paints on a real display or sounds on a real loudspeaker, unless it opens a rig of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ["KIOSK_NO_SETUP"] = "1"
# A kiosk that a test starts keeps its state apart from the developer's own kiosk, which would send it away.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="kiosk-state-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)
BUILT_IN = Path(__file__).parents[1] / "assets" / "models" / "kiosk-en"

# Begun last, a long file would go on while every other core is idle. Of those that are paced, the faults come with the
# ones that hardly work: beside a second whole kiosk its sound stood still too long for them.
FIRST = """
hearing/test_long training/test_miniature staff/test_visit_while_staff_work staff/test_service test_power_cut
test_cli training/test_together staff/test_live hearing/test_listener
test_faults staff/test_watch speech/test_voice test_sound hearing/test_ear
test_whole_machine_by_voice test_locked test_alone staff/test_soak test_whole_machine test_privacy
""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {f"tests/{name}.py": at for at, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.nodeid.partition("::")[0], len(rank)))


@pytest.fixture(scope="session")
def model_as_made() -> Path:
    """The built-in model as it ships; KIOSK_TEST_MODEL names another one to try."""
    return Path(os.environ.get("KIOSK_TEST_MODEL", BUILT_IN))


@pytest.fixture(scope="session")
def model(model_as_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That model, fitted to the shipped library."""
    from kiosk import places
    from kiosk.fitting import decoys_for, words_for
    from kiosk.hearing.models import STRICTNESS, ready_model
    from kiosk.hearing.vocabulary import whole_phrases
    from tests.visitor import library

    words, decoys, phrases = (
        each(places.strings(), library().names) for each in (words_for, decoys_for, whole_phrases)
    )
    folder = tmp_path_factory.mktemp("models")
    return ready_model(model_as_made, words, STRICTNESS, folder, decoys=decoys, phrases=phrases)

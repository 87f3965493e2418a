"""Voice models are installed whole or not at all; the built-in one, zipped, stands in for the vendor's."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from kiosk.config import load
from kiosk.staff.models import check, install, installed, show, trial, use
from kiosk.staff.unpack import ModelError
from kiosk.staff.vendor import listed
from tests.staff.server import shop

ASSETS = Path(__file__).parents[2] / "assets"


def screen() -> Console:
    return Console(file=io.StringIO(), width=300)


def said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


@pytest.fixture(scope="session")
def model() -> Path:
    """The built-in voice model."""
    found = sorted(ASSETS.rglob("am/final.mdl"))
    if not found:
        pytest.skip("the built-in voice model is not in assets/")
    return found[0].parents[1]


@pytest.fixture(scope="session")
def good(model: Path) -> bytes:
    """The built-in model as a vendor would zip it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for file in sorted(model.rglob("*")):
            package.write(file, Path("kiosk-model-small") / file.relative_to(model))
    return stream.getvalue()


def changed(good: bytes, added: dict[str, bytes] | None = None, drop: str = "") -> bytes:
    """The good zip without the members that end in ``drop`` and with others, by name."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for member in old.infolist():
            if not (drop and member.filename.endswith(drop)):
                new.writestr(member.filename, old.read(member))
        for name, data in (added or {}).items():
            new.writestr(name, data)
    return stream.getvalue()


def foreign(good: bytes) -> bytes:
    """As a vendor's: its words are fixed, since we cannot write its graph anew."""
    return changed(good, drop="phone_bigram.npy")


def with_link(good: bytes) -> bytes:
    stream = io.BytesIO(good)
    with zipfile.ZipFile(stream, "a") as package:
        link = zipfile.ZipInfo("kiosk-model-small/passwd")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    return stream.getvalue()


def test_a_zip_from_a_stick_is_installed_loaded_and_used(good: bytes, tmp_path: Path) -> None:
    folder, config = tmp_path / "models", tmp_path / "config.toml"
    (tmp_path / "other-ears.zip").write_bytes(foreign(good))
    console = screen()
    assert install(str(tmp_path / "other-ears.zip"), folder, console, ("yes", "zyzzyx")) == 0
    assert installed(folder) == ("other-ears",)
    assert "does not know 1 of the words" in said(console) and "zyzzyx" in said(console)
    assert [place.name for place in folder.iterdir()] == ["other-ears"]
    assert use("other-ears", folder, config, screen()) == 0
    assert load(config)[0].hearing.model == str(folder / "other-ears")
    assert use("built-in", folder, config, screen()) == 0
    assert load(config)[0].hearing.model == ""
    assert use("another", folder, config, screen()) == 2


def test_a_model_by_name_is_fetched_checked_and_installed(good: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    with shop() as store:
        store.offer("kiosk-model-small", good)
        store.offer("huge", b"x", type="big")
        store.offer("past", b"x", obsolete="true")
        assert [model.name for model in listed(store.list)] == ["kiosk-model-small"]
        console = screen()
        assert install("kiosk-model-small", folder, console, address=store.list) == 0
        assert said(console).startswith("This uses the network")
        assert [place.name for place in folder.iterdir()] == ["kiosk-model-small"]
        console = screen()
        assert show(folder, console, address=store.list) == 0
        assert "US English" in said(console) and "installed" in said(console)
        assert install("huge", folder, screen(), address=store.list) == 2
        store.asked.clear()
        assert install("kiosk-model-small", folder, screen(), address=store.list) == 1  # stands already
        assert store.asked == []  # and nothing is fetched to find that out
        store.files["/model-list.json"] = b"<html>moved</html>"
        assert install("kiosk-model-small", folder, screen(), address=store.list) == 1
    console = screen()
    assert show(folder, console, address=store.list) == 1  # no network: the installed ones are told all the same
    assert "kiosk-model-small" in said(console) and "zip from a stick" in said(console)


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a truncated zip": (lambda good: good[: len(good) // 2], "damaged"),
    "no zip at all": (lambda good: b"hello" * 100, "damaged"),
    "a flipped byte": (lambda good: good[:70_000] + bytes([good[70_000] ^ 255]) + good[70_001:], "damaged"),
    "an empty zip": (lambda good: _empty(), "no voice model"),
    "a zip of something else": (lambda good: changed(_empty(), {"photos/a.jpg": b"x"}), "no voice model"),
    "a path out of the folder": (lambda good: changed(good, {"../../evil": b"x"}), "outside its folder"),
    "an absolute path": (lambda good: changed(good, {"/tmp/evil": b"x"}), "outside its folder"),
    "a path with a drive": (lambda good: changed(good, {"C:/evil": b"x"}), "outside its folder"),
    "a link": (with_link, "link"),
    "a bomb": (lambda good: changed(good, {"kiosk-model-small/zeros": bytes(400_000_000)}), "far more"),
    "a fixed graph": (
        lambda good: changed(good, {"kiosk-model-small/graph/HCLG.fst": b"x"}),
        "fixed graph",
    ),
    "no graph": (lambda good: changed(good, drop="HCLr.fst"), "lacks HCLr.fst"),
    "a broken network": (
        lambda good: changed(good, drop="final.mdl", added={"kiosk-model-small/am/final.mdl": b"\0B junk"}),
        "cannot be loaded",
    ),
}


def _empty() -> bytes:
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    return stream.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_zip_changes_nothing(name: str, good: bytes, tmp_path: Path) -> None:
    make, word = BAD[name]
    (tmp_path / "models").mkdir()
    package = tmp_path / "bad.zip"
    package.write_bytes(make(good))
    console = screen()
    assert install(str(package), tmp_path / "models", console) == 1
    assert word in said(console) and "Nothing was changed." in said(console)
    assert list((tmp_path / "models").iterdir()) == []
    assert {place.name for place in tmp_path.iterdir()} == {"models", "bad.zip"}
    assert not (tmp_path.parent / "evil").exists()


def test_a_bad_zip_makes_no_folder_and_what_a_power_cut_left_of_another_is_cleared(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(good[: len(good) // 2])
    assert install(str(tmp_path / "bad.zip"), tmp_path / "models", screen()) == 1
    assert not (tmp_path / "models").exists()
    (tmp_path / "models" / ".unpacking-abc" / "am").mkdir(parents=True)
    (tmp_path / "good.zip").write_bytes(good)
    assert install(str(tmp_path / "good.zip"), tmp_path / "models", screen()) == 0
    assert [place.name for place in (tmp_path / "models").iterdir()] == ["good"]


def test_the_built_in_model_passes_its_check(model: Path) -> None:
    console = screen()
    assert check(model, ("yes", "no", "zyzzyx"), console) == 0, said(console)  # it learns what it can say


def test_a_model_with_words_of_its_own_is_told_what_it_lacks(model: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(model, other, ignore=shutil.ignore_patterns("phone_bigram.npy"))
    console = screen()
    assert check(other, ("yes", "zyzzyx"), console) == 1
    assert "zyzzyx" in said(console) and '"also:"' in said(console)


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    assert check(tmp_path, (), screen()) == 1
    console = screen()
    assert check(tmp_path / "none", (), console) == 1 and '"none" is not installed' in said(console)
    with pytest.raises(ModelError):
        trial(tmp_path)


def test_a_zip_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    console = screen()
    assert install(str(tmp_path), tmp_path / "models", console) == 2 and "it is a folder" in said(console)
    assert install(str(tmp_path / "none.zip"), tmp_path / "models", screen()) == 2
    assert not (tmp_path / "models").exists()

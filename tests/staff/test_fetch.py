"""Downloads go on where they broke off, and nothing that is not what was promised is kept."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from kiosk.staff.fetch import FetchError, fetch, read
from tests.staff.server import shop

DATA = random.Random(7).randbytes(900_000)
MD5 = hashlib.md5(DATA).hexdigest()


def bring(address: str, part: Path, size: int = len(DATA), md5: str = MD5) -> list[int]:
    steps: list[int] = []
    fetch(address, part, size, md5, lambda done, _: steps.append(done), pause_s=0)
    return steps


def test_a_file_comes_whole_and_tells_how_far_it_is(tmp_path: Path) -> None:
    with shop() as store:
        store.files["/a.zip"] = DATA
        steps = bring(f"{store.address}/a.zip", tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA
    assert steps == sorted(steps) and steps[-1] == len(DATA) and len(steps) > 5


def test_a_line_that_is_cut_twice_goes_on_in_the_middle(tmp_path: Path) -> None:
    with shop() as store:
        store.files["/a.zip"], store.cuts = DATA, 2
        bring(f"{store.address}/a.zip", tmp_path / "part")
        assert [ranged for _, ranged in store.asked] == ["", "bytes=450000-", "bytes=675000-"]
    assert (tmp_path / "part").read_bytes() == DATA


def test_another_day_goes_on_from_what_stands_there(tmp_path: Path) -> None:
    part = tmp_path / "part"
    with shop() as store:
        store.files["/a.zip"], store.cuts = DATA, 99
        with pytest.raises(FetchError, match="run the same command again"):
            bring(f"{store.address}/a.zip", part)
        have = part.stat().st_size
        assert 0 < have < len(DATA)
        store.cuts, store.asked = 0, []
        bring(f"{store.address}/a.zip", part)
        assert store.asked == [("/a.zip", f"bytes={have}-")]
    assert part.read_bytes() == DATA


def test_a_server_that_cannot_go_on_sends_all_again(tmp_path: Path) -> None:
    with shop() as store:
        store.files["/a.zip"], store.cuts, store.ranges = DATA, 1, False
        bring(f"{store.address}/a.zip", tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA


def test_a_rotten_beginning_is_thrown_away_and_fetched_anew(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"x" * 1000)
    with shop() as store:
        store.files["/a.zip"] = DATA
        bring(f"{store.address}/a.zip", tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA


def test_a_wrong_checksum_or_too_many_bytes_leaves_nothing(tmp_path: Path) -> None:
    with shop() as store:
        store.files["/a.zip"] = DATA
        with pytest.raises(FetchError, match="checksum"):
            bring(f"{store.address}/a.zip", tmp_path / "part", md5="0" * 32)
        with pytest.raises(FetchError, match="more than"):
            bring(f"{store.address}/a.zip", tmp_path / "part", size=1000)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_of_404_or_no_server_at_all_is_one_sentence(tmp_path: Path) -> None:
    with shop() as store:
        with pytest.raises(FetchError, match="404"):
            bring(f"{store.address}/none.zip", tmp_path / "part")
        gone = store.address
    with pytest.raises(FetchError, match=r"refused|reached|broke off"):
        bring(f"{gone}/a.zip", tmp_path / "part")
    with pytest.raises(FetchError, match="cannot be reached"):
        read(gone, 1000)
    with pytest.raises(FetchError, match="not a web address"):
        read("file:///etc/hostname", 1000)

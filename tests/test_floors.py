"""The floors of the house: who may look at whom, and that files can be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "kiosk"
MAY = {
    "core": {"core"},
    "library": {"core", "library"},
    "page": {"core", "page"},
    "speech": {"core", "page", "speech"},
    "hearing": {"core", "page", "hearing"},
    "screen": {"core", "page", "screen"},
    "training": {"core", "library", "hearing", "training", "setup", "places"},
}
NATIVE = {"pyttsx3": {"speech"}, "vosk": {"hearing"}, "pygame": {"speech", "hearing", "screen"}}
ON_TOP = {
    "app", "beginning", "cli", "config", "fitting", "frame", "hands", "inputs", "journal", "listening", "places",
    "reports", "rooms", "setup", "staff", "visits",
}  # fmt: skip


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def files(room: str) -> list[Path]:
    return sorted((HOUSE / room).rglob("*.py"))


def test_each_room_looks_only_where_it_may() -> None:
    for room, allowed in MAY.items():
        for path in files(room):
            rooms = {name.split(".")[1] for name in imports(path) if name.startswith("kiosk.") and "." in name}
            assert rooms & (set(MAY) | ON_TOP) <= allowed, f"{path.relative_to(ROOT)} looks into {rooms - allowed}"


def test_core_files_look_only_at_files_before_them() -> None:
    order = ("mistyped text phrases speech figures units money shortforms moments numerals rates amounts spans "
             "letter_a addresses spoken wishes echoes messages hearing homophones courtesy matching agreement choice "
             "meaning strings state reads answers tuning hears moves door focus update screen offer ears lines tiles "
             "beside comfort office screens groups"
             ).split()  # fmt: skip
    for path in files("core"):
        if path.stem == "__init__":
            continue
        assert path.stem in order, f"say in this test where core/{path.name} stands"
        seen = {name.split(".")[2] for name in imports(path) if name.startswith("kiosk.core.")}
        later = {name for name in seen if name in order and order.index(name) >= order.index(path.stem)}
        assert not later, f"core/{path.name} looks at {later}"


def test_native_libraries_stay_in_their_rooms() -> None:
    allowed_on_top = {"app.py", "bench.py", "hands.py", "sound.py"}
    for path in sorted(HOUSE.rglob("*.py")):
        room = path.relative_to(HOUSE).parts[0]
        for name in imports(path):
            rooms = NATIVE.get(name.split(".")[0])
            assert rooms is None or room in rooms or path.name in allowed_on_top, f"{path} imports {name}"


def test_core_and_page_have_no_clock_no_files_and_no_threads() -> None:
    for room in ("core", "page"):
        for path in files(room):
            forbidden = {"time", "threading", "socket", "subprocess", "os", "datetime", "asyncio"} & {
                name.split(".")[0] for name in imports(path)
            }
            assert not forbidden, f"{path.relative_to(ROOT)} imports {forbidden}"


def test_nothing_of_the_kiosk_imports_the_training() -> None:
    for path in sorted(HOUSE.rglob("*.py")):
        if "training" not in path.parts:
            assert not any(name.startswith("kiosk.training") for name in imports(path)), path


def test_no_top_level_folder_is_new() -> None:
    expected = {"kiosk", "content", "assets", "tests", ".ci"}
    ignored = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build", "dist"}
    found = {path.name for path in ROOT.iterdir() if path.is_dir()} - ignored
    assert {name for name in found if not name.endswith(".egg-info")} <= expected

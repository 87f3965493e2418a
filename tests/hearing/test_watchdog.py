"""How long a process may be silent before it counts as hung."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from kiosk.hearing.watchdog import Watchdog

_LOOKS = """
import threading, time
def work():
    while True:
        pass
worker = threading.Thread(target=work, daemon=True)
worker.start()
print("begun", flush=True)
worker.join()
"""
_HANGS = 'print("begun", flush=True); import time; time.sleep(60)'


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process would do")
@pytest.mark.parametrize(("program", "hung"), [(_LOOKS, False), (_HANGS, True)])
def test_a_process_whose_workers_wait_for_a_processor_is_not_hung(program: str, hung: bool) -> None:
    """Looks are made in threads, and only the state of the main one, which waits for them, was asked for."""
    watchdog = Watchdog(1000.0)  # it has used less than half of that
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stdout.readline() == b"begun\n"
        watchdog.expect(child.pid, 0.0)
        time.sleep(0.2)
        try:
            assert watchdog.overdue(child.pid) is hung
        finally:
            child.kill()

"""Waiting for what another thread, another process or the clock brings about."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

import httpx

_PAUSE_S = 0.01


def until(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something has happened; fail where it has not in so many seconds."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"waited {seconds:g} s in vain"
        time.sleep(_PAUSE_S)


def _is_up(address: str) -> bool:
    """Tell whether a server at an address answers and finds itself alive."""
    try:
        return httpx.get(f"{address}/healthz").is_success
    except httpx.TransportError:
        return False


def until_up(address: str, process: subprocess.Popen[str]) -> None:
    """Wait until the server that a process is answers; fail where the process ends."""

    def up() -> bool:
        assert process.poll() is None, process.stdout and process.stdout.read()
        return _is_up(address)

    until(up)

"""One process owns the data folder; the others are told who it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import DataDirectoryBusyError, StorageError
from rag.storage import DataDirectory

HOLD = """
import sys, time
from pathlib import Path
from rag.storage import DataDirectory
held = DataDirectory.own(Path(sys.argv[1]), sys.argv[2] or None)
print("owned", flush=True)
time.sleep(60)
"""


def hold(folder: Path, address: str = "") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, folder, address], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "owned\n"
    return process


def test_a_second_process_is_refused_at_once(tmp_path: Path) -> None:
    process = hold(tmp_path, "http://127.0.0.1:7860")
    try:
        with pytest.raises(DataDirectoryBusyError) as caught:
            DataDirectory.own(tmp_path)
        assert caught.value.params["pid"] == process.pid
        assert caught.value.params["address"] == "http://127.0.0.1:7860"
        assert caught.value.params["reason"] == "server"
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    with DataDirectory.own(tmp_path):
        pass  # a killed owner leaves nothing to clear away


def test_a_second_owner_in_one_process_is_refused_too(tmp_path: Path) -> None:
    with DataDirectory.own(tmp_path):
        with pytest.raises(DataDirectoryBusyError) as caught:
            DataDirectory.own(tmp_path)
        assert caught.value.params["pid"] == os.getpid()
        assert caught.value.params["reason"] == "process"
    DataDirectory.own(tmp_path).release()


def test_an_owner_that_has_not_signed_is_unknown(tmp_path: Path) -> None:
    with DataDirectory.own(tmp_path):
        (tmp_path / "owner.json").write_text("{", encoding="utf-8")
        with pytest.raises(DataDirectoryBusyError) as caught:
            DataDirectory.own(tmp_path)
        assert caught.value.params["pid"] == "?"


def test_a_folder_that_cannot_be_made_is_a_fault_of_storage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="file"):
        DataDirectory.own(tmp_path / "file" / "data")
    with pytest.raises(StorageError, match="file"):
        DataDirectory.own(tmp_path / "file")


def test_releasing_twice_does_no_harm(tmp_path: Path) -> None:
    first = DataDirectory.own(tmp_path)
    first.release()
    with DataDirectory.own(tmp_path):
        first.release()
        with pytest.raises(DataDirectoryBusyError):
            DataDirectory.own(tmp_path)
